"""An event in, the verbs around it that share its time and place out: of its being held, of what went on meanwhile.

Word lists are data (``lexicons/circumstances.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extractors.frames import SUBJECTS, frame, passive
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.people import security
from kg.extractors.wordlists import words
from kg.language.memory import per_doc
from kg.language.relations import FINITE
from kg.language.tokens import Doc, Token
from kg.lexicon import cues

MEANWHILE = frozenset({"as", "when", "while"})
ENDS = ("detentions", "releases", "proceedings")
"""Lexicons of events that part one occasion from the next: freed in one place, tried in another."""


def counting(event: Event) -> tuple[Token, ...]:
    """The verb by which arrests are counted; what stands behind them is theirs: "recorded 12 arrests in Orla"."""
    trigger = event.match.head
    counted = trigger.dep_ == "obj" and trigger.head.i < trigger.i
    return (trigger.head,) if counted and trigger.head.lemma_ in words("circumstances", "counting") else ()


def companions(event: Event) -> Iterator[Token]:
    """The verb that an event goes on from, before "and" or above a participle, with its object: one occasion."""
    verb = event.match.head
    joined = verb.dep_ == "conj" or (verb.dep_ == "advcl" and verb.tag_ == "VBG" and _bare(verb))
    before = verb.head.tag_.startswith("VB") and verb.head.i < verb.i
    before = before and verb.head.lemma_ != "be"
    if verb.tag_.startswith("VB") and joined and before and verb.head.lemma_ not in _parting():
        yield verb.head
        yield from (child for child in verb.head.children if child.dep_ == "obj")


def holdings(event: Event) -> Iterator[Token]:
    """Verbs that tell of an event's being held, or broken up: "a march staged in Orla", "the rally was dispersed"."""
    over = event.match.head.head
    undone = over.lemma_ in words("circumstances", "policing") or over.lemma_ in words("gatherings", "dispersing")
    if undone and event.match.head.dep_ in {*SUBJECTS, "obj"}:
        yield over
    yield from (verb for verb in _staged(over.doc) if event.match.head in {verb, *verb.ancestors})
    for child in event.match.head.children:
        told = words("frames", "happen") | words("circumstances", "holding")
        happening = child.dep_ == "acl:relcl" and child.lemma_ in told
        if happening or (child.dep_ == "acl" and child.lemma_ in words("circumstances", "holding")):
            yield child


@per_doc
def _staged(doc: Doc) -> list[Token]:
    """Verbs of relative clauses of what nobody does to people: "a march for the priest that had been planned"."""
    clauses = (verb for verb in doc if verb.dep_ == "acl:relcl" and verb.lemma_ in words("circumstances", "holding"))
    return [verb for verb in clauses if verb.lemma_ not in {"call", "hold", "set"} and passive(verb)]


def meanwhile(event: Event) -> Iterator[Token]:
    """Verbs of clauses that tell what those affected were doing: "as he was filming", "while marching"."""
    verb = event.match.head
    yield from (child for child in verb.children if child.dep_ == "advcl" and child.i > verb.i and _during(child))
    yield from (moved for moved in _when(verb.doc) if moved.head != verb and _behind(event, moved))


@per_doc
def _when(doc: Doc) -> list[Token]:
    """Verbs of clauses that tell how officers moved in."""
    return [verb for verb in doc if verb.dep_ in {"acl", "acl:relcl", "advcl"} and policing(verb)]


def _behind(event: Event, verb: Token) -> bool:
    """Whether a clause follows the event, parted from it by a time alone: "held on 4 May, | when police cleared"."""
    between = verb.doc[event.match.words.end : verb.left_edge.i]
    told = (event.context.sentence.span(moment.selector) for moment in event.context.moments)
    timed = any(span is not None and between.start <= span.start < between.end for span in told)
    return timed and not any(t.tag_ in FINITE or t.pos_ == "VERB" for t in between)


def where(event: Event) -> Iterator[Token]:
    """The noun, or verb of coming, of which an event tells what happened there: "landed in Orla, where he was held"."""
    verb = event.match.head
    come = verb.dep_.startswith(("advcl", "ccomp")) and verb.head.lemma_ in words("circumstances", "arriving")
    if (come or verb.dep_ == "acl:relcl") and any(child.lower_ == "where" for child in verb.children):
        yield verb.head


def _bare(verb: Token) -> bool:
    return not any(child.dep_ in {"mark", "nsubj"} for child in verb.children)


def _during(verb: Token) -> bool:
    """Whether a clause tells what went on meanwhile ("as he was filming") or of coming ("upon returning")."""
    opening = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod", "case"}}
    arriving = verb.lemma_ in words("circumstances", "arriving") and opening & {"after", "on", "upon", *MEANWHILE}
    return bool(arriving or policing(verb) or (verb.tag_ == "VBG" and opening & MEANWHILE))


def policing(verb: Token) -> bool:
    """Whether a clause tells how officers moved in when something else happened: "when police raided the hall"."""
    told = verb.lemma_ in words("circumstances", "operating") | words("circumstances", "policing")
    opening = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod", "case"}}
    who = (of for head in frame(verb).subject for of in (head, *head.children))
    return told and bool(opening & {"as", "when"}) and any(map(security, who))


def simultaneous(event: Event) -> Iterator[Token]:
    """Verbs of clauses that tell what those affected did at the time: "as he tried to leave on Friday"."""
    for child in event.match.head.children:
        opening = {word.lower_ for word in child.children if word.dep_ in {"mark", "advmod"}}
        if child.dep_ == "advcl" and opening & MEANWHILE and any(t.pos_ == "PRON" for t in frame(child).subject):
            yield child
            yield from (inner for inner in child.children if inner.dep_ == "xcomp")


def overtaken(event: Event) -> Iterator[Token]:
    """The verb of what went on when the event came: "they were marching on Friday when police held ten"."""
    verb = event.match.frame.support or event.match.head
    opening = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"} and child.i < verb.i}
    if verb.dep_ == "advcl" and verb.head.i < verb.i and "when" in opening:
        yield verb.head


def causes(event: Event) -> Iterator[Token]:
    """Verbs of what an arrest is told to come of: "spoke at a school, which led to his arrest"."""
    step = event.match.head.head
    if event.match.cue.frame == "noun" and step.lemma_ in words("circumstances", "ensuing"):
        yield from (over for over in step.ancestors if over.tag_.startswith("VB"))


@cache
def _parting() -> frozenset[str]:
    return frozenset(word.split()[0] for name in ENDS for cue in cues(name) if cue.pos == "VERB" for word in cue.words)
