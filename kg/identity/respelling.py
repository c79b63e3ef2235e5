"""Two romanised words in, how doubtful it is that they are two spellings of one name out.

Law of this file: letters stand for each other only where ``respellings.toml`` says so and why; nothing is merely near.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from math import inf

from kg.lexicon import table

USUAL = 6
"""Letters of a word on which the doubts of the table are set: a shorter one bears less, a longer one more."""
LEAST, MOST = 0.6, 1.25
GENDERS = frozenset({"ao", "oa"})
"""Last letters that tell a man's name from a woman's."""
VOWELS = frozenset("aeiouyj$^")
HELPING = frozenset("aei")
TWICE = 0.02
"""Doubt that a letter leaves that only one has twice."""
Rules = Mapping[str, tuple[tuple[str, str, float], ...]]
"""By the first letter that one word has: what it has, what the other has for it, and the doubt."""


@lru_cache(maxsize=1 << 17)
def doubt(one: str, other: str) -> float:
    """How doubtful it is that two words are one name: 0 none, infinite where letters differ that never are one.

    The least sum of the costs of respellings that turn one into the other (a shortest path over both), against length.
    """
    if one[-1:] + other[-1:] in GENDERS and not {one[-2:-1], other[-2:-1]} <= {"k"}:
        return inf
    one, other = _levelled(one), _levelled(other)
    length = min(len(one), len(other)) / USUAL
    scale = min(MOST, max(LEAST, length))
    return _least(f"^{one}$", f"^{other}$", _allowed(one, other), limits()["possible"] * scale) / scale


@cache
def limits() -> Mapping[str, float]:
    """Doubts up to which two words are held to be one name: surely, likely, possibly."""
    return {name: float(value) for name, value in table("respellings")["doubt"].items()}


@lru_cache(maxsize=1 << 16)
def _levelled(word: str) -> str:
    """A word with one letter for sounds that take several to write."""
    for letter, spellings in table("respellings")["levelled"].items():
        word = re.sub(spellings, letter, word)
    return word


def _least(one: str, other: str, rules: Rules, limit: float) -> float:
    best: list[list[float]] = [[inf] * (len(other) + 1) for _ in range(len(one) + 1)]
    best[0][0] = 0.0
    for i in range(len(one) + 1):
        for j in range(len(other) + 1):
            if (so_far := best[i][j]) <= limit:
                for di, dj, cost in _steps(one, other, i, j, rules):
                    best[i + di][j + dj] = min(best[i + di][j + dj], so_far + cost)
    return best[-1][-1] if best[-1][-1] <= limit else inf


def _steps(one: str, other: str, i: int, j: int, rules: Rules) -> Iterator[tuple[int, int, float]]:
    """How many letters of each word may be passed by from here, and the doubt that leaves."""
    if i < len(one) and j < len(other) and one[i] == other[j]:
        yield 1, 1, 0.0
    if i and one[i : i + 1] == one[i - 1]:
        yield 1, 0, TWICE
    if j and other[j : j + 1] == other[j - 1]:
        yield 0, 1, TWICE
    if _helping(one, i) and j and one[i - 1] == other[j - 1]:
        yield 1, 0, limits()["helping"]
    if _helping(other, j) and i and one[i - 1] == other[j - 1]:
        yield 0, 1, limits()["helping"]
    for key in (one[i : i + 1], ""):
        for left, right, cost in rules.get(key, ()):
            if one.startswith(left, i) and other.startswith(right, j):
                yield len(left), len(right), cost


def _helping(word: str, at: int) -> bool:
    """Whether a letter is a vowel between two consonants, as some languages put one where others have none."""
    return at > 1 and word[at : at + 1] in HELPING and not {word[at - 1], word[at + 1]} & VOWELS


def _allowed(one: str, other: str) -> Rules:
    """The rules whose tradition both words may be of."""
    return _rules(tuple(bool(at is None or (at.fullmatch(one) and at.fullmatch(other))) for at in _places()))


@cache
def _places() -> tuple[re.Pattern[str] | None, ...]:
    return tuple(re.compile(row["where"]) if "where" in row else None for row in table("respellings")["respelling"])


@cache
def _rules(allowed: tuple[bool, ...]) -> Rules:
    least: dict[tuple[str, str], float] = {}
    for row, may in zip(table("respellings")["respelling"], allowed, strict=True):
        for pair in row["pairs"].split() if may else ():
            left, right = ("" if side == "-" else side for side in pair.split("~"))
            for sides in ((left, right), (right, left)):
                least[sides] = min(least.get(sides, inf), float(row["cost"]))
    found: dict[str, list[tuple[str, str, float]]] = defaultdict(list)
    for (left, right), cost in sorted(least.items()):
        found[left[:1]].append((left, right, cost))
    return {letter: tuple(rows) for letter, rows in found.items()}
