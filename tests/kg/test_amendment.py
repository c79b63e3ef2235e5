"""Changes from beside the build: seen whole or not at all, kept by builds, never in a build's way."""

import contextlib
import os
import signal
import subprocess
import sys
import time

import pytest
from pyoxigraph import NamedNode
from world import built, dumped, write

from kg.errors import StoreError
from kg.stores import UNNAMED, Revision, open_store, open_view
from kg.stores.amendment import Amender

BUILT, MINE = "http://x/graph/doc/a", "http://x/mine"
ONE, TWO = (("<http://x/s>", "<http://x/p>", f'"{n}"') for n in (1, 2))
INSERT = "INSERT DATA {{ {0} GRAPH <http://x/mine> {{ {0} }} }}".format("<http://x/s> <http://x/p> 1")


@pytest.fixture
def path(tmp_path):
    """A store with one graph that a build has written and published."""
    path = tmp_path / "store"
    with open_store(path, base="http://x") as store:
        store.revise(Revision({BUILT: frozenset({ONE})}))
        store.publish({"code": "1"})
    return path


def amend(path, update, *, publish=True):
    amender = Amender(path)
    with amender.amending(1):
        amender.graph.update(update)
        changed = amender.changed()
        if publish:
            amender.publish()
    return changed


def test_a_change_is_seen_when_it_is_published_and_tells_its_graphs(path):
    assert amend(path, INSERT) == [UNNAMED, MINE]
    with open_view(path) as view:
        assert (view.graphs(), view.count(), view.generation) == ([UNNAMED, BUILT, MINE], 3, 2)
        assert view.info.triples == 3
    assert dumped(path).startswith('<http://x/s> <http://x/p> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .\n')


def test_a_change_that_is_not_published_is_gone_with_the_next(path):
    before, amender = dumped(path), Amender(path)
    for way in ("no reason", "a reason"):
        with contextlib.suppress(ZeroDivisionError), amender.amending(1):
            amender.graph.update(INSERT)
            assert amender.changed() or way
            assert way != "a reason" or 1 // 0
        with amender.amending(1):
            assert amender.changed() == []
    assert dumped(path) == before


def test_graphs_made_emptied_and_dropped_are_changes(path):
    amend(path, INSERT)
    assert amend(path, "CREATE GRAPH <http://x/new>") == ["http://x/new"]
    assert amend(path, "CLEAR GRAPH <http://x/mine>") == [MINE]
    assert amend(path, "DROP GRAPH <http://x/mine>") == [MINE]
    assert amend(path, "INSERT DATA { GRAPH <http://x/graph/doc/a> { <http://x/s> <http://x/p> '1' } }") == []


def test_only_what_may_have_changed_is_compared_unless_more_has(path):
    amender = Amender(path)
    for touching, expected in [([MINE], [UNNAMED, MINE]), ([UNNAMED, MINE, BUILT], []), ([], [])]:
        with amender.amending(1, touching):
            amender.graph.update(INSERT)
            assert amender.changed() == expected
            amender.publish()


def test_a_build_goes_on_from_what_was_written_beside_it(path):
    amend(path, INSERT)
    with open_store(path) as store:
        assert store.graphs() == [UNNAMED, BUILT, MINE]
        store.revise(Revision({BUILT: frozenset({TWO})}))
        store.publish({"code": "2"})
    assert amend(path, "DROP GRAPH <http://x/mine>") == [MINE]
    with open_view(path) as view:
        assert (list(view.graph(BUILT)), view.generation) == ([TWO], 4)


def test_a_rebuild_keeps_the_graphs_that_are_not_its_own(path):
    amend(path, f"{INSERT} ; CREATE GRAPH <http://x/empty> ; INSERT DATA {{ <http://x/s> <http://x/p> [] }}")
    before = dumped(path)
    with open_store(path) as store:
        store.rebuild([{BUILT: frozenset({ONE})}])
        store.publish({"code": "2"})
        assert store.holds("http://x/empty")
    assert dumped(path) == before


def test_one_amender_goes_on_from_what_a_build_has_published_meanwhile(path):
    amender = Amender(path)
    for number in range(3):
        with amender.amending(1):
            amender.graph.add_graph(NamedNode(f"http://x/{number}"))
            assert amender.changed() == [f"http://x/{number}"]
            amender.publish()
        with open_store(path) as store:
            store.revise(Revision({BUILT: frozenset({ONE if number % 2 else TWO})}))
            store.publish({"n": str(number)})
    with open_view(path) as view:
        assert view.graphs() == ["http://x/0", "http://x/1", "http://x/2", BUILT]


def test_a_build_at_work_and_a_build_interrupted_keep_changes_out(path):
    with open_store(path) as store:
        with pytest.raises(StoreError, match="another process is writing"):
            amend(path, INSERT)
        store.catalogue.begin({})
    with pytest.raises(StoreError, match="interrupted; run it again"):
        amend(path, INSERT)


KILLED = """
import sys
from pathlib import Path
from kg.stores.amendment import Amender
amender, number = Amender(Path(sys.argv[1])), 0
while True:
    number += 1
    with amender.amending(9):
        amender.graph.update(f"INSERT DATA {{ GRAPH <http://x/a> {{ <http://x/s> <http://x/p> {number} }} "
                             f"GRAPH <http://x/b> {{ <http://x/s> <http://x/p> {number} }} }}")
        amender.changed()
        amender.publish()
        print(number, flush=True)
"""


@pytest.mark.parametrize("moment", [0.0, 0.013, 0.031])
def test_a_writer_killed_at_any_moment_leaves_whole_changes_only(path, moment):
    process = subprocess.Popen([sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, text=True)
    with process:
        assert process.stdout.readline() == "1\n"
        time.sleep(moment)
        os.kill(process.pid, signal.SIGKILL)
        told = 1 + len(process.stdout.read().splitlines())
    with open_view(path) as view:
        found = {name: len(list(view.graph(f"http://x/{name}"))) for name in "ab"}
        assert found["a"] == found["b"] in (told, told + 1)
    assert amend(path, INSERT) == [UNNAMED, MINE]


def test_builds_and_rebuilds_of_documents_keep_what_was_written_beside_them(tmp_path):
    sources, path = write(tmp_path / "sources"), tmp_path / "store"
    built(sources, path)
    assert amend(path, INSERT) == [UNNAMED, MINE]
    whole = dumped(path)
    built(sources, path, rebuild=True)
    assert dumped(path) == whole
    (sources / "a.txt").unlink()
    built(sources, path)
    with open_view(path) as view:
        assert (len(list(view.graph(MINE))), len(list(view.graph(UNNAMED)))) == (1, 1)
