"""The processes of one server in, to each a processor of its own out, in turn: ``pinned``.

A request goes through three threads and a query process. Where they share a processor, each hands it to the next
without waking another processor, which costs more than a small query does on a virtual machine.

Law of this file: a seat is a file that its process holds locked for as long as it lives, so that the process which
takes a dead one's place takes its seat. Where there are more processes than processors, they go round.
"""

from __future__ import annotations

import fcntl
from pathlib import Path
from typing import IO

from server.engine import processors


def seated(folder: Path) -> IO[bytes]:
    """Keep this process to the processor of the first free seat; gives the seat, to be held as long as it lives."""
    number = 0
    while (seat := taken(folder / f"seat-{number}")) is None:
        number += 1
    processors.keep_to({processors.BEGUN[number % len(processors.BEGUN)]})
    return seat


def taken(path: Path) -> IO[bytes] | None:
    """Take a seat; None where another process has it."""
    seat = path.open("wb")
    try:
        fcntl.flock(seat, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        seat.close()
        return None
    return seat
