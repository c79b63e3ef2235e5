"""The graph on another server, written over HTTP: a change is one SPARQL Update, a rebuild goes graph by graph.

A server that makes an update one transaction shows a change whole or not at all; docs/engines.md tells which do.
While the graph is rebuilt, readers see some graphs of before and some of after; what a killed build leaves half done,
the next completes, for its documents are still stale in the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from kg.errors import StoreError
from kg.iris import Iris
from kg.model import Graphs, Triple
from kg.stores import Revision, StoreInfo
from kg.stores.catalogue import Catalogue
from kg.stores.differences import difference, operations, together
from kg.stores.folder import Folder, writing
from kg.stores.remote.client import RefusedError
from kg.stores.remote.mark import Mark, renewed
from kg.stores.remote.view import RemoteView

PART = 1000
"""Triples of one update, where a server does not take a larger one: Virtuoso's compiler holds about 5,000."""
TOO_MUCH = frozenset({400, 413, 500})
"""Statuses by which servers refuse an update that is right, but too long for them, or holds a literal they stumble at.
"""
NO_STORE = frozenset({404, 405, 501})
"""Statuses that say that a server has no Graph Store at this address."""


class RemoteStore(RemoteView):
    """The only writer, by the lock and the name of its folder. Readers elsewhere see what is written as it is."""

    def __init__(self, path: Path, *, base: str | None = None) -> None:
        folder = Folder(path)
        with writing(path):
            folder.lock()
            try:
                self._manifest = folder.create(base)
                super().__init__(path)
                self.catalogue = Catalogue.writable(folder.catalogue)
                self._folder = folder
                self._agree()
            except BaseException:
                folder.unlock()
                raise
        self._obsolete: list[tuple[str, str]] = []

    def _marked(self) -> Mark:
        held = self._marks()
        return held[0] if held else Mark(StoreInfo(base=self._manifest.base))

    def _agree(self) -> None:
        """Hold folder and server against each other; StoreError where the graph is built from elsewhere.

        Where one of the two was restored or emptied, or is new, the next build makes the graph whole again.
        """
        mark, state, host = self._mark, self._place.state, self._place.host
        if mark.state and mark.state != state:
            raise StoreError(
                f"the graph at {host} is built from another folder than {self.path}; name that by --state, "
                f"or drop <{mark.graph}> there, and this build takes the graph over"
            )
        if mark.info.base != self.base or mark.info.base != self._manifest.base:
            raise StoreError(f"the graph at {host} was made with the base {mark.info.base}; IRIs must not change")
        if mark.info.generation != self._manifest.generation or not mark.state:
            self.catalogue.lose()
        if not mark.state:
            self._remark(Mark(replace(mark.info, generation=self._manifest.generation), state))

    def _remark(self, mark: Mark) -> None:
        """Let readers everywhere know of a generation."""
        self.client.update(operations([mark.graph], {}, {mark.graph: mark.triples()}))
        self._mark = mark

    def refresh(self) -> bool:
        """Stay: the writer is always on the newest generation."""
        return False

    def _shown(self, document: str) -> str | None:
        return self.catalogue.shown(document)

    @property
    def log(self) -> Path:
        """The log of runs, with their clock times."""
        return self._folder.runs

    def revise(self, revision: Revision) -> None:
        """Carry out one change, in one update where the server takes it; raises StoreError, and may be repeated."""
        removed, added = difference(self._held, revision)
        update = operations(revision.removed, removed, added)
        try:
            if update:
                self.client.update(update)
        except RefusedError as error:
            if error.answered not in TOO_MUCH:
                raise
            self._piecemeal(revision, removed, added)

    def _piecemeal(self, revision: Revision, removed: Graphs, added: Graphs) -> None:
        """Carry out a change whose update a server does not take: graph by graph, the large ones in parts."""
        gone, come = ({g: t for g, t in side.items() if g in revision.about} for side in (removed, added))
        for part in parts(revision.removed, gone, come):
            self.client.update(part)
        for graph, triples in revision.replaced.items():
            if graph in removed or graph in added:
                self._replace(graph, triples)

    def rebuild(self, batches: Iterable[Graphs]) -> None:
        """Replace graph by graph, and drop the build's own graphs that are no more.

        Graphs that are not the build's own stay as they are.
        """
        before = {graph for graph in self.graphs() if Iris(self.base).built(graph)}
        shared: dict[str, frozenset[Triple]] = dict.fromkeys(self._shared, frozenset())
        for batch in batches:
            for graph, triples in batch.items():
                if graph in shared:
                    shared[graph] |= triples
                else:
                    self._replace(graph, triples)
                    before.discard(graph)
        for graph, triples in shared.items():
            self._replace(graph, triples)
        for some in together(sorted(before - shared.keys()), 100):
            self.client.update(operations(some, {}, {}))

    @property
    def _shared(self) -> Sequence[str]:
        """The graphs of which every batch holds a part."""
        iris = Iris(self.base)
        return iris.runs, iris.entities, iris.inferred(iris.entities)

    def _replace(self, graph: str, triples: frozenset[Triple]) -> None:
        """Make triples all that a graph holds; by updates where the server has no Graph Store."""
        lines = "".join(f"{s} {p} {o} .\n" for s, p, o in sorted(triples))
        try:
            self.client.put(graph, lines.encode())
        except RefusedError as error:
            if error.answered not in NO_STORE:
                raise
            for part in parts([graph], {}, {graph: triples}):
                self.client.update(part)

    def discard(self, document: str, key: str) -> None:
        """Forget a reading once no view shows it."""
        self._obsolete.append((document, key))

    def publish(self, digests: Mapping[str, str], *, purge: bool = False) -> None:
        """Let readers know of a new generation, and keep beside it what its pages show of documents."""
        if not self.catalogue.unpublished and digests == self._manifest.digests and not purge:
            return
        number = self._manifest.generation + 1
        built = datetime.now(UTC).isoformat(timespec="seconds")
        told: dict[str, Any] = {"generation": number, "triples": self.count(), "built": built, "digests": dict(digests)}
        with writing(self._folder.path):
            view = self._folder.view(number)
            view.mkdir(parents=True, exist_ok=True)
            (view / "catalogue.sqlite").unlink(missing_ok=True)  # of a build that was killed here
            self.catalogue.publish(view / "catalogue.sqlite")
            self._remark(renewed(replace(self._mark, state=self._place.state), **told))
            self._manifest = replace(self._manifest, view=number, **told)
            self._folder.write(self._manifest)
            self._folder.sweep(graph=self._manifest.graph, views=range(number - (not purge), number + 1))
            for document, key in self._obsolete:
                self.readings.remove(document, [key])
            self.catalogue.published()
            if purge:  # last, for it ends what a killed build must begin again
                self.catalogue.purge()

    def close(self) -> None:
        """Let go of the connections and let the next writer in."""
        super().close()
        self.catalogue.close()
        self._folder.unlock()


def parts(dropped: Iterable[str], removed: Graphs, added: Graphs) -> Iterator[Sequence[str]]:
    """Cut a change into updates that any server takes, all that goes before all that comes."""
    for graph in dropped:
        yield operations([graph], {}, {})
    for graph, some in pieces(removed):
        yield operations([], {graph: some}, {})
    for graph, some in pieces(added):
        yield operations([], {}, {graph: some})


def pieces(graphs: Graphs) -> Iterator[tuple[str, frozenset[Triple]]]:
    """Cut the triples of each graph into parts."""
    for graph, triples in graphs.items():
        for some in together(sorted(triples), PART):
            yield graph, frozenset(some)
