"""Whom a name may mean among the items of a small world, and when nobody is proposed."""

import pytest
from wikidata import RUSSIA, WORLD, authority, item

from kg.wikidata.candidates import asked_for, candidates, offered
from kg.wikidata.portrait import sort


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    with authority(tmp_path_factory.mktemp("world"), *WORLD) as opened:
        yield opened


def proposed(world, name, type="Person", **context):
    found = offered(candidates(world, asked_for(name, type, **context)))
    return int(found.id[1:]) - 9000000000 if found else None


MEANT = {
    "a name that nobody else has": ("Olga Marenkova", {}, 1),
    "the same in another script": ("Ольга Маренкова", {"states": ["Russia"]}, 1),
    "the same in another order": ("MARENKOVA Olga", {}, 1),
    "a surname with office and state": ("Marenkova", {"offices": ["judge"], "states": ["Russia"]}, 1),
    "of two namesakes the one who was alive": ("Pavel Drozdin", {"years": [2020]}, 3),
    "of two namesakes the one of the office": ("Anton Kesarin", {"offices": ["painter"]}, 4),
    "one beside whom a tie of his is named": ("Pavel Drozdin", {"companions": ["Party of Mills"]}, 3),
}


@pytest.mark.parametrize("case", MEANT)
def test_who_is_meant_is_proposed(world, case):
    name, context, number = MEANT[case]
    assert proposed(world, name, **context) == number


NOBODY = {
    "a surname alone": ("Marenkova", {}),
    "two namesakes, and nothing tells which": ("Anton Kesarin", {}),
    "another given name": ("Irina Marenkova", {"states": ["Russia"], "offices": ["judge"]}),
    "another state": ("Olga Marenkova", {"states": ["Kenya"]}),
    "another trade": ("Olga Marenkova", {"offices": ["footballer", "student"]}),
    "not yet born": ("Olga Marenkova", {"years": [1950]}),
    "born in another year": ("Olga Marenkova", {"born": [1990, 1991]}),
    "a child at the time": ("Olga Marenkova", {"years": [1965]}),
    "somebody the world does not know": ("Tomas Brekke", {}),
}


@pytest.mark.parametrize("case", NOBODY)
def test_nobody_is_proposed(world, case):
    name, context = NOBODY[case]
    assert proposed(world, name, **context) is None


BODIES = [
    ("Russian Foreign Ministry", "Organization", {}, 6),
    ("Foreign Ministry", "Organization", {"states": ["Belarus"]}, 7),
    ("Foreign Ministry", "Organization", {}, None),
    ("Ministry of Foreign Affairs of Kenya", "Organization", {}, None),
    ("Velmsk", "Place", {}, 8),
    ("Velmsk", "Place", {"states": ["Belarus"]}, 9),
    ("Velmsk Airport", "Place", {}, None),
    ("Velmsk Prison", "Place", {"states": ["Russia"]}, None),
    ("Velmsk", "Organization", {}, None),
    ("Velmsk", "Person", {}, None),
]


@pytest.mark.parametrize(("name", "type_", "context", "number"), BODIES)
def test_bodies_and_places_are_of_their_state_and_sort(world, name, type_, context, number):
    assert proposed(world, name, type_, **context) == number


@pytest.mark.parametrize(
    ("name", "context", "number"),
    [
        ("High Court", {}, None),
        ("High Court", {"states": ["Belarus"]}, None),
        ("High Court", {"states": ["Russia"]}, 1),
        ("Velmsk Ladle Works", {}, 2),
    ],
)
def test_a_name_that_each_state_has_a_body_of_needs_its_state(tmp_path, name, context, number):
    court = item(1, "High Court", "court of Russia", {"P31": ["Q9000000802"], "P17": [RUSSIA]}, pages=40)
    works = item(2, "Velmsk Ladle Works", "company", {"P31": ["Q9000000802"]}, pages=40)
    with authority(tmp_path, court, works, *WORLD[:2], item(802, "court", "kind of body", {"P31": []})) as small:
        assert proposed(small, name, "Organization", **context) == number


def test_a_candidate_gives_its_reasons_in_a_sentence(world):
    (found, *_) = candidates(world, asked_for("Olga Marenkova", "Person", offices=["Russian judge"]))
    assert {feature.name for feature in found.features} == {"name", "state", "office"}
    assert found.sentence.startswith(
        "“Olga Marenkova” may be Olga Marenkova (Russian judge): called Olga Marenkova; of Russia;"
    )
    assert 0.9 < found.score <= 1


def test_candidates_come_best_first_and_always_in_the_same_order(world):
    found = candidates(world, asked_for("Anton Kesarin", "Person"))
    assert [each.id for each in found] == ["Q9000000004", "Q9000000005"]
    assert len(candidates(world, asked_for("Anton Kesarin", "Person"), limit=1)) == 1


SORTS = {"Q159": "Place", "Q9000000001": "Person", "Q9000000006": "Body", "Q9000000008": "Place", "Q9000000804": "Body"}


@pytest.mark.parametrize("id_", SORTS)
def test_an_item_tells_what_sort_it_is(world, id_):
    assert sort(world.item(id_), world) == SORTS[id_]
