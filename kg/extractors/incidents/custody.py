"""An event word with its neighbours in, whether custody is meant out: for verbs that have other uses.

Which words show it is data (``lexicons/custody.toml``). Law of this file: in doubt nobody is held.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extractors.incidents.people import noun
from kg.extractors.wordlists import pattern, words
from kg.language.tokens import Span, Token


def around(cue: Span) -> bool:
    """Whether a word of custody stands in the sentence beside these words."""
    text, start, end = cue.doc.text, cue.start_char, cue.end_char
    return bool(pattern("custody", "context").search(f"{text[:start]} , {text[end:]}"))


def throughout(text: str) -> bool:
    """Whether a whole text has a plain word of custody."""
    return bool(pattern("custody", "document").search(text))


def elsewhere(sources: Iterable[Token]) -> bool:
    """Whether what people are let out of ("from ...") is a common noun for no place of custody."""
    return any(head.pos_ != "PROPN" and noun(head) not in words("custody", "prison") for head in sources)


def captive(head: Token) -> bool:
    """Whether a noun calls people captives, by itself or as their number ("dozens of prisoners")."""
    return any(
        noun(word) in words("custody", "captive") for word in (head, *head.children) if word.dep_ in {"nmod", head.dep_}
    )


def employer(head: Token) -> bool:
    """Whether a noun means those who let people go without having held them."""
    return noun(head) in words("custody", "employer")
