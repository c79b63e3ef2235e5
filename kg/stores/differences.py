"""A revision in, what must go and what must come out, and the SPARQL Update that does both."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from kg.model import Graphs, Triple
from kg.stores import Revision

T = TypeVar("T")
Held = Callable[[str, Sequence[str] | None], Iterable[Triple]]
"""A graph and subjects (None: all) in, what the graph says of them out."""


def difference(held: Held, revision: Revision) -> tuple[Graphs, Graphs]:
    """Give what must go and what must come, graph by graph."""
    removed: dict[str, frozenset[Triple]] = {}
    added: dict[str, frozenset[Triple]] = {}
    for graph, new in revision.replaced.items():
        old = frozenset(held(graph, None))
        removed[graph], added[graph] = old - new, new - old
    for graph, subjects in revision.about.items():
        old = frozenset(held(graph, list(subjects)))
        new = frozenset[Triple]().union(*subjects.values())
        removed[graph], added[graph] = old - new, new - old
    return {g: t for g, t in removed.items() if t}, {g: t for g, t in added.items() if t}


def operations(dropped: Iterable[str], removed: Graphs, added: Graphs) -> list[str]:
    """Write a change as operations of one SPARQL Update, all that goes before all that comes.

    Each names one graph: Virtuoso 7.2 says it is done with a DELETE DATA of several, and deletes nothing.
    """
    drops = [f"DROP SILENT GRAPH <{graph}>" for graph in dropped]
    gone = [f"DELETE DATA {{ {block(*each)} }}" for each in removed.items()]
    return [*drops, *gone, *(f"INSERT DATA {{ {block(*each)} }}" for each in added.items())]


def block(graph: str, triples: Iterable[Triple]) -> str:
    """Write triples of a graph as quad data."""
    lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
    return f"GRAPH <{graph}> {{\n{lines}}}"


def together(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Give items a few at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))
