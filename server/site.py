"""The one thing every blueprint asks for: the graph as it now is, the settings, the query processes."""

from __future__ import annotations

import contextlib
import threading
import time
from typing import cast

from flask import current_app

from kg.errors import StoreError
from kg.stores import View, open_view
from kg.stores.folder import Folder
from server.engine.answers import Engine
from server.engine.workers import Workers
from server.pages.lists import Lists
from server.settings import Settings

FRESH = 0.5
"""Seconds for which the store is not asked again whether it has changed."""


class Site:
    """The graph as it now is, the settings, and the query processes."""

    def __init__(self, view: View, settings: Settings) -> None:
        self.settings = settings
        self.engine: Engine = Workers(settings.store, settings.limits)
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
