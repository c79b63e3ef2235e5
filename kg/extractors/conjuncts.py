"""Part of an enumeration of deeds in, where the enumeration ends out, whatever its later parts were hung on.

"charged with theft, fraud, and forming a gang": parsers take the gerund for a second thing that was done. Law of this
file: grammar and two word lists (``lexicons/offences.toml``); a list ends with "and" or "or", or it is none.
"""

from __future__ import annotations

from typing import NamedTuple

from kg.extractors.incidents.people import human
from kg.extractors.wordlists import words
from kg.language import Sentence
from kg.language.pairing import paired, unopened
from kg.language.relations import FINITE
from kg.language.tokens import Doc, Token
from kg.model import Selector

JOINING = frozenset({"and", "or"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})


class Part(NamedTuple):
    """Where a further part of an enumeration ends, and whether it is the last ("and ...")."""

    end: int
    last: bool


def whole(sentence: Sentence, stretch: Selector) -> Selector:
    """Give an offence or a reason with all the deeds enumerated behind it, its quotation marks in pairs."""
    span, document = sentence.span(stretch), sentence.analysis.document
    end = enumerated(span.doc, span.start, span.end) if span is not None else 0
    found = sentence.select(span.doc[span.start : end]) if span is not None and end > span.end else stretch
    return paired(document, unopened(document, found))


def enumerated(doc: Doc, start: int, end: int) -> int:
    """Where the enumeration ends that the tokens from ``start`` to ``end`` begin; ``end`` where nothing goes on.

    What goes on is a gerund or an infinitive, or a noun that the parser coordinated with something before ``start``.
    """
    end = closed = _purpose(doc, start, end)
    while (part := _part(doc, start, end)) is not None:
        end = part.end
        closed = end if part.last else closed
    return closed


def _purpose(doc: Doc, start: int, end: int) -> int:
    """Where a plan ends with what was planned: "conspiracy | to commit theft"."""
    planned = doc[end - 1].lemma_.lower() in words("offences", "planning") and start < end < len(doc) - 1
    return _reach(doc[end + 1]) if planned and doc[end].tag_ == "TO" and doc[end + 1].tag_ == "VB" else end


def _part(doc: Doc, start: int, end: int) -> Part | None:
    """The further part that begins with a comma, "and" or "or" at ``end``."""
    comma = int(doc[end : end + 1].text == ",")
    joined = doc[end + comma : end + comma + 1].text.lower() in JOINING
    first = end + comma + int(joined)
    if first == end or first >= len(doc):
        return None
    planned = any(token.tag_ == "TO" for token in doc[start:end])
    first += int(doc[first].pos_ == "ADV") + int(doc[first].tag_ == "TO" and planned)
    if first >= len(doc) or not _goes_on(doc[first], start, planned=doc[first - 1].tag_ == "TO"):
        return None
    reach = _reach(doc[first])
    return Part(reach, joined or _closes_inside(doc, start, first, reach))


def _goes_on(token: Token, start: int, *, planned: bool) -> bool:
    if token.pos_ == "NOUN":
        return token.dep_ == "conj" and token.head.i < start and not human(token)
    return (token.tag_ == "VBG" and not _results(token)) or (planned and token.tag_ == "VB")


def _results(token: Token) -> bool:
    return token.tag_ == "VBG" and token.lemma_.lower() in words("offences", "resulting")


def _closes_inside(doc: Doc, start: int, first: int, end: int) -> bool:
    """Whether a part holds the last one: a gerund joined to it, or anything in a list that "including" opens."""
    listed = any(token.lower_ == "including" for token in doc[start:first])
    ends = (token.nbor(1) for token in doc[first : end - 1] if token.lower_ in JOINING)
    return any(listed or token.tag_ == "VBG" for token in ends)


def _reach(head: Token) -> int:
    """Where the unbroken words end that hang on a head, before a relative or a finite clause or a result."""
    doc, end = head.doc, head.i + 1
    while end < len(doc) and head.is_ancestor(doc[end]) and doc[end].tag_ not in RELATIVE and doc[end].text != ";":
        end += 1
    clauses = (t.left_edge.i for t in doc[head.i + 1 : end] if t.tag_ in FINITE or _results(t))
    end = min([end, *(at for at in clauses if at > head.i)])
    while end > head.i + 1 and (doc[end - 1].is_punct or doc[end - 1].tag_ == "CC"):
        end -= 1
    return end
