"""Two claims in, whether what they tell may have been at one time out."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.language.calendar import WEEKDAYS
from kg.model import Claim, Moment

YEARLESS = "XXXX"
"""What stands for an unknown year in EDTF (Extended Date/Time Format, level 1)."""

VAGUE = re.compile(r"^(?:(?:earlier|late|later|in) )*(?:last|the past|this) (?:month|week|year)$", re.IGNORECASE)
"""A stretch of time of which a day told by its name may be one."""


DAYS = frozenset({*WEEKDAYS, "today", "yesterday"})
DAY, MONTH, YEAR, STRETCH = 4, 3, 2, 1
"""How closely a time is told: as a day, a month, a year, or as a stretch such as "last month"."""


def closeness(moment: Moment) -> int:
    """How closely a time is told, the higher the closer; 0 for such as "in recent months"."""
    if moment.edtf is not None:
        parts = moment.edtf.removesuffix("/..").removeprefix("../")
        return YEAR if "/" in parts else min(parts.count("-"), 2) + YEAR
    words = set(moment.selector.exact.lower().split())
    if words & DAYS:
        return DAY
    return 0 if "recent" in words else STRETCH


def closest(moments: Iterable[Moment]) -> Moment | None:
    """The time that is told most closely, the first of several."""
    return max(moments, key=closeness, default=None)


def _lasting(words: set[str]) -> bool:
    """Whether a time is a stretch: a day by name may be of it, another stretch is another time."""
    return bool(words & {"month", "week", "year"})


def dates(claim: Claim) -> tuple[Moment, ...]:
    """When it was, as far as told."""
    return tuple(filler for filler in claim.all("date") if isinstance(filler, Moment))


def at_other_times(left: Claim, right: Claim) -> bool:
    """Whether both tell a time and no time of the one may be one of the other: "in 2021", "on Friday"."""
    times = dates(left), dates(right)
    return all(times) and not any(may_be(a, b) for a in times[0] for b in times[1])


def may_be(left: Moment, right: Moment) -> bool:
    """Whether two times may be one, as far as they are told."""
    if not (left.edtf and right.edtf):
        words = [set(moment.selector.exact.lower().split()) for moment in (left, right)]
        if any(map(VAGUE.search, (left.selector.exact, right.selector.exact))) and not all(map(_lasting, words)):
            return True  # "Friday", "last week"
        return words[0] <= words[1] or words[1] <= words[0]  # "Monday", "Monday night"
    if left.earliest and left.latest and right.earliest and right.latest:
        return left.earliest <= right.latest and right.earliest <= left.latest
    return left.edtf == right.edtf or _of_some_year(left.edtf, right.edtf)


def _of_some_year(left: str, right: str) -> bool:
    """Whether one of two days has no year and may be the other: "22 August" is 22 August 2019, or in August 2019."""
    shorter, longer = sorted((day.partition("-")[2] for day in (left, right)), key=len)
    return YEARLESS in left + right and bool(shorter) and longer.startswith(shorter)
