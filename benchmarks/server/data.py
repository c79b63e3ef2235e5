"""The graph that all servers are asked of: readings of an invented corpus, repeated to the size wanted."""

from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from benchmarks import corpus
from benchmarks.__main__ import TERMS, copies, wanted
from kg.documents import documents
from kg.dump import dump_file
from kg.identity.records import Records
from kg.model import Document
from kg.publication import Publisher
from kg.reading import read
from kg.stores import open_store, open_view
from kg.stores.folder import Folder

READ = 30
"""Documents that are read; a larger graph repeats their readings."""
CLAIMS = "SELECT ?claim { ?claim a <https://w3id.org/habeas/ns#Statement> } LIMIT 100"


@dataclass(frozen=True)
class Data:
    """One graph as Habeas's store, as the RocksDB within it, and as N-Quads; a hundred of its claims, its triples."""

    store: Path
    graph: Path
    text: Path
    claims: list[str]
    triples: int


def made(folder: Path, size: int) -> Data:
    """Build a graph of ``size`` documents."""
    store, text = folder / "store", folder / "dump.nq"
    source = corpus.write(folder / "source", min(size, READ))
    found = [read(document) for document in documents([source]) if isinstance(document, Document)]
    with open_store(store) as opened:
        for reading in copies(found, size):
            wanted(opened, reading, "1")
        Publisher(opened, TERMS, Records.read(None, (), store)).publish(rebuild=True)
    with open_view(store) as view:
        dump_file(view, "nquads", text)
        asked = view.query(CLAIMS)
        assert isinstance(asked, ox.QuerySolutions)
        claims = [row["claim"].value for row in asked]
        return Data(store, graph(store), text, claims, view.info.triples)


def graph(store: Path) -> Path:
    """The RocksDB that Habeas's own readers open."""
    folder = Folder(store)
    return folder.view(folder.manifest.view) / "graph"
