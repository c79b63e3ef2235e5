"""A word of a script without vowels and one in Latin letters in, whether they can be one name out.

Law of this file: long vowels are written in such scripts (as y and w), short ones are not; so a short vowel may stand
between any two consonants, and two letters for one long vowel only where its letter does.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kg.lexicon import table

LONGEST = 30
"""Letters of a word that are looked at."""
SHORT = "(?:a{1,2}|[eiou])?"
LETTERS = table("identity")["unvowelled"]
"""Letter as anyascii writes it → how Latin spellings write it."""
LETTER = re.compile("th|kh|dh|sh|gh|[a-z]")


def readable(unvowelled: str, spelt: str) -> bool:
    """Whether a romanised word without vowels ("hsyn") can be read as one with them ("hussein")."""
    return len(unvowelled) > 1 and _pattern(unvowelled).fullmatch(spelt) is not None


@lru_cache(maxsize=1 << 12)
def _pattern(unvowelled: str) -> re.Pattern[str]:
    letters = [LETTERS.get(letter, letter) for letter in LETTER.findall(unvowelled[:LONGEST])]
    if unvowelled.endswith("y"):
        letters[-1] = f"(?:{letters[-1]}|a)"  # the letter also ends names like Layla and Moussa
    written = SHORT.join(f"(?:{letter}){{1,2}}" for letter in letters)
    return re.compile(f"{SHORT}{written}{SHORT}h?")
