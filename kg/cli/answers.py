"""A query's answer and the name of a format in, its text out: for people a table, for programs what W3C defines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from kg.cli.tables import table
from kg.errors import UsageError
from kg.stores import Answer

ROWS = {
    "json": QueryResultsFormat.JSON,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
PREFIXES: Mapping[str, str] = {
    "kg:": "https://w3id.org/habeas/ns#",
    "kgc:": "https://w3id.org/habeas/code/",
    "skos:": "http://www.w3.org/2004/02/skos/core#",
    "prov:": "http://www.w3.org/ns/prov#",
    "schema:": "https://schema.org/",
    "dcterms:": "http://purl.org/dc/terms/",
    "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs:": "http://www.w3.org/2000/01/rdf-schema#",
}
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
WIDEST = 100  # characters of a cell: more would break the table's lines on any screen


def answers(answer: Answer, form: str) -> Iterator[str]:
    """Text of an answer, a table line by line, all else whole; raises UsageError where the format cannot hold it."""
    if form == "table":
        yield from _lines(answer)
    elif form == "turtle":
        if isinstance(answer, (QuerySolutions, QueryBoolean)):
            raise UsageError("turtle holds triples, and this query gives none; use CONSTRUCT or another --format")
        yield _text(answer.serialize(format=RdfFormat.TURTLE))
    elif isinstance(answer, (QuerySolutions, QueryBoolean)):
        text = _text(answer.serialize(format=ROWS[form]))
        yield NOT_XML.sub("\ufffd", text) if form == "xml" else text
    else:
        raise UsageError(f"{form} holds rows, and this query gives triples; use --format turtle")


def _lines(answer: Answer) -> Iterator[str]:
    if isinstance(answer, QueryBoolean):
        yield "yes" if answer else "no"
    elif isinstance(answer, QuerySolutions):
        headings = [variable.value for variable in answer.variables]
        rows = [[cell(solution[heading]) for heading in headings] for solution in answer]
        yield from table(headings, rows)
        yield f"({len(rows)} {'row' if len(rows) == 1 else 'rows'})"
    else:
        yield from table(
            ("subject", "predicate", "object"), [[cell(t.subject), cell(t.predicate), cell(t.object)] for t in answer]
        )


def cell(term: object) -> str:
    """Write a term for people: words bare, IRIs with the prefixes that everyone uses, long words cut."""
    if isinstance(term, Literal):
        return term.value if len(term.value) <= WIDEST else f"{term.value[: WIDEST - 1]}…"
    if isinstance(term, NamedNode):
        return shortened(term.value)
    if isinstance(term, Triple):
        return f"<<( {cell(term.subject)} {cell(term.predicate)} {cell(term.object)} )>>"
    return "" if term is None else str(term)


def shortened(iri: str) -> str:
    """Write an IRI with a prefix in place of a known namespace."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return prefix + iri.removeprefix(namespace)
    return iri


def _text(data: bytes | None) -> str:
    return (data or b"").decode()
