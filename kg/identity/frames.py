"""A word of a name in, the few consonants out that all its spellings have, in whatever script and romanisation.

Law of this file: a frame finds candidates and proves nothing. What spellings disagree on is in ``name_frames.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein

from kg.identity.abjads import legible
from kg.identity.japanese import romaji
from kg.identity.names import Word, name
from kg.identity.spelling import LONGEST, script, sound, sounded
from kg.lexicon import table

WORDS = 5
"""Words of a name that are looked at."""
MOST = 16
"""Frames of one word."""
APART = 0.34
"""Share of letters that differ beyond which two names in one script are no spellings of each other."""
Rules = Sequence[tuple[re.Pattern[str], str]]


def frames(word: Word) -> frozenset[str]:
    """The frames of a word of a name, one for each way to read it."""
    plain = legible(word.bare, word.abjad)
    found = _frames(plain) | _frames(sounded(word.text) or plain)
    return found | _frames(plain.replace("b", "")) if word.abjad else found  # Hebrew writes one letter for b and v


def whole_frames(text: str) -> frozenset[str]:
    """The frames of a name's words written as one, each in no order; with and without particles."""
    words = name(text).words[:WORDS]
    joined = {
        "".join(legible(part, word.abjad) for word, part in zip(words, some, strict=True)) for some in _parts(words)
    }
    return frozenset("".join(sorted(frame)) for spelt in joined for frame in _frames(spelt))


def _parts(words: Sequence[Word]) -> Iterator[list[str]]:
    yield [word.bare for word in words]
    yield [word.whole for word in words]


@lru_cache(maxsize=1 << 16)
def _frames(word: str) -> frozenset[str]:
    for written, letters in _rules("levelled"):
        word = written.sub(letters, word)
    spelt = {word[:LONGEST]}
    for written, where, read in _eithers():
        if where is None or where.fullmatch(word):
            spelt = {written.sub(letters, each) for each in spelt for letters in read}
    return frozenset(sorted(set(map(_classed, spelt)))[:MOST])


def _classed(word: str) -> str:
    for written, letters in _rules("classes"):
        word = written.sub(letters, word)
    return word


@cache
def _rules(key: str) -> Rules:
    return tuple((re.compile(written), letters) for written, letters in table("name_frames")[key])


@cache
def _eithers() -> tuple[tuple[re.Pattern[str], re.Pattern[str] | None, tuple[str, ...]], ...]:
    rows = table("name_frames")["either"]
    return tuple(
        (re.compile(row["written"]), re.compile(row["where"]) if "where" in row else None, tuple(row["read"]))
        for row in rows
    )


def spoken(text: str) -> tuple[str, ...]:
    """A name as written, and as it is read where it is Japanese."""
    read = romaji(name(text).tokens)
    return (text, read) if read else (text,)


@lru_cache(maxsize=1 << 16)
def heard(text: str) -> tuple[str, ...]:
    """A name's words as they sound."""
    return tuple(sound(legible(word.whole, word.abjad)) for word in name(text).words[:WORDS])


def near(one: str, other: str) -> bool:
    """Whether two names in one script are near enough to be spellings of each other; two in two scripts always are."""
    if script(one) != script(other):
        return True
    short, long = sorted((heard(one), heard(other)), key=lambda words: (len(words), words))
    if _apart("".join(short), "".join(long)) <= APART:
        return True
    lost = sum(min(Levenshtein.distance(word, told) for told in long) for word in short)
    return lost <= APART * sum(map(len, short))


def _apart(one: str, other: str) -> float:
    return Levenshtein.normalized_distance(one, other)
