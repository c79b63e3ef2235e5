"""Who is who in a build: judgements win and survive, IRIs stay, nothing is read again."""

import pytest
from world import built, dumped, read, rows, write

from kg.errors import UsageError
from kg.identity.judgements import NAME, Opinion, add, take_back
from kg.identity.ledger import NAME as LEDGER
from kg.identity.proposals import Proposal
from kg.identity.proposals import write as write_proposals
from kg.model import Judgement
from kg.pipeline import build
from kg.stores import open_store, open_view

BASE = "http://localhost:8000/"
LEE, KIM, VELM = f"{BASE}person/ann-lee", f"{BASE}person/mia-kimani", f"{BASE}place/velm"
ITEM = "http://www.wikidata.org/entity/Q9000000001"
DOCUMENTS = {
    "a.txt": "Police detained Ann Lee in Velm.\n",
    "b.txt": "Mia Kimani said that all is well.\n",
    "c.txt": "Guards detained Bo Nilsen in Orra.\n",
}


def opinion(left, right, judgement=Judgement.SAME, when="2026-01-02"):
    return Opinion(left, right, judgement, "Ira", when, "I know her")


@pytest.fixture
def world(tmp_path):
    """A built corpus; gives its folder and its store."""
    source = write(tmp_path / "in", DOCUMENTS)
    built(source, tmp_path / "g")
    return source, tmp_path / "g"


def names(store, iri):
    return {name for (name,) in rows(store, f"SELECT ?n WHERE {{ <{iri}> skos:prefLabel|skos:altLabel ?n }}")}


def test_two_that_are_judged_the_same_are_one_actor_wherever_they_are_named(world):
    source, store = world
    add(source, opinion(LEE, KIM))
    report = built(source, store)
    assert report.read == 0
    assert names(store, LEE) == {"Ann Lee", "Mia Kimani"}
    assert names(store, KIM) == set()
    assert rows(store, f"SELECT ?c WHERE {{ ?c kg:speaker <{LEE}> }}")
    assert rows(store, f"SELECT ?s WHERE {{ <{KIM}> dcterms:isReplacedBy ?s }}") == [(LEE,)]


def test_a_judgement_stands_in_the_graph_with_who_when_and_why(world):
    source, store = world
    add(source, opinion(LEE, KIM))
    built(source, store)
    told = "kg:left ?l ; kg:right ?r ; kg:judge ?who ; dcterms:date ?when ; dcterms:description ?why"
    link = rows(
        store, f"SELECT ?l ?r ?who ?when ?why WHERE {{ GRAPH <{BASE}graph/links> {{ ?x a kg:Link ; {told} }} }}"
    )
    assert link == [(LEE, KIM, "Ira", "2026-01-02", "I know her")]


def test_a_judgement_that_is_taken_back_leaves_no_trace_in_the_graph(world):
    source, store = world
    before = dumped(store)
    add(source, opinion(LEE, KIM))
    built(source, store)
    assert dumped(store) != before
    take_back(source, opinion(LEE, KIM))
    built(source, store)
    assert dumped(store) == before


def test_only_documents_in_which_somebody_is_somebody_else_are_mapped_again_and_none_is_read(world):
    source, store = world
    add(source, opinion(LEE, KIM))
    told = []
    with open_store(store) as graph:
        build([source], graph, reader=None, progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "publish"] == [("publish", 1, 1)]


def test_the_oldest_iri_survives_and_redirects_lead_to_it_after_a_rebuild_elsewhere(world, tmp_path):
    source, store = world
    write(source, {**DOCUMENTS, "d.txt": "Zoe Abel said that it rains.\n"})
    built(source, store)
    lines = (store / LEDGER).read_text().splitlines()
    aged = [f"{KIM}\t\t{KIM}\t1999-01-01" if line.startswith(KIM) else line for line in lines]
    (source / LEDGER).write_text("\n".join(aged) + "\n")
    add(source, opinion(LEE, KIM))
    for folder in (store, tmp_path / "elsewhere"):
        built(source, folder)
    assert names(store, KIM) == {"Ann Lee", "Mia Kimani"}
    assert dumped(store) == dumped(tmp_path / "elsewhere")


def test_without_judgements_and_ledger_nothing_is_written_beside_the_documents(world):
    source, store = world
    assert {path.name for path in source.iterdir()} == set(DOCUMENTS)
    assert (store / LEDGER).exists()


def test_a_ledger_folder_is_named_once_and_remembered(world, tmp_path):
    source, store = world
    (tmp_path / "who").mkdir()
    built(source, store, ledger=tmp_path / "who")
    add(tmp_path / "who", opinion(LEE, KIM))
    built(source, store)
    assert names(store, LEE) == {"Ann Lee", "Mia Kimani"}
    assert "mia-kimani" in (tmp_path / "who" / LEDGER).read_text()


