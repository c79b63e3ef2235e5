"""An event that names nobody and what was told before in, which of these it tells again out.

"The arrests drew protests" and "they were held overnight" name nobody, but where a detention of several has just been
told they are about that one. Law of this file: in doubt nothing is told again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extractors.incidents.circumstances import date, places
from kg.extractors.incidents.events import Event, roles
from kg.extractors.incidents.grounds import ground
from kg.extractors.wordlists import words
from kg.language.numbers import number
from kg.language.tokens import Token
from kg.model import Claim, Mention, MentionType, Moment, Quantity, Role, Selector
from kg.occasions import at_other_times

COUNTING = ("after", "before", "earlier", "later")
LISTING = 3
"""Sentences between how many were held and who they are."""

AGED = 2
"""Words of an age with its noun: "34-year-old man"."""

WHOLE = frozenset({"all", "both", "most"})
"""Words that take up all of several told of before, or nearly all: "most of the clerks were held on Friday"."""

NEAR = 2
"""Sentences between a pronoun and what it takes up."""


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the number of the sentence that told it last.

    ``deed`` is what those held had done, if anything is told; ``who`` the referents of all words for them, also of
    those that say no more than how many there were.
    """

    index: int
    claim: Claim
    deed: Selector | None = None
    who: frozenset[str] = frozenset()


def retold(event: Event, told: Sequence[Told]) -> int | None:
    """The index of the last claim told before that the event is about, or None; each stands beside its sentence."""
    sentence = event.context.sentence.index
    many, reach = _several(event), sentence if _definite(event) else NEAR
    fitting = (
        at
        for at, each in enumerate(told)
        if each.index < sentence <= each.index + reach
        and plural(each.claim) in {many, None}
        and _same(event, each.claim)
    )
    return max(fitting, default=None) if many is not None else None


def taken_up(found: Claim, told: Sequence[Told]) -> int | None:
    """The index of the claim last told of those whom a pronoun or "the students" takes up, if nothing parts the two."""
    people = [filler for filler in found.all("affected") if isinstance(filler, Mention)]
    back = people and all(_pointing(mention) for mention in people) and not found.all("count")
    meant = {mention.referent for mention in people}
    fitting = (
        at
        for at, each in enumerate(told)
        if back and meant <= each.who and not at_other_times(found, each.claim) and _actual(found, each.claim)
    )
    return max(fitting, default=None)


def listed(event: Event, found: Claim, told: Sequence[Told]) -> int | None:
    """The index of several told of just before who are now named: "Police held five people. Nabbed were X and Y"."""
    opening = event.match.head.i == 0 and event.match.head.tag_ == "VBN"
    at = len(told) - 1
    if not opening or at < 0 or not found.all("affected") or not told[at].claim.all("count"):
        return None
    near = 0 < event.context.sentence.index - told[at].index <= LISTING
    return at if near and plural(told[at].claim) and not told[at].claim.all("partOf") else None


def _pointing(mention: Mention) -> bool:
    """Whether words only point back to a group told of before: "they", "the students"."""
    said = mention.selector.exact.lower()
    pronoun = mention.type is MentionType.PRONOUN and said in words("people", "several")
    definite = mention.type is MentionType.DESCRIPTION and said.startswith("the ") and said.endswith("s")
    return (pronoun or definite) and mention.referent is not None


def _actual(left: Claim, right: Claim) -> bool:
    return left.factuality == right.factuality == "actual" and not right.all("partOf")


def misled(found: Claim, told: Sequence[Told]) -> bool:
    """Whether a pronoun for those held was taken to mean who held people just before: "they"."""
    people = [filler for filler in found.all("affected") if isinstance(filler, Mention)]
    holders = {f.referent for each in told[-1:] for f in each.claim.all("agent") if isinstance(f, Mention)}
    return bool(people) and all(m.type is MentionType.PRONOUN and m.referent in holders for m in people)


def also_told(told: Told, event: Event) -> Told:
    """A claim with the sentence of an event that tells it again, and where and when that was if this is new."""
    sentence, claim = event.context.sentence, told.claim
    evidence = tuple(dict.fromkeys((*claim.evidence, sentence.selector)))
    new = roles(agent=event.able_agents, place=places(event), date=_fixed(event), ground=ground(event))
    new += tuple(Role("affected", each) for each in event.affected if each.type is MentionType.PERSON)
    known = any(isinstance(each, Mention) and each.type is MentionType.PERSON for each in claim.all("affected"))
    open_ = tuple(role for role in new if not (known if role.name == "affected" else claim.all(role.name)))
    return replace(told, index=sentence.index, claim=replace(claim, evidence=evidence, roles=(*claim.roles, *open_)))


def _fixed(event: Event) -> Moment | None:
    """The time of an event, unless it counts from that event: "the arrests came a day after"."""
    when = date(event)
    return when if when is None or not when.selector.exact.endswith(COUNTING) else None


def _same(event: Event, claim: Claim) -> bool:
    return event.factuality == claim.factuality == "actual" and not claim.all("partOf")


def _several(event: Event) -> bool | None:
    """Whether more than one person is meant by what points back; None where nothing does."""
    frame = event.match.frame
    if frame.object:
        return several(frame.object[0]) if len(frame.object) == 1 else None
    if event.match.cue.frame != "noun" or not _definite(event):
        return None
    return frame.trigger.tag_ in {"NNS", "NNPS"}


def several(head: Token) -> bool | None:
    """Whether a pronoun means several, or one; None for any other word."""
    if head.lower_ in words("people", "several") | WHOLE:
        return True
    return False if head.lower_ in words("people", "one") else None


def back_to_several(said: str) -> bool:
    """Whether words take up several told of before by little more than their number: "the other four"."""
    first, *rest = said.lower().split()
    told = all(word in words("people", "remaining") or number(word) is not None for word in rest)
    return first in {"all", "the"} and bool(rest) and told


def back_to_one(said: str) -> bool:
    """Whether words take up one told of before by no more than an age or a part: "the 34-year-old", "the suspect"."""
    first, *rest = said.lower().split()
    aged = len(rest) <= AGED and any(word.endswith("-year-old") for word in rest)
    return first == "the" and (aged or " ".join(rest) in words("people", "the_one"))


def _definite(event: Event) -> bool:
    return any(child.lower_ in words("people", "definite") for child in event.match.frame.trigger.children)


def plural(claim: Claim) -> bool | None:
    """Whether several were detained; None where the words leave it open."""
    count, people = claim.first("count"), [f for f in claim.all("affected") if isinstance(f, Mention)]
    if isinstance(count, Quantity):
        return count.value != 1
    if "massArrest" in claim.kinds or len(people) > 1:
        return True
    return False if people and people[0].type is MentionType.PERSON else None
