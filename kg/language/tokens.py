"""A sentence as spaCy read it in, the same as plain objects out: what every rule looks at.

SpaCy makes an object of a token, and a string of its tag, each time somebody looks; rules look some ten thousand times
a page. Here each is made once. Law of this file: names and what they tell are spaCy's, and nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import spacy.tokens
from spacy.attrs import DEP, ENT_TYPE, HEAD, IDX, IS_PUNCT, LEMMA, LOWER, MORPH, ORTH, POS, SPACY, TAG
from spacy.lang.en.lex_attrs import like_num
from spacy.lang.lex_attrs import is_quote
from spacy.strings import StringStore

NAMED = (ORTH, LOWER, LEMMA, POS, TAG, DEP, MORPH, ENT_TYPE)
"""What is told by strings, each of which spaCy keeps by its hash."""

PLACED = (IDX, SPACY, IS_PUNCT, HEAD)
"""What is told by numbers."""


STRINGS: dict[int, str] = {}
"""Strings by their hashes, which are the same in every vocabulary."""
MOST = 100_000


def _strings(hashes: list[int], store: StringStore) -> list[str]:
    """The string of each hash, looked up in a vocabulary only where it was not met before."""
    try:
        return [STRINGS[known] for known in hashes]
    except KeyError:
        if len(STRINGS) > MOST:
            STRINGS.clear()
        STRINGS.update((each, store[each]) for each in {*hashes}.difference(STRINGS))
        return [STRINGS[known] for known in hashes]


class Token:
    """A word or mark, and where it hangs; tokens of a sentence are ordered as they stand."""

    __slots__ = (
        *("children", "dep_", "doc", "ent_type_", "head", "i", "idx", "is_punct", "lefts", "lemma_", "lower_"),
        *("morph", "pos_", "rights", "tag_", "text", "whitespace_"),
    )

    head: Token
    """What it hangs on: itself where it is a root."""
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    children: tuple[Token, ...]
    """What hangs on it: before it, behind it, both."""

    def __init__(self, doc: Doc, i: int, named: Sequence[str], placed: Sequence[int]) -> None:
        self.doc, self.i = doc, i
        self.text, self.lower_, self.lemma_, self.pos_, self.tag_, self.dep_, self.morph, self.ent_type_ = named
        self.idx, space, mark, _ = placed
        self.whitespace_, self.is_punct = " " if space else "", bool(mark)
        self.lefts = self.rights = self.children = ()

    def __len__(self) -> int:
        return len(self.text)

    def __lt__(self, other: Token) -> bool:
        return self.i < other.i

    def __repr__(self) -> str:
        return self.text

    def nbor(self, by: int = 1) -> Token:
        """The token so many places on; raises IndexError where the sentence has none there."""
        if self.i + by < 0:
            raise IndexError(self.i + by)
        return self.doc.tokens[self.i + by]

    @property
    def ancestors(self) -> Iterator[Token]:
        """What it hangs on, and what that hangs on, up to the root."""
        step = self
        while step.head is not step:
            step = step.head
            yield step

    def is_ancestor(self, other: Token) -> bool:
        """Whether another token hangs on this one, at any depth."""
        return any(step is self for step in other.ancestors)

    @property
    def subtree(self) -> list[Token]:
        """It and all that hangs on it, what stands before a head first."""
        if not self.children:
            return [self]
        found, opened, left = [], set(), [self]
        while left:  # no recursion: a hostile sentence may hang each word on the next
            token = left.pop()
            if token.i in opened or not token.children:
                found.append(token)
            else:
                opened.add(token.i)
                left += [*reversed(token.rights), token, *reversed(token.lefts)]
        return found

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return self.doc.tokens[self.doc.edges[0][self.i]]

    @property
    def right_edge(self) -> Token:
        """The last token of its subtree."""
        return self.doc.tokens[self.doc.edges[1][self.i]]

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """All others that it is coordinated with."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        found = [first]
        for token in found:  # which grows
            found += [child for child in token.rights if child.dep_ == "conj"]
        return tuple(token for token in found if token is not self)

    @property
    def is_alpha(self) -> bool:
        """Whether it has letters only."""
        return self.text.isalpha()

    @property
    def is_lower(self) -> bool:
        """Whether it is in small letters."""
        return self.text.islower()

    @property
    def is_upper(self) -> bool:
        """Whether it is in capitals."""
        return self.text.isupper()

    @property
    def is_title(self) -> bool:
        """Whether it has a capital and then small letters."""
        return self.text.istitle()

    @property
    def is_space(self) -> bool:
        """Whether it is white space."""
        return self.text.isspace()

    @property
    def is_quote(self) -> bool:
        """Whether it is a quotation mark."""
        return bool(is_quote(self.text))

    @property
    def like_num(self) -> bool:
        """Whether it is a number, in figures or words."""
        return bool(like_num(self.text))  # type: ignore[no-untyped-call]  # spaCy's function has no types


