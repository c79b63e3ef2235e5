"""A Korean name in hangul or Latin letters in, the ways to read it out: syllables as the hangul they may stand for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import product

from kg.identity.syllables import Options, Reading, index, parted, spelt
from kg.lexicon import table

FIRST = 0xAC00
"""The first syllable of hangul in Unicode; they follow by initial (19), vowel (21) and final (28)."""
VOWELS, FINALS = 21, 28
MOST = 3


def readings(orders: Sequence[tuple[Sequence[str], Sequence[str]]]) -> Iterator[Reading]:
    """Readings of a name: ``orders`` are its written pieces as surname and given name, in each order they may have."""
    for family, given in orders:
        known = _surnames().get("".join(family))
        if known is not None and given:
            yield from (Reading(known, rest) for rest in parted(given, _syllables(), MOST))


def hangul(text: str) -> Iterator[Reading]:
    """Readings of a name in hangul."""
    for length in (2, 1):
        family = _surname_in_hangul().get(text[:length])
        if family and len(text) > length:
            yield Reading({family: 0.0}, tuple({letter: 0.0} for letter in text[length:]))
            return


@cache
def _surnames() -> dict[str, Options]:
    rows = table("syllables")["korean"]["surnames"].items()
    return {**index((name, spelling, 0.0) for name, told in rows for spelling in told.split())}


@cache
def _surname_in_hangul() -> dict[str, str]:
    """Hangul of a surname → the row it stands in: of North and South one surname has two spellings."""
    found: dict[str, str] = {}
    for row in table("syllables")["korean"]["surnames"]:
        spoken = (row,) if row in TWO or len(row) == 1 else tuple(row)
        found |= dict.fromkeys(spoken, row)
    return found


TWO = frozenset({"사공", "남궁", "황보", "제갈", "선우", "독고", "동방"})
"""Surnames of two syllables; other rows of two letters are two spellings of one."""


@cache
def _syllables() -> dict[str, dict[str, float]]:
    korean = table("syllables")["korean"]
    parts = [list(enumerate(korean[key])) for key in ("initials", "vowels", "finals")]
    return index(
        (chr(FIRST + (i * VOWELS + v) * FINALS + f), a + b + c, x + y + z)
        for (i, first), (v, vowel), (f, last) in product(*parts)
        for (a, x), (b, y), (c, z) in product(spelt(first), spelt(vowel), spelt(last))
    )
