"""What the words mean: the ontology at ``/ns``, codes at ``/code/…``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain
from urllib.parse import quote

from flask import Blueprint, Response, redirect, render_template
from rdflib import DCTERMS, OWL, RDF, RDFS, SDO, SKOS, URIRef
from rdflib.term import Node
from werkzeug.wrappers import Response as AnyResponse

from kg.ontology import CODES, TERMS, graph
from server.endpoint.negotiation import RESOURCE, Representation
from server.endpoint.wanted import representation
from server.pages.nodes import href, term_label

blueprint = Blueprint("vocabulary", __name__)

RDFLIB = {"ttl": "turtle", "nt": "nt", "rdf": "xml", "jsonld": "json-ld"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One term or code as the page shows it."""

    anchor: str
    name: str
    label: str
    comment: str
    example: str
    relations: tuple[tuple[str, tuple[tuple[str, str | None], ...]], ...]


RELATIONS = (
    ("kind of", RDFS.subClassOf),
    ("kind of", RDFS.subPropertyOf),
    ("of", RDFS.domain),
    ("of", SDO.domainIncludes),
    ("leads to", RDFS.range),
    ("leads to", SDO.rangeIncludes),
    ("inverse of", OWL.inverseOf),
    ("like", SKOS.exactMatch),
    ("like", SKOS.closeMatch),
)


@blueprint.get("/ns")
def ontology() -> Response:
    """Give the ontology as a page or in RDF."""
    form = representation(RESOURCE)
    if form.name != "html":
        return written(ontology_text(form.name), form)
    return Response(render_template("ontology.html", classes=classes(), properties=properties(), lists=code_lists()))


@blueprint.get("/code/<name>")
def code(name: str) -> AnyResponse:
    """Lead from a code to where it is explained."""
    return redirect(f"/ns#code-{quote(name)}", 303)


@cache
def ontology_text(form: str) -> str:
    """Write the ontology in one RDF form; it does not change while the server runs."""
    return graph().serialize(format=RDFLIB[form])


def written(text: str, form: Representation) -> Response:
    """Answer with a text in an RDF form."""
    charset = "; charset=utf-8" if form.media_type.startswith("text/") else ""
    return Response(text, content_type=f"{form.media_type}{charset}")


@cache
def classes() -> tuple[Entry, ...]:
    """List the classes of the ontology."""
    return tuple(entries(OWL.Class))


@cache
def properties() -> tuple[Entry, ...]:
    """List the properties of the ontology."""
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty, RDF.Property)
    return tuple(sorted({e.name: e for kind in kinds for e in entries(kind)}.values(), key=lambda e: e.name.lower()))


@cache
def code_lists() -> tuple[tuple[str, str, tuple[Entry, ...]], ...]:
    """List the code lists with their label, comment and codes."""
    schemes = named(graph().subjects(RDF.type, SKOS.ConceptScheme))
    return tuple((term_label(str(s)), comment(s), tuple(codes(s))) for s in schemes)


def codes(scheme: URIRef) -> Iterator[Entry]:
    """List the codes of one list."""
    members = (graph().subjects(p, scheme) for p in (SKOS.inScheme, SKOS.topConceptOf))
    for each in named(chain.from_iterable(members)):
        yield entry(each, "code-", str(CODES))


def entries(kind: URIRef) -> Iterator[Entry]:
    """List the terms of our namespace that are of one kind."""
    for each in named(graph().subjects(RDF.type, kind)):
        if each.startswith(str(TERMS)):
            yield entry(each, "", str(TERMS))


def named(found: Iterable[Node]) -> list[URIRef]:
    """Sort the IRIs out of what was found, none twice."""
    return sorted({node for node in found if isinstance(node, URIRef)})


def entry(term: URIRef, prefix: str, namespace: str) -> Entry:
    """Tell what the ontology says of one term."""
    local = term.removeprefix(namespace)
    told = ((name, named(graph().objects(term, p))) for name, p in RELATIONS)
    merged: dict[str, tuple[tuple[str, str | None], ...]] = {}
    for name, objects in told:
        if objects:
            merged[name] = merged.get(name, ()) + tuple((shortened(str(o)), href("", str(o))) for o in objects)
    example = str(graph().value(term, SKOS.example) or "")
    return Entry(f"{prefix}{local}", local, term_label(str(term)), comment(term), example, tuple(merged.items()))


def shortened(iri: str) -> str:
    """Name a term: ours by its label, others by prefix and local name."""
    if iri.startswith((str(TERMS), str(CODES))):
        return term_label(iri)
    return str(graph().namespace_manager.normalizeUri(iri)).strip("<>")


def comment(term: URIRef) -> str:
    """Give a term's comment or definition."""
    found = graph().value(term, RDFS.comment) or graph().value(term, SKOS.definition)
    return str(found or graph().value(term, DCTERMS.description) or "")
