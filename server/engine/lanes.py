"""Who asks in, a worker out: a few processes for all, and no more than a share of them for one client.

Law of this file: nobody waits longer than the lane's patience, and no more wait than its queue holds.
"""

from __future__ import annotations

import contextlib
import threading
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from server.engine.answers import BrokenError, BusyError, ShareError
from server.engine.processes import Source, Worker

WAITING = 4
"""For each query that one client may have at work, how many of its queries may wait."""


class Tally:
    """Counts what happens, by name."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def add(self, name: str, number: int = 1) -> None:
        """Count."""
        with self._lock:
            self._counts[name] += number

    def counts(self) -> dict[str, int]:
        """Give all counts so far."""
        with self._lock:
            return dict(self._counts)


@dataclass(frozen=True, slots=True)
class Rules:
    """How many workers a lane has, how many one client may use at once, how many queries may wait and how long."""

    workers: int
    share: int
    queue: int
    patience: float
    niceness: int = 0


class Lane:
    """A few workers, each started at its first query and replaced when it dies."""

    def __init__(self, nursery: Source, rules: Rules) -> None:
        self._nursery, self._rules = nursery, rules
        self._change = threading.Condition()
        self._idle: list[Worker] = []
        self._free = rules.workers
        self._busy: Counter[str] = Counter()
        self._waiting: Counter[str] = Counter()
        self._closed = False

    def lend(self, client: str) -> Worker:
        """Give a worker, after waiting at most the lane's patience; BusyError or ShareError where there is none."""
        with self._change:
            self._queued(client)
            self._free -= 1
            self._busy[client] += 1
            worker = self._idle.pop() if self._idle else None
        try:
            if worker and worker.alive:
                return worker
            if worker:
                worker.stop()
            return self._nursery.worker(self._rules.niceness)
        except BaseException:
            self._release(client, None)
            raise

    def _queued(self, client: str) -> None:
        if self._fits(client):
            return
        if self._shares(client) and self._waiting[client] >= WAITING * self._rules.share:
            raise ShareError(SHARE)
        if self._waiting.total() >= self._rules.queue:
            raise BusyError(BUSY)
        self._waiting[client] += 1
        try:
            fits = self._change.wait_for(lambda: self._fits(client), self._rules.patience)
        finally:
            self._waiting -= Counter((client,))
        if not fits:
            raise ShareError(SHARE) if self._full(client) else BusyError(BUSY)

    def _fits(self, client: str) -> bool:
        return self._free > 0 and not self._full(client)

    def _shares(self, client: str) -> bool:
        return bool(client and self._rules.share)

    def _full(self, client: str) -> bool:
        return self._shares(client) and self._busy[client] >= self._rules.share

    def take_back(self, client: str, worker: Worker) -> None:
        """Free the slot; a dead worker's successor starts now, so that the next query need not wait for it."""
        successor: Worker | None = worker
        if self._closed:
            worker.stop()
        elif not worker.alive:
            worker.stop()
            successor = None
            with contextlib.suppress(BrokenError):  # the next query will try again, and be told
                successor = self._nursery.worker(self._rules.niceness)
        self._release(client, successor)

    def _release(self, client: str, worker: Worker | None) -> None:
        with self._change:
            self._free += 1
            self._busy -= Counter((client,))
            if worker and not self._closed:
                self._idle.append(worker)
            self._change.notify_all()

    def gauges(self) -> Mapping[str, int]:
        """Tell how many queries are at work, and how many wait."""
        with self._change:
            return {"at_work": self._busy.total(), "waiting": self._waiting.total()}

    def close(self) -> None:
        """End the idle processes; those at work end with their query."""
        with self._change:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.stop()


BUSY = "The endpoint is busy with other queries; try again in a few seconds."
SHARE = "You have as many queries at work here as one client may; try again when one is done."
