"""Orders out to the zygote, workers back: the server's ends of the processes that queries run in."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Protocol, cast

from server.engine.answers import BrokenError, RefusedError, TimeLimitError
from server.engine.frames import Frames, Head
from server.engine.worker import Task
from server.engine.zygote import FORGET, FORK, ORDER, PID

START = 30.0
"""Seconds a worker may take to open the store."""
BROKE = "The query broke the process it ran in: it is too deep, or needs too much memory."
LONG = "The query was stopped: it took longer than it may."


class Source(Protocol):
    """Where workers come from."""

    def worker(self, niceness: int) -> Worker:
        """Give a worker that is getting ready; BrokenError where none can be made."""
        ...

    def forget(self, pid: int) -> None:
        """Count a worker that was ended."""
        ...

    def statistics(self) -> Mapping[str, int]:
        """Tell how many workers were started, and how many are no more."""
        ...

    def close(self) -> None:
        """Let go of what workers are made with."""
        ...


class Nursery:
    """Where workers come from: one zygote, started when the first is wanted, and anew should it die."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._lock = threading.Lock()
        self._zygote: subprocess.Popen[bytes] | None = None
        self._control: socket.socket | None = None
        self._started = self._killed = 0

    def worker(self, niceness: int) -> Worker:
        """Give a worker that is getting ready; BrokenError where none can be made."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                pid = self._order(FORK, niceness, [theirs.fileno()])
            except OSError as error:
                ours.close()
                raise BrokenError("No process for queries can be started; look at the server's log.") from error
        self._started += 1
        return Worker(Frames(ours.detach()), pid, self)

    def forget(self, pid: int) -> None:
        """Let the number of a killed worker be used again."""
        with self._lock, contextlib.suppress(OSError):
            self._killed += 1
            if self._control:
                self._control.sendall(ORDER.pack(FORGET, pid))

    def _order(self, order: bytes, number: int, descriptors: list[int]) -> int:
        with self._lock:
            if self._zygote is None or self._zygote.poll() is not None:
                self._start()
            assert self._control
            socket.send_fds(self._control, [ORDER.pack(order, number)], descriptors)
            answer = self._control.recv(PID.size, socket.MSG_WAITALL)
            if len(answer) < PID.size:
                raise BrokenPipeError("the zygote is gone")
            return cast(int, PID.unpack(answer)[0])

    def _start(self) -> None:
        if self._control:
            self._control.close()
        self._control, theirs = socket.socketpair()
        package = str(Path(__file__).parents[2])
        paths = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
        with theirs:
            self._zygote = subprocess.Popen(  # noqa: S603 - our own module
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "server.engine.zygote",
                    str(theirs.fileno()),
                    json.dumps(asdict(self._task)),
                ],
                pass_fds=[theirs.fileno()],
                env={**os.environ, "PYTHONPATH": paths},
                stdin=subprocess.DEVNULL,
            )

    def statistics(self) -> Mapping[str, int]:
        """Tell how many workers were started, and how many are no more."""
        return {"workers_started": self._started, "workers_ended": self._killed}

    def close(self) -> None:
        """End the zygote."""
        with self._lock:
            if self._control:
                self._control.close()
            if self._zygote:
                self._zygote.kill()
                self._zygote.wait()
            self._control = self._zygote = None


class Worker:
    """One process with the store open; ``used`` are the seconds that its present query has been waited for."""

    def __init__(self, frames: Frames, pid: int, nursery: Source) -> None:
        self._frames, self._pid, self._nursery = frames, pid, nursery
        self._lock = threading.Lock()
        self._ready = self._dead = False
        self.walls: list[str] = []
        self.used = 0.0

    def handed(self, wire: Head) -> bool:
        """Hand it a query; False where it died meanwhile, while it had nothing to do."""
        if not self._ready:
            self._welcome()
        self.used = 0.0
        try:
            self._frames.send(wire)
        except OSError:
            self.stop()
        return self.alive

    def _welcome(self) -> None:
        said, _ = self.answer(START)
        if said["status"] != 200:
            self.stop()
            raise RefusedError(said["message"], said["status"])
        self._ready, self.walls = True, said["walls"]

    def answer(self, seconds: float) -> tuple[Head, bytes]:
        """Give head and first bytes of the answer; TimeLimitError or BrokenError where it is over without one."""
        head, data = self.piece(seconds)
        assert head is not None, "an answer begins with its head"
        return head, data

    def piece(self, seconds: float) -> tuple[Head | None, bytes]:
        """Give the next message; ``seconds`` is the time of the whole query, of which some is used."""
        began = time.monotonic()
        try:
            return self._frames.receive(max(0.0, seconds - self.used))
        except TimeoutError:
            self.stop()
            raise TimeLimitError(LONG) from None
        except (EOFError, OSError) as error:
            self.stop()
            raise BrokenError(BROKE) from error
        finally:
            self.used += time.monotonic() - began

    def rest(self, seconds: float, known: Head) -> Iterator[bytes]:
        """Give the pieces that follow the first; at their end, ``known`` is told what the worker knows then."""
        head: Head | None = None
        while head is None:
            head, data = self.piece(seconds)
            if data:
                yield data
        known.update(head)

    def stop(self) -> None:
        """End the process now, whatever it is at; may be called from another thread, and twice."""
        with self._lock:
            if self._dead:
                return
            self._dead = True
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._pid, signal.SIGKILL)
        self._nursery.forget(self._pid)

    @property
    def alive(self) -> bool:
        """Tell whether nobody has ended it."""
        return not self._dead
