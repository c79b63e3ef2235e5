"""Accounts of one event in a build: proposals are links, judgements make them one or two, nothing is read again."""

import pytest
from world import built, dumped, rows, write

from kg.identity.judgements import Opinion, add, opinions
from kg.model import Judgement
from kg.stores import open_view
from kg.validation import spanning

BASE = "http://localhost:8000/"
NEWS = "---\npublished: {}\n---\n{}\n"
DOCUMENTS = {
    "a.txt": NEWS.format("2021-03-14", "Police detained Ann Lee in Velm."),
    "b.txt": NEWS.format("2021-03-15", "Guards detained Ann Lee in Velm."),
    "c.txt": NEWS.format("2023-07-01", "Guards detained Ann Lee in Orra."),
    "d.txt": NEWS.format("2021-03-14", "Police detained Bo Nilsen in Velm."),
}
LINKS = f"GRAPH <{BASE}graph/links> {{ ?link a kg:Link ; kg:left ?l ; kg:right ?r ; kg:judgement ?held"


@pytest.fixture
def world(tmp_path):
    """A built corpus; gives its folder and its store."""
    source = write(tmp_path / "in", DOCUMENTS)
    built(source, tmp_path / "g")
    return source, tmp_path / "g"


def links(store):
    return rows(store, f"SELECT ?l ?r ?held WHERE {{ {LINKS} }} }}")


def claims(store):
    """The detentions of a corpus, by their files."""
    told = "?e a kg:Detention ; kg:evidence/kg:inDocument/dcterms:identifier ?file"
    return dict(rows(store, f"SELECT ?file ?e WHERE {{ {told} }}"))


def judged(source, store, held):
    """Judge the pair that is proposed, and build again."""
    [(left, right, _)] = links(store)
    add(source, Opinion(left, right, held, "Ira", "2026-01-02", "one night"))
    return built(source, store)


def test_two_reports_of_one_arrest_are_proposed_as_a_node_of_its_own(world):
    _, store = world
    told = claims(store)
    assert {each[:2] for each in links(store)} == {tuple(sorted((told["a.txt"], told["b.txt"])))}
    said = "?link kg:judgement kgc:unjudged ; kg:confidence ?sure ; kg:judge 'habeas' ; dcterms:description ?why"
    [(sure, why)] = rows(store, f"SELECT ?sure ?why WHERE {{ {said} }}")
    assert 0.8 < float(sure) < 1
    assert why == "Both tell of the detention of Ann Lee in Velm."
    assert rows(store, "SELECT ?a ?b WHERE { ?a kg:sameEventAs ?b }") == []


def test_what_is_proposed_conforms_and_says_its_reasons(world):
    with open_view(world[1]) as view:
        assert [each for each in spanning(view.query) if "C6" in each.shape] == []
    reasons = {reason.split()[0] for (reason,) in rows(world[1], "SELECT ?f WHERE { ?l kg:feature ?f }")}
    assert {"people", "time_news", "place", "force"} <= reasons


def test_a_proposal_that_is_accepted_is_one_event_and_keeps_its_reasons(world):
    source, store = world
    report = judged(source, store, Judgement.SAME)
    assert report.read == 0
    told = claims(store)
    assert rows(store, "SELECT ?a ?b WHERE { ?a kg:sameEventAs ?b }") == sorted(
        [(told["a.txt"], told["b.txt"]), (told["b.txt"], told["a.txt"])]
    )
    kept = "?link kg:judgement kgc:same ; kg:judge 'Ira' ; kg:feature ?f"
    assert len(rows(store, f"SELECT ?f WHERE {{ {kept} }}")) > 2


def test_a_proposal_that_is_rejected_is_held_different_and_comes_back_with_the_judgement_gone(world):
    source, store = world
    before = dumped(store)
    judged(source, store, Judgement.DIFFERENT)
    assert [held.rpartition("/")[2] for _, _, held in links(store)] == ["different"]
    (source / "judgements.tsv").unlink()
    built(source, store)
    assert dumped(store) == before


def test_a_proposal_goes_with_the_document_of_one_of_its_accounts(world):
    source, store = world
    (source / "b.txt").unlink()
    assert built(source, store).read == 0
    assert links(store) == []


def test_a_document_that_repeats_another_tells_nothing_of_its_own(world):
    source, store = world
    (source / "again.txt").write_text((source / "b.txt").read_text())
    built(source, store)
    assert len(links(store)) == 1


def test_who_somebody_is_decides_on_which_events_meet(world):
    source, store = world
    mentions = [f"{BASE}doc/{name}#person/ann-lee" for name in ("a.txt", "b.txt")]
    add(source, Opinion(*mentions, Judgement.DIFFERENT, "Ira", "2026-01-02"))
    built(source, store)
    assert [each for each in links(store) if "/claim/" in each[0]] == []


def test_a_person_reviews_proposed_events_with_the_words_of_both(run, world, monkeypatch):
    source, store = world
    monkeypatch.setenv("COLUMNS", "400")  # one line for each side
    shown = run("review", "--store", store, "--who", "Ira", input="a\n").output
    assert "Both tell of the detention of Ann Lee in Velm." in " ".join(shown.split())
    assert "[Police detained Ann Lee in Velm.]" in " ".join(shown.split())
    assert [each.judgement for each in opinions(source)] == [Judgement.SAME]
    assert "nothing is open" in run("review", "--store", store).output


def test_explain_tells_which_claims_may_be_of_the_same_event(run, world):
    told = claims(world[1])
    shown = run("explain", told["a.txt"], "--store", world[1]).output
    assert "perhaps the same as" in shown
    assert told["b.txt"] in shown
    assert "Guards detained Ann Lee in Velm." in shown
    assert "Both tell of the detention of Ann Lee in Velm." in shown
