"""Whom police and courts take up is whoever is accused, never whom they are accused of harming."""

import pytest

from kg.model import Document, Mention
from kg.reading import read

ACCUSED = {
    "A teenager accused of stabbing a doorman was remanded by magistrates on Wednesday.": "A teenager",
    "A man accused of stabbing his wife was arrested on Monday.": "A man",
    "A guard accused of beating Ana Ruiz was charged with assault.": "A guard",
    "An officer accused of torturing detainees was acquitted by a court.": "An officer",
    "A guard who beat Omar Deng was arrested on Monday.": "A guard",
    "The man who kidnapped nurse Ana Ruiz was sentenced to ten years.": "The man",
    "Two officers who tortured a student were acquitted by a court.": "Two officers",
    "On Thursday, Officer Ann Roy, who shot 40-year-old Omar Deng in Orla, was charged with murder.": "Ann Roy",
    "The student whom guards beat was arrested.": "The student",
    "The clerk who led the march was arrested on Monday.": "The clerk",
    "A lawyer said Omar Deng was arrested on Monday.": "Omar Deng",
    "The 51-year-old was produced before the court in handcuffs.": "The 51-year-old",
    "The court upheld the sentence of former minister Bo Lind.": "Bo Lind",
    "Police confirmed the arrest of opposition leader Bo Lind.": "Bo Lind",
}


@pytest.mark.parametrize("whose", ["The FBI", "The harbour police", "The ministry"])
def test_whose_inquiry_it_is_is_not_under_inquiry(whose):
    found = read(Document("n.txt", f"{whose}'s investigation goes on.", "0" * 64)).claims
    assert not any(claim.all("affected") for claim in found)


@pytest.mark.parametrize(("text", "who"), ACCUSED.items())
def test_who_is_taken_up_is_who_is_accused(text, who):
    found = read(Document("n.txt", text, "0" * 64)).claims
    events = [claim for claim in found if claim.type in {"Detention", "ProceedingStep"}]
    affected = {f.selector.exact for each in events for f in each.all("affected") if isinstance(f, Mention)}
    assert affected == {who}


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("The fair was called off, followed by the arrest of baker Ines Vale in Velm.", "Ines Vale"),
        ("Ann Dahl is the latest activist arrested by police.", "Ann Dahl"),
        ("Ann Dahl was the third editor detained since May.", "Ann Dahl"),
        ("He is one of 14 clerks arrested in May.", "14 clerks"),
    ],
)
def test_of_whom_a_noun_is_told_is_held_with_it(text, who):
    (event,) = (c for c in read(Document("n.txt", text, "0" * 64)).claims if c.type == "Detention")
    assert [f.selector.exact for f in event.all("affected") if isinstance(f, Mention)] == [who]


def test_a_peoples_adjective_before_a_trial_is_not_before_the_court():
    text = "Many believe that a Seychellois trial, unsupervised by other states, would fail to bring them to justice."
    steps = [c for c in read(Document("n.txt", text, "0" * 64)).claims if c.type == "ProceedingStep"]
    assert [step for step in steps if step.all("affected")] == []
