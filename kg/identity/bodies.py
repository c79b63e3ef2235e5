"""Two names of bodies in, what speaks for and against one body out: head nouns, states, numbers, abbreviations.

Law of this file: a ministry of one state is none of another; a name that each state has a body of proves nothing
until the state is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.gazetteer import is_demonym, place, state_of_city, state_of_demonym
from kg.identity.comparison import Comparison, Feature, forbidden, unlike
from kg.identity.persons import points
from kg.identity.spelling import ORDER, Likeness, likeness, romanised
from kg.language.peoples import derives
from kg.lexicon import table
from kg.lexicon import words as listed

BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{2,80})[)\]]\s*")
LETTERS = re.compile(r"[^\W\d_]{2,7}")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\Z")
LONGEST = 300
"""Characters of a name that are looked at."""
WORDS_OF_PLACE = 4
LEAST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name in parts: ``words`` levelled, ``states`` and ``cities`` it tells, ``numbers``, ``initials``.

    ``letters`` is the abbreviation that it is, or that stands in brackets beside it; ``bare`` where it is no more.
    """

    text: str
    words: tuple[str, ...]
    states: frozenset[str]
    cities: frozenset[str]
    numbers: frozenset[str]
    initials: frozenset[str]
    letters: str = ""

    @property
    def bare(self) -> bool:
        """Whether the name is an abbreviation and no more."""
        return bool(self.letters) and not self.words

    @property
    def generic(self) -> bool:
        """Whether each state may have a body of this name."""
        return all(word in listed("identity", "generic") for word in self.words)


@lru_cache(maxsize=1 << 17)  # the same names come again and again
def body(text: str) -> Body:
    """Parse a body's name."""
    text = " ".join(text[:LONGEST].split())
    inside = BRACKETED.search(text)
    plain = " ".join(BRACKETED.sub(" ", text).replace("\u2019", "'").split()) or text
    if _is_letters(plain):
        return Body(text, (), frozenset(), frozenset(), frozenset(), frozenset(), _letters(plain))
    tokens = [re.sub(r"'s?$", "", found) for found in re.findall(r"[^\W_]+(?:['.-][^\W_]+)*'?\.?", plain)]
    rest, states, cities = _placed(tokens)
    levelled = tuple(_levelled(rest))
    numbers = frozenset(word for word in levelled if word.isdigit())
    words = tuple(word for word in levelled if not word.isdigit())
    if cities and listed("identity", "national").intersection(words):
        states, cities = states | {state for city in cities if (state := _state(city))}, frozenset()
    short = _letters(inside[1]) if inside and _is_letters(inside[1]) else ""
    return Body(text, words, states, cities, numbers, _initials(plain), short)


def _is_letters(text: str) -> bool:
    bare = text.replace(".", "").replace("-", "")
    return (
        bool(LETTERS.fullmatch(bare)) and sum(letter.isupper() for letter in bare) > len(bare) / 2 and bare[0].isupper()
    )


def _letters(text: str) -> str:
    return romanised(text)


def _initials(text: str) -> frozenset[str]:
    """Abbreviations the name may have: of all its words, and without the small ones."""
    words = [word for word in re.split(r"[\s/-]+", text) if romanised(word)]
    long = [word for word in words if romanised(word) not in listed("identity", "joiners")]
    return frozenset("".join(romanised(word)[0] for word in some) for some in (words, long) if some)


def _placed(tokens: list[str]) -> tuple[list[str], frozenset[str], frozenset[str]]:
    """Words that are no names of places, the states and the cities that the others name."""
    rest: list[str] = []
    states: set[str] = set()
    cities: set[str] = set()
    at = 0
    while at < len(tokens):
        length, state, city = _place_at(tokens, at)
        if state:
            states.add(state)
        if city:
            cities.add(city)
        if not length:
            rest.append(tokens[at])
        at += length or 1
    return rest, frozenset(states), frozenset(cities)


def _place_at(tokens: list[str], at: int) -> tuple[int, str | None, str | None]:
    """Words that a place's name takes from here, its state, or itself where it is a city."""
    for length in range(min(WORDS_OF_PLACE, len(tokens) - at), 0, -1):
        text = " ".join("St." if each == "St" else each for each in tokens[at : at + length])
        known = place(text)
        if known and known.kind == "state":
            return length, known.name, None
        if known or (text[:1].isupper() and state_of_city(text)):
            return length, None, _plain(known.name if known else text)
        if length == 1 and (state := state_of_demonym(text)):
            return 1, state, None
        if length == 1 and is_demonym(text):
            return 1, text, None
    return 0, None, None


def _plain(city: str) -> str:
    """A city's name without accents, article and point: "St. Petersburg"."""
    words = [romanised(word) for word in city.split()]
    return " ".join("saint" if word == "st" else word for word in words if word != "the").title()


def _state(city: str) -> str | None:
    known = place(city)
    return known.within if known else state_of_city(city)


def _levelled(tokens: list[str]) -> Iterator[str]:
    """Words in one spelling, without those that say nothing, in their order."""
    text = f" {' '.join(filter(None, map(romanised, tokens)))} "
    for phrase, plain in _phrases():
        text = text.replace(f" {phrase} ", f" {plain} ")
    for word in text.split():
        if word in listed("identity", "joiners") or word in listed("identity", "legal"):
            continue
        bare = ORDINAL.sub("", word)
        single = _same_words().get(bare, bare)
        yield _same_words().get(_singular(single), _singular(single))


def _singular(word: str) -> str:
    if word.endswith("men"):
        return f"{word[:-2]}an"
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1] if re.search(r"[^si]s$", word[3:]) else word


