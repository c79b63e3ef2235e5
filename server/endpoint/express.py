"""The request that is made most, answered in front of the framework: a query by GET whose answer is whole and no page.

Law of this file: whatever it sends, :mod:`server.endpoint.sparql` would send with the same headers; whatever is not
plainly its business goes there, and so does every error and every long answer: in the environ, not to be asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from werkzeug.sansio.utils import get_current_url, get_host

from kg.errors import HabeasError
from server.endpoint.negotiation import GRAPHS, HTML, RESULTS, Representation, content_type, named, negotiate
from server.endpoint.parameters import Parameters, iris, pairs, seconds
from server.engine.answers import Answer, Request
from server.operations.edition import key
from server.operations.freshness import CONDITIONS, KEPT, digest, repeatable
from server.operations.gate import counted
from server.operations.wsgi import EVERY, OUTCOME, Environ, Headers, Start, Wsgi, note
from server.publishing.magic import asks
from server.site import STATE, Site

PATH = "/sparql"
TAKEN = frozenset({"query", "format", "timeout", "default-graph-uri", "named-graph-uri"})
LONGEST = 200
"""Characters of an Accept header, a format, a host, that are remembered."""
HOST = re.compile(r"[A-Za-z0-9.-]{1,200}(?::\d{1,5})?", re.ASCII)


class Express:
    """Stands before an application, and answers for it where it can."""

    def __init__(self, app: Wsgi, site: Site) -> None:
        self._app, self._site = app, site
        self._union = site.settings.default_graph == "union"
        self._limit = ("X-Habeas-Row-Limit", str(site.settings.limits.rows))

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request, or hand it on, with what the engine said of it."""
        try:
            wanted = self._wanted(environ)
        except HabeasError:
            wanted = None
        if wanted is None:
            return self._app(environ, start)
        request, limit = wanted
        generation, client = environ[STATE].edition.generation, counted(environ.get("REMOTE_ADDR") or "") or ""
        try:
            answer = self._site.engine.answer(request, generation, limit, client)
        except HabeasError as error:
            environ[OUTCOME] = error
            return self._app(environ, start)
        if answer.body is None:
            environ[OUTCOME] = answer
            return self._app(environ, start)
        note(environ, query=digest(request.query), rows=answer.count)
        start("200 OK", self._headers(environ, request.query, answer, answer.body))
        return [answer.body]

    def _wanted(self, environ: Environ) -> tuple[Request, float | None] | None:
        """Read a query and its time limit; None for what is the framework's business."""
        host, accept = environ.get("HTTP_HOST", ""), environ.get("HTTP_ACCEPT", "")
        mine = environ["REQUEST_METHOD"] == "GET" and environ["PATH_INFO"] == PATH and CONDITIONS.isdisjoint(environ)
        if not mine or len(accept) > LONGEST or not HOST.fullmatch(host):
            return None
        parameters = pairs(environ["QUERY_STRING"].encode("latin-1"))
        told = dict(parameters)
        form, query = told.get("format", ""), told.get("query", "")
        if not plain(parameters, told) or not query.strip() or len(form) > LONGEST or asks(query):
            return None
        forms = chosen(accept, form)
        if forms is None:
            return None
        default, others = iris(parameters, "default-graph-uri"), iris(parameters, "named-graph-uri")
        base = address(environ["wsgi.url_scheme"], host, environ.get("SCRIPT_NAME", ""))
        return Request(query, *forms, default, others, union=self._union, base=base), seconds(parameters)

    def _headers(self, environ: Environ, query: str, answer: Answer, body: bytes) -> Headers:
        headers = [("Content-Type", content_type(answer.form)), ("Content-Length", str(len(body))), self._limit, *EVERY]
        if answer.truncated:
            headers.append(("X-Habeas-Truncated", "triples" if answer.kind == "graph" else "rows"))
        edition = environ[STATE].edition
        if not repeatable(query):
            return [*headers, ("Cache-Control", "no-store"), ("Vary", "Accept")]
        if answer.generation not in {0, edition.generation}:
            return [*headers, ("Cache-Control", "no-cache"), ("Vary", "Accept")]
        modified = edition.modified()
        marks = [
            ("ETag", f'"{edition.tag(key(environ))}"'),
            ("Cache-Control", KEPT),
            ("Vary", "Accept, Accept-Encoding"),
        ]
        return [*headers, *marks, *([("Last-Modified", modified)] if modified else [])]


def plain(parameters: Parameters, told: dict[str, str]) -> bool:
    """Tell whether a request has no parameter of another kind, and none but graphs more than once."""
    several = [name for name, _ in parameters if not name.endswith("-graph-uri")]
    return told.keys() <= TAKEN and len(several) == len(set(several))


@lru_cache(1024)
def chosen(accept: str, form: str) -> tuple[str | None, str | None] | None:
    """Name the forms for rows and for a graph; None where one of them is a page, or both are none."""
    offers = ((*RESULTS, HTML), (*GRAPHS, HTML))
    rows, graph = ((named(form, each) if form else negotiate(accept, each)) for each in offers)
    if rows is graph is None or HTML in {rows, graph}:
        return None
    return name(rows), name(graph)


def name(form: Representation | None) -> str | None:
    """Name a form."""
    return form.name if form else None


@lru_cache(256)
def address(scheme: str, host: str, root: str) -> str:
    """Give the address of the endpoint, which relative IRIs are relative to."""
    return get_current_url(scheme, get_host(scheme, host), root, PATH)
