"""An analysis and its mentions in, detentions out: who was taken into custody, by whom, how many, where."""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Token

from kg.extractors.events import Event, bare, claim, events, named, people, roles
from kg.extractors.people import arrestable, human
from kg.extractors.triggers import stems
from kg.iris import ClaimIds
from kg.language import Analysis
from kg.mentions import Mentions
from kg.model import Claim, ClaimRef, Mention, MentionType, Quantity

NAME = "detentions"
NEEDS_OFFICIAL = frozenset({"abduct", "lead-away", "seize"})
PASSIVE_SUFFICES = frozenset({"capture", "round-up"})
PERSONAL = frozenset({"arrest", "rearrest", "re-arrest", "apprehend"})
PENALTY = re.compile(r"\b(?:court|sentenced?|convict\w*|verdict|tribunal|guilty|serving)\b", re.IGNORECASE)
NOT_HELD = re.compile(
    r"\b(?:hostages?|captive|ransom|responsible|accountable|liable|guilty|office|sway|back)\b", re.IGNORECASE
)
PART = re.compile(r"\b(?:including|among (?:them|whom|those)|(?:\d|\w) of (?:them|whom))\b", re.IGNORECASE)
MASS = 10


def detentions(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Detentions that the document tells of, whole before part."""
    for event in events(NAME, analysis, mentions):
        if accepted(event):
            whole = detention(event, ids)
            if whole is not None:
                yield whole
                yield from parts(event, whole, ids)


def triggers() -> frozenset[str]:
    """Beginnings of words without one of which no sentence tells of a detention."""
    return stems(NAME)


def accepted(event: Event) -> bool:
    """Whether those affected can be people in custody, and those who act can hold them."""
    cue, frame = event.match.cue.id, event.match.frame
    if event.by_outlaws or not _someone(event):
        return False
    if not event.official and (cue in NEEDS_OFFICIAL or (cue in PASSIVE_SUFFICES and not _suffered(event))):
        return False
    text = event.context.sentence.text
    if cue == "imprison" and (PENALTY.search(text) or event.duration()):
        return False
    if cue == "hold":
        held_here = frame.passive or event.official
        return held_here and not NOT_HELD.search(text) and not _complemented(event)
    return True


def detention(event: Event, ids: ClaimIds) -> Claim | None:
    """The detention of an event; None where neither who nor how many is told."""
    heads = event.affected_heads
    counted = (event.match.frame.trigger,) if not event.match.frame.object else ()
    count = event.count((*heads, *counted))
    affected = tuple(m for m in event.affected if named(m) or not (count and any(bare(h) for h in heads)))
    if len(affected) == 1 and affected[0].type is MentionType.PERSON:
        count = None
    if not affected and count is None:
        return None
    filled = roles(
        agent=event.agents,
        affected=affected,
        count=count,
        place=event.places(_whole_end(event)),
        date=event.date(),
        duration=event.duration(),
        ground=event.ground(),
    )
    return claim(event, ids, (kind(event, count),), filled)


def kind(event: Event, count: Quantity | None) -> str:
    """The code of the cue, or massArrest where many were arrested."""
    signal = event.match.cue.signals
    if signal not in {"individualArrest", "massArrest"}:
        return signal
    if count is None:
        return "massArrest" if any(_crowd(head) for head in event.affected_heads) else "individualArrest"
    many = (count.minimum or count.value or 0) >= MASS or count.qualifier == "vague"
    return "massArrest" if many else "individualArrest"


def _crowd(head: Token) -> bool:
    """Whether people without a name are told of in the plural: "arrested protesters", "every person"."""
    every = any(child.lower_ in {"every", "each"} for child in head.children)
    return head.pos_ == "NOUN" and human(head) and (every or "Number=Plur" in str(head.morph))


def parts(event: Event, whole: Claim, ids: ClaimIds) -> Iterator[Claim]:
    """Shares of a counted detention: "including 945 in Moscow", "among them 12 journalists"."""
    if whole.first("count") is None:
        return
    sentence = event.context.sentence
    for found in PART.finditer(sentence.text):
        at = sentence.selector.start + found.end()
        for quantity in event.context.quantities:
            if at <= quantity.selector.start <= at + 3:
                yield part(event, whole, quantity, ids)


def part(event: Event, whole: Claim, quantity: Quantity, ids: ClaimIds) -> Claim:
    """One share, with its own number, place and people."""
    end = quantity.selector.end
    near = event.context.sentence.text[end - event.context.sentence.selector.start :]
    reach = end + len(re.match(r"[^,;.()]*", near)[0])  # type: ignore[index]  # the pattern matches the empty string
    inside = [m for m in event.context.places if end <= m.selector.start < reach]
    head = event.context.root(quantity.selector)
    noun = head.head if head is not None and head.dep_ == "nummod" else None
    people: tuple[Mention, ...] = ()
    if noun is not None and human(noun) and not bare(noun):
        people = event.context.mentions.of(event.context.sentence, noun)
    filled = roles(affected=people, count=quantity, place=tuple(inside), partOf=ClaimRef(whole.id))
    return claim(event, ids, whole.kinds, filled)


def _whole_end(event: Event) -> int | None:
    """Where the sentence passes from the whole to its shares."""
    sentence = event.context.sentence
    found = PART.search(sentence.text)
    return sentence.selector.start + found.start() if found else None


def _suffered(event: Event) -> bool:
    """Whether the detained are told of and nobody is said to act."""
    return event.match.frame.passive and not event.match.frame.subject


def _someone(event: Event) -> bool:
    """Whether people are detained: by their nouns, as the object of a verb that takes no other, or as a bare number."""
    heads = event.affected_heads
    if event.match.frame.trigger.lemma_ in PERSONAL and heads:
        return all(arrestable(head) for head in heads)
    return people(event) or (event.match.cue.frame == "noun" and not heads)


def _complemented(event: Event) -> bool:
    """Held to be something, or with a thing as object: a view, an office, an event."""
    return any(child.dep_ in {"xcomp", "ccomp", "compound:prt"} for child in event.match.head.children)
