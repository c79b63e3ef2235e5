"""Slow queries are known again, and only they."""

import pytest

from server.engine.remembered import Remembered

ASKED = {
    "query": "SELECT * {}",
    "default_graph": None,
    "named_graphs": ["urn:a"],
    "union": True,
    "base": None,
    "generation": 1,
    "rows": "json",
}


def test_a_query_is_known_until_it_is_forgotten():
    known = Remembered()
    assert ASKED not in known
    known.add(ASKED)
    assert ASKED in known
    known.discard(ASKED)
    known.discard(ASKED)
    assert ASKED not in known


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"rows": "csv"}, True),
        ({"seconds": 3}, True),
        ({"query": "SELECT ?a {}"}, False),
        ({"generation": 2}, False),
        ({"named_graphs": None}, False),
        ({"union": False}, False),
        ({"base": "urn:b"}, False),
    ],
)
def test_what_decides_the_time_tells_queries_apart(change, same):
    known = Remembered()
    known.add(ASKED)
    assert ({**ASKED, **change} in known) is same


def test_those_that_were_not_asked_for_longest_make_way():
    known = Remembered(most=2)
    first, second, third = ({**ASKED, "generation": number} for number in range(3))
    known.add(first)
    known.add(second)
    assert first in known
    known.add(third)
    assert [each in known for each in (first, second, third)] == [True, False, True]
