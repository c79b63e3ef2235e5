"""Dates and lengths of time: verbatim, and worked out only where text or publication tell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import analyse
from kg.language.times import durations, moments
from kg.model import Document


def read(text, published=None):
    document = Document("a.txt", text, "0", published=published)
    return [moment for sentence in analyse(document).sentences for moment in moments(sentence, document)]


@pytest.mark.parametrize(
    ("text", "words", "edtf"),
    [
        ("It began on 3 March 2019.", "3 March 2019", "2019-03-03"),
        ("It began on Monday, March 4, 2019.", "Monday, March 4, 2019", "2019-03-04"),
        ("It began on 2020-05-06.", "2020-05-06", "2020-05-06"),
        ("It began on 25/12/2011.", "25/12/2011", "2011-12-25"),
        ("It began on 04/05/2011.", "04/05/2011", "2011"),
        ("It began on the 5th of June.", "5th of June", "XXXX-06-05"),
        ("It began on Sept. 20.", "Sept. 20", "XXXX-09-20"),
        ("It began in May 2014.", "May 2014", "2014-05"),
        ("It began in October.", "October", "XXXX-10"),
        ("It began in 1998.", "1998", "1998"),
        ("It fell on Friday and Saturday.", "Friday and Saturday", None),
        ("It fell that night.", "that night", None),
        ("It began in the 1990s.", "the 1990s", "199X"),
        ("It lasted from 3 May 2019 to 5 June 2019.", "from 3 May 2019 to 5 June 2019", "2019-05-03/2019-06-05"),
        ("It fell between 3 and 5 July 2020.", "between 3 and 5 July 2020", "2020-07-03/2020-07-05"),
        ("It has run since 2018.", "since 2018", "2018/.."),
        ("The protests of 2011-12 failed.", "2011-12", "2011/2012"),
        ("It has run since at least 2018.", "since at least 2018", "2018/.."),
        ("They did so as recently as 2016.", "2016", "2016"),
        ("It began on Boxing Day 2019.", "Boxing Day 2019", "2019-12-26"),
        ("It began on Christmas Eve.", "Christmas Eve", "XXXX-12-24"),
        ("He was held on 31 February 2020.", "31 February 2020", None),
        ("It began yesterday.", "yesterday", None),
        ("It began last Friday.", "last Friday", None),
        ("It began in recent weeks.", "in recent weeks", None),
        ("It has run since the protests began in May 2018.", "since the protests began in May 2018", "2018-05/.."),
        ("Since it came into force, ten have been tried.", "Since it came into force", None),
        ("It has run since the military coup.", "since the military coup", None),
        ("She has ruled since taking office in 2014.", "since taking office in 2014", "2014/.."),
        ("It broke out after the May elections.", "May", "XXXX-05"),
        ("Ten have died since the beginning of the year.", "since the beginning of the year", None),
        ("Ten have died since the start of 2019.", "since the start of 2019", "2019/.."),
        ("Ten have died since Berg sent in troops on May 4.", "since Berg sent in troops on May 4", "XXXX-05-04/.."),
        ("Ten have died since the start of the war in 2014.", "since the start of the war in 2014", "2014/.."),
        ("It broke out before Friday's vote.", "Friday", None),
    ],
)
def test_a_date_keeps_its_words_and_says_only_what_it_tells(text, words, edtf):
    assert [(m.selector.exact, m.edtf, m.basis) for m in read(text)] == [(words, edtf, "text")]


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("It began today.", "2021-01-31"),
        ("It began yesterday.", "2021-01-30"),
        ("It began on Friday.", "2021-01-29"),
        ("It began on Sunday.", "2021-01-31"),
        ("It began last Sunday.", "2021-01-24"),
        ("It began last month.", "2020-12"),
        ("It began last year.", "2020"),
        ("It began two days ago.", "2021-01-29"),
        ("It began in the past 48 hours.", "2021-01-29/2021-01-31"),
        ("It began on December 24.", "2020-12-24"),
        ("It began in October.", "2020-10"),
        ("It began on New Year’s Eve.", "2020-12-31"),
        ("The parade will be held on May Day.", "2021-05-01"),
        ("The churches burned on Palm Sunday.", None),
        ("The trial will open on 2 February.", "2021-02-02"),
        ("The trial will open on Friday.", "2021-02-05"),
        ("It opens next Friday.", None),
        ("It is held on 2 February.", "XXXX-02-02"),
    ],
)
def test_a_relative_date_hangs_on_the_date_of_publication_where_one_day_is_meant(text, edtf):
    assert [m.edtf for m in read(text, "2021-01-31")] == [edtf]


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("The boatman was locked up in March; a retrial is to begin in November.", ["2030-03", "2030-11"]),
        ("She was found guilty in June and will contest it in November.", ["2029-06", "2030-11"]),
        ("They will appeal in November because a judge jailed them in March.", ["2030-11", "2030-03"]),
        ("In September, Dorn, who was freed in April, will stand again.", ["2030-09", "2030-04"]),
        ("He was seized on Friday and will be tried on 3 June.", ["2030-05-10", "2030-06-03"]),
        ("The inquiry opens on 14 September.", ["2030-09-14"]),
        ("The hearing is on 14 September.", ["2030-09-14"]),
        ("The inquiry opened on 14 September.", ["2029-09-14"]),
        ("The ferrymen will be tried in March.", ["2031-03"]),
        ("The minister said on Monday that voting will start in August.", ["2030-05-13", "2030-08"]),
        ("The inquiry was due to open in June.", ["XXXX-06"]),
        ("They promised to free the boatman on 3 June.", ["XXXX-06-03"]),
    ],
)
def test_a_date_lies_on_the_side_of_the_publication_that_the_verb_of_its_clause_tells(text, dates):
    assert [m.edtf for m in read(text, "2030-05-16")] == dates


def test_days_are_fixed_only_with_a_year():
    (whole,) = read("It began in May 2014.")
    (yearless,) = read("It began on 3 May.")
    assert (whole.earliest, whole.latest) == ("2014-05-01", "2014-05-31")
    assert (yearless.earliest, yearless.latest) == (None, None)


@pytest.mark.parametrize(
    "text",
    [
        "She may go.",
        "They march on.",
        "About 2000 people came.",
        "As many as 2000 came.",
        "Room 2019 was empty.",
        "He is 31.",
        "Since he is ill, nobody has called.",
        "It has been quiet since he has a cold.",
        "Since there was no witness, the court has freed her.",
    ],
)
def test_words_and_numbers_that_are_no_dates_are_left_alone(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("words", "iso"),
    [
        ("3 years and 6 months", "P3Y6M"),
        ("15 days", "P15D"),
        ("two-and-a-half years", "P2Y6M"),
        ("a year and a half", "P1Y6M"),
        ("a six-month term", "P6M"),
        ("18 months", "P18M"),
        ("24 hours", "PT24H"),
        ("ten and a half months", "P10M15D"),
        ("life in prison", None),
        ("at least 12 years", None),
        ("several years", None),
    ],
)
def test_a_length_has_an_iso_form_where_it_is_told_exactly(words, iso):
    (sentence,) = analyse(Document("a.txt", f"He got {words}.", "0")).sentences
    assert [d.iso for d in durations(sentence)] == [iso]


@pytest.mark.parametrize("words", ["a 15-year-old boy", "a boy of 15 years old", "a boy two years ago"])
def test_ages_and_moments_are_no_lengths(words):
    (sentence,) = analyse(Document("a.txt", f"They saw {words}.", "0")).sentences
    assert durations(sentence) == ()


DATES = (
    "3",
    "31",
    "May",
    "2019",
    "2020-13-45",
    "99/99/2020",
    "Friday",
    "on",
    "last",
    "since",
    "and",
    "to",
    "from",
    "ago",
)


@given(
    st.lists(st.sampled_from(DATES), max_size=12),
    st.sampled_from([None, "2020", "2020-02", "2020-02-29", "0001-01-01", "9999-12-31"]),
)
def test_no_heap_of_date_words_breaks_the_grammar(parts, published):
    for moment in read(" ".join(parts) or "x", published):
        assert moment.earliest is None or moment.latest is None or moment.earliest <= moment.latest
