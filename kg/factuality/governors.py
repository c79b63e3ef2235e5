"""An event word in, the word that governs how it is told out, wherever the parser hung it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.factuality.signals import governors
from kg.language.relations import OBJECTS, SUBJECTS, marks, relation
from kg.language.tokens import Token
from kg.lexicon import Cue


def governing(token: Token) -> tuple[Cue, Token] | None:
    """The governing cue and its word: the head, or where a phrase may hang elsewhere what stands beside the head."""
    kind = "prep:from" if _kept_from(token) else relation(token)
    for head in (*_made(token, kind), token.head, *_beside(token, kind)):
        particle = head.nbor().lower_ if head.i + 1 < len(head.doc) else ""
        phrasal = governors(f"{head.lemma_.lower()} {particle}")
        place = "object" if phrasal and kind == f"prep:{particle}" else kind
        for cue in phrasal or governors(head.lemma_.lower()):
            if place in cue.slots.get("event", place).split("|"):
                return cue, head
    return None


def _made(token: Token, kind: str) -> Iterator[Token]:
    """What is being made, which an infinitive belongs to: "efforts are being made to arrest him"."""
    if kind == "to" and token.head.lemma_ == "make":
        yield from (child for child in token.head.children if child.dep_ == "nsubj:pass")


def _kept_from(token: Token) -> bool:
    """Whether an event is the object of a verb that keeps it "from taking place"."""
    behind = (word for word in token.head.children if word.i > token.i and word.tag_ == "VBG")
    return token.dep_ == "obj" and any("from" in marks(word) for word in behind)


def _beside(token: Token, kind: str) -> Iterator[Token]:
    """Words that a phrase, an infinitive or a clause may belong to rather than to its head: "gave the order to"."""
    if kind == "to" or kind.startswith("prep:"):
        yield from (c for c in token.head.children if c.dep_ in OBJECTS | {"nmod"} and c.i < token.i)
    if token.head.dep_ in OBJECTS | {"nmod"} and (kind.startswith("prep:") or _hangs_on_a_day(token)):
        yield token.head.head


def _hangs_on_a_day(token: Token) -> bool:
    """Whether the parser hung what a report tells on the day of the report: "its report of May 4 that he was freed"."""
    return token.dep_ == "acl:relcl" and token.head.pos_ == "NUM" and clause_of_content(token)


def clause_of_content(token: Token) -> bool:
    """Whether a clause behind a noun is what the noun reports, not a relative: "the report that he was freed"."""
    subject = any(c.dep_ in SUBJECTS and c.lower_ not in {"that", "which", "who"} for c in token.children)
    whole = any(c.dep_ in {"obj", "nsubj:pass"} and c.lower_ != "that" for c in token.children)
    return subject and whole and any(word.lower_ == "that" for word in token.subtree)
