"""Queries in, answers out, from the SPARQL server that holds the graph: :class:`~server.engine.workers.Workers` asking.

Law of this file: nothing of a query is parsed here; what is no query by its first keyword, or asks other servers, is
refused before it is sent, for some servers do whatever stands in ``query=``. A query that is over its time, or whose
reader has gone, is cancelled by closing its connection; a server that goes on regardless has a limit of its own.

Rows are read and written anew one by one, so that forms, limits and the notice of what was cut are those of the
embedded engine. Where the server itself cuts a table and says so (Virtuoso's ``X-SPARQL-MaxRows``), the answer does.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.errors import QueryError, StoreError
from kg.stores.remote.client import ACCEPTED, UnreadableError, media_type
from kg.stores.remote.view import RemoteView, answered, triples
from kg.stores.syntax import verb, words
from server.engine import limits as bounds
from server.engine import serialising
from server.engine.evaluation import Found
from server.engine.frames import Frames, Head
from server.engine.processes import Worker
from server.engine.services import without_service
from server.engine.worker import Line

if TYPE_CHECKING:
    import httpx

FACTOR = 8
"""How much longer than ours the server's text for the same answer may be."""
SPARE = 0.5
"""Seconds for which a connection is waited for when its query is already stopped."""
FAILURES = (QueryError, StoreError, SyntaxError, ValueError, OSError, RuntimeError)
"""All that asking and writing an answer may raise for a reason that lies in the query or with the server."""


class Askers:
    """Where workers come from that ask the graph's server, each on a thread of its own."""

    def __init__(self, folder: Path) -> None:
        self._view = RemoteView(folder)
        self._started = self._ended = 0

    def worker(self, _niceness: int) -> Asker:
        """Give a worker."""
        self._started += 1
        return Asker(self._view, self)

    def seen(self, _generation: int) -> None:
        """Nothing of the graph is held here."""

    def forget(self, _pid: int) -> None:
        """Count a worker that is no more."""
        self._ended += 1

    def statistics(self) -> Mapping[str, int]:
        """Tell how many workers were started, and how many are no more."""
        return {"workers_started": self._started, "workers_ended": self._ended}

    def close(self) -> None:
        """Let go of the connections."""
        self._view.close()


class Asker(Worker):
    """One thread that asks the graph's server, a query at a time, and answers as a query's process does."""

    def __init__(self, view: RemoteView, source: Askers) -> None:
        self._ends = socket.socketpair()
        ours, theirs = (Frames(end.dup().detach()) for end in self._ends)
        super().__init__(ours, 0, source.forget)
        self.ready = True
        self._view, self._line = view, Line(theirs)
        self._asking: httpx.Response | None = None
        threading.Thread(target=self._work, daemon=True).start()

    def _work(self) -> None:
        with contextlib.suppress(EOFError, OSError):
            while True:
                self._reply(self._line.receive())
        self._hang_up()
        for end in self._ends:
            end.close()

    def _hang_up(self) -> None:
        for end in self._ends:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def _reply(self, request: dict[str, Any]) -> None:
        self._line.generation = request["generation"]
        with contextlib.ExitStack() as open_:

            def evaluate() -> Found:
                return open_.enter_context(self._asked(request))

            try:
                if request["lane"] == "slow":
                    return serialising.slow(evaluate, request, self._line)
                self._line.send(*serialising.quick(evaluate, request))
            except FAILURES as error:
                if self._line.begun:  # never a clean end
                    raise EOFError from error
                self._line.send(failure(error, request["query"], request["written"]))

    @contextlib.contextmanager
    def _asked(self, request: dict[str, Any]) -> Iterator[Found]:
        query = permitted(request["query"])
        dataset = self._view.dataset(query, request["default_graph"], request["named_graphs"], union=request["union"])
        with self._view.client.asked(query, dataset, request["seconds"] + SPARE) as response:
            self._asking = response
            try:
                cut = response.headers.get("X-SPARQL-MaxRows", "")
                if cut.isdigit():
                    request["most"] = min(request["most"], max(0, int(cut) - 1))
                yield read(query, response, request["size"] * FACTOR)
            finally:
                self._asking = None

    def stop(self) -> None:
        """End this worker now, and what it asks; may be called from another thread, and twice."""
        with self._lock:
            if self._dead:
                return
            self._dead = True
        self._hang_up()
        asked = network(self._asking)
        with contextlib.suppress(OSError):
            if asked:
                asked.shutdown(socket.SHUT_RDWR)
        self._forget(0)


def network(response: httpx.Response | None) -> socket.socket | None:
    """Give the socket that a response comes from; closing a response on another thread would not wake its reader."""
    stream = response.extensions.get("network_stream") if response else None
    found = stream.get_extra_info("socket") if stream else None
    return found if isinstance(found, socket.socket) else None


def permitted(query: str) -> str:
    """Give a query as it may be sent on; QueryError where it is none, changes anything or asks other servers."""
    if said := bounds.excess(query):
        raise QueryError(said)
    found = set(words(query))
    if verb(query) not in ACCEPTED or found & bounds.UPDATES:
        raise RefusedError("This endpoint answers SELECT, ASK, CONSTRUCT and DESCRIBE, and changes nothing.")
    return without_service(query, {})


class RefusedError(QueryError):
    """A text that is no query."""

    status = 403


def read(query: str, response: httpx.Response, most: int) -> Found:
    """Read an answer as it comes; a graph is triples one by one."""
    body: Any = Bounded(response, most)
    if ox.QueryResultsFormat.from_media_type(media_type(response)) is None:
        return triples(media_type(response), body)
    return answered(query, media_type(response), body)


class Bounded:
    """The bytes of a response as a file; ValueError beyond the most that are read."""

    def __init__(self, response: httpx.Response, most: int) -> None:
        self._pieces, self._left = response.iter_bytes(2**16), most
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """Give some bytes, none at the end."""
        import httpx  # noqa: PLC0415 - an extra

        if not self._held:
            try:
                self._held = next(self._pieces, b"")
            except httpx.HTTPError as error:
                raise OSError("The server that holds the graph broke off.") from error
            self._left -= len(self._held)
            if self._left < 0:
                raise ValueError("The answer is larger than this server reads.")
        size = len(self._held) if size < 0 else size
        data, self._held = self._held[:size], self._held[size:]
        return data


def failure(error: BaseException, query: str, written: str | None) -> Head:
    """Give status and sentence for one of the FAILURES; of the server that holds the graph, no more than its status."""
    if isinstance(error, UnreadableError):
        return {"status": 400, "message": bounds.located(error.said, query, written)}
    if isinstance(error, QueryError):
        return {"status": error.status, "message": str(error)}
    at = getattr(error, "answered", None)
    told = f"answered {at}" if at else "did not answer as it should"
    return {"status": 502, "message": f"The server that holds the graph {told}; try again, or ask for less."}
