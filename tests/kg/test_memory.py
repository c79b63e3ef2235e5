"""What is remembered: functions asked once for each token, Doc or sentence; words that begin as is looked for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import analyse
from kg.language.memory import per_doc, per_sentence, per_token
from kg.lexicon import Beginnings
from kg.model import Document

STEMS = ("arrest", "led away", "lock-up", "re-arrest")
LETTERS = re.compile(r"\w+")


def sentences():
    return analyse(Document("a.txt", "Two bakers were seized. Nobody said by whom.", "0")).sentences


@pytest.mark.parametrize(
    ("kind", "things"),
    [
        (per_sentence, sentences),
        (per_doc, lambda: [sentence.doc for sentence in sentences()]),
        (per_token, lambda: [token for sentence in sentences() for token in sentence.doc]),
    ],
)
def test_each_thing_is_asked_once_and_gets_its_own_answer(kind, things):
    asked = []
    tell = kind(lambda thing: asked.append(thing) or thing.text)
    found = things()
    assert [tell(thing) for thing in (*found, *found)] == [thing.text for thing in (*found, *found)]
    assert len(asked) == len(found)


def test_two_functions_keep_apart_what_they_found():
    (sentence, _) = sentences()
    assert per_sentence(len_of)(sentence) != per_sentence(first_of)(sentence)


def len_of(sentence):
    return len(sentence.text)


def first_of(sentence):
    return sentence.text[0]


@given(st.lists(st.sampled_from([*STEMS, "arrested", "unarrest", "led", "away", "-", " ", "re", "lock", "été", "_"])))
def test_beginnings_are_found_where_a_search_finds_them(parts):
    text = "".join(parts)
    expected = re.search(rf"\b(?:{'|'.join(STEMS)})", text) is not None
    assert Beginnings(STEMS)(text, set(LETTERS.findall(text))) is expected
