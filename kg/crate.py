"""A view and what its publisher says of it in, a release as one folder or archive out: an RO-Crate.

https://www.researchobject.org/ro-crate/specification/1.1/. In it: the dumps, the ontology and shapes that they follow,
example queries, the licence, and ``ro-crate-metadata.json``, which says what each file is.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from kg import __version__
from kg.assets import folder
from kg.dump import SUFFIXES, Content, dump_file
from kg.errors import UsageError
from kg.stores import View
from kg.stores.folder import writing

TITLE = "Habeas"
DESCRIPTION = (
    "Who detained whom, who said what, what the courts did: read from documents, each claim with its exact words, "
    "its source, and whether it is told as a fact or only alleged, demanded or foreseen."
)
LICENCE = "The publisher of this data has not stated a licence for it."

METADATA = "ro-crate-metadata.json"
SPECIFICATION = "https://w3id.org/ro/crate/1.1"
CONTEXT = [f"{SPECIFICATION}/context", {"sha256": "https://schema.org/sha256"}]
"""schema.org got sha256 after the context of RO-Crate 1.1 was made."""

DUMPS: Mapping[str, tuple[Content, str]] = {
    "dump.nq.gz": ("all", "Everything: claims, the words they rest on, how each was found, what follows from them"),
    "dump.ttl.gz": ("all", "The same without named graphs"),
    "claims.nq.gz": ("claims", "Claims only: what is claimed, of whom and by whom"),
}
FOLDERS = {
    "ontology": ("**/*.ttl", "The ontology: classes, properties and codes"),
    "shapes": ("**/*.ttl", "The shapes that the graph keeps to"),
    "queries": ("*.rq", "Questions that the graph answers"),
}
TERMS_FILE = "LICENCE.txt"
FORMATS = {
    ".nq": "application/n-quads",
    ".ttl": "text/turtle",
    ".rq": "application/sparql-query",
    ".txt": "text/plain",
    ".gz": "application/gzip",
}
NOTICE = """{licence}

