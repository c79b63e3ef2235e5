"""A change from beside the build: made on a working copy of the view, looked at, and then published or dropped.

Laws of this file: whatever happens to the process that makes a change, readers and builds find the store as it was or
as it was to become; between two changes nobody holds the lock, so that builds go on as ever.

The working copy (``draft/``) stays open between changes, for opening RocksDB takes longer than most changes; it is made
anew wherever it could be anything else than what readers see.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kg.errors import StoreError
from kg.stores import UNNAMED
from kg.stores.catalogue import Catalogue
from kg.stores.copies import copy, published
from kg.stores.folder import Folder, Manifest, writing
from kg.stores.oxigraph import node

PAUSE = 0.02
"""Seconds between two looks whether the lock is free."""


@dataclass(frozen=True, slots=True)
class Digest:
    """How many triples a graph holds, and a digest of them."""

    count: int
    triples: bytes


class Amender:
    """Changes one store, one change at a time."""

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self._manifest: Manifest | None = None  # what the draft was like before this change
        self._graph = pyoxigraph.Store()
        self._touching: Collection[str] | None = None
        self._before: Mapping[str, Digest] = {}  # of each graph, as readers see it
        self._now: Mapping[str, Digest] = {}
        self._count = 0

    @property
    def base(self) -> str:
        """The IRI under which the data's own IRIs are minted."""
        return self._folder.manifest.base

    @property
    def graph(self) -> pyoxigraph.Store:
        """The working copy: what is written to it is seen by nobody before :meth:`publish`."""
        return self._graph

    @contextmanager
    def amending(self, patience: float, touching: Collection[str] | None = None) -> Iterator[int]:
        """Hold the store for one change, which is dropped if it fails; what was not published is dropped too.

        Gives the generation that it goes on from, which nobody else can replace meanwhile.
        ``touching`` names the graphs that it may write, None: it may be any; comparing few is quick in a large store.
        Raises StoreError where another process writes for longer than ``patience`` seconds, and where a build was
        interrupted: its work would be lost.
        """
        self._lock(patience)
        try:
            with writing(self._folder.path):
                manifest = self._folder.manifest
                self._begin(manifest)
                self._touching = touching
                self._before = self._now = digests(self._graph, touching)
                yield manifest.generation
            if self._now != self._before:
                self._manifest = None
        except BaseException:
            self._manifest = None
            raise
        finally:
            self._folder.unlock()

    def _lock(self, patience: float) -> None:
        deadline = time.monotonic() + patience
        while True:
            try:
                return self._folder.lock()
            except StoreError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(PAUSE)

    def _begin(self, manifest: Manifest) -> None:
        with Catalogue.opened(self._folder.catalogue) as catalogue:
            if catalogue.unpublished:
                raise StoreError(f"a build of {self._folder.path} was interrupted; run it again before anything else")
        if manifest == self._manifest and self._folder.draft.exists():
            return
        self._graph = pyoxigraph.Store()  # lets go of the files of the old one
        shutil.rmtree(self._folder.draft, ignore_errors=True)
        copy(self._folder, manifest, self._folder.draft)
        self._graph = pyoxigraph.Store(str(self._folder.draft))
        self._manifest = manifest

    def changed(self) -> list[str]:
        """List the graphs that differ from what readers see, sorted; those made and those dropped among them."""
        assert self._manifest is not None, "look inside amending()"
        self._now, self._count = digests(self._graph, self._touching), len(self._graph)
        grown = sum(each.count for each in self._now.values()) - sum(each.count for each in self._before.values())
        if self._touching is not None and self._count - self._manifest.triples != grown:
            _, seen = published(self._folder)  # another graph was written, too
            self._before, self._now = digests(seen), digests(self._graph)
        both = self._now.keys() | self._before
        return sorted(graph for graph in both if self._now.get(graph) != self._before.get(graph))

    def publish(self) -> int:
        """Let readers see the change that :meth:`changed` told of, as a new generation, whose number this gives."""
        assert self._manifest is not None, "publish inside amending()"
        folder, old = self._folder, self._manifest
        folder.sweep(graph=old.graph, views={old.view, old.view - 1})
        number = old.view + 1
        view = folder.view(number)
        view.mkdir(parents=True)
        self._graph.backup(str(view / "graph"))
        with Catalogue.opened(folder.catalogue) as catalogue:
            catalogue.publish(view / "catalogue.sqlite")
        built = datetime.now(UTC).isoformat(timespec="seconds")
        new = replace(old, graph=old.graph + 1, view=number, generation=number, triples=self._count, built=built)
        folder.write(new)
        folder.sweep(graph=new.graph, views={old.view, number})
        self._manifest, self._before = new, self._now
        return number


def digests(graph: pyoxigraph.Store, names: Collection[str] | None = None) -> Mapping[str, Digest]:
    """Digest some graphs, or all, as far as there are such."""
    if names is None:
        names = [UNNAMED, *(name.value for name in graph.named_graphs() if isinstance(name, NamedNode))]
    there = (name for name in names if name == UNNAMED or graph.contains_named_graph(NamedNode(name)))
    return {name: digest(graph, name) for name in there}


def digest(graph: pyoxigraph.Store, name: str) -> Digest:
    """Digest one graph in the order in which the engine keeps its triples: equal where these are the same."""
    triples = graph.dump(format=RdfFormat.N_TRIPLES, from_graph=node(name)) or b""
    return Digest(triples.count(b"\n"), hashlib.blake2b(triples).digest())
