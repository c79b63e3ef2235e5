"""Who is quoted, or speaks by a text or for a body, in; those whose words they are out."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors import frames
from kg.extractors.nominals import makers
from kg.extractors.speech.cues import QUOTING, words
from kg.language.tokens import Token


def represented(head: Token) -> Iterator[Token]:
    """Nouns for the body that a spokesman, a report or a statement may speak for, or whose wing or analyst speaks."""
    if any(child.lower_ in words("no_longer") for child in head.children):
        return
    if head.lemma_.lower() in words("speaking_for"):
        yield from (child for child in head.children if child.dep_ in {"nmod", "nmod:poss", "compound", "acl"})
        made = (child for child in head.children if child.dep_ == "acl" and frames.passive(child))
        yield from (agent for child in made for agent in frames.frame(child).subject)
    elif head.lemma_.lower() in words("reckonings"):
        yield from makers(head)
    elif head.lemma_.lower() in words("belonging"):
        yield from (child for child in head.children if child.dep_ == "nmod" and frames.preposition(child))
        yield from (child for child in head.lefts if child.pos_ == "PROPN" or child.tag_ == "NNP")


def quoted_person(verb: Token) -> tuple[Token, ...]:
    """The mayor was quoted as saying; the agency quoted the mayor as saying."""
    host = verb.head
    if verb.tag_ != "VBG" or host.lemma_ not in QUOTING or verb.dep_ not in {"advcl", "xcomp", "acl", "ccomp"}:
        return ()
    return tuple(child for child in host.children if child.dep_ == "obj") or frames.subjects(host)


def issuers(verb: Token) -> tuple[Token, ...]:
    """They issued a statement saying: whoever issued it."""
    noun = verb.head
    if verb.tag_ != "VBG" or noun.lemma_.lower() not in words("speaking_for") or noun.dep_ not in {"obj", "obl"}:
        return ()
    return frames.subjects(noun.head)


def impersonal(verb: Token) -> tuple[Token, ...]:
    """The text in which something is stated by nobody: "It is stated in the communiqué that"."""
    impersonal = any(child.lower_ == "it" and child.dep_.startswith(("nsubj", "expl")) for child in verb.children)
    texts = frames.prepositions(verb).get("in", ()) if impersonal else ()
    return tuple(text for text in texts if text.lemma_.lower() in words("speaking_for"))
