"""What an IRI of the data stands for: a page for people, RDF for machines.

The IRI is the data's base followed by the path asked for, whatever address the server answers at.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

import pyoxigraph as ox
from flask import Blueprint, Response, redirect, render_template, request
from rdflib import DCTERMS, PROV, SDO, SKOS

from kg.dump import SUFFIXES, dump
from kg.errors import QueryError, UnknownIriError
from kg.iris import SAFE, Iris
from kg.marking import visible
from kg.stores import View
from kg.terms import KG
from server.endpoint.negotiation import DATASETS, HTML, RESOURCE, TEXT, Representation
from server.endpoint.negotiation import named as by_name
from server.endpoint.wanted import representation
from server.engine import results
from server.engine.results import PREFIXES
from server.operations.freshness import fresh
from server.pages.annotations import annotated
from server.pages.cards import Card, Ref, cards, lines, named, places, ref
from server.pages.evidence import Span, blocks
from server.pages.items import items
from server.pages.nodes import CLAIM_CLASSES, Node, href, incoming, known, label, nodes, rows, term_label
from server.pages.retellings import retellings
from server.publishing import signposts
from server.publishing.record import record
from server.site import site

blueprint = Blueprint("resources", __name__)

REFERRERS = 1000
"""Incoming references fetched, at most."""

SHOWN = 25
"""Claims shown under one role, at most; the rest is a query away."""

APART = 500
"""Claims shown of a document whose text is on another machine, at most."""

PART = 300_000
"""Characters of a document on one page."""


@dataclass(frozen=True, slots=True)
class Group:
    """Claims that refer to a node by one property; ``total`` of them, of which some are shown."""

    role: Ref
    cards: list[Card]
    total: int
    query: str


@blueprint.get("/<path:path>")
def resource(path: str) -> Response:
    """Give the node of this path, or with a suffix (``.ttl``) that form of it."""
    view = site().view
    iri = f"{view.base}{quote(path, safe=SAFE)}"
    stem, _, suffix = iri.rpartition(".")
    if known(view, iri):
        node = nodes(view, [iri])[iri]
        return moved(view, node, "") or answered(view, node, representation(offers(node)))
    form = by_name(suffix, (*RESOURCE, TEXT, *DATASETS))
    if form is None or not known(view, stem):
        raise UnknownIriError(f"The graph says nothing of {iri}.")
    node = nodes(view, [stem])[stem]
    if (there := moved(view, node, f".{suffix}")) is not None:
        return there
    if form not in offers(node):
        raise UnknownIriError(f"{stem} does not come as {form.media_type}.")
    return answered(view, node, form)


def moved(view: View, node: Node, suffix: str) -> Response | None:
    """Send those who ask for an IRI that was given up to what took its place, in the form they asked for."""
    successor = node.text(DCTERMS.isReplacedBy)
    if node.type or not successor.startswith(view.base):
        return None
    asked = request.query_string.decode()
    there = redirect(f"{href(view.base, successor)}{suffix}" + (f"?{asked}" if asked else ""), 301)
    return Response(there.get_data(), 301, there.headers)


def offers(node: Node) -> tuple[Representation, ...]:
    """List the forms of a node: a document is also a text, and graphs of its own."""
    return (*RESOURCE, TEXT, *DATASETS) if node.type == str(KG.Document) else RESOURCE


def answered(view: View, node: Node, form: Representation) -> Response:
    """Send one form of a node, with links to the others."""
    charset = "; charset=utf-8" if form.media_type.startswith("text/") else ""
    response = Response(body(view, node, form), content_type=f"{form.media_type}{charset}")
    response.headers["Link"] = signposts.header(signposts.of_node(record(), node.iri, node.type, offers(node)))
    if node.type != str(KG.Document) or form is HTML:
        return response
    response.headers["Accept-Ranges"] = "bytes"
    return fresh(response, view)


def body(view: View, node: Node, form: Representation) -> str | bytes:
    """Write one form of a node."""
    if form is HTML:
        return page(view, node)
    if form is TEXT:
        return text_of(view, node.iri)
    if form in DATASETS or claims_only(node):
        return graphs(view, node, form)
    triples = list(described(view, node))
    return annotated(view, triples) if form.name == "jsonld" else results.graph(triples, form.name, PREFIXES)


def text_of(view: View, document: str) -> str:
    """Give a document's text; UnknownIriError where the graph was built on another machine, which has it."""
    text = view.document_text(document)
    if text is None:
        raise UnknownIriError(f"The text of {document} is not on this server; the passages that claims rest on are.")
    return text


