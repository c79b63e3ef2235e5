"""Courts told once: at the hearing where bail is refused, or where those who are cleared walk out of."""

import pytest

from kg.extractors.proceedings import proceedings
from kg.iris import ClaimIds
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document


def steps(text):
    document = Document("note.txt", text, "0" * 64, published="2021-06-02")
    analysis = analyse(document)
    found = proceedings(analysis, mentions(analysis), ClaimIds(document))
    return [claim for claim in found if claim.type == "ProceedingStep"]


def courts(text):
    return [[court.selector.exact for court in step.all("court")] for step in steps(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The trial of the remaining six will go on.", [["Riga court"], ["Riga court"]]),
        ("The trial of six sailors will go on.", [["Riga court"], []]),
    ],
)
def test_those_left_of_a_group_are_before_its_court(text, expected):
    assert courts(f"A Riga court sentenced two weavers to a year in prison. {text}") == expected


def test_bail_that_is_asked_to_be_given_is_no_bail_given():
    (step,) = steps("The clerk requested that she is given bail.")
    assert (step.trigger.exact, step.factuality) == ("given bail", "requested")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Mira Dahl appeared in handcuffs in Riga District Court. She was refused bail.",
            [["Riga District Court"], ["Riga District Court"]],
        ),
        (
            "Mira Dahl appeared in Riga District Court on Monday. She was refused bail on Friday.",
            [["Riga District Court"], []],
        ),
        ("Mira Dahl appeared in court. She was refused bail.", [["court"], []]),
        (
            "Mira Dahl appeared in Riga District Court. Bail was refused to the sailor Ivan Petrov.",
            [["Riga District Court"], []],
        ),
        (
            "Mira Dahl appeared in Riga District Court. She pleaded not guilty to a charge of theft.",
            [["Riga District Court"], ["Riga District Court"]],
        ),
    ],
)
def test_what_is_done_in_court_is_done_by_the_court_of_the_sitting(text, expected):
    assert courts(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A clerk walked free from Riga District Court after a jury acquitted her.", ["Riga District Court"]),
        (
            "A clerk walked free from Riga District Court after the charges were dropped.",
            ["Riga District Court"],
        ),
        ("A jury acquitted Ivan Petrov of theft.", ["A jury"]),
    ],
)
def test_who_walks_free_from_a_court_was_cleared_there(text, expected):
    assert courts(text) == [expected]
