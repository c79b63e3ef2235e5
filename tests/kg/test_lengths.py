"""Lengths of time: carried over, and in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lengths import length_in_words, lengths
from kg.ntriples import duration


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("P2Y", "2 years"),
        ("P1Y", "1 year"),
        ("P3Y6M", "3 years and 6 months"),
        ("P18M", "1 year and 6 months"),
        ("P2W", "14 days"),
        ("PT172800S", "2 days"),
        ("P1Y2M3DT4H5M6S", "1 year, 2 months, 3 days, 4 hours, 5 minutes and 6 seconds"),
        ("P1200Y", "1,200 years"),
        ("PT0S", "no time"),
        ("life", None),
        ("P", None),
        ("P1.5Y", None),
    ],
)
def test_a_length_is_said_in_words_with_its_units_in_the_right_number(written, words):
    assert length_in_words(written) == words


PARTS = st.tuples(*[st.integers(0, 10_000)] * 7)


@given(PARTS)
def test_what_is_written_to_the_graph_is_read_as_the_same_length(parts):
    years, months, weeks, days, hours, minutes, seconds = parts
    iso = f"P{years}Y{months}M{weeks}W{days}DT{hours}H{minutes}M{seconds}S"
    written = duration(iso).split('"')[1]
    assert lengths(written) == lengths(iso)
    assert length_in_words(written) == length_in_words(iso)