@cache
def _same_words() -> dict[str, str]:
    return dict(table("identity")["same_words"])


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((phrase, plain) for phrase, plain in _same_words().items() if " " in phrase)


@lru_cache(maxsize=1 << 18)
def bodies(left: str, right: str) -> Comparison:
    """Compare two names of bodies as written."""
    one, other = sorted((body(left), body(right)), key=lambda b: (len(b.words), b.text))
    if one.bare or other.bare:
        return _abbreviated(one, other)
    if not one.words or not other.words:
        return _governments(one, other)
    if conflict := _conflict(one, other):
        return forbidden(conflict)
    return _by_words(one, other)


def _governments(one: Body, other: Body) -> Comparison:
    """A state acting under its own name, and what else has no word but a place's."""
    alike = one.words == other.words and (one.states, one.cities, one.numbers) == (
        other.states,
        other.cities,
        other.numbers,
    )
    if alike and (one.states or one.cities or one.numbers):
        return Comparison((Feature("name", points("bodies")["same"], f"{one.text} and {other.text} are one place's"),))
    return unlike("a place and a body of it")


def _conflict(one: Body, other: Body) -> str:
    if one.numbers and other.numbers and one.numbers != other.numbers:
        return f"numbered {', '.join(sorted(one.numbers))} and {', '.join(sorted(other.numbers))}"
    if one.states and other.states and not one.states & other.states:
        return f"one of {', '.join(sorted(one.states))}, one of {', '.join(sorted(other.states))}"
    if one.cities and other.cities and one.cities != other.cities:
        return f"one of {', '.join(sorted(one.cities))}, one of {', '.join(sorted(other.cities))}"
    if len(one.states) != len(other.states) and one.states and other.states:
        return "one body is at another's place"
    elsewhere = (one.cities and other.states and not other.cities) or (other.cities and one.states and not one.cities)
    if elsewhere and not one.states & other.states:
        return "one is a city's, the other a state's"
    return ""


def _by_words(one: Body, other: Body) -> Comparison:
    """Compare by the words that are left without places, in any order."""
    pairs, left, right = _matched(one.words, other.words)
    if left:
        return _differing(one, other, left, right)
    if not any(alike is not Likeness.NEAR for _, _, alike in pairs):
        return unlike("no word in common")
    return Comparison(tuple(_features(one, other, pairs, right)))


def _matched(
    one: tuple[str, ...], other: tuple[str, ...]
) -> tuple[list[tuple[str, str, Likeness]], list[str], list[str]]:
    """Words that are one, most alike first, and those left over on each side."""
    order = sorted((ORDER.index(_alike(a, b)), i, j) for i, a in enumerate(one) for j, b in enumerate(other))
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for rank, i, j in order:
        alike = ORDER[rank]
        if alike in USABLE and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((one[i], other[j], alike))
    left = [word for i, word in enumerate(one) if i not in used_left]
    return pairs, left, [word for j, word in enumerate(other) if j not in used_right]


def _alike(one: str, other: str) -> Likeness:
    if derives(one, other) or derives(other, one):
        return Likeness.SPELLING
    return likeness(one, other)


USABLE = {Likeness.IDENTICAL, Likeness.SPELLING, Likeness.SHORT, Likeness.NEAR}


def _differing(one: Body, other: Body, left: list[str], right: list[str]) -> Comparison:
    heads = set(one.words) & set(other.words) & listed("identity", "generic")
    told = f"{' '.join(left)} and {' '.join(right)}" if right else " ".join(left)
    return forbidden(f"they differ in {told}") if heads and right else unlike(f"they differ in {told}")


def _features(one: Body, other: Body, pairs: list[tuple[str, str, Likeness]], right: list[str]) -> Iterator[Feature]:
    worth = points("bodies")
    generic = one.generic or other.generic
    placed = bool(one.states & other.states or one.cities & other.cities)
    kind = ("ruled" if placed else "generic") if generic else "same"
    yield Feature("generic" if kind == "generic" else "name", worth[kind], f"{one.text} fits {other.text}")
    for a, b, alike in pairs:
        if alike is not Likeness.IDENTICAL:
            near = "near" if alike is Likeness.NEAR or generic else "spelling"
            yield Feature(near, worth[near], f"{a}, {b}: {'a letter apart' if near == 'near' else 'one sound'}")
    loose = listed("identity", "police_tails" if "police" in one.words else "dispensable")
    further = [word for word in right if word not in loose]
    if right:
        extra = "part" if further or (generic and "police" not in one.words) else "extra"
        yield Feature(extra, worth[extra], f"only one has {' '.join(further or right)}")
    if bool(one.states | one.cities) != bool(other.states | other.cities) and not generic:
        yield Feature("place", worth["one_state"], "only one name tells where")
    if one.numbers != other.numbers:
        yield Feature("number", worth["one_number"], "only one is numbered")


def _abbreviated(one: Body, other: Body) -> Comparison:
    """An abbreviation and another name: the same letters, or those that the other's words begin with."""
    short, long = (one, other) if one.bare else (other, one)
    worth = points("bodies")
    if short.letters == long.letters:
        kind = "alone_letters" if long.bare else "same"
        return Comparison((Feature("letters", worth[kind], f"both are abbreviated {short.text}"),))
    if long.bare or short.letters not in long.initials:
        return unlike(f"{short.text} is no abbreviation of {long.text}")
    kind = "letters" if len(short.letters) >= LEAST_LETTERS else "few_letters"
    return Comparison((Feature("letters", worth[kind], f"{short.text} are the initials of {long.text}"),))
