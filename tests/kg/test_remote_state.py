"""A graph on a server and the folder it is built from: one folder builds one graph, whatever becomes of either."""

import engines
import httpx
import pytest
import world

from kg.errors import StoreError, UsageError
from kg.stores import Revision, open_store, open_view
from kg.stores.remote.client import Client
from kg.stores.remote.place import found, settled

G = "http://localhost:8000/graph/doc/a.txt"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    with engines.oxigraph(tmp_path_factory.mktemp("oxigraph")) as started:
        yield started


@pytest.fixture
def place(server, tmp_path):
    """The folder that stands for the empty graph on the server."""
    server.empty()
    return server.settled(tmp_path / "state")


@pytest.fixture
def sources(tmp_path):
    return world.write(tmp_path / "sources")


def test_another_folder_reads_the_graph_and_does_not_build_it(server, place, sources, tmp_path):
    world.built(sources, place)
    other = server.settled(tmp_path / "other")
    assert world.dumped(other) == world.dumped(place)
    with pytest.raises(StoreError, match="built from another folder"):
        world.built(sources, other)


def test_another_folder_takes_a_graph_over_whose_mark_was_dropped(server, place, sources, tmp_path):
    world.built(sources, place)
    httpx.post(server.update, data={"update": "DROP GRAPH <http://localhost:8000/graph/store>"})
    (sources / "d.txt").unlink()
    world.built(sources, server.settled(tmp_path / "other"), rebuild=True)
    world.built(sources, tmp_path / "embedded")
    assert world.dumped(place) == world.dumped(tmp_path / "embedded")
    with pytest.raises(StoreError, match="built from another folder"):
        world.built(sources, place)


def test_what_was_lost_on_the_server_is_written_again(server, place, sources):
    world.built(sources, place)
    whole = world.dumped(place)
    server.empty()
    with pytest.raises(StoreError, match="build one first"):
        open_view(place)
    world.built(sources, place)
    assert world.dumped(place) == whole


def test_a_build_that_broke_off_is_completed_by_the_next(place, sources, monkeypatch):
    def broken(*_):
        raise StoreError("the server went away")

    with monkeypatch.context() as patch:
        patch.setattr(Client, "update", broken)
        with pytest.raises(StoreError, match="went away"):
            world.built(sources, place)
    world.built(sources, place)
    with open_view(place) as view:
        assert view.reading(f"{view.base}doc/a.txt").claims


def test_a_server_without_a_graph_store_is_built_by_updates(server, tmp_path, sources):
    server.empty()
    bare = settled(server.query, folder=tmp_path / "bare", graphs=f"{server.query}/none")
    world.built(sources, bare, rebuild=True)
    world.built(sources, tmp_path / "embedded")
    assert world.dumped(bare) == world.dumped(tmp_path / "embedded")


def test_graphs_of_others_are_neither_dumped_nor_dropped(server, place, sources):
    world.built(sources, place)
    whole = world.dumped(place)
    httpx.put(server.graphs, params={"graph": "http://other.example/g"}, content="<a:s> <a:p> 1 .",
              headers={"Content-Type": "text/turtle"})  # fmt: skip
    world.built(sources, place, rebuild=True)
    with open_view(place) as view:
        assert view.holds("http://other.example/g")
        assert view.query("ASK { <a:s> <a:p> 1 }")
    assert world.dumped(place) == whole


def test_a_server_that_cuts_long_answers_gives_no_part_of_a_graph(tmp_path, monkeypatch):
    monkeypatch.setenv("HABEAS_STORE_USER", "dba")
    monkeypatch.setenv("HABEAS_STORE_PASSWORD", "dba")
    with engines.virtuoso(tmp_path) as virtuoso, open_store(virtuoso.settled(tmp_path / "state")) as store:
        store.rebuild([{G: frozenset((f"<a:s{n}>", "<a:p>", '"o"') for n in range(8000))}])
        with pytest.raises(StoreError, match=r"gave 7,000 of the 8,000 triples .* raise its limit"):
            store.graph(G)


def test_commands_take_an_address_where_they_take_a_folder(server, run, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "states"))
    server.empty()
    sources = world.write(tmp_path / "sources", {"a.txt": "Police detained Ann Lee in Velm.\n"})
    built = run("build", sources, "--store", server.query, "--state", tmp_path / "mine", "--quiet")
    assert built.exit_code == 0, built.output
    assert found(tmp_path / "mine").graphs == server.graphs
    for store in (server.query, tmp_path / "mine"):
        asked = run("query", "ASK { ?s a <https://w3id.org/habeas/ns#Document> }", "--store", store)
        assert (asked.exit_code, asked.output.strip()) == (0, "yes")
    refused = run("build", sources, "--store", tmp_path / "graph", "--update-url", server.update)
    assert (refused.exit_code, "--update-url" in refused.output) == (2, True)


def test_a_folder_of_the_embedded_store_is_not_taken_for_a_servers(server, tmp_path):
    with open_store(tmp_path / "store") as store:
        store.revise(Revision())
    with pytest.raises(UsageError, match="other files"):
        server.settled(tmp_path / "store")
