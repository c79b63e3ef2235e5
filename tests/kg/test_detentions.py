from __future__ import annotations

import pytest

from kg.extractors.detentions import detentions, triggers
from kg.iris import ClaimIds, written
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Claim, ClaimRef, Document, Quantity


def found(text: str) -> list[Claim]:
    document = Document(name="a.txt", text=text, sha256="0")
    analysis = analyse(document)
    return list(detentions(analysis, mentions(analysis), ClaimIds(document)))


def words(claim: Claim, role: str) -> list[str]:
    return [written(r) for r in claim.roles if r.name == role]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Police arrested Mira Dahl on Friday.", "individualArrest"),
        ("Police arrested more than 60 students.", "massArrest"),
        ("Police arrested protesters outside the ministry.", "massArrest"),
        ("Dozens of protesters were rounded up in Riga.", "massArrest"),
        ("Mira Dahl was placed under house arrest.", "houseArrest"),
        ("Mira Dahl remains in custody in Riga.", "custody"),
        ("Secret police abducted Mira Dahl from her home.", "abduction"),
        ("The junta imprisoned Mira Dahl.", "imprisonment"),
    ],
)
def test_the_kind_follows_cue_and_number(text, kind):
    assert [claim.kinds for claim in found(text)] == [(kind,)]


def test_a_detention_says_who_by_whom_where_when_and_why():
    claim = found("Police in Riga detained Mira Dahl, a lawyer, on 4 May on suspicion of spreading false news.")[0]
    assert words(claim, "affected") == ["Mira Dahl"]
    assert words(claim, "agent") == ["Police"]
    assert words(claim, "place") == ["Riga"]
    assert words(claim, "date") == ["4 May"]
    assert words(claim, "ground") == ["spreading false news"]
    assert claim.factuality == "actual"


def test_shares_are_detentions_of_their_own_and_part_of_the_whole():
    whole, *shares = found("More than 90 people were detained, including 30 in Riga, 20 in Vilnius and 8 journalists.")
    assert [words(share, "count") + words(share, "place") for share in shares] == [
        ["30", "Riga"],
        ["20", "Vilnius"],
        ["8"],
    ]
    assert {share.first("partOf") for share in shares} == {ClaimRef(whole.id)}
    assert words(whole, "place") == []


def test_those_who_remain_in_custody_hold_nobody():
    claims = found("Eleven sailors remain in custody, among them the cook Mira Dahl of Velm.")
    assert [words(claim, "agent") for claim in claims] == [[]] * len(claims)
    assert words(claims[0], "count") == ["Eleven"]


def test_people_without_description_are_told_by_their_number_alone():
    claim = found("Police have so far detained more than 700 people.")[0]
    assert words(claim, "affected") == []
    assert isinstance(count := claim.first("count"), Quantity)
    assert (count.value, count.qualifier) == (700, "moreThan")


def test_a_count_never_stands_with_one_named_person():
    assert all(claim.first("count") is None for claim in found("Police arrested Mira Dahl, one of two editors."))


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Police did not arrest Mira Dahl.", "negated"),
        ("Mira Dahl could be arrested on her return.", "conditional"),
        ("The union demanded the arrest of Mira Dahl.", "requested"),
        ("The general threatened to arrest Mira Dahl.", "threatened"),
        ("Police tried to arrest Mira Dahl.", "prevented"),
    ],
)
def test_what_was_not_done_is_never_told_as_done(text, factuality):
    assert [claim.factuality for claim in found(text)] == [factuality]


@pytest.mark.parametrize(
    "text",
    [
        "The ship was detained in port for a week.",
        "Doctors treated a man for cardiac arrest.",
        "The judge issued a warrant for the arrest of the trader.",
        "People who protest are jailed.",
        "Those who speak out are often arrested.",
        "Police may detain anyone who refuses.",
        "The bill allows officers to hold suspects for two days.",
        "In the film the thief is arrested by his brother.",
        "Was the poet arrested?",
        "The company will hold a meeting on Friday.",
        "The match was held in Riga on Friday.",
        "The museum holds letters of the poet.",
        "The minister was held responsible for the flood.",
        "Rebels captured twelve soldiers near Riga.",
        "Gunmen kidnapped the engineer on Tuesday.",
        "The poet was sentenced to five years in prison.",
        "She is serving a ten-year sentence.",
        "The court jailed the trader for two years.",
        "She arrested my attention.",
        "The doctors arrested the spread of the infection.",
        "Prisoners are held in cells of six.",
        "Hotels hold guests liable for damage.",
        "The mother won custody of her son.",
        "The mass arrests were on every front page.",
    ],
)
def test_no_detention_is_found_where_none_is_told(text):
    assert found(text) == []


def test_triggers_are_beginnings_of_words_in_lower_case():
    assert {"arrest", "detain", "custody"} <= triggers()
    assert all(stem == stem.lower() for stem in triggers())
