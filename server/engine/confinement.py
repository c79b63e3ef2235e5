"""What a query's process may not do: eat the machine's memory, leave its core on disk, reach any network.

Law of this file: where a system lacks one of these walls, the others stand; :func:`confine` tells which there are.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import resource
import signal
import socket
import struct
from collections.abc import Callable
from pathlib import Path

NEWUSER, NEWNET = 0x10000000, 0x40000000  # <linux/sched.h>
SIOCSIFFLAGS, IFF_UP = 0x8914, 1  # <linux/sockios.h>, <linux/if.h>


def confine(memory: int, niceness: int) -> list[str]:
    """Build all walls around this process, which must have one thread; gives the names of those that stand."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the server's, which ends its processes itself
    walls: dict[str, Callable[[], object]] = {
        "core": lambda: resource.setrlimit(resource.RLIMIT_CORE, (0, 0)),
        "memory": lambda: resource.setrlimit(resource.RLIMIT_AS, (memory, memory)),
        "first to go": lambda: Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii"),
        "niceness": lambda: stand_back(niceness),
        "network": leave_network,
    }
    return [name for name, build in walls.items() if stands(build)]


def stands(build: Callable[[], object]) -> bool:
    """Build a wall; tells whether the system could."""
    with contextlib.suppress(ValueError, OSError, AttributeError):
        build()
        return True
    return False


def stand_back(niceness: int) -> None:
    """Leave the processor to others: niceness, and where the system has it, only what nobody else wants.

    A process of SCHED_IDLE gives way the moment that another wakes (sched(7)); one that is merely nice runs to the end
    of its slice first, some milliseconds, for which a request waits each time that it is handed on. It must stay in the
    server's session: Linux groups processes by session ("The autogroup feature"), and between groups it does not count.
    """
    if niceness:
        os.nice(niceness)
        os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))


def leave_network() -> None:
    """Go into a network of our own, where there is nothing but ourselves; OSError where the system does not let us."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.unshare(NEWUSER | NEWNET):
        raise OSError(ctypes.get_errno(), "unshare")
    with socket.socket() as any_, contextlib.suppress(OSError):  # only SERVICE needs it
        fcntl.ioctl(any_, SIOCSIFFLAGS, struct.pack("16sH14x", b"lo", IFF_UP))
