"""Two names in, how much speaks for their being one out: the one place where names of items are compared.

Law of this file: names alone, no context; it is symmetric but for which of the two has more words.
"""

from __future__ import annotations

import re
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from kg.identity.comparison import Comparison, Feature, unlike
from kg.identity.offices import trades
from kg.iris import folded
from kg.lexicon import table
from kg.lexicon import words as listed
from kg.wikidata.keys import romanised, skeleton

SPELLED = 0.82  # similarity of two spellings of one word that sound the same
SLIP = 0.93  # similarity of two words of which one may be misspelt
ACRONYM = re.compile(r"[^\W\d_]{2,6}")
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af々]{2,}")


def bare(name: str) -> str:
    """A person's name without the titles before it: "President Anna Lind"."""
    words = name.split()
    while len(words) > 1 and words[0].lower().rstrip(".") in trades() | listed("titles", "honorifics"):
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=1 << 16)  # one name meets many
def compared(said: str, called: str, type: str) -> Comparison:
    """Compare a name that a document says with one that an item is called by; ``type`` is a class of the ontology."""
    one, other = sorted(folded(said).split("-")), sorted(folded(called).split("-"))
    whole = len(one) > 1 or type != "Person" or UNSPACED.fullmatch(said)
    if one == other:
        return _weighed("name_same" if whole else "name_single", called)
    left, right = romanised(said).split(), romanised(called).split()
    short = said.isupper() and ACRONYM.fullmatch(said)
    if not left or not right or short or _numbers(left) != _numbers(right) or not _paired(left, right, said, called):
        return unlike(f"unlike {called}")
    return _weighed(_kind(left, right, type), called)


def _numbers(words: list[str]) -> set[str]:
    return {word for word in words if word.isdecimal()}


def _kind(left: list[str], right: list[str], type: str) -> str:
    """How two names are one that have the words of the shorter in common."""
    if len(left) == len(right):
        return "name_alike" if len(left) > 1 or type != "Person" else "name_part"
    more = len(left) > len(right) and type != "Person"  # a body or place of more words is another
    return "name_longer" if min(len(left), len(right)) > 1 and not more else "name_part"


def _weighed(kind: str, called: str) -> Comparison:
    return Comparison((Feature("name", float(table("wikidata")["points"][kind]), f"called {called}"),))


def _paired(left: list[str], right: list[str], said: str, called: str) -> bool:
    """Whether every word of the shorter name has one of its own in the longer."""
    short, long = sorted((left, right), key=len)
    rest, latin = list(long), said.isascii() and called.isascii()
    for word in sorted(short, key=len, reverse=True):
        found = next((other for other in rest if _one(word, other, latin=latin)), None)
        if found is None:
            return False
        rest.remove(found)
    return True


def _one(word: str, other: str, *, latin: bool) -> bool:
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    alike = JaroWinkler.similarity(word, other)
    sounds = skeleton(word) == skeleton(other) and len(skeleton(word)) > 1
    return (
        word == other
        or (sounds and (not latin or alike >= SPELLED))
        or (min(map(len, (word, other))) > 3 and alike >= SLIP)
    )
