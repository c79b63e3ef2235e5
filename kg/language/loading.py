"""The language model in, a spaCy pipeline out; the rules-only pipeline where there is no model that fits."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, cast

import numpy as np
import spacy
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops

from kg.assets import LANGUAGE_MODEL
from kg.language import encoder, fallback, lemmas, parser  # noqa: F401 - importing them registers them for the model
from kg.language.features import TABLE  # the import registers the layer that the model is made with
from kg.language.recogniser import NAME as RECOGNISER

FIRST = "habeas_one_sentence"
MOST_WORDS = 100_000
"""Words whose tokens are remembered; spaCy's 10,000 are met in a hundred articles, and each further one cut anew."""


@dataclass(frozen=True, slots=True)
class ModelStatus:
    """Whether the language model is in use, and in one sentence what was loaded or why it was not."""

    loaded: bool
    sentence: str


@Language.component(FIRST)
def _one_sentence(doc: Doc) -> Doc:
    """Sentences are cut before parsing, so that the parser may not cut them again."""
    starts = np.full((len(doc), 1), -1)
    starts[:1] = 1
    return doc.from_array([SENT_START], cast(Any, starts.astype("uint64")))  # spaCy's stubs want its own array type


def load() -> Language:
    """English pipeline shipped with the package, loaded once per process; rules only where it cannot be."""
    return pipeline(LANGUAGE_MODEL)[0]


def model_status() -> ModelStatus:
    """Tell what :func:`load` gives here, for ``habeas doctor``."""
    return pipeline(LANGUAGE_MODEL)[1]


@cache
def pipeline(folder: Path) -> tuple[Language, ModelStatus]:
    """Pipeline in a folder, or the rules-only one, and which of them it is."""
    try:
        nlp = _trained(folder)
    except (
        OSError,
        ValueError,
        KeyError,
        TypeError,
    ) as error:  # what spaCy raises on files missing, cut or of another version
        reason = str(error).partition("\n")[0][:200]
        return _rules_only(), ModelStatus(False, f"no language model in {folder.name}, reading by rules only: {reason}")
    return nlp, ModelStatus(
        True, f"language model {nlp.meta['name']} {nlp.meta['version']} with spaCy {version('spacy')}"
    )


def _trained(folder: Path) -> Language:
    with warnings.catch_warnings(), use_ops("numpy", use_blis=False):  # numpy's BLAS multiplies up to 3 times faster
        warnings.simplefilter("ignore", UserWarning)  # spaCy's W095: trained with another patch release
        nlp = spacy.load(folder)
    cast(Any, nlp.tokenizer).max_cache_size = MOST_WORDS
    nlp.add_pipe(FIRST, first=True)
    _index_lemmas(nlp)
    return nlp


def _index_lemmas(nlp: Language) -> None:
    """Make sets of the lemmatiser's lists of known words, and let verbs that end like a form of another be their own.

    It looks every word up in up to 57,000 others; and as it only ever cuts endings, "they need" would be of "nee".
    """
    lookups = cast(Any, nlp.get_pipe("lemmatizer")).lookups
    index, exceptions = lookups.get_table("lemma_index"), lookups.get_table("lemma_exc")
    for part_of_speech, known in index.items():
        index[part_of_speech] = frozenset(known)
    whole = {verb: [verb] for verb in index["verb"] if verb.endswith(INFLECTIONS)}
    exceptions["verb"] = {**whole, **exceptions["verb"]}


INFLECTIONS = ("s", "ed", "ing")


def _rules_only() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe(FIRST)
    nlp.add_pipe(fallback.NAME)
    return nlp


def recognisers(nlp: Language) -> Sequence[str]:
    """Names of the pipes that find entities; all others parse."""
    return [name for name in nlp.pipe_names if name == RECOGNISER]


@cache
def is_ordinary(word: str) -> bool:
    """Whether a word is common in small letters, by the model's table of words; names mostly are not."""
    lookups = load().vocab.lookups
    return lookups.has_table(TABLE) and load().vocab.strings[word.lower()] in lookups.get_table(TABLE)
