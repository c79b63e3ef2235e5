"""Noun phrases in, what they can be out: a person, a body that acts for a state, an outlaw."""

from __future__ import annotations

from functools import partial

from kg.extractors.wordlists import words
from kg.gazetteer import is_demonym
from kg.language.couples import how_many
from kg.language.descriptions import kind_of_word
from kg.language.tokens import Token
from kg.model import Mention, MentionType

listed = partial(words, "people")
"""One list of ``lexicons/people.toml``."""


def human(head: Token) -> bool:
    """Whether the noun phrase with this head can mean people; numbers and personal pronouns do."""
    lemma = noun(head)
    if (
        head.lower_ in listed("pronouns") | listed("quantifiers") | {"accused"}
        or lemma in listed("people")
        or head.ent_type_ == "PER"
        or _of_an_age(head)
    ):
        return True
    if head.pos_ == "NUM" or (head.like_num and head.dep_ != "nummod") or _of_a_people(head) or _pair(head):
        return True
    if lemma in listed("amounts"):
        return (of := counted(head)) is not None and human(of)
    return head.pos_ == "NOUN" and lemma not in listed("things") and lemma.endswith(tuple(listed("endings")))


def _of_an_age(head: Token) -> bool:
    """Whether an age stands for whoever has it: "the 51-year-old"."""
    return head.lower_ == "old" and head.i > 1 and head.nbor(-1).text == "-" and head.dep_ != "amod"


def _pair(head: Token) -> bool:
    """Whether a subject for two or more takes up people told of before: "the pair were held"."""
    return head.tag_ == "NN" and head.dep_.startswith("nsubj") and how_many(head) > 0


def _of_a_people(head: Token) -> bool:
    """Whether the name of a people stands for people: in the plural, or behind a number ("900 Velmans")."""
    if head.dep_ in {"amod", "compound", "nummod"} or head.pos_ not in {"ADJ", "NOUN", "PROPN"}:
        return False
    plural = head.text.endswith("s") and is_demonym(head.text.removesuffix("s"))
    return plural or (is_demonym(head.text) and any(child.dep_ == "nummod" for child in head.children))


def counted(head: Token) -> Token | None:
    """What an amount is one of: "a total of 47 men" is about men, wherever the parser hung them."""
    if noun(head) not in listed("amounts") or head.i + 1 >= len(head.doc) or head.nbor().lower_ != "of":
        return None
    return next((token for token in head.doc[head.i + 2 :] if head.nbor() in token.children), None)


def amount(head: Token) -> Token | None:
    """The amount before "of" and a noun: "thousands" of people."""
    of = next((child for child in head.children if child.lower_ == "of" and child.i < head.i and child.i > 0), None)
    return of.nbor(-1) if of is not None and noun(of.nbor(-1)) in listed("amounts") else None


def arrestable(head: Token) -> bool:
    """Whether "arrest" with this object is about a person: its things are trends ("arrest the decline")."""
    lemma = "people" if head.lower_ == "those" else noun(head)
    if lemma in listed("objects") or (head.lower_ == "police" and not list(head.lefts)):
        return False
    return lemma not in listed("trends") and not lemma.endswith(("tion", "ment", "ity", "ness", "sion", "ing"))


def noun(head: Token) -> str:
    """The lemma of a noun, lower case; at the head of a sentence the tagger may have left the plural as a name."""
    lemma = head.lemma_.lower()
    return lemma.removesuffix("s") if head.pos_ == "PROPN" and head.i == 0 else lemma


def able(head: Token) -> bool:
    """Whether a noun can be who holds or frees people; numbers alone and things cannot."""
    if any(child.lower_ in {"what", "which", "whose"} for child in head.children):  # "knows which unit held him"
        return False
    if head.pos_ in {"PROPN", "PRON"} or security(head) or outlaw(head) or kind_of_word(head.text) is not None:
        return True
    return head.pos_ != "NUM" and human(head)


def security(head: Token) -> bool:
    """Whether the head is a common noun for who acts for a state, or for men in or out of their uniform."""
    marked = any(child.lower_ in listed("uniforms") for child in head.children)
    return noun(head) in listed("security") or (noun(head) in {"man", "woman"} and marked)


def outlaw(head: Token) -> bool:
    """Whether the head is a common noun for those whose captives are hostages."""
    return noun(head) in listed("outlaws")


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
