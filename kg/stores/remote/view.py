"""The graph on another server, read over HTTP: every answer is of the moment at which it was asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyoxigraph as ox
from rdflib import SDO

from kg.errors import StoreError
from kg.model import Reading, Triple
from kg.readings import Readings
from kg.stores import UNNAMED, Answer, StoreInfo
from kg.stores.catalogue import Catalogue
from kg.stores.differences import together
from kg.stores.folder import Folder
from kg.stores.remote.client import Client, Parameters, RefusedError, ServerError, UnreadableError, media_type
from kg.stores.remote.mark import MARKS, Mark, marks
from kg.stores.remote.place import Place, found
from kg.stores.syntax import has_dataset, verb

UNIONS: Sequence[Mapping[str, str]] = (
    {},  # Virtuoso, RDF4J, GraphDB; Fuseki and Oxigraph where they are started so
    {"union-default-graph": "true"},  # Oxigraph
    {"default-graph-uri": "urn:x-arq:UnionGraph"},  # Jena Fuseki
    {"default-graph-uri": "tag:stardog:api:context:all"},  # Stardog
)
"""Ways to ask a server for the union of its graphs as the default graph; the first that does it is kept."""

QUICK = 2.0
"""Seconds that a look whether the graph has changed may take."""
DOUBTED = 1000
"""Triples of a graph from which on they are counted at the server too: some cut long answers and do not say so."""
TOGETHER = 200
"""Subjects asked for in one query."""


class RemoteView:
    """Reads the graph at a place; what is kept beside it, where this machine built it, from the place's folder."""

    def __init__(self, path: Path) -> None:
        place = found(path)
        assert place, f"{path} stands for no other server"
        self._place: Place = place
        self._folder = Folder(path)
        self.readings = Readings(self._folder.readings)
        self.client = Client(place)
        try:
            self._mark = self._marked()
        except BaseException:
            self.client.close()
            raise

    def _marked(self) -> Mark:
        """Read what the server knows of the graph; StoreError where it has none of ours, or several."""
        held = self._marks()
        if not held:
            raise StoreError(f"{self._place.host} holds no graph that Habeas built; build one first")
        return held[0]

    def _marks(self) -> list[Mark]:
        held = marks(tuple(row) for row in self._rows(MARKS))
        if len(held) > 1:
            bases = " and ".join(mark.info.base for mark in held)
            raise StoreError(f"{self._place.host} holds the graphs of {bases}; give each a dataset of its own there")
        return held

    def latest(self) -> int:
        """Ask which generation the graph has by now, once, for two seconds at most."""
        query = f"SELECT ?n WHERE {{ GRAPH <{self._mark.graph}> {{ <{self._mark.graph}> <{SDO.version}> ?n }} }}"
        with self.client.asked(query, None, QUICK) as response:
            found = answered(query, media_type(response), response.read())
        assert isinstance(found, ox.QuerySolutions), query
        return max((int(row[0].value) for row in found), default=self.generation)

    def refresh(self) -> bool:
        """Go over to the newest generation; tells whether there was one."""
        before, self._mark = self.generation, self._marked()
        return self.generation != before

    @property
    def path(self) -> Path:
        """The folder on this machine that stands for the graph."""
        return self._folder.path

    @property
    def base(self) -> str:
        """The IRI under which the data's own IRIs are minted; ends with a slash."""
        return self._mark.info.base

    @property
    def info(self) -> StoreInfo:
        """Format version, digests, size and time of the last change."""
        return self._mark.info

    @property
    def generation(self) -> int:
        """A number that grows with every change."""
        return self._mark.info.generation

    def query(
        self,
        sparql: str,
        *,
        default_graph: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """Answer a SPARQL 1.1 query; raises QueryError where it is malformed, in the server's own words."""
        return self._asked(sparql, self.dataset(sparql, default_graph, named_graphs))

    def dataset(
        self, sparql: str, default: Sequence[str] | None, named: Sequence[str] | None, *, union: bool = True
    ) -> Parameters:
        """Give the parameters that name a query's dataset; without any, the union where it is wanted."""
        if default or named:
            return {"default-graph-uri": default or (), "named-graph-uri": named or ()}
        return self.union if union and not has_dataset(sparql) else {}

    @cached_property
    def union(self) -> Mapping[str, str]:
        """The parameters that make the union the default graph; StoreError where the server knows no way."""
        subject = f"<{self._mark.graph}>"
        for way in UNIONS:
            try:
                if bool(self._asked(f"ASK {{ {subject} a ?class }}", way)):
                    return way
            except (UnreadableError, RefusedError):  # a parameter that it does not know; the next, then
                continue
        raise ServerError(
            f"{self._place.host} does not query the union of all graphs; switch that on "
            "(Fuseki: tdb2:unionDefaultGraph true), for Habeas keeps every document in a graph of its own"
        )

    def _asked(self, query: str, parameters: Parameters | None = None) -> Answer:
        kind, body = self.client.query(query, parameters)
        return answered(query, kind, body)

    def _rows(self, query: str) -> ox.QuerySolutions:
        answer = self._asked(query)
        assert isinstance(answer, ox.QuerySolutions), query
        return answer

    def graphs(self) -> Iterable[str]:
        """Give the IRIs of the named graphs under the base, sorted: what a server holds beside is no part of ours."""
        ours = f'FILTER(STRSTARTS(STR(?g), "{self.base}"))'
        rows = self._rows(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {ours} }}")
        return sorted({row[0].value for row in rows} - {self._mark.graph})

    def holds(self, graph: str) -> bool:
        """Tell whether there is such a graph; one without triples is none to most servers."""
        return graph == UNNAMED or bool(self._asked(f"ASK {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}"))

    def graph(self, iri: str) -> Iterable[Triple]:
        """Give the triples of one graph, unsorted; StoreError where the server gives only a part of it."""
        pattern = f"GRAPH {ox.NamedNode(iri)} {{ ?s ?p ?o }}" if iri != UNNAMED else "?s ?p ?o"
        if iri == UNNAMED and not self.union:  # what the server calls its default graph is the union
            return ()
        triples = [spelt(row) for row in self._rows(f"SELECT ?s ?p ?o WHERE {{ {pattern} }}")]
        if len(triples) >= DOUBTED and len(triples) < (whole := self._counted(pattern)):
            raise ServerError(
                f"{self._place.host} gave {len(triples):,} of the {whole:,} triples of <{iri}>; raise its limit of "
                "rows (Virtuoso: ResultSetMaxRows)"
            )
        return triples

    def _counted(self, pattern: str) -> int:
        (row,) = self._rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
        return int(row[0].value)

    def count(self) -> int:
        """Count the triples of all graphs under the base."""
        ours = f'FILTER(STRSTARTS(STR(?g), "{self.base}") && ?g != <{self._mark.graph}>)'
        return self._counted(f"GRAPH ?g {{ ?s ?p ?o }} {ours}")

    def describe(self, iri: str) -> Iterable[Triple]:
        """Give the triples with this subject, then those with this object."""
        try:
            node = ox.NamedNode(iri)
        except ValueError:
            return
        for pattern in (
            f"BIND({node} AS ?s) GRAPH ?g {{ {node} ?p ?o }}",
            f"GRAPH ?g {{ ?s ?p {node} }} BIND({node} AS ?o)",
        ):
            yield from map(spelt, self._rows(f"SELECT ?s ?p ?o WHERE {{ {pattern} }}"))

    def _held(self, graph: str, subjects: Sequence[str] | None) -> Iterator[Triple]:
        if subjects is None:
            yield from self.graph(graph)
        for some in together(subjects or (), TOGETHER):
            values = " ".join(f"<{subject}>" for subject in some)
            query = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {values} }} GRAPH <{graph}> {{ ?s ?p ?o }} }}"
            yield from map(spelt, self._rows(query))

    def reading(self, document: str) -> Reading | None:
        """Give what a document says; None where it is not a document's, and where another machine built the graph."""
        key = self._shown(document)
        return self.readings.read(document, key) if key and self.readings.has(document, key) else None

    def _shown(self, document: str) -> str | None:
        path = self._folder.view(self.generation) / "catalogue.sqlite"
        if self._mark.state != self._place.state or not path.exists():
            return None
        with Catalogue.opened(path) as catalogue:
            return catalogue.shown(document)

    def document_text(self, document: str) -> str | None:
        """Give the text of a document; None where it is not a document's, and where another machine built the graph."""
        reading = self.reading(document)
        return reading.document.text if reading else None

    def close(self) -> None:
        """Let go of the connections."""
        self.client.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def answered(query: str, media_type: str, body: bytes | Any) -> Answer:
    """Read the answer to a query from bytes, or from a file of them, as the engine's own; StoreError for none."""
    format_ = ox.QueryResultsFormat.from_media_type(media_type)
    try:
        if format_ is None:
            return graph(triples(media_type, body))
        found = ox.parse_query_results(body, format=format_)
        return truth(found) if verb(query) == "ASK" and isinstance(found, ox.QuerySolutions) else found
    except (SyntaxError, ValueError) as error:
        raise ServerError(f"what the server answered cannot be read: {error}") from error


