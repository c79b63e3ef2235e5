"""The head of a noun phrase in, the preposition before it and those behind it out."""

from __future__ import annotations

from kg.language.memory import per_token
from kg.language.tokens import Token

OBLIQUES = frozenset({"obl", "obl:agent", "nmod", "advcl", "acl", "obl:unmarked", "nmod:unmarked"})
INNER = frozenset({"amod", "compound", "nmod:desc", "nummod"})


def prepositions(head: Token) -> dict[str, tuple[Token, ...]]:
    """Prepositional dependents of a head, by preposition."""
    found: dict[str, tuple[Token, ...]] = {}
    for child in head.children:
        if child.dep_ in OBLIQUES and (words := preposition(child)):
            found[words] = (*found.get(words, ()), child)
    return found


@per_token
def preposition(head: Token) -> str:
    """The preposition before a noun or gerund as lower-case words ("because of"); empty where there is none."""
    first = (
        head.left_edge
    )  # a parser may hang it on an adjective or a title: "by plainclothes officers", "to clerk Ann Lee"
    first = first.nbor() if first.is_punct and first.i < head.i else first
    stray = (first,) if first.dep_ == "case" and first.head.head == head and first.head.dep_ in INNER else ()
    for child in (*head.children, *stray):
        case = child.dep_ == "case" or (child.dep_ in {"mark", "amod", "advmod"} and child.pos_ in {"ADP", "SCONJ"})
        if case and child.i < head.i:
            fixed = [word for word in child.children if word.dep_ == "fixed"]
            return " ".join(word.lower_ for word in (child, *fixed))
    return ""
