"""Files of Wikidata in, their entries out, one after the other: dumps, lines, answers, whole or compressed.

Law of this file: a file of any size takes the memory of its longest line; a line that is not as it should be is told
and passed over.
"""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from kg.errors import UsageError
from kg.packing import faults, unpacked
from kg.wikidata import entity_json, truthy
from kg.wikidata.items import Entry, Item, together

LONGEST = 64 << 20  # bytes of a line; the longest items of Wikidata have about five million
TRIPLES = (".nt", ".ntriples")
TEXTS = (".json", ".jsonl", ".ndjson", *TRIPLES)
PACKED = (".gz", ".bz2", ".zst")


@dataclass(frozen=True, slots=True)
class Malformed:
    """A line that is not as it should be, and why."""

    line: int
    why: str


Found = Entry | Malformed


def files(paths: Iterable[Path]) -> list[Path]:
    """The files of some paths: themselves, and what folders hold of the known endings, by name."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(each for each in path.rglob("*") if _ending(each)) if path.is_dir() else [path]
        if not inside or not inside[0].is_file():
            raise UsageError(f"{path}: no file of Wikidata here ({', '.join(TEXTS)}, also {', '.join(PACKED)})")
        found += inside
    return found


def _ending(path: Path) -> str:
    plain = path.with_suffix("") if path.suffix in PACKED else path
    return plain.suffix if plain.suffix in TEXTS else ""


class Source:
    """One file, read once from its beginning; ``position`` and ``sha256`` are of its bytes as they lie on disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._raw: _Hashed | None = None

    @property
    def position(self) -> int:
        """Bytes read so far."""
        return self._raw.position if self._raw else 0

    @property
    def sha256(self) -> str:
        """Digest of all bytes read so far."""
        return self._raw.digest.hexdigest() if self._raw else ""

    def entries(self, wanted: Callable[[bytes], bool], *, after: int = 0) -> Iterator[tuple[int, Found]]:
        """Entries with the number of the last line they take, of lines past ``after``.

        ``wanted`` may tell of a line of JSON, before it is read, that nothing in it is wanted. Raises UsageError where
        the file cannot be unpacked.
        """
        triples = _ending(self.path) in TRIPLES
        with self.path.open("rb") as file:
            self._raw = _Hashed(file)
            lines = self._lines(io.BufferedReader(self._raw, 1 << 20))
            found = _grouped(lines, after) if triples else _parsed(lines, wanted, after, _whole(self.path))
            yield from found

    def _lines(self, raw: io.BufferedReader) -> Iterator[tuple[int, bytes]]:
        number = 0
        try:
            opened = _unpacked(self.path, raw)
            while line := opened.readline(LONGEST):
                number += 1
                yield number, line
            while raw.read(1 << 20):  # the digest is of the whole file
                pass
        except faults() as error:
            raise UsageError(f"{self.path}: broken after line {number:,} ({error}); get the file again") from error


class _Hashed(io.RawIOBase):
    """A file that counts and hashes what is read of it."""

    def __init__(self, file: BinaryIO) -> None:
        super().__init__()
        self._file, self.position, self.digest = file, 0, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed allows every buffer
        data = self._file.read(len(buffer))
        self.digest.update(data)
        self.position += len(data)
        buffer[: len(data)] = data
        return len(data)


def _unpacked(path: Path, raw: io.BufferedReader) -> BinaryIO:
    if path.suffix == ".gz":
        return cast("BinaryIO", gzip.GzipFile(fileobj=raw))
    if path.suffix == ".bz2":
        return cast("BinaryIO", bz2.BZ2File(raw))
    return unpacked(raw) if path.suffix == ".zst" else raw


def _whole(path: Path) -> bytes:
    """The text of a file that is one JSON object over many lines, as people keep EntityData; else nothing."""
    if path.suffix in PACKED or path.stat().st_size > LONGEST:
        return b""
    with path.open("rb") as file:
        start = file.readline().strip(), file.readline().strip()
        return b"".join((*start, file.read())) if b"{" in start or start[0] == b"[{" else b""


def _parsed(
    lines: Iterator[tuple[int, bytes]], wanted: Callable[[bytes], bool], after: int, whole: bytes
) -> Iterator[tuple[int, Found]]:
    """Entries of JSON, one or several a line; ``whole`` is a text that must not be taken line by line."""
    number = 0
    for number, line in lines:
        bare = line.strip().removesuffix(b",")
        if not whole and number > after and bare not in {b"", b"[", b"]"}:
            yield from ((number, each) for each in _read(bare, number, wanted))
    if whole and number > after:
        yield from ((number, each) for each in _read(whole, 1, wanted))


def _read(text: bytes, number: int, wanted: Callable[[bytes], bool]) -> Iterator[Found]:
    if len(text) >= LONGEST - 2:
        yield Malformed(number, f"longer than {LONGEST:,} bytes")
    elif text[:1] + text[-1:] not in {b"{}", b"[]"}:
        yield Malformed(number, "cut short, or not JSON")
    elif wanted(text):
        try:
            yield from entity_json.entries(text)
        except ValueError as error:
            yield Malformed(number, str(error))


def _grouped(lines: Iterator[tuple[int, bytes]], after: int) -> Iterator[tuple[int, Found]]:
    """Entries of N-Triples: lines about one item that follow each other are one.

    What stands within the lines of an item has the number of the line before them, so that whoever starts again reads
    the item whole.
    """
    parts: list[Item] = []
    number = before = after
    for number, line in lines:
        if number <= after:
            continue
        if parts and truthy.subject(line) != parts[0].id:
            yield number - 1, together(parts)
            parts = []
        before = before if parts else number - 1
        found = _triple(line, number)
        if isinstance(found, Item):
            parts.append(found)
        elif found is not None:
            yield before, found
    if parts:
        yield number, together(parts)


def _triple(line: bytes, number: int) -> Found | None:
    bare = line.strip()
    if not bare or bare.startswith(b"#"):
        return None
    if truthy.subject(line) is None and bare.startswith(b"<") and bare.endswith(b"."):
        return None
    try:
        return truthy.entry(bare)
    except ValueError as error:
        return Malformed(number, str(error))
