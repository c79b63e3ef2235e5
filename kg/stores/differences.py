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
    """Write a change as operations of one SPARQL Update, all that goes before all that comes."""
    drops = [f"DROP SILENT GRAPH <{graph}>" for graph in dropped]
    gone = [f"DELETE DATA {{ {blocks(removed)} }}"] if removed else []
    return [*drops, *gone, *([f"INSERT DATA {{ {blocks(added)} }}"] if added else [])]


def blocks(graphs: Graphs) -> str:
    """Write triples, graph by graph, as quad data."""
    lines = (
        f"GRAPH <{g}> {{\n" + "".join(f"{s} {p} {o} .\n" for s, p, o in triples) + "}" for g, triples in graphs.items()
    )
    return "\n".join(lines)


def together(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    """Give items a few at a time."""
    return (items[at : at + size] for at in range(0, len(items), size))
