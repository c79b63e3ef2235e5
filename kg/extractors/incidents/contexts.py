"""One sentence in, what is found in it out: times, lengths of time, counts, names, and whom a noun phrase means."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from kg.extractors.frames import subjects
from kg.extractors.pronouns import antecedent
from kg.extractors.wordlists import words
from kg.language import Sentence
from kg.language.quantities import quantities
from kg.language.times import durations, moments
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import Duration, Mention, MentionType, Moment, Quantity, Selector

OPENED = "opened"
"""The extractor of a pronoun that was taken to mean a body."""

REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})


@dataclass(slots=False)
class Context:
    """One sentence with what the linguistic layer finds in it, asked for when needed."""

    sentence: Sentence
    mentions: Mentions

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Time expressions."""
        return moments(self.sentence, self.sentence.analysis.document)

    @cached_property
    def durations(self) -> tuple[Duration, ...]:
        """Lengths of time."""
        return durations(self.sentence)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Counts."""
        return quantities(self.sentence)

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """Names."""
        return self.mentions.within(self.sentence)

    @cached_property
    def places(self) -> tuple[Mention, ...]:
        """Named places."""
        return tuple(mention for mention in self.named if mention.type is MentionType.PLACE)

    def who(self, head: Token) -> tuple[Mention, ...]:
        """Who a noun phrase means; a pronoun that no name explains, whom the sentence itself gives it."""
        if head.lower_ in REFLEXIVE and (named := next((c for c in head.children if c.pos_ == "PROPN"), None)):
            return self.who(named)
        found = tuple(self._free(head, mention) for mention in self.mentions.of(self.sentence, head))
        if any(mention.referent for mention in found) or (noun := antecedent(head)) is None:
            return found
        return self.mentions.of(self.sentence, noun)

    def _free(self, head: Token, mention: Mention) -> Mention:
        """A mention, left open where an object pronoun was taken to mean its own clause's subject: "X had him held"."""
        verb = head.head.head if head.dep_ == "obj" and head.head.dep_ == "acl" else head.head
        if mention.type is not MentionType.PRONOUN or head.dep_ != "obj" or head.lower_ in REFLEXIVE:
            return mention
        local = {m.referent for noun in subjects(verb) for m in self.mentions.of(self.sentence, noun)}
        return replace(mention, referent=None, value=None, kind=None) if mention.referent in local else mention

    def undergoing(self, mention: Mention) -> Mention:
        """A mention of who undergoes an event, left open where a pronoun was taken to mean a court or the like."""
        body = mention.type is MentionType.PRONOUN and mention.kind in words("people", "unheld")
        return replace(mention, referent=None, value=None, kind=None, extractor=OPENED) if body else mention

    def is_body(self, mention: Mention) -> bool:
        """Whether a pronoun means a named body, which nobody can lock up."""
        if mention.type is not MentionType.PRONOUN:
            return False
        same = {named.type for named in self.mentions.named if named.referent == mention.referent}
        return bool(same) and not same & {MentionType.PERSON, MentionType.GROUP}

    def root(self, selector: Selector) -> Token | None:
        """The head token of a stretch of the sentence."""
        span = self.sentence.span(selector)
        return span.root if span is not None else None
