"""Whom a judgement's IRI means, as the ledger comes to give it to others and to retire it."""

from pathlib import Path

import pytest

from kg.identity.judgements import Opinion
from kg.identity.ledger import Ledger
from kg.identity.nodes import Node
from kg.identity.records import Records
from kg.iris import Iris
from kg.model import Judgement
from kg.resolution import identity

IRIS = Iris()
SAME, DIFFERENT = Judgement.SAME, Judgement.DIFFERENT
SPELLINGS = {"x": "Aleksei Petrov", "y": "Alexey Petrov"}


def person(name):
    return IRIS.entity("Person", name)


def within(document, name):
    return f"{IRIS.base}doc/{document}#{person(name).removeprefix(IRIS.base)}"


def told(documents, *judgements, ledger=Ledger()):  # noqa: B008  # a ledger cannot be changed
    """Who is who among the names (parted by commas) of each document."""
    named = [(document, name) for document, names in documents.items() for name in names.split(", ")]
    nodes = [Node(f"{IRIS.base}doc/{document}", person(name), "Person", (name,)) for document, name in named]
    opinions = tuple(Opinion(left, right, held, "Ira", "2026-01-02") for left, right, held in judgements)
    return identity(nodes, Records(Path(), opinions, ledger), IRIS, "2026-01-02").settled


def people(found):
    """Names by the documents that have them, one set for each actor."""
    actors = {}
    for (document, iri), actor in found.of.items():
        actors.setdefault(actor, set()).add(f"{document.rpartition('/')[2]} {iri.rpartition('/')[2]}")
    return sorted(map(sorted, actors.values()))


def test_an_iri_that_has_come_to_another_name_still_means_those_whose_name_it_is():
    judged = [(person("Alexey Petrov"), person("Ann Lee"), SAME), (person("Ann Lee"), person("Anne Leigh"), SAME)]
    documents = {"a": "Ann Lee", "b": "Ann Lee, Aleksei Petrov, Alexey Petrov"}
    found = told(documents, *judged, ledger=told(SPELLINGS).ledger)
    assert people(found) == [["a ann-lee", "b alexey-petrov", "b ann-lee"], ["b aleksei-petrov"]]
    assert told(documents, *judged, ledger=found.ledger) == found


RULES = {
    "a retired IRI that no document names means its heirs, and none who join them later": (
        SPELLINGS,
        {"a": "Aaron Lee", "b": "Aleksei Petrov"},
        [(person("Alexey Petrov"), person("Aaron Lee"), SAME)],
        [["a aaron-lee", "b aleksei-petrov"]],
    ),
    "beside one of its nodes an IRI means the others": (
        {},
        {"a": "Ann Lee", "b": "Ann Lee"},
        [(within("a", "Ann Lee"), person("Ann Lee"), DIFFERENT)],
        [["a ann-lee"], ["b ann-lee"]],
    ),
    "nodes that one IRI means stay one when another is parted from them": (
        {},
        {"a": "Ann Lee", "b": "Ann Lee", "c": "Ann Lee"},
        [(within("a", "Ann Lee"), person("Ann Lee"), DIFFERENT)],
        [["a ann-lee"], ["b ann-lee", "c ann-lee"]],
    ),
    "the number of a namesake may be judged in the build that gives it": (
        {},
        {"a": "Ann Lee", "b": "Ann Lee", "c": "Bo Nilsen"},
        [
            (within("a", "Ann Lee"), within("b", "Ann Lee"), DIFFERENT),
            (f"{person('Ann Lee')}-2", person("Bo Nilsen"), SAME),
        ],
        [["a ann-lee"], ["b ann-lee", "c bo-nilsen"]],
    ),
}


@pytest.mark.parametrize("rule", RULES)
def test_whom_a_judgement_means_does_not_change_with_what_comes_of_it(rule):
    before, documents, judged, expected = RULES[rule]
    found = told(documents, *judged, ledger=told(before).ledger)
    assert people(found) == expected
    assert told(documents, *judged, ledger=found.ledger) == found


def test_judgements_that_contradict_each_other_still_give_the_same_again():
    alexei = person("Aleksei Petrov")
    judged = [(person("Ann Lee"), alexei, SAME), (alexei, within("b", "Ann Lee"), DIFFERENT)]
    documents = {"a": "Ann Lee", "b": "Aleksei Petrov, Ann Lee"}
    found = told(documents, *judged)
    assert told(documents, *judged, ledger=found.ledger) == found
