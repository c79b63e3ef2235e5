"""Connections that are being closed while their client still sends; so that it reads why, before it learns that.

A socket closed with bytes unread is reset, and the reset overtakes the answer: a client that sends fifty megabytes
would see a broken connection in place of 413. So what still comes is read, and dropped, for a while (RFC 9112 §9.6).
"""

from __future__ import annotations

import socket
import time
from collections.abc import MutableMapping
from typing import Any

from waitress import wasyncore

MOST = 64 * 2**20
"""Bytes that are dropped for one client, at most."""
SECONDS = 10.0
"""Time for which that goes on, at most."""


class Lingering(wasyncore.dispatcher):  # type: ignore[misc]  # waitress has no types
    """Reads and drops what a client still sends."""

    def __init__(self, sock: socket.socket, channels: MutableMapping[int, Any]) -> None:
        super().__init__(sock, map=channels)
        self._left, self.until = MOST, time.monotonic() + SECONDS

    def readable(self) -> bool:
        """Tell that there may be more."""
        return True

    def writable(self) -> bool:
        """Tell that nothing more will be said."""
        return False

    def handle_read(self) -> None:
        """Drop what has come; an end, or too much, is the end."""
        data = self.recv(2**16)
        self._left -= len(data)
        if not data or self._left < 0 or time.monotonic() > self.until:
            self.close()

    def handle_close(self) -> None:
        """Let go."""
        self.close()


def linger(sock: socket.socket, channels: MutableMapping[int, Any]) -> None:
    """Say no more over a socket, and drop what still comes."""
    try:
        sock.shutdown(socket.SHUT_WR)
        Lingering(sock, channels)
    except OSError:  # the client has gone already
        sock.close()
