"""A view in, its triples out as a file: graph by graph in the order of their IRIs, sorted within each graph.

Law of this file: two stores that hold the same triples give the same bytes; no clock, no path, no chance goes in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import IO, Literal

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat
from rdflib import PROV

from kg.errors import UsageError
from kg.iris import Iris
from kg.model import Triple
from kg.ontology import CODES, TERMS
from kg.packing import packing
from kg.stores import UNNAMED, View
from kg.stores.folder import writing
from kg.terms import KG

FORMATS: Mapping[str, RdfFormat] = {
    "turtle": RdfFormat.TURTLE,
    "nquads": RdfFormat.N_QUADS,
    "trig": RdfFormat.TRIG,
    "jsonld": RdfFormat.JSON_LD,
    "ntriples": RdfFormat.N_TRIPLES,
}
SUFFIXES: Mapping[str, str] = {"ttl": "turtle", "nq": "nquads", "trig": "trig", "jsonld": "jsonld", "nt": "ntriples"}
"""What the name of a file in each format ends in."""

Content = Literal["all", "asserted", "claims"]
"""How much a dump holds."""

HOW_FOUND = frozenset(
    f"<{term}>" for term in (PROV.wasGeneratedBy, PROV.wasDerivedFrom, KG.cue, KG.rule, KG.confidence, KG.reviewStatus)
)
"""What is said of how a claim came to be, and no part of what it claims."""

PREFIXES: Mapping[str, str] = {
    "dcterms": "http://purl.org/dc/terms/",
    "kg": str(TERMS),
    "kgc": str(CODES),
    "prov": "http://www.w3.org/ns/prov#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def dump(
    view: View, form: str, out: IO[bytes], *, content: Content = "all", graphs: Iterable[str] | None = None
) -> None:
    """Write all triples in one of ``FORMATS``, or those of some ``graphs``.

    ``content`` "asserted" leaves out what follows from what documents say; "claims" keeps only what is claimed and by
    whom: also no runs, no rules and scores, and no more of a passage than its IRI, which tells document and characters.

    One graph at a time is held in memory. Turtle and N-Triples have no named graphs: they give the union.
    """
    if form not in FORMATS:
        raise UsageError(f"there is no dump format {form!r}; use one of {', '.join(FORMATS)}")
    chosen = _chosen(view, view.graphs() if graphs is None else graphs, content)
    if form == "ntriples":
        out.writelines("".join(f"{line}\n" for line in lines).encode() for _, lines in chosen)
    elif form == "nquads":
        named = ((f"<{iri}> ." if iri != UNNAMED else ".", lines) for iri, lines in chosen)
        out.writelines("".join(f"{line[:-1]}{end}\n" for line in lines).encode() for end, lines in named)
    elif form == "jsonld":  # one line without prefixes
        pyoxigraph.serialize(_records(chosen, form), out, format=FORMATS[form])  # type: ignore[arg-type]  # all quads
    else:
        ordered = _OrderedPrefixes(out)
        pyoxigraph.serialize(_records(chosen, form), ordered, format=FORMATS[form], prefixes=dict(PREFIXES))  # type: ignore[arg-type]  # all triples or all quads, and what it needs to write
        ordered.flush()


def dump_file(view: View, form: str, path: Path, *, content: Content = "all") -> None:
    """Write a dump to a file that is whole or as it was; compressed where its name ends in ``.gz`` or ``.zst``.

    Raises StoreError where the disk is full or may not be written, UsageError for a device or a folder.
    """
    if path.exists() and not path.is_file():
        raise UsageError(f"{path} is no regular file, and would be replaced by one; leave out -o and redirect instead")
    beside = path.with_name(f"{path.name}.new")
    with writing(path):
        try:
            with beside.open("wb") as file, packing(file, path.suffix) as out:
                dump(view, form, out, content=content)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _chosen(view: View, graphs: Iterable[str], content: Content) -> Iterator[tuple[str, list[str]]]:
    """Each graph with its lines; leaving out graphs of consequences leaves out what is said of them, too."""
    iris = Iris(view.base)
    prefix = iris.inferred(iris.graph(""))
    for graph in graphs:
        if content == "all":
            yield graph, _lines(view.graph(graph))
        elif not graph.startswith(prefix) and not (content == "claims" and graph == iris.runs):
            keep = _claimed if content == "claims" else partial(_not_about, prefix)
            yield graph, _lines(triple for triple in view.graph(graph) if keep(triple))


def _claimed(triple: Triple) -> bool:
    return triple[1] not in HOW_FOUND and "#char=" not in triple[0]


def _not_about(prefix: str, triple: Triple) -> bool:
    return not triple[0].startswith(f"<{prefix}")


class _OrderedPrefixes:
    """Hands bytes on, the lines of prefixes first and sorted: the serializer gives them in an order of chance."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._held: bytes | None = b""

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        if self._held is None:
            return self._out.write(data)
        self._held += data
        lines = self._held.split(b"\n")[:-1]
        if any(not line.startswith(b"@prefix ") for line in lines):
            self.flush()
        return len(data)

    def flush(self) -> None:
        """Let go of what is held."""
        if self._held is not None:
            lines = self._held.splitlines(keepends=True)
            self._out.writelines(sorted(line for line in lines if line.startswith(b"@prefix ")))
            self._out.writelines(line for line in lines if not line.startswith(b"@prefix "))
            self._held = None


def _lines(triples: Iterable[Triple]) -> list[str]:
    return sorted(f"{s} {p} {o} ." for s, p, o in triples)


def _records(graphs: Iterable[tuple[str, list[str]]], form: str) -> Iterator[Quad | pyoxigraph.Triple]:
    for iri, lines in graphs:
        name = NamedNode(iri) if iri != UNNAMED else DefaultGraph()
        for quad in pyoxigraph.parse("\n".join(lines), format=RdfFormat.N_TRIPLES):
            yield quad.triple if form == "turtle" else Quad(quad.subject, quad.predicate, quad.object, name)
