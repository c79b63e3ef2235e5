"""A small process that forks query processes: Python, pyoxigraph and a small graph are loaded once for all of them.

Run as ``python -m server.engine.zygote FD TASK``, FD being one end of a socket pair, TASK a :class:`Task` as JSON.
It is started, not forked, by the server, which has threads; it has none, and opens no store. When it has loaded what
there is to load, it tells which generation of the graph it holds in memory.

Law of this file: orders are fixed structs. A worker that ended is a zombie, its number not given away, until the server
says that it has done with it; so the server may kill by number.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import signal
import socket
import struct
import sys
from pathlib import Path

from server.engine import processors
from server.engine.worker import Reader, Task, run

ORDER = struct.Struct("!ci")
FORK, FORGET = b"f", b"w"
NUMBER = struct.Struct("!q")
"""The generation that is held, or the number of a process that was forked."""


def serve(control: socket.socket, task: Task, reader: Reader) -> None:
    """Carry out orders until the server hangs up."""
    control.sendall(NUMBER.pack(reader.generation))
    forgotten: set[int] = set()
    while True:
        data, descriptors, _, _ = socket.recv_fds(control, ORDER.size, 1)
        if len(data) < ORDER.size:
            return
        order, number = ORDER.unpack(data)
        forgotten = {pid for pid in forgotten if not reaped(pid)}
        if order == FORGET:
            forgotten.add(number)
            continue
        pid = os.fork()
        if not pid:
            control.close()
            run(descriptors[0], task, reader, number)
        os.close(descriptors[0])
        control.sendall(NUMBER.pack(pid))


def reaped(pid: int) -> bool:
    """Bury a child that has ended; tells whether it is gone."""
    with contextlib.suppress(ChildProcessError):
        return os.waitpid(pid, os.WNOHANG)[0] == pid
    return True


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    settings = json.loads(sys.argv[2])
    task = Task(**{**settings, "services": tuple(settings["services"])})
    if task.home:
        processors.keep_to(task.everywhere)
    reader = Reader(Path(task.store))
    reader.hold(min(task.resident, task.memory // 4))
    gc.freeze()
    serve(socket.socket(fileno=int(sys.argv[1])), task, reader)
