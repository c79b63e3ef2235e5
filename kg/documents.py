"""Source files and folders in, documents out, in sorted order; what cannot be read comes out with its reason.

Laws of this file: one file's trouble never stops the batch; a document's name is its path relative to its source
folder; two documents never share a name or an address.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path, PurePath

from kg.errors import DocumentError, UsageError
from kg.formats import FORMATS, media_type
from kg.formats.metadata import front_matter, sidecar
from kg.formats.tongue import tongue
from kg.model import Document

SIDECAR = ".meta.json"
WITHHELD = "withheld.txt"
BESIDE = frozenset({WITHHELD, "judgements.tsv", "identity.tsv", "proposals.tsv"})
"""Files that lie among documents and are none: what is withheld, and who is who."""
MANIFEST = "habeas.json"
"""The file that makes a folder a store (:mod:`kg.stores.folder`): what lies there was made from documents."""
LARGEST = 20_000_000  # bytes: some 3 million words; larger files are archives of documents, not documents
NAMED = 5  # kinds of files that a sentence names
DESCRIBED = ("title", "published", "publisher", "author", "url")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file or folder that gave no document, and why, in one sentence.

    A ``name`` that ends in ``/`` is a folder: it stands for all that may lie below it. ``skipped`` tells a file that
    only lies among others, of a format that nobody promised to read, from one that should have been readable.
    """

    name: str
    reason: str
    skipped: bool = False


def documents(sources: Iterable[str | Path], *, encoding: str | None = None) -> Iterator[Document | Unreadable]:
    """Documents of files and folders, read as they are asked for.

    ``encoding`` is tried where a file has no byte order mark, is not UTF-8 and its sidecar names none. Raises
    UsageError where a source does not exist or the encoding is unknown; all else is yielded as Unreadable.
    """
    paths = [Path(source) for source in sources]
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} does not exist")
    _check_encoding(encoding)
    taken: dict[str, str] = {}
    for path in paths:
        for found in _files(path):
            result = found if isinstance(found, Unreadable) else _document(*found, encoding=encoding)
            yield result if isinstance(result, Unreadable) else _claimed(result, taken)


def count(sources: Iterable[str | Path]) -> int:
    """How many documents and unreadable files :func:`documents` will yield; a source that does not exist has none."""
    return sum(1 for source in map(Path, sources) if source.exists() for _ in _files(source))


def lack(sources: Iterable[str | Path]) -> str | None:
    """Say what sources hold, where that is nothing to read, and what would be; None where a file wants reading."""
    paths = [Path(source) for source in sources]
    if not all(path.exists() for path in paths):
        return None
    others: list[str] = []
    for found in (found for path in paths for found in _files(path)):
        if not isinstance(found, Unreadable) or not found.skipped:
            return None
        others.append(found.name)
    kinds = sorted({PurePath(name).suffix.lower() or name for name in others})[:NAMED]
    held = f"only what is of another kind ({', '.join(kinds)})" if others else "no files"
    return (
        f"there is nothing to read: {', '.join(map(str, paths))} holds {held}, and Habeas reads plain text and "
        f"Markdown ({' '.join(_suffixes())}); save your documents so, or name the folder where they are"
    )


def withheld(sources: Iterable[str | Path]) -> frozenset[str]:
    """Names in the ``withheld.txt`` of each source folder: one a line, ``#`` begins a comment line."""
    found: set[str] = set()
    for source in sources:
        path = Path(source) / WITHHELD
        if path.is_file():
            found |= {line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines()}
    return frozenset(line for line in found if line and not line.startswith("#"))


def _check_encoding(encoding: str | None) -> None:
    try:
        "".encode(encoding or "utf-8")
    except LookupError as error:
        raise UsageError(f"there is no encoding called {encoding!r}") from error


def _files(source: Path) -> Iterator[tuple[Path, str] | Unreadable]:
    if source.is_dir():
        yield from _walk(source, "", (source.resolve(),))
    elif _stands_beside(source.name):
        yield Unreadable(source.name, "the file tells of documents and is none", skipped=True)
    else:
        found = _file(source, source.name)
        yield replace(found, skipped=False) if isinstance(found, Unreadable) else found  # for it was asked for by name


def _stands_beside(name: str) -> bool:
    """Whether a file is one of those that a folder of documents may hold about them: never published itself."""
    return name in BESIDE or name.endswith(SIDECAR)


def _walk(folder: Path, prefix: str, above: tuple[Path, ...]) -> Iterator[tuple[Path, str] | Unreadable]:
    try:
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        yield Unreadable(prefix or f"{folder.name}/", f"the folder cannot be listed: {error.strerror}")
        return
    if any(entry.name == MANIFEST for entry in entries):
        yield Unreadable(prefix or f"{folder.name}/", "the folder is a graph that Habeas built", skipped=True)
        return
    for entry in entries:
        name = prefix + entry.name
        if entry.name.startswith(".") or _stands_beside(entry.name):
            continue
        if not entry.is_dir():
            yield _file(entry, name)
        elif (real := entry.resolve()) in above:
            yield Unreadable(f"{name}/", "the link leads back to a folder it lies in and is not followed", skipped=True)
        else:
            yield from _walk(entry, f"{name}/", (*above, real))


def _file(path: Path, name: str) -> tuple[Path, str] | Unreadable:
    if not name.isprintable() or not _encodable(name):
        return Unreadable(ascii(name)[1:-1], "the file name holds characters that no address can hold; rename it")
    if not path.is_file():
        return Unreadable(name, "the file does not exist or is no regular file")
    if media_type(name) is None:
        return Unreadable(name, f"the format is not known (known suffixes: {' '.join(_suffixes())})", skipped=True)
    return path, name


def _suffixes() -> list[str]:
    return [suffix for form in FORMATS.values() for suffix in form.suffixes]


def _encodable(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _document(path: Path, name: str, *, encoding: str | None) -> Document | Unreadable:
    try:
        beside = _sidecar(path)
        data = _bytes(path)
        media = media_type(name)
        assert media is not None
        decoded = FORMATS[media].read(data, beside.get("encoding", encoding))
        inside, body = _front_matter(decoded.text)
    except DocumentError as error:
        return Unreadable(name, str(error))
    except OSError as error:
        return Unreadable(name, f"the file cannot be read: {error.strerror}")
    said = {**inside, **beside}
    return Document(
        name=name,
        text=decoded.text,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type=media,
        encoding=decoded.encoding,
        body=body,
        language=said.get("language") or tongue(decoded.text[body:]),
        **{key: said[key] for key in DESCRIBED if key in said},
    )


def _front_matter(text: str) -> tuple[Mapping[str, str], int]:
    said, body = front_matter(text)
    if not text[body:].strip():
        raise DocumentError("the file holds front matter and no text")
    return said, body


def _bytes(path: Path) -> bytes:
    size = path.stat().st_size
    if size > LARGEST:
        raise DocumentError(f"the file has {size:,} bytes, more than {LARGEST:,}; split it into documents")
    return path.read_bytes()


def _sidecar(path: Path) -> Mapping[str, str]:
    for beside in (path.with_name(path.name + SIDECAR), path.with_name(path.stem + SIDECAR)):
        if beside.is_file():
            return sidecar(_bytes(beside))
    return {}


def _claimed(document: Document, taken: dict[str, str]) -> Document | Unreadable:
    for key in filter(None, (document.name, document.url)):
        if key in taken:
            return Unreadable(document.name, f"{key} already stands for the document {taken[key]}; rename one of them")
    taken |= {key: document.name for key in (document.name, document.url) if key}
    return document
