"""Wikidata is asked about those whom nothing else settles: who is asked about, who is not, and what comes of it."""

import sqlite3

import pytest
from wikidata import HUMAN, authority, entity, item
from wikidata_service import serving
from world import built, write

from kg.identity.nodes import Node
from kg.identity.proposals import proposals
from kg.stores import open_view
from kg.wikidata.asking import askable

TEXTS = {
    "a.txt": "Union of Bakers said that all is well.\nPolice detained Olga Marenkova in Velmgrad.\n",
    "b.txt": "Bo Nilsen said that nothing is well.\n",
}
BASE = "http://localhost:8000/"
OLGA, BO = f"{BASE}person/olga-marenkova", f"{BASE}person/bo-nilsen"
UNION, TOWN = f"{BASE}organization/union-of-bakers", f"{BASE}place/velmgrad"
CLASS = "Q9000000801"
WORLD = (
    item(1, "Olga Marenkova", "judge", {"P31": [HUMAN], "P106": ["Q9000000900"]}),
    item(2, "Union of Bakers", "trade union", {"P31": [CLASS]}, pages=20),
    item(3, "Velmgrad", "town", {"P31": ["Q9000000802"]}, pages=40),
    item(4, "Bo Nilsen", "politician", {"P31": [HUMAN], "P39": ["Q9000000900"]}),
    item(801, "trade union", "kind of body", {"P31": [], "P279": ["Q9000000803"]}),
    item(802, "town", "kind of settlement", {"P31": []}),
    item(803, "association", "kind of body", {"P31": []}),
)


def person(iri, *offices, names=("Ann Lee",), type="Person"):
    return Node("", iri, type, names, offices=frozenset(offices))


@pytest.fixture
def graph(tmp_path):
    built(write(tmp_path / "in", TEXTS), tmp_path / "g")
    return tmp_path / "g"


@pytest.fixture
def wikidata():
    with serving(world=WORLD) as service:
        yield service


@pytest.fixture
def online(run, graph, wikidata, monkeypatch):
    """Run ``habeas link --online`` against the small world; gives the names that were asked about, and the result."""
    monkeypatch.setenv("HABEAS_CONTACT", "ann@example.org")
    monkeypatch.setattr("kg.wikidata.client.APART", 0.0)

    def ask(*more):
        wikidata.asked.clear()
        done = run("link", "--store", graph, "--online", "--api", wikidata.url, *more)
        return {asked["search"] for asked in wikidata.asked if "search" in asked}, done

    return ask


@pytest.mark.parametrize(
    ("node", "free"),
    [
        (person("a", "foreign minister"), True),
        (person("a", "baker"), False),
        (person("a"), False),
        (person("a", type="Actor"), False),
        (person("a", type="Group"), False),
        (person("a", type="Organization"), True),
        (person("a", type="Place"), True),
        (person(OLGA, "mayor"), False),
    ],
)
def test_persons_are_asked_about_if_they_are_in_public_office_and_nothing_is_done_to_them(graph, node, free):
    with open_view(graph) as view:
        assert bool(askable([node], view)[0]) == free
        assert askable([node], view, named=[node.iri])[0] == [node] == askable([node], view, everybody=True)[0]


def test_a_body_that_bears_the_name_of_a_private_person_is_not_asked_about(graph):
    friends = Node("", "b", "Organization", ("Friends of Ann Lee",))
    with open_view(graph) as view:
        assert askable([friends, person("a")], view) == ([], 2)
        assert askable([friends, person("a", "mayor")], view)[1] == 0
        assert askable([friends, person("a")], view, named=["b"]) == ([friends], 1)


def test_names_of_bodies_and_places_go_out_and_no_others(online, graph):
    names, done = online()
    assert (done.exit_code, names) == (0, {"Union of Bakers", "Velmgrad"}), done.output
    assert "2 names stay here" in done.stderr
    assert {each.left for each in proposals(graph)} == {UNION, TOWN}


def test_who_is_named_is_asked_about_and_everybody_by_leave(online):
    assert online("--ask", OLGA)[0] == {"Olga Marenkova", "Union of Bakers", "Velmgrad"}
    assert online("--everybody")[0] == {"Bo Nilsen"}


def test_what_the_items_name_is_fetched_so_that_they_tell_what_they_are(online, graph):
    online()
    (union,) = (each for each in proposals(graph) if each.left == UNION)
    assert union.judge.startswith("habeas link, 127.0.0.1:")
    assert "answers since 20" in union.judge
    assert "called Union of Bakers" in union.why


def test_what_was_answered_is_not_asked_again(online, graph, wikidata):
    assert online()[0]
    before = proposals(graph)
    assert (online()[0], wikidata.asked) == (set(), [])
    assert proposals(graph) == before


def test_an_interrupted_command_goes_on_where_it_was(online, graph, wikidata):
    wikidata.responses[:] = [(200, {}, {"search": [{"id": "Q9000000002"}]}), (403, {}, {})]
    assert online()[1].exit_code == 2
    assert online()[0] == {"Velmgrad"}
    assert len(proposals(graph)) == 2


def test_who_the_authority_file_settles_is_not_asked_about(online, graph, tmp_path):
    with authority(tmp_path, *WORLD[1:2], *WORLD[4:]) as opened:
        names, _ = online("--authority", opened.path)
    assert names == {"Velmgrad"}
    assert {each.left for each in proposals(graph)} == {UNION, TOWN}


def test_a_reconciliation_service_may_say_which_items_are_meant(online, graph, wikidata):
    names, done = online("--service", wikidata.url)
    assert (done.exit_code, names) == (0, set()), done.output
    assert {each.left for each in proposals(graph)} == {UNION, TOWN}


def test_namesakes_are_not_told_apart_by_being_asked(online, graph, wikidata):
    namesake = item(5, "Union of Bakers", "trade union", {"P31": [CLASS]}, pages=20)
    wikidata.world[namesake["id"]] = namesake
    online()
    assert {each.left for each in proposals(graph)} == {TOWN}


REFUSED = {
    "no contact": ("", "HABEAS_CONTACT", "--online"),
    "not online": ("ann@example.org", "go with --online", "--everybody"),
    "nobody": ("ann@example.org", "person/nobody", "--online", "--ask", f"{BASE}person/nobody"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_does_not_fit_is_refused_before_anybody_is_asked(run, graph, monkeypatch, case):
    contact, told, *arguments = REFUSED[case]
    monkeypatch.setenv("HABEAS_CONTACT", contact)
    done = run("link", "--store", graph, "--api", "http://127.0.0.1:9/", *arguments)
    assert (done.exit_code, told in done.stderr) == (2, True), done.output


def test_a_purge_forgets_who_was_asked_about(online, graph, tmp_path):
    online("--everybody")
    with sqlite3.connect(graph / "wikidata.sqlite") as answers:
        assert any("Olga" in row[0] for row in answers.execute("SELECT asked FROM answer"))
    (tmp_path / "in" / "withheld.txt").write_text("actor: Olga Marenkova\n")
    built(tmp_path / "in", graph)
    assert not (graph / "wikidata.sqlite").exists()


def test_a_name_that_is_told_for_all_languages_at_once_is_found(online, graph, wikidata):
    wikidata.world["Q9000000002"] = entity("Q9000000002", {"mul": "Union of Bakers"}, claims={"P31": [CLASS]})
    online()
    assert UNION in {each.left for each in proposals(graph)}
