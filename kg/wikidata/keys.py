"""A name in, the keys it is looked up by out: what spellings of one name have in common.

Law of this file: a key brings candidates together and is never a reason to hold two the same.
"""

from __future__ import annotations

import re
from functools import lru_cache

from anyascii import anyascii

from kg.iris import folded

VERSION = 1
"""Of the keys: an index made with others is made anew."""

SOUNDS = (("x", "ks"), ("ph", "f"), ("kh", "h"), ("w", "f"), ("v", "f"), ("c", "k"), ("q", "k"), ("j", "y"))
MUTE = re.compile(r"[aeiouyh]")
TWICE = re.compile(r"(.)\1+")
WORD = re.compile(r"[a-z0-9]+")
APOSTROPHES = str.maketrans("", "", "'`’‘ʼʹʻ")


@lru_cache(maxsize=4096)  # the same names come again and again
def romanised(name: str) -> str:
    """A name in lower-case letters of the Latin alphabet without marks, words joined by single spaces."""
    plain = name if name.isascii() else anyascii(name)
    return " ".join(WORD.findall(plain.casefold().translate(APOSTROPHES)))


def skeleton(name: str) -> str:
    """The consonants of a name's words as most scripts and transliterations keep them, words sorted.

    Letters that one spelling has for another's are one (x = ks, ph = w = v = f, c = q = k, kh = h, j = y); then vowels,
    y and h fall, doubled letters become one. A word of vowels keeps its first letter. It is its own skeleton.
    """
    return " ".join(sorted(_bones(word) for word in romanised(name).split()))


def _bones(word: str) -> str:
    for sound, key in SOUNDS:
        word = word.replace(sound, key)
    return TWICE.sub(r"\1", MUTE.sub("", word)) or word[:1]


def words(name: str) -> tuple[str, ...]:
    """The words of a folded name."""
    return tuple(folded(name).split("-")) if folded(name) else ()


def trigrams(name: str) -> frozenset[str]:
    """All runs of three letters of a romanised name, blanks included."""
    plain = romanised(name)
    return frozenset(plain[start : start + 3] for start in range(len(plain) - 2))


def shared(left: frozenset[str], right: frozenset[str]) -> float:
    """How much two sets have in common, from 0 to 1 (Dice's coefficient)."""
    return 2 * len(left & right) / (len(left) + len(right) or 1)
