"""What may be asked to be written, and its carrying out on a working copy of the graph.

Law of this file: nothing here is seen by a reader; whoever calls looks at what came of it, then publishes or drops it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.errors import QueryError
from kg.iris import Iris
from kg.stores import UNNAMED
from kg.stores.oxigraph import node
from server.engine import limits, scope
from server.engine.updates import prepared

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
}
UNKNOWN_FUNCTION = re.compile("custom function <([^>]+)> is not supported")
FUNCTIONS = 16
"""Unknown functions that one update may call: each is found by trying again."""


class ConflictError(QueryError):
    """A write that what is stored does not allow."""

    status = 409


@dataclass(frozen=True, slots=True)
class Update:
    """A SPARQL Update.

    ``base`` is what relative IRIs are relative to; ``default_graph`` and ``named_graphs`` the dataset of its request.
    """

    text: str
    base: str
    default_graph: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        """What is done, for the audit."""
        return "UPDATE"

    @property
    def touching(self) -> frozenset[str] | None:
        """The graphs that it may write; None where it may be any."""
        return scope.written(self.text, self.base)

    @property
    def digest(self) -> str:
        """SHA-256 of what was sent."""
        return hashlib.sha256(self.text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Body:
    """Triples as they were sent, and the name of their form ("ttl", "nt", "rdf", "jsonld"; "nq", "trig")."""

    content: bytes = field(repr=False)
    form: str


@dataclass(frozen=True, slots=True)
class GraphChange:
    """A change of one whole graph (``kg.stores.UNNAMED``: the default graph): ``name`` is PUT, POST or DELETE."""

    name: str
    graph: str
    bodies: tuple[Body, ...] = ()

    @property
    def touching(self) -> frozenset[str]:
        """The graph that it writes."""
        return frozenset((self.graph,))

    @property
    def digest(self) -> str:
        """SHA-256 of what was sent."""
        return hashlib.sha256(b"".join(body.content for body in self.bodies)).hexdigest()


@dataclass(frozen=True, slots=True)
class DatasetChange:
    """A change of many graphs by quads ("nq", "trig"): ``name`` is POST, which adds, or PUT, which replaces.

    ``base`` is the base of the store: what a build writes under it is replaced by builds alone, so PUT passes over it.
    """

    name: str
    base: str
    body: Body

    @property
    def touching(self) -> None:
        """Tell that it may write any graph."""

    @property
    def digest(self) -> str:
        """SHA-256 of what was sent."""
        return hashlib.sha256(self.body.content).hexdigest()


Change = Update | GraphChange | DatasetChange


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a change: an HTTP status, and why it was refused where it was.

    ``graphs`` it changed, or would have; ``created``: the one it named is new; ``generation``: what it was published
    as, None where nothing was.
    """

    status: int
    message: str = ""
    graphs: tuple[str, ...] = ()
    created: bool = False
    generation: int | None = None


def carry_out(change: Change, graph: ox.Store) -> bool:
    """Make a change; tells whether it made a graph that was not there.

    Raises QueryError for what cannot be read, ConflictError where the graphs are not as the change wants them.
    """
    if isinstance(change, Update):
        update(change, graph)
        return False
    if isinstance(change, DatasetChange):
        replace(change, graph)
        return False
    existed = change.graph == UNNAMED or graph.contains_named_graph(ox.NamedNode(change.graph))
    write(change, graph)
    return not existed and change.name != "DELETE"


def update(change: Update, graph: ox.Store) -> None:
    """Carry out a SPARQL Update, all of it or nothing."""
    text, unknown = prepared(change.text, change.default_graph, change.named_graphs), set[str]()
    while True:
        functions: dict[ox.NamedNode, Callable[..., Term | None]] = {ox.NamedNode(name): nothing for name in unknown}
        try:
            return graph.update(text, base_iri=change.base, custom_functions=functions)
        except SyntaxError as error:
            raise QueryError(limits.located(str(error), text, change.text).replace("query", "update", 1)) from None
        except RuntimeError as error:
            found = UNKNOWN_FUNCTION.search(str(error))
            if not found or len(unknown) >= FUNCTIONS:
                raise ConflictError(f"Nothing was changed: {error}.") from None
            unknown.add(found[1])


def nothing(*_: Term) -> None:
    """Answer for a function that the engine does not know: no value, so an error of the expression that calls it."""


def write(change: GraphChange, graph: ox.Store) -> None:
    """Put triples in place of a graph, or beside what is there; or take the graph away."""
    name = node(change.graph)
    if change.name in {"PUT", "DELETE"}:
        graph.clear_graph(name) if isinstance(name, ox.DefaultGraph) else graph.remove_graph(name)
    if change.name != "DELETE":
        if isinstance(name, ox.NamedNode):
            graph.add_graph(name)
        graph.extend(quads(change, name))


def replace(change: DatasetChange, graph: ox.Store) -> None:
    """Put quads in place of all graphs that no build owns, or beside what is there."""
    if change.name == "PUT":
        owned = Iris(change.base).built
        for name in list(graph.named_graphs()):
            if not (isinstance(name, ox.NamedNode) and owned(name.value)):
                graph.remove_graph(name)
        graph.clear_graph(ox.DefaultGraph())
    graph.extend(parsed(change.body, change.base, named=True))


def quads(change: GraphChange, name: ox.NamedNode | ox.DefaultGraph) -> Iterator[ox.Quad]:
    """Read what was sent for one graph; relative IRIs are relative to the graph's."""
    for body in change.bodies:
        found = parsed(body, change.graph or None, named=False)
        yield from (ox.Quad(each.subject, each.predicate, each.object, name) for each in found)


def parsed(body: Body, base: str | None, *, named: bool) -> Iterator[ox.Quad]:
    """Read a body; its blank nodes are new ones. Raises QueryError for one that cannot be read."""
    form = FORMATS[body.form]
    try:
        yield from ox.parse(
            body.content, format=form, base_iri=base, without_named_graphs=not named, rename_blank_nodes=True
        )
    except (SyntaxError, ValueError) as error:
        raise QueryError(f"What was sent cannot be read: {' '.join(str(error).split())}.") from None
