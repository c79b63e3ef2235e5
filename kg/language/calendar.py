"""Parts of dates in, EDTF and days out: the arithmetic behind time expressions.

Law of this file: what is not told stays untold; an unknown year is ``XXXX`` and fixes no day. EDTF after the Library
of Congress specification (2019), level 2 for unspecified digits.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTH = rf"(?:{'|'.join(map(str.capitalize, MONTHS))}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
WEEKDAY = "|".join(map(str.capitalize, WEEKDAYS))
NAMED_DAY = rf"(?:{WEEKDAY}|(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\b\.?)"
"""Patterns of the names as they are printed, whole and cut short."""

ENOUGH_PAST = 300
SOON = 60


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days: its EDTF form and, where they are fixed, first and last day."""

    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    basis: str = "text"


UNTOLD = Span()


@dataclass(frozen=True, slots=True)
class Anchor:
    """Date of publication as far as known, and whether the talk is of the future: what relative dates hang on.

    ``ahead`` is None in talk of what was once to come: such a date may lie on either side of the publication.
    """

    year: int | None = None
    month: int | None = None
    day: date | None = None
    ahead: bool | None = False


def anchor(published: str | None, *, ahead: bool | None = False) -> Anchor:
    """Anchor of a publication date ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or of none."""
    parts = [int(part) for part in (published or "").split("-") if part.isdigit()]
    if parts and not MINYEAR < parts[0] < MAXYEAR:
        return Anchor(ahead=ahead)  # no room for the days around it
    day = date(*parts) if len(parts) == 3 else None
    return Anchor(parts[0] if parts else None, parts[1] if len(parts) > 1 else None, day, ahead)


def month_number(name: str) -> int | None:
    """1 to 12 for a month's English name or its usual abbreviation."""
    bare = name.lower().rstrip(".")
    return next((i for i, month in enumerate(MONTHS, 1) if len(bare) >= 3 and month.startswith(bare)), None)


def day_span(year: int | None, month: int, day: int, anchor: Anchor) -> Span:
    """One day; without a year it is looked for around the publication date."""
    if not 1 <= day <= monthrange(year or 2000, month)[1]:
        return UNTOLD
    if year is not None:
        return exact(date(year, month, day))
    if anchor.day is None:
        return Span(f"XXXX-{month:02}-{day:02}")
    near = _nearest(month, day, anchor)
    return exact(near, "published") if near else Span(f"XXXX-{month:02}-{day:02}")


def _nearest(month: int, day: int, anchor: Anchor) -> date | None:
    """Last such day up to publication, the next one in talk of the future; None where either may be meant."""
    assert anchor.day is not None
    years = (y for y in range(anchor.day.year - 1, anchor.day.year + 2) if 1 <= y <= MAXYEAR)
    days = [date(y, month, day) for y in years if day <= monthrange(y, month)[1]]
    past = max((d for d in days if d <= anchor.day), default=None)
    future = min((d for d in days if d >= anchor.day), default=None)
    if anchor.ahead is not False:
        return future if anchor.ahead else None
    soon = future is not None and (future - anchor.day).days <= SOON
    return None if past is None or (soon and (anchor.day - past).days > ENOUGH_PAST) else past


def month_span(year: int | None, month: int, anchor: Anchor) -> Span:
    """One month; without a year, the last one begun by the publication date, or in talk of the future the next."""
    if year is not None:
        return _whole_month(year, month)
    if anchor.year is None or anchor.month is None or anchor.ahead is None:
        return Span(f"XXXX-{month:02}")
    later = month > anchor.month
    if anchor.ahead:
        return _whole_month(anchor.year + (0 if month >= anchor.month else 1), month, "published")
    return _whole_month(anchor.year - (1 if later else 0), month, "published")


def _whole_month(year: int, month: int, basis: str = "text") -> Span:
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return Span(f"{year:04}-{month:02}", first, last, basis)


def year_span(year: int, basis: str = "text") -> Span:
    """One year."""
    return Span(f"{year:04}", date(year, 1, 1), date(year, 12, 31), basis)


def decade_span(year: int) -> Span:
    """Ten years from ``year``: ``199X``."""
    return Span(f"{year:04}"[:3] + "X", date(year, 1, 1), date(year + 9, 12, 31))


def exact(day: date, basis: str = "text") -> Span:
    """One day as a span."""
    return Span(day.isoformat(), day, day, basis)


def stretch(first: date, last: date, basis: str = "text") -> Span:
    """All days from ``first`` to ``last``."""
    return Span(f"{first.isoformat()}/{last.isoformat()}", first, last, basis)


def joined(first: Span, last: Span) -> Span:
    """From the beginning of one span to the end of another; untold where either is."""
    if first.edtf is None or last.edtf is None or "/" in first.edtf + last.edtf:
        return UNTOLD
    if first.earliest and last.latest and first.earliest > last.latest:
        return UNTOLD
    basis = "published" if "published" in {first.basis, last.basis} else "text"
    return Span(f"{first.edtf}/{last.edtf}", first.earliest, last.latest, basis)


def weekday_span(name: str, which: str, anchor: Anchor) -> Span:
    """Weekday seen from the publication date: the last one up to it; with "last" before it; with "this" from it on.

    In talk of the future it is the first one after it; "next", or the weekday of publication itself, may mean two days:
    untold.
    """
    if anchor.day is None:
        return UNTOLD
    back = (anchor.day.weekday() - WEEKDAYS.index(name)) % 7
    if which == "last":
        return exact(anchor.day - timedelta(days=back or 7), "published")
    if which == "this":
        return exact(anchor.day + timedelta(days=(-back) % 7), "published")
    if which == "next" or anchor.ahead is None or (anchor.ahead and not back):
        return UNTOLD
    return exact(anchor.day + timedelta(days=7 - back if anchor.ahead else -back), "published")


def shifted(unit: str, steps: int, anchor: Anchor) -> Span:
    """Day, week, month or year that lies ``steps`` from the publication's."""
    if unit == "year" and anchor.year is not None:
        return year_span(anchor.year + steps, "published")
    if unit == "month" and anchor.year is not None and anchor.month is not None:
        index = anchor.year * 12 + anchor.month - 1 + steps
        return _whole_month(index // 12, index % 12 + 1, "published")
    if anchor.day is None:
        return UNTOLD
    if unit == "week":
        monday = anchor.day - timedelta(days=anchor.day.weekday()) + timedelta(weeks=steps)
        return stretch(monday, monday + timedelta(days=6), "published")
    return exact(anchor.day + timedelta(days=steps), "published") if unit == "day" else UNTOLD


def past_days(days: int, anchor: Anchor) -> Span:
    """Last so many days up to publication."""
    return stretch(anchor.day - timedelta(days=days), anchor.day, "published") if anchor.day else UNTOLD
