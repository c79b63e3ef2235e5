"""A trigger of a parsed sentence in, its frame out: who does it, who undergoes it, what hangs on which preposition.

Reads Universal Dependencies as :mod:`kg.language` yields them. Participants are head tokens of noun phrases; who
they mean is the business of :mod:`kg.mentions`. Law of this file: it knows grammar only, no word of any domain.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.extractors.control import antecedent, asyndetic, relative, subjects
from kg.extractors.displaced import (
    RELATIVE,
    displaced,
    misread,
    restarted,
    rounded,
    timely,
)
from kg.extractors.nominals import phrase
from kg.extractors.prepositions import preposition, prepositions
from kg.extractors.voice import SUBJECTS, attributive, passive, reduced, verbal
from kg.extractors.wordlists import words
from kg.language.memory import per_token
from kg.language.relations import causer
from kg.language.tokens import Token

__all__ = [
    "RELATIVE",
    "SUBJECTS",
    "Frame",
    "clause",
    "frame",
    "governs",
    "passive",
    "phrase",
    "preposition",
    "prepositions",
    "subjects",
    "verbal",
]

CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "parataxis", "acl", "acl:relcl"}) | frozenset(
    {"advcl", "advcl:relcl", "csubj", "csubj:pass", "csubj:outer"}
)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a trigger governs. ``subject`` and ``object`` are the deep ones: "he was held by X" has subject X.

    ``prepositions`` maps a preposition, as lower-case words ("on", "because of"), to the heads of its objects, in
    text order; a gerund counts as one ("for breaking a window"). ``support`` is the light verb that carries a noun
    trigger ("made" in "arrests were made"), or None.
    """

    trigger: Token
    subject: tuple[Token, ...]
    object: tuple[Token, ...]
    prepositions: Mapping[str, tuple[Token, ...]]
    passive: bool = False
    support: Token | None = None

    def slot(self, where: str) -> tuple[Token, ...]:
        """Heads at places of the frame ("subject", "object", "prep:for|over"), the first filled of a list."""
        return next((heads for place in _places(where) if (heads := self._at(place))), ())

    def _at(self, place: tuple[str, ...]) -> tuple[Token, ...]:
        if place in {("subject",), ("object",)}:
            return self.subject if place == ("subject",) else self.object
        return tuple(head for name in place for head in self.prepositions.get(name, ()))


@cache
def _places(where: str) -> tuple[tuple[str, ...], ...]:
    """The places of a list: subject, object, or prepositions of which any will do."""
    return tuple(tuple(place.removeprefix("prep:").split("|")) for place in where.split(", "))


@per_token
def frame(trigger: Token) -> Frame:
    """The frame of a verb, participle or event noun, read once for all extractors."""
    return _verbal(trigger) if verbal(trigger) else _nominal(trigger)


def clause(token: Token) -> Token:
    """The head of the clause a token stands in: the nearest verb or clausal predicate above it, itself included."""
    for step in (token, *token.ancestors):
        if step.dep_ in CLAUSES or (step.dep_ == "conj" and step.pos_ in {"VERB", "AUX"}):
            return step
    return token


def governs(head: Token, token: Token) -> bool:
    """Whether a token hangs on a head within the head's own clause: no other clause lies between."""
    step = token
    while step != head:
        told = step.pos_ in {"VERB", "AUX"} or any(child.dep_ == "cop" for child in step.children)
        if step.head == step or (told and (step.dep_ == "conj" or step.dep_ in CLAUSES)):
            return False
        step = step.head
    return True


def _verbal(verb: Token) -> Frame:
    is_passive = passive(verb)
    slots = prepositions(verb)
    surface = (verb.head,) if attributive(verb) else tuple(t for s in subjects(verb) for t in _told_of(s, verb))
    surface = surface or reduced(verb)
    if is_passive:
        heads = (
            verb,
            *(child for child in verb.children if child.dep_ == "xcomp"),
        )  # "shot dead by": the phrase hangs on "dead"
        told = (c for head in heads for c in head.children if c.dep_ == "obl:agent" and preposition(c))
        agents = tuple(told) or slots.get("by", ()) or _nested(verb)
        if (found := causer(verb)) is not None:
            own = any(child.dep_ == "nmod:poss" and child.pos_ == "PRON" for child in found[1].children)
            doing = found[0].lemma_ in words("frames", "causative") and not own  # not "had her charges dropped"
            doer = subjects(found[0]) if doing else ()
            return Frame(verb, agents or doer, found[1:], slots, passive=True)
        return Frame(verb, agents, _undergoing(verb, surface), slots, passive=True)
    near = (child for child in verb.children if child.dep_ in {"obj", "iobj"} and not _cut_off(verb, child))
    objects = tuple(near) or _unmarked(verb)
    loose = (c for c in verb.children if (c.dep_ == "obl" and rounded(c)) or (_agentless(c) and c.i > verb.i))
    objects = objects or tuple(loose)[:1]
    if not objects or relative(objects[0]):
        objects = _gap(verb) or _shared_object(verb) or misread(verb)
    for head in objects:
        slots = {**prepositions(head), **slots}
    return Frame(verb, surface, objects, slots)


