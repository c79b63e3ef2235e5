"""The same behaviour of the graph in a folder and on servers of other people, which are started where there are any."""

import io
import re
from pathlib import Path

import engines
import pytest
import world

from kg.dump import dump
from kg.errors import QueryError, StoreError
from kg.stores import Revision, open_store, open_view

G, H, S = "http://x/graph/g", "http://x/graph/h", "http://x/s"
MINE = "http://x/mine"
ONE, TWO = (("<http://x/s>", "<http://x/p>", f'"{n}"') for n in (1, 2))
OTHER = ("<http://x/t>", "<http://x/p>", "<http://x/s>")
DOCS = Path(__file__).parents[2] / "docs" / "engines.md"


@pytest.fixture(scope="module", params=["embedded", *engines.ENGINES])
def engine(request, tmp_path_factory):
    """A server of each kind; None for the graph in a folder."""
    if request.param == "embedded":
        yield None
        return
    with engines.ENGINES[request.param](tmp_path_factory.mktemp(request.param)) as started:
        yield started


@pytest.fixture
def place(engine, tmp_path, monkeypatch):
    """A function from a name to the folder that is, or stands for, the graph."""
    if engine is None:
        return lambda name="store": tmp_path / name
    for variable in ("USER", "PASSWORD"):
        monkeypatch.setenv(f"HABEAS_STORE_{variable}", engine.user)
    engine.empty()
    return lambda name="store": engine.settled(tmp_path / name)


@pytest.fixture
def store(place):
    with open_store(place(), base="http://x") as opened:
        yield opened


def graphs(view):
    return {iri: frozenset(view.graph(iri)) for iri in view.graphs()}


def test_a_revision_replaces_graphs_removes_graphs_and_says_new_things_of_subjects(store):
    store.revise(Revision({G: frozenset({ONE}), H: frozenset({OTHER})}))
    about = {"http://x/e": {S: frozenset({TWO}), "http://x/t": frozenset()}}
    store.revise(Revision({G: frozenset({TWO})}, [H], about))
    assert graphs(store) == {G: {TWO}, "http://x/e": {TWO}}
    store.revise(Revision(about={"http://x/e": {S: frozenset()}}))
    store.publish({}, purge=True)
    assert store.count() == store.info.triples == 1


def test_a_revision_may_be_larger_than_any_update_that_a_server_takes(store):
    many = frozenset((f"<http://x/s{n}>", "<http://x/p>", f'"{n} of many"@en') for n in range(6000))
    store.revise(Revision({G: many}, about={H: {"http://x/s1": frozenset({OTHER})}}))
    assert store.count() == 6001
    store.revise(Revision({G: frozenset({ONE})}))
    assert graphs(store) == {G: {ONE}, H: {OTHER}}


def test_publishing_what_did_not_change_makes_no_generation(store):
    store.catalogue.begin({})
    store.publish({"code": "1"})
    assert (store.generation, store.catalogue.unpublished) == (1, False)
    store.publish({"code": "1"})
    assert store.generation == 1
    store.publish({"code": "2"})
    assert (store.generation, store.latest()) == (2, 2)


def test_a_rebuild_puts_a_new_graph_in_place_of_the_old_and_leaves_those_of_others(store):
    store.revise(Revision({G: frozenset({ONE}), MINE: frozenset({TWO})}))
    store.rebuild([{G: frozenset({TWO})}, {"http://x/graph/entities": frozenset({OTHER})}])
    store.rebuild([{H: frozenset({OTHER}), "http://x/graph/runs": frozenset({n})} for n in (ONE, TWO)])
    assert graphs(store) == {H: {OTHER}, "http://x/graph/runs": {ONE, TWO}, MINE: {TWO}}


def test_a_view_goes_over_to_a_new_generation_when_it_is_refreshed(store):
    store.revise(Revision({G: frozenset({ONE})}))
    store.publish({"n": "1"})
    with open_view(store.path) as view:
        assert (view.base, view.generation, dict(view.info.digests)) == ("http://x/", 1, {"n": "1"})
        store.revise(Revision({G: frozenset({ONE, TWO})}))
        store.publish({"n": "2"})
        assert (view.latest(), view.refresh(), view.refresh()) == (2, True, False)
        assert (graphs(view), view.info) == ({G: {ONE, TWO}}, store.info)


