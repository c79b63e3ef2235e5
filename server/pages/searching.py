"""Words in, the passages that hold them out: ``/search``, and for queries the same index."""

from __future__ import annotations

from functools import cache

from flask import Blueprint, Response, render_template, request

from kg.errors import QueryError
from server.endpoint.negotiation import HTML, Representation
from server.endpoint.wanted import representation
from server.engine.results import compact
from server.operations.wsgi import Environ
from server.pages.nodes import href, labels
from server.pages.overview import PAGE, Shelf
from server.publishing import magic
from server.publishing.index import Index, as_json, pieces
from server.publishing.making import SEARCH
from server.publishing.press import NotReadyError
from server.site import Site, site

blueprint = Blueprint("search", __name__)

WAIT = 2.0
"""Seconds for which a search waits for the index."""
LONGEST = 1000
"""Characters of a search."""
DEEPEST = 200
"""Pages of a search; who wants more asks in SPARQL."""

HITS = Representation("json", "application/json", "JSON")


@blueprint.get("/search")
def search() -> Response:
    """Give the passages that hold the words asked for, each leading to its place in the document."""
    form, asked = representation((HTML, HITS)), request.args.get("q", "").strip()
    if len(asked) > LONGEST:
        raise QueryError(f"A search has {LONGEST:,} characters at most.")
    if not asked and form is not HTML:
        raise QueryError("The parameter 'q' needs words to look for.")
    if not asked:
        return Response(render_template("search.html", asked="", hits=(), shelf=Shelf(1, 1, 0)))
    found = index(site(), request.environ)
    shelf = shelf_of(found.count(asked))
    hits = found.hits(asked, PAGE, (shelf.number - 1) * PAGE)
    if form is HITS:
        told = {"query": asked, "total": shelf.total, "page": shelf.number, "pages": shelf.pages}
        return Response(compact({**told, "hits": [as_json(hit) for hit in hits]}), mimetype="application/json")
    view = site().view
    titles = labels(view, {hit.document for hit in hits})
    shown = [(hit, href(view.base, hit.iri), titles.get(hit.document, ""), pieces(hit.shown)) for hit in hits]
    return Response(render_template("search.html", asked=asked, hits=shown, shelf=shelf))


def trouble(sentence: str) -> str:
    """Write the page where a search found no answer: what is wrong, and the words to be mended."""
    return render_template("search.html", asked=request.args.get("q", ""), trouble=sentence, shelf=Shelf(1, 1, 0))


def shelf_of(total: int) -> Shelf:
    """Read ``?page=``; a number beyond the ends means the nearest page."""
    asked = request.args.get("page", "1")
    pages = min(max(1, -(-total // PAGE)), DEEPEST)
    wanted = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else 1
    return Shelf(min(max(1, wanted), pages), pages, total)


def index(here: Site, environ: Environ) -> Index:
    """Give the index of the graph that a request sees; NotReadyError while it is being made."""
    path = here.press.made(here.seen(environ).lists.view, SEARCH, WAIT)
    if path is None:
        raise NotReadyError("The index of words is being made; ask again shortly.")
    return Index(path)


def searched(query: str, here: Site, environ: Environ) -> str:
    """Put passages in place of the searches of a query."""
    if not magic.asks(query):
        return query
    found = cache(lambda: index(here, environ))
    return magic.rewritten(query, lambda asked, most: found().passages(asked, most))
