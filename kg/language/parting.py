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

HOLD = "also"
"""What is read in place of an aside: it says, too, that the word behind it is a verb."""

READ = (TAG, POS, MORPH, LEMMA, DEP)


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens of a sentence that are parsed together, and which they are; the first of an aside holds its place."""

    doc: Doc
    at: Sequence[int]
    aside: bool = False


def parted(doc: Doc) -> list[Part]:
    """A sentence's tokens, those of a dateline and of asides apart; one part where there are none."""
    text = doc.text
    first, found = lead(text), list(asides(text))
    if not first and not found:
        return [Part(doc, range(len(doc)))]
    starts = doc.to_array([IDX]).tolist()
    opening = range(bisect_left(starts, first))
    ranges = (range(bisect_left(starts, start), bisect_left(starts, end)) for start, end in found if start >= first)
    apart = [tokens for tokens in ranges if tokens]
    words = doc.user_data.get(STAND_INS, {}) | dict.fromkeys((tokens[0] for tokens in apart), HOLD)
    gone = {at for tokens in apart for at in tokens[1:]}
    rest = [at for at in range(len(opening), len(doc)) if at not in gone]
    whole = [Part(_taken(doc, at, words), at) for at in (opening, rest) if at]
    return whole + [Part(_taken(doc, at, {}), at, aside=True) for at in apart]


def _taken(doc: Doc, at: Sequence[int], words: Mapping[int, str]) -> Doc:
    """Some tokens of a Doc as one of their own, with what is to be read in their place."""
    tokens = [doc[i] for i in at]
    taken = Doc(doc.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])
    norms: Any = doc.to_array([NORM])[list(at)]
    taken.from_array([NORM], norms)
    taken.user_data[STAND_INS] = {to: words[i] for to, i in enumerate(at) if i in words}
    return taken


def joined(doc: Doc, parts: Sequence[Part], parsed: Sequence[Doc]) -> Doc:
    """The sentence with the trees of its parts; an aside hangs where the word that held its place did."""
    if parts[0].doc is doc:
        return parsed[0]
    table: Any = np.zeros((len(doc), 1 + len(READ)), dtype="uint64")
    heads = list(range(len(doc)))
    for part, tree in zip(parts, parsed, strict=True):
        table[list(part.at), 1:] = tree.to_array(list(READ))
        below = [part.at[token.head.i] for token in tree]
        if part.aside:
            root = next(token for token in tree if token.head == token)
            above = _passed_on(heads, part.at[0], part.at[root.i])
            below[root.i] = heads[above] if table[above, -1] == doc.vocab.strings["advmod"] else above
            table[part.at[root.i], -1] = doc.vocab.strings.add(_relation(root))
        for at, head in zip(part.at, below, strict=True):
            heads[at] = head
    table[:, 0] = (np.array(heads) - np.arange(len(doc))).astype("uint64")
    return doc.from_array([HEAD, *READ], table)


def _passed_on(heads: list[int], hold: int, root: int) -> int:
    """The head of the token that held an aside's place, whose own children become those of the aside's root."""
    above = heads[hold]
    heads[:] = [root if head == hold else head for head in heads]
    return root if above == hold else above


def _relation(root: Token) -> str:
    """How an adverbial depends on its verb, as the model would have it."""
    if root.pos_ == "ADV":
        return "advmod"
    return "obl" if any(child.dep_ == "case" for child in root.children) else "obl:unmarked"
