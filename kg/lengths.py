"""A length of time in ISO 8601 in, its parts carried over out: two years, six months; and the words for them.

https://www.w3.org/TR/xmlschema11-2/#duration: months and seconds are all that a length is made of, so that no part is
larger than what the next one begins with; weeks are days. What months are in days nobody can tell.
"""

from __future__ import annotations

import re

DURATION = re.compile(r"P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII)
UNITS = ("year", "month", "day", "hour", "minute", "second")


def lengths(written: str) -> tuple[int, ...] | None:
    """Give years, months, days, hours, minutes and seconds, carried over; None where it is no length of whole parts."""
    found = DURATION.fullmatch(written)
    if found is None or not any(found.groups()):
        return None
    years, months, weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    months, seconds = years * 12 + months, (hours * 60 + minutes) * 60 + seconds
    days, seconds = weeks * 7 + days + seconds // 86400, seconds % 86400
    return months // 12, months % 12, days, seconds // 3600, seconds // 60 % 60, seconds % 60


def length_in_words(written: str) -> str | None:
    """Write a length as a person would say it: "3 years and 6 months"; None where it is none."""
    parts = lengths(written)
    if parts is None:
        return None
    told = [f"{n:,} {unit}{'' if n == 1 else 's'}" for n, unit in zip(parts, UNITS, strict=True) if n]
    return " and ".join(filter(None, (", ".join(told[:-1]), told[-1]))) if told else "no time"
