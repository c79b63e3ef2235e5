"""Facts in, the bytes of an RDF form out, for what the server says of itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox
from rdflib import DCAT, DCTERMS, FOAF, SDO, SH, SKOS, VOID, XSD, Namespace

from kg.model import Triple
from kg.ntriples import iri, typed
from kg.ontology import CODES, TERMS
from server.engine.results import GRAPHS

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")
SPDX = Namespace("http://spdx.org/rdf/terms#")
VOID_EXT = Namespace("http://ldf.fi/void-ext#")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")
PREFIXES = {
    "dcat": str(DCAT),
    "dcterms": str(DCTERMS),
    "foaf": str(FOAF),
    "kg": str(TERMS),
    "kgc": str(CODES),
    "schema": str(SDO),
    "sd": str(SD),
    "sh": str(SH),
    "skos": str(SKOS),
    "spdx": str(SPDX),
    "vcard": str(VCARD),
    "void": str(VOID),
    "void-ext": str(VOID_EXT),
    "xsd": str(XSD),
}
Fact = tuple[str, str | None]
"""A property and a value, as an N-Triples term; None where there is none."""


def about(subject: str, *facts: Fact) -> Iterator[Triple]:
    """Give the facts of a subject that have a value."""
    yield from ((iri(subject), iri(predicate), value) for predicate, value in facts if value is not None)


def number(value: int | None) -> str | None:
    """Write a count."""
    return None if value is None else typed(str(value), XSD.integer)


def written(triples: Iterable[Triple], form: str) -> bytes:
    """Write triples in one of the forms of graphs ("ttl", "nt", "rdf", "jsonld"), each once."""
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in dict.fromkeys(triples))
    parsed = (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    return ox.serialize(parsed, format=GRAPHS[form], prefixes=PREFIXES) or b""
