"""Titles, paragraphs, sentences and quotations."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.language import analyse
from kg.language.quotations import quotations
from kg.model import Document, PassageKind
from kg.passages import passages


def quoted(text):
    return [selector.exact for selector in quotations(analyse(Document("a.txt", text, "0")))]


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("“Let them go,” she said.", ["Let them go,"]),
        ('"Let them go," she said. "Now."', ["Let them go,", "Now."]),
        ("“They were beaten“, she said.", ["They were beaten"]),
        ("``They were beaten,'' she said.", ["They were beaten,"]),
        ("«They were beaten», she said.", ["They were beaten"]),
        ("'They were beaten,' she said of the workers' march.", ["They were beaten,"]),
        ("It's the workers' march, isn't it?", []),
        ("“He called it \u2018a farce\u2019 again,” she said.", ["He called it \u2018a farce\u2019 again,"]),
        ("A so-called “trial” began.", ["trial"]),
        ("“We waited.\n\n“We waited long,” she said.", ["We waited.", "We waited long,"]),
        ('A 7" record.', []),
    ],
)
def test_a_quotation_is_what_stands_between_its_marks_whichever_way_they_are_typed(text, inside):
    assert quoted(text) == inside


@given(st.text(alphabet="ab .\"“”'\u2019\u2018«»\n", max_size=80))
def test_quotations_are_ordered_disjoint_and_verbatim(text):
    analysis = analyse(Document("a.txt", text or "x", "0"))
    found = quotations(analysis)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(analysis.document.text[s.start : s.end] == s.exact for s in found)


def test_the_passages_of_a_short_report_are_listed_larger_first():
    text = "Poet freed\n\nThe court freed the poet. “At last,” she said."
    found = [(p.kind, p.selector.exact) for p in passages(analyse(Document("a.txt", text, "0")))]
    assert found == [
        (PassageKind.PARAGRAPH, "Poet freed"),
        (PassageKind.SENTENCE, "Poet freed"),
        (PassageKind.TITLE, "Poet freed"),
        (PassageKind.PARAGRAPH, "The court freed the poet. “At last,” she said."),
        (PassageKind.SENTENCE, "The court freed the poet."),
        (PassageKind.SENTENCE, "“At last,” she said."),
        (PassageKind.QUOTATION, "At last,"),
    ]


@pytest.mark.parametrize("text", ["The court freed the poet.\n\nShe left.", "Poet freed", ""])
def test_a_sentence_or_a_lone_line_is_no_title(text):
    assert PassageKind.TITLE not in {p.kind for p in passages(analyse(Document("a.txt", text, "0")))}
