"""The linguistic layer: a document in, its paragraphs and sentences out, each parsed only when asked for.

Law of this package: text is never changed; every token's ``document_start`` is an offset of ``Document.text``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from spacy.tokens import Doc, Span, Token

from kg.language.loading import load
from kg.language.segmentation import paragraphs, sentences
from kg.model import Document, Selector


@dataclass(slots=False)
class Sentence:
    """One sentence: its place in the document, and its parse, made at first need."""

    analysis: Analysis
    index: int
    paragraph: int
    selector: Selector
    parsed: Doc | None = field(default=None, repr=False)

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.selector.exact

    @property
    def doc(self) -> Doc:
        """The sentence as a parsed spaCy Doc of its own (tags, lemmas, dependencies, entities)."""
        if self.parsed is None:
            self.analysis.parse([self])
        assert self.parsed is not None
        return self.parsed

    def select(self, part: Span | Token) -> Selector:
        """Where a token or span of :attr:`doc` stands in the document."""
        if isinstance(part, Token):
            start, end = part.idx, part.idx + len(part)
        else:
            start, end = part.start_char, part.end_char
        offset = self.selector.start
        return self.analysis.document.select(offset + start, offset + end)

    def span(self, selector: Selector) -> Span | None:
        """The tokens of :attr:`doc` that a selector of the document covers, or None where it fits none."""
        offset = self.selector.start
        return self.doc.char_span(selector.start - offset, selector.end - offset, alignment_mode="expand")


@dataclass(slots=False)
class Analysis:
    """A document with its paragraphs and sentences, in order."""

    document: Document

    @cached_property
    def paragraphs(self) -> tuple[Selector, ...]:
        """Paragraphs of the body, mark-up and front matter skipped."""
        return tuple(paragraphs(self.document))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in reading order; none crosses a paragraph."""
        found = [(i, s) for i, p in enumerate(self.paragraphs) for s in sentences(self.document, p)]
        return tuple(Sentence(self, index, i, s) for index, (i, s) in enumerate(found))

    def parse(self, wanted: Iterable[Sentence]) -> None:
        """Parse sentences in one batch (much cheaper than one at a time)."""
        missing = [sentence for sentence in wanted if sentence.parsed is None]
        for sentence, doc in zip(missing, load().pipe(s.text for s in missing), strict=True):
            sentence.parsed = doc


def analyse(document: Document) -> Analysis:
    """The linguistic view of a document; nothing is computed until asked for."""
    return Analysis(document)
