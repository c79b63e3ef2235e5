"""Legal steps in, the same steps out, those that a court told of for another step decides with that court.

"She appeared before Orla Magistrates' Court. She was refused bail": what is done in court is done at one sitting, and
the court is told once. Law of this file: only the nearest sitting counts, and only one of the same day; "the remaining
six" of those before a court are before the same.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.model import Claim, Filler, Mention, Moment, Role, Selector

NEAR = 1200
"""Characters between a hearing and what was decided on custody at it."""

CLOSE = 600
"""Characters between a sitting and what else was done at it: the sentences around."""

HELD = frozenset({"actual", "alleged"})
SITTINGS = frozenset(
    {"acquittal", "commutation", "conviction", "dismissal", "hearing", "release", "remand", "sentencing", "trial"}
)
"""Steps that are taken in court, at a sitting that may be told once for several of them."""

GIVEN = ("proceedings.give-penalty", "proceedings.receive-penalty")
"""Extractors of sentences that are told by their measure alone: "got a year"."""

PASSED = frozenset({"charge", "court", "date"})
"""Roles that sentences passed at one sitting share."""

NEXT = 450
"""Characters between two sentences told one after the other."""

PLEAS = ("proceedings.arraign", "proceedings.plead-guilty", "proceedings.plead-not-guilty")
"""Extractors of charges that are answered in court."""

PLUPERFECT = re.compile(r"\bhad (?:\w+ly )?(?:been )?(?:\w+ly )?$")

OPEN = frozenset({("hearing",), ("requestToCourt",), ("trial",)})
"""Steps that are often told without those whose they are: "the trial", "prosecutors asked for a year"."""

OCCASIONS = frozenset({("hearing",), ("remand",), ("trial",)})


def together(steps: Iterable[Claim]) -> Iterator[Claim]:
    """Steps in order; those who are left of the people of a step just told are before the court of that."""
    last: Claim | None = None
    for step in steps:
        open_ = step.kinds in OCCASIONS and not step.all("court") and _left_over(step)
        court = _court(last) if open_ and last is not None and _apart(last, step) < NEAR else None
        last = step if _court(step) is not None else last
        yield step if court is None else replace(step, roles=(*step.roles, Role("court", court)))


def _left_over(step: Claim) -> bool:
    """Whether those affected are the rest of some told of: "the remaining six"."""
    texts = (people.selector.exact for people in step.all("affected") if isinstance(people, Mention))
    openings = (text.lower().split()[:2] for text in texts)
    return any(words == ["the", rest] for words in openings for rest in ("other", "others", "remaining", "rest"))


def alike(steps: Iterable[Claim]) -> Iterator[Claim]:
    """Steps in order; a sentence told with nothing but its measure is passed like the one told just before it.

    "A Velm court jailed two sailors for theft on Monday. A third got a year."
    """
    told: dict[str, Role] = {}
    last: Claim | None = None
    for step in steps:
        if step.kinds != ("sentencing",) or step.factuality != "actual" or step.type != "ProceedingStep":
            yield step
            continue
        own = {role.name: role for role in step.roles if role.name in PASSED}
        near = last is not None and _apart(last, step) < NEXT
        bare = not own and step.all("sentence") and step.extractor in GIVEN and not _served(step)
        yield replace(step, roles=(*step.roles, *told.values())) if near and bare else step
        told = {**(told if near else {}), **own}
        last = step


def _served(step: Claim) -> bool:
    """Whether a sentence is being served, so that it was passed earlier."""
    return step.trigger.exact.lower().startswith(("serv", "complet", "finish"))


def heard(steps: Sequence[Claim]) -> Iterator[Claim]:
    """Steps of one case in order; those taken in court, without naming it, have that of the sitting nearest to them."""
    sittings = (step for step in steps if _sitting(step) or step.kinds == ("charge",))
    hearings = [step for step in sittings if step.factuality in HELD and _court(step)]
    starts = [hearing.trigger.start for hearing in hearings]
    for step in steps:
        at = bisect(starts, step.trigger.start)
        open_ = _sitting(step) and not _court(step) and not _earlier(step)
        near = hearings[max(at - 1, 0) : at + 1] if open_ else ()
        nearest = min(near, key=lambda hearing: _apart(hearing, step), default=None)
        reach = NEAR if step.kinds == ("remand",) else CLOSE
        fits = nearest is not None and _apart(nearest, step) < reach and not _on_other_days(nearest, step)
        court = _court(nearest) if fits and nearest is not None else None
        yield replace(step, roles=(*step.roles, Role("court", court), *_day(nearest, step))) if court else step


def _earlier(step: Claim) -> bool:
    """Whether a step is told as done before what the report is of, maybe in another court: "had been sentenced"."""
    passage = step.evidence[0]
    return PLUPERFECT.search(passage.exact[: max(step.trigger.start - passage.start, 0)]) is not None


def _day(sitting: Claim | None, step: Claim) -> Iterator[Role]:
    """The day of a sitting told just before a step that has none, which is taken at it."""
    if sitting is not None and not step.all("date") and 0 < step.trigger.start - sitting.trigger.start < NEXT:
        yield from (role for role in sitting.roles if role.name == "date" and step.factuality == "actual")


def shared(steps: Sequence[Claim]) -> Iterator[Claim]:
    """Steps of one case in order; those that tell nobody affect whom the last did, a sentence is for its one charge."""
    charges = {exact(charge).lower(): charge for step in steps for charge in step.all("charge")}
    last: Claim | None = None
    for step in steps:
        bare = step.kinds in OPEN and not step.all("affected") and not _named(step)
        open_ = bare and last is not None and _apart(last, step) < NEXT
        lent = tuple(role for role in last.roles if role.name == "affected") if open_ and last is not None else ()
        own = step.kinds == ("sentencing",) and step.factuality == "actual" and not step.all("charge")
        lent += tuple(Role("charge", charge) for charge in charges.values() if own and len(charges) == 1)
        last = step if step.all("affected") else last
        yield replace(step, roles=(*step.roles, *lent)) if lent else step


def _named(step: Claim) -> bool:
    """Whether a trial is called by a name, which is that of somebody else: "the Lind trial"."""
    before = step.evidence[0].exact[: max(step.trigger.start - step.evidence[0].start, 0)].split()
    return len(before) > 1 and before[-1][0].isupper()


def exact(filler: Filler) -> str:
    """Give the words of a filler; empty where it has none."""
    if isinstance(filler, Mention):
        return filler.selector.exact
    return filler.exact if isinstance(filler, Selector) else ""


def _sitting(step: Claim) -> bool:
    """Whether a step is taken in court."""
    return step.type == "ProceedingStep" and (step.kinds[0] in SITTINGS or step.extractor in PLEAS)


def _court(step: Claim) -> Mention | None:
    """The court of a step that is told by more than a bare word ("in court", "before a judge")."""
    found = step.first("court")
    told = isinstance(found, Mention) and "court" in found.selector.exact.lower() and " " in found.selector.exact
    return found if isinstance(found, Mention) and told else None


def _apart(left: Claim, right: Claim) -> int:
    return abs(left.trigger.start - right.trigger.start)


def _on_other_days(left: Claim, right: Claim) -> bool:
    days = [step.first("date") for step in (left, right)]
    told = {day.edtf or day.selector.exact.lower() for day in days if isinstance(day, Moment)}
    return len(told) > 1
