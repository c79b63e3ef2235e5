"""Steps of a document in, the same steps out with those who are only pointed back to: "the accused", "they".

Whoever stands before a court was told of in the step before. Law of this file: words that are known to mean somebody
else are left alone; where a number is told, as many must have been told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from kg.extractors.wordlists import words
from kg.language.couples import NUMBERS
from kg.model import Claim, Mention, MentionType, Role

NEAR = 1500  # characters from those told of before a court to the words that point back to them
TOLD = frozenset({"actual", "alleged", "scheduled"})
MANY = re.compile(r" (?:are|have|were)\b")
PLURAL = frozenset({"they", "them", "their", "theirs"})


def resumed(steps: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the steps and sentences in order, with whom their words for the accused point back to."""
    told: list[Claim] = []
    for step in steps:
        roles = [role for own in step.roles for role in _meant(own, step, told)]
        whole = step if tuple(roles) == step.roles else replace(step, roles=tuple(dict.fromkeys(roles)))
        if whole.type == "ProceedingStep" and whole.factuality in TOLD:
            told.append(whole)
        yield whole


def _meant(role: Role, step: Claim, told: Sequence[Claim]) -> list[Role]:
    """A role for each of those whom its words point back to; the role itself where they point to nobody."""
    back = role.filler
    if role.name != "affected" or not isinstance(back, Mention):
        return [role]
    number = -1 if _several(back, step) else _number(back)
    people = _before(back, number, told) if number else ()
    known = [replace(back, type=MentionType.PRONOUN, referent=m.referent, value=m.value, kind=m.kind) for m in people]
    return [Role("affected", mention) for mention in known] or [role]


def _several(back: Mention, step: Claim) -> bool:
    """Whether a verb in the plural tells that the accused are more than one: "the accused were remanded"."""
    evidence = step.evidence[0]
    inside = back.type is MentionType.DESCRIPTION and evidence.contains(back.selector)
    plural = inside and MANY.match(evidence.exact, back.selector.end - evidence.start)
    return bool(plural and back.selector.exact.lower() == "the accused")


def _number(back: Mention) -> int:
    """How many are pointed back to; -1 for two or more, 0 where the words point to nobody or are known to mean one."""
    text = back.selector.exact.lower()
    if back.type is MentionType.PRONOUN:
        vague = back.referent is None or _accused().fullmatch((back.value or "").lower())
        return -1 if text in PLURAL and vague else 0
    found = _pointing().fullmatch(text)
    if found is None or back.type is not MentionType.DESCRIPTION or not (back.referent or "d-").startswith("d-"):
        return 0
    return NUMBERS.get(found["number"] or "", 1 if _accused().fullmatch(found["noun"] or "") else -1)


def _before(back: Mention, number: int, told: Sequence[Claim]) -> tuple[Mention, ...]:
    """Those of the nearest step before that are as many."""
    near = (step for step in reversed(told) if 0 < back.selector.start - step.trigger.end < NEAR)
    people = (tuple(f for f in step.all("affected") if isinstance(f, Mention) and f.referent) for step in near)
    others = (some for some in people if some and {back.referent} != {mention.referent for mention in some})
    if number == 1:
        nearest = next(others, ())
        return nearest if len(nearest) == 1 and nearest[0].type is not MentionType.DESCRIPTION else ()
    several = (some for some in others if len({mention.referent for mention in some}) > 1)
    return next((some for some in several if number in {-1, len({mention.referent for mention in some})}), ())


@cache
def _accused() -> re.Pattern[str]:
    return re.compile("|".join(sorted(words("courts", "accused"))))


@cache
def _pointing() -> re.Pattern[str]:
    """Words that point back to the accused: "all five", "the two suspects", "both defendants", "the group"."""
    one, many = ("|".join(sorted(words("courts", name))) for name in ("accused", "together"))
    numbers = "|".join(sorted(NUMBERS))
    told = rf"(?: (?P<number>{numbers}))?(?: (?P<noun>{one}|{many}))?"
    return re.compile(rf"(?:all|both|the|these)(?: of)?(?: the)?{told}")