def _cut_off(verb: Token, noun: Token) -> bool:
    """Whether one comma parts a verb from what the parser took for its object: "clerk held near market, two hurt"."""
    between = verb.doc[verb.i + 1 : max(noun.left_edge.i, verb.i + 1)]
    own = any(child.dep_ == "nsubj" for child in verb.children)
    shared = any(child.dep_ == "conj" and child.i < noun.i for child in verb.children)
    return own and not shared and sum(token.text == "," for token in between) == 1


def _nested(verb: Token) -> tuple[Token, ...]:
    """Who a passive is done by where the parser hung that on a place behind the verb: "taken from their homes by"."""
    behind = (child for child in verb.children if child.dep_ == "obl" and child.i > verb.i and not timely(child))
    return next((found for child in behind if (found := prepositions(child).get("by"))), ())


def _undergoing(verb: Token, surface: tuple[Token, ...]) -> tuple[Token, ...]:
    """Who undergoes what a passive tells: no time before it, and no name behind it ("have been held, KBN said")."""
    finite = any(child.dep_ == "aux:pass" and child.i < verb.i for child in verb.children)
    if restarted(verb) and (noun := displaced(verb)):
        return noun
    told = tuple(
        head for head in surface if not timely(head) and not (finite and head.head == verb and head.i > verb.i)
    )
    if told or asyndetic(verb):
        return told
    return tuple(head for head in _inherited(verb) if not timely(head)) or displaced(verb)


def _unmarked(verb: Token) -> tuple[Token, ...]:
    """A plain noun right behind a verb and its particle that the parser hung on it as if it had a preposition."""
    particle = next((child.i for child in verb.children if child.dep_ == "compound:prt"), verb.i)
    behind = (child for child in verb.children if child.dep_ in {"obl", "xcomp"} and child.left_edge.i == particle + 1)
    return tuple(child for child in behind if not preposition(child) and child.pos_ == "NOUN")


def _nominal(noun: Token) -> Frame:
    slots = prepositions(noun)
    for head in (*slots.get("of", ()), *slots.get("by", ())):
        slots = {**prepositions(head), **slots}
    support = _support(noun)
    owners = tuple(child for child in noun.children if child.dep_ == "nmod:poss")
    patients = slots.get("of", ())
    agents = slots.get("by", ()) or _stray(noun)
    if support is not None:
        carried = _verbal(support)
        slots = {**carried.prepositions, **slots}
        agents = agents or tuple(head for head in carried.subject if head != noun)
    if patients:
        return Frame(noun, agents or owners, patients, slots, support=support)
    return Frame(noun, agents, owners, slots, support=support)


def _stray(noun: Token) -> tuple[Token, ...]:
    """A by-phrase hung on the verb above although that verb is active: "described the beating of X by Y"."""
    top = noun.head if noun.dep_ == "nmod" else noun
    verb = top.head
    if top.dep_ != "obj" or not verb.tag_.startswith("VB") or passive(verb):
        return ()
    return tuple(
        head for head in prepositions(verb).get("by", ()) if head.i > noun.i and not head.tag_.startswith("VB")
    )


def _support(noun: Token) -> Token | None:
    """The verb that says no more than that the event was held or happened: "staged a …", "there was a …"."""
    verb = noun.head
    lemma = verb.lemma_.lower()
    if noun.dep_ in {"obj", "nsubj:pass"} or (noun.dep_ == "nsubj" and verb.tag_ == "VBN"):
        return verb if lemma in words("frames", "light") else None
    return verb if noun.dep_ == "nsubj" and lemma in words("frames", "happen") and verb.tag_.startswith("VB") else None


def _gap(verb: Token) -> tuple[Token, ...]:
    """Antecedent of an object relative: "the man whom police held", "the man police held"."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    embedded = verb.dep_ == "acl:relcl" and own and not relative(own[0])
    kept = embedded and own[0].left_edge.lower_ != "whose"  # "Ann, whose son vanished" has no gap
    return antecedent(verb) if kept else ()


def _shared_object(verb: Token) -> tuple[Token, ...]:
    """Object of a later conjunct: "caught and held three men", not "convicted of robbing and killing three men".

    Or of the one before, where it stands behind both.
    """
    near = [c for c in verb.head.children if c.i > verb.i and (c.dep_ == "obj" or _agentless(c))]
    if verb.dep_ == "conj" and near and not passive(verb.head) and verb.tag_ in {"VBD", "VBN"}:
        return tuple(near[:1])
    for later in verb.children:
        kinds = {child.dep_ for child in later.children}
        another = later.tag_ == "VBG" and verb.tag_ != "VBG"
        if later.dep_ == "conj" and "cc" in kinds and not another and not kinds & SUBJECTS:
            return tuple(child for child in later.children if child.dep_ == "obj")
    return ()


def _agentless(noun: Token) -> bool:
    """Whether the parser took an object for an agent, though there is no "by"."""
    return noun.dep_ == "obl:agent" and not preposition(noun)


def _told_of(subject: Token, verb: Token) -> tuple[Token, ...]:
    """A subject, or what stands in its place behind the colon that parts it from its verb: "Orla: police held ten"."""
    colon = next((token.i for token in verb.doc[subject.i : verb.i] if token.text == ":"), None)
    if colon is None:
        return (subject,)
    return tuple(child for child in subject.children if child.dep_ == "appos" and colon < child.i < verb.i)


def _inherited(verb: Token) -> tuple[Token, ...]:
    return (verb.head,) if verb.dep_ == "acl" else ()
