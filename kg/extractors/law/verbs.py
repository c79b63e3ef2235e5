"""A verb of a legal act in, its frame out: such verbs have an object, so that without one they are passive.

Law of this file: who is judged is told before a participle, and no measure of a penalty is an object.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from kg.extractors.displaced import named_by, timely
from kg.extractors.frames import Frame, frame, passive, preposition
from kg.extractors.incidents.people import human
from kg.extractors.wordlists import words
from kg.language.memory import per_token
from kg.language.tokens import Token
from kg.lexicon import table

REACH = 4  # words above a participle within which it may stand beside a passive: "found guilty of theft and fined"


@per_token
def reading(verb: Token) -> Frame:
    """The frame of a verb that always has an object: without one it is passive, as headlines and lists shorten it."""
    own = frame(verb)
    if dated := _dated(verb):
        return replace(own, subject=own.prepositions.get("by", ()), object=dated, passive=True)
    if own.passive and (done := _misread(verb)):
        subject = tuple(child for child in verb.children if child.dep_ == "nsubj:pass")
        return replace(own, subject=subject, object=done, passive=False)
    if own.passive or any(not _measure(head) for head in own.object) or not _shortened(verb):
        return own
    return replace(own, subject=own.prepositions.get("by", ()), object=_right_before(verb, own.subject), passive=True)


def _right_before(verb: Token, subject: tuple[Token, ...]) -> tuple[Token, ...]:
    """Who stands right before a participle, inside what was taken for its subject: "kin of a man sentenced to"."""
    if verb.i == 0 or not subject:
        return subject
    near = named_by(verb.nbor(-1))
    inside = near.dep_ == "nmod" and any(head.is_ancestor(near) for head in subject)
    return (near,) if inside and (human(near) or near.ent_type_ == "PER") else subject


def _dated(verb: Token) -> tuple[Token, ...]:
    """Who undergoes a participle that the parser hung on a day before it: "Dahl was in 2020 sentenced to a year"."""
    day = verb.head
    hung = verb.tag_ == "VBN" and verb.dep_ in {"acl", "acl:relcl"} and (timely(day) or day.like_num)
    if not hung or not any(child.dep_ == "cop" for child in day.children) or not preposition(day):
        return ()
    return tuple(child for child in day.children if child.dep_ == "nsubj" and child.i < day.i)


def _misread(verb: Token) -> tuple[Token, ...]:
    """The object of a past tense that the parser took for a participle: "a judge charged the clerk"."""
    if any(child.dep_ == "aux:pass" for child in verb.children) or verb.dep_ in {"acl", "amod"}:
        return ()
    subject = any(child.dep_ == "nsubj:pass" for child in verb.children)
    return tuple(child for child in verb.children if subject and child.dep_ == "obj" and not _measure(child))


def _measure(noun: Token) -> bool:
    """Whether a noun is a length, a sum or a penalty: no object to which something is done."""
    lemma = noun.lemma_.lower()
    return noun.tag_ in {"$", "CD"} or lemma in words("courts", "measure") or lemma in table("currencies")["names"]


def _shortened(verb: Token) -> bool:
    """Whether a participle stands without its auxiliary: in a line without a full stop, or beside a passive."""
    if verb.tag_ not in {"VBN", "VBD"} or any(child.dep_.startswith("aux") for child in verb.children):
        return False
    beside = verb.dep_ == "conj" and any(passive(step) for step in islice(verb.ancestors, REACH))
    alone = verb.dep_ != "conj" and verb.lemma_ in words("courts", "transitive")
    if alone and not any(_judging(head) for head in frame(verb).subject):
        return True  # "Ann Roy, a poet sentenced to a year"
    return beside or verb.doc[-1].text not in {".", "!", '"', "\u201d"}


def _judging(subject: Token) -> bool:
    """Whether a subject does to others what courts do: it need not be told to whom."""
    lemma = subject.lemma_.lower()
    return lemma in words("courts", "court") | words("courts", "governing") | words("courts", "prosecutor")
