"""Words beside a name in, what they call its bearer out: offices ("foreign minister") and the states they are of.

Law of this file: no person is known, only the words that offices and trades are named with, and geography.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.gazetteer import place, state_of_demonym
from kg.lexicon import table
from kg.lexicon import words as listed

WORD = re.compile(r"\w[\w\u2019'.-]*")
OWNER = re.compile(r"['\u2019]s?$")
NAME_OF_PLACE = 3
"""Words that the name of a state or capital may have."""


@dataclass(frozen=True, slots=True)
class Office:
    """What some words call someone: offices in lower case, and the states they are of."""

    titles: frozenset[str]
    states: frozenset[str]


@lru_cache(maxsize=1 << 14)  # the same offices come again and again
def office(text: str) -> Office:
    """Tell what some words call someone ("the Kenyan foreign minister"); nothing where they name no office."""
    words = [OWNER.sub("", found[0]) for found in WORD.finditer(text)]
    return Office(frozenset(_titles([word.lower().rstrip(".") for word in words])), frozenset(_states(words)))


@cache
def trades() -> frozenset[str]:
    """Words for one person's office or trade, in lower case."""
    named = {"Person"}
    described = (block["words"] for block in table("descriptions")["description"] if block["class"] in named)
    told = {word for words in described for word in words} | set(table("people")["people"]) | listed("titles", "titles")
    further = listed("identity", "trades").union(table("identity")["same_trades"])
    return further.union(told) - listed("identity", "anybody")


def _titles(words: list[str]) -> Iterator[str]:
    """Each trade with the modifiers right before it."""
    for at, word in enumerate(words):
        if word in trades():
            first = at
            while first and words[first - 1] in listed("titles", "modifiers"):
                first -= 1
            passing = listed("identity", "passing")
            yield " ".join((*(w for w in words[first:at] if w not in passing), _one_word(word)))


def _one_word(trade: str) -> str:
    return str(table("identity")["same_trades"].get(trade, trade))


def _states(words: list[str]) -> Iterator[str]:
    for at, word in enumerate(words):
        if found := state_of_demonym(word):
            yield found
        for length in range(1, NAME_OF_PLACE + 1):
            known = place(" ".join(words[at : at + length])) if word[:1].isupper() else None
            if known and known.kind == "state":
                yield known.name
