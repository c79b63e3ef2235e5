from __future__ import annotations

import pytest

from kg.language import analyse
from kg.language.relations import finite, infinitive, relation
from kg.model import Document


def token(text, word):
    sentence = analyse(Document(name="a.txt", text=text, sha256="0")).sentences[0]
    return next(found for found in sentence.doc if found.text == word)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Guards tried to stop the sailors.", "stop", "to"),
        ("Guards began stopping the sailors.", "stopping", "ing"),
        ("The mayor said guards had stopped the sailors.", "stopped", "that"),
        ("The sailors left without being stopped.", "stopped", "prep:without"),
        ("The union demanded the release of the clerk.", "release", "object"),
        ("The union called for the release of the clerk.", "release", "prep:for"),
        ("The release of the clerk was a surprise.", "release", "subject"),
        ("The clerk whom guards had stopped sang.", "stopped", "that"),
    ],
)
def test_a_relation_is_named_in_the_words_of_the_lexicons(text, word, expected):
    assert relation(token(text, word)) == expected


def test_an_infinitive_is_one_even_where_the_parser_took_its_to_for_a_preposition():
    assert infinitive(token("The general threatened to arrest Mira Dahl.", "arrest"))
    assert not infinitive(token("The general arrested Mira Dahl.", "arrested"))


def test_a_verb_is_finite_by_its_first_auxiliary():
    assert finite(token("The clerk will be stopped.", "stopped"))
    assert not finite(token("Guards kept stopping sailors.", "stopping"))