def claims_only(node: Node) -> bool:
    """Read ``?content=``, which for documents may be "claims"."""
    asked = request.args.get("content")
    if asked in (None, "all"):
        return False
    if asked != "claims" or node.type != str(KG.Document):
        raise QueryError("The parameter 'content' is 'all' or, for documents, 'claims'.")
    return True


def graphs(view: View, node: Node, form: Representation) -> bytes:
    """Write the graphs of a document: what it says, and unless claims are all that is wanted, what follows from it."""
    own = Iris(view.base).graph(node.iri)
    names = [own, Iris(view.base).inferred(own)]
    out = io.BytesIO()
    dump(view, SUFFIXES[form.name], out, content="claims" if claims_only(node) else "all", graphs=names)
    return out.getvalue()


def described(view: View, node: Node) -> Iterator[ox.Triple]:
    """Give what is said of a node, of the passages it rests on, and who refers to it; of a document, all it says."""
    yield from triples_of(node)
    own = Iris(view.base).graph(node.iri) if node.type == str(KG.Document) else node.iri
    lines = (f"{s} {p} {o} ." for s, p, o in view.graph(own))
    yield from (quad.triple for quad in ox.parse("\n".join(lines), format=ox.RdfFormat.N_TRIPLES))
    for predicate, subject in [] if own != node.iri else incoming(view, node.iri, REFERRERS):
        yield ox.Triple(ox.NamedNode(subject), ox.NamedNode(predicate), ox.NamedNode(node.iri))
    for passage in nodes(view, node.texts(KG.evidence)).values():
        yield from triples_of(passage)


def triples_of(node: Node) -> Iterator[ox.Triple]:
    """Give a node's facts as triples."""
    seen = dict.fromkeys((fact.predicate, fact.value) for fact in node.facts)
    yield from (ox.Triple(ox.NamedNode(node.iri), ox.NamedNode(p), value) for p, value in seen)


def page(view: View, node: Node) -> str:
    """Show a node to people."""
    if node.type == str(KG.Document):
        return document_page(view, node)
    return PAGES.get(node.type, node_page)(view, node)


def claim_page(view: View, node: Node) -> str:
    """Show a claim: its words where they stand, its roles, who says so, and how it was found."""
    names = named(view, [node])
    return render_template(
        "claim.html",
        node=node,
        card=cards(view, [node.iri])[0],
        places=places(view, node.texts(KG.evidence)),
        facts=lines(view, node, names),
        found=lines(view, node, names, FOUND),
        retellings=retellings(view, node.iri),
        groups=groups(view, node),
        forms=links(view, node),
    )


FOUND = tuple(str(t) for t in (KG.cue, KG.rule, KG.confidence, KG.reviewStatus, PROV.wasGeneratedBy))
"""How a claim was found."""


def node_page(view: View, node: Node) -> str:
    """Show an actor, a place, a run, a graph: what is known of it and what refers to it."""
    names = named(view, [node])
    size = sum(1 for _ in view.graph(node.iri))
    return render_template(
        "node.html",
        node=node,
        name=label(node),
        type=ref(view, node.type, {node.type: term_label(node.type)}) if node.type else None,
        kinds=[ref(view, kind, {kind: term_label(kind)}) for kind in node.texts(KG.kind)],
        aliases=node.texts(SKOS.altLabel),
        facts=lines(view, node, names),
        items=items(view, node),
        places=places(view, node.texts(KG.evidence)[:SHOWN]),
        groups=groups(view, node),
        size=size,
        forms=links(view, node),
    )


PAGES: dict[str, Callable[[View, Node], str]] = dict.fromkeys(CLAIM_CLASSES, claim_page)


