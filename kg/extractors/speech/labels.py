"""A document in, statements out that no word of saying tells: who speaks stands before a colon or behind a dash.

A transcript's paragraphs begin with a label ("ROY: We went to court."), a quotation may follow its speaker's name and
a colon, or be signed ("Nobody came." -- Carla Sanchez). Law of this file: labels in capitals speak only where two of
them at least recur in a document, as those of people who talk to each other do.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kg.extractors.speech.assertions import evidence_of, quotations_of
from kg.extractors.speech.quotes import MARK, Quotes
from kg.extractors.speech.stretches import Stretch
from kg.iris import ClaimIds
from kg.mentions import Mentions
from kg.model import NAMED_ACTORS, Claim, Code, Mention, Role, Selector

LABEL = re.compile(rf"[{MARK}]?(?P<name>[^\W\d_a-z][\w.\u2019' -]{{1,40}})(?P<mark>:)[ \t]+(?=\S)")
DASH = "\u2015\u2014\u2013-"
SIGNATURE = re.compile(
    rf"[{MARK}]{{1,2}}\s{{0,3}}(?P<mark>[{DASH}]{{1,2}})[ \t]*(?P<name>[^\n]{{2,80}}?)[ \t.]*(?:\n|$)"
)
TITLE = 12  # characters of a title that may stand before the name in a signature
RECURRING = 2  # times that each of two labels at least stands in a transcript


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words with who says them, and the mark between the two in its sentence."""

    cue: str
    home: Selector
    mark: Selector
    speaker: Mention
    content: Selector


def spoken(labelled: Labelled, quotes: Quotes, ids: ClaimIds) -> Claim:
    """The claim of words with a label: spoken by whom it names, and as they were spoken."""
    evidence = evidence_of(labelled.home, (labelled.content,), quotes.analysis)
    roles = [Role("speaker", labelled.speaker), Role("contentText", labelled.content)]
    roles += quotations_of((labelled.content,), quotes)[:-1]
    roles += [Role("quoteStyle", Code("direct"))]
    return Claim(
        id=ids.mint("Statement", evidence[0], roles),
        type="Statement",
        kinds=("report",),
        trigger=labelled.mark,
        evidence=evidence,
        roles=tuple(roles),
        extractor=f"statement/{labelled.cue}",
    )


class Labels:
    """The labels and signatures of one document."""

    def __init__(self, mentions: Mentions, quotes: Quotes) -> None:
        self.analysis, self.mentions, self.quotes = mentions.analysis, mentions, quotes

    def __iter__(self) -> Iterator[Labelled]:
        """Labelled paragraphs, then signed quotations, each in reading order."""
        for paragraph, found in self._opened:
            if (read := self._transcribed(paragraph, found) or self._headed(paragraph, found)) is not None:
                yield read
        for quote in self.quotes.all:
            if (signed := self._signed(quote)) is not None:
                yield signed

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.selector.start for sentence in self.analysis.sentences]

    @cached_property
    def _opened(self) -> list[tuple[Selector, re.Match[str]]]:
        """Paragraphs that begin with a label."""
        found = ((paragraph, LABEL.match(paragraph.exact)) for paragraph in self.analysis.paragraphs)
        return [(paragraph, match) for paragraph, match in found if match is not None]

    @cached_property
    def _speaking(self) -> frozenset[str]:
        """The labels of a transcript in capitals; none where fewer than two recur."""
        counted = Counter(match["name"] for _, match in self._opened if match["name"].isupper())
        recurring = [name for name, times in counted.items() if times >= RECURRING]
        return frozenset(counted) if len(recurring) >= RECURRING else frozenset()

    def _transcribed(self, paragraph: Selector, match: re.Match[str]) -> Labelled | None:
        if match["name"] not in self._speaking:
            return None
        words = paragraph.exact[match.end() :].rstrip(MARK + " ")
        start = paragraph.start + match.end()
        return self._read("label.transcript", paragraph.start, match, (start, start + len(words)))

    def _headed(self, paragraph: Selector, match: re.Match[str]) -> Labelled | None:
        """A name, a colon and nothing but a quotation."""
        quotes, start = self.quotes.all, paragraph.start + match.end()
        at = bisect_left(quotes, start, key=lambda quote: quote.start)
        if at == len(quotes) or quotes[at].end > paragraph.end:
            return None
        quote = quotes[at]
        text = self.analysis.document.text
        bare = text[start : quote.start].strip(MARK) + text[quote.end : paragraph.end].strip(MARK + " .")
        return self._read("label.name", paragraph.start, match, (quote.start, quote.end)) if not bare else None

    def _signed(self, quote: Selector) -> Labelled | None:
        """A quotation that fills its lines, with a dash and a name behind it."""
        text = self.analysis.document.text
        opens = not text[text.rfind("\n", 0, quote.start) + 1 : quote.start].strip(MARK + " \t")
        match = SIGNATURE.match(text, quote.end) if opens else None
        return self._read("label.signature", 0, match, (quote.start, quote.end)) if match is not None else None

    def _read(self, cue: str, offset: int, match: re.Match[str], content: Stretch) -> Labelled | None:
        select = self.analysis.document.select
        mark = select(offset + match.start("mark"), offset + match.end("mark"))
        name = select(offset + match.start("name"), offset + match.end("name"))
        home = self.analysis.sentences[max(0, bisect_right(self._starts, mark.start) - 1)]
        named = (m for m in self.mentions.within(home) if m.selector.overlaps(name) and m.type in NAMED_ACTORS)
        who = next(named, None)
        if who is None or who.selector.start - name.start > (TITLE if cue == "label.signature" else 0):
            return None
        if cue == "label.name" and who.selector != name:
            return None
        return Labelled(cue, home.selector, mark, who, select(*content))
