"""The one thing every blueprint asks for: the graph as it now is, the settings, the query processes."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, cast

from flask import current_app

from kg.errors import StoreError, UsageError
from kg.stores import View, open_view
from kg.stores.folder import Folder
from server.engine.answers import Engine
from server.engine.limits import Limits
from server.engine.workers import Workers
from server.pages.lists import Lists

FRESH = 1.0
"""Seconds for which the store is not asked again whether it has changed."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What whoever runs the server may set.

    ``store`` is the view's own folder, not for setting; ``licence`` the terms under which the data is published, as a
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


def settings_from(view: View, config: Mapping[str, Any]) -> Settings:
    """Sort plain options into Settings and Limits; raises UsageError for one that neither has."""
    own = {f.name for f in fields(Settings)} - {"limits", "store"}
    costs = {f.name for f in fields(Limits)}
    unknown = sorted(set(config) - own - costs)
    if unknown:
        raise UsageError(f"the server has no setting {unknown[0]!r}; it has {', '.join(sorted(own | costs))}")
    limits = Limits(**{name: config[name] for name in costs & set(config)})
    return Settings(**{name: config[name] for name in own & set(config)} | {"store": view.path, "limits": limits})
