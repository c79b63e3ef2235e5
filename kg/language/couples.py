"""A word for two people in ("both", "the two"), the two who were named together before it out.

Law of this file: they are the only ones named between, joined by "and"; where a third is in the list, nobody is meant.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.language import Sentence
from kg.language.tokens import Token
from kg.model import Mention, MentionType

PAIRS = frozenset({"duo", "men", "pair", "two", "women"})
ASIDE = r"(?:, (?:\d{1,3}|[^,.;:]{3,40}),?)?"
JOINED = re.compile(rf"{ASIDE},? (?:and|along with|together with) (?:[\w'\u2019-]+,? ){{0,6}}")
LISTED = re.compile(r", (?:[\w'\u2019-]+ ){0,4}")


def of_two(head: Token) -> bool:
    """Whether a noun phrase stands for two people told of before: "both", "the two", "the two men", "both women"."""
    beside = {child.lower_ for child in head.lefts}
    if head.lower_ == "both":
        return not head.dep_.startswith("det")
    numbered = head.lower_ in {"men", "women"} and "two" in beside
    return head.lower_ in PAIRS and ("both" in beside or ("the" in beside and (numbered or head.lower_[0] not in "mw")))


def couple(named: Sequence[Mention], sentences: Sequence[Sentence], index: int, before: int) -> tuple[Mention, ...]:
    """The two people named together last before an offset, in its sentence or else the one before."""
    for at in (index, index - 1):
        place = sentences[at].selector if at >= 0 else None
        people = [
            m
            for m in named
            if place is not None
            and m.type is MentionType.PERSON
            and place.start <= m.selector.start
            and m.selector.end <= min(place.end, before)
        ]
        if people:
            return _together(people, sentences[at])
    return ()


def _together(people: Sequence[Mention], sentence: Sentence) -> tuple[Mention, ...]:
    """The last two of a sentence's people, where they alone are joined."""
    text = sentence.analysis.document.text
    chain = [text[a.selector.end : b.selector.start] for a, b in pairwise(people)]
    if not chain or not JOINED.fullmatch(chain[-1]) or people[-1].referent == people[-2].referent:
        return ()
    third = len(chain) > 1 and (LISTED.fullmatch(chain[-2]) or JOINED.fullmatch(chain[-2]))
    return () if third else tuple(people[-2:])
