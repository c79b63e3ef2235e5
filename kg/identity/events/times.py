"""Two times as documents tell them in, what they say for and against one event out.

Law of this file: a date that is not told is not invented; a report's day of publication only tells how near two are,
and that what it tells as done was done by then.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.identity.comparison import Comparison, Feature, forbidden
from kg.identity.events.accounts import Account
from kg.identity.events.weights import points

WEEK, MONTH, YEAR = 7, 31, 366
NEWS, WEEKS = 3, 14
"""Days between two reports, or a date and a report, that are of one time."""
ZONES = 1
"""Days by which a date may lie behind the day of publication: time zones, and a night."""
ONCE = 31
"""Days by which accounts may err of what happens once."""
YEARLESS = re.compile(r"XXXX-(\d\d-\d\d)")
DONE = frozenset({"actual", "alleged", "negated", "prevented"})


@dataclass(frozen=True, slots=True)
class When:
    """The days on which something may have been, as ordinals: None where no year is told; ``day`` is "03-14" then.

    ``report`` is the day of publication, ``done`` tells that it is told of the past.
    """

    first: int | None
    last: int | None
    day: str
    report: int | None
    done: bool

    @property
    def short(self) -> bool:
        """Whether a day or two are told."""
        return self.first is not None and self.last is not None and self.last - self.first <= 1


def when(account: Account) -> When:
    """The time of an account."""
    first, last = _ordinal(account.earliest), _ordinal(account.latest)
    day = YEARLESS.fullmatch(account.edtf)
    return When(first, last, day[1] if day else "", _ordinal(account.published), account.factuality in DONE)


def _ordinal(day: str) -> int | None:
    return date.fromisoformat(day).toordinal() if len(day) == len("2021-03-14") else None


def times(left: When, right: When, *, once: bool = False) -> Comparison:
    """Compare two times; ``once`` tells that such a thing happens to one person once."""
    if left.first is not None and right.first is not None:
        return _dated(left, right, once=once)
    if left.day or right.day:
        return _yearless(left, right)
    for one, other in ((left, right), (right, left)):
        if one.done and one.report and other.first and other.first > one.report + ZONES:
            return forbidden("one was told before the day of the other")
    return _reported(left, right)


def _dated(left: When, right: When, *, once: bool) -> Comparison:
    assert left.first is not None
    assert left.last is not None
    assert right.first is not None
    assert right.last is not None
    gap = max(0, left.first - right.last, right.first - left.last)
    width = max(left.last - left.first, right.last - right.first) + 1
    if gap > (ONCE if once else WEEK):
        return forbidden(f"{gap} days apart")
    if gap:
        name = "next_day" if gap == 1 else "days_apart" if gap <= NEWS else "week_apart"
        return _seen(name, f"{gap} day{'s' if gap > 1 else ''} apart")
    names = ((1, "day"), (WEEK, "week"), (MONTH, "month"), (YEAR, "year"))
    name = next((name for most, name in names if width <= most), "wider")
    return _seen(name, "the same day" if name == "day" else "times that overlap")


def _yearless(left: When, right: When) -> Comparison:
    """Compare days of which one or both have no year."""
    days = [each.day or (_month_and_day(each) if each.short else "") for each in (left, right)]
    if not all(days):
        return _reported(left, right)
    one, other = (date.fromisoformat(f"2000-{day}").toordinal() for day in days)  # a leap year has every day
    gap = min(abs(one - other), YEAR - abs(one - other))
    if gap > WEEK:
        return forbidden("on other days of the year")
    name = "yearless" if not gap else "days_apart" if gap <= NEWS else "week_apart"
    return _seen(name, "the same day, a year left out" if not gap else f"{gap} days apart, a year left out")


def _month_and_day(told: When) -> str:
    assert told.first is not None
    return date.fromordinal(told.first).strftime("%m-%d")


def _reported(left: When, right: When) -> Comparison:
    """Compare a date with the day of the other's publication, or two days of publication."""
    spans = [_span(each) for each in (left, right)]
    if None in spans:
        return _seen("undated", "not both are dated")
    (first, last), (start, end) = (span for span in spans if span)
    gap = max(0, first - end, start - last)
    wide = max(last - first, end - start) >= WEEK
    names = ((NEWS, "weeks" if wide else "news"), (WEEKS, "weeks"), (YEAR, "later"))
    name = next((name for most, name in names if gap <= most), "years_later")
    return _seen(name, f"told {gap} days apart" if gap > 1 else "told at one time")


def _span(told: When) -> tuple[int, int] | None:
    if told.first is not None and told.last is not None:
        return told.first, told.last
    return (told.report, told.report) if told.report is not None else None


def _seen(name: str, detail: str) -> Comparison:
    return Comparison((Feature(f"time_{name}", points("times")[name], detail),))
