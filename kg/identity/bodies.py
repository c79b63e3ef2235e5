"""Two names of bodies in, what speaks for and against one body out: head nouns, states, numbers, abbreviations.

Law of this file: a ministry of one state is none of another; a name that each state has a body of proves nothing
until the state is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache, lru_cache

from kg.identity.abjads import readable
from kg.identity.body_names import LEAST_LETTERS, Body, body, usual
from kg.identity.comparison import Comparison, Feature, forbidden, unlike
from kg.identity.persons import points
from kg.identity.spelling import ORDER, Likeness, likeness, script, sound
from kg.language.peoples import derives
from kg.lexicon import table
from kg.lexicon import words as listed


@lru_cache(maxsize=1 << 18)
def bodies(left: str, right: str) -> Comparison:
    """Compare two names of bodies as written."""
    one, other = sorted((body(left), body(right)), key=lambda b: (len(b.words), b.text))
    if one.bare or other.bare:
        return _abbreviated(one, other)
    return _whole(one, other)


def _whole(one: Body, other: Body) -> Comparison:
    """Compare two names that are more than abbreviations."""
    if _spelt_alike(one, other):
        kind = "generic" if one.generic and other.generic else "name"
        worth = points("bodies")["generic" if kind == "generic" else "same"]
        return Comparison((Feature(kind, worth, f"{one.text} and {other.text} are one name in two scripts"),))
    if not one.words or not other.words:
        return _governments(one, other)
    if conflict := _conflict(one, other):
        return forbidden(conflict)
    return _by_words(one, other)


def _spelt_alike(one: Body, other: Body) -> bool:
    """Whether a name of one script is another's letter by letter: "Новая газета", "Novaya Gazeta"."""
    if script(one.text) == script(other.text) or one.numbers != other.numbers:
        return False
    if one.abjad != other.abjad:
        bare_, spelt_ = (one.plain, other.plain) if one.abjad else (other.plain, one.plain)
        return len(bare_) > LEAST_LETTERS and readable(bare_, spelt_, one.abjad or other.abjad)
    return len(one.plain) > LEAST_LETTERS and sound(one.plain) == sound(other.plain)


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
    pairs, left, right = _matched(one, other)
    if left:
        return _differing(one, other, left, right)
    if not any(alike is not Likeness.NEAR for _, _, alike in pairs):
        return unlike("no word in common")
    return Comparison(tuple(_features(one, other, pairs, right)))


def _matched(one: Body, other: Body) -> tuple[list[tuple[str, str, Likeness]], list[str], list[str]]:
    """Words that are one, most alike first, and those left over on each side."""
    grid = ((i, j) for i in range(len(one.words)) for j in range(len(other.words)))
    order = sorted((ORDER.index(_alike(one, other, i, j)), i, j) for i, j in grid)
    used_left: set[int] = set()
    used_right: set[int] = set()
    pairs = []
    for rank, i, j in order:
        alike = ORDER[rank]
        if alike in USABLE and i not in used_left and j not in used_right:
            used_left.add(i)
            used_right.add(j)
            pairs.append((one.words[i], other.words[j], alike))
    left = [word for i, word in enumerate(one.words) if i not in used_left]
    return pairs, left, [word for j, word in enumerate(other.words) if j not in used_right]


def _alike(left: Body, right: Body, i: int, j: int) -> Likeness:
    one, other = left.words[i], right.words[j]
    if one == other:
        return Likeness.IDENTICAL
    if {one, other} <= usual():
        return Likeness.VARIANT if _rendered(left, right) and other in _renderings(one) else Likeness.NONE
    if _rendered(left, right) and other in _renderings(one):
        return Likeness.VARIANT
    if derives(one, other) or derives(other, one):
        return Likeness.SPELLING
    if left.abjad != right.abjad:
        return likeness(*((one, other) if left.abjad else (other, one)), unvowelled=left.abjad or right.abjad)
    return likeness(one, other)


def _rendered(one: Body, other: Body) -> bool:
    """Whether one of two names is a translation, so that its words stand for others that translators choose."""
    return one.foreign != other.foreign or (one.foreign and script(one.text) != script(other.text))


@cache
def _renderings(word: str) -> frozenset[str]:
    """Words that a translator may choose for a word, and those that it may stand for."""
    rows = [{key, *others.split()} for key, others in table("bodies")["renderings"].items()]
    return frozenset(
        other
        for key, row in zip(table("bodies")["renderings"], rows, strict=True)
        if word in row
        for other in (row if word == key else {key})
    )


USABLE = {
    Likeness.IDENTICAL,
    Likeness.VARIANT,
    Likeness.SPELLING,
    Likeness.CONSONANTS,
    Likeness.SHORT,
    Likeness.NEAR,
}


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
        if alike is Likeness.VARIANT:
            yield Feature("rendering", worth["rendering"], f"{a}, {b}: one may translate the other")
        elif alike is not Likeness.IDENTICAL:
            near = "near" if alike is Likeness.NEAR or generic else "spelling"
            yield Feature(near, worth[near], f"{a}, {b}: {'a letter apart' if near == 'near' else 'one sound'}")
    loose = listed("identity", "police_tails" if "police" in one.words else "dispensable")
    whole = not listed("identity", "organs").isdisjoint(one.words) and listed("identity", "whole_state")
    further = [word for word in right if word not in loose and not (whole and word in whole)]
    if right and whole and not further and listed("identity", "whole_state").issuperset(right):
        yield Feature("whole", 0.0, f"{' '.join(right)} may be left out of an organ of state")
    elif right:
        extra = "part" if further or (generic and "police" not in one.words) else "extra"
        yield Feature(extra, worth[extra], f"only one has {' '.join(further or right)}")
    if bool(one.states | one.cities) != bool(other.states | other.cities) and not generic:
        yield Feature("place", worth["one_state"], "only one name tells where")
    if one.numbers != other.numbers:
        yield Feature("number", worth["one_number"], "only one is numbered")


def _abbreviated(one: Body, other: Body) -> Comparison:
    """An abbreviation and another name: what it is known to stand for, the same letters, or the other's initials."""
    short, long = (one, other) if one.bare else (other, one)
    known = [_whole(replace(short, words=words, letters=""), each) for words in short.meanings for each in _read(long)]
    fitting = [found for found in known if found.plausible and not found.conflict]
    by_letters = _by_letters(short, long)
    if not fitting or (by_letters.plausible and short.letters == long.letters):
        return by_letters
    return max(fitting, key=lambda found: found.points)


def _read(long: Body) -> list[Body]:
    """A name by its words, an abbreviation by those that it may stand for."""
    return [replace(long, words=words, letters="") for words in long.meanings] if long.bare else [long]


def _by_letters(short: Body, long: Body) -> Comparison:
    worth = points("bodies")
    if short.letters == long.letters:
        kind = "alone_letters" if long.bare else "same"
        return Comparison((Feature("letters", worth[kind], f"both are abbreviated {short.text}"),))
    if long.bare or short.letters not in long.initials:
        return unlike(f"{short.text} is no abbreviation of {long.text}")
    kind = "letters" if len(short.letters) >= LEAST_LETTERS else "few_letters"
    return Comparison((Feature("letters", worth[kind], f"{short.text} are the initials of {long.text}"),))
