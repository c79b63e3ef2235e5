"""A sentence's words in, the adverbials of time between a subject and its verb out: "Police on Friday arrested".

Law of this file: one pass over the words; only what a verb follows is an aside. What stands behind a participle or an
occasion ("those arrested on Friday", "the hearing on Friday") is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.calendar import MONTHS, WEEKDAYS
from kg.lexicon import words as listed


MONTH = "|".join([*map(str.capitalize, MONTHS), r"(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"])
WEEKDAY = "|".join([*map(str.capitalize, WEEKDAYS), r"(?:Mon|Tues?|Wed|Thu(?:rs)?|Fri|Sat|Sun)\b\.?"])
DATE = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? (?:{MONTH})|(?:{MONTH}) \d{{1,2}}(?:st|nd|rd|th)?\b)(?:,? \d{{4}}\b)?"
PART = "(?: (?:morning|afternoon|evening|night))?"
DAY = rf"(?:(?:{WEEKDAY}){PART}(?:,? {DATE}| \({DATE}\))?|{DATE}){PART}"
SHADE = "(?:(?:early|earlier|late|later) )?"
HOUR = r"(?:at (?:(?:around|about) )?(?:\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?|dawn|dusk|midnight|noon) )?"
TIME = re.compile(
    rf"(?P<comma>,)? (?P<when>{SHADE}{HOUR}(?:on (?:the (?:night|morning|evening|afternoon) of )?)?{SHADE}{DAY}"
    rf"(?:(?: and|,) {DAY})?"
    rf"|{SHADE}(?:last|this) (?:week|weekend|month|year|morning|afternoon|evening|night|{DAY})"
    rf"|(?:over|at|during) the weekend|yesterday{PART}|today|tonight|overnight"
    r"|(?:in|over) (?:the )?(?:recent|past|last) (?:\w+ )?(?:hours|days|weeks|months|years)"
    rf"|in (?:(?:early|late|mid)[ -])?(?:{MONTH})(?:,? \d{{4}})?|\w+ (?:days?|weeks?|months?|years?) ago)(?P<end>,)?(?= [a-z])"
)
AFTER = re.compile(rf" (?:(?:[a-z]+ly|{'|'.join(sorted(listed('asides', 'adverbs')))}) ){{0,2}}(?P<verb>[a-z]+)\b")
WORD = re.compile(r"[^\W_][\w'\u2019-]*")
REACH = 200
"""Characters in which a subject stands."""


def asides(text: str) -> Iterator[tuple[int, int]]:
    """Adverbials of time that a parser does better without, in order and disjoint."""
    for found in TIME.finditer(text):
        behind = AFTER.match(text, found.end())
        if behind is None or not _finite(behind["verb"]):
            continue
        before = text[max(0, found.start() - REACH) : found.start()]
        enclosed = found["comma"] and found["end"] and "," not in before
        first = found.start() if enclosed else found.start("when")
        if _is_subject(before, apposed=bool(found["comma"]) and not enclosed, closed=bool(found["end"])):
            yield first, found.end()


def _finite(word: str) -> bool:
    return word in listed("asides", "present") or _past(word)


def _past(word: str) -> bool:
    return word in listed("asides", "past") or (word.endswith("ed") and word not in listed("asides", "others"))


def _is_subject(before: str, *, apposed: bool, closed: bool) -> bool:
    """Whether what stands before an adverbial is a subject, with or without the auxiliary of the verb behind it."""
    words = WORD.findall(before if apposed else before.rpartition(",")[2])
    words = words[max((at + 1 for at, word in enumerate(words[:-1]) if word in listed("asides", "clauses")), default=0) :]
    if not words or (closed and words[0].lower() in listed("asides", "prepositions")):
        return False
    last = words[-1]
    if last in listed("asides", "auxiliaries"):
        return True
    ends = last.lower() in listed("asides", "openers") | listed("asides", "prepositions") | listed("asides", "occasions")
    return not (ends or _past(last) or any(map(_is_verb, words, words[1:])))


def _is_verb(before: str, word: str) -> bool:
    """Whether a past form is a verb or a participle, by the word before it: no attribute as in "the detained clerk"."""
    return _past(word) and before.lower() not in listed("asides", "attributive") and not before.endswith("ly")
