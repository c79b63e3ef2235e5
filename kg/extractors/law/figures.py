"""A legal act in, whether it is a figure of speech or a matter of a club out: none of either is before a court.

The words are data (``lexicons/courts.toml``).
"""

from __future__ import annotations

from kg.extractors.incidents.contexts import REFLEXIVE
from kg.extractors.law.legality import Step, offence
from kg.extractors.wordlists import words

JUDGING = frozenset({"acquittal", "conviction", "remand", "sentencing"})


def figurative(step: Step) -> bool:
    """Whether no court is meant, whatever the words."""
    named = any(court in step.sentence.text for court in words("courts", "figurative"))
    return named or _internal(step) or _by_laymen(step) or _deadly(step)


def _internal(step: Step) -> bool:
    """Whether a club, federation or disciplinary body acts, or somebody is on trial at one: no matter of courts."""
    heads = [*step.act.heads("agent"), *step.act.frame.slot("prep:at|with")]
    bodies = words("courts", "internal")
    return any(not bodies.isdisjoint({head.lemma_.lower(), *(t.lower_ for t in head.lefts)}) for head in heads)


def _by_laymen(step: Step) -> bool:
    """Whether somebody judges who sits in no court: "convicted of snobbery by a columnist", "acquitted itself well"."""
    if step.act.cue.signals not in JUDGING:
        return False
    itself = any(child.lower_ in REFLEXIVE for child in step.act.head.children)
    return itself or any(head.lemma_.lower() in words("courts", "lay") for head in step.act.heads("agent"))


def _deadly(step: Step) -> bool:
    """Whether a sentence is a figure of speech for the end of something: "a death sentence for corner shops"."""
    noun = step.act.noun or step.act.head
    death = any(child.lower_ == "death" for child in noun.lefts)
    return death and not step.people and bool(step.act.frame.slot("prep:for")) and not offence(step)
