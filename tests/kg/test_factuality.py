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
