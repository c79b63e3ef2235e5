"""What this is, and the lists: documents, actors, claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from flask import Blueprint, Response, render_template, request

from kg.errors import UnknownIriError
from server.endpoint.negotiation import HTML, RESOURCE
from server.endpoint.wanted import representation
from server.pages import examples
from server.pages.cards import Ref, cards
from server.pages.nodes import ACTOR_CLASSES, CLAIM_CLASSES, term_comment, term_label
from server.publishing.description import catalogue, signed
from server.publishing.page import structured
from server.publishing.record import record
from server.site import site

blueprint = Blueprint("pages", __name__)

COSTLY = ("/sparql", "/search", "/reconcile", "/update", "/store", "/dump.", "/claims.", "/crate.zip", "/metrics")
"""What crawlers are asked to leave alone: it costs much, and the pages hold it all."""

PAGE = 50
"""Entries of a list on one page."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shelf:
    """One page of a list: ``number`` of ``pages``, from 1; ``total`` entries in all."""

    number: int
    pages: int
    total: int


@blueprint.get("/")
def home() -> Response:
    """Say what this is, how much of it there is, and how to ask; to a machine, what the dataset is."""
    found, lists, form = record(), site().lists, representation(RESOURCE)
    if form is not HTML:
        return catalogue(found, form)
    page = render_template(
        "home.html",
        info=lists.view.info,
        documents=len(lists.documents),
        actors=len(lists.actors),
        claims=lists.counts,
        examples=examples.queries(),
        structured=structured(found),
    )
    return signed(found, Response(page))


@blueprint.get("/documents")
def documents() -> str:
    """List the documents by title."""
    entries, shelf = shelved(site().lists.documents)
    return render_template("documents.html", entries=entries, shelf=shelf)


@blueprint.get("/actors")
def actors() -> str:
    """List the actors by name, of one class or all."""
    wanted = chosen(ACTOR_CLASSES)
    found = [entry for entry in site().lists.actors if wanted in (None, entry[1])]
    entries, shelf = shelved(found)
    kinds = {iri: Ref(term_label(iri), title=term_comment(iri)) for iri in ACTOR_CLASSES}
    return render_template("actors.html", entries=entries, shelf=shelf, kinds=kinds, wanted=wanted)


@blueprint.get("/claims")
def claims() -> str:
    """List the claims in the order of documents and words, of one class or all."""
    lists, wanted = site().lists, chosen(CLAIM_CLASSES)
    entries, shelf = shelved(lists.claims(wanted))
    found = cards(lists.view, entries)
    return render_template("claims.html", cards=found, shelf=shelf, counts=lists.counts, wanted=wanted)


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Ask crawlers to read the pages and leave queries and dumps alone."""
    rules = "".join(f"Disallow: {path}\n" for path in COSTLY)
    return Response(f"User-agent: *\n{rules}", mimetype="text/plain")


def chosen(classes: Sequence[str]) -> str | None:
    """Read ``?type=``, the local name of a class; UnknownIriError for one that is not listed here."""
    name = request.args.get("type", "")
    if not name:
        return None
    found = next((iri for iri in classes if iri.rsplit("#", 1)[1] == name), None)
    if found is None:
        raise UnknownIriError(f"There is no list of type {name[:60]!r} here.")
    return found


def shelved(entries: Sequence[T]) -> tuple[Sequence[T], Shelf]:
    """Cut the page out of a list that ``?page=`` asks for; a number beyond the ends means the nearest page."""
    asked = request.args.get("page", "1")
    pages = max(1, -(-len(entries) // PAGE))
    number = min(max(1, int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1), pages)
    return entries[(number - 1) * PAGE : number * PAGE], Shelf(number, pages, len(entries))
