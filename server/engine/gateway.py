"""Where queries' processes ask other servers: requests in over a socket file, allowed services' answers out.

Law of this file: a request names a service by its number in the list of those allowed, never by address. The socket
lies in a folder of this user alone, and every path begins with a key that only our own processes are told.
"""

from __future__ import annotations

import re
import secrets
import shutil
import socketserver
import tempfile
import threading
from collections.abc import Sequence
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import cast

from server.engine.fetching import Asking, Fetcher, ServiceError, checked, named

BODY = 2**22
"""Bytes of a query to a service, at most: bindings of the query around it may be in it."""


class Gateway:
    """Listens until closed; ``path`` and ``key`` are for our own processes, ``contact`` for the services."""

    def __init__(self, services: Sequence[str], seconds: float, contact: str = "") -> None:
        self.services = checked(services)
        self.key = secrets.token_urlsafe(18)
        self._folder = Path(tempfile.mkdtemp(prefix="habeas-"))
        self.path = str(self._folder / "gateway")
        self._server = Server(self.path, self.key, Fetcher(self.services, seconds, agent=named(contact)))
        threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True).start()

    def close(self) -> None:
        """Stop listening."""
        self._server.shutdown()
        self._server.server_close()
        shutil.rmtree(self._folder, ignore_errors=True)


class Server(socketserver.ThreadingUnixStreamServer):
    """A server on a socket file that knows what may be asked."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, path: str, key: str, fetcher: Fetcher) -> None:
        self.fetcher = fetcher
        self.paths = {f"/{key}/{number}": address for number, address in enumerate(fetcher.allowed)}
        super().__init__(path, Handler)

    def outward(self, query: bytes) -> bytes:
        """Name services within a query to a service as its author did: our own addresses stay here."""
        for path, address in self.paths.items():
            query = re.sub(rb"<http://[^<>/]++" + re.escape(path).encode() + b">", f"<{address}>".encode(), query)
        return query


class Handler(BaseHTTPRequestHandler):
    """Answers one request of a query's process."""

    timeout = 60
    server_version, sys_version = "habeas", ""

    def do_POST(self) -> None:
        """Ask the service for it."""
        server = cast(Server, self.server)
        length = self.headers.get("Content-Length", "")
        if self.path not in server.paths or not length.isdecimal() or int(length) > BODY:
            self._send(400, "text/plain; charset=utf-8", b"This is not what the gateway is for.")
            return
        body, header = server.outward(self.rfile.read(int(length))), self.headers.get
        asking = Asking(body, header("Content-Type", ""), header("Accept", "*/*"))
        try:
            self._send(200, *server.fetcher.fetch(server.paths[self.path], asking))
        except ServiceError as error:
            self._send(error.status, "text/plain; charset=utf-8", str(error).encode())

    def _send(self, status: int, media_type: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the access log tells of the query that asked."""
