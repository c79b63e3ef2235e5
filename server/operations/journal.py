"""Requests in; out, of each, an id on its answer, a line in the log and its part in the metrics.

Law of this file: a line is one JSON object in ASCII, so nothing that a client sends can forge another; no text of a
query, no query string, no header but the id is written. https://www.rfc-editor.org/rfc/rfc8259
"""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import re
import secrets
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from select import PIPE_BUF
from typing import Any, Literal

from kg.errors import HabeasError
from server.operations.ending import BrokenOffError
from server.operations.metrics import Metrics
from server.operations.scribe import Entry, Scribe
from server.operations.wsgi import CACHED, CLIENT, NOTED, REQUEST_ID, Environ, Headers, Start, Wsgi, note

CLEAN = re.compile(r"[A-Za-z0-9._-]{1,64}", re.ASCII)
"""What a request id from outside may look like."""

LONGEST = 300
"""Characters of a path that are logged."""

LONGEST_ERROR = 8000
"""Characters of a traceback that are logged: its end."""

ENCODE = json.JSONEncoder(separators=(",", ":")).encode


def emitted(lines: str) -> None:
    """Write lines to standard error; a log that cannot be written stops no request."""
    with contextlib.suppress(OSError, ValueError):
        for piece in pieces(lines.encode()):
            os.write(sys.stderr.fileno(), piece)


def pieces(lines: bytes) -> Iterator[bytes]:
    """Part lines into pieces that a pipe takes whole, where no line is longer.

    Processes of one server then leave each other's lines apart (POSIX, write(): PIPE_BUF).
    """
    while lines:
        end = lines.rfind(b"\n", 0, PIPE_BUF) + 1 or lines.find(b"\n") + 1 or len(lines)
        yield lines[:end]
        lines = lines[end:]


class Journal:
    """Knows which requests are at work, and tells of each when its answer has been made."""

    def __init__(self, app: Wsgi, metrics: Metrics, log: Literal["json", "none"]) -> None:
        self._app, self._metrics = app, metrics
        self._scribe = Scribe(lambda entries: emitted("".join(map(line, entries)))) if log == "json" else None
        self._prefix, self._numbers = secrets.token_hex(4), itertools.count(1)
        self._lock = threading.Lock()
        self.at_work = 0

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request, and note it."""
        began = time.perf_counter()
        asked = environ.get("HTTP_X_REQUEST_ID", "")
        number = environ[REQUEST_ID] = asked if CLEAN.fullmatch(asked) else f"{self._prefix}-{next(self._numbers):x}"
        statuses: list[str] = []

        def begin(status: str, headers: Headers, failed: Any = None) -> Any:
            statuses.append(status)
            return start(status, [*headers, ("X-Request-Id", number)], *([failed] if failed else []))

        with self._lock:
            self.at_work += 1
        try:
            body = self._app(environ, begin)
        except BaseException:
            self._ended(environ, "500", 0, began)
            raise
        if type(body) is list:
            self._ended(environ, statuses[-1], sum(map(len, body)), began)
            return body
        status = statuses[-1] if statuses else "500"
        return Counted(body, environ, lambda sent: self._ended(environ, status, sent, began))

    def _ended(self, environ: Environ, status: str, size: int, began: float) -> None:
        seconds = time.perf_counter() - began
        with self._lock:
            self.at_work -= 1
        self._metrics.count(environ, status[:3], size, seconds)
        if self._scribe:
            self._scribe(entry(environ, status[:3], size, seconds))

    def flush(self) -> None:
        """Write all lines that are still to be written."""
        if self._scribe:
            self._scribe.flush()


def entry(environ: Environ, status: str, size: int, seconds: float) -> Entry:
    """Give what is logged of one request; its time in seconds since 1970."""
    facts: Entry = {
        "time": time.time(),
        "id": environ[REQUEST_ID],
        "client": environ.get(CLIENT, ""),
        "method": environ["REQUEST_METHOD"][:20],
        "path": path(environ),
        "status": int(status),
        "bytes": size,
        "ms": round(seconds * 1000, 3),
    }
    if CACHED in environ:
        facts["cache"] = environ[CACHED]
    facts.update(environ.get(NOTED, {}))
    return facts


def line(told: Entry) -> str:
    """Write the line of an entry."""
    moment = datetime.fromtimestamp(told["time"], UTC).isoformat(timespec="milliseconds")
    return f"{ENCODE({**told, 'time': moment})}\n"


def failure(environ: Environ, trouble: Any) -> str:
    """Write the line of a fault of ours: which request met it, and where in the code it is."""
    return line(
        {
            "time": time.time(),
            "id": environ.get(REQUEST_ID, ""),
            "method": environ["REQUEST_METHOD"][:20],
            "path": path(environ),
            "error": "".join(traceback.format_exception(*trouble))[-LONGEST_ERROR:],
        }
    )


def broken(environ: Environ, error: Exception) -> None:
    """Tell why an answer ends before its end: in the line of its request, or as a fault of ours."""
    if isinstance(error, HabeasError):
        note(environ, error=str(error))
    else:
        emitted(failure(environ, (type(error), error, error.__traceback__)))


def path(environ: Environ) -> str:
    """Give the path of a request as its client meant it, or as much of it as is logged."""
    return str(environ.get("PATH_INFO", "")).encode("latin-1", "replace").decode("utf-8", "replace")[:LONGEST]


class Counted:
    """An answer's pieces, counted, and told of when the last has gone or the client has."""

    def __init__(self, body: Iterable[bytes], environ: Environ, ended: Callable[[int], None]) -> None:
        self._body, self._pieces, self._environ, self._ended = body, iter(body), environ, ended
        self._sent, self._open = 0, True

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            piece = next(self._pieces)
        except StopIteration:
            raise
        except Exception as error:  # noqa: BLE001 - told, and then to be seen by the client
            broken(self._environ, error)
            raise BrokenOffError from None
        self._sent += len(piece)
        return piece

    def close(self) -> None:
        """Close the answer, however far it got."""
        if not self._open:
            return
        self._open = False
        try:
            if close := getattr(self._body, "close", None):
                close()
        finally:
            self._ended(self._sent)
