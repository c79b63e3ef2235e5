"""Tagged tokens in, their lemmas out: spaCy's rules for English, asked once for each word with its tag.

SpaCy's lemmatiser remembers only what its rules cut; most words are lemmas already, or of classes without rules.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from spacy.attrs import LEMMA, MORPH, ORTH, POS
from spacy.lang.en.lemmatizer import EnglishLemmatizer
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

NAME = "habeas_lemmas"
Word = tuple[int, ...]
"""Form, part of speech and morphology, by which spaCy knows them."""


class Lemmatiser(EnglishLemmatizer):
    """Pipe that sets the lemmas of Docs by rule."""

    def __init__(self, vocab: Vocab, name: str = NAME) -> None:
        super().__init__(vocab, None, name, mode="rule")
        self._known: dict[Word, int] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the lemma of each token: it follows from word, part of speech and morphology."""
        words: list[Word] = list(zip(*doc.to_array([ORTH, POS, MORPH]).T.tolist(), strict=True))
        for word in {*words}.difference(self._known):
            self._known[word] = self.vocab.strings.add(self.lemmatize(doc[words.index(word)])[0])
        lemmas: Any = np.array([self._known[word] for word in words], dtype="uint64")
        return doc.from_array([LEMMA], lemmas)


@Language.factory(NAME, assigns=["token.lemma"])
def lemmatiser(nlp: Language, name: str) -> Lemmatiser:
    """Make the pipe for a pipeline."""
    return Lemmatiser(nlp.vocab, name)
