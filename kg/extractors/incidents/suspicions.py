"""A word for a charge in its sentence in, what the charge is of out: "on suspicion of theft", "that he stole a boat".

Word lists are data (``lexicons/circumstances.toml``). Law of this file: it knows how a charge is told, and not whose it
is; a charge of which nothing more is told is of nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.frames import SUBJECTS, phrase, preposition
from kg.extractors.wordlists import words
from kg.language.relations import FINITE
from kg.language.tokens import Span, Token

OPENINGS = frozenset({"on", "over", "under"})
INVENTED = 6
"""Words between a preposition and its charge: "on trumped up drug and extortion charges"."""


def opened(charge: Token) -> int | None:
    """Where the preposition stands that opens a charge; parsers take the "trumped up" before it for a verb."""
    openings = OPENINGS | ({"with"} if charge.lemma_ == "warrant" else set())
    if told := preposition(charge):
        return charge.left_edge.i if told in openings else None
    between = charge.doc[max(charge.i - INVENTED, 0) : charge.i]
    invented = any(
        t.lower_ == "up" and t.i and t.nbor(-1).lower_ in words("circumstances", "invented") for t in between
    )
    return next((token.i for token in reversed(between) if token.lower_ in openings), None) if invented else None


def suspicion(charge: Token) -> Span | None:
    """What a charge is of: behind it ("charges of theft"), before it ("anti-state charges"), the law that is cited."""
    inner = next(_behind(charge), None)
    told = None if inner is None else clause_of(inner) if _that(inner) else phrase(inner, whole=True)
    return told or _clause(charge) or _kind(charge) or _statute(charge)


def _behind(charge: Token) -> Iterator[Token]:
    """Heads of what stands behind a charge: "of theft", "that he stole", "including theft"."""
    for child in charge.children:
        if preposition(child) in {"for", "of"} or child.dep_ in {"acl", "ccomp"} or _that(child):
            yield child
    opening = charge.doc[charge.i + 1 : charge.i + 2]
    if opening.text.lower() == "including":
        yield from (token for token in charge.doc[opening.end :] if opening.root in token.children)


def _that(clause: Token) -> bool:
    """Whether a clause tells what is suspected, and nothing of the suspicion: "that he stole", not "that led to"."""
    return clause.dep_ == "acl:relcl" and _opening(clause) is not None


def _opening(clause: Token) -> Token | None:
    """The "that" which opens a clause and is no part of it; parsers take it for a second object."""
    objects = [child for child in clause.children if child.dep_ == "obj"]
    opening = next((child for child in clause.children if child.dep_ == "mark"), None)
    return opening or next((child for child in objects[:-1] if child.lower_ == "that"), None)


def clause_of(verb: Token) -> Span:
    """What a clause says, without the "that" and the commas around it."""
    opening = _opening(verb)
    start = verb.left_edge.i if opening is None else opening.i + 1
    end = verb.right_edge.i + (not verb.right_edge.is_punct)
    return verb.doc[start : max(end, verb.i + 1)]


def _clause(charge: Token) -> Span | None:
    """A clause right behind a charge without "that": "on suspicion he had stolen a boat"."""
    subject = next(iter(charge.doc[charge.i + 1 : charge.i + 2]), None)
    if subject is None or subject.dep_ not in SUBJECTS or subject.pos_ not in {"PRON", "PROPN"}:
        return None
    verb = subject.head
    finite = verb.tag_ in FINITE or any(child.tag_ in FINITE for child in verb.children)
    return charge.doc[subject.i : clause_of(verb).end] if finite else None


def _kind(charge: Token) -> Span | None:
    """The words before a charge that tell what it is of: "anti-state charges", "terror-related charges"."""
    doc = charge.doc
    kind = [child for child in charge.children if child.dep_ in {"compound", "amod"} and child.pos_ == "NOUN"]
    kind = kind or [child for child in charge.children if child.lower_.endswith("related")]
    if not kind:
        return None
    start = kind[0].left_edge.i
    start -= 2 * (start > 1 and doc[start - 1].text == "-")
    return doc[start : kind[-1].i + 1]


def _statute(charge: Token) -> Span | None:
    """The law under which somebody is charged: "on charges under section 5 of the press law"."""
    cited = (child for child in charge.children if preposition(child) == "under")
    return next((found for head in cited if (found := statute(head)) is not None), None)


def statute(head: Token) -> Span | None:
    """The law that a phrase behind "under" cites, by a word for one, a number or the letters of its name."""
    law = phrase(head)
    of = next((child for child in head.children if preposition(child) == "of" and child.i >= law.end), None)
    end = of.right_edge.i + 1 if of is not None else law.end  # "the Prevention of Terrorism Act"
    cited = head.doc[law.start : end]
    named = any(token.lemma_.lower() in words("courts", "law") for token in cited)
    lettered = head.text.isupper() and len(head.text) > 1 and head.pos_ == "PROPN"
    return cited if named or lettered or head.text[:1].isdigit() else None
