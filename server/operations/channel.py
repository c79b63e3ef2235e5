"""A connection of waitress whose memory does not grow with an answer that is read as fast as it is written.

A request that was refused unread is answered by the application (:mod:`server.operations.refusals`); after that the
connection lingers (:mod:`server.operations.lingering`).

waitress keeps what was sent in a buffer until the buffer is given up, and puts it on disk only where more than a MiB is
unsent: a reader that keeps up would make it hold the whole answer in memory.
"""

from __future__ import annotations

from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel

from server.operations.lingering import linger
from server.operations.refusals import Parser, Refusal

MOST = 2**20
"""Bytes that go through one buffer in memory."""


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection that takes a new buffer before the old one is large; what is on disk already stays there."""

    parser_class, error_task_class = Parser, Refusal
    current_outbuf_count: int
    refused = False

    def write_soon(self, data: bytes) -> int:
        """Take bytes to send."""
        with self.outbuf_lock:
            if self.current_outbuf_count >= MOST and not self.outbufs[-1].overflowed:
                self.outbufs.append(OverflowableBuffer(self.adj.outbuf_overflow))
                self.current_outbuf_count = 0
        return int(super().write_soon(data))

    def received(self, data: bytes) -> bool:
        """Take in what a client sends; what comes after a refused request is nothing."""
        if self.refused:
            return True
        taken = bool(super().received(data))
        self.refused = any(request.error for request in self.requests)
        return taken

    def handle_close(self) -> None:
        """Close; after a refusal only our half, until the client has ended too."""
        kept = self.socket.dup() if self.refused and self.connected else None
        super().handle_close()
        if kept:
            linger(kept, self._map)
