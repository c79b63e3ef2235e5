"""A document in, the day it was published on out: as its metadata say, else as its own head tells.

A head tells it by a dateline ("RIGA, 12 March 2019 (Wire) -"), or by a line that is a date and little else ("Friday,
8 May 2009", "Posted: 3 June 2014, 12:05 pm"). Law of this file: only a whole day with its year counts, and only before
the text proper; two heads that disagree tell nothing.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from kg.language.calendar import MONTH, month_number
from kg.model import Document

HEAD = 1000  # characters in which a head stands
DAY = (
    rf"(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<m1>{MONTH}),?\s+(?P<y1>\d{{4}}|\d\d)"
    rf"|(?P<m2>{MONTH})\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d))\b"
)
CITY = r"[A-Z][\w.'\u2019/ -]{1,40}(?:,\s[A-Z][\w.'\u2019 -]{1,30})?"
DATELINE = re.compile(rf"^{CITY},\s+{DAY}[^\n]{{0,60}}?\s?(?:--?|[\u2013\u2014_:])\s", re.MULTILINE)
SHORT = rf"(?:\d{{1,2}}\s+(?:{MONTH})|(?:{MONTH})\s+\d{{1,2}}),?(?:\s+\d{{2,4}})?"
LINE = re.compile(
    r"^(?:(?i:published|posted|updated|date|released|issued)(?: (?i:on|at))?:?\s+)?"
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?{DAY}(?:,?\s+\d\d?[:.]\d\d\s?(?:[ap]\.?m\.?)?)?(?P<rest>[^\n]{{0,80}})$",
    re.MULTILINE,
)

WIRE = r"\([A-Z\d][^()\n]{1,40}\)"
DASH = r"\s*(?:--?|[\u2013\u2014_:])(?:[\s\u200b]+|$)"
LEAD = re.compile(
    rf"(?:{CITY},\s+{SHORT}(?:,\s\d{{4}})?(?:\s+{WIRE})?{DASH}|(?:{CITY}\s+)?{WIRE}{DASH}"
    rf"|[A-Z][A-Z.'\u2019 -]{{1,40}}(?:,\s[A-Z][\w.]{{1,20}}(?:\s[A-Z]\w{{1,20}})?)?{DASH})"
    r"(?=[\"\u201c\u2018'\[]?[A-Z\d]|$)"
)
"""Datelines, with and without a day or an agency: "RIGA (Wire) - ", "RIGA, Ohio - ", "(Riga, March 14, 2019) - "."""


@lru_cache(maxsize=256)
def lead(text: str) -> int:
    """Offset at which a report begins behind its dateline, of whatever form, 0 where there is none."""
    found = LEAD.match(text)
    return found.end() if found else 0


def opening(text: str) -> int:
    """Offset behind a dateline that tells a day ("RIGA, March 14 (Wire) - "), 0 where none does."""
    end = lead(text)
    return end if end and re.search(SHORT, text[:end]) else 0


def signed(text: str) -> int:
    """Offset behind a dateline that names an agency or stands in brackets, 0 where none does."""
    end = lead(text)
    return end if end and re.search(WIRE, text[:end]) else 0


@lru_cache(maxsize=64)
def published(document: Document) -> str | None:
    """ISO date of publication, or None where neither metadata nor the head tell one."""
    if document.published:
        return document.published
    head = document.text[document.body : document.body + HEAD]
    told = {_iso(found) for found in DATELINE.finditer(head)} or {
        _iso(found) for found in LINE.finditer(head) if not re.search(r"[a-z]\.$", found["rest"])
    }
    return told.pop() if len(told) == 1 else None


def _iso(found: re.Match[str]) -> str | None:
    day, month, year = (next(filter(None, (found[f"{part}{n}"] for n in "123"))) for part in "dmy")
    number = int(month) if month.isdigit() else month_number(month)
    try:
        return date(_century(year), number or 0, int(day)).isoformat()
    except ValueError:
        return None


def _century(year: str) -> int:
    """A year in two figures is of the hundred years up to 2029."""
    short = int(year)
    return short if len(year) == 4 else short + (2000 if short < 30 else 1900)
