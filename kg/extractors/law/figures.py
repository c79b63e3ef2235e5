"""A legal act in, whether it is a figure of speech, a matter of a club or said of whoever fits out: no case of a court.

The words are data (``lexicons/courts.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extractors.frames import verbal
from kg.extractors.incidents.contexts import REFLEXIVE
from kg.extractors.law.legality import Step, offence
from kg.extractors.wordlists import words
from kg.language.relations import present
from kg.language.tokens import Token

WHOEVER = frozenset({"individual", "individuals", "people", "person", "those"})
PRACTICE = frozenset({"conviction", "investigation", "prosecution", "trial"})
DEFINED = frozenset({"appos", "det", "flat", "nmod:poss", "nummod"})
JUDGING = frozenset({"acquittal", "conviction", "remand", "sentencing"})


def figurative(step: Step) -> bool:
    """Whether no court is meant, whatever the words."""
    named = any(court in step.sentence.text for court in words("courts", "figurative"))
    return named or _internal(step) or _by_laymen(step) or _deadly(step)


def whoever(step: Step) -> bool:
    """Whether it is said of whoever fits: "those convicted can be jailed", "to try those responsible", "trials"."""
    heads = step.act.heads("affected")
    those = [head for head in heads if head.lower_ in WHOEVER]
    if len(those) < len(heads) or not heads:
        return _of_a_kind(step, heads) if heads else _practice(step) or _statistic(step)
    told = step.act.head
    if step.status == "scheduled" and all(head.lower_ == "person" for head in those):
        return True  # "if a person is caught, the person will be jailed"
    if told.dep_ in {"acl", "acl:relcl"} and told.head in those and told.head.lower_ == "those":
        return _open(told.head.head)
    if told.dep_ == "acl:relcl" and told.head in those and any(t.lower_ in {"a", "an"} for t in told.head.lefts):
        return any(map(_open, filter(verbal, told.head.ancestors)))  # "may fine an individual who has been convicted"
    near = (word for head in those for word in (*head.children, *head.doc[head.i + 1 : head.i + 2]))
    named = any(word.lower_ in words("courts", "unknown") for word in near)
    return named and not (verbal(told) and told.tag_ in {"VBD", "VBN"})


def _of_a_kind(step: Step, heads: Iterable[Token]) -> bool:
    """Whether trials, or one only asked about, are of people of some kind: "end the trial of civilians"."""
    tried = step.act.cue.frame == "noun" and step.act.cue.signals == "trial"
    open_ = step.act.head.tag_ == "NNS" or step.status == "requested"
    bare = (head.tag_ == "NNS" and not any(child.dep_ in DEFINED for child in head.children) for head in heads)
    return tried and open_ and all(bare)


def _statistic(step: Step) -> bool:
    """Whether it is only counted how often it is done: "more than the number it sentenced last year"."""
    subject = next((child.left_edge.i for child in step.act.head.children if child.dep_ == "nsubj"), 0)
    return subject > 0 and step.act.head.doc[subject - 1].lemma_ in {"number", "total"}


def _open(verb: Token) -> bool:
    """Whether a main verb tells what may become of somebody: it has a modal, or tells a risk in the present."""
    return any(child.tag_ == "MD" for child in verb.children) or (present(verb) and verb.lemma_ in {"face", "risk"})


def _practice(step: Step) -> bool:
    """Whether a bare plural tells what is done in general, to nobody in particular: "arrests and prosecutions"."""
    noun = step.act.head
    bare = not any(child.dep_ in {"det", "nmod:poss", "nummod"} for child in noun.children)
    return step.act.cue.frame == "noun" and step.act.cue.signals in PRACTICE and noun.tag_ == "NNS" and bare


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
