"""Parsed texts in, the same out, those parsed once more whose finite verb was taken for an attribute: "Gunmen seized".

Where a noun is the root though a past form with an object stands behind a noun, the text is read again with a word
before that form behind which only a verb can stand, or with an article behind it where a bare title follows ("A judge
jailed nurse Ann Lee"). Law of this file: what the second reading does not mend stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from spacy.attrs import HEAD
from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.language.asides import PREPOSITIONS, is_past
from kg.language.features import STAND_INS
from kg.language.loading import recognisers
from kg.language.participles import NEVER
from kg.language.parting import HOLD, READ

ARTICLE = "the"
ATTRIBUTES = frozenset({"amod", "acl", "advcl", "conj", "parataxis"})
NOUNS = frozenset({"NOUN", "PROPN"})
NO_OBJECT = PREPOSITIONS | {"to"}
NO_NOUN = frozenset({"cop", "csubj"})
CLAUSES = frozenset({"ROOT", "conj", "ccomp", "parataxis", "advcl"})


def reread(nlp: Language, texts: Sequence[Doc]) -> list[Doc]:
    """Texts, some of them parsed anew."""
    doubtful = {i: at for i, doc in enumerate(texts) if (at := _taken_for_attribute(doc)) is not None}
    if not doubtful:
        return list(texts)
    added = {i: (at + 1, ARTICLE) if _titled(texts[i][at + 1]) else (at, HOLD) for i, at in doubtful.items()}
    trials = nlp.pipe((_marked(texts[i], *word) for i, word in added.items()), disable=recognisers(nlp))
    mended = {i: _unmarked(texts[i], trial, added[i][0], doubtful[i]) for i, trial in zip(added, trials, strict=True)}
    return [mended.get(i, doc) for i, doc in enumerate(texts)]


def _titled(word: Token) -> bool:
    """Whether a word is what a person is called whose name comes behind it, without an article."""
    name = next((t for t in word.doc[word.i :] if t.pos_ not in {"ADJ", "NOUN"}), word)
    return word.is_lower and word.pos_ in {"ADJ", "NOUN"} and name.pos_ == "PROPN"


def _taken_for_attribute(doc: Doc) -> int | None:
    """Where the past form stands that may be the verb of a text whose root is a noun, or of one of its clauses."""
    root = next((t for t in doc if t.dep_ == "ROOT"), None)
    nominal = root is not None and root.tag_[:2] == "NN"
    if nominal and root is not None and not any(child.dep_ in NO_NOUN for child in root.children):
        return next((t.i for t in doc[1:-1] if _may_be_verb(t)), None)
    return next((t.i for t in doc[1:-1] if _between(t) and _may_be_verb(t)), None)


def _between(token: Token) -> bool:
    """Whether a word taken for an adjective stands behind another noun of its phrase: "a jury acquitted baker Ann"."""
    if token.dep_ != "amod":
        return False
    before = token.nbor(-1)
    apart = before.head.i > token.i or before.head == token
    return before.pos_ in NOUNS and apart and _titled(token.nbor())


def _may_be_verb(token: Token) -> bool:
    """Whether a token is a past form behind a noun, and before an object or one that nothing undergoes."""
    before, after = token.nbor(-1), token.nbor(1)
    own = before.pos_ in NOUNS or before.dep_ == "nsubj"
    if token.dep_ not in ATTRIBUTES or not own or not is_past(token.text) or after.is_punct:
        return False
    at_least = any(t.lower_ in {"least", "most"} for t in token.doc[after.i + 1 : after.i + 2])
    return token.text in NEVER or after.lower_ not in NO_OBJECT or at_least


def _marked(doc: Doc, at: int, word: str) -> Doc:
    """A Doc with a word before one of its tokens."""
    tokens = list(doc)
    words, spaces = [t.text for t in tokens], [bool(t.whitespace_) for t in tokens]
    marked = Doc(doc.vocab, words=[*words[:at], word, *words[at:]], spaces=[*spaces[:at], True, *spaces[at:]])
    own = doc.user_data.get(STAND_INS, {})
    marked.user_data[STAND_INS] = {i + (i >= at): other for i, other in own.items()}
    return marked


def _unmarked(doc: Doc, trial: Doc, at: int, form: int) -> Doc:
    """The second reading without the word added, if the form became the verb of the text; else the first."""
    verb = trial[form + (at <= form)]
    inner = trial[at].head == verb or at > form
    if verb.dep_ not in CLAUSES or not inner or not any(child.dep_ == "nsubj" for child in verb.children):
        return doc
    heads = np.array([token.head.i for token in trial if token.i != at])
    heads -= heads > at
    table: Any = np.delete(trial.to_array([HEAD, *READ]), at, axis=0)
    table[:, 0] = (heads - np.arange(len(doc))).astype("uint64")
    return doc.from_array([HEAD, *READ], table)
