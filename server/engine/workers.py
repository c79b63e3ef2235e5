"""Queries in, answers out, each from a process that is killed when its time is up.

Law of this file: whatever a query does — runs on, eats memory, overflows its stack — costs its own process and nothing
else, and the processor is free again when the answer "too long" leaves.

Two lanes: every query starts in the quick lane; one that overruns its fraction of a second there is killed and starts
again in the slow lane with its full time, and so does one whose answer is large. It is remembered, and the next time
starts in the slow lane. So a handful of hopeless queries never stands in the way of the many short ones.
"""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from kg.errors import HabeasError
from server.engine import processors
from server.engine.answers import (
    Answer,
    BrokenError,
    BusyError,
    RefusedError,
    Request,
    ShareError,
    TimeLimitError,
)
from server.engine.frames import Head
from server.engine.gateway import Gateway
from server.engine.lanes import Lane, Rules, Tally
from server.engine.limits import Limits
from server.engine.nursery import Nursery
from server.engine.processes import Source, Worker
from server.engine.remembered import Remembered
from server.engine.serialising import WHOLE
from server.engine.worker import Task

NICENESS = 10
"""How much the slow lane stands back where others want the processor, and the system has nothing better."""
TOLD = tuple(field.name for field in fields(Request))
OUTCOMES = {
    TimeLimitError: "stopped",
    BusyError: "busy",
    ShareError: "over_share",
    BrokenError: "broken",
    RefusedError: "refused",
}


class Workers:
    """The quick lane and the slow lane over one store; ``source`` gives other workers than processes that open it.

    ``contact`` is told to services that queries ask.
    """

    def __init__(self, store: Path, limits: Limits, source: Source | None = None, contact: str = "") -> None:
        self._limits = limits
        self._gateway = Gateway(limits.allow_service, limits.seconds, contact) if limits.allow_service else None
        asking = (self._gateway.services, self._gateway.path, self._gateway.key) if self._gateway else ((), "", "")
        home = processors.present()
        kept = (home, processors.BEGUN) if home != processors.BEGUN else ()
        task = Task(str(store), limits.memory, *asking, limits.resident, *kept)
        self._nursery = source or Nursery(task, self._renew)
        queued = (limits.queue, limits.patience)
        self._quick = Lane(self._nursery, Rules(limits.workers, limits.quick_share, *queued))
        self._slow = Lane(self._nursery, Rules(limits.workers, limits.slow_share, *queued, NICENESS))
        self._long = Remembered()
        self._tally = Tally()

    def answer(self, request: Request, generation: int, seconds: float | None = None, client: str = "") -> Answer:
        """Answer a query; see :class:`server.engine.answers.Engine`."""
        self._nursery.seen(generation)
        most = min(seconds or self._limits.seconds, self._limits.seconds)
        rows = min(request.most or self._limits.rows, self._limits.rows)
        wire = {
            **{name: getattr(request, name) for name in TOLD},
            "most": rows,
            "size": self._limits.size,
            "generation": generation,
        }
        try:
            return self._answered(wire, most, client)
        except HabeasError as error:
            self._tally.add(OUTCOMES[type(error)])
            raise

    def _answered(self, wire: Head, seconds: float, client: str) -> Answer:
        if wire in self._long:
            return self._slowly(wire, seconds, seconds, client)
        quick = min(seconds, self._limits.quick)
        answer = self._quickly(wire, quick, client)
        if answer:
            return answer
        self._long.add(wire)
        if seconds <= quick:
            raise TimeLimitError(LONG.format(seconds=seconds))
        return self._slowly(wire, seconds - quick, seconds, client)

    def _quickly(self, wire: Head, seconds: float, client: str) -> Answer | None:
        """Answer in the quick lane; None for a query that is too long or too large for it."""
        worker = handed(self._quick, client, {**wire, "lane": "quick", "seconds": seconds})
        try:
            head, body = worker.answer(seconds)
            if head["status"] == 413:
                self._tally.add("quick_larger")
                return None
            return self._whole(accepted(head), body, "quick_answered")
        except TimeLimitError:
            self._tally.add("quick_overran")
            return None
        finally:
            self._quick.take_back(client, worker)

    def _slowly(self, wire: Head, seconds: float, told: float, client: str) -> Answer:
        """Answer in the slow lane; the worker is taken back when the answer has been read."""
        worker = handed(self._slow, client, {**wire, "lane": "slow", "seconds": seconds})
        try:
            head, body = worker.answer(seconds)
            if not accepted(head)["whole"]:
                return self._delivered(head, body, worker, wire, (seconds, client))
            answer = self._whole(head, body, "slow_answered")
            self._reconsider(wire, worker, len(body))
        except TimeLimitError:
            self._slow.take_back(client, worker)
            raise TimeLimitError(LONG.format(seconds=told)) from None
        except BaseException:
            self._slow.take_back(client, worker)
            raise
        self._slow.take_back(client, worker)
        return answer

    def _whole(self, head: Head, body: bytes, outcome: str) -> Answer:
        self._count(outcome, head.get("rows", 1), len(body))
        return Answer(**named(head), body=body)

    def _reconsider(self, wire: Head, worker: Worker, size: int) -> None:
        """Let a query begin in the quick lane again that would have been answered there."""
        if worker.used < self._limits.quick and size <= WHOLE:
            self._long.discard(wire)

    def _delivered(self, head: Head, first: bytes, worker: Worker, wire: Head, asked: tuple[float, str]) -> Answer:
        seconds, client = asked

        def done(known: Head, size: int) -> None:
            if known:
                self._reconsider(wire, worker, size)
            self._slow.take_back(client, worker)
            self._count("slow_answered" if known else "cut_off", known.get("rows", 0), size)
            answer.count, answer.truncated = known.get("count"), known.get("truncated")

        delivery = Delivery(worker, first, (seconds, self._limits.delivery), done)
        answer = Answer(**named(head), stream=delivery, close=delivery.close)
        return answer

    def _count(self, outcome: str, rows: int, size: int) -> None:
        for name, number in ((outcome, 1), ("rows", rows), ("bytes", size)):
            self._tally.add(name, number)

    def statistics(self) -> Mapping[str, float]:
        """Give the counters by outcome, rows and bytes, processes started and killed; who works and waits now."""
        lanes = {"quick": self._quick.gauges(), "slow": self._slow.gauges()}
        gauges = {f"{lane}_{name}": number for lane, each in lanes.items() for name, number in each.items()}
        return {**self._tally.counts(), **self._nursery.statistics(), **gauges}

    def _renew(self) -> None:
        for lane in (self._quick, self._slow):
            lane.renew()

    def close(self) -> None:
        """End all processes."""
        self._quick.close()
        self._slow.close()
        self._nursery.close()
        if self._gateway:
            self._gateway.close()


