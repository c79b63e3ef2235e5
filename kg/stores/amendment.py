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
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, RdfFormat

from kg.errors import StoreError
from kg.stores import UNNAMED
from kg.stores.catalogue import Catalogue
from kg.stores.folder import Folder, Manifest, writing
from kg.stores.oxigraph import copy, node

PAUSE = 0.02
"""Seconds between two looks whether the lock is free."""


class Amender:
    """Changes one store, one change at a time."""

    def __init__(self, path: Path) -> None:
        self._folder = Folder(path)
        self._manifest: Manifest | None = None  # what the draft was like before this change
        self._graph = pyoxigraph.Store()
        self._before: Mapping[str, bytes] = {}  # graph → digest, as readers see them
        self._now: Mapping[str, bytes] = {}

    @property
    def base(self) -> str:
        """The IRI under which the data's own IRIs are minted."""
        return self._folder.manifest.base

    @property
    def graph(self) -> pyoxigraph.Store:
        """The working copy: what is written to it is seen by nobody before :meth:`publish`."""
        return self._graph

    @contextmanager
    def amending(self, patience: float) -> Iterator[None]:
        """Hold the store for one change, which is dropped if it fails; what was not published is dropped too.

        Raises StoreError where another process writes for longer than ``patience`` seconds, and where a build was
        interrupted: its work would be lost.
        """
        self._lock(patience)
        try:
            with writing(self._folder.path):
                self._begin(self._folder.manifest)
                yield
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
        self._before = self._now = digests(self._graph)
        self._manifest = manifest

    def changed(self) -> list[str]:
        """List the graphs that differ from what readers see, sorted; those made and those dropped among them."""
        self._now = digests(self._graph)
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
        new = replace(old, graph=old.graph + 1, view=number, generation=number, triples=len(self._graph), built=built)
        folder.write(new)
        folder.sweep(graph=new.graph, views={old.view, number})
        self._manifest, self._before = new, self._now
        return number


def digests(graph: pyoxigraph.Store) -> Mapping[str, bytes]:
    """Graph → a digest of its triples, in the order in which the engine keeps them: equal where these are the same."""
    names = [UNNAMED, *(name.value for name in graph.named_graphs() if isinstance(name, NamedNode))]
    dumped = ((name, graph.dump(format=RdfFormat.N_TRIPLES, from_graph=node(name)) or b"") for name in names)
    return {name: hashlib.blake2b(triples).digest() for name, triples in dumped}
