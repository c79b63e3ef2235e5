"""The one thing every blueprint asks for: the graph as it now is, the settings, the query processes."""

from __future__ import annotations

import contextlib
import threading
import time
from dataclasses import dataclass
from typing import cast

from flask import current_app, has_request_context, request

from kg.errors import StoreError, UsageError
from kg.stores import View, open_view
from kg.stores.remote.place import found
from server.engine.answers import Engine
from server.engine.workers import Workers
from server.engine.writer import Writer
from server.operations.edition import Edition
from server.operations.tokens import token
from server.operations.wsgi import Environ
from server.pages.lists import Lists
from server.publishing.press import Press
from server.settings import Settings

FRESH = 0.5
"""Seconds for which the store is not asked again whether it has changed."""


@dataclass(frozen=True, slots=True)
class State:
    """One generation of the graph: its lists, and what its answers are marked with."""

    lists: Lists
    edition: Edition


class Site:
    """The graph as it now is, the settings, and the query processes."""

    def __init__(self, view: View, settings: Settings) -> None:
        self.settings = settings
        self.engine: Engine = engine(settings)
        self.token = token(settings) if settings.writable else ""
        self.writer = writer(settings) if settings.writable else None
        self.press = Press(settings.room, settings.release)
        self._state = self._made(view)
        self._asked = time.monotonic()
        self._lock = threading.Lock()

    def _made(self, view: View) -> State:
        return State(Lists(view), Edition.of(view, self.settings))

    @property
    def view(self) -> View:
        """The graph that the request at hand sees from its beginning to its end; else the newest."""
        return self.state.lists.view

    @property
    def lists(self) -> Lists:
        """The lists of that graph."""
        return self.state.lists

    @property
    def state(self) -> State:
        """The generation that the request at hand began with; else the newest."""
        if not has_request_context():
            return self.newest()
        return self.seen(request.environ)

    def seen(self, environ: Environ) -> State:
        """Give the generation that a request began with: the newest, when it is first asked."""
        if STATE not in environ:
            environ[STATE] = self.newest()
        return cast(State, environ[STATE])

    def newest(self) -> State:
        """Give the newest generation; a build that ends while the server runs is seen within a second."""
        if time.monotonic() - self._asked > FRESH and self._lock.acquire(blocking=False):
            try:
                self._look()
            finally:
                self._lock.release()
        return self._state

    def renew(self) -> None:
        """Go over to what was just written."""
        with self._lock:
            self._look()

    def _look(self) -> None:
        self._asked = time.monotonic()
        with contextlib.suppress(StoreError):  # a build is about to swap the graph: look again later
            if self._state.lists.view.latest() != self._state.edition.generation:
                self._state = self._made(open_view(self.settings.store))  # requests under way keep the old one

    def close(self) -> None:
        """End all processes."""
        self.engine.close()
        self.press.close()
        if self.writer:
            self.writer.close()


STATE = "habeas.state"
"""Where a request keeps its State."""


def engine(settings: Settings) -> Engine:
    """Start what answers queries: processes over the graph, or askers of the server that holds it."""
    if found(settings.store) is None:
        return Workers(settings.store, settings.limits, contact=settings.contact)
    if settings.writable or settings.limits.allow_service:
        raise UsageError(
            "a graph at an address is changed there, and its server asks no others for us: "
            "serve it without --writable and --allow-service"
        )
    from server.engine.remote import Askers  # noqa: PLC0415 - it needs an extra

    return Workers(settings.store, settings.limits, Askers(settings.store))


def writer(settings: Settings) -> Writer:
    """Start the process that writes."""
    return Writer(settings.store, settings.limits)


def site() -> Site:
    """Give the Site of the application at work."""
    return cast(Site, current_app.extensions["habeas"])
