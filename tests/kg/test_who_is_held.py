"""Who is held where a parser hangs the clause elsewhere: lists of names, predicates, bare nouns, clauses with "who"."""

import pytest

from kg.extractors.detentions import detentions
from kg.iris import ClaimIds, written
from kg.language import analyse
from kg.mentions import mentions
from kg.model import Document


def held(text):
    document = Document(name="a.txt", text=text, sha256="0")
    analysis = analyse(document)
    claims = detentions(analysis, mentions(analysis), ClaimIds(document))
    return [sorted(written(role) for role in c.roles if role.name in {"affected", "count"}) for c in claims]


def referents(text):
    document = Document(name="a.txt", text=text, sha256="0")
    known = mentions(analysis := analyse(document))
    claims = detentions(analysis, known, ClaimIds(document))
    return [sorted({f.value for f in c.all("affected")}) for c in claims]


@pytest.mark.parametrize(
    "text",
    [
        "Editor Mira Dahl, reporter Jon Berg and photographer Sela Orvan were arrested on Monday.",
        "Weavers Mira Dahl, Jon Berg and Sela Orvan remain in detention.",
        "Police held Mira Dahl, 45, Dr. Jon Berg and the lawyer Sela Orvan.",
        "Mira Dahl (34), Jon Berg (45) and Sela Orvan (51) were detained.",
    ],
)
def test_everybody_in_a_list_of_names_is_held(text):
    assert held(text) == [["Jon Berg", "Mira Dahl", "Sela Orvan"]]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Mira Dahl, a friend of Jon Berg, was arrested.", [["Mira Dahl"]]),
        ("Guards told Mira Dahl that Jon Berg and Sela Orvan were arrested.", [["Jon Berg", "Sela Orvan"]]),
        ("Police arrested Mira Dahl, lawyer Jon Berg said, near Riga.", [["Mira Dahl"]]),
    ],
)
def test_who_stands_beside_a_list_is_not_of_it(text, people):
    assert held(text) == people


@pytest.mark.parametrize(
    "text",
    [
        "Mira Dahl, 66, is the oldest inmate in custody.",
        "Mira Dahl is the latest rights and relief worker arrested since the harbour council began its campaign.",
        "Mira Dahl was the first judge to be arrested under the decree.",
    ],
)
def test_whoever_is_told_to_be_one_of_those_held_is_held(text):
    assert held(text) == [["Mira Dahl"]]


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Upon arrest on 4 May, Mira Dahl told the judge that she was ill.", [["Mira Dahl"]]),
        ("Following detention in March, Mira Dahl was taken to a clinic.", [["Mira Dahl"]]),
        ("Upon arrest, suspects must see a judge within a day.", []),
        ("After arrest, police took the phones.", []),
    ],
)
def test_a_bare_arrest_befell_whom_the_sentence_is_about(text, people):
    assert held(text) == people


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("The letter names 41 people who lawyers say have been detained.", [["41"]]),
        ("The lists hold the names of 30 people who the union says were detained in May.", [["30"]]),
        ("Lawyers for the mother of a boy, who was held for a week, filed a complaint.", [["a boy"]]),
        ("The Mira Dahl was detained in the port of Riga for unpaid wages.", []),
        ("Neither Mira Dahl nor Jon Berg was among those arrested.", []),
    ],
)
def test_a_clause_tells_of_people_and_not_of_the_nearest_noun(text, people):
    assert held(text) == people


@pytest.mark.parametrize(
    "text",
    ["Arrested Friday morning was Mira Dahl, 20, of Riga.", "Detained late on Monday was Mira Dahl."],
)
def test_a_participle_that_opens_a_sentence_tells_who_stands_behind_its_verb(text):
    assert held(text) == [["Mira Dahl"]]


def test_an_office_that_speaks_is_not_held():
    assert held("The mayor's office said 38 sailors were held after a brawl.") == [["38", "38 sailors"]]


@pytest.mark.parametrize("word", ["The pair were", "The two reporters were", "Both were"])
def test_a_word_for_two_takes_up_those_named_together_before(word):
    text = f"Mira Dahl and Jon Berg ran the mill. It was shut in May. {word} detained on Friday."
    assert referents(text) == [["Jon Berg", "Mira Dahl"]]
