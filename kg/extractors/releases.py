"""An analysis and its mentions in, releases out: who was set free, by whom, how many, where and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TypeGuard

from kg.extractors.detentions import detentions
from kg.extractors.incidents import circumstances, custody, grounds
from kg.extractors.incidents.events import Event, bare, claim, events, named, people, roles
from kg.extractors.incidents.retellings import plural, several
from kg.extractors.incidents.triggers import stems
from kg.extractors.wordlists import words
from kg.iris import ClaimIds
from kg.language import Analysis
from kg.mentions import Mentions
from kg.model import Claim, Filler, Mention, MentionType, Quantity

NAME = "releases"
NEXT = 4  # characters between a sentence and the next
EXCEPT = re.compile(r"\ball (?:but|except|save) $", re.IGNORECASE)


def releases(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Releases that the document tells of, done, planned or asked for."""
    document = _Document(analysis, mentions)
    for event in events(NAME, analysis, mentions):
        if accepted(event, document):
            yield reopened(release(event, ids), document)


def triggers() -> frozenset[str]:
    """Beginnings of words without one of which no sentence tells of a release."""
    return stems(NAME)


class _Document:
    """What the rest of a document tells of custody, looked for when a sentence leaves it open."""

    def __init__(self, analysis: Analysis, mentions: Mentions) -> None:
        self._analysis, self._mentions = analysis, mentions

    @cached_property
    def _detentions(self) -> tuple[Claim, ...]:
        return detentions(self._analysis, self._mentions, ClaimIds(self._analysis.document))

    @cached_property
    def held(self) -> frozenset[str | None]:
        """Referents of those who are held in it."""
        people = (filler for claim in self._detentions for filler in claim.all("affected"))
        return frozenset(mention.referent for mention in people if isinstance(mention, Mention))

    def told_before(self, event: Event) -> bool:
        """Whether a detention told shortly before is what "they" takes up, or "he"."""
        start = event.context.sentence.selector.start
        trigger = event.context.sentence.select(event.match.words)
        last = max(
            (c for c in self._detentions if c.trigger.end <= trigger.start), key=lambda c: c.trigger, default=None
        )
        near = last is not None and start - last.evidence[-1].end <= NEXT and last.factuality == "actual"
        many = any(map(several, event.affected_heads))
        return near and last is not None and (plural(last) is True) is many

    @cached_property
    def captures(self) -> bool:
        """Whether a plain word of custody stands in it, or somebody is held."""
        return custody.throughout(self._analysis.document.text) or bool(self._detentions)


def accepted(event: Event, document: _Document) -> bool:
    """Whether people are set free who were held: by those who can, at somebody's demand, or near custody."""
    if not event.affected_heads or not people(event) or custody.elsewhere(event.match.frame.slot("prep:from")):
        return False
    if event.match.cue.id == "bail":
        return event.match.frame.trigger.lemma_ in words("custody", "bailing")
    if any(custody.employer(head) for head in event.agent_heads):
        return False
    if event.official or any(custody.captive(head) for head in event.affected_heads):
        return True
    if all(head.pos_ == "PRON" for head in event.affected_heads) and not any(map(_person, event.affected)):
        held = any(mention.referent in document.held for mention in event.affected if mention.referent)
        return held or (all(several(head) is not None for head in event.affected_heads) and document.told_before(event))
    return event.factuality == "requested" or custody.around(event.match.words) or document.captures


def reopened(found: Claim, document: _Document) -> Claim:
    """A release with no referent for a pronoun taken to mean others than those held: police free, and are not freed."""
    filled = tuple(
        replace(role, filler=replace(role.filler, referent=None, value=None, kind=None))
        if role.name == "affected" and _mistaken(role.filler, document)
        else role
        for role in found.roles
    )
    return replace(found, roles=filled)


def _mistaken(filler: Filler, document: _Document) -> TypeGuard[Mention]:
    return (
        isinstance(filler, Mention)
        and filler.selector.exact.lower() in words("people", "several")
        and not _person(filler)
        and filler.referent not in document.held
    )


def _stays(event: Event, count: Quantity) -> bool:
    """Whether a number is of those who are not freed: "all but three"."""
    sentence = event.context.sentence
    return EXCEPT.search(sentence.text[: count.selector.start - sentence.selector.start]) is not None


def _person(mention: Mention) -> bool:
    """Whether a mention, or what a pronoun was found to mean, is a person by name."""
    return mention.type is MentionType.PERSON or (mention.referent or "").startswith("a")


def release(event: Event, ids: ClaimIds) -> Claim:
    """The release of an event."""
    heads = event.affected_heads
    count = event.count(heads)
    if count and _stays(event, count):
        return claim(event, ids, (), roles(date=circumstances.date(event), place=circumstances.places(event)))
    affected = tuple(m for m in event.affected if named(m) or not (count and any(bare(h) for h in heads)))
    if len(affected) == 1 and affected[0].type is MentionType.PERSON:
        count = None
    filled = roles(
        agent=event.able_agents,
        affected=affected,
        count=count,
        place=circumstances.left(event) or circumstances.places(event),
        date=circumstances.date(event),
        ground=grounds.ground(event),
    )
    return claim(event, ids, (), filled)
