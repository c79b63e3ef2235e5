"""The graph in an embedded Oxigraph (RocksDB) on disk: a View that reads it, a Store that alone may write it."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, RdfFormat

from kg.errors import QueryError
from kg.iris import Iris
from kg.model import Graphs, Reading, Triple
from kg.readings import Readings
from kg.stores import UNNAMED, Answer, Revision, StoreInfo
from kg.stores.catalogue import Catalogue
from kg.stores.copies import copy, published
from kg.stores.differences import difference, operations
from kg.stores.folder import FORMAT, Folder, Manifest, writing
from kg.stores.syntax import has_dataset

Name = NamedNode | DefaultGraph
"""What names a graph."""


class OxigraphView:
    """Reads one generation of the graph: a copy of its own that no writer changes."""

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self.readings = Readings(self._folder.readings)
        self._manifest = self._folder.manifest
        self._graph = self._open()

    def _open(self) -> pyoxigraph.Store:
        self._manifest, graph = published(self._folder)
        return graph

    def latest(self) -> int:
        """Read which generation the graph has by now."""
        return self._folder.manifest.generation

    def refresh(self) -> bool:
        """Go over to the newest generation; tells whether there was one. Queries at work keep theirs."""
        if self.latest() == self._manifest.generation:
            return False
        self._graph = self._open()
        return True

    @property
    def path(self) -> Path:
        """The store's folder."""
        return self._folder.path

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
                use_default_graph_as_union=default_graph is None and not has_dataset(sparql),
                default_graph=_nodes(default_graph),
                named_graphs=_nodes(named_graphs),
            )
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"the query cannot be read: {error}") from error

    def graphs(self) -> Iterable[str]:
        """Give the IRIs of all named graphs, sorted; before them ``UNNAMED`` where the default graph holds anything."""
        named = sorted(name.value for name in self._graph.named_graphs() if isinstance(name, NamedNode))
        return [UNNAMED, *named] if any(True for _ in self.graph(UNNAMED)) else named

    def holds(self, graph: str) -> bool:
        """Tell whether there is such a graph, be it empty; there is always a default graph."""
        return graph == UNNAMED or self._graph.contains_named_graph(NamedNode(graph))

    def graph(self, iri: str) -> Iterable[Triple]:
        """Give the triples of one graph, unsorted."""
        return self._match(None, None, node(iri))

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

    def _match(self, subject: NamedNode | None, object_: NamedNode | None, graph: Name | None) -> Iterator[Triple]:
        for quad in self._graph.quads_for_pattern(subject, None, object_, graph):
            yield str(quad.subject), str(quad.predicate), str(quad.object)

    def reading(self, document: str) -> Reading | None:
        """Give what the document with this IRI says, as the graph shows it; None where it is not a document's."""
        key = self._shown(document)
        return self.readings.read(document, key) if key else None

    def _shown(self, document: str) -> str | None:
        if not self._manifest.view:
            return None
        with Catalogue.opened(self._folder.view(self._manifest.view) / "catalogue.sqlite") as catalogue:
            return catalogue.shown(document)

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
    """The only writer. What is written is durable when a method returns; readers see it once it is published."""

    def __init__(self, path: Path, *, base: str | None = None) -> None:
        folder = Folder(path)
        with writing(path):
            folder.lock()
            try:
                manifest = folder.create(base)
                folder.sweep(graph=manifest.graph, views={manifest.view, manifest.view - 1})
                shutil.rmtree(folder.draft, ignore_errors=True)
                super().__init__(path)
                self.catalogue = Catalogue.writable(folder.catalogue)
            except BaseException:
                folder.unlock()
                raise
        self._folder = folder
        self._obsolete: list[tuple[str, str]] = []

    def refresh(self) -> bool:
        """Stay: the writer is always on the newest generation."""
        return False

    def _shown(self, document: str) -> str | None:
        return self.catalogue.shown(document)

    def _open(self) -> pyoxigraph.Store:
        path = self._folder.graph(self._manifest.graph)
        if not path.exists():
            copy(self._folder, self._manifest, path)
        return pyoxigraph.Store(str(path))

    @property
    def log(self) -> Path:
        """The log of runs, with their clock times."""
        return self._folder.runs

    def revise(self, revision: Revision) -> None:
        """Carry out one change in one transaction, durable when this returns; raises StoreError, nothing lost."""
        update = operations(revision.removed, *difference(self._held, revision))
        if not update:
            return
        with writing(self._folder.path):
            self._graph.update(" ;\n".join(update))
            self._graph.flush()

    def _held(self, graph: str, subjects: Sequence[str] | None) -> Iterator[Triple]:
        if subjects is None:
            yield from self.graph(graph)
        for subject in subjects or ():
            yield from self._match(NamedNode(subject), None, NamedNode(graph))

    def rebuild(self, batches: Iterable[Graphs]) -> None:
        """Remake the whole graph beside the old one, batch by batch, and swap them at the end."""
        number = self._manifest.graph + 1
        self._sweep()
        with writing(self._folder.path):
            fresh = pyoxigraph.Store(str(self._folder.graph(number)))
            for batch in batches:
                fresh.bulk_load(_quads(batch), format=RdfFormat.N_QUADS)
            self._keep(fresh)
            fresh.flush()
            self._graph = fresh
            self._write(replace(self._manifest, graph=number))
            self._sweep()

    def _keep(self, fresh: pyoxigraph.Store) -> None:
        """Carry over what others wrote beside the build."""
        iris = Iris(self.base)
        for graph in self.graphs():
            if not iris.built(graph):
                if graph != UNNAMED:
                    fresh.add_graph(NamedNode(graph))
                fresh.bulk_extend(self._graph.quads_for_pattern(None, None, None, node(graph)))

    def discard(self, document: str, key: str) -> None:
        """Forget a reading once no view shows it."""
        self._obsolete.append((document, key))

    def publish(self, digests: Mapping[str, str], *, purge: bool = False) -> None:
        """Let readers see what was written, as a new generation; ``digests`` tell what determined it.

        The view before it stays for those who are reading it, unless a purge wants it gone.
        """
        if not self.catalogue.unpublished and digests == self._manifest.digests and not purge:
            return
        number = self._manifest.view + 1
        with writing(self._folder.path):
            view = self._folder.view(number)
            view.mkdir(parents=True)
            self._graph.backup(str(view / "graph"))
            self.catalogue.publish(view / "catalogue.sqlite")
            built = datetime.now(UTC).isoformat(timespec="seconds")
            self._write(
                Manifest(
                    self.base, FORMAT, self._manifest.graph, number, number, len(self._graph), built, dict(digests)
                )
            )
            self._sweep(grace=0 if purge else 1)
            for document, key in self._obsolete:
                self.readings.remove(document, [key])
            self.catalogue.published()
            if purge:  # last, for it ends what a killed build must begin again
                self.catalogue.purge()

    def _write(self, manifest: Manifest) -> None:
        self._folder.write(manifest)
        self._manifest = manifest

    def _sweep(self, grace: int = 1) -> None:
        view = self._manifest.view
        self._folder.sweep(graph=self._manifest.graph, views=range(view - grace, view + 1))

    def close(self) -> None:
        """Let go of the files and let the next writer in."""
        super().close()
        self.catalogue.close()
        self._folder.unlock()


def node(graph: str) -> Name:
    """Turn a graph's IRI, or ``UNNAMED``, into what the engine calls it."""
    return NamedNode(graph) if graph != UNNAMED else DefaultGraph()


def _nodes(iris: Sequence[str] | None) -> list[Any] | None:
    return None if iris is None else [NamedNode(iri) for iri in iris]


def _quads(graphs: Graphs) -> bytes:
    return "".join(f"{s} {p} {o} <{g}> .\n" for g, triples in graphs.items() for s, p, o in triples).encode()
