"""Named mentions in, what the words beside persons' names call them out: titles, offices, trades.

Law of this file: a name is asked nothing; only the words before it and in an apposition behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.language import Analysis
from kg.language.descriptions import kind_of_word
from kg.lexicon import table
from kg.lexicon import words as listed
from kg.model import Mention, MentionType, Selector

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
OFFICE = re.compile(
    r"(?:\b(?:the|a|an|its|his|her|their)|['\u2019]s)\s+((?:[\w\u2019'-]+\s+){0,4}[\w-]+),\s+(?:[A-Z][a-z]{0,3}\.?\s+)?$",
    re.IGNORECASE,
)
APPOSED = re.compile(r",\s+(?:a|an|the|his|her|its)\s+((?:[\w\u2019'-]+\s+){0,3}[\w-]+)")
PARTING = listed("names", "says") | {"and", "as", "by", "met", "that", "told", "with"}
"""Words behind which another phrase begins: "the lawyer said Roy"."""
CALLED = listed("grammar", "male") | listed("grammar", "female")
SAME = tuple(frozenset(words.split()) for words in table("grammar")["callings"])
"""Words for one calling."""


def offices(analysis: Analysis, named: Iterable[Mention]) -> Mapping[str, set[str]]:
    """The words beside each person's names, where titles and offices stand, in lower case."""
    openings = [sentence.selector.start for sentence in analysis.sentences]
    found: dict[str, set[str]] = defaultdict(set)
    for mention in named:
        if mention.type is MentionType.PERSON and mention.referent is not None:
            beside = _beside(analysis.document.text, openings, mention.selector)
            found[mention.referent].update(word.lower() for word in beside)
    return found


def titles(beside: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Those of the words that say what a person is: "President X", "X, a lawyer"."""
    return {who: {w for w in words if kind_of_word(w) or w in CALLED} for who, words in beside.items()}


def is_called(head: str, told: set[str]) -> bool:
    """Whether a description's noun is a title that somebody is told to bear, or another word for it."""
    return head in told or any(head in same and not told.isdisjoint(same) for same in SAME)


def _beside(text: str, openings: Sequence[int], name: Selector) -> list[str]:
    """Up to three words before a name in its sentence, and those of an apposition behind it."""
    start = openings[bisect_right(openings, name.start) - 1]
    before = WORD.findall(text[max(start, name.start - 40) : name.start].rpartition(",")[2])[-3:]
    office = OFFICE.search(text[max(start, name.start - 80) : name.start])
    after = APPOSED.match(text, name.end, name.end + 60)
    parted = max((at + 1 for at, word in enumerate(before) if word.lower() in PARTING), default=0)
    return [*before[parted:], *(WORD.findall(office[1]) if office else ()), *(WORD.findall(after[1]) if after else ())]
