"""Confirmed items in, what Wikidata says of them out: triples for a graph of their own, with their source and day.

Law of this file: everything is said of the item, in Wikidata's own terms, so that queries written for it work here too;
of our actors it says nothing, and the build's graphs are not touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain

from pyoxigraph import QuerySolutions
from rdflib import DCTERMS, PROV, RDFS, SKOS, URIRef

from kg.model import Triple
from kg.ntriples import date, integer, iri, text, typed
from kg.stores import View
from kg.wikidata.building import LICENCE
from kg.wikidata.items import CONCEPT, TIMES, Item

DIRECT = "http://www.wikidata.org/prop/direct/"
SCHEMA = "http://schema.org/"  # as Wikidata writes it
POINT = URIRef("http://www.opengis.net/ont/geosparql#wktLiteral")
TOLD = ("P31", "P39", "P106", "P27", "P17", "P131", "P569", "P570", "P571", "P576")
"""What is brought over, besides names, descriptions and coordinates."""

MATCHES = f"SELECT DISTINCT ?item WHERE {{ ?ours <{SKOS.exactMatch}> ?item }} ORDER BY ?item"


def name(base: str) -> str:
    """The graph of what Wikidata says: not the build's, so that every build leaves it as it is."""
    return f"{base}wikidata"


def matched(view: View) -> list[str]:
    """The ids of the items that actors and places of a graph are confirmed to be."""
    answer = view.query(MATCHES)
    assert isinstance(answer, QuerySolutions)
    items = (row["item"].value for row in answer)
    return [item.removeprefix(CONCEPT) for item in items if item.startswith(CONCEPT)]


def named(items: Iterable[Item]) -> list[str]:
    """The ids of all that some items name and that is to be readable: offices, classes, states."""
    return sorted({value for item in items for value in item.values(*TOLD) if value.startswith("Q")})


def triples(items: Iterable[Item], beside: Iterable[Item], graph: str, day: str) -> frozenset[Triple]:
    """What the graph says: of items all, of those beside them what they are called, of itself where it is from."""
    found = sorted(items, key=lambda item: item.id)
    about = iri(graph)
    origin = (
        (about, DCTERMS.license.n3(), iri(LICENCE)),
        (about, PROV.generatedAtTime.n3(), date(day)),
        *((about, PROV.wasDerivedFrom.n3(), iri(item.iri)) for item in found),
    )
    return frozenset((*origin, *chain.from_iterable(map(_said, found)), *chain.from_iterable(map(_called, beside))))


def digest(told: Iterable[Triple]) -> str:
    """What tells this graph from another, whatever the order of its triples."""
    return hashlib.sha256("\n".join(map(" ".join, sorted(told))).encode()).hexdigest()


def _said(item: Item) -> Iterator[Triple]:
    subject = iri(item.iri)
    yield from _called(item)
    for language, words in item.descriptions.items():
        yield subject, f"<{SCHEMA}description>", text(words, language)
    if item.revision is not None:
        yield subject, f"<{SCHEMA}version>", integer(item.revision)
    for property_ in TOLD:
        values = (date(f"{int(v):04}") if property_ in TIMES else iri(CONCEPT + v) for v in item.values(property_))
        yield from ((subject, f"<{DIRECT}{property_}>", value) for value in values)
    for value in item.values("P625"):
        latitude, _, longitude = value.partition(",")
        yield subject, f"<{DIRECT}P625>", typed(f"Point({longitude} {latitude})", POINT)


def _called(item: Item) -> Iterator[Triple]:
    for each in item.names:
        if each.kind == "label":
            yield iri(item.iri), RDFS.label.n3(), text(each.value, each.language)
