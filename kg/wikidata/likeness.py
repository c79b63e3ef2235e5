"""Two names in, how much speaks for their being one out: the one place where names of items are compared.

Law of this file: names alone, no context. How names are compared is identity's; a name counts for half here, for an
item's bearer is known to nobody in the document, and most people have no item.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from kg.identity.bodies import bodies
from kg.identity.comparison import Comparison, Feature, unlike
from kg.identity.offices import trades
from kg.identity.persons import persons
from kg.identity.places import places, site
from kg.iris import folded
from kg.lexicon import table
from kg.lexicon import words as listed

COMPARISONS: Mapping[str, Callable[[str, str], Comparison]] = {"Person": persons, "Place": places}


def bare(name: str) -> str:
    """A person's name without the titles before it: "President Anna Lind"."""
    words = name.split()
    while len(words) > 1 and words[0].lower().rstrip(".") in trades() | listed("titles", "honorifics"):
        words.pop(0)
    return " ".join(words)


@lru_cache(maxsize=1 << 16)  # one name meets many
def compared(said: str, called: str, type: str) -> Comparison:
    """Compare a name that a document says with one that an item is called by; ``type`` is a class of the ontology."""
    found = COMPARISONS.get(type, bodies)(said, called)
    if found.conflict or not found.plausible:
        return unlike(found.conflict or f"unlike {called}")
    if type == "Place" and (only := _buildings(said) ^ _buildings(called)):
        return unlike(f"only one is a {min(only)}")
    points = table("wikidata")["points"]
    whole = type not in COMPARISONS and folded(said) == folded(called)
    least = points["body_whole"] if whole else found.points * points["name"]
    return Comparison((Feature("name", round(max(found.points * points["name"], least), 3), f"called {called}"),))


def _buildings(name: str) -> frozenset[str]:
    """The kinds of building that the name of a place tells: an airport is no town."""
    return site(name).sorts & listed("identity", "buildings")
