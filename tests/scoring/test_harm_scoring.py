"""How a summary of harm is scored against the labels of an article."""

import pytest

from benchmarks.extraction.violations import Labels, Pair, labelled, measures

NOTHING = Labels(frozenset({"unknown"}), (), None, None, None, None)


def scores(wanted, found):
    return {each.name: each for each in measures([Pair("a", wanted, found)], "x", {})}


def victims(wanted, found):
    scored = scores(Labels(NOTHING.types, wanted, *[None] * 4), Labels(NOTHING.types, found, *[None] * 4))
    told = scored["x victim name fuzzy"]
    return told.precision, told.recall


@pytest.mark.parametrize(
    ("wanted", "found", "precision", "recall"),
    [
        (("Mira Dahl",), ("Dahl",), 100, 100),
        (("Dahl",), ("Mira Dahl",), 100, 100),
        (("Mira Dahl",), ("Mira Kern",), 0, 0),
        (("Mira Dahl",), ("Mira Dahl", "Dahl"), 100, 100),
        (("Mira Dahl",), ("Dahl", "Mira Dahl"), 50, 100),
        (("Mira Dahl", "Olav Kern"), ("Mira Dahl",), 100, 50),
    ],
)
def test_a_victim_is_found_whose_name_is_part_of_a_label_or_holds_one(wanted, found, precision, recall):
    assert victims(wanted, found) == (precision, recall)


def test_to_tell_no_year_of_an_article_without_one_is_right_but_not_labelled():
    scored = scores(NOTHING, NOTHING)
    assert (scored["x year right"].value, scored["x year right and labelled"].value) == (100, 0)


@pytest.mark.parametrize(
    ("year", "month", "date", "told"),
    [
        ("2019.0", "May", "3.0", (2019, 5)),
        ("7.0", "11", "1871.0", (1871, 11)),
        ("June", "2014", None, (2014, 6)),
        ("unknown", "n/a", None, (None, None)),
        (None, "02", "21.0", (None, 2)),
    ],
)
def test_a_year_is_found_in_the_field_of_the_month_or_the_day_too(year, month, date, told):
    row = {"year": year, "month": month, "date": date, "country": None, "victims": [], "perpetrator_type": None}
    found = labelled(row | {"violation_types": ["killing"]})
    assert (found.year, found.month) == told


def test_a_kind_of_harm_that_is_not_labelled_costs_precision():
    found = Labels(frozenset({"killing", "torture"}), (), None, None, None, None)
    told = scores(Labels(frozenset({"killing"}), (), None, None, None, None), found)["x violation types"]
    assert (told.precision, told.recall) == (50, 100)
