from __future__ import annotations

import pytest

from kg.factuality import factuality
from kg.language import Sentence, analyse
from kg.lexicon import cues
from kg.model import Document

CUES = cues("factuality")
EVENTS = {
    "arrest",
    "detain",
    "release",
    "beat",
    "rally",
    "march",
    "strike",
    "detention",
    "torture",
    "gather",
    "protest",
}


def one(text: str) -> Sentence:
    return analyse(Document(name="a.txt", text=text, sha256="0")).sentences[0]


def told(text: str, word: str) -> str | None:
    sentence = one(text)
    return factuality(sentence, next(token for token in sentence.doc if token.text == word))


@pytest.mark.parametrize(
    ("text", "event", "code"),
    [
        (example.text, example.roles["event"], example.roles.get("factuality", cue.signals))
        for cue in CUES
        for example in cue.examples
    ],
)
def test_each_cue_decides_its_examples(text, event, code):
    expected = {"none": None, "same": "actual"}.get(code, code)
    assert told(text, event) == expected


@pytest.mark.parametrize(("cue", "text"), [(cue, text) for cue in CUES for text in cue.counterexamples])
def test_no_cue_decides_its_counterexamples(cue, text):
    sentence = one(text)
    events = [token for token in sentence.doc if token.lemma_.lower() in EVENTS]
    signal = {"none": None, "same": "actual"}.get(cue.signals, cue.signals)
    assert events
    assert signal not in [factuality(sentence, event) for event in events]


GENERIC = [
    ("A person arrested by the militia has the right to a phone call.", "arrested"),
    ("The canteen feeds people released from custody.", "released"),
    ("Sailors who behave are released early.", "released"),
    ("The film tells of a clerk who is arrested at sea.", "arrested"),
    ("The novel follows a nun who is detained by pirates.", "detained"),
]
PARTICULAR = [
    ("The canteen feeds the people released from custody in May.", "released"),
    ("Two sailors released from custody have the right to vote.", "released"),
    ("Sailors arrested after storm shelter in church", "arrested"),
    ("The film was banned after its author was arrested.", "arrested"),
    ("The general had the sailors arrested.", "arrested"),
]
TAKEN_BACK = [
    ("The report that the clerk was arrested was not wrong.", "actual"),
    ("The report that the clerk was arrested proved to be false.", "negated"),
    ("The gazette retracted a report that the clerk was arrested.", "alleged"),
    ("The general wants the clerk arrested.", "requested"),
    ("The general said he would have the clerk arrested.", "conditional"),
    ("The clerk was wrongly arrested.", "actual"),
]


@pytest.mark.parametrize(("text", "event"), GENERIC)
def test_what_is_said_of_a_class_or_in_a_story_is_no_event(text, event):
    assert told(text, event) is None


@pytest.mark.parametrize(("text", "event"), PARTICULAR)
def test_what_is_said_of_given_people_is_one(text, event):
    assert told(text, event) == "actual"


@pytest.mark.parametrize(("text", "code"), TAKEN_BACK)
def test_a_report_told_as_wrong_or_a_wish_makes_no_event(text, code):
    assert told(text, "arrested") == code


@pytest.mark.parametrize(
    ("text", "event", "code"),
    [
        ("The council demanded a ban on the guild and arrest of its heads.", "arrest", "requested"),
        ("The council asked the army to close the port and detain the sailors.", "detain", "requested"),
        ("Guards found the clerk and beat him.", "beat", "actual"),
        ("The law allows the army to search homes, and to detain sailors for up to a month.", "detain", None),
    ],
)
def test_a_last_conjunct_is_as_factual_as_what_it_is_listed_with(text, event, code):
    assert told(text, event) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Bo Vale was not beaten but was arrested.", "actual"),
        ("The mayor wrote that Bo Vale was not hurt as rumoured but was only arrested.", "actual"),
        ("Bo Vale was not beaten and was not arrested.", "negated"),
        ("Bo Vale was not beaten or arrested.", "negated"),
        ("If Bo Vale is not freed but is arrested, the union will march.", "conditional"),
    ],
)
def test_a_verb_with_an_auxiliary_of_its_own_is_not_negated_by_the_one_before(text, code):
    assert told(text, "arrested") == code


def test_what_there_is_a_case_for_has_not_been_done():
    assert told("Groups back the case for Bo Vale to be arrested.", "arrested") == "conditional"


def test_what_several_adjectives_part_from_a_demand_is_demanded():
    text = "Bakers demand swift, careful, and open investigations into the fire."
    assert told(text, "investigations") == "requested"
