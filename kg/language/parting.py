"""A sentence's tokens in, the parts of it that are parsed each by itself out, and the parts' trees as one again.

Law of this file: a token keeps its place. A dateline is a tree of its own; an aside hangs on the verb behind it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, LEMMA, MORPH, NORM, POS, TAG
from spacy.tokens import Doc, Token

from kg.language.asides import TIMES, asides, opening
from kg.language.datelines import lead
from kg.language.features import STAND_INS
from kg.language.participles import participles

HOLD = "also"
"""What is read in place of an aside: it says, too, that the word behind it is a verb."""

DONE = "born"
"""What is read in place of a participle: it is nothing else."""

READ = (TAG, POS, MORPH, LEMMA, DEP)
LIKE = {"ADV": "advmod", "ADJ": "xcomp"}
MINOR = ("advmod", "flat")
"""Relations of words that nothing hangs on: what is behind them does on their heads."""

CLAUSAL = ("advcl", "ccomp", "csubj", "parataxis")
"""Relations of clauses: a day that opens a sentence is that of its first, "On Monday they beat me, he said"."""


PLED = "guilty"
PLEA = re.compile(r"\bnot guilty\b")
"""Read as "guilty": what follows is not negated, it hangs on the pleading ("pleaded not guilty and was freed")."""


@dataclass(frozen=True, slots=True)
class Part:
    """Tokens of a sentence that are parsed together, and which they are.

    Those ``apart`` are a phrase, whose root hangs on the token before it by a ``relation``, on the root of the sentence
    where it opens that (``first``), or else where its own first token does, which holds its place.
    """

    doc: Doc
    at: Sequence[int]
    apart: bool = False
    relation: str | None = None
    first: bool = False


def parted(doc: Doc, text: str, words: AbstractSet[str]) -> list[Part]:
    """A sentence's tokens, those of a dateline and of each phrase that is parsed apart by themselves; one part else.

    ``text`` is the Doc's, which spaCy would join anew; ``words`` are the sentence's, in small letters.
    """
    timed = not words.isdisjoint(TIMES)
    told, front = (dict(asides(text)), opening(text)) if timed else ({}, None)
    pleas = [match.span() for match in PLEA.finditer(text)] if "guilty" in words else []
    cut, done = lead(text), dict(participles(text, told))
    if not (cut or told or done or pleas or front):
        return [Part(doc, range(len(doc)))]
    starts = doc.to_array([IDX]).tolist()
    dateline = range(bisect_left(starts, cut))
    day = [*_tokens(starts, [front], cut)] if front else []
    behind = list(_tokens(starts, done.items(), cut))
    within = dict.fromkeys(_tokens(starts, told.items(), cut), HOLD) | dict.fromkeys(_tokens(starts, pleas, cut), PLED)
    within = {at: word for at, word in within.items() if not any(at[0] in other for other in behind)}
    own = doc.user_data.get(STAND_INS, {})
    gone = {i for at in (*behind, *day, *(at[1:] for at in within)) for i in at}
    rest = [i for i in range(len(dateline), len(doc)) if i not in gone]
    held = own | {at[0]: word for at, word in within.items()}
    return [
        *(Part(_taken(doc, at, held), at) for at in (dateline, rest) if at),
        *(Part(_taken(doc, at, own), at, apart=True, first=True) for at in day),
        *(Part(_taken(doc, at, own), at, apart=True) for at in within),
        *(Part(_taken(doc, at, own | _done(doc, at)), at, apart=True, relation="acl") for at in behind),
    ]


def _tokens(starts: Sequence[int], found: Iterable[tuple[int, int]], cut: int) -> Iterator[range]:
    """The tokens between offsets, those of a dateline left out."""
    for start, end in found:
        tokens = range(bisect_left(starts, start), bisect_left(starts, end))
        if tokens and start >= cut:
            yield tokens


def _done(doc: Doc, at: range) -> Mapping[int, str]:
    """What is read in place of the participle that opens a phrase, behind a comma or not."""
    form = next(i for i in at if doc[i].is_alpha)
    return {} if doc[form].text.endswith("ing") else {form: DONE}


def _taken(doc: Doc, at: Sequence[int], words: Mapping[int, str]) -> Doc:
    """Some tokens of a Doc as one of their own, with what is to be read in their place."""
    tokens = [doc[i] for i in at]
    taken = Doc(doc.vocab, words=[t.text for t in tokens], spaces=[bool(t.whitespace_) for t in tokens])
    norms: Any = doc.to_array([NORM])[list(at)]
    taken.from_array([NORM], norms)
    taken.user_data[STAND_INS] = {to: words[i] for to, i in enumerate(at) if i in words}
    return taken


def joined(doc: Doc, parts: Sequence[Part], parsed: Sequence[Doc]) -> Doc:
    """The sentence with the trees of its parts: asides hang on their verbs, participles on their nouns."""
    if parts[0].doc is doc:
        return parsed[0]
    table: Any = np.zeros((len(doc), 1 + len(READ)), dtype="uint64")
    heads = list(range(len(doc)))
    minor, clauses = ({doc.vocab.strings[name] for name in names} for names in (MINOR, CLAUSAL))
    for part, tree in zip(parts, parsed, strict=True):
        table[list(part.at), 1:] = tree.to_array(list(READ))
        below = [part.at[token.head.i] for token in tree]
        if part.apart:
            root = next(token for token in tree if token.head == token)
            if part.first:
                above, relation = _clause(heads, table[:, -1].tolist(), clauses, part.at[-1] + 1), _relation(root)
            else:
                above, relation = _above(part, root, heads)
            below[root.i] = heads[above] if int(table[above, -1]) in minor else above
            table[part.at[root.i], -1] = doc.vocab.strings.add(relation)
        for at, head in zip(part.at, below, strict=True):
            heads[at] = head
    table[:, 0] = (np.array(heads) - np.arange(len(doc))).astype("uint64")
    return doc.from_array([HEAD, *READ], table)


def _above(part: Part, root: Token, heads: list[int]) -> tuple[int, str]:
    """What the root of a phrase hangs on and how; what hung on the token that held its place now hangs on the root."""
    hold, own = part.at[0], part.at[root.i]
    if part.relation is not None:
        return hold - 1, part.relation
    above = heads[hold]
    heads[:] = [own if head == hold else head for head in heads]
    return own if above == hold else above, _relation(root)


def _clause(heads: Sequence[int], relations: Sequence[int], clauses: AbstractSet[int], at: int) -> int:
    """The head of the clause that a token is in."""
    while heads[at] != at and relations[at] not in clauses:
        at = heads[at]
    return at


def _relation(root: Token) -> str:
    """How a phrase depends on its verb, as the model would have it."""
    if root.pos_ in LIKE:
        return LIKE[root.pos_]
    return "obl" if any(child.dep_ == "case" for child in root.children) else "obl:unmarked"
