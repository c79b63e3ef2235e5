"""A person's name as written in, the name without what stands around it out: titles, suffixes, further names.

Law of this file: a word is taken away only where a name is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.gazetteer import place, state_of_demonym
from kg.identity.spelling import is_name, romanised
from kg.lexicon import table
from kg.lexicon import words as listed

BRACKETS = re.compile(r"[(\[“„\"«»「（]([^()\[\]“”\"«»）」]{2,40})[)\]”\"»«」）]")
LEAST_MARKS = 2
"""Words that a Burmese name has besides its form of address."""

MARRIED = "n\u00e9"
"""Hungarian for the wife of the man whose name it ends."""
LEAST_HEAD = 4
"""Letters of a name before a form of address that is joined to it: "Tanabe-san", not "Il-san"."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A name without what stands around it: ``turned`` where the surname stood first, with a comma."""

    words: tuple[str, ...]
    titles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    suffix: str = ""
    turned: bool = False


def bare(text: str) -> Bare:
    """Take titles, forms of address, suffixes and further names away from a name."""
    text, *called = re.split(_alias(), text)
    inside = list(_inside(text))
    plain = " ".join(BRACKETS.sub(" ", text).split()) or text
    told, suffix = _unsuffixed(*_turned(plain))
    words, titles = _untitled([part for word in told.words for part in _glued(word)])
    words, behind = _unaddressed(words)
    others = [other for each in (*inside, *called) if (other := _other(each.strip(" ,)"), words))]
    return Bare(tuple(words), (*titles, *behind), tuple(others), suffix, told.turned)


def _inside(text: str) -> Iterator[str]:
    """What stands in brackets or quotation marks; a nickname there also with what follows it: '"Red" Bannerhill'."""
    for found in BRACKETS.finditer(text):
        said, behind = found[1].strip(), " ".join(BRACKETS.sub(" ", text[found.end() :]).split())
        yield said
        if behind and " " not in said:
            yield f"{said} {behind}"


@cache
def _alias() -> re.Pattern[str]:
    """What introduces another name: "alias", "a.k.a.", "dit", "المعروف ب"."""
    said = sorted(table("person_names")["aliases"], key=len, reverse=True)
    return re.compile(r",?\s(?:" + "|".join(map(re.escape, said)) + r")\s", re.IGNORECASE)


def _other(inside: str, words: list[str]) -> str:
    """The further name in brackets; with the given name where it is that of a woman before she married."""
    first, _, rest = inside.partition(" ")
    if romanised(first) in listed("person_names", "maiden") and rest:
        return f"{words[0]} {rest}" if words else rest
    return inside


def _turned(text: str) -> tuple[str, bool]:
    """The name in its usual order, and whether the surname stood first with a comma: "NAVALNY, Alexei"."""
    family, comma, given = text.partition(",")
    after = listed("person_names", "suffixes") | listed("person_names", "letters_after")
    if comma and given.strip() and romanised(given.strip().rstrip(".")) not in after:
        return f"{given} {family}", True
    return text.replace(",", " "), False


def _unsuffixed(text: str, turned: bool) -> tuple[Bare, str]:
    """Words without what tells father from son, before or after them."""
    tokens, suffix = text.split(), ""
    known = table("person_names")["generations"]
    while len(tokens) > 1:
        first, last = tokens[0].lower(), romanised(tokens[-1])
        if last in listed("person_names", "letters_after"):
            tokens.pop()
        elif last in listed("person_names", "suffixes") and not suffix:
            suffix = known.get(last, last)
            tokens.pop()
            if len(tokens) > 1 and tokens[-1].lower() == "the":
                tokens.pop()
        elif first in known and first.endswith(".") and not suffix:
            suffix = known[tokens.pop(0).lower()]
        else:
            break
    return Bare(tuple(tokens), turned=turned), suffix


def _glued(word: str) -> tuple[str, ...]:
    """A form of address and a name that a script writes as one word."""
    for title in sorted(listed("person_names", "address_glued"), key=len, reverse=True):
        if word.startswith(title) and len(word) >= len(title) + LEAST_HEAD:
            return title, word[len(title) :]
        if word.endswith(title) and len(word) > len(title) + 1 and title in listed("person_names", "address_after"):
            return (word[: -len(title)],)
    return (word,)


def _untitled(words: list[str]) -> tuple[list[str], list[str]]:
    houses = tuple(listed("person_names", "houses"))
    at = max((place for place, word in enumerate(words[:-1], 1) if word.endswith(houses)), default=0)
    while at < len(words) - 1 and _is_title(words[at], words[at + 1 :]):
        at += 1
    return words[at:], words[:at]


def _is_title(word: str, rest: list[str]) -> bool:
    low = word.lower().rstrip(".")
    if low in listed("titles", "honorifics") and word[:1].isupper():
        return True
    if low in listed("person_names", "burmese_address") and is_burmese([romanised(each) for each in rest]):
        return True
    if len(rest) > 1 and low.endswith(MARRIED):
        return True
    if rest and f"{low} {romanised(rest[0])}" in table("person_names")["address_pairs"]:
        return True
    if word.endswith(".") and len(low) > LEAST_MARKS and rest and not is_name(low) and "." not in low:
        return True
    dotted = listed("person_names", "dotted_address") if word.endswith(".") else frozenset()
    known = listed("titles", "titles") | listed("titles", "unstopped") | listed("titles", "modifiers")
    told = state_of_demonym(word) or (place(word) if "." in word else None)
    spelt = {low, romanised(word)}
    return bool(told) or not spelt.isdisjoint(known | dotted | listed("person_names", "address"))


def is_burmese(words: list[str], least: int = 1) -> bool:
    """Whether romanised words are a Burmese or Karen name: two at least, ``least`` of them usual syllables of such."""
    usual = listed("person_names", "burmese")
    return len(words) >= LEAST_MARKS and sum(word in usual for word in words) >= least


def _unaddressed(words: list[str]) -> tuple[list[str], list[str]]:
    """Words without a form of address after them ("-san", "ji", "Bey"), and that."""
    last = listed("person_names", "address_after")
    kept: list[str] = []
    found: list[str] = []
    for at, word in enumerate(words):
        head, hyphen, tail = word.rpartition("-")
        if hyphen and len(head) >= LEAST_HEAD and romanised(tail) in listed("person_names", "address_joined"):
            kept, found = [*kept, head], [*found, tail]
        elif at and at == len(words) - 1 and word.lower().rstrip(".") in last:
            found = [*found, word]
        else:
            kept = [*kept, word]
    return kept, found