That is the licence of the graph (dump.*, claims.*). Ontology and shapes are part of Habeas and stand under the Apache
License 2.0; the example queries are under CC0 1.0.
"""


@dataclass(frozen=True, slots=True)
class Release:
    """What a publisher says of the data; ``licence`` and ``contact`` are a sentence or an address."""

    title: str = TITLE
    description: str = DESCRIPTION
    licence: str = LICENCE
    publisher: str = ""
    contact: str = ""


def crate(view: View, release: Release, path: Path) -> None:
    """Write a release to a new folder, or to an archive where the name ends in ``.zip``.

    Raises UsageError where the folder holds something, StoreError where it cannot be written.
    """
    with writing(path):
        if path.suffix == ".zip":
            beside = path.with_name(f"{path.name}.new")
            try:
                with beside.open("wb") as out:
                    archive(view, release, out)
                beside.replace(path)
            finally:
                beside.unlink(missing_ok=True)
            return
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise UsageError(f"{path} is there and not empty; name a new folder, or a file that ends in .zip")
        path.mkdir(parents=True, exist_ok=True)
        fill(view, release, path)


def archive(view: View, release: Release, out: IO[bytes]) -> None:
    """Write a release as a zip; the same release is the same bytes."""
    with tempfile.TemporaryDirectory(prefix="habeas-") as name:
        fill(view, release, Path(name))
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
            for path in _files(Path(name)):
                entry = zipfile.ZipInfo(path.relative_to(name).as_posix())
                entry.compress_type = zipfile.ZIP_STORED if path.suffix == ".gz" else zipfile.ZIP_DEFLATED
                with path.open("rb") as source, packed.open(entry, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target)


def fill(view: View, release: Release, path: Path) -> None:
    """Write the files of a release into an empty folder."""
    for name, (content, _) in DUMPS.items():
        dump_file(view, SUFFIXES[name.split(".")[1]], path / name, content=content)
    for name, (pattern, _) in FOLDERS.items():
        source = folder("examples") / name if name == "queries" else folder(name)
        for file in sorted(source.glob(pattern)):
            target = path / name / file.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    (path / TERMS_FILE).write_text(NOTICE.format(licence=release.licence), encoding="utf-8")
    told = {"@context": CONTEXT, "@graph": [*described(view, release, path)]}
    (path / METADATA).write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")


def described(view: View, release: Release, path: Path) -> Iterator[dict[str, Any]]:
    """Describe the release and each of its files: RO-Crate 1.1, Root Data Entity and Data Entities."""
    files = list(_files(path))
    yield {
        "@id": METADATA,
        "@type": "CreativeWork",
        "about": {"@id": "./"},
        "conformsTo": {"@id": SPECIFICATION},
    }
    yield from _root(view, release, [_id(path, file) for file in files])
    yield from _sets(path, files)
    yield from (_file(path, file) for file in files)
    yield from _origin(view)


def _root(view: View, release: Release, parts: Iterable[str]) -> Iterator[dict[str, Any]]:
    built = view.info.built or "1970-01-01"
    address = release.licence.startswith(("http://", "https://"))
    licence = release.licence if address else TERMS_FILE
    told = {
        "@id": "./",
        "@type": "Dataset",
        "identifier": f"{view.base}#dataset",
        "name": release.title,
        "description": release.description,
        "datePublished": built,
        "version": str(view.generation),
        "license": {"@id": licence},
        "hasPart": [{"@id": f"{name}/"} for name in FOLDERS] + [{"@id": part} for part in parts if "/" not in part],
        "mentions": {"@id": "#build"},
    }
    if release.publisher:
        told["publisher"] = {"@id": "#publisher"}
        contact = {"email": release.contact} if "@" in release.contact else {"url": release.contact}
        yield {"@id": "#publisher", "@type": "Organization", "name": release.publisher} | (
            contact if release.contact else {}
        )
    if address:
        yield {"@id": licence, "@type": "CreativeWork", "name": licence}
    yield told


def _sets(path: Path, files: Iterable[Path]) -> Iterator[dict[str, Any]]:
    names = [_id(path, file) for file in files]
    for name, (_, what) in FOLDERS.items():
        parts = [{"@id": each} for each in names if each.startswith(f"{name}/")]
        yield {"@id": f"{name}/", "@type": "Dataset", "name": name, "description": what, "hasPart": parts}


def _file(path: Path, file: Path) -> dict[str, Any]:
    name = _id(path, file)
    what = DUMPS[name][1] if name in DUMPS else "Licence" if name == TERMS_FILE else file.stem.replace("-", " ")
    with file.open("rb") as source:
        digest = hashlib.file_digest(source, "sha256").hexdigest()
    forms = [FORMATS[suffix] for suffix in file.suffixes if suffix in FORMATS]
    return {
        "@id": name,
        "@type": "File",
        "name": file.name,
        "description": what,
        "encodingFormat": forms if len(forms) > 1 else forms[0],
        "contentSize": str(file.stat().st_size),
        "sha256": digest,
    }


def _origin(view: View) -> Iterator[dict[str, Any]]:
    """What made the dumps: RO-Crate 1.1, Provenance of entities."""
    yield {
        "@id": "#build",
        "@type": "CreateAction",
        "name": "Build of the graph",
        "instrument": {"@id": "#habeas"},
        "result": [{"@id": name} for name in DUMPS],
        "description": "; ".join(f"{name} {value}" for name, value in sorted(view.info.digests.items())),
    }
    yield {"@id": "#habeas", "@type": "SoftwareApplication", "name": "Habeas", "softwareVersion": __version__}


def _files(path: Path) -> Iterator[Path]:
    yield from sorted(file for file in path.rglob("*") if file.is_file())


def _id(path: Path, file: Path) -> str:
    return file.relative_to(path).as_posix()
