"""A sentence in, its lengths of time out: verbatim, with their ISO 8601 form where they can be told.

Law of this file: what is a bound or an estimate has no ISO form; ages and "two days ago" are no lengths.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from kg.language import Sentence
from kg.language.beginnings import EVENT
from kg.language.memory import per_sentence
from kg.language.numbers import NUMBER, SMALL, number
from kg.model import Duration

LENGTHY = re.compile(r"year|month|week|day|hour|minute|decade|life")
UNIT = r"(?P<{0}>years?|months?|weeks?|days?|hours?|minutes?|decades?)"
HALF = r"(?P<half>[- ]and[- ]a[- ]half)?"
_ABOUT = (
    "more than|less than|fewer than|at least|up to|nearly|almost|about|around|over|under|some|several|a few|many|"
    "as much as|roughly|approximately"
)
ABOUT = rf"(?P<about>(?i:{_ABOUT})\s+)?"
LENGTH = re.compile(
    rf"{ABOUT}(?<![\w.,$€£])(?P<n>(?i:{NUMBER})|[Aa]n?|[Hh]alf an?){HALF}[- ]{UNIT.format('u')}(?P<late> and a half)?"
    rf"(?:(?:\s+and|,\s*and)\s+(?P<n2>(?i:{NUMBER})|an?)\s+{UNIT.format('u2')})?(?![\w])"
)
_ONE = rf"(?:\d{{1,2}}|\b(?:{'|'.join(sorted(SMALL, key=len, reverse=True))})\b)"
SHARED = re.compile(
    rf"\b(?:to|for|of) (?P<first>(?:{_ONE}, ){{0,3}}{_ONE}),? and (?P<last>{_ONE} {UNIT.format('u')})\b"
)
"""Lengths of several people that share one unit: "sentenced to six and eight years"."""
VAGUE = re.compile(
    r"\b(?i:several|a few|many|a number of)\s+(?:years|months|weeks|days|hours)\b|"
    r"\b(?:for\s+)?(?:[Dd]ecades|[Yy]ears|[Mm]onths|[Ww]eeks)[- ]long\b|"
    rf"\b(?:years|months|weeks|days)(?= of (?:[\w-]+ ){{0,3}}(?:{EVENT})\b)"
)
LIFE = re.compile(
    r"(?<=\bfor )life\b|\blife(?= (?:in prison|in jail|behind bars|imprisonment|sentence|term|without))|"
    r"(?<=\bto )life\b|(?<=\bterm of )life\b"
)
NO_LENGTH = re.compile(r"[- ]old\b|\s+(?:old|ago|later|earlier|before|after)\b|[- ]of[- ]age|\s+of age\b")
RESPECTIVE = re.compile(r",? respectively\b")
LETTERS = {"year": "Y", "month": "M", "week": "W", "day": "D", "hour": "H", "minute": "M"}


@per_sentence
def durations(sentence: Sentence) -> tuple[Duration, ...]:
    """Find lengths of time in a sentence, in order; "life" and "several years" have no ISO form."""
    text, select, offset = sentence.text, sentence.analysis.document.select, sentence.selector.start
    if not LENGTHY.search(text):
        return ()
    found = list(_shared(text))
    lengths = (length for match in LENGTH.finditer(text) for length in _lengths(match))
    others = ((m.start(), m.end(), None) for m in (*VAGUE.finditer(text), *LIFE.finditer(text)))
    for start, end, iso in (*lengths, *others):
        if (_during(text, start) or not NO_LENGTH.match(text, end)) and all(
            end <= begun or ended <= start for begun, ended, _ in found
        ):
            found.append((start, end, iso))
    return tuple(
        Duration(select(offset + start, offset + end), iso) for start, end, iso in sorted(found, key=lambda f: f[:2])
    )


def _during(text: str, start: int) -> bool:
    """Whether "for" stands before a place: "jailed for two years after a trial" tells how long, not when."""
    return text[max(start - 4, 0) : start].lower() == "for "


def _shared(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Where each of several lengths with one unit stands, with its ISO 8601 form."""
    for match in SHARED.finditer(text):
        if NO_LENGTH.match(text, match.end()):
            continue
        for each in re.finditer(_ONE, match["first"]):
            start = match.start("first") + each.start()
            yield start, start + len(each[0]), _as_iso(_measure(each[0], match["u"], half=False) or {})
        last = match["last"].split()[0]
        yield match.start("last"), match.end("last"), _as_iso(_measure(last, match["u"], half=False) or {})


def _lengths(match: re.Match[str]) -> Iterator[tuple[int, int, str | None]]:
    """The length of a match, or the two of which each is somebody's own: "three years and five years"."""
    same = match["n2"] and match["u"].rstrip("s") == match["u2"].rstrip("s")
    if not (same or (match["n2"] and RESPECTIVE.match(match.string, match.end()))):
        yield match.start(), match.end(), _length(match)
        return
    for count, unit in (("n", "u"), ("n2", "u2")):
        measure = _measure(match[count], match[unit], half=count == "n" and bool(match["half"] or match["late"]))
        yield match.start(count), match.end(unit), _as_iso(measure) if measure and not match["about"] else None


def _length(match: re.Match[str]) -> str | None:
    """ISO 8601 of a matched length; None where it is a bound or an estimate."""
    if match["about"]:
        return None
    first = _measure(match["n"], match["u"], half=bool(match["half"] or match["late"]))
    if first is None or not match["n2"]:
        return _as_iso(first) if first else None
    second = _measure(match["n2"], match["u2"], half=False)
    return _as_iso({**first, **second}) if second and not first.keys() & second.keys() else None


def _measure(words: str, unit: str, *, half: bool) -> dict[str, int] | None:
    """Count each unit: two and a half years are 2 years and 6 months."""
    low, unit = words.lower(), unit.lower().removesuffix("s")
    value = Fraction(1) if low in {"a", "an"} else Fraction(1, 2) if low.startswith("half") else number(words)
    if value is None:
        return None
    value += Fraction(1, 2) if half else 0
    if unit == "decade":
        value, unit = value * 10, "year"
    whole, rest = divmod(value, 1)
    parts = {unit: int(whole)} if whole else {}
    smaller = {"year": ("month", 12), "week": ("day", 7), "day": ("hour", 24), "hour": ("minute", 60)}.get(unit)
    if rest and smaller is None:
        return {"day": 15} | parts if rest == Fraction(1, 2) else None
    if rest and smaller:
        inner = rest * smaller[1]
        return {**parts, smaller[0]: int(inner)} if inner.denominator == 1 else None
    return parts


def _as_iso(parts: dict[str, int]) -> str | None:
    if "week" in parts and len(parts) > 1:
        parts = {**{k: v for k, v in parts.items() if k != "week"}, "day": parts["week"] * 7 + parts.get("day", 0)}
    days = "".join(f"{parts[u]}{LETTERS[u]}" for u in ("year", "month", "week", "day") if u in parts)
    clock = "".join(f"{parts[u]}{LETTERS[u]}" for u in ("hour", "minute") if u in parts)
    return f"P{days}" + (f"T{clock}" if clock else "") if parts else None
