"""An analysis and its mentions in, releases out: who was set free, by whom, how many, where and when."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.events import Event, bare, claim, events, named, people, roles
from kg.extractors.triggers import stems
from kg.iris import ClaimIds
from kg.language import Analysis
from kg.mentions import Mentions
from kg.model import Claim, MentionType

NAME = "releases"
NO_PRISONS = frozenset({"hospital", "clinic", "ward", "contract", "job", "duty", "care", "club", "team"})
NO_JAILERS = frozenset({"club", "team", "company", "firm", "label", "employer", "hospital", "studio", "side"})


def releases(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Releases that the document tells of, done, planned or asked for."""
    for event in events(NAME, analysis, mentions):
        if people(event) and event.match.frame.object and not _from_elsewhere(event):
            yield release(event, ids)


def triggers() -> frozenset[str]:
    """Beginnings of words without one of which no sentence tells of a release."""
    return stems(NAME)


def release(event: Event, ids: ClaimIds) -> Claim:
    """The release of an event."""
    heads = event.affected_heads
    count = event.count(heads)
    affected = tuple(m for m in event.affected if named(m) or not (count and any(bare(h) for h in heads)))
    if len(affected) == 1 and affected[0].type is MentionType.PERSON:
        count = None
    filled = roles(
        agent=event.agents,
        affected=affected,
        count=count,
        place=event.places(),
        date=event.date(),
        ground=event.ground(),
    )
    return claim(event, ids, (), filled)


def _from_elsewhere(event: Event) -> bool:
    """Whether a hospital, a club or an employer lets someone go."""
    left = {head.lemma_ for head in event.match.frame.slot("prep:from")}
    return bool(left & NO_PRISONS) or any(head.lemma_ in NO_JAILERS for head in event.agent_heads)
