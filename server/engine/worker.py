"""The process that queries run in, one at a time: requests in over a socket, answers out.

pyoxigraph cannot stop a query, and a query of 4 KB can overflow the stack of the process it is parsed in. So nothing of
a user's query is parsed or run in the server's own process, and this one is killed when its time is up.

Law of this file: the main thread only waits for the server to hang up, so that the process ends when its server does,
whatever a query is at. An answer that fails after its first bytes ends the process: never a clean end.
"""

from __future__ import annotations

import os
import select
import sys
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import StoreError
from kg.stores.copies import published
from kg.stores.folder import Folder
from server.engine import evaluation, processors, relay, resident, serialising
from server.engine.confinement import confine
from server.engine.frames import Frames, Head

STACK = 512 * 2**20
"""Bytes of stack for a query: 50,000 nested groups are parsed in it (measured)."""
NONE = -1
"""No generation."""


@dataclass(frozen=True, slots=True)
class Task:
    """What all workers of an engine have in common: the store's folder, bytes of memory, the services allowed.

    ``gateway`` is the socket at which the server asks them, ``key`` what opens it. ``resident``: bytes that the graph
    may take in memory. ``home``: processors that the quick lane keeps to, where there are any; ``everywhere``: those of
    the slow lane, and of whoever loads the graph.
    """

    store: str
    memory: int
    services: tuple[str, ...] = field(default=())
    gateway: str = ""
    key: str = ""
    resident: int = 0
    home: tuple[int, ...] = ()
    everywhere: tuple[int, ...] = ()


class Line:
    """The worker's end of its socket."""

    def __init__(self, frames: Frames) -> None:
        self._frames = frames
        self.begun = False
        self.generation = 0

    def receive(self) -> Head:
        """Wait for a request; EOFError when the server has hung up."""
        self.begun = False
        request, query = self._frames.receive()
        assert request is not None, "a request is a head, and its query behind it"
        return {**request, "query": query.decode()}

    def send(self, head: Head | None, data: bytes | bytearray = b"") -> None:
        """Send a head, or none, and bytes."""
        self.begun = True
        self._frames.send(head and {**head, "generation": self.generation}, data)


class Reader:
    """The store, held in memory or opened; opened again in place when a newer generation is asked for."""

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self.generation = NONE
        self.store = ox.Store()

    def hold(self, most: int) -> None:
        """Hold the newest generation in memory where that takes no more bytes than ``most``."""
        if found := resident.held(self._folder, most):
            self.generation, self.store = found

    def at(self, generation: int) -> ox.Store:
        """Give the store at this generation or a newer one; StoreError where it cannot be opened."""
        if self.generation < generation:
            self.store = ox.Store()  # let go of the old files first
            manifest, self.store = published(self._folder)
            self.generation = manifest.generation
        return self.store


def reply(line: Line, reader: Reader, request: Mapping[str, Any], services: Mapping[str, str]) -> None:
    """Answer one request."""
    try:
        store = reader.at(request["generation"])

        def evaluate() -> evaluation.Found:
            return evaluation.evaluated(store, request, services)

        line.generation = reader.generation
        if request["lane"] == "slow":
            serialising.slow(evaluate, request, line)
            return
        line.send(*serialising.quick(evaluate, request))
    except evaluation.FAILURES as error:
        if line.begun:
            os._exit(1)
        line.send(evaluation.failure(error, request["query"], request["written"]))


def work(line: Line, reader: Reader, services: Mapping[str, str]) -> None:
    """Answer requests, one at a time, until the server hangs up."""
    while True:
        try:
            request = line.receive()
            reply(line, reader, request, services)
        except (EOFError, OSError):
            os._exit(0)


def broken(failure: threading.ExceptHookArgs) -> None:
    """Tell of what nobody foresaw in one line, and end."""
    print(f"a query's process failed: {failure.exc_type.__name__}: {failure.exc_value}", file=sys.stderr)  # noqa: T201 - it has no log
    os._exit(1)


def run(descriptor: int, task: Task, reader: Reader, niceness: int) -> None:
    """Be a worker until the server hangs up; never returns."""
    frames = Frames(descriptor)
    if task.home and not niceness:
        processors.keep_to(task.home)
    walls = confine(task.memory, niceness)
    services = relay.opened(task.gateway, task.key, task.services) if task.services else {}
    line = Line(frames)
    try:
        reader.at(0)
    except StoreError as error:
        line.send({"status": error.status, "message": str(error)})
        os._exit(1)
    line.send({"status": 200, "walls": walls})
    threading.excepthook = broken
    threading.stack_size(STACK)
    threading.Thread(target=work, args=(line, reader, services), daemon=True).start()
    threading.stack_size(0)  # the relay's threads need little
    hangup = select.poll()
    hangup.register(descriptor, 0)
    hangup.poll()
    os._exit(0)
