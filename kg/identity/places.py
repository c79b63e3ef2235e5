"""Two names of places in, what speaks for and against one place out: names in all languages, spellings, sorts.

Law of this file: a town and the region that bears its name are two; towns of one name are told apart by their states.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.gazetteer import GazetteerPlace, place, state_of_city
from kg.identity.abjads import abjad
from kg.identity.atlas import City, cities_called, region_called, spelt, states_called
from kg.identity.chinese import simplified
from kg.identity.comparison import Comparison, Feature, forbidden, unlike
from kg.identity.persons import points
from kg.identity.spelling import Likeness, likeness, romanised, script, skeleton
from kg.identity.wording import bare, general, tokens
from kg.lexicon import table
from kg.lexicon import words as listed
from kg.towns import CERTAIN, town

CHARACTERS = re.compile(r"[\u4e00-\u9fff]")
SAME = {Likeness.IDENTICAL, Likeness.SPELLING, Likeness.CONSONANTS}
LONG = 6
"""Letters from which on a town in -sk and its adjective are one word."""
SORTS_LEFT = {"city", "town", "capital"}
"""What a name that tells no sort may be as well."""


@dataclass(frozen=True, slots=True)
class Site:
    """A place's name in parts: ``words`` in plain letters, ``sorts`` by English words.

    ``name`` is it without the sorts, ``whole`` with them.

    ``foreign`` where a sort was translated, ``abjad`` is the table of letters where the script leaves vowels out.
    """

    whole: str
    name: str
    words: tuple[str, ...]
    sorts: frozenset[str]
    foreign: bool
    abjad: str


@lru_cache(maxsize=1 << 17)
def places(left: str, right: str) -> Comparison:
    """Compare two names of places as written."""
    if states := _states(left, right):
        return states
    known, other = place(left), place(right)
    if known and other:
        return _known(left, right, known, other)
    one, two = site(left), site(right)
    if conflict := _of_two_sorts(one, two) or _only_a_city(one, two):
        return forbidden(conflict)
    return _towns_known(one, two) or _spelt(one, two)


def _towns_known(one: Site, two: Site) -> Comparison | None:
    """Compare two names by the towns and regions that they may mean; None where these tell nothing."""
    worth, alike = points("places"), _alike(one, two)
    near, far = _towns(one), _towns(two)
    if set(near) & set(far) or _one_town(one.whole, two.whole) or _one_region(one, two):
        named = [Feature("name", worth["known"], "two names of one place"), *_sorted_apart(one, two)]
        if near and far and near[0] != far[0] and one.words != two.words:
            named.append(Feature("lesser_town", worth["lesser_town"], "each name means another, larger town"))
        return Comparison(tuple(named))
    if near and far and Likeness.IDENTICAL not in alike:
        return forbidden(f"{one.name} and {two.name} are two towns")
    return None


def _spelt(one: Site, two: Site) -> Comparison:
    """Compare two names by their letters."""
    if apart := _written_apart(one.whole, two.whole):
        return forbidden(apart)
    worth, alike = points("places"), _alike(one, two)
    if not one.words or len(one.words) != len(two.words) or not SAME.issuperset(alike):
        return unlike("other names")
    features = [Feature("name", worth["same"], f"{one.whole} fits {two.whole}"), *_sorted_apart(one, two)]
    if set(alike) - {Likeness.IDENTICAL}:
        features.append(Feature("spelling", worth["spelling"], "one sound, two spellings"))
    return Comparison(tuple(features))


def _states(left: str, right: str) -> Comparison | None:
    """Compare names of states in whatever language; None where one of them is none."""
    one, other = states_called(left), states_called(right)
    if not one or not other:
        return None
    if one & other:
        return Comparison((Feature("name", points("places")["known"], f"both are {min(one & other)}"),))
    return forbidden(f"{min(one)} and {min(other)} are two states")


def _known(left: str, right: str, one: GazetteerPlace, other: GazetteerPlace) -> Comparison:
    """Compare two names that the gazetteer has."""
    worth = points("places")["known"]
    if one == other:
        return Comparison((Feature("name", worth, f"both are {one.name}"),))
    alike = skeleton(romanised(left)) == skeleton(romanised(right)) or _one_town(left, right) or _share(left, right)
    if (one.kind, one.within) == ("capital", other.within) and alike:
        return Comparison((Feature("name", worth, f"both are the capital of {one.within}"),))
    return forbidden(f"{one.name} and {other.name} are two places")


def _share(left: str, right: str) -> bool:
    return not {city.number for city in cities_called(left)}.isdisjoint(city.number for city in cities_called(right))


def _one_town(left: str, right: str) -> bool:
    """Whether two names are of one town: as many people, in one state."""
    near, far = town(left), town(right)
    return near is not None and far is not None and near.people == far.people > 0 and near.within == far.within


def _written_apart(left: str, right: str) -> str:
    """Why two names in Chinese characters are two, though they may sound alike; empty where they may be one."""
    chinese = all(map(CHARACTERS.search, (left, right)))
    return f"{left} and {right} are written otherwise" if chinese and simplified(left) != simplified(right) else ""


def _only_a_city(one: Site, other: Site) -> str:
    """Why "X City" is not X, where X is known for a region and for no town; empty where it may be."""
    for city, bare_ in ((one, other), (other, one)):
        told = [re.search(r"\bcity\b", site_.whole, re.IGNORECASE) for site_ in (city, bare_)]
        if told[0] and not told[1] and state_of_city(bare_.name) and not cities_called(bare_.name):
            return f"a city and {bare_.name}, which is none"
    return ""


def _one_region(one: Site, other: Site) -> bool:
    return bool(region_called(one.name)) and region_called(one.name) == region_called(other.name)


def _towns(each: Site) -> tuple[City, ...]:
    """Towns that a name may mean; a square or a prison is none, though it bears the name of one."""
    return () if each.sorts & listed("identity", "buildings") else cities_called(each.whole) or cities_called(each.name)


def _alike(one: Site, other: Site) -> list[Likeness]:
    pairs = zip(one.words, other.words, strict=False)
    if one.abjad == other.abjad:
        return [likeness(a, b) for a, b in pairs]
    unvowelled = one.abjad or other.abjad
    return [likeness(*((a, b) if one.abjad else (b, a)), unvowelled=unvowelled) for a, b in pairs]


def _of_two_sorts(one: Site, other: Site) -> str:
    """Why two places are of two sorts; empty where they may be of one."""
    if not one.sorts or not other.sorts:
        only = (one.sorts | other.sorts) & listed("identity", "wide_sorts")
        town_too = cities_called(one.name) or cities_called(other.name)
        return f"a town and a {min(only)} of its name" if only and town_too else ""
    wide = all(sorts & listed("identity", "wide_sorts") for sorts in (one.sorts, other.sorts))
    if one.sorts == other.sorts or (wide and (one.foreign or other.foreign)):
        return ""
    return f"a {' '.join(sorted(one.sorts))} and a {' '.join(sorted(other.sorts))}"


def _sorted_apart(one: Site, other: Site) -> list[Feature]:
    if bool(one.sorts) == bool(other.sorts):
        return []
    named = " ".join(sorted(one.sorts | other.sorts))
    return [Feature("sort", points("places")["sort"], f"only one is called {named}")]


@lru_cache(maxsize=1 << 16)
def site(name: str) -> Site:
    """Take a place's name apart: "Nakuru County" → nakuru, county; "Кировская область" → kirovsk, region."""
    written = tokens(re.split(r"[,(]", name)[0] or name)
    keys = [bare(word) for word in written]
    sorts = [_sorts().get(key) or _building(key) for key in keys]
    whole = re.split(r"[,(]", name)[0].strip() or name
    if len(written) > 1 and cities_called(whole) and listed("identity", "wide_sorts").isdisjoint(sorts):
        sorts = [""] * len(written)
    own = [(word, key) for word, key, sort in zip(written, keys, sorts, strict=True) if not sort]
    own = [(word, key) for word, key in own if romanised(key) not in listed("identity", "joiners")]
    if len(own) > 1 and states_called(own[-1][0]):
        own = own[:-1]
    if not own:
        own, sorts = list(zip(written, keys, strict=True)), []
    told = {sort for sort in sorts if sort}
    foreign = any(sort and sort not in (key, key.removesuffix("s")) for sort, key in zip(sorts, keys, strict=False))
    built = told & listed("identity", "buildings")
    words = tuple(filter(None, ((built and general(key)) or _level(romanised(key)) for _, key in own)))
    text = " ".join(word for word, _ in own)
    return Site(whole, text, words, frozenset(told - SORTS_LEFT), foreign, abjad(script(name)))


