"""An analysis in, mentions out: the names, descriptions and pronouns of a document, each with its referent."""

from __future__ import annotations

from spacy.tokens import Token

from kg.language import Analysis, Sentence
from kg.model import Mention


class Mentions:
    """Who and what a document speaks of: named mentions first, descriptions and pronouns as they are asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    @property
    def named(self) -> tuple[Mention, ...]:
        """Mentions of named actors and places, in reading order."""
        raise NotImplementedError

    def within(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Named mentions inside a sentence, in order."""
        raise NotImplementedError

    def of(self, sentence: Sentence, head: Token) -> tuple[Mention, ...]:
        """Who the noun phrase with this head token means: one mention, or one per conjunct of a coordination.

        A name headed by ``head`` (or standing in apposition to it) gives that name's mention; a pronoun or a
        description ("the ministry", "his lawyer") one of type PRONOUN or DESCRIPTION with the referent it was
        resolved to, or with a referent of its own (description) or None (pronoun) where it was not.
        """
        raise NotImplementedError

    @property
    def all(self) -> tuple[Mention, ...]:
        """Every mention handed out so far and every named one, in reading order."""
        raise NotImplementedError


def mentions(analysis: Analysis) -> Mentions:
    """Find the named mentions of a document and cluster them."""
    return Mentions(analysis)
