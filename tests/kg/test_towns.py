"""Towns and provinces of the world by name, and the states they lie in."""

import pytest

from kg.towns import lies_in, town


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("Nakuru", "Kenya"),
        ("Khon Kaen", "Thailand"),
        ("Kukes", "Albania"),
        ("Kukës", "Albania"),
        ("Rangoon", "Myanmar"),
        ("Zamfara", "Nigeria"),
        ("London", "United Kingdom"),
    ],
)
def test_a_town_or_province_lies_in_its_state_accents_and_old_names_aside(name, state):
    assert town(name).within == state


def test_of_two_towns_alike_in_size_none_is_meant_but_both_states_are_known():
    found = town("Nelson")
    assert found.within is None
    assert found.states == {"New Zealand", "United Kingdom"}


@pytest.mark.parametrize("name", ["", "Xqzzyv", "nakuru", "of"])
def test_what_is_no_town_is_none(name):
    assert town(name) is None


@pytest.mark.parametrize(
    ("name", "state", "expected"),
    [
        ("Riga", "Latvia", True),
        ("Nakuru", "Kenya", True),
        ("Riga", "Estonia", False),
        ("Latvia", "Riga", False),
        ("Latvia", "Latvia", False),
        ("Nowhere", "Latvia", False),
    ],
)
def test_a_town_lies_in_its_state(name, state, expected):
    assert lies_in(name, state) is expected
