"""Proposals for the actors of a graph, what confirms them, and the tables that others get. All items are invented."""

from dataclasses import replace
from datetime import date

import pytest
from wikidata import HUMAN, authority, item
from world import built, write

from kg.errors import UsageError
from kg.identity.judgements import Opinion, add, opinions
from kg.identity.nodes import Node
from kg.identity.proposals import Proposal, proposals
from kg.identity.proposals import write as keep
from kg.model import Judgement
from kg.wikidata.items import CONCEPT
from kg.wikidata.linking import confirmed, proposed
from kg.wikidata.sssom import read as imported
from kg.wikidata.sssom import written

BASE = "https://graph.example/"
ANN, BO = f"{BASE}person/olga-marenkova", f"{BASE}person/bo-nilsen"
ITEM, OTHER = f"{CONCEPT}Q9000000001", f"{CONCEPT}Q9000000002"
TODAY = date(2026, 1, 2)
PROPOSAL = Proposal(
    ANN,
    ITEM,
    0.98,
    "Olga Marenkova",
    "judge",
    "habeas link, authority abc",
    "“Olga Marenkova” may be she.",
)


@pytest.fixture(scope="module")
def items(tmp_path_factory):
    entities = (
        item(1, "Olga Marenkova", "judge", {"P31": [HUMAN], "P106": ["Q9000000900"]}),
        item(2, "Bo Nilsen", "town clerk", {"P31": [HUMAN]}),
        item(3, "Cy Orr", "baker", {"P31": [HUMAN]}),
    )
    with authority(tmp_path_factory.mktemp("items"), *entities) as opened:
        yield opened


def node(iri=ANN, name="Olga Marenkova"):
    return Node("", iri, "Person", (name,))


def held(left, right, judgement=Judgement.SAME, who="ann", why=""):
    return Opinion(left, right, judgement, who, "2026-01-01", why)


def test_who_has_a_clear_item_is_proposed_with_reasons(items):
    (found,) = proposed([node(), node(BO, "Nobody Known")], items)
    assert (found.left, found.right, found.label) == (ANN, ITEM, "Olga Marenkova")
    assert "called Olga Marenkova" in found.why
    assert found.judge.startswith("habeas link, authority ")


JUDGED = {
    "confirmed": held(ANN, ITEM),
    "confirmed as another": held(ANN, OTHER),
    "rejected": held(ITEM, ANN, Judgement.DIFFERENT),
    "left open": held(ANN, ITEM, Judgement.UNSURE),
    "another's item": held(BO, ITEM),
}


@pytest.mark.parametrize("case", JUDGED)
def test_what_a_person_judged_is_not_proposed_again(items, case):
    assert list(proposed([node()], items, [JUDGED[case]])) == []


def test_a_threshold_confirms_and_says_so():
    (found,) = confirmed([PROPOSAL], 0.97, TODAY)
    assert (found.left, found.right, found.judgement, found.when) == (ANN, ITEM, Judgement.SAME, "2026-01-02")
    assert found.who == "habeas link, authority abc --auto 0.97"
    assert "confidence 0.98" in found.why


def test_a_threshold_confirms_nothing_less_sure_and_no_item_twice():
    twice = Proposal(BO, ITEM, 0.99, "", "", "", "")
    assert list(confirmed([PROPOSAL], 0.99, TODAY)) == []
    assert list(confirmed([PROPOSAL, twice], 0.97, TODAY)) == []


@pytest.mark.parametrize("threshold", [0.5, 1.5, -1])
def test_a_threshold_below_the_calibrated_one_is_refused(threshold):
    with pytest.raises(UsageError, match=r"from 0\.97 to 1"):
        list(confirmed([PROPOSAL], threshold, TODAY))


def test_proposals_are_kept_in_a_table_and_read_again(tmp_path):
    assert proposals(tmp_path) == ()
    keep(tmp_path, [PROPOSAL])
    assert proposals(tmp_path) == (PROPOSAL,)


def test_a_wrong_confidence_in_the_table_is_told_by_its_line(tmp_path):
    keep(tmp_path, [PROPOSAL])
    path = tmp_path / "proposals.tsv"
    path.write_text(path.read_text().replace("0.98", "sure"))
    with pytest.raises(UsageError, match=r"line 2: 'sure'"):
        proposals(tmp_path)


