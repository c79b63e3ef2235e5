"""Files made from a generation: they follow the graph, and go with their view."""

import re
import threading

import pytest
from world import DOCUMENTS, built, write

import server
from kg.stores import open_view
from kg.stores.folder import GONE, Folder
from server.assembly import close
from server.publishing.making import SEARCH, STATISTICS
from server.publishing.press import PATIENT, NotReadyError, Press
from server.publishing.statistics import Statistics


@pytest.fixture
def press():
    made = Press(room=2**30)
    yield made
    made.close()


@pytest.fixture
def source(tmp_path):
    folder = write(tmp_path / "source")
    built(folder, tmp_path / "store")
    return folder


def told(app):
    """What dump, counts and search say of the graph: triples, triples, passages with a name."""
    site, client = app.extensions["habeas"], app.test_client()
    for name in (STATISTICS, SEARCH):
        assert site.press.made(site.newest().lists.view, name, wait=60)
    with client.get("/dump.nq") as response:
        dump = response.text.count("\n")
    (counted,) = re.findall(r"dataset> .*?void:triples (\d+)", client.get("/.well-known/void").text, re.DOTALL)[:1]
    found = client.get("/search", query_string={"q": "Zed Zulu", "format": "json"}).json
    return dump, int(counted), found["total"]


def test_dumps_counts_and_words_follow_a_build_beside_the_server(tmp_path, source):
    with open_view(tmp_path / "store") as view:
        app = server.create_app(view)
        before, triples = told(app), view.count()
        write(source, {**DOCUMENTS, "z.txt": "Zed Zulu said that all is new.\n"})
        built(source, tmp_path / "store")
        app.extensions["habeas"].renew()
        dump, counted, found = told(app)
        close(app)
    assert before == (triples, triples, 0)
    assert dump == counted > triples
    assert found > 0


def test_what_was_made_goes_with_its_view(tmp_path, source, press):
    folder = Folder(tmp_path / "store")
    with open_view(tmp_path / "store") as view:
        path = press.made(view, STATISTICS, wait=60)
    assert folder.view(1) in path.parents
    for name in ("one.txt", "two.txt"):
        write(source, {**DOCUMENTS, name: f"{name} said that all is new.\n"})
        built(source, tmp_path / "store")
    assert not path.exists()


def test_what_a_killed_build_left_of_a_view_is_removed(tmp_path, source):
    left = tmp_path / "store" / "views" / f"0{GONE}" / "made"
    left.mkdir(parents=True)
    built(source, tmp_path / "store", rebuild=True)
    assert not left.parent.exists()


def test_a_file_of_a_generation_that_is_gone_is_not_made_from_another(tmp_path, source, press):
    with open_view(tmp_path / "store") as view:
        write(source, {"a.txt": "Ann Lee said that all is new.\n"})
        built(source, tmp_path / "store")
        with pytest.raises(NotReadyError, match="changed"):
            press.made(view, STATISTICS, wait=60)


@pytest.mark.usefixtures("source")
def test_many_who_ask_at_once_get_one_file(tmp_path, press):
    with open_view(tmp_path / "store") as view:
        makings = []
        threads = [threading.Thread(target=lambda: makings.append(press.making(view, SEARCH))) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len({making.process.pid for making in makings}) == 1
        assert press.made(view, SEARCH, wait=60)


@pytest.mark.usefixtures("source")
def test_only_so_many_dumps_are_made_at_once(tmp_path, press):
    with open_view(tmp_path / "store") as view:
        for name in ("dump.ttl", "dump.nt"):
            press.making(view, name)
        with pytest.raises(NotReadyError, match="Other dumps"):
            press.making(view, "dump.nq")
        assert press.made(view, STATISTICS, wait=60)


def test_an_empty_graph_has_counts_too(tmp_path, press):
    built(write(tmp_path / "source", {}), tmp_path / "store")
    with open_view(tmp_path / "store") as view:
        path = press.made(view, STATISTICS, wait=60)
        assert Statistics.read(path).triples == view.count()


@pytest.mark.usefixtures("source")
def test_those_who_wait_leave_threads_for_the_others(tmp_path, press):
    with open_view(tmp_path / "store") as view:
        readers = [press.following(view, "dump.ttl") for _ in range(PATIENT)]
        with pytest.raises(NotReadyError, match="being made"):
            press.following(view, "dump.ttl")
        readers[0].close()  # gone before it read anything
        readers[0].close()
        assert b"".join(press.following(view, "dump.ttl")) == b"".join(readers[1])
        for reader in readers:
            reader.close()
        assert press.made(view, STATISTICS, wait=60)
