"""Steps of one case in, the same steps out, those decided at a hearing with the court that held it.

"She appeared before Orla Magistrates' Court. She was refused bail": a decision on custody is taken at a hearing, and
the court is told once. Law of this file: only the nearest hearing that was held counts, and only one of the same day.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model import Claim, Mention, Moment, Role

NEAR = 1200
"""Characters between a hearing and what was decided at it."""

HELD = frozenset({"actual", "alleged"})


def heard(steps: Sequence[Claim]) -> Iterator[Claim]:
    """Steps in order; bail and remand without a court have that of the hearing nearest to them."""
    hearings = [step for step in steps if step.kinds == ("hearing",) and step.factuality in HELD and _court(step)]
    starts = [hearing.trigger.start for hearing in hearings]
    for step in steps:
        at = bisect(starts, step.trigger.start)
        near = hearings[max(at - 1, 0) : at + 1] if step.kinds == ("remand",) and not step.all("court") else ()
        nearest = min(near, key=lambda hearing: _apart(hearing, step), default=None)
        fits = nearest is not None and _apart(nearest, step) < NEAR and not _on_other_days(nearest, step)
        court = _court(nearest) if fits and nearest is not None else None
        yield replace(step, roles=(*step.roles, Role("court", court))) if court is not None else step


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
