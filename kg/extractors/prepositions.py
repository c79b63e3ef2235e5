"""The head of a noun phrase in, the preposition before it and those behind it out."""

from __future__ import annotations

from kg.language.memory import per_token
from kg.language.tokens import Token

OBLIQUES = frozenset({"obl", "obl:agent", "nmod", "advcl", "acl", "obl:unmarked", "nmod:unmarked"})
HIGHER = frozenset({"dep", "obj", "obl"})
INNER = frozenset({"amod", "compound", "nmod:desc", "nummod"})


def prepositions(head: Token) -> dict[str, tuple[Token, ...]]:
    """Prepositional dependents of a head, by preposition."""
    found: dict[str, tuple[Token, ...]] = {}
    for child in head.children:
        if child.dep_ in OBLIQUES and (words := preposition(child)):
            found[words] = (*found.get(words, ()), child)
    if "of" not in found and (name := _torn(head)) is not None:
        found["of"] = (name,)
    return found


def _torn(head: Token) -> Token | None:
    """The name behind "of" and a title hung on the verb or in apposition: "the arrest of nurse Ann Lee"."""
    case = head.nbor() if head.pos_ == "NOUN" and head.i + 1 < len(head.doc) else head
    name = case.head.head
    titled = case.lower_ == "of" and case.dep_ == "case" and case.head.dep_ == "nmod:desc"
    higher = name.dep_ in HIGHER and name.head in (head.head, *head.ancestors)
    own = name.dep_ == "appos" and name.head == head
    return name if titled and name.left_edge == case and (higher or own) else None


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
