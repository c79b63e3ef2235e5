"""A reading in, who said what as plain offsets out: the form in which attribution corpora are scored.

One record for each statement that puts words forward: source, cue and content as PolNeAR (Newell et al. 2018) marks
them. The source is the whole noun phrase, and in the words nearest to the cue, whoever they mean. Behind words that
are quoted the cue goes on to the occasion on which they were said ("said in an interview"); before them it does not.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from kg.extractors.wordlists import words
from kg.model import Claim, Code, Document, Mention, Reading, Selector


def attributions(reading: Reading) -> list[dict[str, Any]]:
    """One record for each statement, in the order of their cues; a part that is not told is null and has no spans."""
    said = [claim for claim in reading.claims if claim.type == "Statement" and claim.all("contentText")]
    document = reading.document
    name = str(PurePosixPath(document.name).with_suffix(""))
    ordered = sorted(said, key=lambda claim: claim.trigger)
    return [{"doc": name, "id": f"s{number}", **_parts(claim, document)} for number, claim in enumerate(ordered, 1)]


def _parts(claim: Claim, document: Document) -> dict[str, Any]:
    content = sorted(filler for filler in claim.all("contentText") if isinstance(filler, Selector))
    cue = [_cue(claim, content[0], document)]
    return _spans("speaker", _source(claim)) | _spans("cue", cue) | _spans("content", content)


def _cue(claim: Claim, content: Selector, document: Document) -> Selector:
    """The words of saying, with the occasion named right behind them where all that is said is quoted and precedes."""
    trigger = claim.trigger
    told = _occasion().match(document.text, trigger.end)
    behind = content.end <= trigger.start and claim.first("quoteStyle") == Code("direct")
    return document.select(trigger.start, told.end()) if told and behind else trigger


@cache
def _occasion() -> re.Pattern[str]:
    """A pattern for " in a long interview": a preposition, a determiner, at most two words and a word of the list."""
    nouns = "|".join(sorted(map(re.escape, words("inflections", "occasions"))))
    return re.compile(rf" (?:at|during|in|on) (?:an?|the|his|her|their) (?:[\w-]+ ){{0,2}}(?:{nouns})\b")


def _source(claim: Claim) -> list[Selector]:
    """The noun phrase; where it is not told, from the first of those who speak to the last."""
    phrase = [filler for filler in claim.all("speakerText") if isinstance(filler, Selector)]
    return phrase or sorted(filler.selector for filler in claim.all("speaker") if isinstance(filler, Mention))


def _spans(role: str, parts: list[Selector]) -> dict[str, Any]:
    start = min((part.start for part in parts), default=None)
    end = max((part.end for part in parts), default=None)
    spans = [[part.start, part.end] for part in parts]
    return {f"{role}_start": start, f"{role}_end": end, f"{role}_spans": spans}
