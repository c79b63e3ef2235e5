"""Answers in; out so that one which fails before its end is never taken for a whole one.

Law of this file: what ends cleanly is complete. An answer that fails after its first byte breaks its connection. A
server that cannot do that (granian ends each answer as if it were whole) is given answers of unknown length only when
they are complete, with their length; for one that failed, the sentence that tells why. But for those in a form that
itself has an end: every reader of JSON, XML or a compressed file sees that one is missing.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import IO

from werkzeug.wsgi import FileWrapper

from kg.errors import HabeasError
from server.operations.wsgi import Environ, Headers, Start, Wsgi, sentence

MEMORY = 2**20
"""Bytes of an answer that are held in memory while the rest comes."""
PIECE = 2**16


ENDED = frozenset(
    {
        "application/sparql-results+json",
        "application/sparql-results+xml",
        "application/rdf+xml",
        "application/gzip",
        "application/zstd",
        "application/zip",
    }
)
"""Forms of which no part is taken for the whole."""


class BrokenOffError(ConnectionResetError):
    """An answer that ends before its end, of which the log tells already.

    To an HTTP server it looks like a client that has gone: waitress and gunicorn close it without a word.
    """

    def __init__(self) -> None:
        super().__init__(errno.ECONNRESET, os.strerror(errno.ECONNRESET))


def breaks(environ: Environ) -> bool:
    """Tell whether the HTTP server breaks a connection whose answer fails."""
    return bool(environ.get("SERVER_SOFTWARE") != "Granian")


def streams(environ: Environ, media_type: str) -> bool:
    """Tell whether an answer may be sent while it is made: who reads it must see where it ended too soon."""
    return breaks(environ) or media_type in ENDED


class Complete:
    """Passes on what an application answers; for a server that breaks no connections, when it is complete."""

    def __init__(self, app: Wsgi, told: Callable[[Environ, Exception], None]) -> None:
        self._app, self._told = app, told

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer a request."""
        if breaks(environ):
            return self._app(environ, start)
        begun: list[tuple[str, Headers]] = []
        body = self._app(environ, lambda status, headers, _=None: begun.append((status, headers)))
        status, headers = begun[-1]
        if type(body) is list or environ["REQUEST_METHOD"] == "HEAD" or not open_ended(environ, status, headers):
            start(status, headers)
            return body
        try:
            file = gathered(body)
        except Exception as error:  # noqa: BLE001 - told, and then to be seen by the client
            self._told(environ, error)
            return refused(environ, start, error)
        start(status, [*headers, ("Content-Length", str(file.tell()))])
        file.seek(0)
        return FileWrapper(file, PIECE)


def gathered(body: Iterable[bytes]) -> IO[bytes]:
    """Gather an answer's pieces, and close it as WSGI asks."""
    with contextlib.ExitStack() as failed:
        file = failed.enter_context(tempfile.SpooledTemporaryFile(MEMORY))
        try:
            file.writelines(body)
        finally:
            if close := getattr(body, "close", None):
                close()
        failed.pop_all()
    return file


def refused(environ: Environ, start: Start, error: Exception) -> Iterable[bytes]:
    """Say what went wrong; of a fault of ours, only that it is one."""
    status = HTTPStatus(error.status if isinstance(error, HabeasError) else 500)
    text = error.shown if isinstance(error, HabeasError) else "The server failed; what happened is in its log."
    again = [("Retry-After", "5")] if status == HTTPStatus.SERVICE_UNAVAILABLE else []
    return sentence(environ, start, f"{status.value} {status.phrase}", text, *again)


def open_ended(environ: Environ, status: str, headers: Headers) -> bool:
    """Tell whether an answer has a body of which nobody could tell that it ended too soon."""
    told = {name.lower(): value for name, value in headers}
    form = told.get("content-type", "").partition(";")[0]
    return status.startswith("200") and "content-length" not in told and not streams(environ, form)
