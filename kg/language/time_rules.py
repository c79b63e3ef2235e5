"""Patterns of time expressions, and what a match means: parts of a date, seen from the day of publication.

Law of this file: a relative date is worked out only where the document's date of publication is known; what may mean
two days is left untold.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction

from kg.language.beginnings import BEHIND, EVENT, INSIDE, OPENING, begun
from kg.language.calendar import (
    MONTH,
    MONTHS,
    NAMED_DAY,
    UNTOLD,
    WEEKDAY,
    Anchor,
    Span,
    day_span,
    decade_span,
    joined,
    month_number,
    month_span,
    past_days,
    shifted,
    weekday_span,
    year_span,
)
from kg.language.named_days import FIXED, MOVING, month_and_day
from kg.language.numbers import NUMBER, number

_FULL = "|".join(month.capitalize() for month in MONTHS)
DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[5-9]|20)\d\d"
ON_DAY = rf"(?:{NAMED_DAY},?\s+(?:the\s+)?)?"
PART = r"(?:\s+(?:morning|afternoon|evening|night))?"
OF_YEAR = r",?\s+(?:of\s+)?(?P<w>last|this|next)\s+year\b"
EARLY = r"(?:(?:early|late|mid|the (?:beginning|start|end|middle) of)[- ]+)?"
COUNTED = "people|persons|men|women|children|protest|demonstrat|arrest|detain|officers|members|prisoners|police|troops"

TOLD = re.compile(
    rf"\d|[Ss]ince\b|day\b|days\b|week|month|year|morning|evening|night|decade|hour|yesterday|tomorrow|[Ss]pring"
    rf"|{_FULL}|{WEEKDAY}|{FIXED}"
)
"""What every expression holds: without it a sentence need not be looked at."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern and what its match means."""

    pattern: re.Pattern[str]
    meaning: Callable[[re.Match[str], Anchor], Span]


def _number(words: str | None) -> int:
    return int(re.sub(r"\D", "", words or "") or 0)


def _year(match: re.Match[str]) -> int | None:
    return int(match["y"]) if match["y"] else None


def _iso(match: re.Match[str], hook: Anchor) -> Span:
    month = int(match["m"])
    return day_span(int(match["y"]), month, int(match["d"]), hook) if 1 <= month <= 12 else UNTOLD


