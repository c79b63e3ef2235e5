"""Where the records of who is who lie: every command finds them where a build does. All items are invented."""

import pytest
from wikidata import HUMAN, authority, item
from world import built, rows, write

from kg.desk import Desk
from kg.errors import StoreError, UsageError
from kg.identity import judgements, ledger, proposals
from kg.identity.judgements import Opinion
from kg.model import Judgement

OLGA, BO = "http://localhost:8000/person/olga-marenkova", "http://localhost:8000/person/bo-nilsen"
ITEM = "http://www.wikidata.org/entity/Q9000000001"
DOCUMENTS = {"a.txt": "Police detained Olga Marenkova in Velm.\n"}


@pytest.fixture
def source(tmp_path):
    return write(tmp_path / "in", DOCUMENTS)


@pytest.fixture
def graph(tmp_path, source):
    built(source, tmp_path / "g")
    return tmp_path / "g"


@pytest.fixture
def linked(run, tmp_path):
    """Propose Olga Marenkova's item for a graph; gives what the command printed."""
    with authority(tmp_path, item(1, "Olga Marenkova", "judge", {"P31": [HUMAN], "P39": ["Q9000000900"]})) as opened:
        path = opened.path

    def link(store, *more):
        done = run("link", "--store", store, "--authority", path, *more)
        assert done.exit_code == 0, done.output
        return done.output

    return link


def same(left=OLGA, right=ITEM):
    return Opinion(left, right, Judgement.SAME, "Ira", "2026-01-02")


@pytest.mark.parametrize("kept", [judgements.NAME, ledger.NAME, proposals.NAME])
def test_records_lie_in_the_only_source_folder_if_one_of_them_does(graph, source, kept):
    assert Desk.of(graph).records.folder == graph
    (source / kept).write_text("")
    assert Desk.of(graph).records.folder == source


def test_records_lie_in_the_folder_named_now_or_in_a_build(graph, source, tmp_path):
    (tmp_path / "kept").mkdir()
    assert Desk.of(graph, tmp_path).records.folder == tmp_path
    built(source, graph, ledger=tmp_path / "kept")
    assert Desk.of(graph).records.folder == Desk.of(graph).folder == tmp_path / "kept"


def test_what_a_person_holds_lies_among_the_documents_never_only_beside_a_graph(graph, source, tmp_path):
    assert Desk.of(graph).folder == source
    built(write(tmp_path / "more", {"b.txt": "Bo Nilsen said that it rains.\n"}), graph)
    with pytest.raises(UsageError, match="--ledger"):
        _ = Desk.of(graph).folder


def test_a_folder_that_is_no_graph_has_records_only_where_they_are_named(tmp_path):
    assert Desk.of(tmp_path / "none", tmp_path).folder == tmp_path
    with pytest.raises(StoreError, match="no graph"):
        Desk.of(tmp_path / "none")


def test_proposals_reach_the_graph_with_the_next_build_wherever_they_lie(graph, source, linked):
    matches = "SELECT ?a ?i WHERE { ?a skos:closeMatch ?i }"
    assert str(graph / proposals.NAME) in linked(graph)
    built(source, graph)
    assert rows(graph, matches) == [(OLGA, ITEM)]
    judgements.add(source, same(OLGA, BO))
    built(source, graph)
    assert (rows(graph, matches), (graph / ledger.NAME).exists()) == ([(OLGA, ITEM)], False)


def test_a_confirmed_item_reaches_the_graph_with_the_build_that_the_command_names(graph, source, run, tmp_path):
    (tmp_path / "kept").mkdir()
    (tmp_path / "m.tsv").write_text(
        f"subject_id\tpredicate_id\tobject_id\tmapping_justification\n"
        f"{OLGA}\thttp://www.w3.org/2004/02/skos/core#exactMatch\t{ITEM}\tsemapv:ManualMappingCuration\n"
    )
    told = run("link", "--store", graph, "--ledger", tmp_path / "kept", "--import", tmp_path / "m.tsv").output
    assert f"habeas build --ledger {tmp_path / 'kept'}" in told
    built(source, graph, ledger=tmp_path / "kept")
    assert rows(graph, "SELECT ?i WHERE { ?a skos:exactMatch ?i }") == [(ITEM,)]


def test_what_lay_beside_a_graph_that_is_purged_keeps_no_name_that_is_withheld(graph, source, linked):
    assert "olga-marenkova" in linked(graph)
    (source / "withheld.txt").write_text("actor: Olga Marenkova\n")
    built(source, graph)
    assert "olga-marenkova" not in (graph / proposals.NAME).read_text() + (graph / ledger.NAME).read_text()
