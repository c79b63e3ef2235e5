"""Word lists stand in the lexicons, in order, and find what their examples say."""

import re

import pytest

from kg.extractors.wordlists import holds, pattern, words
from kg.lexicon import table

FILES = ("circumstances", "custody", "frames")
LISTS = [(file, name) for file in FILES for name in table(file)]
FOUND_IN_TEXT = [("custody", "context"), ("custody", "document")]


@pytest.mark.parametrize(("file", "name"), LISTS)
def test_a_list_says_why_and_stands_in_order(file, name):
    block = table(file)[name]
    assert block["why"]
    assert block["examples"]
    assert block["counterexamples"]
    assert block["words"] == sorted(set(block["words"]))
    assert words(file, name) == frozenset(block["words"])


@pytest.mark.parametrize(("file", "name"), FOUND_IN_TEXT)
def test_a_list_looked_for_in_text_finds_its_examples_alone(file, name):
    block = table(file)[name]
    assert all(pattern(file, name).search(text) for text in block["examples"])
    assert not any(pattern(file, name).search(text) for text in block["counterexamples"])


def test_a_star_stands_for_any_ending_and_nothing_else_does():
    found = pattern("gatherings", "purpose")
    assert found.search("They were Protesting.")
    assert found.fullmatch("rally")
    assert not re.compile(found.pattern + "$").match("againsty")


def test_a_text_holds_a_word_in_any_letters():
    assert holds("gatherings", "purpose", "THEY WERE PROTESTING.")
    assert not holds("gatherings", "purpose", "They were unprotesting.")
