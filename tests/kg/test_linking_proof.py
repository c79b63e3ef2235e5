"""Linking is held to labelled names that other hands wrote: tests/data/identity/items.tsv."""

import pytest

from benchmarks.linking import cases, context, figures


@pytest.fixture(scope="module")
def found():
    return cases()


@pytest.mark.parametrize(("figure", "asked"), [("precision", 0.95), ("recall", 0.85), ("nil", 0.9)])
def test_linking_is_as_good_as_asked(found, figure, asked):
    assert figures(found)[figure] >= asked


@pytest.mark.parametrize(("figure", "least"), [("precision", 0.93), ("recall", 0.78), ("nil", 0.88)])
def test_linking_holds_on_names_that_rules_were_not_made_for(figure, least):
    assert figures(cases("blind_"))[figure] >= least


def test_the_notes_of_a_context_are_told_apart_from_its_prose():
    assert context("office: judge; year: 2019; the crowd: loud") == {"offices": ["judge"], "years": ["2019"]}
