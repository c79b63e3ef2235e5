"""The linguistic layer: a document in, its paragraphs and sentences out, each read only as closely as asked for.

Law of this package: text is never changed; the token at ``idx`` of a sentence's Doc stands at ``idx`` of its words.
Two depths of reading: *recognised* (tokens and entities, every sentence of a document with names in it) and *parsed*
(tags, lemmas, dependencies as well: only the sentences that an extractor asks for).
"""

from __future__ import annotations

import os
import re

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # before numpy is loaded: the pipeline's workers share the cores

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

import spacy.tokens
from spacy.attrs import IDX

from kg.language.features import STAND_INS
from kg.language.layout import blocks, unmarked
from kg.language.loading import load, recognisers
from kg.language.memory import per_doc, per_sentence
from kg.language.participles import accused
from kg.language.parting import joined, parted
from kg.language.rereading import reread
from kg.language.segmentation import LONGEST, sentences, was_cut
from kg.language.tokens import Doc, Span, Token
from kg.lexicon import words as listed
from kg.model import Document, Issue, Selector

BATCH = 64
WORD = re.compile(r"[^\W\d_][\w'\u2019-]*")
LETTERS = re.compile(r"\w+")


@dataclass(slots=False)
class Sentence:
    """One sentence: its place in the document, and what was read of it so far."""

    analysis: Analysis = field(repr=False)
    index: int
    paragraph: int
    selector: Selector
    recognised: spacy.tokens.Doc | None = field(default=None, repr=False)
    parsed: Doc | None = field(default=None, repr=False)
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What functions found in it (:mod:`kg.language.memory`)."""
    _selected: dict[int | tuple[int, int], Selector] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @property
    def text(self) -> str:
        """The sentence's words."""
        return self.selector.exact

    @property
    def doc(self) -> Doc:
        """The sentence as parsed: tokens with tags, lemmas, dependencies and entities."""
        if self.parsed is None:
            self.analysis.parse([self])
        assert self.parsed is not None
        return self.parsed

    @property
    def tokens(self) -> spacy.tokens.Doc:
        """The sentence's tokens with entities, as spaCy's Doc; tags and dependencies only where it is parsed."""
        if self.recognised is None:
            self.analysis.recognise([self])
        assert self.recognised is not None
        return self.recognised

    def select(self, part: Span | Token) -> Selector:
        """Where a token or span of :attr:`doc` stands in the document."""
        at = part.i if isinstance(part, Token) else (part.start, part.end)
        if at not in self._selected:
            start, end = (
                (part.idx, part.idx + len(part)) if isinstance(part, Token) else (part.start_char, part.end_char)
            )
            offset = self.selector.start
            self._selected[at] = self.analysis.document.select(offset + start, offset + end)
        return self._selected[at]

    def span(self, selector: Selector) -> Span | None:
        """Tokens that a selector of the document touches, or None where it touches none."""
        start, end = selector.start - self.selector.start, selector.end - self.selector.start
        starts = _starts(self)
        first, last = max(0, bisect_right(starts, start) - 1), bisect_left(starts, end)
        if first < last and start >= starts[first] + len(self.tokens[first]):
            first += 1  # between two tokens
        return (self.parsed or Doc(self.tokens))[first:last] if first < last else None


@dataclass(slots=False)
class Analysis:
    """A document with its paragraphs and sentences, in order.

    ``stand_ins`` are words that the parser is to read instead of the text's, by offset (:mod:`kg.language.standins`).
    """

    document: Document
    stand_ins: Mapping[int, str] = field(default_factory=dict)
    memory: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    """What functions found in it (:mod:`kg.language.memory`)."""

    @cached_property
    def paragraphs(self) -> tuple[Selector, ...]:
        """Paragraphs, headings and list items of the body; front matter and mark-up between them skipped."""
        return tuple(blocks(self.document))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences in reading order; none crosses a paragraph."""
        found = [(i, s) for i, p in enumerate(self.paragraphs) for s in sentences(self.document, p)]
        return tuple(Sentence(self, index, i, s) for index, (i, s) in enumerate(found))

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Sentences so long that they were cut."""
        cut = (s.selector for s in self.sentences if was_cut(s.text))
        words = f"a sentence of more than {LONGEST} characters was cut"
        return tuple(Issue(self.document.name, "language", "long-sentence", words, selector=s) for s in cut)

    def recognise(self, wanted: Iterable[Sentence]) -> None:
        """Find tokens and entities of sentences in one batch."""
        missing = [sentence for sentence in wanted if sentence.recognised is None]
        if not missing:
            return
        nlp = load()
        busy = recognisers(nlp)
        idle = [name for name in nlp.pipe_names if name not in busy]
        named = [sentence for sentence in missing if _may_name(sentence.text)]
        for sentence, doc in zip(named, nlp.pipe(map(_plain, named), batch_size=BATCH, disable=idle), strict=True):
            sentence.recognised = doc
        for sentence in missing:
            sentence.recognised = sentence.recognised or nlp.make_doc(_plain(sentence))

    def parse(self, wanted: Iterable[Sentence]) -> None:
        """Parse sentences in one batch (much cheaper than one at a time)."""
        missing = [sentence for sentence in wanted if sentence.parsed is None]
        if not missing:
            return
        self.recognise(missing)
        nlp = load()
        parts = [parted(self._disguised(sentence), _plain(sentence), words_of(sentence)) for sentence in missing]
        read = nlp.pipe((part.doc for each in parts for part in each), batch_size=BATCH, disable=recognisers(nlp))
        found = iter(reread(nlp, list(read)))
        for sentence, each in zip(missing, parts, strict=True):
            sentence.recognised = joined(sentence.tokens, each, [next(found) for _ in each])
            sentence.parsed = Doc(sentence.recognised)

    def _disguised(self, sentence: Sentence) -> spacy.tokens.Doc:
        """Tokens of a sentence with what is to be read in place of names."""
        doc, offset = sentence.tokens, sentence.selector.start
        nouns = dict(accused(sentence.text)) if "accused" in words_of(sentence) else {}
        doc.user_data[STAND_INS] = {
            index: word
            for index, start in enumerate(_starts(sentence))
            if (word := self.stand_ins.get(offset + start) or nouns.get(start))
        }
        return doc


@per_sentence
def _plain(sentence: Sentence) -> str:
    """The words that are read by the language model."""
    return unmarked(sentence.analysis.document, sentence.selector)


@per_sentence
def _starts(sentence: Sentence) -> list[int]:
    """Offset of each token: all at once, as spaCy makes an object of each token that is looked at."""
    return cast(list[int], sentence.tokens.to_array([IDX]).tolist())


@per_sentence
def words_of(sentence: Sentence) -> frozenset[str]:
    """The words of a sentence in small letters, told without parsing it."""
    return frozenset(LETTERS.findall(sentence.text.lower()))


@per_doc
def lemmas_of(doc: Doc) -> list[str]:
    """Lemma of each token of a parsed Doc, in small letters."""
    return [token.lemma_.lower() for token in doc]


def _may_name(text: str) -> bool:
    """Whether a sentence has a capital that its beginning does not explain: else there is no name to look for."""
    found = WORD.findall(text)
    later = any(word[0].isupper() and word != "I" for word in found[1:])
    return later or (bool(found) and found[0].lower() not in listed("names", "openers"))


def analyse(document: Document) -> Analysis:
    """View a document as language; nothing is computed until asked for."""
    return Analysis(document)