def test_a_ledger_folder_that_is_not_there_is_told_and_forgotten(world, tmp_path):
    source, store = world
    with pytest.raises(UsageError, match="is no folder"):
        built(source, store, ledger=tmp_path / "none")
    assert built(source, store).unchanged == 3


def test_a_line_that_cannot_be_understood_stops_the_build_before_anything_is_changed(world):
    source, store = world
    before = dumped(store)
    (source / NAME).write_text("left\tright\tjudgement\twho\twhen\twhy\nann\tlee\tsame\tIra\t2026-01-02\n")
    (source / "a.txt").unlink()
    with pytest.raises(UsageError, match="line 2"):
        built(source, store)
    assert dumped(store) == before


def test_an_item_is_matched_by_a_judgement_only_and_once_for_a_class(world):
    source, store = world
    add(source, opinion(ITEM, LEE))
    add(source, opinion(VELM, ITEM.replace("1", "2"), Judgement.UNSURE))
    built(source, store)
    assert rows(store, "SELECT ?s ?o WHERE { ?s skos:exactMatch ?o }") == [(LEE, ITEM)]
    add(source, opinion(KIM, ITEM))
    built(source, store)
    assert names(store, LEE) == {"Ann Lee", "Mia Kimani"}
    assert rows(store, "SELECT ?s ?o WHERE { ?s skos:exactMatch ?o }") == [(LEE, ITEM)]


def test_events_that_are_judged_one_stay_two_nodes_and_say_so_from_either_side(tmp_path):
    source = write(tmp_path / "in", {"a.txt": DOCUMENTS["a.txt"], "b.txt": "Guards detained Ann Lee in Velm.\n"})
    built(source, tmp_path / "g")
    events = [event for (event,) in rows(tmp_path / "g", "SELECT ?e WHERE { ?e a kg:Detention }")]
    add(source, opinion(*events))
    built(source, tmp_path / "g")
    found = rows(tmp_path / "g", "SELECT ?a ?b WHERE { ?a kg:sameEventAs ?b }")
    assert found == sorted([tuple(events), tuple(reversed(events))])


def test_namesakes_are_told_apart_by_naming_their_documents(tmp_path):
    source = write(tmp_path / "in", {"a.txt": DOCUMENTS["a.txt"], "b.txt": "Ann Lee said that it rains.\n"})
    mentions = [f"{BASE}doc/{name}#person/ann-lee" for name in ("a.txt", "b.txt")]
    add(source, opinion(*mentions, Judgement.DIFFERENT))
    built(source, tmp_path / "g")
    people = rows(tmp_path / "g", "SELECT ?p WHERE { GRAPH ?g { ?p a kg:Person ; skos:prefLabel 'Ann Lee'@en } }")
    assert people == [(LEE,), (f"{LEE}-2",)]
    add(source, opinion(LEE, f"{LEE}-2", when="2026-01-03"))
    add(source, opinion(*mentions, Judgement.SAME, "2026-01-03"))
    for _ in range(2):
        built(source, tmp_path / "g")
        assert rows(tmp_path / "g", f"SELECT ?s WHERE {{ <{LEE}-2> dcterms:isReplacedBy ?s }}") == [(LEE,)]


def test_a_withheld_name_lives_on_neither_in_the_ledger_nor_in_links(world):
    source, store = world
    add(source, opinion(LEE, KIM))
    built(source, store)
    (source / "withheld.txt").write_text("actor: Ann Lee\n")
    built(source, store, reader=read)
    with open_view(store) as view:
        assert view.info.triples
    assert "ann-lee" not in dumped(store)
    assert "ann-lee" not in (source / LEDGER).read_text()
    assert names(store, KIM) == {"Mia Kimani"}


def test_a_proposed_item_is_a_close_match_until_a_judgement_decides(world):
    source, store = world
    write_proposals(source, [Proposal(KIM, ITEM, 0.8, "Mia Kimani", "invented", "habeas link", "one name")])
    built(source, store)
    assert rows(store, "SELECT ?s ?o WHERE { ?s skos:closeMatch ?o }") == [(KIM, ITEM)]
    held = "?l kg:judgement kgc:unjudged ; kg:judge ?by ; dcterms:description ?why"
    assert rows(store, f"SELECT ?by ?why WHERE {{ {held} }}") == [("habeas link", "one name")]
    add(source, opinion(KIM, ITEM, Judgement.DIFFERENT))
    built(source, store)
    assert rows(store, "SELECT ?s ?o WHERE { ?s skos:closeMatch|skos:exactMatch ?o }") == []


def test_a_link_that_nobody_answers_for_is_reported_as_a_violation(world):
    source, store = world
    write_proposals(source, [Proposal(LEE, ITEM, 0.9, "Ann Lee", "judge", "", "one name")])
    (found,) = built(source, store).findings
    assert (found.shape, found.severity, found.graph) == (
        "C59 a link says who judged",
        "Violation",
        f"{BASE}graph/links",
    )
