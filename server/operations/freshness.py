"""A response in, the same out with the marks by which it may be kept: ETag, Last-Modified, Cache-Control, Vary."""

from __future__ import annotations

import hashlib
import re
import secrets

from flask import Response, request

from kg.stores import View
from server.engine.answers import Answer
from server.operations.edition import key
from server.operations.wsgi import note
from server.site import site

KEPT = "public, no-cache"
"""Anybody may keep it, and asks whether it still holds before showing it again (RFC 9111 §5.2.2.4)."""

CONDITIONS = frozenset({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"})

VARYING = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)
"""What gives another value each time (functions of SPARQL 1.1 §17.4, other servers), wherever the letters stand: an
answer that is not kept costs time, one that is wrongly kept is wrong."""


def fresh(response: Response, view: View | int) -> Response:
    """Mark a whole, repeatable answer to GET or HEAD that was made from ``view`` (or the generation of this number).

    An answer from another generation than the request began with stays unmarked: nobody keeps it. A request whose
    client has it already is answered 304.
    """
    edition = site().state.edition
    generation = view if isinstance(view, int) else view.generation
    if generation != edition.generation or request.method not in {"GET", "HEAD"} or response.status_code != 200:
        return response
    response.set_etag(edition.tag(key(request.environ)))
    response.headers["Cache-Control"] = KEPT
    if modified := edition.modified():
        response.headers["Last-Modified"] = modified
    response.vary.update(("Accept", "Accept-Encoding"))
    if CONDITIONS.isdisjoint(request.environ):  # nearly always, and asking costs
        return response
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns this very response


def marked(response: Response, query: str, answer: Answer) -> Response:
    """Mark the answer to a query, where it is whole and would be the same another time; note its rows."""
    note(request.environ, rows=answer.count)
    if answer.body is None or not repeatable(query):
        response.headers["Cache-Control"] = "no-store"
        return response
    return fresh(response, answer.generation or site().view)


def noted(query: str) -> None:
    """Note a query for the log, by a digest that tells equal queries and nothing of their text."""
    note(request.environ, query=digest(query))


def digest(query: str) -> str:
    """Make a query one of a few letters, which tell nothing of its text."""
    return hashlib.blake2b(query.encode(), digest_size=6, key=SALT).hexdigest()


SALT = secrets.token_bytes(16)
"""Anew at each start, so that nobody finds out from the log whether a query that they guess was asked."""


def repeatable(query: str) -> bool:
    """Tell whether a query gives the same answer as long as the graph stays as it is."""
    return not VARYING.search(query)
