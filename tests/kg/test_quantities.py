"""Counts and money: the wording decides qualifier and bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import analyse
from kg.language.numbers import number
from kg.language.quantities import money, quantities
from kg.model import Document


def sentence(text):
    return analyse(Document("a.txt", text, "0")).sentences[0]


@pytest.mark.parametrize(
    ("text", "words", "reading"),
    [
        ("More than 5,000 people came.", "More than 5,000", ("moreThan", 5000, 5001, None, "people")),
        ("At least 13 were hurt.", "At least 13", ("atLeast", 13, 13, None, None)),
        ("Around 2500 students came.", "Around 2500", ("approximately", 2500, None, None, "students")),
        ("They held 12 men.", "12", ("exact", 12, 12, 12, "men")),
        ("Guards arrested 12: all are men.", "12", ("exact", 12, 12, 12, None)),
        ("They held up to 300 workers.", "up to 300", ("atMost", 300, None, 300, "workers")),
        ("They held fewer than ten women.", "fewer than ten", ("lessThan", 10, None, 9, "women")),
        ("They held twenty-five police officers.", "twenty-five", ("exact", 25, 25, 25, "police officers")),
        ("They held 500 or more people.", "500 or more", ("atLeast", 500, 500, None, "people")),
        ("Thousands of people came.", "Thousands", ("vague", None, 1000, None, "people")),
        ("Tens of thousands came.", "Tens of thousands", ("vague", None, 10_000, None, None)),
        ("Several hundred marchers came.", "Several hundred", ("vague", None, 200, None, "marchers")),
        ("They held two dozen boys.", "two dozen", ("approximately", 24, None, None, "boys")),
        ("They held 20 to 30 teachers.", "20 to 30", ("vague", None, 20, 30, "teachers")),
        ("It moved 3 million farmers.", "3 million", ("exact", 3_000_000, 3_000_000, 3_000_000, "farmers")),
    ],
)
def test_bounds_follow_the_wording(text, words, reading):
    (found,) = quantities(sentence(text))
    assert found.selector.exact == words
    assert (found.qualifier, found.value, found.minimum, found.maximum, found.unit) == reading


@pytest.mark.parametrize(
    "text",
    [
        "It was 20 percent.",
        "A 15-year-old fell.",
        "He got 10 years.",
        "He was fined $500.",
        "It is 3 km away.",
        "They met in 2019.",
        "They met on 3 May.",
        "They met at 5 p.m.",
        "He broke Article 21.",
        "He fell three times.",
        "One of them left.",
        "Bulletin 12: arrests in Velm",
    ],
)
def test_dates_lengths_measures_and_money_are_no_counts(text):
    assert quantities(sentence(text)) == ()


@pytest.mark.parametrize(
    ("text", "words", "amount", "currency"),
    [
        ("He paid $10,000.", "$10,000", 10_000, "USD"),
        ("He paid 5,000 roubles.", "5,000 roubles", 5000, "RUB"),
        ("He paid €2.5 million.", "€2.5 million", 2_500_000, "EUR"),
        ("He paid RM500.", "RM500", 500, "MYR"),
        ("He paid 40 Lebanese pounds.", "40 Lebanese pounds", 40, "Lebanese pounds"),
        ("He paid 200 pounds.", "200 pounds", 200, "pounds"),
    ],
)
def test_money_keeps_its_words_and_guesses_no_currency(text, words, amount, currency):
    (found,) = money(sentence(text))
    assert (found.selector.exact, found.amount, found.currency) == (words, amount, currency)


@given(st.integers(min_value=1, max_value=10**9))
def test_a_number_with_thousands_marks_is_the_number_without(value):
    assert number(f"{value:,}") == value == number(str(value))


@pytest.mark.parametrize(
    ("words", "value"), [("two two", None), ("a", None), ("a hundred and ten", 110), ("police", None)]
)
def test_number_words_add_up_only_where_they_descend(words, value):
    assert number(words) == value
