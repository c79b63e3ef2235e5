"""A detention of several in, those of them who are named out: "25 people, including X", "They were identified as X".

Law of this file: names follow the words that bring them up, up to the end of the clause, in the same sentence or the
one behind; a claim of the sentence behind is a share of the detention told before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extractors.incidents.contexts import Context
from kg.extractors.incidents.events import Event, roles
from kg.extractors.incidents.retellings import plural
from kg.iris import ClaimIds
from kg.language import Sentence
from kg.language.relations import FINITE
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import Claim, ClaimRef, Mention, MentionType

NAMING = re.compile(r"including\b|(?:among|amongst|of) (?:them|whom|these|those)\b", re.IGNORECASE)
"""What comes before those of a group who are named."""

GROUP = r"(?:them|these|those|(?:those|the) (?:arrested|detained|detainees|held))"
AMONG = re.compile(
    rf"^among {GROUP} (?:are|is|was|were)\b|\b(?:are|is|was|were) (?:also )?among {GROUP}(?=\W*$)", re.IGNORECASE
)
"""Who is of the group told of before stands behind the first, before the second."""

IDENTIFIED = re.compile(
    rf"\b(?:(?:are|been|were) (?:identified|named)|(?:identified|named) (?:the \w+|{GROUP})) as\b", re.IGNORECASE
)
"""What comes before the names of those of whom no more than their number was told."""

NEARBY = 9
"""Words between people and those of them who are named, at the most."""


def by_name(event: Event) -> tuple[Mention, ...]:
    """Those of several held who are named: "25 people, including the poet X and Y"."""
    context, doc = event.context, event.match.head.doc
    several = tuple(each for each in event.group_heads if each.pos_ in {"NOUN", "NUM", "PRON"})
    for head in (*several, *((event.match.head,) if several else ())):
        opening = next((t for t in doc[head.i + 1 : head.i + NEARBY] if NAMING.match(doc[t.i : t.i + 2].text)), None)
        if opening is not None and not any(t.tag_ in FINITE for t in doc[head.i : opening.i]):
            return tuple(_names(context, opening))
    return ()


def _names(context: Context, opening: Token) -> Iterator[Mention]:
    """Persons named behind a word, up to the end of its clause."""
    stop = next(
        (t for t in opening.doc[opening.i :] if t.tag_ in FINITE or t.tag_ in {"WP", "WDT"} or t.text == ";"), None
    )
    offset = context.sentence.selector.start - opening.doc[0].idx
    start, end = opening.idx + offset, stop.idx + offset if stop is not None else context.sentence.selector.end
    yield from (m for m in context.named if m.type is MentionType.PERSON and start < m.selector.start < end)


def later(whole: Claim, sentence: Sentence, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Who was of a group told of in the sentence before: "Among them was X", "They were identified as X and Y"."""
    found = AMONG.search(sentence.text) or IDENTIFIED.search(sentence.text)
    if found is None or not plural(whole):
        return
    at, context = sentence.selector.start + found.start(), Context(sentence, mentions)
    behind = found.start() == 0 or found.re is IDENTIFIED
    people = [m for m in context.named if m.type is MentionType.PERSON and (m.selector.start > at) is behind]
    if people:
        trigger = sentence.analysis.document.select(at, at + len(found[0]))
        filled = roles(affected=tuple(people), partOf=ClaimRef(whole.id))
        id_ = ids.mint(whole.type, sentence.selector, filled)
        yield replace(whole, id=id_, trigger=trigger, evidence=(sentence.selector,), roles=filled)
