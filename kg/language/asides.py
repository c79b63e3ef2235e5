"""A sentence's words in, the adverbials of time between a subject and its verb out: "Police on Friday arrested".

Law of this file: one pass over the words; only what a verb follows is an aside. What stands behind a participle or an
occasion ("those arrested on Friday", "the hearing on Friday") is theirs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.calendar import MONTH, MONTHS, NAMED_DAY, WEEKDAYS
from kg.lexicon import words as listed

DATE = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {MONTH}(?:,? \d{{4}}\b)?|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}"
    rf"|{MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?)"
)
TIME_OF_DAY = "(?:morning|afternoon|evening|night)"
PART = f"(?: {TIME_OF_DAY})?"
HOUR = r"at (?:(?:around|about) )?(?:\d{1,2}(?:[:.]\d\d)? ?[ap]\.?m\.?|dawn|dusk|midnight|noon)"
DAY = rf"(?:{NAMED_DAY}{PART}(?:,? {DATE}| \({DATE}\)| last week)?|{DATE}){PART}(?: {HOUR})?"
SHADE = "(?:(?:early|earlier|late|later) )?"
OF_DAY = rf"(?:on (?:the {TIME_OF_DAY} of )?|in the (?:early|late|small) hours of )?"
TIME = re.compile(
    rf"(?P<comma>,)? (?P<when>{SHADE}(?:{HOUR} )?{OF_DAY}{SHADE}{DAY}(?:,?(?: and)?,? {DAY})?"
    rf"|{SHADE}(?:last|this) (?:week|weekend|month|year|{TIME_OF_DAY}|{DAY})"
    rf"|(?:on )?(?:the (?:same|next|following|previous)|that(?: same)?) (?:day|{TIME_OF_DAY})"
    rf"|(?:over|at|during) the weekend|yesterday{PART}|today|tonight|overnight"
    r"|(?:in|over) (?:the )?(?:recent|past|last) (?:\w+ )?(?:hours|days|weeks|months|years)"
    rf"|in (?:(?:early|late|mid)[ -])?{MONTH}(?:,? \d{{4}})?|\w+ (?:days?|weeks?|months?|years?) ago)"
    r"(?P<end>,)?(?= [a-z])"
)
TIMES = frozenset(
    "hours day days ago week weeks weekend month months year years morning afternoon evening night yesterday today "
    "tonight overnight mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec".split()
).union(MONTHS, WEEKDAYS, (f"{month:02}" for month in range(1, 13)), map(str, range(1, 13)))
"""A text without any of these words, in small letters, tells no time; the figures are months of dates in figures."""

OPENING = re.compile(
    rf"[\"\u201c\u2018']?(?P<when>(?:Early |Late )?[Oo]n (?:the {TIME_OF_DAY} of )?{SHADE}{DAY}"
    rf"|Last (?:week|month|year|{NAMED_DAY})|Yesterday{PART})(?= [^\W_])(?! (?:and|at|before|but|in|of|or|to|when)\b)"
)

ADVERBS = "|".join(sorted(listed("asides", "adverbs")))
BEHIND = re.compile(rf" (?:(?:[a-z]+ly|{ADVERBS}) ){{0,2}}(?P<verb>[a-z]+)\b")
WORD = re.compile(r"[^\W_][\w'\u2019-]*")
REACH = 200
"""Characters in which a subject stands."""

PAST, PRESENT, OTHERS = (listed("asides", key) for key in ("past", "present", "others"))
CLAUSES, AUXILIARIES, ATTRIBUTIVE = (listed("asides", key) for key in ("clauses", "auxiliaries", "attributive"))
MODALS, JOINING = listed("asides", "modals"), listed("asides", "joining")
PREPOSITIONS = listed("asides", "prepositions")
OWNERS = PREPOSITIONS | listed("asides", "openers") | listed("asides", "occasions")
"""Behind these an adverbial of time is no aside, but theirs."""


def asides(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each adverbial of time that a parser does better without, in order and disjoint."""
    for found in TIME.finditer(text):
        before = text[max(0, found.start() - REACH) : found.start()]
        behind = BEHIND.match(text, found.end())
        if behind is None or not _is_verb_behind(behind["verb"], before):
            continue
        enclosed = found["comma"] and found["end"] and "," not in before
        apposed = found["comma"] and not enclosed
        if _is_subject(_clause(before if apposed else before.rpartition(",")[2]), closed=bool(found["end"])):
            yield found.start() if enclosed else found.start("when"), found.end()


def opening(text: str) -> tuple[int, int] | None:
    """Start and end of the day that opens a sentence without a comma: "On Friday dozens of dockers were arrested"."""
    found = OPENING.match(text)
    return found.span("when") if found else None


def _is_verb_behind(word: str, before: str) -> bool:
    """Whether a word is a finite verb or the participle of an auxiliary, or any form behind "will"."""
    modal = before.rpartition(" ")[2] in MODALS
    return word not in OWNERS if modal else word in PRESENT or is_past(word)


def _clause(before: str) -> list[str]:
    """The words of a clause up to an adverbial."""
    words = WORD.findall(before)
    return words[max((at + 1 for at, word in enumerate(words[:-1]) if word in CLAUSES), default=0) :]


def _is_subject(words: list[str], *, closed: bool) -> bool:
    """Whether words are a subject, with or without the auxiliary of the verb behind it; ``closed`` by a comma."""
    if not words or (closed and words[0].lower() in PREPOSITIONS):
        return False
    if words[-1] in AUXILIARIES | MODALS | JOINING:
        return True
    return not (words[-1].lower() in OWNERS or is_past(words[-1]) or any(map(_is_verb, words, words[1:])))


def _is_verb(before: str, word: str) -> bool:
    """Whether a past form is a verb or a participle, by the word before it: no attribute as in "the detained clerk"."""
    return is_past(word) and before.lower() not in ATTRIBUTIVE and not before.endswith("ly")


def is_past(word: str) -> bool:
    """Whether a word is a past form of a verb, finite or participle, as far as its letters tell."""
    return word in PAST or (word.endswith("ed") and word.islower() and word not in OTHERS)
