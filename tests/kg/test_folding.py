"""One event told twice folds; other people, another day or another agent make another event, everywhere."""

import pytest

from kg.gold import gold
from kg.model import Document
from kg.reading import read

APART = [
    (
        "Ines Duarte and Jo Vale were taken into custody. Vale was arrested on Monday; soldiers seized Duarte later.",
        3,
    ),
    ("Ines Duarte and Tomas Vale were arrested on Wednesday. Duarte was first arrested in 2021.", 2),
    ("Ines Duarte was arrested over a song. Duarte had previously been detained in 2015 for trespass.", 2),
    ("Ines Duarte and Tomas Vale were arrested. Vale was arrested at his home.", 2),
    ("Soldiers detained Ines Duarte. Police detained Ines Duarte.", 2),
    ("Police arrested Ines Duarte on Monday. Police arrested Ines Duarte on Wednesday.", 2),
]


def told(text):
    reading = read(Document("note.txt", text, "0" * 64, published="2030-05-16"))
    return [c for c in reading.claims if c.type == "Detention"], gold(reading)["detentions"]


@pytest.mark.parametrize(("text", "number"), APART)
def test_other_people_another_time_or_another_agent_make_another_event(text, number):
    claims, records = told(text)
    assert (len(claims), len(records)) == (number, number)


@pytest.mark.parametrize(
    "text",
    [
        "The troops arrested the actor Bo Vale in Orlow. The Velm Army arrested Bo Vale, a spokesman said.",
        "Police arrested Ines Duarte. “We arrested Ines Duarte in a case,” officer Jo Khan said.",
    ],
)
def test_who_acts_may_be_named_in_one_telling_and_described_in_another(text):
    assert len(told(text)[1]) == 1


def test_an_event_told_twice_of_the_same_people_is_one_with_both_passages():
    claims, (record,) = told("Police arrested Ines Duarte on Monday. The police arrested Ines Duarte in Orlow.")
    assert len(claims) == 1
    assert len(record["evidence"]) == 2


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("Ines Duarte was arrested in Latvia. Duarte was arrested at her home.", ["Latvia", "her home"]),
        ("Ines Duarte was arrested in Riga. Duarte was arrested in Riga.", ["Riga"]),
        ("Ines Duarte was arrested in Latvia. Duarte was arrested in Riga.", ["Latvia", "Riga"]),
        ("Ines Duarte was arrested at her home. Duarte was arrested at the old house.", ["her home"]),
    ],
)
def test_an_event_told_twice_is_where_both_say(text, places):
    (claim,) = told(text)[0]
    assert [place.selector.exact for place in claim.all("place")] == places


def test_a_town_of_another_state_is_another_place():
    claims, _ = told("Ines Duarte was arrested in Estonia. Duarte was arrested in Riga.")
    assert len(claims) == 2


@pytest.mark.parametrize("again", ["Duarte was arrested again in Riga.", "Duarte, once arrested, was arrested again."])
def test_who_is_held_again_is_held_twice_whatever_stood_before(again):
    assert len(told(f"Ines Duarte was arrested in Riga. {again}")[0]) == 2


def test_a_detention_of_nobody_is_no_record():
    assert told("Dozens marched through Orlow on Friday. No person was detained.")[1] == []
