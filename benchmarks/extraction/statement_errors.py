"""Statements that were missed or are spurious, by what went wrong (the classes of the error table of the field)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from benchmarks.extraction.measures import Errors
from kg.extractors.speech import cues, telling
from kg.language import analyse
from kg.model import Document

WORD = re.compile(r"\w+")
Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True)
class Said:
    """A statement as three stretches of one text, wanted or found; ``source`` is empty where nobody is named."""

    document: str
    text: str
    source: Spans
    cue: Spans
    content: Spans

    def words(self, spans: Spans) -> frozenset[int]:
        """Where the words that begin in these spans begin."""
        return frozenset(found.start() for start, end in spans for found in WORD.finditer(self.text, start, end))

    @cached_property
    def parts(self) -> dict[str, frozenset[int]]:
        """Words of source, cue and content."""
        return {name: self.words(getattr(self, name)) for name in ("source", "cue", "content")}

    def shown(self) -> str:
        """Source, cue and content as words, shortened."""
        found = (" … ".join(self.text[start:end] for start, end in getattr(self, name)) for name in self.parts)
        source, cue, content = (" ".join(words.split()) for words in found)
        return f"[{source[:50]}] [{cue}] {content[:110]}"


def alike(left: frozenset[int], right: frozenset[int]) -> bool:
    """Whether at least half of the words are the same (Dice)."""
    return 4 * len(left & right) >= len(left) + len(right)


def classified(
    missed: Iterable[Said], spurious: Iterable[Said], wanted: Sequence[Said], found: Sequence[Said]
) -> Errors:
    """Errors by class; one statement read with a wrong part is both missed and spurious, and counted as each."""
    errors = Errors()
    for each in missed:
        errors.add(f"missed: {_why_missed(each, _beside(each, found))}", each.shown())
    for each in spurious:
        errors.add(f"spurious: {_why_spurious(each, _beside(each, wanted))}", each.shown())
    return errors


def _beside(said: Said, others: Iterable[Said]) -> list[Said]:
    return [other for other in others if other.document == said.document]


def _why_missed(wanted: Said, found: Sequence[Said]) -> str:
    read = [other for other in found if other.parts["cue"] & wanted.parts["cue"]]
    if read:
        best = max(read, key=lambda other: sum(alike(other.parts[n], wanted.parts[n]) for n in wanted.parts))
        return _parts_wrong(wanted, best)
    if (
        not {word.lower() for start, end in wanted.cue for word in WORD.findall(wanted.text[start:end])}
        & cues.triggers()
    ):
        return "cue not in the lexicons"
    if any(wanted.parts["cue"] <= other.parts["content"] for other in found):
        return "cue swallowed by the content of another"
    at = [told for start, end in wanted.cue for offset, told in heard(wanted.text).items() if start <= offset < end]
    if not at:
        return "cue in the lexicons, not in a frame of theirs here"
    return "cue found, no source or content" if any(at) else "cue found, told as not done"


@lru_cache(maxsize=4)
def heard(text: str) -> dict[int, bool]:
    """Where the verbs or nouns of cues stand that the lexicons find in a text, and whether each is told as done."""
    analysis = analyse(Document(name="text.txt", text=text, sha256=""))
    analysis.parse(analysis.sentences)
    return {
        sentence.select(sentence.doc[found.verb.i : found.verb.i + 1]).start: telling.told(found.verb)
        for sentence in analysis.sentences
        for found in cues.found(sentence.doc)
    }


def _parts_wrong(wanted: Said, read: Said) -> str:
    wrong = [name for name in ("source", "content") if not alike(wanted.parts[name], read.parts[name])]
    if len(wrong) > 1:
        return "source and content wrong"
    if not wrong:
        return "cue boundary wrong, or read for another"
    return f"{wrong[0]} {_difference(wanted.parts[wrong[0]], read.parts[wrong[0]])}"


def _difference(wanted: frozenset[int], read: frozenset[int]) -> str:
    if not read:
        return "not found"
    if not wanted:
        return "found where there is none"
    if not wanted & read:
        return "in the wrong place"
    return "too long" if len(read) > len(wanted) else "too short"


def _why_spurious(found: Said, wanted: Sequence[Said]) -> str:
    if any(found.parts["cue"] & other.parts["cue"] for other in wanted):
        return "cue right, a part wrong"
    if any(alike(found.parts["content"], other.parts["content"]) for other in wanted):
        return "another cue for the same content"
    if any(found.parts["cue"] <= other.parts["content"] for other in wanted):
        return "inside a wanted content"
    if any(found.parts["cue"] & other.parts["source"] for other in wanted):
        return "cue inside a wanted source"
    return "no statement there"
