"""A query in, its answer out in pieces: the server's end of a process that queries run in, one at a time."""

from __future__ import annotations

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from server.engine.answers import BrokenError, RefusedError, TimeLimitError
from server.engine.frames import Frames, Head

START = 30.0
"""Seconds a worker may take to open the store."""
BROKE = "The query broke the process it ran in: it is too deep, or needs too much memory."
LONG = "The query was stopped: it took longer than it may."


class Source(Protocol):
    """Where workers come from."""

    def worker(self, niceness: int) -> Worker:
        """Give a worker that is getting ready; BrokenError where none can be made."""
        ...

    def seen(self, generation: int) -> None:
        """Take note of the newest generation that is asked for."""
        ...

    def statistics(self) -> Mapping[str, int]:
        """Tell how many workers were started, and how many are no more."""
        ...

    def close(self) -> None:
        """Let go of what workers are made with."""
        ...


class Worker:
    """One process with the store open; ``used`` are the seconds that its present query has been waited for.

    ``asked`` is what it was handed last. ``outdated``: there are better ones to be had. ``forget`` is told its number
    when it has been ended.
    """

    def __init__(self, frames: Frames, pid: int, forget: Callable[[int], None]) -> None:
        self._frames, self._pid, self._forget = frames, pid, forget
        self._lock = threading.Lock()
        self.ready = self._dead = False
        self.walls: list[str] = []
        self.used = 0.0
        self.asked: Head | None = None
        self.outdated = False

    def handed(self, wire: Head) -> bool:
        """Hand it a query; False where it died meanwhile, while it had nothing to do."""
        if not self.ready:
            self._welcome()
        self.used, self.asked = 0.0, wire
        try:
            self._frames.send({name: value for name, value in wire.items() if name != "query"}, wire["query"].encode())
        except OSError:
            self.stop()
        return self.alive

    def _welcome(self) -> None:
        said, _ = self.answer(START)
        if said["status"] != 200:
            self.stop()
            raise RefusedError(said["message"], said["status"])
        self.ready, self.walls = True, said["walls"]

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
        self._forget(self._pid)

    @property
    def alive(self) -> bool:
        """Tell whether nobody has ended it."""
        return not self._dead
