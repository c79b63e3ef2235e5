"""One event told twice is one record: first without names, then with them, or the other way round."""

import pytest

from kg.gold import gold
from kg.model import Document
from kg.reading import read


def records(text):
    return gold(read(Document("note.txt", text, "0" * 64)))["detentions"]


@pytest.mark.parametrize(
    "text",
    [
        "A teacher was arrested in Riga on Monday.\n\nMira Dahl, 40, was taken into custody on Monday morning.",
        "Police in Riga arrested two men over a fire. Jon Berg, 30, and Carl Ott, 41, were arrested on Friday.",
        "Jon Berg, 30, and Carl Ott, 41, were arrested on Friday. The two were held at a prison in Riga.",
        "Police detained 14 teachers in Riga. Mira Dahl was among those arrested.",
    ],
)
def test_who_was_meant_by_those_without_a_name_is_told_soon_after(text):
    (record,) = records(text)
    assert record["detained"]["actors"]


@pytest.mark.parametrize(
    "text",
    [
        "A teacher was arrested in Riga on Monday. Separately, Mira Dahl, 40, was arrested.",
        "A teacher was arrested in Riga on Monday. Mira Dahl, 40, was arrested on Friday.",
        "Police in Riga arrested three men over a fire. Jon Berg, 30, and Carl Ott, 41, were arrested on Friday.",
        "A teacher was arrested in Riga on Monday. The weaver Mira Dahl had been held since 2019.",
    ],
)
def test_others_are_told_of_apart(text):
    assert len(records(text)) == 2


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Mira Dahl was arrested and placed under house arrest in Riga.", 1),
        ("Mira Dahl was placed under house arrest in May. Mira Dahl was detained again on Friday.", 2),
        ("Police in Latvia detained more than 500 weavers. A guild noted 517 arrests in 40 towns.", 1),
        ("Police have detained weavers. Police arrested the agitators.", 1),
        ("Man arrested in Riga over a fire. A woman was arrested in Riga.", 2),
        ("Police detained weavers in Riga. About 9,000 people have been detained since Orlov seized power.", 2),
        ("Several thousand people were detained, a guild said. The ministry put forward 900 detentions.", 1),
    ],
)
def test_one_occasion_is_one_record_and_another_is_another(text, many):
    assert len(records(text)) == many


def test_a_lead_between_a_headline_and_the_name_tells_of_the_same_person():
    (record,) = records(
        "Riga woman arrested over mill fire\n\nA Latvian woman has been arrested in Latvia over a fire.\n\n"
        "Mira Dahl, 59, was detained by police at the harbour. Dahl, the Riga woman, was arrested on Friday."
    )
    assert len(record["evidence"]) >= 3


def test_four_others_beside_somebody_are_five():
    (record,) = records("Teacher, 4 others arrested in Riga.\n\nPolice arrested five people in Riga on Monday.")
    assert (record["detained"]["count"]["value"], record["detained"]["alt_counts"]) == (5, [])


def test_what_those_held_are_charged_with_is_the_reason_where_no_other_is_told():
    (record,) = records("Mira Dahl was detained in Riga on Monday. She was charged with incitement to violence.")
    assert record["reason"]["text"] == "incitement to violence"


def test_who_is_held_since_a_month_was_detained_in_it():
    (record,) = records("Mira Dahl has been held since March 2021.")
    assert record["date"]["iso"] == "2021-03"


def test_a_day_that_opens_a_paragraph_of_a_bulletin_is_that_of_what_it_tells_first():
    first, second = records(
        "4 May 2021. Mira Dahl was arrested in Riga.\n\n5 May 2021. Jon Berg was arrested in Velm on 2 May 2021."
    )
    assert (first["date"]["iso"], second["date"]["iso"]) == ("2021-05-04", "2021-05-02")


@pytest.mark.parametrize(
    ("before", "agent"),
    [
        ("Police raided the office in Riga on Tuesday.", "Police"),
        ("Thieves raided the office in Riga on Tuesday.", None),
        ("Police searched the bags of hundreds in Riga on Tuesday.", None),
    ],
)
def test_who_raided_a_place_held_those_who_were_held_next(before, agent):
    (record,) = records(f"{before} The editor, Mira Dahl, was arrested.")
    assert (record["by_text"] and record["by_text"]["text"]) == agent
    assert [place["text"] for place in record["place"]] == (["the office", "Riga"] if agent else [])
    assert (record["date"] is not None) == (agent is not None)


def test_what_is_told_again_adds_where_and_when():
    (record,) = records("Police arrested 30 weavers. They were detained at a market in Riga on Friday.")
    assert (record["date"]["text"]["text"], record["place"][-1]["text"]) == ("Friday", "Riga")


def test_who_was_freed_soon_after_is_the_one_held_just_before():
    (record,) = records("A man was taken away by officers in Riga. He was later released.")
    assert record["released"] is True


def test_who_denies_a_detention_told_as_a_fact_adds_evidence_and_no_record():
    (record,) = records("Soldiers arrested Mira Dahl in Riga on Friday. The army denied holding Mira Dahl.")
    assert (record["modality"], len(record["evidence"])) == ("actual", 2)


def test_a_denial_by_itself_is_a_record():
    (record,) = records("The army denied holding Mira Dahl.")
    assert record["modality"] == "denied"
