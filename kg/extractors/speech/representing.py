"""Who speaks in a sentence in, the nouns for the body in whose name they speak out."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from kg.extractors import frames
from kg.extractors.speech.cues import words


def represented(head: Token) -> Iterator[Token]:
    """Nouns for the body that a spokesman, a report or a statement may speak for, or whose wing or analyst speaks."""
    if any(child.lower_ in words("no_longer") for child in head.children):
        return
    if head.lemma_.lower() in words("speaking_for"):
        yield from (child for child in head.children if child.dep_ in {"nmod", "nmod:poss", "compound", "acl"})
        made = (child for child in head.children if child.dep_ == "acl" and frames.passive(child))
        yield from (agent for child in made for agent in frames.frame(child).subject)
    elif head.lemma_.lower() in words("belonging"):
        yield from (child for child in head.children if child.dep_ == "nmod" and frames.preposition(child))
