"""An analysis in, mentions out: the names, descriptions and pronouns of a document, each with its referent."""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Token

from kg.language import Analysis, Sentence
from kg.language.names import names
from kg.model import Mention, MentionType



class Mentions:
    """Who and what a document speaks of: named mentions first, descriptions and pronouns as they are asked for."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._asked: dict[tuple[int, int], Mention] = {}

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """Mentions of named actors and places, in reading order."""
        return tuple(Mention(n.selector, n.type, f"a-{n.selector.exact}", n.selector.exact) for n in names(self.analysis))

    def within(self, sentence: Sentence) -> tuple[Mention, ...]:
        """Named mentions inside a sentence, in order."""
        return tuple(m for m in self.named if sentence.selector.contains(m.selector))

    def of(self, sentence: Sentence, head: Token) -> tuple[Mention, ...]:
        """Who the noun phrase with this head token means: one mention, or one per conjunct of a coordination.

        A name headed by ``head`` (or standing in apposition to it) gives that name's mention; a pronoun or a
        description ("the ministry", "his lawyer") one of type PRONOUN or DESCRIPTION with the referent it was
        resolved to, or with a referent of its own (description) or None (pronoun) where it was not.
        """
        heads = [head, *(t for t in head.conjuncts if t.i > head.i)]
        return tuple(self._one(sentence, token) for token in heads)

    def _one(self, sentence: Sentence, head: Token) -> Mention:
        spot = sentence.select(head)
        for mention in self.within(sentence):
            if mention.selector.overlaps(spot):
                return mention
        for child in head.children:
            if child.dep_ in {"appos", "flat", "compound"}:
                for mention in self.within(sentence):
                    if mention.selector.overlaps(sentence.select(child)):
                        return mention
        if head.pos_ == "PRON":
            found = Mention(spot, MentionType.PRONOUN)
        else:
            start, end = head.left_edge.i, head.i + 1
            selector = sentence.select(head.doc[start:end])
            found = Mention(selector, MentionType.DESCRIPTION, f"d-{head.lemma_.lower()}", selector.exact)
        return self._asked.setdefault((spot.start, spot.end), found)

    @property
    def all(self) -> tuple[Mention, ...]:
        """Every mention handed out so far and every named one, in reading order."""
        return tuple(sorted((*self.named, *self._asked.values())))


def mentions(analysis: Analysis) -> Mentions:
    """Find the named mentions of a document and cluster them."""
    return Mentions(analysis)


def actor_class(mention: Mention) -> str:
    """The ontology class of what a mention means: Person, Organization, Group or Place."""
    return {MentionType.PERSON: "Person", MentionType.PLACE: "Place", MentionType.GROUP: "Group"}.get(mention.type, "Organization")
