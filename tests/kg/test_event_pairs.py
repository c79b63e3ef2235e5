"""The rules that find accounts of one event, held to labelled pairs that other hands wrote."""

import pytest

from benchmarks.event_pairs import cases, days, figures


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021", "2021-01-01", "2021-12-31"),
        ("2022-01/2022-02", "2022-01-01", "2022-02-28"),
        ("2021-03-14", "2021-03-14", "2021-03-14"),
        ("", "", ""),
    ],
)
def test_a_date_of_the_set_lasts_as_long_as_it_is_precise(written, first, last):
    assert days(written) == (first, last)


def test_hardly_a_pair_is_proposed_wrongly_and_most_that_are_one_are_found():
    found = figures(cases())
    assert found["precision"] >= 0.95
    assert found["recall"] >= 0.75
    assert found["parts"] <= 0.15
