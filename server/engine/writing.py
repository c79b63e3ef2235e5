"""The process that writes: changes in over a pipe, what came of them out, killed when its time is up.

Law of this file: a change is carried out, looked at and published here, in that order; a process that dies anywhere
leaves the store as it was, or as it was to become. Run as ``python -m server.engine.writing FD STORE MEMORY PATIENCE``.
"""

from __future__ import annotations

import contextlib
import os
import resource
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from multiprocessing.connection import Connection
from pathlib import Path

import pyoxigraph as ox

from kg.errors import HabeasError
from kg.iris import Iris
from kg.model import Finding, Severity, Triple
from kg.stores import UNNAMED
from kg.stores.amendment import Amender
from kg.stores.oxigraph import node
from kg.validation import focus_nodes, validate
from server.engine.changes import Change, ConflictError, Outcome, carry_out

STACK = 512 * 2**20
"""Bytes of stack for an update, as for a query."""
TOLD = 5
"""Findings, or graphs, that a refusal names, at most."""


class InvalidError(HabeasError):
    """A change after which the graph would not conform to the shapes."""

    status = 422


def outcome(amender: Amender, change: Change, patience: float, begun: Callable[[int], None]) -> Outcome:
    """Carry out a change, look at what it changed, publish it; whatever is wrong with it leaves all as it was.

    ``begun`` is told the generation that the change goes on from.
    """
    changed: list[str] = []
    try:
        with amender.amending(patience, change.touching) as generation:
            begun(generation)
            created = carry_out(change, amender.graph)
            changed += amender.changed()
            if not changed:
                return Outcome(204)
            foreign(changed, Iris(amender.base))
            valid(changed, amender.graph)
            published = amender.publish()
            return Outcome(201 if created else 204, "", tuple(changed), created, published)
    except HabeasError as error:
        return Outcome(error.status, str(error), tuple(changed))
    except MemoryError:
        return Outcome(503, "The change needs more memory than a change may have.", tuple(changed))
    except (ValueError, OSError) as error:
        return Outcome(400, f"Nothing was changed: {error}.", tuple(changed))


def foreign(changed: Iterable[str], iris: Iris) -> None:
    """Raise ConflictError where a change reaches into what the build writes: the next build would undo it."""
    if owned := [graph for graph in changed if iris.built(graph)]:
        raise ConflictError(
            f"Nothing was changed: `habeas build` alone writes {listed(owned)}, and all under {iris.base}graph/; "
            "write to a graph of your own."
        )


def valid(changed: Iterable[str], graph: ox.Store) -> None:
    """Judge each changed graph by the shapes, as a build does; raises InvalidError with what it finds."""
    found = [each for name in changed for each in violations(name, graph)]
    if found:
        told = " ".join(f"<{each.focus_node}>: {each.message.rstrip('.')} ({each.shape})." for each in found[:TOLD])
        raise InvalidError(f"Nothing was changed, for {len(found)} violations would be in the graph. {told}")


def violations(name: str, graph: ox.Store) -> list[Finding]:
    """List what is wrong with one graph, judged beside what the others say of the nodes it points to."""
    triples = frozenset(said(graph.quads_for_pattern(None, None, None, node(name))))
    if not focus_nodes(triples):
        return []
    subjects = {triple[0] for triple in triples}
    elsewhere = {object_ for _, _, object_ in triples if object_.startswith("<")} - subjects
    known = (said(graph.quads_for_pattern(ox.NamedNode(each[1:-1]), None, None)) for each in elsewhere)
    background = frozenset(triple for facts in known for triple in facts)
    return [each for each in validate(name, triples, background) if each.severity is Severity.VIOLATION]


def said(quads: Iterable[ox.Quad]) -> Iterable[Triple]:
    """Give triples as the shapes read them."""
    return ((str(quad.subject), str(quad.predicate), str(quad.object)) for quad in quads)


def listed(graphs: Sequence[str]) -> str:
    """Name some graphs."""
    names = [f"<{graph}>" if graph != UNNAMED else "the default graph" for graph in graphs[:TOLD]]
    return ", ".join(names) + (f" and {len(graphs) - TOLD} more" if len(graphs) > TOLD else "")


def serve(connection: Connection, path: Path, memory: int, patience: float) -> None:
    """Carry out changes, one at a time, until the server hangs up; the main thread only listens."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # where the system has no such limit, the time limit remains
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    threading.stack_size(STACK)
    amender = Amender(path)
    focus_nodes(())  # reads the shapes now, so that the first change need not wait for them
    connection.send("ready")
    while True:
        try:
            change = connection.recv()
        except EOFError:
            os._exit(0)
        threading.Thread(target=reply, args=(connection, amender, change, patience), daemon=True).start()


def reply(connection: Connection, amender: Amender, change: Change, patience: float) -> None:
    """Answer one change: first with the generation that it goes on from, once it has its turn."""
    connection.send(outcome(amender, change, patience, connection.send))


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4]))