def _level(word: str) -> str:
    """A word of a name in one form: "st" as "saint", "Kirovskaya" as "kirov"."""
    stem = re.sub(table("bodies")["adjective_tail"], r"\1", word)
    saint = {"st": "saint", "sankt": "saint", "sveti": "saint"}
    return saint.get(stem, stem.removesuffix("sk") if len(stem) > LONG else stem)


@cache
def _sorts() -> dict[str, str]:
    """Plain word → what it says that a place is, in English."""
    rows = [(key, word) for key, words in table("atlas")["sorts"].items() for word in (key, *words.split("; "))]
    english = [(word.removesuffix("s"), word) for word in listed("identity", "sorts")]
    return {spelt(word): key for key, word in (*rows, *english)}


def _building(key: str) -> str:
    """What a building or an institution is called, if a word names one."""
    words = general(key)
    return words if words in listed("identity", "buildings") else ""


@lru_cache(maxsize=1 << 14)
def states_of(name: str) -> frozenset[str]:
    """States in which a place of this name lies, as far as it is known."""
    if known := place(name):
        return frozenset({known.within or known.name})
    if city := state_of_city(name):
        return frozenset({city})
    if called := states_called(name):
        return called
    found = town(name)
    return found.states if found else _states_of_cities(name)


def _states_of_cities(name: str) -> frozenset[str]:
    """States of the towns of a name, of the largest alone where it is by far the largest."""
    largest: dict[str, int] = {}
    for city in cities_called(name):
        largest[city.state] = max(city.people, largest.get(city.state, 0))
    ranked = sorted(largest.items(), key=lambda item: -item[1])
    if len(ranked) > 1 and ranked[0][1] >= CERTAIN * ranked[1][1]:
        return frozenset({ranked[0][0]})
    return frozenset(largest)


@lru_cache(maxsize=1 << 14)
def place_key(name: str) -> str:
    """What two spellings of one place's name have in common."""
    known = place(name)
    if known and known.kind != "capital":
        return known.name
    if states := states_called(name):
        return min(states)
    told = site(name)
    if region := region_called(told.name):
        return region
    words = told.name.replace("-", " ").split() if not told.sorts & listed("identity", "buildings") else []
    for length in range(len(words), 0, -1):
        if found := cities_called(" ".join(words[:length])):
            return str(found[0].number)
    return " ".join(skeleton(word) for word in told.words)
