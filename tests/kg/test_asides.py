"""Adverbials of time between a subject and its verb keep nothing from being read."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.language import analyse
from kg.language.asides import asides, opening
from kg.language.loading import model_status
from kg.model import Document

TRAINED = pytest.mark.skipif(not model_status().loaded, reason="only the language model tells these relations")

FOUND = [
    ("Guards on Friday arrested two clerks.", "on Friday"),
    ("The harbour ministry late Thursday said so.", "late Thursday"),
    ("Sailors in the capital last week left.", "last week"),
    ("The bench earlier this month freed four cooks.", "earlier this month"),
    ("A court in Orla on Wednesday, 3 May 2023, jailed a baker.", "on Wednesday, 3 May 2023,"),
    ("A bench on March 12, 2021, sentenced him.", "on March 12, 2021,"),
    ("Two clerks were on Monday night remanded.", "on Monday night"),
    ("The bench has on Monday also freed a cook.", "on Monday"),
    ("The chief of the guard, Oren Vask, on Tuesday ordered a search.", "on Tuesday"),
    ("The guard, on Monday, searched a mill.", ", on Monday,"),
    ("Masked men at dawn on Monday seized a clerk.", "at dawn on Monday"),
    ("The detained clerk on Monday went home.", "on Monday"),
    ("Guards said the clerk on Monday fled.", "on Monday"),
    ("Orla today charged him.", "today"),
    ("The bench will on Friday rule on it.", "on Friday"),
    ("He was held in Orla and on Monday charged.", "on Monday"),
    ("Guards in the early hours of Monday, May 3, seized a clerk.", "in the early hours of Monday, May 3,"),
    ("Guards on Monday morning at about 9am seized a clerk.", "on Monday morning at about 9am"),
    ("The cook was on the same day freed.", "on the same day"),
    ("Three clerks were on Wednesday last week freed.", "on Wednesday last week"),
    ("The tribunal on 05.05.2021 sentenced him.", "on 05.05.2021"),
    ("Guards on Saturday, 4 May, and Sunday, 5 May, seized two clerks.", "on Saturday, 4 May, and Sunday, 5 May,"),
]
LEFT = [
    "Clerks arrested on Friday were freed.",
    "Clerks arrested in Orla on Friday were freed.",
    "The hearing on Tuesday was adjourned.",
    "On Friday armed men seized a clerk.",
    "Early on Friday, masked men seized a clerk.",
    "In Orla on Friday, armed men seized a clerk.",
    "Guards arrested two clerks on Friday.",
    "A raid on Friday worshippers was condemned.",
    "The Sunday Herald reported it.",
]


OPENED = {
    "On Friday dozens of clerks were freed.": "On Friday",
    "On Friday night 30 clerks were freed.": "On Friday night",
    "On 12 March Ana Ruiz was freed.": "On 12 March",
    "Late on Friday masked men freed a clerk.": "Late on Friday",
    "Last week guards freed a clerk.": "Last week",
    "\u201cOn Monday they freed me,\u201d she said.": "On Monday",
    "On Monday and Tuesday they sang.": None,
    "On Monday, they sang.": None,
    "On Monday in Orla guards sang.": None,
    "Friday clerks sang.": None,
}


@pytest.mark.parametrize(("text", "words"), OPENED.items())
def test_a_day_that_opens_a_sentence_without_a_comma_is_found(text, words):
    found = opening(text)
    assert (text[slice(*found)] if found else None) == words


@TRAINED
def test_a_day_that_opens_a_sentence_hangs_on_its_first_clause_and_changes_nothing_else():
    plain, told = sentence("30 clerks were freed in Orla."), sentence("On Friday 30 clerks were freed in Orla.")
    assert [(t.text, t.dep_, t.head.text) for t in told][2:] == [(t.text, t.dep_, t.head.text) for t in plain]
    assert (told[1].dep_, told[1].head.text) == ("obl", "freed")
    quoted = sentence("\u201cOn Monday they freed me,\u201d she said.")
    assert quoted[2].head.text == "freed"


@pytest.mark.parametrize(("text", "words"), FOUND)
def test_an_adverbial_of_time_between_subject_and_verb_is_an_aside(text, words):
    assert [text[start:end] for start, end in asides(text)] == [words]


@pytest.mark.parametrize("text", LEFT)
def test_what_belongs_to_a_participle_an_occasion_or_the_whole_clause_is_none(text):
    assert list(asides(text)) == []


def test_asides_are_found_in_linear_time():
    assert list(asides("Guards on Monday, " * 20_000)) == []


@TRAINED
@pytest.mark.parametrize(
    "time", ["on Tuesday", "late Thursday", "last week", "on 12 March", "today", "on Friday, 3 May"]
)
def test_a_sentence_with_an_aside_has_the_tree_of_the_one_without(time):
    plain, told = (sentence(f"The harbour court {words}granted bail to a clerk.") for words in ("", f"{time} "))
    first, last = (told.text.index(word) for word in (time, "granted"))
    kept = [(t.text, t.dep_, t.head.text) for t in told if not first <= t.idx < last]
    assert kept == [(t.text, t.dep_, t.head.text) for t in plain]


@TRAINED
@pytest.mark.parametrize(("text", "words"), FOUND)
def test_an_aside_hangs_on_the_verb_behind_it_as_an_oblique(text, words):
    doc = sentence(text)
    start = text.index(words)
    (root,) = (t for t in doc if start <= t.idx < start + len(words) and not start <= t.head.idx < start + len(words))
    assert (root.dep_.partition(":")[0], root.head.pos_) == ("obl", "VERB")


@pytest.mark.parametrize("text", ["Two clerks seized in", "Gunmen held by", "Nurses of the guild detained with"])
def test_a_line_that_breaks_off_behind_its_verb_is_read(text):
    assert sentence(text).text == text


@settings(max_examples=50, deadline=None)
@given(st.lists(st.sampled_from("Guards On the on Monday , was arrested also ( ) late May 12 2021 said today".split())))
def test_a_sentence_of_any_such_words_is_one_forest_of_all_its_tokens(words):
    text = " ".join(words) or "."
    doc = sentence(text)
    assert doc.text == text
    assert sorted(t.i for root in doc if root.head == root for t in root.subtree) == list(range(len(doc)))


def sentence(text):
    return analyse(Document("a.txt", text, "0")).sentences[0].doc
