"""The claims of a document in, what those held are charged with out, where nothing else says what they were held for.

"Lund was arrested on Monday. On Friday he was charged with theft": the charge is why. Law of this file: the charge must
be of those held, by who is meant or by "they" right behind a detention of several, and not of an earlier time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.extractors.incidents.grounds import pointing
from kg.extractors.incidents.retellings import back_to_one, back_to_several, plural
from kg.extractors.wordlists import words
from kg.model import Claim, Mention, MentionType, Moment, Selector

CHARGING = frozenset(
    {"acquittal", "charge", "conviction", "dismissal", "hearing", "investigation", "prosecution", "remand"}
) | {"sentencing", "trial"}
"""Steps that are taken against somebody who is held, or end what was."""

TOLD = frozenset({"actual", "alleged", "scheduled"})

YEAR = 4
"""Characters of a year in a date."""

NEAR = 600
"""Characters between a detention of several and what "they" are charged with."""


class Charges:
    """What is charged in a document, by who is charged."""

    def __init__(self, told: Iterable[Claim]) -> None:
        told = tuple(told)
        self._steps = sorted((each for each in told if _charging(each)), key=lambda each: each.trigger)
        self._held = sorted((each for each in told if _held(each)), key=lambda each: each.trigger)

    def against(self, detention: Claim) -> Selector | None:
        """What those held are charged with, in the steps told behind, else before; None where nothing is told."""
        mine = [each for each in self._steps if self._of(detention, each)]
        behind = [each for each in mine if each.trigger > detention.trigger]
        found = (charge for each in (*behind, *reversed(mine)) for charge in each.all("charge"))
        told = (charge for charge in found if isinstance(charge, Selector) and not _known(charge))
        return next(told, None)

    def _of(self, detention: Claim, step: Claim) -> bool:
        """Whether a step is one against those held, and not against them on another occasion."""
        if _before(step, detention):
            return False
        own, theirs = _who(detention), _who(step)
        if own & theirs or (own and theirs and not _open(step)):
            others = [each for each in self._held if _who(each) & own & theirs]
            return bool(own & theirs) and _closest(others, step) == detention
        between = [each for each in self._held if detention.trigger < each.trigger < step.trigger]
        near = 0 < step.trigger.start - detention.trigger.end < NEAR and not between
        return near and _taking_up(step, plural(detention))


def _known(charge: Selector) -> bool:
    """Whether a charge only points back, or is called by the year of an older case: "a 2014 fraud conviction"."""
    return pointing(charge.exact) or charge.exact.split()[0].isdigit()


def _closest(detentions: Sequence[Claim], step: Claim) -> Claim | None:
    """The detention last told before a step, else the first told behind it."""
    before = [each for each in detentions if each.trigger < step.trigger]
    return before[-1] if before else next(iter(detentions), None)


def _charging(claim: Claim) -> bool:
    steps = claim.type == "ProceedingStep" and bool(CHARGING & set(claim.kinds))
    return steps and claim.factuality in TOLD and bool(claim.all("charge"))


def _held(claim: Claim) -> bool:
    return claim.type == "Detention" and claim.factuality == "actual"


def _before(step: Claim, detention: Claim) -> bool:
    """Whether a step is dated to a year before that of a detention; which week a weekday is of is seldom sure."""
    ends = [day.latest[:YEAR] for day in step.all("date") if isinstance(day, Moment) and day.latest]
    starts = [day.earliest[:YEAR] for day in detention.all("date") if isinstance(day, Moment) and day.earliest]
    return bool(ends and starts) and max(ends) < min(starts)


def _who(claim: Claim) -> frozenset[str]:
    people = (each for each in claim.all("affected") if isinstance(each, Mention))
    return frozenset(each.referent for each in people if each.referent)


def _open(step: Claim) -> bool:
    """Whether a step is against somebody of whom no more is told than that some were told of before."""
    people = [each for each in step.all("affected") if isinstance(each, Mention)]
    return any(back_to_several(each.selector.exact) or back_to_one(each.selector.exact) for each in people)


def _taking_up(step: Claim, many: bool | None) -> bool:
    """Whether "they" or "the other four" stands for those charged, or "the suspect" for one of whom was told."""
    people: Iterator[Mention] = (each for each in step.all("affected") if isinstance(each, Mention))
    return any(_they(each) if many else back_to_one(each.selector.exact) for each in people)


def _they(mention: Mention) -> bool:
    said = mention.selector.exact
    return (mention.type is MentionType.PRONOUN and said.lower() in words("people", "several")) or back_to_several(said)
