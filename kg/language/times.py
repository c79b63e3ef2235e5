"""A sentence in, its time expressions out: verbatim, with EDTF form and days where they can be told.

Law of this file: the words are kept as printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from kg.language import Sentence
from kg.language.beginnings import EVENT
from kg.language.calendar import UNTOLD, WEEKDAYS, Span, anchor, joined
from kg.language.datelines import opening, published
from kg.language.durations import durations
from kg.language.memory import per_sentence
from kg.language.sequences import sequenced
from kg.language.tense import ahead
from kg.language.time_rules import RULES, TOLD
from kg.model import Document, Moment

__all__ = ["TOLD", "durations", "moments", "spans"]


def moments(sentence: Sentence, document: Document) -> tuple[Moment, ...]:
    """Time expressions of a sentence, in order and disjoint; relative ones seen from the day of publication."""
    if not _timed(sentence):
        return ()
    offset = sentence.selector.start
    found = spans(sentence.text, published(document))
    return tuple(_moment(document, offset + start, offset + end, span) for start, end, span in found)


@per_sentence
def _timed(sentence: Sentence) -> bool:
    """Whether a word or figure that every time expression has one of stands in a sentence."""
    return TOLD.search(sentence.text) is not None


@lru_cache(maxsize=1024)
def spans(text: str, day: str | None) -> tuple[tuple[int, int, Span], ...]:
    """Offsets and meanings of a sentence's time expressions, the relative ones seen from an ISO ``day``; kept."""
    found = _disjoint(each for each in _matches(text, day) if each[0] >= opening(text))
    return tuple(sequenced(text, _joined(text, found)))


def _moment(document: Document, start: int, end: int, span: Span) -> Moment:
    first, last = (day.isoformat() if day else None for day in (span.earliest, span.latest))
    return Moment(document.select(start, end), span.edtf, first, last, span.basis)


def _matches(text: str, day: str | None) -> Iterator[tuple[int, int, Span]]:
    for rule in RULES:
        for match in rule.pattern.finditer(text):
            start, end = match.span("when") if "when" in rule.pattern.groupindex else match.span()
            yield start, end, rule.meaning(match, anchor(day, ahead=ahead(text, start)))


def _disjoint(found: Iterator[tuple[int, int, Span]]) -> list[tuple[int, int, Span]]:
    """Longest of those that overlap, the earlier rule's among equals."""
    kept: list[tuple[int, int, Span]] = []
    for start, end, span in sorted(found, key=lambda m: m[0] - m[1]):
        if all(end <= a or b <= start for a, b, _ in kept):
            kept.append((start, end, span))
    return sorted(kept, key=lambda m: m[0])


BETWEEN = re.compile(r"\s*(?:and|to|until|till|through|[-\u2013—])\s*$")
FROM = re.compile(r"\b(?:between|from)\s+(?:the\s+)?$", re.IGNORECASE)
NEAR = 40
"""Characters before a time in which the words that join or open it stand."""

OWNED = re.compile(rf"['\u2019]s\b|\s+(?:\w+[- ])?(?:{EVENT})\b")
OPEN = re.compile(r"\b(since|until|till|before|after)\s+(?:at least\s+|the\s+)?$", re.IGNORECASE)


def _joined(text: str, found: list[tuple[int, int, Span]]) -> Iterator[tuple[int, int, Span]]:
    """Pairs ("from 3 May to 5 June") as one stretch, and "since …" with its word."""
    index = 0
    while index < len(found):
        start, end, span = found[index]
        index += 1
        head = FROM.search(text, max(start - NEAR, 0), start)
        if (
            index < len(found)
            and BETWEEN.fullmatch(text[end : found[index][0]])
            and _weekdays(text, found[index - 1 : index + 1])
        ):
            yield start, found[index][1], joined(span, found[index][2])
            index += 1
        elif head and index < len(found) and BETWEEN.fullmatch(text[end : found[index][0]]):
            yield head.start(), found[index][1], joined(span, found[index][2])
            index += 1
        elif (limit := OPEN.search(text, max(start - NEAR, 0), start)) and not _owned(text, end, limit[1].lower()):
            yield limit.start(), end, _opened(limit[1].lower(), span)
        else:
            yield start, end, span


def _owned(text: str, end: int, word: str) -> bool:
    """Whether it is the day of what happens upon it, about when something else does: "before Friday's march"."""
    return word in {"after", "before"} and OWNED.match(text, end) is not None


def _weekdays(text: str, pair: list[tuple[int, int, Span]]) -> bool:
    """Whether two expressions are days of the week in turn: "Friday and Saturday"."""
    days = [text[start:end].lower() for start, end, _ in pair]
    turn = [WEEKDAYS.index(day) if day in WEEKDAYS else None for day in days]
    return None not in turn and (turn[1] or 0) == ((turn[0] or 0) + 1) % len(WEEKDAYS)


def _opened(word: str, span: Span) -> Span:
    if span.edtf is None or "/" in span.edtf:
        return UNTOLD
    if word == "since":
        return Span(f"{span.edtf}/..", span.earliest, None, span.basis)
    return Span(f"../{span.edtf}", None, span.latest, span.basis) if word in {"until", "till"} else UNTOLD
