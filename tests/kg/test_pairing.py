"""Stretches of text with both of a pair of quotation marks, or neither."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language.pairing import paired, unopened
from kg.model import Document

PAIRED = [
    ("it was [called “unfair]!” by all", "called “unfair!”"),
    ("they left and [took it. “]No,” he said", "took it."),
    ('a board 6\'3" long [and 2" wide] and "so" on', 'and 2" wide'),
    ('she said ["all was lost] and gone"', "all was lost"),
    ("[all quiet]", "all quiet"),
]


def stretch(marked):
    start, end = marked.index("["), marked.index("]") - 1
    document = Document("a.txt", marked.replace("[", "").replace("]", ""), "0" * 64)
    return document, document.select(start, end)


@pytest.mark.parametrize(("marked", "expected"), PAIRED)
def test_a_mark_whose_partner_stands_right_outside_is_taken_in_or_left_out(marked, expected):
    assert paired(*stretch(marked)).exact == expected


def test_a_stretch_ends_at_a_closing_mark_that_nothing_in_it_opens():
    assert unopened(*stretch("for “[theft”, a crime] here")).exact == "theft"


@given(st.text(alphabet='a “”"«».,', min_size=1, max_size=40), st.data())
def test_what_is_paired_stays_inside_the_text_and_touches_the_stretch(text, data):
    document = Document("a.txt", text, "0" * 64)
    start = data.draw(st.integers(0, len(text) - 1))
    given_ = document.select(start, data.draw(st.integers(start + 1, len(text))))
    found = paired(document, given_)
    assert text[found.start : found.end] == found.exact
    assert found.overlaps(given_)
