"""An analysis and its mentions in, uses of force and bodily harm out: by whom, on whom, with what, how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extractors.frames import phrase, subjects
from kg.extractors.incidents import circumstances, grounds
from kg.extractors.incidents.events import Event, bare, claim, events, named, roles
from kg.extractors.incidents.people import human, is_actor, noun
from kg.extractors.incidents.triggers import stems
from kg.extractors.wordlists import pattern, words
from kg.factuality import factuality
from kg.iris import ClaimIds
from kg.language import Analysis
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import Claim, Mention, MentionType, Selector

NAME = "violence"
BY_FORCE = frozenset({"force", "use-force", "use-shock", "tear-gas"})


def violence(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Uses of force and bodily harm that the document tells of."""
    for event in events(NAME, analysis, mentions):
        if accepted(event):
            yield harm(event, ids)


def triggers() -> frozenset[str]:
    """Beginnings of words without one of which no sentence tells of violence."""
    return stems(NAME)


def accepted(event: Event) -> bool:
    """Whether people suffer it, or for force named as such someone does it or suffers it; none does it to itself."""
    to_itself = not set(event.agent_heads).isdisjoint(event.affected_heads)
    if to_itself or pattern(NAME, "mishap").search(event.context.sentence.text) or _elsewhere(event.match.head):
        return False
    hurt = any(human(h) for h in event.affected_heads) or any(m.type is MentionType.PERSON for m in event.affected)
    done = event.official or any(human(head) for head in event.agent_heads)
    if event.match.cue.id == "use-shock":
        return event.official or hurt
    if event.match.cue.id == "kidnap":
        return hurt and not event.official
    if event.match.cue.id == "harass":
        to_do = any(child.dep_ in {"xcomp", "ccomp"} for child in event.match.head.children)
        return hurt and not to_do and (done or not event.agent_heads)
    if event.match.cue.id in BY_FORCE:
        return hurt or done
    return hurt and (done or event.match.cue.id != "hit") and (event.match.cue.id != "attack" or _armed(event))


def _armed(event: Event) -> bool:
    """Whether it is done with a thing that hurts: not "attacked the teachers with relish"."""
    return any(noun(head) in words(NAME, "weapons") for head in event.match.frame.slot("prep:with"))


def harm(event: Event, ids: ClaimIds) -> Claim:
    """The violence of an event."""
    heads = event.affected_heads
    count = event.count(heads)
    affected = tuple(m for m in event.affected if named(m) or not (count and any(bare(h) for h in heads)))
    if len(affected) == 1 and affected[0].type is MentionType.PERSON:
        count = None
    order = _order(event)
    filled = roles(
        agent=event.agents or (_orderers(event, order) if order is not None else ()),
        affected=affected,
        count=count,
        means=_means(event),
        place=circumstances.places(event),
        date=circumstances.date(event),
    )
    if order is None:
        return claim(event, ids, (event.match.cue.signals,), filled)
    told = factuality(event.context.sentence, order) or event.factuality
    return claim(replace(event, factuality=told), ids, ("killingOrder",), filled)


def _order(event: Event) -> Token | None:
    """The verb of ordering of which a killing is the content: "gave the order to kill", "ordered the killing"."""
    head = event.match.head
    above = (head.head, *(child for child in head.head.children if child.dep_ == "obj" and child.i < head.i))
    if event.match.cue.signals != "killing":
        return None
    return next((word.head if word.dep_ == "obj" else word for word in above if word.lemma_ == "order"), None)


def _orderers(event: Event, order: Token) -> tuple[Mention, ...]:
    """Who gave the order."""
    found = (mention for head in subjects(order) for mention in event.context.who(head))
    return tuple(mention for mention in found if is_actor(mention))


def _means(event: Event) -> Selector | None:
    """What it was done with: a thing, not a companion."""
    where = event.match.cue.slots.get("means")
    heads = event.match.frame.slot(where) if where else ()
    things = [head for head in heads if not human(head) and head.pos_ in {"NOUN", "PROPN"}]
    return grounds.without_place(event, event.context.sentence.select(phrase(things[0]))) if things else None


def _elsewhere(head: Token) -> bool:
    """Whether verb and particle mean something else ("kick out", "beat back"), or the form is another verb's."""
    return head.lower_ in words(NAME, "mistaken") or any(
        child.dep_ == "compound:prt" and child.lower_ not in {"dead", "up"} for child in head.children
    )
