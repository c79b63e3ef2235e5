"""What people are held for, told beside the arrest or a sentence or more away: a charge, a case, a question."""

import pytest

from kg.claims import claims
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document


def held(text):
    document = Document(name="example.txt", text=text, sha256="0" * 64, published="2021-06-02")
    analysis = analyse(document)
    return [claim for claim in claims(analysis, mentions(analysis)) if claim.type == "Detention"]


def words(claim, role):
    return [getattr(filler, "selector", filler).exact for filler in claim.all(role)]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Two sailors were arrested in Riga. The two are alleged to have smuggled tea.", ["have smuggled tea"]),
        ("A 34-year-old man was arrested in Riga. The suspect is being questioned over a theft.", ["a theft"]),
        ("A 34-year-old man was arrested in Riga. The 34-year-old is suspected of a theft.", ["a theft"]),
        ("Police detained eleven weavers in Riga. The remaining nine, accused of trespass, saw a judge.", ["trespass"]),
        (
            "Police detained 14 people in Riga. The other four were remanded in custody on charges of arson.",
            ["arson"],
        ),
        ("Ann Berg spent eight months in detention before a court acquitted her of rebellion.", ["rebellion"]),
        ("Police arrested Ann Berg on Monday. The charges of theft against Berg were dropped in May.", ["theft"]),
        ("Two men wanted in Riga on burglary warrants were picked up by police on Tuesday.", ["burglary"]),
        ("The clerk was detained in a fraud case.", ["fraud"]),
        ("Police arrested two clerks as part of an investigation into bribery.", ["bribery"]),
        ("Police arrested Ann Berg on Monday. She is questioned about a leak.", ["a leak"]),
        (
            "Police held 34 people, including two mayors, in Riga on Monday. They are accused of smuggling.",
            ["smuggling"],
        ),
        ("Ann Berg was detained under the Prevention of Terrorism Act.", ["the Prevention of Terrorism Act"]),
        ("Ann Berg was arrested shortly after hoisting a flag.", []),
        ("Ann Berg was arrested after hoisting a flag.", ["hoisting a flag"]),
        ("Ann Berg was arrested in Riga with a warrant for theft.", ["theft"]),
        ("Two sailors were arrested in Riga on Monday. They deny the charge.", []),
        ("Two sailors were arrested in Riga on Monday. The other ship is accused of spying.", []),
        ("Two sailors were arrested in Riga on Monday. The guards are accused of theft.", []),
        ("A 34-year-old man was arrested in Riga. The mayor is being questioned over a theft.", []),
        ("Two sailors were arrested in a case of mistaken identity.", []),
        ("Four weavers have been arrested under the new press law.", ["the new press law"]),
        ("Ann Berg was held under the Dahl administration.", []),
        ("Ann Berg was arrested under the act in May, accused of arson.", ["arson"]),
        ("Ann Berg was detained in May on charges under section 9 of the press law.", ["section 9 of the press law"]),
        ("Guards held Ann Berg for a day over suspicions that she had hidden a flag.", ["she had hidden a flag"]),
        ("Ann Berg was arrested in May on suspicion she had sold a stolen boat.", ["she had sold a stolen boat"]),
        ("Police arrested Ann Berg, alleging that she had hidden a flag.", ["she had hidden a flag"]),
        ("Police arrested Ann Berg, saying they had found a flag.", []),
        ("Two of the weavers were arrested and charged with arson.", ["arson"]),
        ("Guards arrested Ann Berg and charged her with arson.", ["arson"]),
        ("Ann Berg was jailed in May on trumped up smuggling charges.", ["smuggling"]),
        ("Police arrested two weavers working in a bakery on suspicion of arson.", ["arson"]),
        ("Police arrested Ann Berg on such charges.", []),
        ("Ann Berg was arrested over the events. The poet Ivar Dahl spoke of a 2012 fraud conviction.", []),
        ("Police held Ann Berg for hoisting a flag, as part of a wide search.", ["hoisting a flag"]),
    ],
)  # fmt: skip
def test_why_somebody_is_held_is_told_with_or_after_it(text, reason):
    assert [words_ for claim in held(text) for words_ in words(claim, "ground")] == reason


def test_two_with_one_charge_are_both_held_for_it():
    text = (
        "Ann Berg and Ivar Dahl were remanded on Friday on suspicion of fraud. "
        "Berg was arrested at her home on Monday; Dahl was picked up by officers the next day."
    )
    assert [words(claim, "ground") for claim in held(text)] == [["fraud"], ["fraud"]]


@pytest.mark.parametrize(
    ("text", "place", "date"),
    [
        ("Clashes erupted in Riga on Monday. A clerk said that nine weavers had been arrested.", ["Riga"], ["Monday"]),
        ("Two men were killed in Riga on Monday in clashes. Police said nine had been detained.", ["Riga"], ["Monday"]),
        ("Clashes erupted in Riga on Monday. Nine weavers had been arrested before.", [], []),
        ("Two men were killed in Riga on Monday in a crash. Police said 27 people had been detained.", [], []),
    ],
)  # fmt: skip
def test_what_is_said_to_have_followed_unrest_was_there_and_then(text, place, date):
    (claim,) = held(text)
    assert (words(claim, "place"), words(claim, "date")) == (place, date)


def test_who_lets_himself_be_arrested_is_held_by_who_stopped_him():
    (claim,) = held("Ann Berg courted arrest when police stopped her from marching.")
    assert words(claim, "agent") == ["police"]


@pytest.mark.parametrize(
    ("text", "role", "expected"),
    [
        ("Soldiers stormed her home and took Ann Berg to an unknown location.", "affected", ["Ann Berg"]),
        ("Four of the weavers were taken in for questioning.", "count", ["four"]),
        ("Police stood by, then arrested about 70 of the marchers.", "agent", ["Police"]),
        ("Police stood by, then arrested about 70 of the marchers.", "count", ["about 70"]),
        ("Police arrested the leader Ann Berg and her son in Riga.", "affected", ["Ann Berg", "her son"]),
        ("Police held 34 people in raids in Riga on Monday.", "date", ["Monday"]),
        ("Police arrested Ann Berg, a reporter with Radio Velm, in Riga.", "affected", ["Ann Berg"]),
        ("Four weavers were nabbed in Riga. Arrested were Ann Berg and Bo Dahl.", "affected", ["Ann Berg", "Bo Dahl"]),
    ],
)  # fmt: skip
def test_who_is_held_by_whom_and_when_is_read_through_a_slip_of_the_parser(text, role, expected):
    told = words(held(text)[0], role)
    assert [each.lower() for each in told if each.lower() != "four weavers"] == [each.lower() for each in expected]


@pytest.mark.parametrize(
    "text",
    ["The tourists were taken in by the view.", "Nurses took Ann to a secret party.", "A choir took in two singers."],
)  # fmt: skip
def test_who_is_taken_somewhere_by_nobody_who_can_is_not_held(text):
    assert held(text) == []


def test_one_among_those_held_is_of_the_many_told_of_before():
    whole, part = held(
        "Police arrested 41 people in Riga. Bottles were thrown. A 13-year-old boy was among those held."
    )
    assert [claim_ref.id for claim_ref in part.all("partOf")] == [whole.id]
