"""A text in, its words out, with what their letters tell: a name's word, a number of a unit, an address.

Law of this file: shapes and word lists only; no model is asked.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from kg.lexicon import table
from kg.lexicon import words as listed

ENDINGS = (
    "led|based|born|style|wide|like|era|made|run|owned|held|old|loyal|friendly|speaking|aligned|occupied|linked"
    "|(?<=t-)wing"
)
_HONORIFICS = "|".join(sorted(table("titles")["honorifics"].split(), key=len, reverse=True))
_ABBREVIATIONS = "st|mt|ft|jr|sr"
_LETTER = r"[^\W\d_]"
WORD = re.compile(
    r"[A-Z]?[a-z]++(?=[\s,])|"  # most words; what follows is for all others
    rf"\b(?={_LETTER}{{1,6}}\.)(?i:{_HONORIFICS}|{_ABBREVIATIONS}|no(?=\.\s\d)|(?:bros|co|corp|inc|ltd)(?=\.(?:,|\s[a-z])))\.|[A-Z]{{2,6}}\([A-Z]{{1,6}}\)|(?:{_LETTER}\.){{2,}}|\b[A-Z]\.(?=\s?[A-Z])|"
    rf"\d+\.\d+|\b[A-Z][a-z]{{0,3}}['\u2019](?!(?:d|em|ll|m|re|s|t|ve)\b)[a-z]{{2,}}|"
    rf"[^\W_]+(?:-(?!(?:{ENDINGS}|[a-z]\w*ed|[a-z]\w{{2,}}ing)\b)(?=[^\W_])[^\W_]+|&[^\W_]+|['\u2019](?=[A-Z\u00c0-\u00de]|[a-rt-z]\b){_LETTER}+|\.(?=[a-z]{{2,4}}\b)[a-z]+)*|"
    rf"['\u2019][sS]\b|[^\w\s]"
)
WEB = re.compile(rf"(?:[@#]|https?://|www\.)\S+|[a-z\d-]{{1,40}}(?:\.[a-z\d-]{{1,40}}){{1,4}}/\S*|{WORD.pattern}")
"""The same, with addresses and what people are called on platforms as one word each, which is no name."""
WEBLESS = frozenset("@#/")
PREFIXES = re.compile(r"(?:pro|anti|ex|non|mid|post|pre|co|self|so|well|multi|semi|inter)-", re.IGNORECASE)


class Word(NamedTuple):
    """A word of a sentence by its offsets there."""

    text: str
    start: int
    end: int

    @property
    def lower(self) -> str:
        """The word for comparison, without the stop of an abbreviation."""
        return self.text.lower().rstrip(".") if self.text[0].isalpha() else self.text


def words(text: str) -> list[Word]:
    """Words and marks of a text; hyphenated names, initials and abbreviations are one word each."""
    found = []
    shape = WORD if WEBLESS.isdisjoint(text) else WEB
    for match in shape.finditer(text):
        start, end = match.span()
        prefix = PREFIXES.match(match[0]) if "-" in match[0] else None
        if prefix and not _belongs(text, match, prefix):
            start += prefix.end()
        found.append(Word(text[start:end], start, end))
    return found


def _belongs(text: str, match: re.Match[str], prefix: re.Match[str]) -> bool:
    """Whether a prefix is part of a name: "Anti-Graft Bureau", not "anti-Graft" or "Pro-Kremlin voters" up front."""
    named = match[0][prefix.end() : prefix.end() + 1].isupper()
    goes_on = text[match.end() : match.end() + 2].strip()[:1].isupper()
    return not named or (match[0][0].isupper() and (goes_on or match.start() > 0))


def is_capital(word: Word) -> bool:
    """Whether a word is written as (part of) a name: "Omar", "al-Rashid", "d'Azur", "example.org"."""
    if word.text[0].isupper() or word.text.isalpha():
        return word.text[0].isupper()
    head, mark, tail = word.text.partition("-")
    if mark and tail[:1].isupper():
        return head in listed("names", "joiners")
    return SMALL_NAME.match(word.text) is not None


SMALL_NAME = re.compile(r"[a-z]{1,2}['\u2019][A-Z\u00c0-\u00de]|[a-z]+\.(?:com|org|net|biz|info|tv)$")


ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")


def counts(found: list[Word], at: int) -> bool:
    """Whether a number belongs to the name before: "Branch 4", "Court No 3", "Radio Velm 98.7"."""
    if at < 1 or not found[at].text[0].isdigit():
        return False
    waves = "." in found[at].text and any(word.lower in {"fm", "radio"} for word in found[max(0, at - 3) : at])
    return waves or (found[at].text.isdigit() and found[at - 1].lower in listed("names", "counted"))


def is_name_word(word: Word) -> bool:
    """Whether a word may open a name: a capitalised one, or the number of a unit."""
    return is_capital(word) or ORDINAL.fullmatch(word.text) is not None


def breaks(word: Word) -> bool:
    """Whether no name runs over a word: a day, a month, "I"."""
    return word.lower in listed("names", "breaks")
