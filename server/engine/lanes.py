"""Who asks in, a worker out: a few processes for all, and no more than a share of them for one client.

Law of this file: nobody waits longer than the lane's patience, and no more wait than its queue holds. Who came first
goes first, but for those whose share is used up; a worker that is given back wakes one who waits, not all, and is at
that one's query by then: who gives it back hands it over, for a thread that wakes must wait for the interpreter first.
"""

from __future__ import annotations

import contextlib
import threading
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from server.engine.answers import BrokenError, BusyError, ShareError
from server.engine.frames import Head
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


class Waiter:
    """One query that waits; ``turn`` is held until it may go, with ``worker`` where there is one to go with."""

    __slots__ = ("client", "turn", "wire", "worker")

    def __init__(self, client: str, wire: Head | None) -> None:
        self.client, self.wire, self.turn = client, wire, threading.Lock()
        self.worker: Worker | None = None
        self.turn.acquire()

    def go(self) -> None:
        """Hand the query to the worker, if that is ready to begin, and let who waits come for the answer."""
        if self.wire and self.worker and self.worker.ready:
            self.worker.handed(self.wire)
        self.turn.release()


class Lane:
    """A few workers, each started at its first query and replaced when it dies."""

    def __init__(self, nursery: Source, rules: Rules) -> None:
        self._nursery, self._rules = nursery, rules
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._free = rules.workers
        self._busy: Counter[str] = Counter()
        self._waiting: deque[Waiter] = deque()
        self._closed = False

    def lend(self, client: str, wire: Head | None = None) -> Worker:
        """Give a worker, after waiting at most the lane's patience; BusyError or ShareError where there is none.

        After a wait, the worker may be at the query ``wire`` already: then that is what it was ``asked``.
        """
        with self._lock:
            waiter = self._admitted(client, wire)
        if waiter:
            self._await(waiter)
        with self._lock:
            worker = waiter.worker if waiter else None
            worker = worker or (self._idle.pop() if self._idle else None)
        try:
            if worker and worker.alive:
                return worker
            if worker:
                worker.stop()
            return self._nursery.worker(self._rules.niceness)
        except BaseException:
            self._release(client, None)
            raise

    def _admitted(self, client: str, wire: Head | None) -> Waiter | None:
        """Take a place, or queue for one."""
        if self._fits(client):
            self._take(client)
            return None
        if self._shares(client):
            theirs = sum(waiter.client == client for waiter in self._waiting)
            if theirs >= WAITING * self._rules.share:
                raise ShareError(SHARE)
        if len(self._waiting) >= self._rules.queue:
            raise BusyError(BUSY)
        self._waiting.append(Waiter(client, wire))
        return self._waiting[-1]

    def _await(self, waiter: Waiter) -> None:
        """Wait for a turn; who gives one has taken the place for the one who waits."""
        if waiter.turn.acquire(timeout=self._rules.patience):
            return
        with self._lock:
            if waiter in self._waiting:
                self._waiting.remove(waiter)
                raise ShareError(SHARE) if self._full(waiter.client) else BusyError(BUSY)
        waiter.turn.acquire()  # it came at the last moment

    def _take(self, client: str) -> None:
        self._free -= 1
        self._busy[client] += 1

    def _fits(self, client: str) -> bool:
        return self._free > 0 and not self._full(client)

    def _shares(self, client: str) -> bool:
        return bool(client and self._rules.share)

    def _full(self, client: str) -> bool:
        return self._shares(client) and self._busy[client] >= self._rules.share

    def take_back(self, client: str, worker: Worker) -> None:
        """Free the slot; a dead or outdated worker's successor starts now, so that the next query need not wait."""
        successor: Worker | None = worker
        if self._closed:
            worker.stop()
        elif worker.outdated or not worker.alive:
            worker.stop()
            successor = None
            with contextlib.suppress(BrokenError):  # the next query will try again, and be told
                successor = self._nursery.worker(self._rules.niceness)
        self._release(client, successor)

    def _release(self, client: str, worker: Worker | None) -> None:
        with self._lock:
            self._free += 1
            self._busy[client] -= 1
            if not self._busy[client]:
                del self._busy[client]
            if worker and not self._closed:
                self._idle.append(worker)
            called = list(self._called())
        for waiter in called:
            waiter.go()

    def _called(self) -> Iterator[Waiter]:
        """Give each free place to the first who waits and may have it, and a worker that is idle."""
        while self._free and (waiter := next((each for each in self._waiting if self._fits(each.client)), None)):
            self._waiting.remove(waiter)
            self._take(waiter.client)
            waiter.worker = self._idle.pop() if self._idle else None
            yield waiter

    def gauges(self) -> Mapping[str, int]:
        """Tell how many queries are at work, and how many wait."""
        with self._lock:
            return {"at_work": self._busy.total(), "waiting": len(self._waiting)}

    def renew(self) -> None:
        """End the idle processes that are outdated; those at work end with their query."""
        with self._lock:
            outdated = [worker for worker in self._idle if worker.outdated]
            self._idle = [worker for worker in self._idle if not worker.outdated]
        for worker in outdated:
            worker.stop()

    def close(self) -> None:
        """End the idle processes; those at work end with their query."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for worker in idle:
            worker.stop()


BUSY = "The endpoint is busy with other queries; try again in a few seconds."
SHARE = "You have as many queries at work here as one client may; try again when one is done."
