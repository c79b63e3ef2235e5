"""Requests in whose bodies are still arriving; out go those that have arrived whole, and in time.

For an HTTP server that hands a request on when its headers are there, as granian does: sixty clients that send a byte
at a time would else hold every thread, and a body that was cut off would look whole. waitress needs none of this.
"""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Iterable

from server.operations.wsgi import REFUSED, Environ, Start, Wsgi

BLOCK = 512
"""Bytes read at a time; between two reads the clock is looked at."""

MOST = 64 * 2**20
"""Bytes of a body that is too large that are read and dropped, at most."""

PATIENCE = 0.05
"""Seconds that a request with a body waits for its turn to be read."""

BUSY = "503 Service Unavailable", "Too many requests are still arriving; try again shortly.", ("Retry-After", "5")


class Bodies:
    """Reads the bodies of at most ``readers`` requests at a time, in ``seconds`` each, of at most ``size`` bytes."""

    def __init__(self, app: Wsgi, readers: int, seconds: float, size: int) -> None:
        self._app, self._seconds, self._size = app, seconds, size
        self._turns = threading.BoundedSemaphore(readers)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Pass a request on with its body; as REFUSED where that is cut off, late, too large, or one of too many."""
        length = environ.get("CONTENT_LENGTH") or "0"
        if length == "0" and "HTTP_TRANSFER_ENCODING" not in environ:
            return self._app(environ, start)
        if not self._turns.acquire(timeout=PATIENCE):
            environ[REFUSED] = BUSY
            return self._app(environ, start)
        try:
            if refusal := self._read(environ, int(length) if length.isdecimal() else 0):
                environ[REFUSED] = refusal
        finally:
            self._turns.release()
        return self._app(environ, start)

    def _read(self, environ: Environ, length: int) -> tuple[str, str] | None:
        """Put the whole body in the place of the one that arrives, or give status and sentence of a refusal."""
        until, source, body = time.monotonic() + self._seconds, environ["wsgi.input"], bytearray()
        while length <= self._size and len(body) <= self._size:
            piece = source.read(BLOCK)
            body += piece
            if len(piece) < BLOCK and (not piece or len(body) == length):
                break
            if time.monotonic() > until:
                return "408 Request Timeout", "The request took too long to arrive."
        if max(length, len(body)) > self._size:
            dropped = len(body)
            while (piece := source.read(2**16)) and dropped < MOST and time.monotonic() < until:
                dropped += len(piece)  # a client reads no answer before it has sent all
            return "413 Content Too Large", "The request is larger than this server takes."
        if len(body) < length:
            return "400 Bad Request", "The request was cut off before its end."
        environ["wsgi.input"] = io.BytesIO(body)
        return None
