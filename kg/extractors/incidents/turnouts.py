"""Gatherings and the sentences behind them in, how many came and who called them out, where only these tell it.

"Teachers marched in Riga. About 400 took part. It had been called by the guild." Law of this file: the sentence stands
right behind, and tells of no other gathering. The words are data (``lexicons/gatherings.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extractors.incidents.contexts import Context
from kg.extractors.wordlists import pattern
from kg.language import Sentence
from kg.mentions import Mentions
from kg.model import NAMED_ACTORS, Claim, Mention, Quantity, Role

NEAR = 32
"""Characters between a number and the word that says what it counts."""

TAKEN_UP = ("it ", "they ", "the event ")
"""How a sentence opens that goes on about a gathering without its noun."""


def completed(told: Sequence[tuple[int, Claim]], mentions: Mentions) -> Iterator[Claim]:
    """Claims, each with the number of its sentence, with what the sentence behind it adds."""
    taken, sentences = {index for index, _ in told}, mentions.analysis.sentences
    for index, claim in told:
        open_ = index + 1 < len(sentences) and index + 1 not in taken and claim.factuality != "negated"
        yield _completed(claim, sentences[index + 1], mentions) if open_ else claim


def _completed(claim: Claim, behind: Sentence, mentions: Mentions) -> Claim:
    counted = claim.all("count") or any(map(_of_arrests, (claim.evidence[0].exact, behind.text)))
    size = None if counted else _attendance(behind, mentions)
    who = _conveners(behind, mentions) if not claim.all("organizer") else ()
    new = (*((Role("count", size),) if size else ()), *(Role("organizer", each) for each in who))
    if not new:
        return claim
    return replace(claim, roles=(*claim.roles, *new), evidence=(*claim.evidence, behind.selector))


def _of_arrests(text: str) -> bool:
    """Whether a number may be that of people held."""
    return pattern("custody", "seizing").search(text) is not None


def _attendance(sentence: Sentence, mentions: Mentions) -> Quantity | None:
    """The number of those who came."""
    text, offset = sentence.text, sentence.selector.start
    if not (pattern("gatherings", "came").search(text) or pattern("gatherings", "reckoned").search(text)):
        return None
    for quantity in Context(sentence, mentions).quantities:
        start, end = quantity.selector.start - offset, quantity.selector.end - offset
        before, after = text[max(start - NEAR, 0) : start], text[end : end + NEAR].partition(",")[0]
        if pattern("gatherings", "came").search(after) or pattern("gatherings", "reckoned").search(before):
            return quantity
    return None


def _conveners(sentence: Sentence, mentions: Mentions) -> tuple[Mention, ...]:
    """Named actors right behind the words for calling what "it" is."""
    found = pattern("gatherings", "convened").search(sentence.text)
    if found is None or not sentence.text.lower().startswith(TAKEN_UP):
        return ()
    behind = sentence.selector.start + found.end() + len(" the ")
    actors = (mention for mention in mentions.within(sentence) if mention.type in NAMED_ACTORS)
    return tuple(m for m in actors if behind - len(" the ") <= m.selector.start <= behind)
