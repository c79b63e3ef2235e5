"""Claims in order in, the same claims out, with the day of a sitting for what the court did there besides.

"On Monday a court in Riga jailed a baker for a year. His brother was fined." Law of this file: only what is told next,
in the simple past and without a time of its own, was done at the same sitting.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kg.extractors.incidents.same_day import daily
from kg.extractors.incidents.scenes import narrated
from kg.extractors.wordlists import pattern
from kg.language import Sentence
from kg.language.times import moments
from kg.mentions import Mentions
from kg.model import Claim, Moment, Role

RULED = frozenset({"acquittal", "conviction", "dismissal", "release", "remand", "sentencing"})
"""Steps that a court takes at a sitting."""


def sat(claims: Iterable[Claim], mentions: Mentions) -> tuple[Claim, ...]:
    """Claims in order, with the day of the sitting that is told right before them."""
    told = tuple(claims)
    starts = {sentence.selector.start: sentence for sentence in mentions.analysis.sentences}
    dated: dict[int, Moment] = {}
    return tuple(_dated(claim, starts, dated) for claim in told)


def _dated(claim: Claim, starts: Mapping[int, Sentence], dated: dict[int, Moment]) -> Claim:
    """A ruling with its day, its own or that of the ruling in the sentence before; ``dated`` keeps days by sentence."""
    if claim.type != "ProceedingStep" or claim.factuality != "actual" or not RULED.intersection(claim.kinds):
        return claim
    sentence = next((starts[at.start] for at in claim.evidence if at.contains(claim.trigger)), None)
    if sentence is None or not _told_next(claim, sentence):
        return claim
    own = next((day for day in claim.all("date") if isinstance(day, Moment)), None)
    if own is None and not moments(sentence, sentence.analysis.document):
        own = dated.get(sentence.index - 1)
        claim = claim if own is None else replace(claim, roles=(*claim.roles, Role("date", own)))
    if own is not None and daily(own):
        dated[sentence.index] = own
    return claim


def _told_next(claim: Claim, sentence: Sentence) -> bool:
    """Whether a ruling is the next step of a story: in the simple past, with no word that looks back or elsewhere."""
    span = sentence.span(claim.trigger)
    if span is None or pattern("circumstances", "leaving").match(sentence.text):
        return False
    verb = next((step for step in (span.root, *span.root.ancestors) if step.tag_.startswith("VB")), span.root)
    back = {child.lower_ for child in verb.children} & {"already", "earlier", "once", "previously", "recently"}
    return narrated(verb) and not back
