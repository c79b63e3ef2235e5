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


def test_who_was_freed_soon_after_is_the_one_held_just_before():
    (record,) = records("A man was taken away by officers in Riga. He was later released.")
    assert record["released"] is True
