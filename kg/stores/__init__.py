"""Where the graph lives: a View reads it, a Store writes it, whole graphs at a time.

Law of this package: a reader sees a document, its consequences and the names of its actors together or not at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

from kg.iris import DEFAULT_BASE
from kg.model import Graphs, Reading, Triple
from kg.readings import Readings
from kg.stores.catalogue import Catalogue

Answer = QuerySolutions | QueryBoolean | QueryTriples
"""What a query gives: rows (SELECT), a truth value (ASK) or triples (CONSTRUCT, DESCRIBE); each has ``serialize``."""


UNNAMED = ""
"""Stands, where graphs are named by their IRIs, for the default graph that has none. A build never writes there."""


@dataclass(frozen=True, slots=True)
class StoreInfo:
    """What a store says of itself. ``generation`` grows with every change; ``built`` is the last change's clock time.

    ``digests`` names what determined the content: code, model, lexicons, ontology, shapes (→ digest).
    """

    base: str = DEFAULT_BASE
    format: int = 1
    generation: int = 0
    triples: int = 0
    built: str | None = None
    digests: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Revision:
    """One change, seen whole or not at all.

    ``replaced``: graph → all that it holds from now on; ``removed``: graphs that are no more; ``about``: for graphs too
    large to be written whole (entities, runs), graph → subject → all that is said of it there from now on.
    """

    replaced: Graphs = field(default_factory=dict)
    removed: Sequence[str] = ()
    about: Mapping[str, Mapping[str, frozenset[Triple]]] = field(default_factory=dict)


class View(Protocol):
    """Read access to one generation of the graph. IRIs go in and out as plain strings, terms as N-Triples."""

    @property
    def path(self) -> Path:
        """The folder that holds the graph."""
        ...

    @property
    def base(self) -> str:
        """The IRI under which the data's own IRIs are minted; ends with a slash."""
        ...

    @property
    def info(self) -> StoreInfo:
        """Format version, digests, size and time of the last change."""
        ...

    @property
    def generation(self) -> int:
        """A number that grows with every change."""
        ...

    def query(
        self,
        sparql: str,
        *,
        default_graph: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """Answer a SPARQL 1.1 query over the union of all graphs, or over the graphs named.

        Raises QueryError, with line and column where the query is malformed.
        """
        ...

    def graphs(self) -> Iterable[str]:
        """Give the IRIs of all named graphs, sorted; before them ``UNNAMED`` where the default graph holds anything."""
        ...

    def holds(self, graph: str) -> bool:
        """Tell whether there is such a graph, be it empty; there is always a default graph."""
        ...

    def graph(self, iri: str) -> Iterable[Triple]:
        """Give the triples of one graph, unsorted; none where there is no such graph."""
        ...

    def count(self) -> int:
        """Count the triples of all graphs."""
        ...

    def describe(self, iri: str) -> Iterable[Triple]:
        """Give the triples with this subject, then those with this object; none where nothing is known."""
        ...

    def reading(self, document: str) -> Reading | None:
        """Give what the document with this IRI says, as the graph shows it; None where the IRI is not a document's."""
        ...

    def document_text(self, document: str) -> str | None:
        """Give the text that all offsets of the document with this IRI refer to; None where there is none."""
        ...

    def latest(self) -> int:
        """Ask for the generation that the graph has by now, in little time; StoreError where that cannot be known."""
        ...

    def refresh(self) -> bool:
        """Go over to the newest generation; tells whether there was one. Queries at work keep theirs."""
        ...

    def close(self) -> None:
        """Let go of the files."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


class Store(View, Protocol):
    """A View that may be written, by one writer at a time; beside the graph it keeps readings and catalogue."""

    catalogue: Catalogue
    readings: Readings

    @property
    def path(self) -> Path:
        """The store's folder."""
        ...

    @property
    def log(self) -> Path:
        """The log of runs, with their clock times."""
        ...

    def revise(self, revision: Revision) -> None:
        """Carry out one change in one transaction, durable when this returns; raises StoreError, nothing lost.

        Readers see it after :meth:`publish`.
        """
        ...

    def rebuild(self, batches: Iterable[Graphs]) -> None:
        """Remake the whole graph beside the old one, batch by batch, and swap them at the end.

        Graphs that are not the build's own stay as they are.
        """
        ...

    def discard(self, document: str, key: str) -> None:
        """Forget a reading once no view shows it."""
        ...

    def publish(self, digests: Mapping[str, str], *, purge: bool = False) -> None:
        """Let readers see what was written, as a new generation; ``digests`` tell what determined it.

        ``purge`` removes all that earlier generations held from the disk.
        """
        ...


def located(place: Path | str) -> Path:
    """Give the folder of a graph, or the one on this machine that stands for the graph at an address.

    Raises UsageError for an address that cannot be one, StoreError where its folder cannot be written.
    """
    from kg.stores.remote.place import is_address, settled  # noqa: PLC0415 - it imports the folder of this package

    return settled(str(place)) if is_address(place) else Path(place)


def open_view(place: Path | str) -> View:
    """Open the graph in a folder, or at an address (https://…), for reading.

    Raises StoreError where it is none, or of another format, or where the server at the address does not answer.
    """
    from kg.stores.oxigraph import OxigraphView  # noqa: PLC0415 - the backends import these protocols
    from kg.stores.remote.place import found  # noqa: PLC0415 - as above
    from kg.stores.remote.view import RemoteView  # noqa: PLC0415 - as above

    path = located(place)
    return RemoteView(path) if found(path) else OxigraphView(path)


def open_store(place: Path | str, *, base: str | None = None) -> Store:
    """Open or create the graph in a folder, or at an address (https://…), for writing.

    ``base`` is needed only once; raises StoreError where another writer is at work, where the folder holds something
    else or another format, and where the store was made with another base.
    """
    from kg.stores.oxigraph import OxigraphStore  # noqa: PLC0415 - the backends import these protocols
    from kg.stores.remote.place import found  # noqa: PLC0415 - as above
    from kg.stores.remote.store import RemoteStore  # noqa: PLC0415 - as above

    path = located(place)
    return RemoteStore(path, base=base) if found(path) else OxigraphStore(path, base=base)
