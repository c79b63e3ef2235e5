"""What determines a build's result in, the run's IRI and description out; clock times go to a log beside the graph.

Law of this file: two runs with the same code, data files and options are one run, on any machine at any time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path

from rdflib import PROV, RDF, SDO

from kg import ontology
from kg.assets import LANGUAGE_MODEL, LEXICONS, PACKAGE, folder
from kg.iris import Iris
from kg.model import Triple
from kg.ntriples import iri, text

CODE = ("**/*.py",)
DATA = ("**/*",)
OUTSIDE = frozenset({"cli", "__pycache__"})  # what shows results does not change them


@cache
def reading_versions() -> Mapping[str, str]:
    """What determines a reading, apart from its document: code, lexicons, model → digest."""
    return {
        "code": _digest(PACKAGE, CODE),
        "lexicons": _digest(LEXICONS, DATA),
        "model": f"{_digest(LANGUAGE_MODEL, DATA)} spacy {version('spacy')}",
    }


def versions(**options: bool) -> Mapping[str, str]:
    """What determines a graph, apart from its readings: the same, and ontology, shapes and options."""
    fixed = {"ontology": ontology.digest()[:16], "shapes": _digest(folder("shapes"), ("**/*.ttl",))}
    return {**reading_versions(), **fixed, **{name: str(value).lower() for name, value in options.items()}}


def digest(values: Mapping[str, str]) -> str:
    """A short digest of named values; their order does not matter."""
    return hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]


def run_quads(run: str, values: Mapping[str, str]) -> frozenset[Triple]:
    """What the graph of runs says of a run: an activity, and the versions that it went by."""
    subject = iri(run)
    said = [(subject, f"<{SDO.softwareVersion}>", text(f"{name} {value}")) for name, value in values.items()]
    return frozenset([(subject, f"<{RDF.type}>", f"<{PROV.Activity}>"), *said])


def inferred_quads(graph: str, run: str, iris: Iris) -> frozenset[Triple]:
    """Where a graph of consequences comes from: the graph they follow from, and the run whose ontology says so."""
    subject = iri(iris.inferred(graph))
    return frozenset(
        [(subject, f"<{PROV.wasDerivedFrom}>", iri(graph)), (subject, f"<{PROV.wasGeneratedBy}>", iri(run))]
    )


def origin_quads(graph: str, runs: Iterable[str]) -> frozenset[Triple]:
    """Which runs a graph comes from."""
    return frozenset((iri(graph), f"<{PROV.wasGeneratedBy}>", iri(run)) for run in runs)


def log(path: Path, entry: Mapping[str, object]) -> None:
    """Append what happened, with the time, to the log of runs; never names of documents or people."""
    line = {"time": datetime.now(UTC).isoformat(timespec="seconds"), **entry}
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n")


def _digest(root: Path, patterns: Iterable[str]) -> str:
    seen = hashlib.sha256()
    files = {path for pattern in patterns for path in root.glob(pattern)}
    for path in sorted(files, key=lambda path: path.relative_to(root).as_posix()):
        if path.is_file() and not OUTSIDE.intersection(path.relative_to(root).parts):
            content = path.read_bytes()
            seen.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return seen.hexdigest()[:16]
