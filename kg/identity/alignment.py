"""Two persons' names in, which words of them are one out: in the order written, in another, or parted otherwise."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.identity.names import Name, Word
from kg.identity.spelling import ORDER, SYLLABLES, Likeness, is_another, likeness, script, sounded
from kg.identity.titles import MARRIED
from kg.lexicon import table
from kg.lexicon import words as listed

MOST = 8
"""Words of a name that are looked at."""
Pair = tuple[int, int, Likeness]
"""Places of two words that are one, and how alike they are."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Which words of two names are one, and those left over on each side, by place.

    ``words`` are those of the shorter name in the order in which they are aligned.
    """

    pairs: tuple[Pair, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    words: tuple[Word, ...]
    turned: bool = False


def aligned(short: Name, long: Name) -> Aligned:
    """The alignment that leaves least over, in the order written if that does as well as another."""
    straight = _in_order(short.words, long.words)
    if not straight.left or len(short.words) < 2 or not may_turn(short, long):
        return straight
    turns = [short.words[at:] + short.words[:at] for at in range(1, len(short.words))] + [short.words[::-1]]
    turned = min((_in_order(words, long.words) for words in turns), key=_loss)
    if turned.left:
        return straight
    return replace(turned, turned=True)


def _loss(aligned: Aligned) -> tuple[int, int]:
    return len(aligned.left), sum(ORDER.index(alike) for _, _, alike in aligned.pairs)


def may_turn(short: Name, long: Name) -> bool:
    """Whether two orders of the same words are one name: not of father and son, nor where all may be given names."""
    if any(word.father for word in (*short.words, *long.words)):
        return False
    if short.eastern or long.eastern or short.family is not None or long.family is not None:
        return True
    return not all(is_given(word.bare) for word in short.words)


def is_given(word: str) -> bool:
    """Whether a romanised word is a usual given name."""
    return word in _given()


@cache
def _given() -> frozenset[str]:
    listed_ = (table("person_names")[key].split() for key in ("variants", "given", "pets"))
    return listed("given_names", "male") | listed("given_names", "female") | {w for row in listed_ for w in row}


def _in_order(short: Sequence[Word], long: Sequence[Word]) -> Aligned:
    """Order-keeping alignment with most and most alike words: dynamic programming over both."""
    short, long = short[:MOST], long[:MOST]
    best: dict[tuple[int, int], tuple[float, tuple[Pair, ...]]] = {}
    for i in range(len(short), -1, -1):
        for j in range(len(long), -1, -1):
            best[i, j] = max(_steps(short, long, i, j, best), key=lambda step: step[0], default=(0.0, ()))
    pairs = best[0, 0][1]
    left = tuple(i for i in range(len(short)) if i not in {i for i, _, _ in pairs})
    right = tuple(j for j in range(len(long)) if j not in {j for _, j, _ in pairs})
    return Aligned(pairs, left, right, tuple(short))


def _steps(
    short: Sequence[Word],
    long: Sequence[Word],
    i: int,
    j: int,
    best: Mapping[tuple[int, int], tuple[float, tuple[Pair, ...]]],
) -> Iterator[tuple[float, tuple[Pair, ...]]]:
    if i < len(short) and j < len(long):
        alike = same_word(short[i], long[j])
        if alike is not Likeness.NONE:
            ahead, pairs = best[i + 1, j + 1]
            yield ahead + 20.0 - ORDER.index(alike), ((i, j, alike), *pairs)
    if i < len(short):
        yield best[i + 1, j]
    if j < len(long):
        yield best[i, j + 1]


@lru_cache(maxsize=1 << 17)  # the same words come again and again
def same_word(one: Word, other: Word) -> Likeness:
    """How alike two words are, with and without what stands before them; "Abu Omar" is never "Omar"."""
    if one == other:
        return Likeness.IDENTICAL
    if one.kunya != other.kunya:
        return Likeness.NONE
    if one.bare == other.bare and _otherwise(one, other):
        return Likeness.NEAR
    if one.text.endswith(MARRIED) != other.text.endswith(MARRIED):
        bare = [word.bare.removesuffix("ne") if word.text.endswith(MARRIED) else word.bare for word in (one, other)]
        if bare[0] == bare[1]:
            return Likeness.GENDERED
    forms = {(a, b) for a in (one.bare, sounded(one.text)) for b in (other.bare, sounded(other.text)) if a and b}
    if one.particle or other.particle:
        forms |= {(one.whole, other.whole), (one.whole, other.bare), (one.bare, other.whole)}
    if other.abjad and not one.abjad:
        forms = {(b, a) for a, b in forms}
    unvowelled = one.abjad or other.abjad if one.abjad != other.abjad else ""
    if unvowelled and is_another(one.text, other.text, other.bare if one.abjad else one.bare):
        return Likeness.NONE
    return min((likeness(a, b, unvowelled=unvowelled) for a, b in sorted(forms)), key=ORDER.index)


def _otherwise(one: Word, other: Word) -> bool:
    """Whether letters differ that plain Latin does not tell apart: characters of one sound, "van" and "von"."""
    if one.particle and other.particle and "al" not in {one.particle, other.particle}:
        return one.particle != other.particle
    letters = zip(*(unicodedata.normalize("NFC", word.text).casefold() for word in (one, other)), strict=False)
    same_script = script(one.text) == script(other.text)
    return same_script and script(one.text) in SYLLABLES and any(a != b for a, b in letters)


def parted_alike(one: Name, other: Name) -> Name:
    """The name with two words as one where the other has them as one: "Salah Eddine", "Salaheddine"."""
    if len(one.words) <= len(other.words):
        return one
    for at, (first, second) in enumerate(itertools.pairwise(one.words)):
        if min(len(first.bare), len(second.bare)) < 2 or any(_same(first, word) for word in other.words):
            continue
        for glued in dict.fromkeys((f"{first.whole}{second.whole}", f"{first.whole}{second.bare}")):
            word = replace(first, text=f"{first.text} {second.text}", bare=glued, particle="")
            if any(_same(word, each) for each in other.words):
                return replace(one, words=(*one.words[:at], word, *one.words[at + 2 :]))
    return one


def _same(one: Word, other: Word) -> bool:
    return same_word(one, other) in {Likeness.IDENTICAL, Likeness.VARIANT, Likeness.SPELLING, Likeness.CONSONANTS}
