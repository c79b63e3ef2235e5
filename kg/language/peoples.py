"""A text in, its adjectives and names of peoples out that no gazetteer lists: "Velmorian" beside "Velmoria".

Law of this file: an ending alone tells nothing where people are named; the word must be used like an adjective.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from kg.gazetteer import is_demonym
from kg.language.descriptions import kind_of_word
from kg.lexicon import words as listed

NAME = re.compile(r"(?:\b(?P<before>\w{1,40}) )?\b(?P<name>[^\W\d_a-z][^\W\d_]{3,40})\b(?P<after> {1,40}[^\W_]{1,40})?")
"""Bounded and begun at a word's edge, so that a text without spaces is read in linear time."""
STEM = 4


def peoples(text: str) -> Mapping[str, str]:
    """Derived words of a text for a place's people, each with the place's name, or "" where none is named."""
    uses = defaultdict(list)
    for match in NAME.finditer(text):
        uses[match["name"]].append((match["before"] or "", (match["after"] or "").lstrip()))
    by_stem: dict[str, list[str]] = defaultdict(list)
    for name in uses:
        by_stem[name[:STEM]].append(name)
    found = {}
    for name, places in uses.items():
        base = next((b for b in sorted(by_stem[name[:STEM]]) if b != name and derives(name, b)), None)
        telling = any(_describes(name, *use) for use in places) if base else any(_counts(name, *use) for use in places)
        if telling and not is_demonym(name):
            found[name] = base or ""
    return found | {f"{name}s": base for name, base in found.items() if f"{name}s" in uses}


def _plain(name: str) -> bool:
    """Whether a word's ending is one that makes adjectives and hardly ever a person's name."""
    return len(name) > STEM + 2 and name.removesuffix("s").endswith(tuple(listed("names", "plain_people_endings")))


def derives(word: str, name: str) -> bool:
    """Whether a word is a place's name with an ending of adjectives, the name's last vowels dropped or kept."""
    return any(
        word.startswith(stem) and word[len(stem) :] in listed("names", "people_endings") for stem in _stems(name)
    )


def _stems(name: str) -> Iterator[str]:
    yield name
    bare = name.rstrip("aeiouy")
    if STEM <= len(bare) < len(name):
        yield from (name[:-1], bare)


def _describes(name: str, before: str, after: str) -> bool:
    """Whether a word stands before what a state or a people has: "Velmorian police", "a Velmorian flag"."""
    noun = after.lower()
    holds = kind_of_word(noun) or any(noun in listed(*key) for key in HOLDERS)
    counted = before.lower() in COUNTED and after.islower()
    return _plain(name) or (bool(after) and (bool(holds) or counted))


def _counts(name: str, before: str, after: str) -> bool:
    """Whether a word with an unmistakable ending stands between an article or a number and a common noun."""
    return _plain(name) and before.lower() in COUNTED and (after.islower() or after[:1].isdigit())


HOLDERS = (
    ("titles", "titles"),
    ("titles", "modifiers"),
    ("names", "small_bodies"),
    ("names", "offices"),
    ("names", "small_modifiers"),
)
COUNTED = frozenset("a an another one two three four five six seven eight nine ten other".split())
