"""Lines of a log in, each moment's in one go out, on a thread of its own: no request waits for whoever reads the log.

Law of this file: lines leave in order and whole. Where nobody takes them, no more than MOST are kept, the newest.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

MOMENT = 0.02
"""Seconds for which lines are gathered: each write gives the interpreter away, and has to get it back."""
MOST = 10_000


class Scribe:
    """Gathers lines and hands them on; its thread lives as long as there are any."""

    def __init__(self, emit: Callable[[str], None]) -> None:
        self._emit = emit
        self._lines = deque[str](maxlen=MOST)
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._at_work = False

    def __call__(self, line: str) -> None:
        """Take a line, with its end."""
        with self._lock:
            self._lines.append(line)
            idle, self._at_work = not self._at_work, True
        if idle:
            threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while self._at_work:
            time.sleep(MOMENT)
            self.flush()
            with self._lock:
                self._at_work = bool(self._lines)

    def flush(self) -> None:
        """Hand on all that there is."""
        with self._writing:
            with self._lock:
                lines, self._lines = self._lines, deque[str](maxlen=MOST)
            if lines:
                self._emit("".join(lines))
