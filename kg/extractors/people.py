"""Noun phrases in, what they can be out: a person, a body that acts for a state, an outlaw."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Token

from kg.lexicon import table
from kg.model import Mention, MentionType

PRONOUNS = frozenset({"he", "she", "they", "we", "i", "you", "him", "her", "them", "us", "me", "who", "whom", "those"})
QUANTIFIERS = frozenset(
    {"others", "many", "some", "several", "most", "all", "both", "dozens", "hundreds", "thousands", "scores"}
)


@cache
def words(name: str) -> frozenset[str]:
    """One list of ``lexicons/people.toml``: people, bare, security or outlaws."""
    return frozenset(table("people")[name])


def human(head: Token) -> bool:
    """Whether the noun phrase with this head can mean people; numbers and personal pronouns do."""
    lemma = head.lemma_.lower()
    if head.lower_ in PRONOUNS | QUANTIFIERS or lemma in words("people") or head.ent_type_ == "PER":
        return True
    if head.pos_ == "NUM" or (head.tag_ == "CD" and head.dep_ != "nummod"):
        return True
    return head.pos_ == "NOUN" and lemma.endswith(tuple(words("endings")))


def security(head: Token) -> bool:
    """Whether the head is a common noun for who acts for a state."""
    return head.lemma_.lower() in words("security")


def outlaw(head: Token) -> bool:
    """Whether the head is a common noun for those whose captives are hostages."""
    return head.lemma_.lower() in words("outlaws")


def is_actor(mention: Mention) -> bool:
    """Whether a mention can fill an actor's role: anything but a place, and no pronoun for a thing."""
    thing = mention.type is MentionType.PRONOUN and mention.selector.exact.lower() in {
        "it",
        "this",
        "that",
        "which",
        "itself",
    }
    return mention.type is not MentionType.PLACE and not thing
