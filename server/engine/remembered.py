"""Queries that were too long or too large for the quick lane, so that next time they need not begin there in vain.

Law of this file: a query is known by what decides how long it takes — its text, its dataset, the generation that it is
asked of — and not by the form of its answer. It is forgotten when it turns out to be quick after all (it overran
because the machine was busy), or when many others were asked since.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Mapping
from typing import Any

MOST = 1000
"""Queries that are remembered."""
DECIDES = ("query", "default_graph", "named_graphs", "union", "base", "generation")
"""What of a request decides how long it takes."""


class Remembered:
    """The queries that are slow, those that were asked last."""

    def __init__(self, most: int = MOST) -> None:
        self._lock, self._most = threading.Lock(), most
        self._slow: OrderedDict[Hashable, None] = OrderedDict()

    def add(self, request: Mapping[str, Any]) -> None:
        """Remember a query."""
        with self._lock:
            self._slow[key(request)] = None
            if len(self._slow) > self._most:
                self._slow.popitem(last=False)

    def discard(self, request: Mapping[str, Any]) -> None:
        """Forget a query."""
        with self._lock:
            self._slow.pop(key(request), None)

    def __contains__(self, request: Mapping[str, Any]) -> bool:
        if not self._slow:  # nearly always, and hashing costs
            return False
        with self._lock:
            known = key(request) in self._slow
            if known:
                self._slow.move_to_end(key(request))
            return known


def key(request: Mapping[str, Any]) -> Hashable:
    """Give what a query is known by: a number, for texts may be long."""
    return hash(repr([request[name] for name in DECIDES]))
