"""Somebody named and a pronoun behind the name in, whether he tells of another there out.

Nobody calls himself "he" in his own words, and a lawyer, an officer or a brother who says "he was held" seldom speaks
of himself. Law of this file: it only takes candidates away; whom a pronoun means is for :mod:`kg.language.references`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from kg.language import Analysis
from kg.language.quotations import quotations
from kg.lexicon import words as listed
from kg.model import Mention, MentionType, Selector


def _any(*lists: str) -> str:
    return rf"(?:{'|'.join(sorted(listed(*lists)))})"


NEAR = 60  # characters before a name in which an office stands
SAYS = _any("names", "says")
SAID = re.compile(rf"\b{SAYS}\b[^.;\"\u201c\u201d]{{0,40}}$")
"""Before what somebody says: "Ann Roy said on Monday that"."""
SPEAKS = re.compile(rf" {SAYS}\b[^\"\u201c\u201d]{{0,40}}$")
"""Behind a name, to the end of its sentence: "Ann Roy said."."""
SPOKE = re.compile(rf"\b{SAYS} (?:[\w.]+ ){{0,3}}$")
"""Before a name: "said Mrs Ann Roy"."""
OFFICE = re.compile(rf"\b{_any('grammar', 'reporting')}\b[^.;]*$", re.IGNORECASE)
FORMER = re.compile(r"\b(?:ex-|former )", re.IGNORECASE)
UNDERWENT = re.compile(
    r"s?he (?:(?:(?:has|had) been|is|was|will be|would be)(?: being)?(?: [a-z]+ly)?"
    rf" {_any('grammar', 'undergone')}|{_any('grammar', 'answered')})\b"
)


class Reporters:
    """Who of those named in a document tells of another."""

    def __init__(self, analysis: Analysis, named: Sequence[Mention]) -> None:
        self._analysis, self._named = analysis, named
        self._starts = [mention.selector.start for mention in named]

    @cached_property
    def _quotations(self) -> tuple[Selector, ...]:
        return quotations(self._analysis)

    def tells(self, mention: Mention, index: int, pronoun: tuple[int, int]) -> bool:
        """Whether somebody named in sentence ``index`` tells of another by a pronoun, given by sentence and offset."""
        (sentence, start), here = pronoun, self._analysis.sentences[index].selector
        if mention.selector.start < here.start:
            return False
        quoted = next((q for q in self._quotations if q.start <= start < q.end), None)
        if index < sentence:
            return quoted is not None and self._spoke(mention, here)
        if self._parted(mention, start):
            return False
        if quoted is not None and mention.selector.end <= quoted.start:
            return SAID.search(self._between(mention, quoted.start - 1)) is not None
        return self._of_another(mention, here, start)

    def _spoke(self, mention: Mention, sentence: Selector) -> bool:
        """Whether a sentence ends with somebody saying what stands before: "…, said Ann Roy."."""
        text = self._analysis.document.text
        spoke = SPOKE.search(text, sentence.start, mention.selector.start)
        return spoke is not None or SPEAKS.match(self._between(mention, sentence.end)) is not None

    def _parted(self, mention: Mention, start: int) -> bool:
        """Whether somebody else is named between: he is nearer to what is said."""
        first, last = bisect_left(self._starts, mention.selector.end), bisect_left(self._starts, start)
        return any(other.type is MentionType.PERSON for other in self._named[first:last])

    def _of_another(self, mention: Mention, sentence: Selector, start: int) -> bool:
        """Whether one who speaks for others says what "he" underwent: "his lawyer, Bo Lind, said he was held"."""
        text, between = self._analysis.document.text, self._between(mention, start)
        said = SAID.search(between) if UNDERWENT.match(text, start) else None
        before = text[max(sentence.start, mention.selector.start - NEAR) : mention.selector.start]
        office = f"{before} {between[: said.start()]}" if said else ""
        return OFFICE.search(office) is not None and FORMER.search(before) is None

    def _between(self, mention: Mention, end: int) -> str:
        return self._analysis.document.text[mention.selector.end : end]
