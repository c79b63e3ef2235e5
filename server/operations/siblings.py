"""The numbers of one server process in, those of all processes of the server out: whichever is asked answers for all.

Law of this file: each process tells its own numbers at a socket of its own in a folder that all of them know; one that
has ended, or that takes too long, is left out. Nothing is read there.
"""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
from collections.abc import Callable, Iterable
from pathlib import Path

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import Metric
from prometheus_client.parser import text_string_to_metric_families

PATIENCE = 1.0
"""Seconds for which the numbers of another process are waited for."""
SHARED = frozenset({"habeas_generation", "habeas_triples"})
"""Numbers that are the graph's, not a process's: they are not added up."""


class Siblings:
    """The processes of one server, as one of them sees them; ``told`` gives its own numbers."""

    def __init__(self, folder: Path, told: Callable[[], bytes]) -> None:
        self._told, self._place = told, folder / secrets.token_hex(8)
        self._listener = socket.socket(socket.AF_UNIX)
        self._listener.bind(str(self._place))
        self._listener.listen()
        threading.Thread(target=self._tell, daemon=True).start()

    def _tell(self) -> None:
        while True:
            asking, _ = self._listener.accept()
            with asking, contextlib.suppress(OSError):  # who asked may have gone
                asking.settimeout(PATIENCE)
                asking.sendall(self._told())

    def numbers(self) -> bytes:
        """Give the numbers of all."""
        others = (asked(place) for place in self._place.parent.iterdir() if place != self._place)
        return summed([self._told(), *filter(None, others)])


def asked(place: Path) -> bytes | None:
    """Ask another process for its numbers; None where it has none to give."""
    with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(PATIENCE)
        asking.connect(str(place))
        return b"".join(iter(lambda: asking.recv(2**16), b""))
    return None


def summed(texts: Iterable[bytes]) -> bytes:
    """Add up numbers of one name and the same labels."""
    found: dict[str, Metric] = {}
    values: dict[str, dict[tuple[str, tuple[tuple[str, str], ...]], float]] = {}
    for family in (each for text in texts for each in text_string_to_metric_families(text.decode())):
        found.setdefault(family.name, Metric(family.name, family.documentation, family.type))
        sums = values.setdefault(family.name, {})
        for sample in family.samples:
            key = (sample.name, tuple(sample.labels.items()))
            before = sums.get(key, 0.0)
            sums[key] = max(before, sample.value) if family.name in SHARED else before + sample.value
    for name, metric in found.items():
        for (sample_name, labels), value in values[name].items():
            metric.add_sample(sample_name, dict(labels), value)
    registry = CollectorRegistry()
    registry.register(Summed(found.values()))
    return generate_latest(registry)


class Summed:
    """Numbers as a registry asks for them."""

    def __init__(self, families: Iterable[Metric]) -> None:
        self._families = list(families)

    def collect(self) -> Iterable[Metric]:
        """Give them."""
        return self._families
