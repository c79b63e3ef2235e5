"""Detention claims of a document in text order in, the same out, those without a name with the names told soon after.

News tells first that "a teacher" or "five people" were held and then who they are. Law of this file: only the detention
told next, and near, can say who was meant; as many names must be told as people; nothing may speak of another event.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from kg.folding import another_occasion
from kg.gold.folding import number
from kg.model import NAMED_ACTORS, Claim, Mention, MentionType, Role

ONE = 1
NEAR = 900  # characters between two tellings of one event, the first at the latest
ANOTHER = re.compile(
    r"\b(?:another|also|different|earlier|elsewhere|meanwhile|other|previous|previously|second"
    r"|separate|separately|similar|since (?:been|then))\b",
    re.IGNORECASE,
)
"""What says that an event is not the one told before."""

AGO = re.compile(r"\blast (?:month|week|year)\b", re.IGNORECASE)
"""What says so of an event the day of which was told."""

OPENING = 200  # characters from the beginning up to which a headline stands, which leaves out "a"
NEW = re.compile(r"(?:an?|one)\b", re.IGNORECASE)
GIVEN = re.compile(r"(?:another|each|every|no|other|the|these|those|this|that|his|her|its|their|who)\b", re.IGNORECASE)
"""How words for people begin that bring up nobody new."""

OWNED = re.compile(r"[\'\u2019]s\b")


def introduced(claims: Iterable[Claim]) -> list[Claim]:
    """Claims, each of people without names with those of its neighbour if these are they."""
    told = sorted(claims, key=lambda claim: (claim.evidence[0], claim.trigger))
    known = {f.referent for claim in told for f in claim.all("affected") if isinstance(f, Mention) and _is_name(f)}
    names = [_names(claim, known) for claim in told]
    for at in range(len(told) - 2, -1, -1):
        if not names[at] and _retold(told[at], told[at + 1]) and _brought_up(told[at], len(names[at + 1])):
            names[at] = names[at + 1]
    for at in range(1, len(told)):
        if not names[at] and _headed(told[at - 1], told[at]) and _brought_up(told[at], len(names[at - 1])):
            names[at] = names[at - 1]
        if not names[at] and _retold(told[at - 1], told[at]) and _taken_up(told[at], len(names[at - 1])):
            names[at] = names[at - 1]
    return [replace(c, roles=tuple(dict.fromkeys((*c.roles, *own)))) for c, own in zip(told, names, strict=True)]


def _names(claim: Claim, known: set[str | None]) -> tuple[Role, ...]:
    """Who a claim names, also by words for somebody whom another names, where it tells of nobody else."""
    people = tuple(role for role in claim.roles if role.name == "affected")
    named = all(isinstance(f, Mention) and f.referent in known for f in (role.filler for role in people))
    return people if named and number(claim) is None else ()


def _retold(first: Claim, then: Claim) -> bool:
    """Whether the second of two claims may tell the first again: soon after, and of no other event by its words."""
    apart = then.trigger.start - first.trigger.start
    told = then.evidence[0].exact
    earlier = bool(first.all("date")) and AGO.search(told) is not None
    again = first.evidence[0] != then.evidence[0] and not ANOTHER.search(told) and not earlier
    return apart <= NEAR and again and first.factuality == then.factuality and not another_occasion(first, then)


def _headed(first: Claim, then: Claim) -> bool:
    """Whether the second stands between a headline that the first begins with and where it goes on with the name."""
    behind = [e for e in first.evidence if 0 < e.start - then.evidence[0].start <= NEAR]
    plain = bool(behind) and first.evidence[0].start < then.evidence[0].start and not ANOTHER.search(behind[0].exact)
    return plain and first.factuality == then.factuality and not another_occasion(first, then)


def _brought_up(claim: Claim, many: int) -> bool:
    """Whether a claim brings up so many people: "a teacher", "five people"."""
    words = _words(claim)
    new = number(claim) is not None or any(map(NEW.match, words)) or claim.evidence[0].start < OPENING
    return new and not any(map(GIVEN.match, words)) and _fits(claim, many)


def _taken_up(claim: Claim, many: int) -> bool:
    """Whether a claim takes up so many people told of before: "the two"."""
    counted, before = number(claim), claim.evidence[0]
    start = counted.selector.start - before.start if counted else 0
    return counted is not None and before.exact[:start].lower().endswith("the ") and many > ONE and _fits(claim, many)


def _fits(claim: Claim, many: int) -> bool:
    counted, words = number(claim), _words(claim)
    if counted is not None:
        return counted.value == many
    if any(map(_is_name, claim.all("affected"))):
        return False
    return (
        many == ONE == len(words)
        and not words[0].endswith("s")
        and not OWNED.search(words[0])
        and "massArrest" not in claim.kinds
    )


def _words(claim: Claim) -> list[str]:
    people = (each for each in claim.all("affected") if isinstance(each, Mention))
    return [each.selector.exact.lower() for each in people if each.type is MentionType.DESCRIPTION]


def _is_name(filler: object) -> bool:
    return isinstance(filler, Mention) and filler.referent is not None and filler.type in NAMED_ACTORS
