"""The language model in, a spaCy pipeline out."""

from __future__ import annotations

import warnings
from functools import cache

import spacy
from spacy.language import Language
from spacy.strings import hash_string
from spacy.tokens import Doc
from thinc.api import use_ops

from kg.assets import LANGUAGE_MODEL
from kg.language import features as features  # registers the embedding layer the model is made with

FIRST = "habeas_one_sentence"


@Language.component(FIRST)
def _one_sentence(doc: Doc) -> Doc:
    """Sentences are cut before parsing, so that the parser may not cut them again."""
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


@cache
def load() -> Language:
    """The English pipeline shipped with the package, loaded once per process."""
    with warnings.catch_warnings(), use_ops("numpy", use_blis=False):  # numpy's OpenBLAS multiplies up to 3 times faster
        warnings.simplefilter("ignore", UserWarning)  # spaCy's W095: trained with another patch release
        nlp = spacy.load(LANGUAGE_MODEL)
    nlp.add_pipe(FIRST, first=True)
    return nlp


@cache
def is_ordinary(word: str) -> bool:
    """Whether a word is common in small letters, by the model's table of words; names mostly are not."""
    lookups = load().vocab.lookups
    return lookups.has_table("lexeme_cluster") and hash_string(word.lower()) in lookups.get_table("lexeme_cluster")


def recognisers() -> list[str]:
    """Names of the pipes that find entities; the others parse."""
    return [name for name in load().pipe_names if name in {FIRST, "ner"}]
