"""Queries in, answers out, each from a process that is killed when its time is up.

Law of this file: whatever a query does — runs on, eats memory, overflows its stack — costs its own process and nothing
else, and the processor is free again when the answer "too long" leaves.

Two lanes: every query starts in the quick lane; one that overruns its fraction of a second there is killed and starts
again in the slow lane with its full time. So a handful of hopeless queries never stands in the way of the many short
ones.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

from server.engine.answers import Answer, BrokenError, BusyError, RefusedError, Request, TimeLimitError
from server.engine.limits import Limits

START = 30.0
"""Seconds a worker may take to open the store."""


class Worker:
    """One process with the store open."""

    def __init__(self, store: Path, generation: int, memory: int) -> None:
        ours, theirs = Pipe()
        command = [sys.executable, "-m", "server.engine.worker", str(theirs.fileno()), str(store), str(memory)]
        package = str(Path(__file__).parents[2])
        paths = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
        self.generation = generation
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": paths},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        self._pipe = ours
        self._ready = False

    def ask(self, request: Mapping[str, Any], seconds: float) -> tuple[dict[str, Any], bytes]:
        """Give head and bytes of the answer; TimeLimitError or BrokenError where it is over without one."""
        try:
            if not self._ready:
                self._receive(START, "The store could not be opened in time.")
                self._ready = True
            self._pipe.send(dict(request))
            head = self._receive(seconds, "The query was stopped: it took longer than it may.")
            return head, self._pipe.recv_bytes()
        except (EOFError, OSError) as error:
            self.stop()
            raise BrokenError(
                "The query broke the process it ran in: it is too deep, or needs too much memory."
            ) from error
        except TimeLimitError:
            self.stop()
            raise

    def _receive(self, seconds: float, otherwise: str) -> Any:
        if not self._pipe.poll(seconds):
            raise TimeLimitError(otherwise)
        return self._pipe.recv()

    def stop(self) -> None:
        """End the process now, whatever it is at."""
        self._process.kill()
        self._process.wait()
        self._pipe.close()

    @property
    def alive(self) -> bool:
        """Tell whether the process can take a request."""
        return self._process.poll() is None and not self._pipe.closed


class Lane:
    """A few workers, each started at its first query and replaced when it dies or the store has changed."""

    def __init__(self, store: Path, memory: int, workers: int, patience: float) -> None:
        self._store, self._memory, self._patience = store, memory, patience
        self._slots: queue.LifoQueue[Worker | None] = queue.LifoQueue()
        self._closed = False
        for _ in range(workers):
            self._slots.put(None)

    def run(self, request: Mapping[str, Any], generation: int, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Answer in ``seconds``, after waiting for a free worker at most the lane's patience (BusyError)."""
        try:
            worker = self._slots.get(timeout=self._patience)
        except queue.Empty as error:
            raise BusyError("The endpoint is busy with other queries; try again in a few seconds.") from error
        try:
            worker = self._fit(worker, generation)
            return worker.ask(request, seconds)
        finally:
            self._give_back(worker, generation)

    def _fit(self, worker: Worker | None, generation: int) -> Worker:
        if worker and worker.alive and worker.generation == generation:
            return worker
        if worker:
            worker.stop()
        return Worker(self._store, generation, self._memory)

    def _give_back(self, worker: Worker | None, generation: int) -> None:
        """Free the slot; a dead worker's successor starts now, so that the next query need not wait for it."""
        if self._closed and worker:
            worker.stop()
        elif worker and not worker.alive:
            worker = Worker(self._store, generation, self._memory)
        self._slots.put(worker)

    def close(self) -> None:
        """End the idle processes; those at work end with their query."""
        self._closed = True
        while not self._slots.empty():
            worker = self._slots.get_nowait()
            if worker:
                worker.stop()


class Workers:
    """The quick lane and the slow lane over one store."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._limits = limits
        self._quick = Lane(store, limits.memory, limits.workers, limits.patience)
        self._slow = Lane(store, limits.memory, limits.workers, limits.patience)

    def answer(self, request: Request, generation: int, seconds: float | None = None, client: str = "") -> Answer:  # noqa: ARG002 - the share of a client comes next
        """Answer a query; see :class:`server.engine.answers.Engine`."""
        most = min(seconds or self._limits.seconds, self._limits.seconds)
        rows = min(request.most or self._limits.rows, self._limits.rows)
        wire = {**asdict(request), "most": rows, "size": self._limits.size}
        head, body = self._run(wire, generation, most)
        if head["status"] != 200:
            raise RefusedError(head["message"], head["status"])
        count, truncated = head.get("count"), head.get("truncated", False)
        return Answer(head["kind"], head["form"], body=body, count=count, truncated=truncated, generation=generation)

    def statistics(self) -> Mapping[str, float]:
        """Give the counters by name."""
        return {}

    def _run(self, wire: Mapping[str, Any], generation: int, seconds: float) -> tuple[dict[str, Any], bytes]:
        quick = min(seconds, self._limits.quick)
        with contextlib.suppress(TimeLimitError):
            return self._quick.run(wire, generation, quick)
        try:
            return self._slow.run(wire, generation, max(seconds - quick, 0.0))
        except TimeLimitError:
            raise TimeLimitError(f"The query was stopped: it took longer than {seconds:g} s.") from None

    def close(self) -> None:
        """End all processes."""
        self._quick.close()
        self._slow.close()
