"""The name of a word list in, its words or a pattern for them out: lists stand in the lexicons, not in Python.

A list is an array, or the ``words`` of a table that says why. A word that ends in ``*`` stands for all that begin so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from kg.lexicon import table


@cache
def words(lexicon: str, name: str) -> frozenset[str]:
    """One list of ``lexicons/<lexicon>.toml``."""
    found = table(lexicon)[name]
    return frozenset(found["words"] if isinstance(found, Mapping) else found)


@cache
def pattern(lexicon: str, name: str) -> re.Pattern[str]:
    """Any of the words of a list, as whole words in any case."""
    return re.compile(_alternatives(lexicon, name), re.IGNORECASE)


def held(lexicon: str, name: str, text: str) -> set[str]:
    """The words of a list that a text holds, in small letters."""
    return {found[0] for found in _small(lexicon, name).finditer(text.lower())}


def holds(lexicon: str, name: str, text: str) -> bool:
    """Whether a text holds one of the words of a list."""
    return _small(lexicon, name).search(text.lower()) is not None


@cache
def _small(lexicon: str, name: str) -> re.Pattern[str]:
    """In small letters only: an alternative is then passed over by its first letter, several times faster."""
    return re.compile(_alternatives(lexicon, name))


def _alternatives(lexicon: str, name: str) -> str:
    parts = (
        re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else r"\b") for word in words(lexicon, name)
    )
    return rf"\b(?:{'|'.join(sorted(parts))})"
