"""A response in, the same out with the marks by which it may be kept: ETag, Last-Modified, Cache-Control, Vary."""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

from flask import Response, request

from kg.stores import View
from server.engine.answers import Answer
from server.operations.edition import Edition, key
from server.operations.wsgi import Environ, Headers, note
from server.site import site

KEPT = "public, no-cache"
"""Anybody may keep it, and asks whether it still holds before showing it again (RFC 9111 §5.2.2.4)."""

READS = frozenset({"GET", "HEAD"})
CONDITIONS = frozenset({"HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_RANGE"})

VARYING = re.compile(r"\b(?:RAND|NOW|UUID|STRUUID|BNODE|SERVICE)\b", re.IGNORECASE)
"""What gives another value each time (functions of SPARQL 1.1 §17.4, other servers), wherever the letters stand: an
answer that is not kept costs time, one that is wrongly kept is wrong."""


def fresh(response: Response, view: View | int) -> Response:
    """Mark a whole, repeatable answer to GET or HEAD that was made from ``view`` (or the generation of this number).

    An answer from another generation than the request began with stays unmarked: nobody keeps it. A request whose
    client has it already is answered 304. One that says ``Accept-Ranges`` is a file: it gets a checksum, and is sent in
    parts (RFC 9110 §14).
    """
    edition = site().state.edition
    generation = view if isinstance(view, int) else view.generation
    if generation != edition.generation or request.method not in READS or response.status_code != 200:
        return response
    for name, value in marks(request.environ, edition):
        response.headers[name] = value
    response.vary.update(("Accept", "Accept-Encoding"))
    file = "Accept-Ranges" in response.headers
    if file:
        response.headers["Repr-Digest"] = repr_digest(hashlib.sha256(response.data).digest())
    if CONDITIONS.isdisjoint(request.environ):  # nearly always, and asking costs
        return response
    size = len(response.data) if file else None
    return response.make_conditional(request, file, size)  # type: ignore[return-value]  # it returns this very response


def repr_digest(sha256: bytes) -> str:
    """Write the checksum of a file as its header has it (RFC 9530 §3)."""
    return f"sha-256=:{base64.b64encode(sha256).decode()}:"


def marks(environ: Environ, edition: Edition) -> Headers:
    """Give what marks the answer to a request as one of this edition."""
    modified = edition.modified()
    told = [("ETag", f'"{edition.tag(key(environ))}"'), ("Cache-Control", KEPT)]
    return [*told, ("Last-Modified", modified)] if modified else told


def policy(environ: Environ, edition: Edition, query: str, answer: Answer) -> Headers:
    """Mark the answer to a query, where it is whole, of this edition, and would say the same another time.

    Its tag is weak (RFC 9110 §8.8.1): rows that no ORDER BY has put in order, and the names of blank nodes, may come
    otherwise.
    """
    if answer.body is None or not repeatable(query):
        return [("Cache-Control", "no-store"), ("Vary", "Accept")]
    if answer.generation not in {0, edition.generation} or environ["REQUEST_METHOD"] not in READS:
        return [("Cache-Control", "no-cache"), ("Vary", "Accept")]
    (name, tag), *more = marks(environ, edition)
    return [(name, f"W/{tag}"), *more, ("Vary", "Accept, Accept-Encoding")]


def noted(environ: Environ, query: str) -> None:
    """Note a query for the log, by a digest that tells equal queries and nothing of their text."""
    note(environ, query=hashlib.blake2b(query.encode(), digest_size=6, key=SALT).hexdigest())


SALT = secrets.token_bytes(16)
"""Anew at each start, so that nobody finds out from the log whether a query that they guess was asked."""


def repeatable(query: str) -> bool:
    """Tell whether a query gives the same answer as long as the graph stays as it is."""
    return not VARYING.search(query)