def _slashed(match: re.Match[str], hook: Anchor) -> Span:
    """Day and month in figures: told only where one of them cannot be a month."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if first > 12 >= second >= 1:
        return day_span(year, second, first, hook)
    return day_span(year, first, second, hook) if second > 12 >= first >= 1 else year_span(year)


def _day(match: re.Match[str], hook: Anchor) -> Span:
    return day_span(_year(match), month_number(match["m"]) or 1, _number(match["d"]), hook)


def _named_day(match: re.Match[str], hook: Anchor) -> Span:
    return day_span(_year(match), *month_and_day(match["n"]), hook)


def _days(match: re.Match[str], hook: Anchor) -> Span:
    month = month_number(match["m"]) or 1
    first, last = (day_span(_year(match), month, _number(match[d]), hook) for d in ("d", "e"))
    return joined(first, last)


def _month(match: re.Match[str], hook: Anchor) -> Span:
    return month_span(_year(match), month_number(match["m"]) or 1, hook)


def _bare_month(match: re.Match[str], hook: Anchor) -> Span:
    which, month = (match["w"] or "").lower(), month_number(match["m"]) or 1
    if which == "last" and hook.year and hook.month:
        return month_span(hook.year - (1 if month >= hook.month else 0), month, hook)
    return UNTOLD if which == "next" else month_span(None, month, hook)


def _of_year(match: re.Match[str], hook: Anchor) -> Span:
    """A day or a month "of last year"."""
    month, day = month_number(match["m"]) or 1, match.groupdict().get("d")
    if hook.year is None:
        return UNTOLD
    year = hook.year + {"last": -1, "this": 0, "next": 1}[match["w"].lower()]
    told = day_span(year, month, _number(day), hook) if day else month_span(year, month, hook)
    return replace(told, basis="published")


def _years(match: re.Match[str], _: Anchor) -> Span:
    first = int(match["y"])
    last = int(match["z"]) if len(match["z"]) == 4 else first - first % 100 + int(match["z"])
    return joined(year_span(first), year_span(last)) if last > first else UNTOLD


def _today(match: re.Match[str], hook: Anchor) -> Span:
    steps = {"yesterday": -1, "tomorrow": 1, "last night": -1}.get(match["t"].lower(), 0)
    return shifted("day", steps, hook)


def _weekday(match: re.Match[str], hook: Anchor) -> Span:
    return weekday_span(match["d"].lower(), (match["w"] or "").lower(), hook)


def _which(match: re.Match[str], hook: Anchor) -> Span:
    steps = {"last": -1, "next": 1, "this": 0}[match["w"].lower()]
    return shifted(match["u"].lower(), steps, hook)


def _ago(match: re.Match[str], hook: Anchor) -> Span:
    """So many days ago is a day; weeks, months and years ago are told no closer than their own unit."""
    value = number(match["n"]) if match["n"].lower() not in {"a", "an"} else Fraction(1)
    whole = value is not None and value.denominator == 1 and value < 1000
    return shifted(match["u"].lower(), -int(value or 0), hook) if whole and match["u"].lower() != "week" else UNTOLD


def _past(match: re.Match[str], hook: Anchor) -> Span:
    value, unit = number(match["n"]), match["u"].lower()
    days = {"hour": Fraction(1, 24), "day": Fraction(1), "week": Fraction(7)}.get(unit)
    if value is None or days is None or value * days > 3650:
        return UNTOLD
    return past_days(-int(-value * days // 1), hook)


def _untold(_match: re.Match[str], _hook: Anchor) -> Span:
    return UNTOLD


def _rule(pattern: str, meaning: Callable[[re.Match[str], Anchor], Span]) -> Rule:
    return Rule(re.compile(pattern), meaning)


AFTER = r"(?<![\w$€£.,])"
NOT_COUNTED = rf"(?![\w-]|[.,]\d|\s+(?:{COUNTED}))"
BEFORE_YEAR = (
    r"(?:(?i:in|since|of|by|from|until|till|before|after|during|between|and|to|through|year|(?:since|until) at least"
    r"|as (?:recently|early|late|far back|long ago) as)|early|late|mid|\()"
)
RULES = (
    Rule(OPENING, begun),
    Rule(INSIDE, begun),
    Rule(BEHIND, begun),
    _rule(
        rf"\b(?:the|last|this|that|a)\s+(?P<when>(?P<w>)(?P<m>{_FULL}))(?P<y>)(?=\s+(?:\w+[- ])?(?:{EVENT})\b)",
        _bare_month,
    ),
    _rule(rf"{AFTER}(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)(?![\w-])", _iso),
    _rule(rf"{AFTER}(?P<a>\d\d?)(?P<sep>[/.])(?P<b>\d\d?)(?P=sep)(?P<y>{YEAR})(?!\w)", _slashed),
    _rule(rf"\b{ON_DAY}(?P<m>{MONTH})\s+(?P<d>{DAY})(?:,?\s+(?P<y>{YEAR}))?(?![\w]|[.,]\d){PART}", _day),
    _rule(rf"{AFTER}{ON_DAY}(?P<d>{DAY})\s+(?:of\s+)?(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?(?!\w){PART}", _day),
    _rule(
        rf"\b(?P<m>{MONTH})\s+(?P<d>{DAY})\s?(?:[-\u2013]|to|and)\s?(?P<e>{DAY})(?:,?\s+(?P<y>{YEAR}))?(?!\w)", _days
    ),
    _rule(
        rf"{AFTER}(?:between\s+)?(?P<d>{DAY})\s?(?:[-\u2013]|to|and)\s?(?P<e>{DAY})\s+(?P<m>{MONTH})(?:,?\s+(?P<y>{YEAR}))?(?!\w)",
        _days,
    ),
    _rule(rf"\b(?P<n>{FIXED})(?:,?\s+(?:of\s+)?(?P<y>{YEAR}))?(?!\w){PART}", _named_day),
    _rule(rf"\b(?:{MOVING})\b", _untold),
    _rule(rf"\b{EARLY}(?P<m>{MONTH}),?\s+(?:of\s+)?(?P<y>{YEAR})(?!\w)", _month),
    _rule(
        rf"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Dd]uring|[Bb]y|[Oo]f|[Ff]rom|[Bb]efore|[Aa]fter|[Bb]etween)\s+"
        rf"(?P<when>{EARLY}(?P<w>)(?P<m>{_FULL}))(?P<y>)\b(?!\s+(?:\d|[A-Z]))",
        _bare_month,
    ),
    _rule(
        rf"\b(?:{EARLY}(?P<w>[Ll]ast|[Nn]ext|[Tt]his)|early|late|mid)[- ](?P<m>{_FULL})\b(?!\s+\d)",
        _bare_month,
    ),
    _rule(rf"\b{EARLY}(?P<m>{_FULL}){OF_YEAR}", _of_year),
    _rule(rf"\b{ON_DAY}(?P<m>{MONTH})\s+(?P<d>{DAY}){OF_YEAR}", _of_year),
    _rule(rf"{AFTER}{ON_DAY}(?P<d>{DAY})\s+(?:of\s+)?(?P<m>{MONTH}){OF_YEAR}", _of_year),
    _rule(rf"{AFTER}(?P<y>{YEAR})[-\u2013/](?P<z>\d\d(?:\d\d)?)(?![\w-])", _years),
    _rule(rf"{BEFORE_YEAR}[\s-]?(?P<when>(?P<y>{YEAR})){NOT_COUNTED}", lambda m, _: year_span(int(m["y"]))),
    _rule(
        rf"\b(?:an?|the|his|her|their|its)\s+(?P<when>(?P<y>{YEAR}))(?=\s+(?!{COUNTED})[a-z])",
        lambda m, _: year_span(int(m["y"])),
    ),
    _rule(rf"\b(?P<when>(?:early|late|mid)[- ](?P<y>{YEAR})){NOT_COUNTED}", lambda m, _: year_span(int(m["y"]))),
    _rule(
        r"\b(?:the\s+)?(?:(?:early|late|mid)[- ])?(?P<y>(?:1[5-9]|20)\d0)['\u2019]?s\b",
        lambda m, _: decade_span(int(m["y"])),
    ),
    _rule(rf"\b(?:the\s+)?(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter)\s+(?:of\s+)?{YEAR}\b", _untold),
    _rule(
        r"\b(?P<t>today|(?<!\w )Today|[Tt]onight|[Yy]esterday|[Tt]omorrow|[Ll]ast night"
        r"|[Tt]his (?:morning|afternoon|evening))\b" + PART,
        _today,
    ),
    _rule(rf"\b(?:(?P<w>[Ll]ast|[Nn]ext|[Tt]his)\s+)?(?P<d>{WEEKDAY})\b(?!s\b){PART}", _weekday),
    _rule(
        r"\b(?:(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s+)?(?P<w>[Ll]ast|[Nn]ext|[Tt]his)\s+(?P<u>week|month|year)\b",
        _which,
    ),
    _rule(rf"\b(?P<n>[Aa]n?|(?i:{NUMBER}))\s+(?P<u>day|week|month|year)s?\s+ago\b", _ago),
    _rule(
        rf"\b(?:(?:[Dd]uring|[Ii]n|[Oo]ver)\s+)?the\s+(?:past|last)\s+(?P<n>(?i:{NUMBER}))\s+(?P<u>hour|day|week|month|year)s?\b",
        _past,
    ),
    _rule(
        rf"(?<!\bfor )\b(?i:an?|{NUMBER}|the)\s+(?:day|week|month|year)s?\s+(?:later|earlier|before|after)\b", _untold
    ),
    _rule(
        r"\b[Tt]he\s+(?:next|following|previous|same|past|last)\s+(?:day|week|weekend|month|year|morning|evening|night)s?\b"
        r"|\b[Tt]hat\s+(?:same\s+)?(?:day|morning|afternoon|evening|night)\b",
        _untold,
    ),
    _rule(
        r"\b(?:(?:last|next|this)\s+weekend|(?:[Ii]n\s+)?recent\s+(?:days|weeks|months|years)|the\s+weekend)\b", _untold
    ),
)
