"""A store's newest copy in, the same held in memory out, where it is small: queries run several times faster there.

Law of this file: the process that holds it has one thread, before and after, for it is forked from. RocksDB starts
threads that stay when it is closed; so a child opens it, and tells through a pipe what is in it.
"""

from __future__ import annotations

import json
import os
from typing import NoReturn

import pyoxigraph as ox

from kg.errors import StoreError
from kg.stores.copies import published
from kg.stores.folder import Folder

TRIPLE = 400
"""Bytes that a triple takes in memory, with its terms (measured: 290, and 400 once all have been asked for)."""

Held = tuple[int, ox.Store]
"""A generation, and the graph as it was then."""


def needed(folder: Folder) -> int:
    """Estimate the bytes that the newest generation of a store takes in memory; StoreError where there is none.

    Long texts take more than other triples: no less than on disk, where they are compressed.
    """
    manifest = folder.manifest
    files = (folder.view(manifest.view) / "graph").glob("*")
    return max(TRIPLE * manifest.triples, sum(file.stat().st_size for file in files))


def held(folder: Folder, most: int) -> Held | None:
    """Hold the newest generation of a store; None where it would take more bytes than ``most``, or cannot be read."""
    try:
        if needed(folder) > most:
            return None
    except (StoreError, OSError):  # whoever opens it to read will tell
        return None
    reading, writing = os.pipe()
    teller = os.fork()
    if not teller:
        os.close(reading)
        tell(folder, writing)
    os.close(writing)
    found = listened(reading)
    return None if os.waitpid(teller, 0)[1] else found


def tell(folder: Folder, writing: int) -> NoReturn:
    """Be the child: write generation and names of graphs, then all quads as N-Quads; never returns."""
    failed = 1
    try:
        manifest, store = published(folder)
        with os.fdopen(writing, "wb") as pipe:
            graphs = [graph.value for graph in store.named_graphs() if isinstance(graph, ox.NamedNode)]
            pipe.write(json.dumps([manifest.generation, graphs]).encode() + b"\n")
            store.dump(pipe, format=ox.RdfFormat.N_QUADS)
        failed = 0
    finally:
        os._exit(failed)


def listened(reading: int) -> Held | None:
    """Take in what a child tells, its blank nodes by their own names; None where it breaks off."""
    store = ox.Store()
    with os.fdopen(reading, "rb") as pipe:
        try:
            generation, graphs = json.loads(pipe.readline())
            store.bulk_extend(ox.parse(pipe, format=ox.RdfFormat.N_QUADS))
        except (ValueError, SyntaxError):
            return None
    for graph in graphs:  # those without a triple too
        store.add_graph(ox.NamedNode(graph))
    return generation, store