SHOWN_ELSEWHERE = frozenset({str(KG.evidence), str(KG.sameEventAs)})
"""Properties whose claims a page shows in a place of its own."""


def groups(view: View, node: Node) -> list[Group]:
    """Gather the claims that refer to a node, by the property that does."""
    found: list[Group] = []
    for predicate, pairs in groupby(incoming(view, node.iri, REFERRERS), key=lambda pair: pair[0]):
        subjects = [subject for _, subject in pairs if subject.startswith(f"{view.base}claim/")]
        if subjects and predicate not in SHOWN_ELSEWHERE:
            query = f"SELECT ?claim WHERE {{ ?claim <{predicate}> <{node.iri}> }}"
            role = Ref(term_label(predicate), href(view.base, predicate))
            found.append(Group(role, cards(view, subjects[:SHOWN]), len(subjects), query))
    return found


def links(view: View, node: Node) -> list[Ref]:
    """Link the other forms of a node."""
    address = href(view.base, node.iri.partition("#")[0]) or ""
    return [Ref(form.label, f"{address}?format={form.name}") for form in offers(node) if form is not HTML]


def document_page(view: View, node: Node) -> str:
    """Show a document's text with its evidence marked, each mark numbered and its claims beside it."""
    reading = view.reading(node.iri)
    text, body = (reading.document.text, reading.document.body) if reading else ("", 0)
    begin = start_of(text, body)
    spans, notes = evidence(view, node.iri)
    part = list(blocks(text, spans, begin, begin + PART))
    beside = cards(view, [notes[n] for block in part for span in block.spans for n in span.notes])
    return render_template(
        "document.html",
        node=node,
        name=node.text(DCTERMS.title) or label(node),
        facts=lines(view, node, named(view, [node]), None),
        sha256=node.text(SDO.sha256),
        head=visible(text[:body]),
        blocks=part,
        notes={number: card for number, iri in notes.items() for card in beside if card.iri == iri},
        further=begin + PART if begin + PART < len(text) else None,
        begin=begin if begin > body else None,
        described=described_here(view, node.iri),
        apart=[] if reading else cards(view, list(notes.values())[:APART]),
        total=len(notes),
        forms=links(view, node),
    )


def start_of(text: str, body: int) -> int:
    """Read ``?from=``, where a part of a long text begins; the body where it says nothing of use."""
    asked = request.args.get("from", "")
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 12 else body
    return wanted if body <= wanted < len(text) else body


def evidence(view: View, document: str) -> tuple[list[Span], dict[int, str]]:
    """Give the passages of a document as spans, and the claims that their notes number."""
    query = f"""SELECT ?x ?start ?end WHERE {{ GRAPH ?g {{ ?p <{KG.inDocument}> <{document}> ;
      <{KG.start}> ?start ; <{KG.end}> ?end . ?x <{KG.evidence}> ?p }} }}"""
    found = sorted((int(start.value), -int(end.value), x.value) for x, start, end in rows(view, query))
    claims = dict.fromkeys(x for _, _, x in found if x.startswith(f"{view.base}claim/"))
    numbers = {claim: n for n, claim in enumerate(claims, 1)}
    spans: list[Span] = []
    for (start, end), group in groupby(found, key=lambda each: each[:2]):
        who = [x for _, _, x in group]
        notes = tuple(sorted({numbers[x] for x in who if x in numbers}))
        named_here = next((x for x in who if x not in numbers), None)
        spans.append(Span(start, -end, notes, href(view.base, named_here) if named_here else None))
    return spans, {n: claim for claim, n in numbers.items()}


def described_here(view: View, document: str) -> list[tuple[str, Ref]]:
    """List who only this document describes ("the police"), each with the id that its IRI names."""
    query = f"""SELECT DISTINCT ?x ?name WHERE {{ GRAPH <{Iris(view.base).graph(document)}> {{
      ?x <{SKOS.prefLabel}> ?name FILTER(STRSTARTS(STR(?x), "{document}#")) }} }}"""
    return sorted((x.value.partition("#")[2], Ref(name.value)) for x, name in rows(view, query))
