"""A sentence's words in, runs of capitalised words out: what may be a name, before anyone says of what.

Law of this file: shapes and word lists only; no model is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple

from kg.gazetteer import is_demonym, place
from kg.language.loading import is_ordinary
from kg.lexicon import table
from kg.lexicon import words as listed

ENDINGS = (
    "led|based|born|style|wide|like|era|made|run|owned|held|old|loyal|friendly|speaking|aligned|occupied|linked|wing"
)
_HONORIFICS = "|".join(sorted(table("titles")["honorifics"].split(), key=len, reverse=True))
_ABBREVIATIONS = "st|mt|ft|jr|sr"
_LETTER = r"[^\W\d_]"
WORD = re.compile(
    rf"\b(?={_LETTER}{{1,6}}\.)(?i:{_HONORIFICS}|{_ABBREVIATIONS})\.|(?:{_LETTER}\.){{2,}}|\b[A-Z]\.(?=\s?[A-Z])|"
    rf"\b[A-Z][a-z]{{0,3}}['\u2019](?!(?:d|em|ll|m|re|s|t|ve)\b)[a-z]{{2,}}|"
    rf"[^\W_]+(?:-(?!(?:{ENDINGS}|[a-z]\w*ed|[a-z]\w{{2,}}ing)\b)(?=[^\W_])[^\W_]+|&[^\W_]+|['\u2019](?=[A-Z]|[a-rt-z]\b){_LETTER}+|\.(?=[a-z]{{2,4}}\b)[a-z]+)*|"
    rf"['\u2019][sS]\b|[^\w\s]"
)
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


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together and may be a name: ``words[first:last]`` of a sentence."""

    first: int
    last: int


def words(text: str) -> list[Word]:
    """Words and marks of a text; hyphenated names, initials and abbreviations are one word each."""
    found = []
    for match in WORD.finditer(text):
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


SMALL_NAME = re.compile(r"[a-z]{1,2}['\u2019][A-Z]|[a-z]+\.(?:com|org|net|biz|info|tv)$")


def runs(text: str, found: list[Word]) -> Iterator[Run]:
    """Maximal runs of capitalised words, joined by the small words that names hold inside."""
    index = 0
    while index < len(found):
        if not _begins(found, index):
            index += 1
            continue
        last = index + 1
        while (more := _continues(text, found, index, last)) > last:
            last = more
        yield Run(index, last)
        index = last


def _begins(found: list[Word], at: int) -> bool:
    if is_capital(found[at]):
        return not _breaks(found[at])
    return found[at].text[0].isdigit() and _numbered(found, at)


def _numbered(found: list[Word], at: int) -> bool:
    """Whether the number of a unit stands at ``at``: "7th Desert Brigade"."""
    if ORDINAL.fullmatch(found[at].text) is None:
        return False
    units = (word.lower for word in takewhile(is_capital, found[at + 1 : at + 6]))
    return any(unit in listed("names", "units") for unit in units)


ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")


def is_name_word(word: Word) -> bool:
    """Whether a word may open a name: a capitalised one, or the number of a unit."""
    return is_capital(word) or ORDINAL.fullmatch(word.text) is not None


def _breaks(word: Word) -> bool:
    return word.lower in listed("names", "breaks")


def _continues(text: str, found: list[Word], first: int, last: int) -> int:
    """End of the run if the next words belong to it, else ``last``."""
    at = last
    while at < len(found) and at - last < 3:
        word = found[at]
        if at == last and _of_members(found, at):
            return at + 2
        if at == last and (behind := _behind_nickname(found, at)) is not None:
            return behind
        if not text[found[at - 1].end : word.start].isspace() and not _serial(found, first, at):
            return last
        if is_capital(word):
            return last if _breaks(word) else at + 1
        if not _joins(found, first, last, at):
            return last
        at += 1
    return last


def _joins(found: list[Word], first: int, last: int, at: int) -> bool:
    """Whether the small word at ``at`` may stand inside a name that runs from ``first``."""
    small = found[at].text
    if small in listed("names", "joiners") or small == "&":
        return True
    if small == "and" and at + 1 < len(found) and place(f"{found[at - 1].text} and {found[at + 1].text}"):
        return True
    if small in {"and", ","}:
        return (
            (_after_one(found, first, at) and _and_body(found, at))
            or _serial(found, first, at)
            or _paired(found, first, at)
        )
    if title_tail(found, last):
        return True
    if small == "the":
        return at > last
    opposing = small == "against" and found[last - 1].lower in listed("names", "opposing")
    at_work = small == "in" and last - first > 1 and found[last - 1].lower in listed("names", "at_work")
    return opposing or at_work or (small in listed("names", "body_joiners") and _is_body(found[last - 1 : last]))


