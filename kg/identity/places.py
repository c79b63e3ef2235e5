"""Two names of places in, what speaks for and against one place out: the gazetteer's names, spellings, sorts."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.gazetteer import GazetteerPlace, place, state_of_city
from kg.identity.comparison import Comparison, Feature, forbidden, unlike
from kg.identity.persons import points
from kg.identity.spelling import Likeness, likeness, romanised, skeleton
from kg.lexicon import words as listed
from kg.towns import town


@lru_cache(maxsize=1 << 17)
def places(left: str, right: str) -> Comparison:
    """Compare two names of places as written."""
    worth = points("places")
    known, other = place(left), place(right)
    if known and other:
        return _known(left, right, known, other)
    if _one_town(left, right):
        return Comparison((Feature("name", worth["known"], "two names of one town"),))
    (one, sorts), (two, others) = _parts(left), _parts(right)
    alike = [likeness(a, b) for a, b in zip(one, two, strict=False)]
    if not one or len(one) != len(two) or not SAME.issuperset(alike):
        return unlike("other names")
    if sorts and others and sorts != others:
        return forbidden(f"a {' '.join(sorted(sorts))} and a {' '.join(sorted(others))}")
    features = [Feature("name", worth["same"], f"{left} fits {right}")]
    if Likeness.SPELLING in alike:
        features.append(Feature("spelling", worth["spelling"], "one sound, two spellings"))
    if sorts != others:
        features.append(Feature("sort", worth["sort"], f"only one is called {' '.join(sorted(sorts | others))}"))
    return Comparison(tuple(features))


def _one_town(left: str, right: str) -> bool:
    """Whether two names are of one town: as many people, in one state."""
    near, far = town(left), town(right)
    return near is not None and far is not None and near.people == far.people > 0 and near.within == far.within


SAME = {Likeness.IDENTICAL, Likeness.SPELLING}


def _known(left: str, right: str, one: GazetteerPlace, other: GazetteerPlace) -> Comparison:
    """Compare two names that the gazetteer has."""
    worth = points("places")["known"]
    if one == other:
        return Comparison((Feature("name", worth, f"both are {one.name}"),))
    alike = skeleton(romanised(left)) == skeleton(romanised(right)) or _one_town(left, right)
    if (one.kind, one.within) == ("capital", other.within) and alike:
        return Comparison((Feature("name", worth, f"both are the capital of {one.within}"),))
    return forbidden(f"{one.name} and {other.name} are two places")


def _parts(name: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Words of a name in plain letters, and what it says the place is: "Nakuru County" → nakuru, county."""
    words = [romanised(word) for word in re.split(r"[\s-]+", name.partition(",")[0])]
    words = ["saint" if word == "st" else word for word in words if word and word != "the"]
    sorts = frozenset(word for word in words if word in listed("identity", "sorts"))
    if len(words) > 2 and words[-2] in {"de", "of"} and (known := place(words[-1].title())) and known.kind == "state":
        words = words[:-2]
    rest = tuple(word for word in words if word not in sorts and word != "of")
    return (rest, sorts - {"city", "town"}) if rest else (tuple(words), frozenset())


def states_of(name: str) -> frozenset[str]:
    """States in which a place of this name lies, as far as it is known."""
    if known := place(name):
        return frozenset({known.within or known.name})
    if city := state_of_city(name):
        return frozenset({city})
    found = town(name)
    return found.states if found else frozenset()


@lru_cache(maxsize=1 << 14)
def place_key(name: str) -> str:
    """What two spellings of one place's name have in common."""
    known = place(name)
    if known and known.kind != "capital":
        return known.name
    words, _ = _parts(name)
    return " ".join(skeleton(word) for word in words)
