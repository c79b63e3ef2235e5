"""A function of a token, a Doc or a sentence in, the same function out, which answers at once what it was asked before.

What is found is kept with the Doc or the sentence, and goes with it. Law of this file: only for functions that tell the
same each time, asked of Docs that are parsed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

from kg.language.tokens import Doc, Token

if TYPE_CHECKING:
    from kg.language import Sentence

S = TypeVar("S")
T = TypeVar("T")


def per_token(tell: Callable[[Token], T]) -> Callable[[Token], T]:
    """Ask a function once for each token."""
    key = _name(tell)

    @wraps(tell)
    def remembered(token: Token) -> T:
        memory = token.doc.memory
        known: dict[int, T] | None = memory.get(key)
        if known is None:
            known = memory[key] = {}
        at = token.i
        if at not in known:
            known[at] = tell(token)
        return known[at]

    return remembered


def per_doc(tell: Callable[[Doc], T]) -> Callable[[Doc], T]:
    """Ask a function once for each Doc."""
    return _once(tell, attrgetter("memory"))


def per_sentence(tell: Callable[[Sentence], T]) -> Callable[[Sentence], T]:
    """Ask a function once for each sentence."""
    return _once(tell, attrgetter("memory"))


def _once(tell: Callable[[S], T], memory_of: Callable[[S], dict[str, Any]]) -> Callable[[S], T]:
    """Ask a function once of each thing that has a memory."""
    key = _name(tell)

    @wraps(tell)
    def remembered(thing: S) -> T:
        memory = memory_of(thing)
        if key not in memory:
            memory[key] = tell(thing)
        found: T = memory[key]
        return found

    return remembered


def _name(tell: Callable[..., Any]) -> str:
    return f"{tell.__module__}.{tell.__qualname__}"