def test_a_table_for_others_gives_judgements_back():
    told = [held(ANN, ITEM, why="met her"), held(BO, OTHER, Judgement.DIFFERENT)]
    table = written(BASE, told, [PROPOSAL])
    assert "habeas:person/olga-marenkova\t\tskos:exactMatch\twikidata:Q9000000001" in table
    assert "#  wikidata: http://www.wikidata.org/entity/" in table
    assert sorted(imported(table, "x", "2026-02-02")) == sorted(told)


def test_a_table_for_others_tells_proposals_that_nobody_judged():
    table = written(BASE, [], [PROPOSAL])
    assert "\tskos:closeMatch\twikidata:Q9000000001\tOlga Marenkova\tsemapv:CompositeMatching\t0.98\t" in table
    assert imported(table, "x", "2026-02-02") == []


def test_what_is_no_such_table_is_refused():
    with pytest.raises(UsageError, match="subject_id"):
        imported("left\tright\n", "x", "2026-02-02")


@pytest.mark.parametrize("item", ["Q9000000001", "https://www.wikidata.org/wiki/Q9000000001", ANN])
def test_what_is_no_item_in_the_table_is_told_by_its_line(tmp_path, item):
    keep(tmp_path, [replace(PROPOSAL, right=item)])
    with pytest.raises(UsageError, match="line 2"):
        proposals(tmp_path)


@pytest.fixture
def graph(tmp_path):
    """A graph of the small world, whose documents stand on the web, and its folder of judgements."""
    texts = {"a.txt": "Police detained Olga Marenkova in Velm.\n", "b.txt": "Bo Nilsen said that all is well.\n"}
    for name, text in texts.items():
        texts[name] = f"---\nurl: https://news.example.org/{name}\n---\n{text}"
    (tmp_path / "ledger").mkdir()
    (tmp_path / "source").mkdir()
    built(write(tmp_path / "source", texts), tmp_path / "graph")
    return tmp_path / "graph", tmp_path / "ledger"


def public(folder, *, office):
    claims = {"P31": [HUMAN], office: ["Q9000000900"]}
    with authority(
        folder, item(1, "Olga Marenkova", "judge", claims), item(2, "Bo Nilsen", "singer", claims)
    ) as opened:
        return opened.path


def test_the_command_proposes_confirms_and_exports(run, graph, tmp_path):
    store, ledger = graph
    common = ("--store", store, "--authority", public(tmp_path, office="P39"), "--ledger", ledger)
    found = run("link", *common)
    assert (found.exit_code, found.stdout.count("may be")) == (0, 2), found.output
    for each in proposals(ledger):
        add(ledger, held(each.left, each.right))
    lines = run("export", "quickstatements", *common).stdout.splitlines()
    assert sorted(lines) == [
        f'Q900000000{n}\tP973\t"https://news.example.org/{name}.txt"' for n, name in ((1, "a"), (2, "b"))
    ]
    assert "skos:exactMatch" in run("export", "sssom", *common).stdout


def test_nobody_who_was_detained_is_told_to_wikidata_for_an_occupation(run, graph, tmp_path):
    store, ledger = graph
    common = ("--store", store, "--authority", public(tmp_path, office="P106"), "--ledger", ledger)
    run("link", *common)
    for each in proposals(ledger):
        add(ledger, held(each.left, each.right))
    told = run("export", "quickstatements", *common).stdout
    assert ("Q9000000001" in told, "Q9000000002" in told) == (False, True)


def test_nothing_that_a_threshold_confirmed_is_told_to_wikidata(run, graph, tmp_path):
    store, ledger = graph
    common = ("--store", store, "--authority", public(tmp_path, office="P39"), "--ledger", ledger)
    add(ledger, held(f"{BASE}x", ITEM, who="habeas link --auto 0.97"))
    assert run("export", "quickstatements", *common).stdout == ""


def test_the_command_takes_judgements_from_a_table(run, tmp_path):
    (tmp_path / "m.tsv").write_text(written(BASE, [held(ANN, ITEM)], []))
    done = run("link", "--ledger", tmp_path, "--import", tmp_path / "m.tsv")
    assert done.exit_code == 0, done.output
    assert opinions(tmp_path) == (held(ANN, ITEM),)


@pytest.mark.parametrize("command", ["link", "enrich"])
def test_a_folder_that_is_no_store_is_refused_and_none_is_made(run, items, tmp_path, command):
    done = run(command, "--store", tmp_path / "none", "--authority", items.path)
    assert (done.exit_code, (tmp_path / "none").exists()) == (2, False), done.output
