"""A local socket, and over it messages: a head in JSON, or none, and bytes behind it, in one frame.

Law of this file: one system call a message where it is small, each way; Python gives its lock away at every one.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from typing import Any

Head = dict[str, Any]
SIZES = struct.Struct("!II")
"""Bytes of the head, bytes behind it; the head is none where it has none."""
TIME = struct.Struct("@ll")
"""struct timeval of POSIX's SO_RCVTIMEO."""
READ = 2**16
"""Bytes read at a time."""

encoded = json.JSONEncoder(separators=(",", ":")).encode


class End(socket.socket):
    """A socket that is closed when nobody holds it: a thread may still read when another has done with it."""

    def __del__(self) -> None:
        self.close()


class Frames:
    """One end of a socket, given by its number."""

    def __init__(self, descriptor: int) -> None:
        self._socket, self._held = End(fileno=descriptor), b""

    def send(self, head: Head | None, data: bytes | bytearray = b"") -> None:
        """Send a message; OSError where the other end is gone."""
        told = b"" if head is None else encoded(head).encode()
        self._socket.sendall(b"".join((SIZES.pack(len(told), len(data)), told, data)))

    def receive(self, seconds: float | None = None) -> tuple[Head | None, bytes]:
        """Wait for a message; TimeoutError after so many seconds, EOFError or OSError where the other end is gone."""
        until = None if seconds is None else time.monotonic() + seconds
        data, self._held = self._held, b""
        while len(data) < SIZES.size:
            data += self._read(until)
        told, size = SIZES.unpack_from(data)
        begin, end = SIZES.size + told, SIZES.size + told + size
        if len(data) < end:
            data = self._filled(data, end, until)
        self._held = data[end:]
        return json.loads(data[SIZES.size : begin]) if told else None, data[begin:end]

    def _filled(self, data: bytes, end: int, until: float | None) -> bytes:
        pieces, size = [data], len(data)
        while size < end:
            pieces.append(self._read(until))
            size += len(pieces[-1])
        return b"".join(pieces)

    def _read(self, until: float | None) -> bytes:
        if until is not None:
            left = max(0.0, until - time.monotonic())
            wait = TIME.pack(int(left), int(left % 1 * 1e6) or 1)  # 0 would be for ever
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, wait)
        try:
            data = self._socket.recv(READ)
        except BlockingIOError:
            raise TimeoutError from None
        if not data:
            raise EOFError
        return data