def test_the_default_graph_of_a_query_is_the_union(store):
    store.revise(Revision({G: frozenset({ONE}), H: frozenset({OTHER})}))
    query = "SELECT ?s { ?s <http://x/p> ?o }"
    assert len(list(store.query(query))) == 2
    assert len(list(store.query(query, default_graph=[H]))) == 1
    assert len(list(store.query(query.replace("{", f"FROM <{H}> {{", 1)))) == 1
    assert len(list(store.query("SELECT ?g { GRAPH ?g { ?s <http://x/p> ?o } }", named_graphs=[G]))) == 1


def test_each_form_of_query_is_answered_as_by_the_embedded_engine(store):
    store.revise(Revision({G: frozenset({ONE, OTHER})}))
    assert [bool(store.query(f"ASK {{ <{S}> <http://x/p> {o} }}")) for o in ('"1"', '"9"')] == [True, False]
    found = store.query("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o FILTER(?p = <http://x/p>) }")
    assert sorted(str(each.subject) for each in found) == ["<http://x/s>", "<http://x/t>"]


def test_describe_goes_out_and_in_and_takes_any_string(store):
    store.revise(Revision({G: frozenset({ONE, OTHER})}))
    assert list(store.describe(S)) == [ONE, OTHER]
    assert list(store.describe("no iri")) == []
    assert [store.holds(graph) for graph in (G, H)] == [True, False]


@pytest.mark.parametrize("query", ["SELECT * WHRE {}", "SELECT * { ?s ?p }"])
def test_a_malformed_query_is_the_askers_fault(store, query):
    with pytest.raises(QueryError, match="cannot be read"):
        store.query(query)


def test_a_second_writer_and_another_base_are_refused(store, place):
    with pytest.raises(StoreError, match="another process is writing"):
        open_store(place())
    store.close()
    with pytest.raises(StoreError, match="must not change"):
        open_store(place(), base="http://y/")


def dumped(place):
    with open_view(place) as view:
        out = io.BytesIO()
        dump(view, "nquads", out)
        return out.getvalue()


def test_a_graph_that_is_built_twice_changed_and_shrunk_is_that_of_one_build(place, tmp_path):
    sources = world.write(tmp_path / "sources")
    for change in ({}, {"a.txt": "Police detained Ann Lee in Orra.\n"}, {"b.txt": None}):
        texts = {name: text for name, text in {**world.DOCUMENTS, **change}.items() if text}
        world.built(world.write(sources, texts), place())
    world.built(sources, tmp_path / "once")
    assert dumped(place()) == dumped(tmp_path / "once")
    world.built(sources, place(), rebuild=True)
    assert dumped(place()) == dumped(tmp_path / "once")


def test_a_build_keeps_the_texts_beside_the_graph(place, tmp_path):
    world.built(world.write(tmp_path / "sources"), place())
    with open_view(place()) as view:
        assert view.document_text(f"{view.base}doc/a.txt") == world.DOCUMENTS["a.txt"]
        assert view.document_text(f"{view.base}doc/none.txt") is None


def test_a_check_that_an_engine_cannot_make_is_told_as_a_finding(engine, place, tmp_path):
    report = world.built(world.write(tmp_path / "sources"), place())
    untold = [each.shape for each in report.findings if each.message.startswith("not judged")]
    assert len(untold) == (2 if engine and engine.name == "virtuoso" else 0)


XSD = re.compile(r"\^\^xsd:(\w+)")


def literals(engine):
    """Each literal of the documentation with what comes back of it."""
    column = 2 if engine and engine.name == "virtuoso" else 1
    for line in DOCS.read_text(encoding="utf-8").splitlines():
        cells = [
            XSD.sub(r"^^<http://www.w3.org/2001/XMLSchema#\1>", cell.strip(" `")) for cell in line.split("|")[1:-1]
        ]
        if cells and cells[0].startswith('"'):
            yield cells[0], cells[column] or cells[0]


def test_an_engine_changes_in_literals_what_the_documentation_lists(engine, store):
    listed = dict(literals(engine))
    graphs = {literal: f"http://x/graph/{n}" for n, literal in enumerate(listed)}
    store.rebuild([{graph: frozenset({("<http://x/s>", "<http://x/p>", each)}) for each, graph in graphs.items()}])
    assert {each: [o for _, _, o in store.graph(graph)] for each, graph in graphs.items()} == {
        each: [changed] for each, changed in listed.items()
    }
