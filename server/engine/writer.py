"""Changes in, outcomes and an audit line for each out: the server's side of the process that writes.

Law of this file: the server's own process never opens the graph to write, parses nothing of a change, and kills the
process that does when its time is up. Whatever becomes of that process, the outcome told is what readers see.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from kg.stores.folder import Folder, writing
from server.engine.answers import BrokenError, BusyError, RefusedError, TimeLimitError
from server.engine.audit import Audit
from server.engine.changes import Change, GraphChange, Outcome
from server.engine.limits import Limits

START = 60.0
"""Seconds that the process may take to begin."""


class Writer:
    """Makes changes to one store, one at a time."""

    def __init__(self, store: Path, limits: Limits) -> None:
        self._folder = Folder(store)
        self._seconds, self._patience = limits.write_seconds, limits.patience
        self._audit = Audit(self._folder.writes, limits.audit)
        self._arguments = [str(store), str(limits.memory), str(limits.patience)]
        self._lock = threading.Lock()
        self._process, self._pipe = self._started()
        self._ready = False

    def write(self, change: Change, who: str) -> Outcome:
        """Make a change and note it in the store's ``writes.jsonl``; ``who`` names the writer there.

        Raises RefusedError (400, 409, 422, 503: nothing was changed), TimeLimitError, BrokenError, and BusyError where
        other changes come first for too long.
        """
        if not self._lock.acquire(timeout=self._patience):
            raise BusyError("Another change is being made; try again in a few seconds.")
        try:
            began = time.monotonic()
            found = self._asked(change)
            self._note(change, who, found, time.monotonic() - began)
        finally:
            self._lock.release()
        if found.status >= 400:
            raise ERRORS.get(found.status, RefusedError)(found.message, found.status)
        return found

    def _asked(self, change: Change) -> Outcome:
        begun: list[int] = []
        failed = Outcome(504, f"The change was stopped, and undone: it took longer than {self._seconds:g} s.")
        try:
            self._prepare()
            self._pipe.send(change)
            if found := self._answered(begun):
                return found
        except (EOFError, OSError):
            failed = Outcome(503, "The change broke its process, and was undone: it is too deep, or too large.")
        self._stop()
        self._process, self._pipe = self._started()
        self._ready = False
        now = self._folder.manifest.generation
        return Outcome(204, generation=now) if begun and now > begun[0] else failed

    def _answered(self, begun: list[int]) -> Outcome | None:
        """Wait for what came of a change, None where time is up; ``begun`` gets the generation that it goes on from."""
        deadline = time.monotonic() + self._seconds
        while self._pipe.poll(max(deadline - time.monotonic(), 0)):
            received: Outcome | int = self._pipe.recv()
            if isinstance(received, Outcome):
                return received
            begun.append(received)
        return None

    def _prepare(self) -> None:
        if not self._ready and not self._pipe.poll(START):
            raise EOFError
        if not self._ready:
            self._pipe.recv()
        self._ready = True

    def _started(self) -> tuple[subprocess.Popen[bytes], Connection[Any, Any]]:
        ours, theirs = Pipe()
        package = str(Path(__file__).parents[2])
        paths = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-P", "-m", "server.engine.writing", str(theirs.fileno()), *self._arguments],
            pass_fds=[theirs.fileno()],
            env={**os.environ, "PYTHONPATH": paths, "HABEAS_TOKEN": ""},
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        theirs.close()
        return process, ours

    def _note(self, change: Change, who: str, found: Outcome, seconds: float) -> None:
        """Add the audit line; it holds no token and nothing of what was written."""
        line = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "who": who,
            "what": change.name,
            "graph": change.graph if isinstance(change, GraphChange) else None,
            "sha256": change.digest,
            "changed": found.graphs,
            "status": found.status,
            "generation": found.generation,
            "seconds": round(seconds, 3),
        }
        with writing(self._folder.path):
            self._audit.note(json.dumps(line, ensure_ascii=True))

    def _stop(self) -> None:
        self._process.kill()
        self._process.wait()
        self._pipe.close()

    def close(self) -> None:
        """End the process; a change under way is undone, or done, never half."""
        with contextlib.suppress(OSError):
            self._stop()


ERRORS: dict[int, Any] = {
    504: lambda message, _status: TimeLimitError(message),
    503: lambda message, _status: BrokenError(message),
}
"""Status → how to raise it, where it is not the change's own fault."""
