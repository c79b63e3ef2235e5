"""Names in, the words that the parser reads in their place out: so that a parse hangs on no name.

A small parser knows a few names and guesses at others. It is given the features of one given name, one family name
and one place instead (``stand_ins`` of ``names.toml``); the text stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.language import Analysis
from kg.language.asides import TIMES
from kg.language.loading import is_ordinary
from kg.language.names import in_title_case
from kg.language.segmentation import CAPITAL
from kg.lexicon import table
from kg.model import Mention, MentionType

WORD = re.compile(r"[^\W\d_a-z][^\s.]+(?=\s|$)")  # capitalised and no initial
CAPITALISED = re.compile(r"(?<=\s)[^\W\d_a-z][a-z]+\b")  # but the first, as in any sentence
SMALL = re.compile(r"\b[^\W\d_]{2,}\b(?!['\u2019])")
PLAIN = [(re.compile(pattern), word) for pattern, word in table("grammar")["plain"]]
PLACES = frozenset({MentionType.PLACE, MentionType.PLACE_ACTOR})


def stand_ins(names: Iterable[Mention]) -> Mapping[int, str]:
    """Words to be read in place of persons' names and of places' names of one word, by their offsets in the text."""
    words, found = table("names")["stand_ins"], dict[int, str]()
    for name in names:
        parts = [name.selector.start + match.start() for match in WORD.finditer(name.selector.exact)]
        if name.type is MentionType.PERSON:
            found |= {at: words["family" if at == parts[-1] else "given"] for at in parts}
        elif name.type in PLACES and len(parts) == 1:
            found[parts[0]] = words["place"]
    return found


def plain(text: str) -> Mapping[int, str]:
    """Words to be read in place of those that look like verbs and are none there: "handed them suspended sentences"."""
    return {match.start(): word for pattern, word in PLAIN for match in pattern.finditer(text)}


def small(analysis: Analysis, names: Iterable[Mention]) -> Mapping[int, str]:
    """Words to be read in place of capitalised ones in headings: "Clerk Arrested for Theft" tells of no Mr Arrested."""
    headings = [sentence.selector for sentence in analysis.sentences if in_title_case(sentence.text)]
    taken = [name.selector for name in names if any(name.selector.overlaps(each) for each in headings)]
    words = (
        analysis.document.select(each.start + m.start(), each.start + m.end())
        for each in headings
        for m in CAPITALISED.finditer(each.exact)
    )
    return {
        word.start: word.exact.lower()
        for word in words
        if is_ordinary(word.exact)
        and word.exact.lower() not in TIMES
        and not any(word.overlaps(name) for name in taken)
    }


def caseless(analysis: Analysis) -> Mapping[int, str]:
    """Words to be read in place of those that a text without capitals leaves unknown: most of them are names."""
    given, family = (table("names")["stand_ins"][key] for key in ("given", "family"))
    found: dict[int, str] = {}
    for paragraph in analysis.paragraphs:
        if not CAPITAL.search(paragraph.exact):
            unknown = [m for m in SMALL.finditer(paragraph.exact) if not is_ordinary(m[0])]
            starts = {match.start() for match in unknown}
            for match in unknown:
                found[paragraph.start + match.start()] = given if match.end() + 1 in starts else family
    return found
