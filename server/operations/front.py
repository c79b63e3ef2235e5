"""An application in, what stands before it out: journal, end, gate and cache, in this order from outside."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from flask import Flask, current_app

from server.operations.cache import Cache
from server.operations.ending import Complete
from server.operations.gate import Gate
from server.operations.journal import Journal, broken
from server.operations.metrics import Metrics
from server.operations.wsgi import Environ, Start, Wsgi
from server.site import Site


class Front:
    """What every request passes on its way to ``within``, which answers for an application.

    ``numbers`` gives the metrics.
    """

    def __init__(self, app: Flask, within: Wsgi, site: Site) -> None:
        running = site.settings.running
        self._site = site
        self._cache = Cache(within, site, running.cache)
        self._gate = Gate(self._cache, running)
        metrics = Metrics(segments(app), self._gauges, site.engine.statistics)
        self.numbers: Callable[[], bytes] = metrics.text
        self.journal = Journal(Complete(self._gate, broken), metrics, running.log)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request."""
        return self.journal(environ, start)

    def _gauges(self) -> Mapping[str, float]:
        state = self._site.newest()
        return {
            "in_flight": self.journal.at_work,
            "cache_bytes": self._cache.size,
            "cache_entries": len(self._cache),
            "generation": state.edition.generation,
            "triples": state.lists.view.info.triples,
        }

    @property
    def closing(self) -> bool:
        """Whether new requests are refused."""
        return self._gate.closing

    def drain(self) -> None:
        """Refuse new requests from now on; those at work go on."""
        self._gate.closing = True


def segments(app: Flask) -> set[str]:
    """List the first segments of the addresses that an application has by name."""
    first = {rule.rule.split("/", 2)[1] for rule in app.url_map.iter_rules()}
    return {segment for segment in first if not segment.startswith("<")}


def front() -> Front:
    """Give the Front of the application at work."""
    return cast(Front, current_app.extensions["habeas.front"])
