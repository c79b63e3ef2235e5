"""Names in, pairs worth comparing out: so that the work grows with the number of names, not with its square.

Law of this file: a key decides nothing. Two names that share one are compared; of a crowd that shares one, in the
order of the alphabet, each with its next neighbours only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import combinations, product

from kg.identity.abjads import legible
from kg.identity.body_names import body, part_keys
from kg.identity.body_names import keys as body_keys
from kg.identity.eastern import outlines
from kg.identity.frames import frames, heard, near, spoken, whole_frames
from kg.identity.names import Word, name
from kg.identity.places import place_key
from kg.identity.spelling import SYLLABLES, names_of, script, skeleton

Profile = tuple[str, tuple[str, ...]]
"""Family of types ("Person", "Place", "Organization") and the names of nodes that are called alike."""
CROWD = 40
"""Names with one key from which on each is compared with its next neighbours only."""
WORDS = 5
"""Words of a name that make keys."""


def pairs(profiles: Iterable[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """Pairs of names worth comparing, each once, in order; partial names are left to ``holders``."""
    some = list(profiles)
    seen: set[tuple[Profile, Profile]] = set()
    for pair in _neighbours(_blocks(some, keys), sorted):
        if pair not in seen:
            seen.add(pair)
            yield pair
    for one, other in _neighbours(_blocks(some, loose_keys), _by_ear):
        pair = (one, other) if one < other else (other, one)
        if pair not in seen and _near(*pair):
            seen.add(pair)
            yield pair


def _neighbours(
    blocks: Mapping[str, set[Profile]], order: Callable[[set[Profile]], list[Profile]]
) -> Iterator[tuple[Profile, Profile]]:
    for block in blocks.values():
        some = order(block) if len(block) > 1 else []
        for at, one in enumerate(some):
            yield from ((one, other) for other in some[at + 1 : at + 1 + CROWD])


def _blocks(profiles: Iterable[Profile], keys_of: Callable[[Profile], frozenset[str]]) -> Mapping[str, set[Profile]]:
    found: dict[str, set[Profile]] = defaultdict(set)
    for profile in profiles:
        for key in keys_of(profile):
            found[key].add(profile)
    return found


def _by_ear(block: set[Profile]) -> list[Profile]:
    """Profiles in the order of their sounds, so that one in another script stands among those that it may be."""
    return sorted(block, key=lambda profile: (heard(profile[1][0]), profile))


def _near(one: Profile, other: Profile) -> bool:
    return any(near(a, b) for a, b in product(one[1], other[1]))


def keys(profile: Profile) -> frozenset[str]:
    """Keys of the names of a profile: two profiles that may be one share one."""
    type_, names = profile
    made = {"Person": _of_person, "Place": _of_place}.get(type_, _of_body)
    return frozenset(f"{type_} {key}" for text in names for key in made(text))


def loose_keys(profile: Profile) -> frozenset[str]:
    """Keys by which a person's names meet, whatever script and romanisation: only near ones are compared."""
    type_, names = profile
    if type_ != "Person":
        return frozenset()
    return frozenset(key for text in names for read in spoken(text) for key in _framed(read))


def _framed(text: str) -> Iterator[str]:
    words = name(text).words[:WORDS]
    for one, other in combinations(words, 2):
        for a, b in product(_outline(one), _outline(other)):
            yield " ".join(sorted((a, b)))
    if len(words) > 1:
        yield from (f"={frame}" for frame in whole_frames(text))


def _outline(word: Word) -> frozenset[str]:
    return frames(word) | names_of(word.bare)


def _tokens(word: Word) -> set[str]:
    """A word as it is looked up: by its skeleton, and by the name that it is a variant of."""
    bare = legible(word.bare, word.abjad)
    spelt = {skeleton(bare), *names_of(bare)}
    if word.abjad:
        spelt.add(skeleton(bare.replace("v", "").replace("w", "") or bare))
    return spelt


def _of_person(text: str) -> Iterator[str]:
    words = name(text).words[:WORDS]
    if len(words) == 1:
        yield from (f"1 {token}" for token in _tokens(words[0]))
        return
    for one, other in combinations(words, 2):
        for a, b in product(_tokens(one), _tokens(other)):
            yield " ".join(sorted((a, b)))
    yield "=" + "".join(sorted(skeleton("".join(word.bare for word in words))))
    yield from outlines(text)


def initial_keys(text: str) -> frozenset[str]:
    """Keys by which a person's name with an initial and a full one meet."""
    words = name(text).words[:WORDS]
    ends = {(words[0], words[-1]), (words[-1], words[0])} if len(words) > 1 else set()
    return frozenset(
        f"{skeleton(one.bare[:1])}. {token}" for one, other in ends if not other.initial for token in _tokens(other)
    )


def _of_place(text: str) -> Iterator[str]:
    yield place_key(text)


def _of_body(text: str) -> Iterator[str]:
    yield from body_keys(body(text))


class Fullness(IntEnum):
    """How much of a name the names of a profile tell, the fullest of them."""

    PART = 0  # one word of a person's name, an abbreviation of a body's
    INITIAL = 1  # a surname with an initial
    WHOLE = 2


@lru_cache(maxsize=1 << 17)
def fullness(profile: Profile) -> Fullness:
    """Tell how much of a name a profile has: a part can be joined to a fuller name, never the other way."""
    type_, names = profile
    if type_ == "Place":
        return Fullness.WHOLE
    if type_ == "Person":
        return max(_of_words(name(spoken(text)[-1]).words) for text in names)
    return Fullness.PART if all(body(text).bare for text in names) else Fullness.WHOLE


def _of_words(words: Sequence[Word]) -> Fullness:
    if len(words) < 2:
        return Fullness.PART
    whole = [word for word in words if not word.initial or script(word.text) in SYLLABLES]
    return Fullness.INITIAL if len(whole) < 2 else Fullness.WHOLE


class Holders:
    """Fuller names by what a partial one may be a part of: a word, an initial and a word, letters."""

    def __init__(self, profiles: Iterable[Profile]) -> None:
        self._found: dict[str, set[Profile]] = defaultdict(set)
        for profile in profiles:
            for key in {*_words_in(profile), *_parts(profile)}:
                self._found[key].add(profile)

    def __call__(self, partial: Profile) -> list[Profile]:
        """Fuller names that a partial one may stand for, in order."""
        return sorted({profile for key in _parts(partial) for profile in self._found.get(key, ())})


def _words_in(profile: Profile) -> Iterator[str]:
    """Keys of the words of a person's names, initials aside."""
    type_, names = profile
    for text in names if type_ == "Person" else ():
        words = name(text).words[:WORDS]
        yield from (f"1 {token}" for word in words if not word.initial for token in _tokens(word))
        if len(words) > 1 or any(word.abjad for word in words):  # some scripts do not part words
            yield from (f"= {frame}" for frame in whole_frames(text))


def _parts(profile: Profile) -> Iterator[str]:
    """Keys of what a profile is a part of a name by."""
    type_, names = profile
    if type_ == "Person":
        if fullness(profile) is Fullness.PART:
            yield from _words_in(profile)
        yield from (key for text in names for key in initial_keys(text))
        return
    for told in map(body, names):
        yield from part_keys(told)
