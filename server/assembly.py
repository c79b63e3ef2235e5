"""A view and settings in, the assembled application out: blueprints, error pages, headers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import urlencode

from flask import Flask, Response, render_template, request
from werkzeug.exceptions import HTTPException

from kg.errors import HabeasError
from kg.marking import visible
from kg.stores import View
from server.endpoint import graph_store, sparql, update
from server.endpoint.answering import PATH, Answering
from server.endpoint.negotiation import HTML, TEXT, negotiate
from server.operations import probes
from server.operations.freshness import fresh
from server.operations.front import Front
from server.operations.journal import emitted, failure
from server.operations.wsgi import CORS, FRAMED, PREFLIGHT, SECURITY, note
from server.pages import overview, resources, searching
from server.pages.annotations import short
from server.pages.nodes import href
from server.publishing import description, dumps, openapi, vocabulary
from server.reconciling import service
from server.settings import Settings
from server.site import Site, site

KEPT = frozenset({"pages", "resources", "vocabulary", "openapi", "search", "reconcile"})
"""Blueprints whose pages are what the graph makes of a request, and nothing else."""


class QuietFlask(Flask):
    """A Flask whose log holds no raw request: a path may hold line ends that would forge further entries."""

    def log_exception(self, exc_info: Any) -> None:
        """Write what failed, as one line of the log."""
        emitted(failure(request.environ, exc_info))


def assemble(view: View, settings: Settings) -> Flask:
    """Give the application with all its blueprints."""
    app = QuietFlask("server")
    app.config["MAX_CONTENT_LENGTH"] = settings.limits.body
    app.url_map.merge_slashes = False  # a document's name may hold two
    app.extensions["habeas"] = Site(view, settings)
    apart = (description, vocabulary, openapi, searching, service, probes)
    for part in (overview, sparql, update, graph_store, dumps, *apart, resources):
        app.register_blueprint(part.blueprint)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(settings=settings, href=local, shown_as=shown_as, here=here)
    app.jinja_env.filters["visible"] = visible
    app.register_error_handler(HabeasError, told)
    app.register_error_handler(HTTPException, told)
    app.after_request(headers)
    answering = Answering(app.wsgi_app, app.extensions["habeas"])
    front = app.extensions["habeas.front"] = Front(app, answering, app.extensions["habeas"])
    app.wsgi_app = front  # type: ignore[assignment,method-assign]  # Flask's own way to put something before it
    return app


def local(iri: str) -> str | None:
    """Give the address to link an IRI to."""
    return href(site().view.base, iri)


def shown_as(iri: str) -> str:
    """Shorten an IRI for a table: ours by its path, terms by prefix."""
    return short(iri.removeprefix(site().view.base))


def here(page: int) -> str:
    """Give the address of another page of the list at hand."""
    return f"{request.path}?{urlencode({**request.args.to_dict(), 'page': page})}"


def close(app: Flask) -> None:
    """End the query processes of an application, and its log."""
    cast(Site, app.extensions["habeas"]).close()
    cast(Front, app.extensions["habeas.front"]).journal.flush()


SENTENCES = {
    404: "There is nothing here under this address.",
    405: "This address does not answer this method.",
    413: "The request is larger than this server takes.",
    500: "The server failed; what happened is in its log.",
}


def told(error: HabeasError | HTTPException) -> Response:
    """Answer an error with one sentence: as a page where a page is liked best, else as plain text."""
    status = error.status if isinstance(error, HabeasError) else error.code or 500
    sentence = error.shown if isinstance(error, HabeasError) else SENTENCES.get(status, error.description or error.name)
    if isinstance(error, HabeasError) and sentence != str(error):
        note(request.environ, error=str(error))
    if negotiate(request.headers.get("Accept"), (TEXT, HTML)) is HTML:
        response = Response(told_as_page(status, sentence), status, mimetype="text/html")
    else:
        response = Response(f"{' '.join(sentence.split())}\n", status, mimetype="text/plain")
    if isinstance(error, HTTPException):
        response.headers.extend([(k, v) for k, v in error.get_headers() if k in ("Allow", "Location", "Content-Range")])
        response.status_code = status
    response.headers.extend(getattr(error, "headers", ()))
    if status in {429, 503}:
        response.headers["Retry-After"] = str(getattr(error, "retry_after", 5))
    return response


def told_as_page(status: int, sentence: str) -> str:
    """Give the page of an error: where something was asked in a form, the form with what was asked."""
    form = FORMS.get(request.path)
    return form(sentence) if form else render_template("error.html", status=HTTPStatus(status), sentence=sentence)


FORMS: Mapping[str, Callable[[str], str]] = {PATH: sparql.trouble, "/search": searching.trouble}
"""Pages with a form, by their paths."""


def may_be_fetched() -> bool:
    """Tell whether any page of the web may make this request: it may read all, and change nothing."""
    reading = request.method in {"GET", "HEAD"}
    return request.blueprint not in {"update", "graph_store"} or (reading and request.blueprint == "graph_store")


def headers(response: Response) -> Response:
    """Add what every answer carries; mark what may be kept; let any page read, none write."""
    if request.blueprint in KEPT and not response.is_streamed and "ETag" not in response.headers:
        response = fresh(response, site().view)
    response.headers.extend(FRAMED if request.endpoint == "reconcile.preview" else SECURITY)
    if may_be_fetched():
        response.headers.extend(CORS)
    if request.method == "OPTIONS" and may_be_fetched():
        response.headers.extend(PREFLIGHT)
    response.vary.add("Accept")
    return response
