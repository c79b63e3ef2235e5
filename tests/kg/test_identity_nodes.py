"""What one document tells of who is named in it, as far as it helps to know them again elsewhere."""

import pytest

from kg.entities import entities
from kg.errors import InvariantError
from kg.identity.nodes import Node, distinct, nodes
from kg.identity.offices import office
from kg.iris import Iris
from kg.model import Document, Mention, MentionType, Reading

T = MentionType
TEXT = "Kenyan Foreign Minister Ann Lee, 54, met Bo Nilsen, the head of the Bakers, in Nairobi. Kenya waited."
DOCUMENT = Document("a.txt", TEXT, "0" * 64, published="2020-03-01")
NAMED = (("Ann Lee", T.PERSON), ("Bo Nilsen", T.PERSON), ("Nairobi", T.PLACE), ("Kenya", T.PLACE))


def told(name):
    mentions = []
    for number, (words, type_) in enumerate(NAMED):
        at = TEXT.rindex(words)
        mentions.append(Mention(DOCUMENT.select(at, at + len(words)), type_, f"a{number}", words))
    reading, iris = Reading(DOCUMENT, mentions=tuple(mentions)), Iris("http://x/")
    return next(node for node in nodes(reading, entities(reading, iris), iris) if node.names[0] == name)


def test_a_node_has_the_office_the_state_and_the_age_that_stand_beside_the_name():
    ann = told("Ann Lee")
    assert ann.key == ("http://x/doc/a.txt", "http://x/person/ann-lee")
    assert (ann.offices, ann.states, ann.born) == ({"foreign minister"}, {"Kenya"}, {1965, 1966})


def test_a_node_has_the_office_behind_the_name_and_the_companions_beside_it():
    bo = told("Bo Nilsen")
    assert (bo.offices, bo.companions, bo.born) == ({"head"}, {"ann-lee"}, frozenset())


def test_a_document_is_about_the_state_that_most_of_it_is_about():
    assert told("Nairobi").setting == {"Kenya"}


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("They met in Tripoli, Lebanon, at noon.", {"Lebanon"}),
        ("They met in Tripoli (Libya).", {"Libya"}),
        ("They met in Tripoli, Texas.", {"United States"}),
        ("They met in Tripoli, Lebanon and Syria.", set()),
        ("They met in Tripoli, Homs, as planned.", set()),
        ("They met in Tripoli.", set()),
    ],
)
def test_a_place_lies_in_the_state_that_is_told_behind_its_name(text, states):
    document, iris = Document("b.txt", text, "1" * 64), Iris("http://x/")
    at = text.index("Tripoli")
    reading = Reading(document, mentions=(Mention(document.select(at, at + 7), T.PLACE, "a", "Tripoli"),))
    assert nodes(reading, entities(reading, iris), iris)[0].states == states


@pytest.mark.parametrize(
    ("words", "titles", "states"),
    [
        ("the former Kenyan foreign minister", {"foreign minister"}, {"Kenya"}),
        ("the premier of New Zealand", {"prime minister"}, {"New Zealand"}),
        ("a witness", set(), set()),
        ("", set(), set()),
    ],
)
def test_an_office_is_the_trade_with_its_modifiers_and_its_state(words, titles, states):
    assert (office(words).titles, office(words).states) == (titles, states)


def test_two_nodes_of_one_key_that_differ_are_an_error():
    with pytest.raises(InvariantError, match="two nodes of d are p"):
        distinct([Node("d", "p", "Person", ("Ann",)), Node("d", "p", "Person", ("Bo",))])


def test_a_node_needs_a_name():
    with pytest.raises(InvariantError, match="has no name"):
        Node("d", "p", "Person", ())


@pytest.mark.parametrize(
    ("text", "died"),
    [
        ("Ann Lee (1951\u20132019) was a weaver.", {2019}),
        ("Ann Lee, who died in May 2019, was a weaver.", {2019}),
        ("Ann Lee, who died on 3 May 2019, was a weaver.", {2019}),
        ("Ann Lee (see page 1951) was a weaver.", set()),
        ("Ann Lee, who left in 2019, was a weaver.", set()),
    ],
)
def test_a_person_died_in_the_year_that_is_told_behind_the_name(text, died):
    document, iris = Document("b.txt", text, "1" * 64, published="2023-01-01"), Iris("http://x/")
    reading = Reading(document, mentions=(Mention(document.select(0, 7), T.PERSON, "a", "Ann Lee"),))
    (ann,) = nodes(reading, entities(reading, iris), iris)
    assert ann.died == died
    assert (ann.years, ann.alive_in) == ({2023}, frozenset())
