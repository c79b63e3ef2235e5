"""The day of an event that hangs on other words than its own: on what went on, on what came before, on who tells it."""

import pytest

from kg.claims import claims
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document


def told(text, type_="Detention"):
    analysis = analyse(Document(name="example.txt", text=text, sha256="0" * 64))
    return [claim for claim in claims(analysis, mentions(analysis)) if claim.type == type_]


def days(text, type_="Detention"):
    return [[day.selector.exact for day in claim.all("date")] for claim in told(text, type_)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Over the past year, Berg said more than 300 sailors had been detained.", ["the past year"]),
        ("In recent weeks, the league said, at least 40 clerks have been arrested.", ["In recent weeks"]),
        ("On Friday, police said, three clerks were arrested.", ["Friday"]),
        ("On Friday, the lawyer said that three clerks had been arrested.", []),
        ("Since the coup, nearly 200 bakers have been detained.", ["Since the coup"]),
        ("Nearly 200 bakers have been detained since the coup.", ["since the coup"]),
        ("Since he is ill, the court has freed the baker who was detained.", []),
    ],
)
def test_a_time_that_opens_a_sentence_is_of_what_is_told_and_a_day_of_the_telling(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Miners were burning tyres on June 9 when soldiers rounded up dozens of them.", ["June 9"]),
        ("Ann Berg was driving home on Tuesday when she was arrested by two agents.", ["Tuesday"]),
        ("On May 23 the mayor closed a school, which was followed by the arrest of Ann Berg.", ["May 23"]),
        ("On May 23 the mayor closed a school and spoke about the arrest of Ann Berg.", []),
    ],
)
def test_what_came_upon_something_was_on_its_day(text, day):
    assert days(text) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ten bakers were arrested before Friday's march.", ["Friday"]),
        ("Ann Berg was arrested after the January protests.", ["January"]),
        ("Ten bakers were arrested over the January protests.", []),
        ("Ten bakers were arrested before Friday.", ["before Friday"]),
    ],
)
def test_the_day_that_names_an_occasion_is_that_of_who_is_held_on_it(text, day):
    assert days(text) == [day]
