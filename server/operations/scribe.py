"""Entries of a log in, each moment's in one go out, on a thread of its own: no request waits for whoever reads the log.

Law of this file: entries leave in order. Where nobody takes them, no more than MOST are kept, the newest.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

MOMENT = 0.02
"""Seconds for which entries are gathered: each write gives the interpreter away, and has to get it back."""
MOST = 10_000


Entry = dict[str, Any]


class Scribe:
    """Gathers entries and hands them on; its thread lives as long as there are any."""

    def __init__(self, emit: Callable[[Iterable[Entry]], None]) -> None:
        self._emit = emit
        self._entries = deque[Entry](maxlen=MOST)
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._at_work = False

    def __call__(self, entry: Entry) -> None:
        """Take an entry."""
        with self._lock:
            self._entries.append(entry)
            idle, self._at_work = not self._at_work, True
        if idle:
            threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        while self._at_work:
            time.sleep(MOMENT)
            self.flush()
            with self._lock:
                self._at_work = bool(self._entries)

    def flush(self) -> None:
        """Hand on all that there is."""
        with self._writing:
            with self._lock:
                entries, self._entries = self._entries, deque[Entry](maxlen=MOST)
            if entries:
                self._emit(entries)
