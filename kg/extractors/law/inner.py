"""The noun of a legal act in, who and what stands right beside it out: "the theft charges", "the Lind trial"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.extractors.frames import frame
from kg.extractors.incidents.people import human
from kg.extractors.wordlists import words
from kg.gazetteer import is_demonym
from kg.language.tokens import Token


def compounds(noun: Token, pos: str = "NOUN") -> tuple[Token, ...]:
    """Nouns of one part of speech right before a noun: "the theft and fraud charges"."""
    before = (child for child in noun.children if child.i < noun.i and child.pos_ == pos)
    return tuple(child for child in before if child.dep_ in {"compound", "nmod"})


def _is_person(name: Token) -> bool:
    """Whether a name before a legal word is a person's, and no people's adjective: "the Lind trial"."""
    return name.ent_type_ == "PER" and not is_demonym(name.text)


def _bordering(noun: Token) -> tuple[Token, ...]:
    """The offence behind a participle of a charge: "a charge bordering on theft"."""
    own = (child for child in noun.children if child.dep_ == "acl" and child.lemma_ in words("courts", "bordering"))
    return tuple(head for verb in own for head in frame(verb).slot("prep:on|to|from, object"))


INNER: Mapping[str, Callable[[Token], tuple[Token, ...]]] = {
    "bordering": _bordering,
    "compound": compounds,
    "listed": lambda noun: (noun.head,) if noun.dep_ == "conj" else (),
    "named": lambda noun: tuple(child for child in compounds(noun, "PROPN") if _is_person(child)),
    "people": lambda noun: tuple(child for child in compounds(noun) if human(child)),
    "nsubj": lambda noun: tuple(child for child in noun.children if child.dep_.startswith("nsubj")),
    "shared": lambda noun: tuple(h for other in noun.conjuncts for h in frame(other).object),
    "owner": lambda noun: tuple(child for child in noun.children if child.dep_ == "nmod:poss"),
}
"""Places beside the noun of an act, beyond those of its own frame."""
