"""Where and when, told by a neighbour: a bulletin's town, the crowd just told of, who else was held, whence freed."""

import pytest

from kg.claims import claims
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document


def told(text, type_="Detention"):
    document = Document(name="example.txt", text=text, sha256="0" * 64, published="2021-06-02")
    analysis = analyse(document)
    return [claim for claim in claims(analysis, mentions(analysis)) if claim.type == type_]


def words(claim, role):
    return [filler.selector.exact for filler in claim.all(role)]


MARCH = "Thousands of teachers marched through Riga on Monday."


@pytest.mark.parametrize(
    ("then", "place", "date"),
    [
        ("Police dispersed the crowd, arresting forty people.", ["Riga"], ["Monday"]),
        ("Police detained nine protesters.", ["Riga"], ["Monday"]),
        ("Nine marchers were arrested on Tuesday.", ["Riga"], ["Tuesday"]),
        ("Police detained nine protesters in Tallinn.", ["Tallinn"], []),
        ("Nine protesters were arrested outside the ministry.", ["the ministry"], []),
        ("Nine protesters were arrested nationwide.", ["nationwide"], []),
        ("Nine protesters have been arrested so far.", [], []),
        ("The union wants the nine sailors who were arrested freed.", [], []),
        ("It rained. Police detained nine protesters.", ["Riga"], ["Monday"]),
        ("The mayor was in Tallinn. Police detained nine protesters.", [], []),
    ],
)
def test_those_held_of_a_crowd_just_told_of_are_held_where_it_was(then, place, date):
    found = told(f"{MARCH} {then}")
    assert [(words(claim, "place"), words(claim, "date")) for claim in found] == [(place, date)]


def test_a_crowd_in_two_towns_lends_none():
    (found,) = told("Teachers marched in Riga and in Tallinn. Police detained nine protesters.")
    assert words(found, "place") == []


@pytest.mark.parametrize(
    ("then", "place"),
    [
        ("The state answered the protests with a sweep that saw scores of people arrested.", ["Latvia"]),
        ("The state answered the strikes with a sweep that saw scores of people arrested.", []),
        ("The state answered calls for the protests with a sweep that saw scores arrested before May.", []),
    ],
)
def test_what_is_done_about_the_protests_is_done_where_they_are(then, place):
    (found,) = told(f"Weeks of protests shook Latvia. {then}")
    assert words(found, "place") == place


def test_a_gathering_of_the_same_day_lends_its_place_to_what_happened_at_it():
    text = (
        "Police arrested a clerk during the Saturday protest.\n\nIt rained.\n\n"
        "Weavers held a protest on Saturday in Riga.\n"
    )
    assert [words(claim, "place") for claim in told(text)] == [["Riga"]]


@pytest.mark.parametrize(
    ("then", "place"),
    [
        ("His brother was also arrested.", ["Riga"]),
        ("His brother was arrested too.", ["Riga"]),
        ("His brother was arrested.", []),
        ("His brother was also arrested in 2019.", []),
        ("His brother was also arrested in Tallinn.", ["Tallinn"]),
        ("Police also arrested his brother.", []),
        ("Along with Petrov, police also arrested his brother.", ["Riga"]),
        ("Together with Petrov, police also arrested his brother.", ["Riga"]),
    ],
)
def test_who_was_also_held_was_held_like_the_last(then, place):
    first, second = told(f"Police arrested Ivan Petrov in Riga on Monday. {then}")
    assert (words(first, "place"), words(second, "place")) == (["Riga"], place)


BULLETIN = "Riga. On Monday police arrested two weavers.\n\nTallinn. Nine sailors were detained.\n"


def test_a_bulletin_tells_the_town_before_each_paragraph():
    assert [words(claim, "place") for claim in told(BULLETIN)] == [["Riga"], ["Tallinn"]]


def test_a_site_in_the_paragraph_lies_in_its_town():
    (_, found) = told(BULLETIN.replace("were detained", "were detained at their hostel"))
    assert words(found, "place") == ["their hostel", "Tallinn"]


def test_one_town_before_a_paragraph_is_a_dateline():
    assert [words(claim, "place") for claim in told(BULLETIN.partition("\n")[0])] == [[]]


def test_who_is_freed_from_a_prison_was_held_there():
    held, freed = "Ivan Petrov has been held without trial for a year.", "He was freed from the old prison on Monday."
    assert [words(claim, "place") for claim in told(f"{held} {freed}")] == [["the old prison"]]


def test_who_is_freed_by_a_court_was_not_held_there():
    held, freed = "Ivan Petrov has been held without trial for a year.", "He was freed by a court in Riga on Monday."
    assert [words(claim, "place") for claim in told(f"{held} {freed}")] == [[]]
