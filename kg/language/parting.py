"""A sentence's tokens in, the parts of it that are parsed each by itself out, and the parts' trees as one again.

Law of this file: a token keeps its place. A dateline is a tree of its own; an aside hangs on the verb behind it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, MORPH, NORM, POS, TAG
from spacy.tokens import Doc, Token

from kg.language.asides import asides
from kg.language.datelines import lead
from kg.language.features import STAND_INS

import os
HOLD = os.environ.get('HOLD','also')
READ = (TAG, POS, MORPH, LEMMA, DEP)




@dataclass(frozen=True, slots=True)
class Part:
    """Tokens of a sentence that are parsed together, and which they are.

    ``hold`` is the token that holds an aside's place in the sentence.
    """

    doc: Doc
    at: Sequence[int]
    hold: int | None = None


def parted(doc: Doc) -> list[Part]:
    """A sentence's tokens, those of a dateline and of asides apart; one part where there are none."""
    text = doc.text
    first, found = lead(text), list(asides(text))
    if not first and not found:
        return [Part(doc, range(len(doc)))]
    starts = doc.to_array([IDX]).tolist()
    cut = bisect_left(starts, first)
    apart = [range(bisect_left(starts, start), bisect_left(starts, end)) for start, end in found if start >= first]
    words = doc.user_data.get(STAND_INS, {}) | dict.fromkeys((each[0] for each in apart), HOLD)
    gone = {at for each in apart for at in each[1:]}
    body = [at for at in range(cut, len(doc)) if at not in gone]
    whole = [range(cut), body] if cut and body else [[*range(cut), *body]]
    return [Part(_taken(doc, at, words), at) for at in whole] + [Part(_taken(doc, at, {}), at, at[0]) for at in apart]


def _taken(doc: Doc, at: Sequence[int], words: Mapping[int, str]) -> Doc:
    """Some tokens of a Doc as one of their own, with what is to be read in their place."""
    tokens = [doc[i] for i in at]
    taken = Doc(doc.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])
    taken.from_array([NORM], doc.to_array([NORM])[list(at)])
    taken.user_data[STAND_INS] = {to: words[i] for to, i in enumerate(at) if i in words}
    return taken


def joined(doc: Doc, parts: Sequence[Part], parsed: Sequence[Doc]) -> Doc:
    """The sentence with the trees of its parts; an aside hangs where the word that held its place did."""
    if len(parts) == 1:
        return parsed[0]
    table: Any = np.zeros((len(doc), 1 + len(READ)), dtype="uint64")
    heads = list(range(len(doc)))
    for part, tree in zip(parts, parsed, strict=True):
        table[list(part.at), 1:] = tree.to_array(list(READ))
        above = None if part.hold is None else heads[part.hold]
        for at, token in zip(part.at, tree, strict=True):
            heads[at] = part.at[token.head.i]
            if above is not None and token.head == token:
                heads[at] = above
                table[at, -1] = doc.vocab.strings.add(_relation(token))
    table[:, 0] = (np.array(heads) - np.arange(len(doc))).astype("uint64")
    return doc.from_array([HEAD, *READ], table)


def _relation(root: Token) -> str:
    """How an adverbial depends on its verb, as the model would have it."""
    if root.pos_ == "ADV":
        return "advmod"
    return "obl" if any(child.dep_ == "case" for child in root.children) else "obl:unmarked"
