"""Attributions as corpora mark them: which words are the cue."""

import pytest

from kg.gold.attributions import attributions
from kg.model import Document
from kg.reading import read

CUES = [
    ('"The mill is shut," Ana Torres said in a long interview.', "said in a long interview"),
    ('"The mill is shut," Ana Torres recalled during a phone call on Monday.', "recalled during a phone call"),
    ('"The mill is shut," Ana Torres said in a hurry.', "said"),
    ('Ana Torres said in an interview that "the mill is shut".', "said"),
    ("The mill is shut, Ana Torres said in an interview.", "said"),
]


@pytest.mark.parametrize(("text", "cue"), CUES)
def test_a_cue_holds_the_talk_in_which_the_quotation_before_it_was_said(text, cue):
    (found,) = attributions(read(Document(name="mill.txt", text=text, sha256="0" * 64)))
    ((start, end),) = found["cue_spans"]
    assert text[start:end] == cue
