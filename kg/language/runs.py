"""A sentence's words in, runs of capitalised words out: what may be a name, before anyone says of what.

Law of this file: shapes and word lists only; no model is asked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from kg.gazetteer import place
from kg.language.joints import joins, serial
from kg.language.shapes import ORDINAL, Word, breaks, counts, is_capital
from kg.lexicon import words as listed


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand together and may be a name: ``words[first:last]`` of a sentence."""

    first: int
    last: int


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
    word = found[at]
    if is_capital(word):
        return (not breaks(word) and word.text != "No.") or _of_sunday(found, at) or _is_given(found, at)
    return word.text[0].isdigit() and _numbered(found, at)


def _of_sunday(found: list[Word], at: int) -> bool:
    """Whether a paper is named after its day: "the Sunday Ledger"."""
    behind = [word.lower for word in found[at + 1 : at + 2] if is_capital(word)]
    return found[at].text in {"Saturday", "Sunday"} and not listed("names", "papers").isdisjoint(behind)


def _is_given(found: list[Word], at: int) -> bool:
    """Whether a month is somebody's given name: "Jan Orlova", but no "in Jan" and no "4 Jan"."""
    before, behind = found[max(0, at - 1) : at], found[at + 1 : at + 2]
    dated = any(word.text[0].isdigit() or word.lower in MONTHLY for word in before)
    return found[at].text == "Jan" and not dated and any(is_capital(word) and not breaks(word) for word in behind)


def _numbered(found: list[Word], at: int) -> bool:
    """Whether the number of a unit stands at ``at``: "7th Desert Brigade"."""
    if ORDINAL.fullmatch(found[at].text) is None:
        return False
    units = (word.lower for word in takewhile(is_capital, found[at + 1 : at + 6]))
    return any(unit in listed("names", "units") for unit in units)


def _continues(text: str, found: list[Word], first: int, last: int) -> int:
    """End of the run if the next words belong to it, else ``last``."""
    at = last
    while at < len(found) and at - last < 3:
        word = found[at]
        if at == last and not word.text[0].isalpha() and (whole := _beyond(text, found, at)) is not None:
            return whole
        apart = text[found[at - 1].end : word.start].isspace() or found[at - 1].text in INITIALS
        if not apart and not serial(found, first, at):
            return last
        if is_capital(word):
            return last if breaks(word) else at + 1
        if not joins(found, first, last, at):
            return last
        at += 1
    return last


def _beyond(text: str, found: list[Word], at: int) -> int | None:
    """End of what goes on with a name though it is no capitalised word: an owner's mark, a number, a nickname."""
    if _of_members(found, at):
        return at + 2
    if found[at].text == "(" and [word.text for word in found[at + 2 : at + 3]] == [")"] and _is_wing(found[at + 1]):
        return at + 3
    if text[found[at - 1].end : found[at].start] == " " and (counts(found, at) or _numbered(found, at)):
        return at + 1
    return _behind_nickname(found, at)


def _is_wing(word: Word) -> bool:
    """Whether a word in brackets tells which of two parties of one name is meant: "(Marxist)"."""
    return word.text in listed("names", "wings")


def _of_members(found: list[Word], at: int) -> bool:
    """Whether the apostrophe at ``at`` stands inside a body's name: "Dock Workers' Union", "Women's League"."""
    mark, owner = found[at].text.lower(), found[at - 1]
    if mark[0] not in "'\u2019" or found[at].start != owner.end or place(owner.text):
        return False
    many = owner.lower.endswith("s") if len(mark) == 1 else owner.lower in listed("names", "members")
    heads = listed("names", "organisation", "public_body", "state_body", "offices_of", "media", "not_actors")
    return many and any(word.lower in heads for word in takewhile(is_capital, found[at + 1 : at + 4]))


def _behind_nickname(found: list[Word], at: int) -> int | None:
    """End of a name with a nickname in quotation marks at ``at`` between two of its parts: Ana "the Tiger" Orlova."""
    if found[at].text not in NICKNAME_OPENS:
        return None
    if found[at].text == "(" and found[at + 1 : at + 2] and found[at + 1].text.isupper():
        return None  # letters that a body goes by
    most = 1 if found[at].text == "(" else NICKNAME_WORDS
    for close in range(at + 2, min(at + 2 + most, len(found) - 1)):
        if (found[at].text, found[close].text) in NICKNAME:
            last = found[close + 1]
            whole = is_capital(found[close - 1]) and is_capital(last) and not breaks(last)
            return close + 2 if whole else None
    return None


MONTHLY = frozenset({"by", "from", "in", "last", "next", "of", "on", "since", "this", "to", "until"})
"""Behind these a month is one."""

INITIALS = frozenset(f"{letter}." for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
"""What a name may stand right behind: "Folha de S.Paulo"."""
NICKNAME = {('"', '"'), ("\u201c", "\u201d"), ("\u2018", "\u2019"), ("'", "'"), ("(", ")")}
NICKNAME_OPENS = {opening for opening, _ in NICKNAME}
NICKNAME_WORDS = 3
