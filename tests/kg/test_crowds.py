"""People who come out to say something, as the press of many countries tells it: who, where, when, what for."""

import pytest

from kg.claims import claims
from kg.iris import written
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document


def told(text):
    document = Document(name="example.txt", text=text, sha256="0" * 64, published="2021-06-02")
    analysis = analyse(document)
    return [claim for claim in claims(analysis, mentions(analysis)) if claim.type == "Gathering"]


def slots(claim, wanted):
    roles = {}
    for role in claim.roles:
        roles.setdefault(role.name, written(role))
    return {name: roles.get(name) for name in wanted}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "About 900 weavers turned out in Orla on Friday to reject the levy.",
            {"count": "About 900", "place": "Orla", "date": "Friday"},
        ),
        (
            "Crowds poured into the central square of Tallinn, calling for the mayor to step down.",
            {"agent": "Crowds", "place": "Tallinn"},
        ),
        (
            "Tens of thousands of Latvians thronged the streets of Riga on Saturday night against the law.",
            {"place": "Riga", "date": "Saturday night", "ground": "the law"},
        ),
        ("Women held hands on the quay in Riga on Sunday to call for peace.", {"place": "the quay", "date": "Sunday"}),
        (
            "Villagers gheraoed the engineer on Monday over the dry wells.",
            {"agent": "Villagers", "date": "Monday", "ground": "the dry wells"},
        ),
        ("Farmers sat down for a satyagraha in Riga on Friday night.", {"place": "Riga", "date": "Friday night"}),
        ("Forty nurses queued outside the court to show support for the clerk.", {"count": "Forty"}),
        ("Opposition supporters clashed with riot police in Riga.", {"agent": "Opposition supporters"}),
        ("Youths set tyres alight and erected barricades in Riga on Monday to denounce the bid.", {"place": "Riga"}),
        ("Weavers wearing red caps rallied Monday outside the Riga depot.", {"agent": "Weavers", "date": "Monday"}),
        (
            "Some 300 clerks defied the ban on Sunday evening to hold a vigil outside the town hall.",
            {"count": "Some 300", "date": "Sunday evening"},
        ),
        ("Villagers in Velmshire on Monday staged a protest over incessant killings by bandits.", {"date": "Monday"}),
        ("Some 30 relatives waited outside the court in silence, holding portraits.", {"count": "Some 30"}),
        (
            "Members of the Weavers' Union marched to the National Assembly on Friday against the levy.",
            {"organizer": "Weavers' Union", "place": "the National Assembly"},
        ),
        ("Mothers stood in front of the ministry with photographs of their sons.", {"agent": "Mothers"}),
        ("Relatives set up a protest camp in Riga on Monday.", {"place": "Riga", "date": "Monday"}),
        ("The women's march in Riga was attacked by masked men on Sunday.", {"place": "Riga", "date": "Sunday"}),
        ("The Riga march by weavers had barely started when police came.", {"agent": "weavers"}),
        ("Police fired gas on Friday at clerks who had gathered to protest against the levy.", {"date": "Friday"}),
        ("A court jailed Ann Berg for taking part in a picket in Riga on Monday.", {"place": "Riga"}),
        ('Protesters waved flags and chanted "No to the Russian law".', {"ground": "No to the Russian law"}),
        ("Weavers in Riga held a sit-in on Sunday.", {"place": "Riga", "date": "Sunday"}),
        (
            "A hundred truckers parked across the road on Monday to protest the levy.",
            {"date": "Monday", "ground": "the levy"},
        ),
    ],
)
def test_people_come_out_in_many_words(text, expected):
    (claim,) = told(text)
    assert claim.factuality == "actual"
    assert slots(claim, expected) == expected


@pytest.mark.parametrize(
    ("text", "factuality", "date"),
    [
        ("The league called on its supporters to gather in front of the Riga court on Friday.", "requested", "Friday"),
        ("A vigil for Ann, whose death in May shook the port, is planned for Saturday.", "scheduled", "Saturday"),
        ("A march for the priest that had been planned for Friday has been banned.", "prevented", "Friday"),
        ("The league called for a general strike and a sit-in on Friday.", "requested", "Friday"),
        ("A rally of market traders announced for 18 October did not take place.", "negated", "18 October"),
    ],
)  # fmt: skip
def test_a_gathering_to_come_or_banned_has_its_day(text, factuality, date):
    (claim,) = told(text)
    assert (claim.factuality, slots(claim, ["date"])["date"]) == (factuality, date)


