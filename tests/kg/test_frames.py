from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extractors.frames import Frame, clause, frame, governs, phrase
from kg.language import analyse
from kg.language.tokens import Token
from kg.model import Document


def tokens(text: str) -> list[Token]:
    return list(analyse(Document(name="a.txt", text=text, sha256="0")).sentences[0].doc)


def of(text: str, word: str) -> Frame:
    return frame(next(token for token in tokens(text) if token.text == word))


@pytest.mark.parametrize(
    ("text", "word", "subject", "undergoer"),
    [
        ("Guards in Orla stopped two sailors on Monday.", "stopped", ["Guards"], ["sailors"]),
        ("Two sailors were stopped by guards.", "stopped", ["guards"], ["sailors"]),
        ("The sailor who was stopped on Friday left.", "stopped", [], ["sailor"]),
        ("The men arrested on Monday were beaten.", "arrested", [], ["men"]),
        ("After being stopped, Mira Dahl called her lawyer.", "stopped", [], ["Mira"]),
        ("Guards raided the office, stopping two sailors.", "stopping", ["Guards"], ["sailors"]),
        ("Guards started beating sailors.", "beating", ["Guards"], ["sailors"]),
        ("The guards caught and beat three sailors.", "caught", ["guards"], ["sailors"]),
        ("Mira Dahl was stopped, beaten and fined.", "beaten", [], ["Mira"]),
        ("The arrested sailors were freed.", "arrested", [], ["sailors"]),
        ("The union accused the guards of beating a sailor.", "beating", ["guards"], ["sailor"]),
        ("The court acquitted Mira Dahl of beating a sailor.", "beating", ["Mira"], ["sailor"]),
        ("The guards left the yard after beating a sailor.", "beating", ["guards"], ["sailor"]),
        ("He said she was being held by the army.", "held", ["army"], ["she"]),
    ],
)
def test_a_verb_finds_who_does_it_and_who_undergoes_it(text, word, subject, undergoer):
    found = of(text, word)
    assert [head.text for head in found.subject] == subject
    assert [head.text for head in found.object] == undergoer


@pytest.mark.parametrize(
    ("text", "word", "subject", "undergoer"),
    [
        ("The arrest of the sailor by the guards went unnoticed.", "arrest", ["guards"], ["sailor"]),
        ("Mira's arrest was a surprise.", "arrest", [], ["Mira"]),
        ("Thirteen arrests were made by the guards.", "arrests", ["guards"], []),
        ("Lawyers described the beating of a sailor by guards.", "beating", ["guards"], ["sailor"]),
    ],
)
def test_an_event_noun_finds_them_too(text, word, subject, undergoer):
    found = of(text, word)
    assert [head.text for head in found.subject] == subject
    assert [head.text for head in found.object] == undergoer


def test_prepositions_name_the_heads_of_their_objects_and_gerunds():
    found = of("They were stopped on Monday because of a banner.", "stopped")
    assert {words: [head.text for head in heads] for words, heads in found.prepositions.items()} == {
        "on": ["Monday"],
        "because of": ["banner"],
    }


def test_a_slot_takes_the_first_place_that_is_filled():
    found = of("Two sailors were stopped for singing.", "stopped")
    assert [head.text for head in found.slot("subject, prep:for|over")] == ["singing"]
    assert found.slot("prep:against") == ()


def test_a_date_in_another_clause_hangs_on_that_clause():
    words = tokens("The sailor who was stopped on Friday left on Monday.")
    stopped, left = (next(t for t in words if t.text == w) for w in ("stopped", "left"))
    friday = next(t for t in words if t.text == "Friday")
    assert governs(stopped, friday)
    assert not governs(left, friday)
    assert clause(friday) == stopped


def test_a_phrase_leaves_out_preposition_and_relative_clause():
    head = next(t for t in tokens("They spoke to the old sailor who sang.") if t.text == "sailor")
    assert phrase(head).text == "the old sailor"


WORDS = [
    "police",
    "who",
    "were",
    "arrested",
    "and",
    "by",
    "the",
    "of",
    "sailors",
    "beat",
    ",",
    "held",
    "to",
    "being",
    "Monday",
]


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(WORDS),
        min_size=1,
    )
)
def test_any_words_have_frames_whose_heads_are_words_of_the_sentence(words):
    for token in tokens(" ".join(words)):
        found = frame(token)
        assert {*found.subject, *found.object} <= set(token.doc)
