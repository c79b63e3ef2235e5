"""A connection of waitress whose memory does not grow with an answer that is read as fast as it is written.

waitress keeps what was sent in a buffer until the buffer is given up, and puts it on disk only where more than a MiB is
unsent: a reader that keeps up would make it hold the whole answer in memory.
"""

from __future__ import annotations

from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel

MOST = 2**20
"""Bytes that go through one buffer in memory."""


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress has no types
    """A connection that takes a new buffer before the old one is large; what is on disk already stays there."""

    current_outbuf_count: int

    def write_soon(self, data: bytes) -> int:
        """Take bytes to send."""
        with self.outbuf_lock:
            if self.current_outbuf_count >= MOST and not self.outbufs[-1].overflowed:
                self.outbufs.append(OverflowableBuffer(self.adj.outbuf_overflow))
                self.current_outbuf_count = 0
        return int(super().write_soon(data))
