"""A word of a script without vowels and one in Latin letters in, whether they can be one name out.

Law of this file: long vowels are written in such scripts, short ones are not; so a short vowel may stand between any
two letters, and a long one only where its letter does. Each script's letters are data (``scripts.toml``).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from kg.lexicon import table

LONGEST = 30
"""Letters of a word that are looked at."""


def abjad(script: str) -> str:
    """The table by which words of a script are read, empty where it writes its vowels."""
    return str(table("scripts")["scripts"].get(script, ""))


def rewritten(word: str, script: str) -> str | None:
    """A word with letters of its script romanised by the rules for them; None for scripts that have none here."""
    rules = _rewriting(abjad(script))
    if not rules:
        return None
    for written, plain in rules:
        word = written.sub(plain, word)
    return word


@cache
def _rewriting(name: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = table("scripts").get(name, {}).get("rewritten", ())
    return tuple((re.compile(written), plain) for written, plain in rows)


@lru_cache(maxsize=1 << 16)
def legible(word: str, name: str) -> str:
    """A romanised word of the table ``name`` in plain letters, as it is looked up."""
    plain = table("scripts").get(name, {}).get("plain", {})
    return "".join(plain.get(letter, letter) for letter in word)


def readable(unvowelled: str, spelt: str, script: str) -> bool:
    """Whether a romanised word of the table ``script`` ("hsyn") can be read as one in Latin letters ("hussein")."""
    return len(unvowelled) > 1 and _pattern(unvowelled, script).fullmatch(spelt) is not None


@lru_cache(maxsize=1 << 12)
def _pattern(unvowelled: str, name: str) -> re.Pattern[str]:
    told: dict[str, Any] = table("scripts")[name]
    letters = [told["letters"].get(letter, re.escape(letter)) for letter in _letter(name).findall(unvowelled[:LONGEST])]
    if unvowelled.endswith("y") and name == "semitic":
        letters[-1] = f"(?:{letters[-1]}|a)"  # the letter also ends names like Layla and Moussa
    written = told["short"].join(f"(?:{letter}){{1,2}}" for letter in letters)
    return re.compile(f"{told['short']}{written}{told['short']}h?")


@cache
def _letter(name: str) -> re.Pattern[str]:
    known = sorted(table("scripts")[name]["letters"], key=len, reverse=True)
    return re.compile("|".join((*map(re.escape, known), "[A-Za-z]")))
