"""The graph in an embedded Oxigraph (RocksDB) on disk: a View that reads it, a Store that alone may write it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kg.errors import QueryError, StoreError
from kg.model import Graphs, Reading, Triple
from kg.readings import Readings
from kg.stores import Answer, Revision, StoreInfo
from kg.stores.catalogue import Catalogue
from kg.stores.folder import Folder, newer, writing


class OxigraphView:
    """Reads the generation of the graph that is on disk when it opens."""

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self._manifest = self._folder.manifest
        self.readings = Readings(self._folder.readings)
        self._graph = self._open()

    def _open(self) -> pyoxigraph.Store:
        path = self._folder.graph(self._manifest.graph)
        if not (path / "CURRENT").exists():  # nothing was ever built, or the first build was killed at once
            return pyoxigraph.Store()
        try:
            return pyoxigraph.Store.read_only(str(path))
        except OSError as error:
            raise StoreError(f"the graph in {path} cannot be opened: {error}; build it again with --rebuild") from error

    @property
    def base(self) -> str:
        """The IRI under which the data's own IRIs are minted; ends with a slash."""
        return self._manifest.base

    @property
    def info(self) -> StoreInfo:
        """Format version, digests, size and time of the last change."""
        return self._manifest.info

    @property
    def generation(self) -> int:
        """A number that grows with every change."""
        return self._manifest.generation

    def query(
        self,
        sparql: str,
        *,
        default_graph: Sequence[str] | None = None,
        named_graphs: Sequence[str] | None = None,
    ) -> Answer:
        """Answer a SPARQL 1.1 query; raises QueryError, with line and column where the query is malformed."""
        try:
            return self._graph.query(
                sparql,
                use_default_graph_as_union=default_graph is None,
                default_graph=_nodes(default_graph),
                named_graphs=_nodes(named_graphs),
            )
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query cannot be read: {error}") from error

    def graphs(self) -> Iterable[str]:
        """Give the IRIs of all named graphs, sorted."""
        return sorted(str(name)[1:-1] for name in self._graph.named_graphs())

    def graph(self, iri: str) -> Iterable[Triple]:
        """Give the triples of one named graph, unsorted."""
        return self._match(None, None, NamedNode(iri))

    def count(self) -> int:
        """Count the triples of all graphs."""
        return len(self._graph)

    def describe(self, iri: str) -> Iterable[Triple]:
        """Give the triples with this subject, then those with this object."""
        try:
            node = NamedNode(iri)
        except ValueError:
            return
        yield from self._match(node, None, None)
        yield from self._match(None, node, None)

    def _match(self, subject: NamedNode | None, object_: NamedNode | None, graph: NamedNode | None) -> Iterator[Triple]:
        for quad in self._graph.quads_for_pattern(subject, None, object_, graph):
            yield str(quad.subject), str(quad.predicate), str(quad.object)

    def reading(self, document: str) -> Reading | None:
        """Give what the document with this IRI says, as the graph shows it; None where it is not a document's."""
        with Catalogue.opened(self._folder.catalogue) as catalogue:
            key = catalogue.shown(document)
        return self.readings.read(document, key) if key else None

    def document_text(self, document: str) -> str | None:
        """Give the text that all offsets of the document with this IRI refer to; None where there is none."""
        reading = self.reading(document)
        return reading.document.text if reading else None

    def close(self) -> None:
        """Let go of the files."""
        self._graph = pyoxigraph.Store()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class OxigraphStore(OxigraphView):
    """The only writer. What is written is durable, and readers may open it, when a method returns."""

    def __init__(self, path: Path, *, base: str | None = None) -> None:
        folder = Folder(path)
        with writing(path):
            folder.lock()
            try:
                manifest = folder.create(base)
                folder.sweep(manifest.graph)
                super().__init__(path)
                self.catalogue = Catalogue.writable(folder.catalogue)
            except BaseException:
                folder.unlock()
                raise
        self._folder = folder

    def _open(self) -> pyoxigraph.Store:
        path = self._folder.graph(self._manifest.graph)
        path.parent.mkdir(exist_ok=True)
        return pyoxigraph.Store(str(path))

    @property
    def path(self) -> Path:
        """The store's folder."""
        return self._folder.path

    @property
    def log(self) -> Path:
        """The log of runs, with their clock times."""
        return self._folder.runs

    def revise(self, revision: Revision) -> None:
        """Carry out one change in one transaction, durable when this returns; raises StoreError, nothing lost."""
        removed, added = self._difference(revision)
        dropped = sum(sum(1 for _ in self.graph(iri)) for iri in revision.removed)
        if not (removed or added or dropped):
            return
        drops = "".join(f"DROP SILENT GRAPH <{iri}> ;\n" for iri in revision.removed)
        with writing(self._folder.path):
            self._graph.update(f"{drops}DELETE DATA {{ {_blocks(removed)} }} ;\nINSERT DATA {{ {_blocks(added)} }}")
            self._graph.flush()
            self._bump(triples=self._manifest.triples - dropped + _size(added) - _size(removed))

    def _difference(self, revision: Revision) -> tuple[Graphs, Graphs]:
        """What must go and what must come, graph by graph."""
        removed: dict[str, frozenset[Triple]] = {}
        added: dict[str, frozenset[Triple]] = {}
        for graph, new in revision.replaced.items():
            old = frozenset(self.graph(graph))
            removed[graph], added[graph] = old - new, new - old
        for graph, subjects in revision.about.items():
            node = NamedNode(graph)
            old = frozenset(t for s in subjects for t in self._match(NamedNode(s), None, node))
            new = frozenset().union(*subjects.values())
            removed[graph], added[graph] = old - new, new - old
        return {g: t for g, t in removed.items() if t}, {g: t for g, t in added.items() if t}

    def rebuild(self, batches: Iterable[Graphs]) -> None:
        """Remake the whole graph beside the old one, batch by batch, and swap them at the end."""
        number = self._manifest.graph + 1
        self._folder.sweep(self._manifest.graph)
        with writing(self._folder.path):
            fresh = pyoxigraph.Store(str(self._folder.graph(number)))
            for batch in batches:
                fresh.bulk_load(_quads(batch), format=RdfFormat.N_QUADS)
            fresh.flush()
            self._graph = fresh
            self._bump(graph=number, triples=len(fresh))
            self._folder.sweep(number)

    def _bump(self, **changes: object) -> None:
        built = datetime.now(UTC).isoformat(timespec="seconds")
        self._manifest = newer(self._manifest, built=built, **changes)
        self._folder.write(self._manifest)

    def describe_build(self, digests: Mapping[str, str]) -> None:
        """Record what determined the content."""
        if digests != self._manifest.digests:
            with writing(self._folder.path):
                self._bump(digests=dict(digests))

    def close(self) -> None:
        """Let go of the files and let the next writer in."""
        super().close()
        self.catalogue.close()
        self._folder.unlock()


def _nodes(iris: Sequence[str] | None) -> list[Any] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _size(graphs: Graphs) -> int:
    return sum(map(len, graphs.values()))


def _blocks(graphs: Graphs) -> str:
    lines = (
        f"GRAPH <{g}> {{\n" + "".join(f"{s} {p} {o} .\n" for s, p, o in triples) + "}" for g, triples in graphs.items()
    )
    return "\n".join(lines)


def _quads(graphs: Graphs) -> bytes:
    return "".join(f"{s} {p} {o} <{g}> .\n" for g, triples in graphs.items() for s, p, o in triples).encode()