@pytest.mark.parametrize(
    ("behind", "role", "words"),
    [
        ("About 400 took part, a clerk said.", "count", "About 400"),
        ("Police put the turnout at 3,000.", "count", "3,000"),
        ("Ann Berg, who leads the guild, counted 120 of them.", "count", "120"),
        ("It had been called by the Weavers' Union.", "organizer", "Weavers' Union"),
        ("Police arrested 30 and the crowd of 400 left.", "count", None),
        ("Some 40 were hurt.", "count", None),
    ],
)
def test_the_sentence_behind_a_gathering_tells_how_many_came_and_who_called_it(behind, role, words):
    claim = told(f"Weavers protested in Riga on Monday. {behind}")[0]
    assert slots(claim, [role])[role] == words


@pytest.mark.parametrize(
    ("chant", "ground"),
    [("Justice for Ann", "Justice for Ann"), ("No to the dam", "No to the dam"), ("Courage!", None), ("Hurrah", None)],
)
def test_a_slogan_is_a_cause_where_it_says_what_is_wanted(chant, ground):
    (claim,) = told(f'Dozens of weavers chanted "{chant}" outside the court.')
    assert slots(claim, ["ground"])["ground"] == ground


@pytest.mark.parametrize(
    "text",
    [
        "Voters turned out in large numbers on Sunday.",
        "The crowd of 40,000 turned out to see the final.",
        "Water poured into the square.",
        "Fans thronged the streets of Riga to celebrate the cup.",
        "Dozens of guests held hands and danced at the wedding.",
        "Shoppers queued outside the store.",
        "Two guards stood outside the ministry.",
        "Passengers waited outside the terminal in silence, holding their phones.",
        "Guests stood outside the church with candles for the bride.",
        "Thousands turned out to welcome the pope, holding banners.",
        "The league called for patience and a sit-down dinner.",
        "Volunteers turned out to clean the beach.",
        "Rebels besieged Riga, demanding a ransom.",
        "Analysts were asked about the rally in shares.",
        "The figures turned out to be wrong, the union said in protest.",
    ],
)
def test_who_comes_together_for_something_else_does_not_protest(text):
    assert told(text) == []


def test_a_gathering_in_a_list_of_towns_is_in_each_town_of_it():
    (claim,) = told("Unions plan demonstrations in Riga, Tallinn and Vilnius on Wednesday.")
    assert [written(role) for role in claim.roles if role.name in {"place", "date"}] == [
        "Riga",
        "Tallinn",
        "Vilnius",
        "Wednesday",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Soldiers opened fire on protesters in Riga on Sunday.", {"place": "Riga", "date": "Sunday"}),
        ("Officers turned water cannon on singing protesters outside a court.", {"place": "a court"}),
        ("Thirteen demonstrators were killed in Riga on Monday.", {"place": "Riga", "count": None}),
        ("Officers fired gas to disperse more than 300 marchers in Riga.", {"place": "Riga", "count": "more than 300"}),
        ("Weavers are agitating in Riga against the levy.", {"place": "Riga", "ground": "the levy"}),
        ("The guild led an agitation in Riga demanding bonuses.", {"place": "Riga"}),
    ],
)
def test_a_crowd_that_was_fired_on_had_come_out(text, expected):
    (claim,) = told(text)
    assert (claim.factuality, slots(claim, expected)) == ("actual", expected)


@pytest.mark.parametrize(
    "text",
    [
        "Police did not fire on protesters in Riga.",
        "Protesters were charged with arson in Riga.",
        "Troops have shot protesters.",
        "A protester was shot dead in Riga.",
        "The patient in Riga was in a state of agitation.",
        "Hundreds gathered near the library in Riga.",
    ],
)
def test_what_may_be_done_to_a_crowd_or_without_one_is_no_gathering(text):
    assert told(text) == []


def test_a_crowd_gathers_in_protest_where_one_was_told_of_before():
    _, then = told("Nurses protested against the dam in Riga. A large crowd gathered near the library in Velm.")
    assert slots(then, ["agent", "place"]) == {"agent": "A large crowd", "place": "the library"}