class Doc:
    """The tokens of a sentence; without tags and a tree where it was not parsed."""

    def __init__(self, source: spacy.tokens.Doc) -> None:
        self._source = source
        self.memory: dict[str, Any] = {}
        """What functions found in it (:mod:`kg.language.memory`)."""
        told: Any = source.to_array([*PLACED, *NAMED])
        placed = told[:, : len(PLACED)].astype("int64")  # the place of a head is told from the token's own
        strings = _strings(told[:, len(PLACED) :].ravel().tolist(), source.vocab.strings)
        rows = zip(zip(*[iter(strings)] * len(NAMED), strict=True), placed.tolist(), strict=True)
        self.tokens = [Token(self, i, *row) for i, row in enumerate(rows)]
        self._hang(placed[:, -1].tolist())

    @cached_property
    def text(self) -> str:
        """Its words as they stand."""
        return "".join([token.text + token.whitespace_ for token in self.tokens])

    def _hang(self, heads: list[int]) -> None:
        """Make the tree, given how far behind each token its head stands."""
        for token, by in zip(self.tokens, heads, strict=True):
            token.head = head = self.tokens[token.i + by]
            if by > 0:
                head.lefts += (token,)
            elif by < 0:
                head.rights += (token,)
        for token in self.tokens:
            token.children = token.lefts + token.rights

    @cached_property
    def edges(self) -> tuple[list[int], list[int]]:
        """Where the subtree of each token begins, and its last token stands."""
        return [t.left_edge.i for t in self._source], [t.right_edge.i for t in self._source]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[at]


@dataclass(slots=True, unsafe_hash=True)
class Span:
    """Tokens of a sentence that stand side by side; nothing changes one (a frozen record takes thrice as long)."""

    doc: Doc
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, at: int) -> Token: ...
    @overload
    def __getitem__(self, at: slice) -> Span: ...
    def __getitem__(self, at: int | slice) -> Token | Span:
        if isinstance(at, slice):
            start, end, _ = at.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[self.start : self.end][at]

    @property
    def start_char(self) -> int:
        """Where its first token begins in the sentence."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """Where its last token ends in the sentence."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as they stand."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def lemma_(self) -> str:
        """Its lemmas."""
        return "".join(token.lemma_ + token.whitespace_ for token in self).strip()

    @property
    def root(self) -> Token:
        """The token nearest to the root of the sentence, the first among equals."""
        within = self.doc.tokens[self.start : self.end]
        tops = [token for token in within if not self.start <= token.head.i < self.end]
        return next((t for t in within if t.head is t), None) or min(tops, key=_depth, default=self.doc[self.start])


def _depth(token: Token) -> int:
    """How far the root is; a mark that nothing hangs on is further than any word."""
    bare = (token.is_punct or token.is_space) and not token.children
    return len(token.doc) if bare else sum(1 for _ in token.ancestors)
