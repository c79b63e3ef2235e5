"""A View and settings in, the assembled application out; and the one thing every blueprint asks for, the Site."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlencode

from flask import Flask, Response, current_app, render_template, request
from werkzeug.exceptions import HTTPException

from kg.errors import HabeasError, StoreError, UsageError
from kg.stores import View, open_view
from kg.stores.folder import Folder
from server.annotations import short
from server.evidence import visible
from server.limits import Limits
from server.lists import Lists
from server.negotiation import HTML, TEXT, negotiate
from server.nodes import href
from server.workers import Workers

LOG = logging.getLogger("habeas.server")
SECURITY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "X-Habeas-Truncated, ETag, Retry-After",
}
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Content-Type",
    "Access-Control-Max-Age": "86400",
}
FRESH = 1.0
"""Seconds for which the store is not asked again whether it has changed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What whoever runs the server may set.

    ``store`` is the folder that the view was opened from; ``licence`` the terms under which the data is published, as a
    sentence or as the address where they are written out.
    """

    store: Path
    title: str = "Habeas"
    licence: str = "The publisher of this data has not stated a licence for it."
    limits: Limits = field(default_factory=Limits)


class Site:
    """The graph as it now is, the settings, and the query processes."""

    def __init__(self, view: View, settings: Settings) -> None:
        self.settings = settings
        self.workers = Workers(settings.store, settings.limits)
        self._lists = Lists(view)
        self._folder = Folder(settings.store)
        self._asked = time.monotonic()
        self._lock = threading.Lock()

    @property
    def view(self) -> View:
        """The newest generation of the graph."""
        return self.lists.view

    @property
    def lists(self) -> Lists:
        """The newest generation with its lists; a build that ends while the server runs is seen within a second."""
        if time.monotonic() - self._asked > FRESH and self._lock.acquire(blocking=False):
            try:
                self._asked = time.monotonic()
                with contextlib.suppress(StoreError):  # a build is about to swap the graph: look again later
                    if self._folder.manifest.generation != self._lists.view.generation:
                        self._lists = Lists(open_view(self.settings.store))  # requests under way keep the old one
            finally:
                self._lock.release()
        return self._lists


def site() -> Site:
    """Give the Site of the application at work."""
    return cast(Site, current_app.extensions["habeas"])


def settings_from(view: View, config: Mapping[str, Any]) -> Settings:
    """Sort plain options into Settings and Limits; raises UsageError for one that neither has."""
    own = {f.name for f in fields(Settings)} - {"limits"}
    costs = {f.name for f in fields(Limits)}
    unknown = sorted(set(config) - own - costs)
    if unknown:
        raise UsageError(f"the server has no setting {unknown[0]!r}; it has {', '.join(sorted(own | costs))}")
    store = config.get("store") or folder_of(view)
    limits = Limits(**{name: config[name] for name in costs & set(config)})
    return Settings(**{name: config[name] for name in own & set(config)} | {"store": Path(store), "limits": limits})


def folder_of(view: View) -> Path:
    """Find the folder that a view was opened from; raises UsageError where it does not tell."""
    folder = getattr(view, "_folder", None)
    if not isinstance(folder, Folder):
        raise UsageError("the server needs the setting 'store': the folder that the view was opened from")
    return folder.path


class QuietFlask(Flask):
    """A Flask whose log holds no raw request: a path may hold line ends that would forge further entries."""

    def log_exception(self, exc_info: Any) -> None:
        """Write what failed, the path as a literal."""
        LOG.error("%s %r failed", request.method, request.path, exc_info=exc_info)


def assemble(view: View, config: Mapping[str, Any]) -> Flask:
    """Give the application with all its blueprints."""
    from server import description, dumps, pages, resources, sparql  # noqa: PLC0415 - they import site()

    app = QuietFlask("server")
    settings = settings_from(view, config)
    app.config["MAX_CONTENT_LENGTH"] = settings.limits.body
    app.url_map.merge_slashes = False  # a document's name may hold two
    app.extensions["habeas"] = Site(view, settings)
    for part in (pages, sparql, dumps, description, resources):
        app.register_blueprint(part.blueprint)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(settings=settings, href=local, shown_as=shown_as, here=here)
    app.jinja_env.filters["visible"] = visible
    app.register_error_handler(HabeasError, told)
    app.register_error_handler(HTTPException, told)
    app.after_request(headers)
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
    """End the query processes of an application."""
    cast(Site, app.extensions["habeas"]).workers.close()


SENTENCES = {
    404: "There is nothing here under this address.",
    405: "This address does not answer this method.",
    413: "The request is larger than this server takes.",
    500: "The server failed; what happened is in its log.",
}


def told(error: HabeasError | HTTPException) -> Response:
    """Answer an error with one sentence: as a page where a page is liked best, else as plain text."""
    status = error.status if isinstance(error, HabeasError) else error.code or 500
    sentence = str(error) if isinstance(error, HabeasError) else SENTENCES.get(status, error.description or error.name)
    if negotiate(request.headers.get("Accept"), (TEXT, HTML)) is HTML:
        response = Response(
            render_template("error.html", status=status, sentence=sentence), status, mimetype="text/html"
        )
    else:
        response = Response(f"{' '.join(sentence.split())}\n", status, mimetype="text/plain")
    if isinstance(error, HTTPException):
        response.headers.extend([(k, v) for k, v in error.get_headers() if k in ("Allow", "Location")])
        response.status_code = status
    if status == 503:
        response.headers["Retry-After"] = "5"
    return response


def headers(response: Response) -> Response:
    """Add what every answer carries: what a browser may do with it, and that any page may fetch it."""
    response.headers.extend(SECURITY)
    response.headers.extend(CORS)
    if request.method == "OPTIONS":
        response.headers.extend(PREFLIGHT)
    response.vary.add("Accept")
    return response
