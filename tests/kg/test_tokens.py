"""Tokens as plain objects: they tell what spaCy's own tell, of any words in any tree."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc as Source

from kg.language.tokens import Doc

WORDS = ["Police", "held", "ten", "of", "the", "21st", "“", ",", "RIA", "mcQueen", "1,000", "  "]
DEPS = ["nsubj", "conj", "obl", "case", "punct"]
TOLD = ("i", "idx", "text", "lower_", "lemma_", "pos_", "tag_", "dep_", "ent_type_", "whitespace_")
SHAPES = ("is_alpha", "is_lower", "is_upper", "is_title", "is_space", "is_quote", "is_punct", "like_num")
ONE, SEVERAL = ("head", "left_edge", "right_edge"), ("children", "lefts", "rights", "ancestors", "subtree", "conjuncts")
VOCAB = spacy.blank("en").vocab


@st.composite
def trees(draw):
    """Words in a tree of any shape, also one whose lines cross."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9))
    order = draw(st.permutations(range(len(words))))
    heads = {at: order[draw(st.integers(0, max(0, place - 1)))] for place, at in enumerate(order)}
    deps = ["ROOT" if heads[at] == at else draw(st.sampled_from(DEPS)) for at in range(len(words))]
    spaces = draw(st.lists(st.booleans(), min_size=len(words), max_size=len(words)))
    like = {"tags": words, "lemmas": [word.lower() for word in words], "ents": ["B-PER", *["O"] * (len(words) - 1)]}
    return Source(VOCAB, words=words, spaces=spaces, heads=[heads[at] for at in range(len(words))], deps=deps, **like)


@given(trees())
def test_a_token_tells_what_spacys_tells(source):
    for token, its in zip(Doc(source), source, strict=True):
        assert [getattr(token, name) for name in (*TOLD, *SHAPES)] == [getattr(its, name) for name in (*TOLD, *SHAPES)]
        assert (token.morph, len(token), str(token)) == (str(its.morph), len(its), str(its))


@given(trees())
def test_a_token_hangs_where_spacys_does(source):
    for token, its in zip(Doc(source), source, strict=True):
        assert [getattr(token, name).i for name in ONE] == [getattr(its, name).i for name in ONE]
        for name in SEVERAL:
            assert [other.i for other in getattr(token, name)] == [other.i for other in getattr(its, name)], name
        assert [token.is_ancestor(other) for other in token.doc] == [its.is_ancestor(other) for other in source]


@given(trees(), st.integers(0, 8), st.integers(1, 9))
def test_a_span_tells_what_spacys_tells(source, start, length):
    start = min(start, len(source) - 1)
    span, its = Doc(source)[start : start + length], source[start : start + length]
    assert (span.text, span.start, span.end, span.start_char, span.end_char) == (
        *(its.text, its.start, its.end, its.start_char, its.end_char),
    )
    assert (span.root.i, [token.i for token in span]) == (its.root.i, [token.i for token in its])
    assert ([token.i for token in span[1:]], span[-1].i) == ([token.i for token in its[1:]], its[-1].i)


@pytest.mark.parametrize("by", [-1, 2])
def test_there_is_no_token_beyond_a_sentence(by):
    with pytest.raises(IndexError):
        Doc(Source(VOCAB, words=["Police", "held"]))[0].nbor(by)


def test_a_long_chain_of_words_needs_no_depth():
    words = ["of"] * 5000
    source = Source(VOCAB, words=words, heads=[max(0, at - 1) for at in range(len(words))], deps=["nmod"] * len(words))
    assert len(Doc(source)[0].subtree) == len(words)


def test_tokens_are_ordered_as_they_stand():
    first, _, last = doc = Doc(Source(VOCAB, words=["Police", "held", "ten"]))
    assert (max(doc), min(last, first)) == (last, first)