def _of_members(found: list[Word], at: int) -> bool:
    """Whether the apostrophe at ``at`` stands inside a body's name: "Dock Workers' Union", "Women's League"."""
    mark, owner = found[at].text.lower(), found[at - 1]
    if mark[0] not in "'\u2019" or found[at].start != owner.end or place(owner.text):
        return False
    many = owner.lower.endswith("s") if len(mark) == 1 else owner.lower in listed("names", "members")
    heads = frozenset().union(*(listed("names", key) for key in ("organisation", "public_body", "offices_of")))
    return many and any(word.lower in heads for word in takewhile(is_capital, found[at + 1 : at + 4]))


def _behind_nickname(found: list[Word], at: int) -> int | None:
    """End of a name with a nickname in quotation marks at ``at`` between two of its parts: Ana "the Tiger" Orlova."""
    if found[at].text not in NICKNAME_OPENS:
        return None
    most = 1 if found[at].text == "(" else NICKNAME_WORDS
    for close in range(at + 2, min(at + 2 + most, len(found) - 1)):
        if (found[at].text, found[close].text) in NICKNAME:
            last = found[close + 1]
            whole = is_capital(found[close - 1]) and is_capital(last) and not _breaks(last)
            return close + 2 if whole else None
    return None


NICKNAME = {('"', '"'), ("\u201c", "\u201d"), ("\u2018", "\u2019"), ("'", "'"), ("(", ")")}
NICKNAME_OPENS = {opening for opening, _ in NICKNAME}
NICKNAME_WORDS = 3


def _is_body(part: list[Word]) -> bool:
    """Whether a word is the head of a body's name."""
    return any(is_head(word.lower) for word in part)


def is_head(word: str) -> bool:
    """Whether a word, in lower case, says what kind of body a name is of: "ministry", "union"."""
    return any(word in listed("names", key) for key in ("organisation", "public_body", "state_body"))


def _after_one(found: list[Word], first: int, at: int) -> bool:
    """Whether one word, a people's adjective aside, stands from ``first`` to ``at``: "Velmish Civil and"."""
    first += int(found[first].text == "The")
    return at - first == 1 or (at - first == 2 and is_demonym(found[first].text))


def _and_body(found: list[Word], at: int) -> bool:
    """Whether "and" at ``at`` joins two words before one head: "Truth and Reconciliation Commission"."""
    if found[at].text != "and" or _is_body(found[at - 1 : at]) or place(found[at - 1].text):
        return False
    tail = list(takewhile(is_capital, found[at + 1 : at + 5]))
    return len(tail) >= 2 and _is_body(tail[1:])


def title_tail(found: list[Word], at: int) -> int:
    """How many words from ``at`` on go on with the title just before: "of State" after "Secretary"."""
    if at == 0 or found[at - 1].lower not in listed("titles", "titles"):
        return 0
    for tail in table("titles")["title_tails"]:
        parts = tail.split()
        if [word.text for word in found[at : at + len(parts)]] == parts:
            return len(parts)
    return 0


def _paired(found: list[Word], first: int, at: int) -> bool:
    """Whether "and" at ``at`` joins two common nouns that a body is for: "Institute for Peace and Justice"."""
    opened = at - 3 >= first and _is_body(found[at - 3 : at - 2]) and found[at - 2].text in {"for", "of"}
    if found[at].text != "and" or not opened or at + 1 >= len(found) or not is_capital(found[at + 1]):
        return False
    other = found[at + 1]
    alone = at + 2 >= len(found) or not is_capital(found[at + 2])
    return alone and is_ordinary(found[at - 1].text) and is_ordinary(other.text) and not _is_body([other])


def _serial(found: list[Word], first: int, at: int) -> bool:
    """Whether the comma or "and" at ``at`` belongs to a name: "Institute for Peace, Law and Development Studies"."""
    opened = _is_body(found[first : first + 1]) and any(word.text in {"for", "of"} for word in found[first:at])
    comma = at if found[at].text == "," else at - 2 if found[at].text == "and" else at - 1
    shape = [word.text for word in found[comma : comma + 4]]
    return (
        opened
        and len(shape) == 4
        and shape[0] == ","
        and shape[2] == "and"
        and shape[1][0].isupper()
        and shape[3][0].isupper()
    )
