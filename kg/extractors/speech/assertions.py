"""A statement put together in, its claim out: roles, evidence and the style of its quotations."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.extractors.speech.drafts import Draft
from kg.extractors.speech.quotes import Quotes
from kg.iris import ClaimIds
from kg.language import Analysis
from kg.language.pairing import paired
from kg.model import Claim, Code, Role, Selector

NEEDING = frozenset({"contentText", "addressee", "target"})
"""Roles whose preposition belongs to the cue where it stands beside it; an addressee that may be missing has none."""


def claim(draft: Draft, analysis: Analysis, quotes: Quotes, ids: ClaimIds) -> Claim:
    """The claim of a statement, with the quotations in its words and how much of them is quoted."""
    content = tuple(sorted({paired(analysis.document, stretch) for stretch in draft.content}))
    quoted = quotations_of(content, quotes)
    roles = [Role("speaker", mention) for mention in draft.speaker]
    roles += [Role("addressee", mention) for mention in draft.addressee]
    roles += [Role("target", mention) for mention in draft.target]
    roles += [Role("contentText", stretch) for stretch in content]
    roles += quoted
    evidence = evidence_of(draft.sentence.selector, content, analysis)
    trigger = _trigger(draft, content[-1])
    minted = ids.mint("Statement", evidence[0], roles)  # by who speaks: how much of the phrase is read changes no id
    roles[len(draft.speaker) : len(draft.speaker)] = [Role("speakerText", draft.phrase)] if draft.phrase else []
    return Claim(
        id=minted,
        type="Statement",
        kinds=draft.kinds,
        trigger=trigger,
        evidence=evidence,
        roles=tuple(roles),
        extractor=f"statement/{draft.found.cue.id}",
    )


def quotations_of(content: Sequence[Selector], quotes: Quotes) -> list[Role]:
    """The roles that tell which words of a content are quoted, and last how much of it."""
    quoted = tuple(quote for stretch in content for quote in quotes.inside(stretch))
    return [*(Role("quote", quote) for quote in quoted), Role("quoteStyle", Code(_style(content, quoted)))]


def _trigger(draft: Draft, content: Selector) -> Selector:
    """The words of the cue, with the preposition that it needs before its content: "called for", "accused of"."""
    doc, match = draft.sentence.doc, draft.found
    following = doc[match.last + 1 : match.last + 2]
    places = match.cue.slots.items()
    named = (name for role, place in places if role in NEEDING for name in re.findall(r"(?:prep|direct):(\S+)", place))
    needed = {word for name in named for word in name.split("|")}
    joined = any(t.lower_ in needed and draft.sentence.select(t).end < content.end for t in following)
    return draft.sentence.select(doc[match.verb.i : match.last + 1 + joined])


def evidence_of(home: Selector, content: tuple[Selector, ...], analysis: Analysis) -> tuple[Selector, ...]:
    """The sentence of the cue, then the other sentences that hold its content."""
    sentences = analysis.sentences
    first = bisect_left(sentences, min(c.start for c in content), key=lambda s: s.selector.end)
    last = bisect_right(sentences, max(c.end for c in content), key=lambda s: s.selector.start)
    near = (s.selector for s in sentences[first:last])
    return (home, *(s for s in near if s != home and any(s.overlaps(c) for c in content)))


def _style(content: Sequence[Selector], quoted: tuple[Selector, ...]) -> str:
    """Say direct where every word is quoted, indirect where none is, else mixed."""
    if not quoted:
        return "indirect"
    bare = sum(_letters(stretch.exact) for stretch in content) - sum(_letters(quote.exact) for quote in quoted)
    return "direct" if bare <= 0 else "mixed"


def _letters(text: str) -> int:
    return sum(character.isalnum() for character in text)
