"""The ontology's files in, one graph out; and from it the source of :mod:`kg.terms`.

Law of this file: the ontology is read, never written. ``python -m kg.ontology`` prints the term classes;
``python -m kg.ontology write`` replaces ``kg/terms.py`` with them.
"""

from __future__ import annotations

import hashlib
import keyword
import sys
import textwrap
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from rdflib import RDFS, Graph, Namespace, URIRef

from kg.assets import PACKAGE, folder

TERMS = Namespace("https://w3id.org/habeas/ns#")
CODES = Namespace("https://w3id.org/habeas/code/")
CLASSES = (
    ("KG", TERMS, "Classes and properties of the ontology, one constant per term."),
    ("KGC", CODES, "Codes and code lists of the ontology, one constant per code."),
)
HEADER = '''# ruff: noqa: N815 (a constant bears the local name of its term)
"""The terms of the ontology: GENERATED from ontology/ by ``python -m kg.ontology write``; do not edit."""

from __future__ import annotations

from typing import Final

from rdflib import URIRef
'''


def files() -> tuple[Path, ...]:
    """List the ontology's Turtle files, in a fixed order."""
    return tuple(sorted(folder("ontology").rglob("*.ttl")))


@cache
def graph() -> Graph:
    """All files of the ontology as one graph; it is shared, so readers must not change it."""
    return merged(files())


def merged(paths: Iterable[Path]) -> Graph:
    """Read Turtle files into one graph."""
    whole = Graph()
    for path in paths:
        whole.parse(path, format="turtle")
    return whole


@cache
def digest() -> str:
    """SHA-256 over names and bytes of the ontology's files: changes when, and only when, the ontology does."""
    seen = hashlib.sha256()
    for path in files():
        content = path.read_bytes()
        seen.update(f"{path.name} {len(content)}\n".encode() + content)
    return seen.hexdigest()


def terms(namespace: str) -> tuple[URIRef, ...]:
    """List the terms that the ontology describes in one namespace, sorted."""
    return tuple(sorted({s for s in graph().subjects(RDFS.label) if isinstance(s, URIRef) and s.startswith(namespace)}))


def terms_source() -> str:
    """Python source of :mod:`kg.terms`: one ``Final`` constant per term, under the ontology's own comment."""
    return HEADER + "".join(_class_source(*each) for each in CLASSES)


def _class_source(name: str, namespace: str, purpose: str) -> str:
    lines = [line for term in terms(namespace) for line in _constant(term, term.removeprefix(namespace))]
    return f'\n\nclass {name}:\n    """{purpose}"""\n\n' + "\n".join(lines) + "\n"


def _constant(term: URIRef, local: str) -> Iterator[str]:
    comment = str(graph().value(term, RDFS.comment) or "")
    yield from textwrap.wrap(comment, 118, initial_indent="    # ", subsequent_indent="    # ")
    name = f"{local}_" if keyword.iskeyword(local) else local
    yield f'    {name}: Final = URIRef("{term}")'


if __name__ == "__main__":
    if sys.argv[1:] == ["write"]:
        (PACKAGE / "terms.py").write_text(terms_source(), encoding="utf-8")
    else:
        sys.stdout.write(terms_source())