class Delivery:
    """An answer under way: read it, or close it; one that is read too slowly is closed by the clock."""

    def __init__(self, worker: Worker, first: bytes, times: tuple[float, float], done: Callable[..., None]) -> None:
        seconds, delivery = times
        self._worker, self._first, self._seconds, self._done = worker, first, seconds, done
        self._known: Head = {}
        self._size = 0
        self._open = threading.Lock()
        self._clock = threading.Timer(seconds + delivery, self.close)
        self._clock.daemon = True
        self._clock.start()

    def __iter__(self) -> Iterator[bytes]:
        try:
            for data in itertools.chain((self._first,), self._worker.rest(self._seconds, self._known)):
                self._size += len(data)
                yield data
        finally:
            self.close()

    def close(self) -> None:
        """Free the worker; where the answer was not complete, by ending it."""
        if not self._open.acquire(blocking=False):
            return
        self._clock.cancel()
        if not self._known:
            self._worker.stop()
        self._done(self._known, self._size)


def handed(lane: Lane, client: str, wire: Head) -> Worker:
    """Hand a query to a worker of a lane; one that died while it had nothing to do is replaced."""
    worker = lane.lend(client, wire)
    try:
        if worker.asked is wire or worker.handed(wire):
            return worker
    except BaseException:
        lane.take_back(client, worker)
        raise
    lane.take_back(client, worker)
    return handed(lane, client, wire)


def accepted(head: Head) -> Head:
    """Hand on the head of an answer; RefusedError for one that says why there is none."""
    if head["status"] != 200:
        raise RefusedError(head["message"], head["status"])
    return head


def named(head: Head) -> dict[str, Any]:
    """Pick what an Answer is told of a head."""
    return {name: head[name] for name in ("kind", "form", "count", "truncated", "generation") if name in head}


LONG = "The query was stopped: it took longer than {seconds:g} s."
