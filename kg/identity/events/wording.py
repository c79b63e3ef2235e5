"""Two tellings and their comparison in, one sentence that a person can read out: what both tell, and what differs."""

from __future__ import annotations

import re
from datetime import date

from kg.identity.comparison import Comparison
from kg.identity.events.tellings import Telling, Who
from kg.lexicon import table

MONTHS = "January February March April May June July August September October November December".split()
LENGTH = re.compile(r"(\d+)([YMWD])")
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day"}
DIFFERENCES = {
    "others": "each names others, too",
    "nobody": "only one names who it was",
    "lone": "one tells of somebody, the other of a crowd",
    "time_next_day": "the dates differ: {}",
    "time_days_apart": "the dates differ: {}",
    "time_week_apart": "the dates differ: {}",
    "place_within": "the places differ: {}",
    "place_elsewhere": "the places differ: {}",
    "other_agent": "who did it differs: {}",
    "other_court": "the courts differ: {}",
    "other_kind": "the kinds differ: {}",
    "other_crowd": "who it was differs: {}",
    "other_charge": "the charges differ: {}",
    "other_ground": "the reasons differ: {}",
    "other_penalty": "the sentences differ: {}",
    "count_conflict": "the counts differ: {}",
    "count_far": "the counts differ: {}",
    "factuality": "{}",
}
"""Features that are differences, and how they are told; braces stand for the feature's detail."""


def sentence(left: Telling, right: Telling, compared: Comparison, who: Who) -> str:
    """Say what two accounts tell in common, and in what they differ."""
    shared, name = left.people & right.people, _called(left, right)
    parts = [
        f"Both tell of the {noun(name)}",
        f"{table('events')['upon'].get(name, 'of')} {who.called(shared)}" if shared else "",
        f"in {who.called(left.places & right.places)}" if left.places & right.places else "",
    ]
    told = " ".join(filter(None, parts)) + (f", {days}" if (days := _days(left, right)) else "")
    apart = [DIFFERENCES[f.name].format(f.detail) for f in compared.features if f.name in DIFFERENCES]
    return "; ".join([told, *apart]) + "."


def _called(left: Telling, right: Telling) -> str:
    """The kind of event that both tell, else its class."""
    return min(left.account.kinds & right.account.kinds, default=left.account.type)


def noun(code: str) -> str:
    """A class or kind as words, as the table has it or by its letters: "hungerStrike" → "hunger strike"."""
    spaced = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in code)
    return str(table("events")["nouns"].get(code, spaced))


def penalty(told: str) -> str:
    """A penalty as words: "prisonTerm P3Y6M" → "prison term of 3 years 6 months"."""
    kind, _, length = told.partition(" ")
    parts = [f"{number} {UNITS[unit]}{'s' if number != '1' else ''}" for number, unit in LENGTH.findall(length)]
    return f"{noun(kind)} of {' '.join(parts)}" if parts else noun(kind)


def _days(left: Telling, right: Telling) -> str:
    """The days that either tells, as one stretch where they are short: "14 March 2021", "3-4 March 2021"."""
    whens = [each.when for each in (left, right) if each.when.short]
    firsts, lasts = [w.first for w in whens if w.first], [w.last for w in whens if w.last]
    if not firsts or not lasts:
        return ""
    first, last = date.fromordinal(min(firsts)), date.fromordinal(max(lasts))
    if first == last:
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\u2013{_day(last)}"
    return f"{_day(first)} \u2013 {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