def triples(media_type: str, body: bytes | Any) -> Iterator[ox.Triple]:
    """Read triples; ValueError for what is none."""
    format_ = ox.RdfFormat.from_media_type(media_type)
    if format_ is None:
        raise ValueError(f"it is {media_type or 'of no media type'}, and so neither rows nor triples")
    return (quad.triple for quad in ox.parse(body, format=format_))


def graph(found: Iterable[ox.Triple]) -> ox.QueryTriples:
    """Make triples what a CONSTRUCT query of the embedded engine gives."""
    store = ox.Store()
    store.bulk_extend(ox.Quad(each.subject, each.predicate, each.object) for each in found)
    made = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
    assert isinstance(made, ox.QueryTriples)
    return made


def truth(found: ox.QuerySolutions) -> ox.QueryBoolean:
    """Make a table of one value what an ASK query gives: Virtuoso answers some of them so."""
    value = any(row[0].value in {"1", "true"} for row in found)
    made = ox.parse_query_results(f'{{"head":{{}},"boolean":{str(value).lower()}}}', format=ox.QueryResultsFormat.JSON)
    assert isinstance(made, ox.QueryBoolean)
    return made


def spelt(row: Any) -> Triple:
    """Write a row of three terms as N-Triples has them."""
    return str(row[0]), str(row[1]), str(row[2])
