"""A word for several people in ("both", "the two", "the trio", "they"), those who were named together before it out.

Law of this file: they are the only people of their sentence, joined by commas and "and", and just as many as the word
says; else nobody is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.language import Sentence
from kg.language.descriptions import class_of_kind, kind_of_word
from kg.language.tokens import Token
from kg.model import Mention, MentionType

NUMBERS = {
    "two": 2,
    "both": 2,
    "pair": 2,
    "duo": 2,
    "couple": 2,
    "three": 3,
    "trio": 3,
    "four": 4,
    "quartet": 4,
    "five": 5,
    "six": 6,
}
PEOPLE = frozenset({"activists", "brothers", "journalists", "lawyers", "men", "people", "sisters", "students", "women"})
ASIDE = r"(?:, (?:\d{1,3}|[^,.;:]{3,40}),?)?"
JOINED = re.compile(rf"{ASIDE},? (?:and|along with|together with) (?:[\w'\u2019-]+,? ){{0,6}}")
LISTED = re.compile(rf"{ASIDE}, (?:[\w'\u2019-]+ ){{0,4}}")
REACH = 4  # sentences in which those are looked for whom "the two" means, its own included
OPENING = 40  # characters before the first of those whom "they" means: a title, an office


def how_many(head: Token) -> int:
    """How many people told of before a noun phrase stands for: "both", "the two", "the three men"; 0 for no such."""
    beside = {child.lower_ for child in head.lefts}
    if head.lower_ == "both":
        return 2 if not head.dep_.startswith("det") else 0
    if head.lower_ in PEOPLE or class_of_kind(kind_of_word(head.lower_) or "") == "Group":
        numbers = [NUMBERS[word] for word in beside & NUMBERS.keys()]
        return numbers[0] if len(numbers) == 1 and beside & {"all", "both", "the"} else 0
    of_them = head.i + 1 < len(head.doc) and head.nbor().lower_ == "of"  # "the pair of shoes", "all three of them"
    return NUMBERS.get(head.lower_, 0) if beside & {"all", "both", "the"} and not of_them else 0


def together(
    named: Sequence[Mention], sentences: Sequence[Sentence], index: int, before: int, number: int
) -> tuple[Mention, ...]:
    """So many people named together last before an offset, in its sentence or the nearest before that names anybody."""
    for at in range(index, index - REACH, -1):
        people = _people(named, sentences[at], before) if at >= 0 else []
        if people:
            return _joined(people, sentences[at], number)
    return ()


def opening(named: Sequence[Mention], sentences: Sequence[Sentence], index: int) -> tuple[Mention, ...]:
    """The people, two or more, whose list opens the sentence before one with this index."""
    before = sentences[index - 1] if index > 0 else None
    people = _people(named, before, before.selector.end) if before is not None else []
    if before is None or len(people) < 2 or people[0].selector.start - before.selector.start > OPENING:
        return ()
    return _joined(people, before, len(people))


def _people(named: Sequence[Mention], sentence: Sentence, before: int) -> list[Mention]:
    place = sentence.selector
    return [
        m
        for m in named
        if m.type is MentionType.PERSON and place.start <= m.selector.start and m.selector.end <= min(place.end, before)
    ]


def _joined(people: Sequence[Mention], sentence: Sentence, number: int) -> tuple[Mention, ...]:
    """The last of a sentence's people, so many, where they alone are joined."""
    text = sentence.analysis.document.text
    chain = [text[a.selector.end : b.selector.start] for a, b in pairwise(people)]
    links = chain[len(chain) - number + 1 :]
    if len(people) < number or not JOINED.fullmatch(links[-1]) or not all(map(LISTED.fullmatch, links[:-1])):
        return ()
    last = people[len(people) - number :]
    rest = chain[: len(chain) - number + 1][-1:]
    another = any(LISTED.fullmatch(link) or JOINED.fullmatch(link) for link in rest)
    return () if another or len({m.referent for m in last}) < number else tuple(last)
