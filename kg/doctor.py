"""A machine and, where there is one, a store in; what is there and what is missing out.

Law of this file: it changes nothing, and a part that is broken becomes a line of the report, never an error.
"""

from __future__ import annotations

import json
import platform
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg import __version__, runs
from kg.assets import LANGUAGE_MODEL, LEXICONS, folder
from kg.errors import HabeasError
from kg.stores import View, open_view

PACKAGES = ("click", "flask", "owlrl", "pyoxigraph", "pyshacl", "rdflib", "spacy", "waitress")
DATA = ("ontology", "shapes", "examples")
ROOM = 500_000_000  # bytes: what a build of some ten thousand documents may take


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at: what was found, whether it is well, and what to do where it is not."""

    name: str
    found: str
    well: bool = True
    advice: str = ""


def doctor(store: Path | None = None) -> Iterator[Check]:
    """Look at versions, data files, language model and, where a folder is named, the store in it."""
    yield Check("habeas", __version__)
    yield Check("python", platform.python_version())
    yield from (_package(name) for name in PACKAGES)
    yield from (_data(name, folder(name)) for name in DATA)
    yield _data("lexicons", LEXICONS)
    yield _language_model()
    if store is not None:
        yield from _store(store)


def _package(name: str) -> Check:
    try:
        return Check(name, version(name))
    except PackageNotFoundError:
        return Check(name, "missing", well=False, advice=f"install it: pip install {name}")


def _data(name: str, path: Path) -> Check:
    count = sum(1 for file in path.rglob("*") if file.is_file())
    return Check(name, f"{count} files", well=count > 0, advice="" if count else "install Habeas again")


def _language_model() -> Check:
    from kg.language.loading import load  # noqa: PLC0415 - spaCy takes a second to import

    try:
        meta = json.loads((LANGUAGE_MODEL / "meta.json").read_text(encoding="utf-8"))
        pipes = load().pipe_names
    except (OSError, ValueError, ImportError) as error:
        return Check("language model", f"does not load: {error}", well=False, advice="install Habeas again")
    parses = "parser" in pipes
    advice = "" if parses else "only rules are at work; install Habeas again"
    return Check("language model", f"{meta['lang']}_{meta['name']} {meta['version']}", parses, advice)


def _store(path: Path) -> Iterator[Check]:
    free = shutil.disk_usage(next(place for place in (path, *path.absolute().parents) if place.exists())).free
    yield Check("room on disk", f"{free / 1e9:.1f} GB", free > ROOM, "" if free > ROOM else "make room")
    try:
        with open_view(path) as view:
            yield from _health(view)
    except HabeasError as error:
        yield Check("store", str(error), well=False, advice="name a store with --store, or build one")


def _health(view: View) -> Iterator[Check]:
    info = view.info
    yield Check("store", f"format {info.format}, generation {info.generation}, built {info.built or 'never'}")
    yield Check("base", info.base)
    held = view.count()
    whole = held == info.triples
    yield Check("triples", f"{held:,}", whole, "" if whole else f"{info.triples:,} were written; build again")
    changed = sorted(name for name, digest in runs.reading_versions().items() if info.digests.get(name) != digest)
    told = f"{', '.join(changed)} changed since the last build" if changed else "built with what is installed"
    yield Check("versions", told, not changed, "build again to read with them" if changed else "")
