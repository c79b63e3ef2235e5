"""A local socket, and over it messages: a head in JSON, or none, and bytes behind it, in one frame.

Law of this file: one system call a message where it is small, each way; Python gives its lock away at every one.
"""

from __future__ import annotations

import json
import math
import socket
import struct
import time
from functools import lru_cache
from typing import Any, cast

Head = dict[str, Any]
SIZES = struct.Struct("!II")
"""Bytes of the head, bytes behind it; the head is none where it has none."""
TIME = struct.Struct("@ll")
"""struct timeval of POSIX's SO_RCVTIMEO."""
READ = 2**16
"""Bytes read at a time."""
STEP = 0.01
"""Seconds that a deadline is rounded up to, so that it need not be told to the system for every message."""

SHORT = 400
"""Bytes of a head that is remembered: those of small answers, and of what asks for them, are mostly the same."""

encoder = json.JSONEncoder(separators=(",", ":")).encode
decoder = json.JSONDecoder().decode


def encoded(head: Head) -> bytes:
    """Write a head."""
    try:
        return remembered_bytes(tuple(head.items()))
    except TypeError:  # it holds a list
        return encoder(head).encode()


@lru_cache(512)
def remembered_bytes(items: tuple[tuple[str, Any], ...]) -> bytes:
    """Write a head, and remember it: what stands under one name is always of one type, so 1 is never taken for true."""
    return encoder(dict(items)).encode()


def decoded(told: bytes) -> Head:
    """Read a head."""
    return dict(remembered_head(told) if len(told) <= SHORT else decoder(told.decode()))


@lru_cache(512)
def remembered_head(told: bytes) -> Head:
    """Read a head, and remember it."""
    return cast(Head, decoder(told.decode()))


class End(socket.socket):
    """A socket that is closed when nobody holds it: a thread may still read when another has done with it."""

    def __del__(self) -> None:
        self.close()


class Frames:
    """One end of a socket, given by its number."""

    def __init__(self, descriptor: int) -> None:
        self._socket, self._held = End(fileno=descriptor), b""
        self._steps = 0

    def send(self, head: Head | None, data: bytes | bytearray = b"") -> None:
        """Send a message; OSError where the other end is gone."""
        told = b"" if head is None else encoded(head)
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
        return decoded(data[SIZES.size : begin]) if told else None, data[begin:end]

    def _filled(self, data: bytes, end: int, until: float | None) -> bytes:
        pieces, size = [data], len(data)
        while size < end:
            pieces.append(self._read(until))
            size += len(pieces[-1])
        return b"".join(pieces)

    def _read(self, until: float | None) -> bytes:
        if until is not None:
            self._wait(until - time.monotonic())
        try:
            data = self._socket.recv(READ)
        except BlockingIOError:
            raise TimeoutError from None
        if not data:
            raise EOFError
        return data

    def _wait(self, seconds: float) -> None:
        """Wait no longer than this in the reads to come."""
        steps = max(1, math.ceil(seconds / STEP))  # 0 would be for ever
        if steps != self._steps:
            whole, rest = divmod(steps * STEP, 1)
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, TIME.pack(int(whole), int(rest * 1e6)))
            self._steps = steps
