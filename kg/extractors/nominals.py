"""The head of a noun phrase in, the stretch of the phrase, or who made what it stands for, out."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.prepositions import preposition
from kg.language.tokens import Doc, Span, Token


def phrase(head: Token, *, whole: bool = False) -> Span:
    """A noun phrase without its preposition; relative clauses, appositions and later conjuncts only where ``whole``."""
    doc: Doc = head.doc
    start = min((t.i for t in _kept(head, whole=whole)), default=head.i)
    end = max((t.i for t in _kept(head, whole=whole)), default=head.i)
    return doc[start : end + 1]


def makers(head: Token) -> Iterator[Token]:
    """Who made what a noun stands for: "the union's count", "figures from the union", "data compiled by the union"."""
    for child in head.children:
        if child.dep_ == "nmod:poss" or (child.dep_ in {"nmod", "obl"} and preposition(child) in {"by", "from"}):
            yield child
        elif child.dep_ == "acl" and child.tag_ == "VBN":
            yield from (maker for maker in child.children if preposition(maker) in {"by", "from"})


def _kept(head: Token, *, whole: bool) -> Iterator[Token]:
    yield head
    for child in head.children:
        opening = child.i < head.i and child.pos_ in {"ADP", "SCONJ"}
        if opening or child.dep_ in {"case", "mark", "punct", "cc", "cop", "nsubj"}:
            continue
        if whole or child.dep_ not in {"acl:relcl", "appos", "conj", "parataxis", "acl", "advcl"}:
            yield from (t for t in child.subtree if not (t.is_punct and t.i == child.right_edge.i))
