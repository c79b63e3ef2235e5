"""A figure that one source sets against another's."""

import pytest

from kg.extractors.incidents.figures import rival
from kg.lexicon import table

LISTS = [pytest.param(entry, id=name) for name, entry in table("figures").items()]


@pytest.mark.parametrize("entry", LISTS)
def test_words_that_set_figures_against_each_other_find_their_examples_and_no_counterexample(entry):
    assert all(map(rival, entry["examples"]))
    assert not any(map(rival, entry["counterexamples"]))
