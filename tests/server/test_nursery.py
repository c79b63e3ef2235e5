"""A small graph is held in memory by the processes of queries, and says there what it says on disk."""

import threading

import pyoxigraph as ox
import pytest

from kg.stores import open_store
from kg.stores.copies import published
from kg.stores.folder import Folder
from server.engine.nursery import AT_ONCE, Nursery
from server.engine.resident import held, needed
from server.engine.worker import NONE, Task

ROOM = 2**20
EMPTY = "http://a.example/graph/empty"


def write(store, *words):
    """A generation whose graphs say these words, and one graph that says nothing."""
    with open_store(store) as opened:
        graphs = {f"http://a.example/graph/{word}": frozenset([("_:b", "<a:p>", f'"{word}"@en')]) for word in words}
        opened.rebuild([graphs, {EMPTY: frozenset()}])
        opened.publish({"code": " ".join(words)})
    return Folder(store).manifest.generation


@pytest.fixture
def store(tmp_path):
    write(tmp_path / "store", "one")
    return tmp_path / "store"


@pytest.fixture
def nursery(store):
    """A nursery over the store, and what is set when it has a newer zygote."""
    renewed = threading.Event()
    made = Nursery(Task(str(store), 2**32, resident=ROOM), renewed.set, settled=0.0)
    yield made, renewed
    made.close()


def told(worker):
    """What a worker says of the graph, and of which generation."""
    query = "SELECT DISTINCT ?o { ?s ?p ?o } ORDER BY ?o"
    wire = {"query": query, "rows": "csv", "graph": "nt", "default_graph": None, "named_graphs": None, "union": True}
    limits = {"base": None, "most": 99, "size": 999, "generation": 0, "lane": "quick", "seconds": 60}
    assert worker.handed(wire | limits)
    head, body = worker.answer(60)
    return head["generation"], body.decode().split()


def test_what_is_held_is_what_is_on_disk_down_to_the_names_of_its_blank_nodes(store):
    generation, kept = held(Folder(store), ROOM)
    manifest, disk = published(Folder(store))
    assert (generation, set(kept)) == (manifest.generation, set(disk))
    assert set(kept.named_graphs()) == set(disk.named_graphs())


def test_a_graph_without_triples_is_held_too(tmp_path):
    store = ox.Store()
    assert held(Folder(tmp_path), ROOM) is None  # there is no store
    with open_store(tmp_path / "store"):
        _, store = held(Folder(tmp_path / "store"), ROOM)
    assert len(store) == 0


@pytest.mark.parametrize(("spare", "kept"), [(0, True), (-1, False)])
def test_a_graph_is_held_where_there_is_room_for_it(store, spare, kept):
    folder = Folder(store)
    assert (held(folder, needed(folder) + spare) is not None) is kept


def test_the_first_worker_has_a_small_graph_in_memory(nursery):
    made, _ = nursery
    assert told(made.worker(0)) == (1, ["o", "one"])
    assert made._zygote.generation == 1


def test_a_generation_that_has_settled_is_held_by_the_workers_to_come(nursery, store):
    made, renewed = nursery
    before = made.worker(0)
    made.seen(write(store, "one", "two"))
    assert renewed.wait(60)
    assert (before.outdated, made._zygote.generation) == (True, 2)
    assert told(made.worker(0)) == (2, ["o", "one", "two"])


def test_a_zygote_that_was_replaced_lives_as_long_as_its_workers(nursery, store):
    made, renewed = nursery
    worker, first = made.worker(0), made._zygote
    made.seen(write(store, "two"))
    assert renewed.wait(60)
    assert first.alive
    assert told(worker) == (1, ["o", "one"])
    worker.stop()
    assert not first.alive
    assert made.statistics() == {"workers_started": 1, "workers_ended": 1}


def test_a_nursery_that_is_closed_leaves_no_zygote(nursery, store):
    made, renewed = nursery
    first = made._zygote if made.worker(0) else None
    made.seen(write(store, "two"))
    made.close()
    assert not first.alive
    assert not renewed.is_set()


def test_a_graph_too_large_to_wait_for_is_loaded_behind_the_first_query(store, monkeypatch):
    renewed = threading.Event()
    monkeypatch.setattr("server.engine.nursery.AT_ONCE", 0)
    made = Nursery(Task(str(store), 2**32, resident=ROOM), renewed.set)
    assert AT_ONCE > ROOM
    worker = made.worker(0)
    assert made._zygote.generation in {NONE, 1}
    assert renewed.wait(60)
    assert worker.outdated
    made.close()
