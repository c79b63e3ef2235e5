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
        ("On May 23 the mayor closed a school, which was followed by Ann Berg's arrest.", ["May 23"]),
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


@pytest.mark.parametrize(
    ("then", "day"),
    [
        ("The raids on Friday drew protests.", ["Friday"]),
        ("Friday's arrests drew protests.", ["Friday"]),
        ("The arrests, which took place on Friday, drew protests.", ["Friday"]),
        ("Most of them were arrested on June 30.", ["June 30"]),
        ("Friday's fair was cancelled.", []),
        ("A raid on Friday was filmed.", []),
    ],
)
def test_arrests_taken_up_tell_their_day(then, day):
    assert days(f"Police held six bakers in Riga. {then}") == [day]


@pytest.mark.parametrize(
    ("before", "day"),
    [
        ("Ann Berg, a baker, was beaten by masked men on 11 May.", ["11 May"]),
        ("Ann Berg met her lawyer on Sunday. It rained.", ["Sunday"]),
        ("Ann Berg was born on 4 May 1970.", []),
        ("Ann Berg told reporters on Sunday that she was afraid.", []),
        ("Ann Berg had been questioned on Sunday.", []),
        ("A neighbour met her lawyer on Sunday.", []),
    ],
)
def test_who_is_led_away_in_a_story_is_so_on_its_day(before, day):
    assert days(f"{before} Berg was taken into custody.") == [day]


@pytest.mark.parametrize(
    ("then", "day"),
    [
        ("Police detained 63 protesters.", ["Sunday"]),
        ("Police detained 63 thieves.", []),
        ("It rained. A clerk said police detained 63 protesters.", []),
    ],
)
def test_protesters_are_held_on_the_day_of_the_march_just_told_of_wherever_it_was(then, day):
    assert days(f"On Sunday, thousands of bakers marched across the country. {then}") == [day]


def test_who_is_held_along_with_somebody_is_held_on_that_day():
    text = (
        "Ann Berg was arrested in Riga on Monday.\n\nIt rained.\n\nAlong with Berg, police also arrested nine bakers."
    )
    assert days(text) == [["Monday"], ["Monday"]]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("A court led by Ann Berg on Monday jailed two bakers for life.", ["Monday"]),
        ("A judge they knew on Monday sentenced two bakers to a year in prison.", ["Monday"]),
        ("A baker was arrested on 4 May 2018 and is now serving a sentence of six years.", []),
    ],
)
def test_a_time_right_before_a_verb_of_the_court_is_its_own_and_one_of_an_arrest_is_not(text, day):
    assert days(text, "ProceedingStep") == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Police have arrested dozens of men believed to be thieves so far in 2019.", ["2019"]),
        ("Police arrested dozens of men believed to have robbed a bank in 2019.", []),
        ("Police held protest leader Ann Berg on Monday and two of her friends vanished.", ["Monday"]),
        ("Ann Berg was arrested last month. She has been locked up since November 30.", ["since November 30"]),
    ],
)
def test_a_time_that_lasts_is_of_what_goes_on_and_a_day_rather_told_than_a_month(text, day):
    assert days(text) == [day]


MONDAY = "On Monday a court in Riga jailed a baker for a year."


@pytest.mark.parametrize(
    ("then", "day"),
    [
        ("The court also sentenced his brother to ten years in prison.", ["Monday"]),
        ("His brother was sentenced to ten years in prison in 2015.", ["2015"]),
        ("His brother was previously sentenced to ten years in prison.", []),
        ("His brother has been sentenced to ten years in prison.", []),
        ("In an earlier case, his brother was sentenced to ten years in prison.", []),
        ("It rained. His brother was sentenced to ten years in prison.", []),
    ],
)
def test_what_the_court_did_next_it_did_at_the_same_sitting(then, day):
    assert days(f"{MONDAY} {then}", "ProceedingStep") == [["Monday"], day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Two bakers were convicted over protests in 2019.", []),
        ("Two bakers were convicted after protests in 2019.", ["2019"]),
        ("A baker was sentenced to ten years in prison and 40 lashes in 2014.", ["2014"]),
    ],
)
def test_the_year_of_a_deed_is_not_that_of_the_case(text, day):
    assert days(text, "ProceedingStep") == [day]


def test_words_that_tell_a_time_by_a_march_tell_no_time_of_the_march():
    text = "The town has been tense since a march by bakers turned into a riot."
    assert days(text, "Gathering")[0] == []


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("Bakers led weeks of nationwide protests in Riga.", ["weeks"]),
        ("Three days of protests followed the vote.", ["Three days"]),
        ("Bakers protested for three days in Riga.", ["three days"]),
        ("Two years after protests in Riga, a baker was held.", []),
    ],
)
def test_how_long_people_protested_is_told_before_the_noun_or_behind_the_verb(text, length):
    (found,) = told(text, "Gathering")
    assert [lasted.selector.exact for lasted in found.all("duration")] == length
