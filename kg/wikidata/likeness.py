"""Two names in, how much speaks for their being one out: the one place where names of items are compared.

Law of this file: names alone, no context; it is symmetric but for which of the two has more words.
"""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from kg.identity.comparison import Comparison, Feature, unlike
from kg.iris import folded
from kg.lexicon import table
from kg.wikidata.keys import romanised, skeleton

SPELLED = 0.86  # similarity of two spellings of one word
NEAR = 0.92  # similarity of two names that may be one with a slip


@lru_cache(maxsize=1 << 16)  # one name meets many
def compared(said: str, called: str, type: str) -> Comparison:
    """Compare a name that a document says with one that an item is called by; ``type`` is a class of the ontology."""
    if sorted(folded(said).split("-")) == sorted(folded(called).split("-")):
        return _weighed("name_same" if " " in said.strip() or type != "Person" else "name_part", called)
    left, right = romanised(said).split(), romanised(called).split()
    if not left or not right:
        return unlike("a name without letters")
    if _paired(left, right):
        return _weighed(_kind(left, right, type), called)
    if len(left) > 1 and JaroWinkler.similarity(" ".join(sorted(left)), " ".join(sorted(right))) >= NEAR:
        return _weighed("name_near", called)
    return unlike(f"unlike {called}")


def _kind(left: list[str], right: list[str], type: str) -> str:
    if len(left) == len(right):
        return "name_alike" if len(left) > 1 or type != "Person" else "name_part"
    return "name_longer" if len(left) > 1 else "name_part"


def _weighed(kind: str, called: str) -> Comparison:
    return Comparison((Feature("name", float(table("wikidata")["points"][kind]), f"called {called}"),))


def _paired(left: list[str], right: list[str]) -> bool:
    """Whether every word of the shorter name has one of its own in the longer."""
    short, long = sorted((left, right), key=len)
    rest = list(long)
    for word in sorted(short, key=len, reverse=True):
        found = next((other for other in rest if _one(word, other)), None)
        if found is None:
            return False
        rest.remove(found)
    return len(short) > 1 or len(rest) < 4


def _one(word: str, other: str) -> bool:
    if len(word) == 1 or len(other) == 1:
        return word[0] == other[0]
    sounds = skeleton(word) == skeleton(other) and word[0] == other[0]
    return word == other or sounds or (min(len(word), len(other)) > 3 and JaroWinkler.similarity(word, other) >= 0.93)
