import json
import sqlite3
import subprocess
import sys

import pytest

from kg.errors import QueryError, StoreError, UsageError
from kg.stores import Revision, open_store, open_view
from kg.stores.catalogue import Catalogue, Outcome, Row

G, H, S = "http://x/graph/g", "http://x/graph/h", "http://x/s"
MINE = "http://x/mine"
ONE, TWO = (("<http://x/s>", "<http://x/p>", f'"{n}"') for n in (1, 2))
OTHER = ("<http://x/t>", "<http://x/p>", "<http://x/s>")


@pytest.fixture
def store(tmp_path):
    with open_store(tmp_path / "store", base="http://x") as opened:
        yield opened


def graphs(view):
    return {iri: frozenset(view.graph(iri)) for iri in view.graphs()}


def test_publishing_what_did_not_change_makes_no_generation(store):
    store.catalogue.begin({})
    store.publish({"code": "1"})
    assert (store.generation, store.catalogue.unpublished) == (1, False)
    store.publish({"code": "1"})
    assert store.generation == 1
    store.publish({"code": "2"})
    assert store.generation == 2


def test_a_rebuild_puts_a_new_graph_in_place_of_the_old(store):
    store.revise(Revision({G: frozenset({ONE})}))
    store.rebuild([{G: frozenset({TWO})}, {H: frozenset({OTHER})}])
    assert graphs(store) == {G: {TWO}, H: {OTHER}}
    assert [path.name for path in (store.path / "graph").iterdir()] == ["2"]


def test_a_rebuild_that_fails_leaves_the_old_graph(store):
    store.revise(Revision({G: frozenset({ONE})}))

    def failing():
        yield {G: frozenset({TWO})}
        raise OSError(28, "No space left on device")

    with pytest.raises(StoreError, match="No space left"):
        store.rebuild(failing())
    assert graphs(store) == {G: {ONE}}


def test_a_view_stays_on_its_generation_until_it_is_refreshed(store):
    store.revise(Revision({G: frozenset({ONE})}))
    store.publish({"n": "1"})
    with open_view(store.path) as view:
        for n in range(2, 5):
            store.revise(Revision({G: frozenset({TWO, OTHER})}))
            store.rebuild([{G: frozenset({TWO})}])
            store.publish({"n": str(n)})
            assert (graphs(view), view.generation) == ({G: {ONE}}, 1)
        assert view.refresh()
        assert not view.refresh()
        assert (graphs(view), view.generation) == ({G: {TWO}}, 4)


def test_what_is_written_is_not_seen_before_it_is_published(store):
    store.revise(Revision({G: frozenset({ONE})}))
    with open_view(store.path) as view:
        assert (graphs(view), view.reading("http://x/doc/a"), view.generation) == ({}, None, 0)


def test_a_purge_leaves_one_view(store):
    for n in range(3):
        store.publish({"n": str(n)}, purge=n == 2)
    assert [path.name for path in (store.path / "views").iterdir()] == ["3"]


def test_the_default_graph_of_a_query_is_the_union(store):
    store.revise(Revision({G: frozenset({ONE}), H: frozenset({OTHER})}))
    query = "SELECT ?s { ?s ?p ?o }"
    assert len(list(store.query(query))) == 2
    assert len(list(store.query(query, default_graph=[H]))) == 1
    assert len(list(store.query("SELECT ?g { GRAPH ?g { ?s ?p ?o } }", named_graphs=[G]))) == 1


def test_a_malformed_query_is_answered_with_line_and_column(store):
    with pytest.raises(QueryError, match=r"1:\d+"):
        store.query("SELECT * WHRE {}")


def test_describe_goes_out_and_in_and_takes_any_string(store):
    store.revise(Revision({G: frozenset({ONE, OTHER})}))
    assert list(store.describe(S)) == [ONE, OTHER]
    assert list(store.describe("no iri")) == []


def test_a_second_writer_is_refused_in_another_process_too(store):
    code = "import sys; from pathlib import Path; from kg.stores import open_store; open_store(Path(sys.argv[1]))"
    done = subprocess.run([sys.executable, "-c", code, str(store.path)], capture_output=True, text=True, check=False)
    assert "another process is writing" in done.stderr


def test_what_is_no_store_is_said_to_be_none(tmp_path):
    with pytest.raises(StoreError, match="not a Habeas store"):
        open_view(tmp_path)
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="other files"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.name != "lock"] == ["letter.txt"]


def test_another_format_and_another_base_are_refused(store, tmp_path):
    store.close()
    with pytest.raises(StoreError, match="must not change"):
        open_store(tmp_path / "store", base="http://y/")
    manifest = tmp_path / "store" / "habeas.json"
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 99}))
    with pytest.raises(StoreError, match="format 99"):
        open_view(tmp_path / "store")


@pytest.mark.parametrize("base", ["no address", "http://x y/", "http://x/<", "ftp://x/", "http://x/#"])
def test_a_base_that_no_iri_can_have_is_refused(tmp_path, base):
    with pytest.raises(UsageError, match="base"):
        open_store(tmp_path / "store", base=base)


def test_facts_are_counted_by_their_witnesses(tmp_path):
    catalogue = Catalogue.writable(tmp_path / "c.sqlite")
    fact, other = ("e", "principal", "Ann"), ("e", "principal", "Bo")
    assert catalogue.begin({"a": [fact], "b": [fact, other]}) == {"e"}
    catalogue.begin({"b": []})
    assert catalogue.facts("e") == {fact}
    catalogue.begin({"a": []})
    assert catalogue.facts("e") == frozenset()
    catalogue.close()


def test_a_document_is_stale_from_want_to_finish(tmp_path):
    catalogue = Catalogue.writable(tmp_path / "c.sqlite")
    catalogue.want(Row("a", "a.txt", "/s", "0", "key"))
    assert [row.shown for row in catalogue.stale()] == [None]
    catalogue.finish({"a": Outcome("run", {"Detention": 2}, (), 0)}, {}, [])
    assert (catalogue.stale(), catalogue.shown("a"), catalogue.claims()) == ((), "key", {"Detention": 2})
    catalogue.outdate("another run")
    assert len(catalogue.stale()) == 1
    catalogue.close()


def test_what_is_deleted_from_the_catalogue_leaves_no_trace(tmp_path):
    path = tmp_path / "c.sqlite"
    catalogue = Catalogue.writable(path)
    catalogue.begin({"a": [("e", "principal", "Ann Lee")]})
    catalogue.begin({"a": []})
    catalogue.purge()
    catalogue.close()
    assert b"Ann Lee" not in path.read_bytes()
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)
