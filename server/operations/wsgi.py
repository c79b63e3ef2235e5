"""What the parts in front of the application agree on: types, what a request carries along, what every answer says."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

Headers = list[tuple[str, str]]
Environ = dict[str, Any]
Start = Callable[..., Any]
Wsgi = Callable[[Environ, Start], Iterable[bytes]]

REQUEST_ID, CLIENT, NOTED, CACHED = "habeas.request", "habeas.client", "habeas.noted", "habeas.cache"
"""Where a request's environ holds its id, its client, what the endpoint notes for the log, what the cache did."""


REFUSED = "habeas.refused"
"""Where the environ of a request that an HTTP server would not take in holds why: what :func:`sentence` is told."""


def note(environ: Environ, **facts: str | int | None) -> None:
    """Note facts of a request for the log and the metrics: ``query`` (a digest), ``outcome``, ``rows``, ``error``."""
    environ.setdefault(NOTED, {}).update(facts)


SECURITY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
FRAMED = {
    **{name: value for name, value in SECURITY.items() if name != "X-Frame-Options"},
    "Content-Security-Policy": SECURITY["Content-Security-Policy"].replace("ancestors 'none'", "ancestors *"),
}
"""The same for a page that others may show in a frame of theirs."""
EXPOSED = "ETag, Last-Modified, Link, Retry-After, X-Habeas-Row-Limit, X-Habeas-Truncated, X-Request-Id"
CORS = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": EXPOSED}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type, If-None-Match, X-Request-Id",
    "Access-Control-Max-Age": "86400",
}
EVERY: Headers = [*SECURITY.items(), *CORS.items()]


def sentence(environ: Environ, start: Start, status: str, text: str, *more: tuple[str, str]) -> list[bytes]:
    """Answer with one sentence of plain text, from in front of the application; HEAD, with all but that."""
    body = f"{text}\n".encode()
    plain = [("Content-Type", "text/plain; charset=utf-8"), ("Content-Length", str(len(body)))]
    start(status, [*plain, *more, *EVERY])
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]
