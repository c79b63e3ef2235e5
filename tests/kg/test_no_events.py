"""Ten texts full of misleading words (charges, courts, trials, releases) in which nobody is detained or tried."""

from pathlib import Path

import pytest

from kg.documents import documents
from kg.model import Document
from kg.reading import read

TEXTS = Path(__file__).parents[1] / "data" / "no_event"
NEVER = {"Detention", "Release", "ProceedingStep", "LegalProceeding", "Sentence"}


FIGURES = [
    "She was sentenced by her editor to six months of obituaries.",
    "The museum was convicted of snobbery by a columnist.",
    "The festival's jury acquitted itself well, its president said.",
    "The minister was detained by well-wishers outside the stadium.",
    "The striker was arrested in mid-air by a defender.",
    "Critics called the tax a death sentence for corner shops.",
    "The producer was held in high esteem for years.",
    "The clerk was held in contempt by her neighbours for weeks.",
]


@pytest.mark.parametrize("text", FIGURES)
def test_whom_no_court_and_no_police_take_up_is_before_no_court_and_in_no_custody(text):
    assert [claim.type for claim in read(Document("n.txt", text, "0" * 64)).claims if claim.type in NEVER] == []


@pytest.mark.parametrize(
    "text",
    [
        "None of the clerks interviewed was charged with theft.",
        "None of the clerks interviewed were formally charged with any offence.",
    ],
)
def test_what_befell_none_of_some_is_no_fact(text):
    steps = [claim for claim in read(Document("n.txt", text, "0" * 64)).claims if claim.type == "ProceedingStep"]
    assert [step.factuality for step in steps] == ["negated"]


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("The editor was sentenced by a court in Orla to six months in prison.", "ProceedingStep"),
        ("An editor charged with a columnist was convicted of libel by a jury.", "ProceedingStep"),
        ("The columnist was arrested by police outside the stadium.", "Detention"),
    ],
)
def test_whom_courts_and_police_take_up_is_read(text, event):
    assert event in {claim.type for claim in read(Document("n.txt", text, "0" * 64)).claims}


@pytest.mark.parametrize("path", sorted(TEXTS.glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_without_events_gives_no_detention_and_no_proceeding(path):
    (document,) = documents([path])
    assert [(claim.type, claim.trigger.exact) for claim in read(document).claims if claim.type in NEVER] == []
