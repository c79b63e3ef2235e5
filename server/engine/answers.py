"""A query in, an answer out: the records, the errors, and what every engine can do.

Law of this file: no process, no store, no web framework. Pages and endpoint know an engine by this file alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from kg.errors import HabeasError, QueryError


class TimeLimitError(QueryError):
    """A query that took longer than it may."""

    status = 504


class BusyError(HabeasError):
    """Every worker is taken; try again in ``retry_after`` seconds."""

    status = 503
    retry_after = 5


class ShareError(HabeasError):
    """A client that has as many queries at work as one client may; try again in ``retry_after`` seconds."""

    status = 429
    retry_after = 5


class RefusedError(QueryError):
    """A query that is malformed, forbidden, or whose answer cannot be sent; carries its HTTP status."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class BrokenError(QueryError):
    """A query that its process did not survive."""

    status = 503


@dataclass(frozen=True, slots=True)
class Request:
    """One query with its dataset, and the forms accepted for rows and for a graph (None: not accepted).

    ``union``: without a dataset in query or request, the default graph is the union of all graphs, else the unnamed
    one. ``base`` is what relative IRIs are relative to. ``most`` may lower the engine's limit of rows or triples.
    ``written`` is the query as its author wrote it, where that is another text: errors tell places in it.
    """

    query: str
    rows: str | None
    graph: str | None
    default_graph: list[str] | None = None
    named_graphs: list[str] | None = None
    union: bool = True
    base: str | None = None
    most: int | None = None
    written: str | None = None


def nothing() -> None:
    """Close what holds nothing."""


class Answer:
    """What a query gave: its kind ("rows", "boolean", "graph"), its form, and its bytes, whole or in pieces.

    ``body`` is None where the bytes come in pieces; ``count`` (rows or triples) and ``truncated`` are None as long as
    they cannot be known, which may be until the last piece, and ``count`` also where nobody counted. ``generation`` is
    the one that was asked. Close it: a worker may be writing it.
    """

    def __init__(  # noqa: PLR0913 - a record; all but two by name
        self,
        kind: str,
        form: str,
        *,
        body: bytes | None = None,
        stream: Iterable[bytes] = (),
        count: int | None = None,
        truncated: bool | None = None,
        generation: int = 0,
        close: Callable[[], None] = nothing,
    ) -> None:
        self.kind, self.form, self.body = kind, form, body
        self.count, self.truncated, self.generation = count, truncated, generation
        self.close = close
        self._stream = stream

    @property
    def pieces(self) -> Iterator[bytes]:
        """The bytes, once, in order; raises TimeLimitError or BrokenError where they end before their end."""
        return iter((self.body,) if self.body is not None else self._stream)

    def whole(self) -> bytes:
        """Gather all pieces, and close."""
        try:
            return b"".join(self.pieces)
        finally:
            self.close()


class Engine(Protocol):
    """Whatever answers queries."""

    def answer(self, request: Request, generation: int, seconds: float | None = None, client: str = "") -> Answer:
        """Answer a query over the given generation of the graph, or a newer one.

        ``seconds`` may only lower the limit; ``client`` is who asks, for its share (empty: ourselves, no share).
        Raises TimeLimitError, BusyError, ShareError, BrokenError, and RefusedError for all that the query itself is at
        fault for.
        """
        ...

    def statistics(self) -> Mapping[str, float]:
        """Give the counters since the start, by name, and the gauges of now."""
        ...

    def close(self) -> None:
        """End all that is at work."""
        ...
