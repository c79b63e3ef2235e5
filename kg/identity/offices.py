"""Words beside a name in, what they call its bearer out: offices ("foreign minister") and the states they are of.

Law of this file: no person is known, only the words that offices and trades are named with, and geography.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.gazetteer import place, state_of_demonym
from kg.identity.atlas import spelt, states_called
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
    called = [word.lower().rstrip(".") for word in words]
    if foreign := _translated(called):
        return Office(frozenset({foreign}), frozenset(state for word in words for state in _abroad(word)))
    return Office(frozenset(_titles(called)), frozenset(_states(words)))


def _translated(called: list[str]) -> str:
    """The one office that words of another language name, in English; empty where they name none or several."""
    found = {trade for word in called if word not in trades() and (trade := _known("trades", word))}
    if len(found) != 1:
        return ""
    text = f" {' '.join(called)} "
    fields = {key for key, forms in _fields() if any(f" {form} " in text for form in forms)}
    return " ".join((*sorted(fields), _one_word(min(found)))) if len(fields) < 2 else ""


def _abroad(word: str) -> frozenset[str]:
    """The state that a word of another language is a form of, where it can be but one."""
    states = states_called(word) if len(word) > NAME_OF_PLACE else frozenset()
    return states if len(states) == 1 else frozenset()


@lru_cache(maxsize=1 << 14)
def _known(section: str, word: str) -> str:
    key, listed_ = spelt(word), _forms(section)
    if key in listed_:
        return listed_[key]
    return next((listed_[k] for n in range(len(key), 3, -1) if (k := f"{key[:n]}*") in listed_), "")


@cache
def _forms(section: str) -> dict[str, str]:
    rows = ((key, word) for key, words in table("offices")[section].items() for word in words.split("; "))
    return {spelt(word.rstrip("*")) + "*" * word.endswith("*"): key for key, word in rows}


@cache
def _fields() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((key, tuple(words.split("; "))) for key, words in table("offices")["fields"].items())


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
