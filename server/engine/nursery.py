"""Orders out to a zygote, workers back; and a newer zygote in its place when there is a newer graph to hold in memory.

Law of this file: nobody waits for a graph to be loaded, but for what is loaded at once when the first query comes. A
zygote that has been replaced lives until its last worker has ended, for only it can keep their numbers from others.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import asdict, replace
from pathlib import Path

from server.engine.answers import BrokenError
from server.engine.frames import Frames
from server.engine.processes import Worker
from server.engine.worker import NONE, Task
from server.engine.zygote import FORGET, FORK, NUMBER, ORDER

AT_ONCE = 16 * 2**20
"""Bytes of a graph that is loaded when the first query waits for it: a third of a second."""
SETTLED = 2.0
"""Seconds for which a generation has been the newest before it is loaded: where much is written, none is."""


class Zygote:
    """One zygote, by the server's end of its socket; ``ended`` is told of each of its workers that has."""

    def __init__(self, task: Task, ended: Callable[[], None]) -> None:
        self._ended, self._lock = ended, threading.Lock()
        self._workers: dict[int, Worker] = {}
        self._retired = False
        self.generation = NONE
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = started(theirs.fileno(), task)

    def awaited(self) -> int:
        """Wait until it is ready; gives the generation that it holds in memory, or NONE. OSError where it died."""
        self.generation = self._number()
        return self.generation

    @property
    def alive(self) -> bool:
        """Tell whether its process is."""
        return self._process.poll() is None

    def worker(self, niceness: int) -> Worker:
        """Give a worker that is getting ready; OSError where the zygote is gone."""
        ours, theirs = socket.socketpair()
        with theirs, self._lock:
            frames = Frames(ours.detach())
            socket.send_fds(self._control, [ORDER.pack(FORK, niceness)], [theirs.fileno()])
            pid = self._number()
            self._workers[pid] = Worker(frames, pid, self.forget)
            return self._workers[pid]

    def _number(self) -> int:
        answer = self._control.recv(NUMBER.size, socket.MSG_WAITALL)
        if len(answer) < NUMBER.size:
            raise BrokenPipeError("the zygote is gone")
        return int(NUMBER.unpack(answer)[0])

    def forget(self, pid: int) -> None:
        """Let the number of a killed worker be used again."""
        with self._lock, contextlib.suppress(OSError):
            del self._workers[pid]
            self._control.sendall(ORDER.pack(FORGET, pid))
        self._ended()
        self._leave()

    def retire(self) -> None:
        """Make no more workers; end with the last that there is."""
        with self._lock:
            self._retired = True
            for worker in self._workers.values():
                worker.outdated = True
        self._leave()

    def _leave(self) -> None:
        with self._lock:
            over = self._retired and not self._workers
        if over:
            self.close()

    def close(self) -> None:
        """End it now."""
        self._process.kill()
        self._process.wait()
        self._control.close()


class Nursery:
    """Where workers come from: a zygote, started when the first is wanted, and anew should it die.

    ``renewed`` is called when there are better workers to be had than those there are; ``settled`` as :data:`SETTLED`.
    """

    def __init__(self, task: Task, renewed: Callable[[], None] = lambda: None, settled: float = SETTLED) -> None:
        self._task, self._renewed, self._settled = task, renewed, settled
        self._lock, self._renewing = threading.Lock(), threading.Lock()
        self._zygote: Zygote | None = None
        self._others: list[Zygote] = []
        self._clock: threading.Timer | None = None
        self._newest = NONE
        self._started = self._ended = 0
        self._closed = False

    def worker(self, niceness: int) -> Worker:
        """Give a worker that is getting ready; BrokenError where none can be made."""
        with self._lock:
            self._started += 1
            try:
                return self._living().worker(niceness)
            except OSError as error:
                raise BrokenError("No process for queries can be started; look at the server's log.") from error

    def _living(self) -> Zygote:
        if self._zygote is None or not self._zygote.alive:
            if self._zygote:
                self._zygote.close()
            at_once = replace(self._task, resident=min(self._task.resident, AT_ONCE))
            self._zygote = Zygote(at_once, self._count)
            if self._zygote.awaited() == NONE:
                self._expect(0.0)
        return self._zygote

    def seen(self, generation: int) -> None:
        """Take note of the newest generation, to hold it in memory when it has settled."""
        if generation <= self._newest:
            return
        with self._lock:
            self._newest = max(self._newest, generation)
            if self._zygote:
                self._expect(self._settled)

    def _expect(self, seconds: float) -> None:
        if not self._task.resident or self._closed:
            return
        if self._clock:
            self._clock.cancel()
        self._clock = threading.Timer(seconds, self._renew)
        self._clock.daemon = True
        self._clock.start()

    def _renew(self) -> None:
        """Let a zygote that holds the newest generation in memory take the place of the present one."""
        with self._renewing, contextlib.suppress(OSError):
            coming = Zygote(self._task, self._count)
            with self._lock:
                self._others = [*(each for each in self._others if each.alive), coming]
            with contextlib.suppress(OSError):
                coming.awaited()
            useless = self._changed_over(coming)
            if useless:
                useless.retire()
            if useless is not coming:
                self._renewed()

    def _changed_over(self, coming: Zygote) -> Zygote | None:
        """Take a zygote where it is good for anything; gives the one that is not wanted any more."""
        with self._lock:
            if self._closed or coming.generation < max(self._newest, 0):
                return coming
            if self._zygote:
                self._others.append(self._zygote)
            before, self._zygote = self._zygote, coming
            return before

    def statistics(self) -> Mapping[str, int]:
        """Tell how many workers were started, and how many are no more."""
        return {"workers_started": self._started, "workers_ended": self._ended}

    def _count(self) -> None:
        self._ended += 1

    def close(self) -> None:
        """End the zygotes."""
        with self._lock:
            self._closed = True
            if self._clock:
                self._clock.cancel()
            for zygote in filter(None, (self._zygote, *self._others)):
                zygote.close()
            self._zygote = None


def started(end: int, task: Task) -> subprocess.Popen[bytes]:
    """Start a zygote's process with its end of the socket."""
    package = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
    return subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-P", "-m", "server.engine.zygote", str(end), json.dumps(asdict(task))],
        pass_fds=[end],
        env={**os.environ, "PYTHONPATH": paths},
        stdin=subprocess.DEVNULL,
    )
