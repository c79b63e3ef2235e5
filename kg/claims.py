"""An analysis and its mentions in, claims out: what one document says, by whom, each with its words.

The extractors run one after the other; then, once for all of them: the leaving out of what is told of a game only
(:mod:`kg.extractors.games`), of a plot or a past age (:mod:`kg.extractors.stories`), the merging of what several found
on the same words (:mod:`kg.merging`), who puts what forward (:mod:`kg.attribution`), the folding of what is told twice
(:mod:`kg.folding`), where and when it was if only a neighbour tells (:mod:`kg.extractors.incidents.settings`,
:mod:`kg.extractors.law.sittings`), and how sure each claim is (:mod:`kg.confidence`).
"""

from __future__ import annotations

from functools import cache

from kg.attribution import attributed
from kg.confidence import scored
from kg.extractors import Extractor, detentions, gatherings, proceedings, releases, statements, violence
from kg.extractors.games import in_earnest
from kg.extractors.incidents.settings import settled
from kg.extractors.law.cases import cased
from kg.extractors.law.sittings import sat
from kg.extractors.stories import in_our_world
from kg.folding import folded
from kg.iris import ClaimIds
from kg.language import Analysis, Sentence, words_of
from kg.lexicon import Beginnings
from kg.mentions import Mentions
from kg.merging import RULES, families, merged
from kg.model import Claim

EXTRACTORS: tuple[Extractor, ...] = (
    statements.statements,
    detentions.detentions,
    releases.releases,
    gatherings.gatherings,
    violence.violence,
    proceedings.proceedings,
)
"""What finds claims, in the order in which they run."""

STEMS = (detentions.triggers, releases.triggers, gatherings.triggers, violence.triggers, proceedings.triggers)
"""Beginnings of words, from each extractor of events; statements have whole word forms (:func:`statements.wanted`)."""


def claims(analysis: Analysis, mentions: Mentions, extractors: tuple[Extractor, ...] = EXTRACTORS) -> tuple[Claim, ...]:
    """Claims of a document, by where their evidence begins."""
    if any(extractor in EXTRACTORS for extractor in extractors):
        analysis.parse(sentence for sentence in analysis.sentences if promising(sentence))
    ids = ClaimIds(analysis.document)
    told_of = (claim for extractor in extractors for claim in extractor(analysis, mentions, ids))
    found = list(in_our_world(in_earnest(told_of, analysis), analysis))
    if any(families(claim) != {RULES} for claim in found):
        found = list(cased(merged(found), ids, "proceedings.case"))
    told = attributed(sorted(found, key=lambda claim: (claim.evidence[0], claim.trigger, claim.id)))
    return scored(sat(settled(folded(told), told, mentions), mentions))


def promising(sentence: Sentence) -> bool:
    """Whether a sentence holds a word that some extractor looks for, so that parsing it may pay."""
    return statements.wanted(sentence) or _beginnings()(sentence.text.lower(), words_of(sentence))


@cache
def _beginnings() -> Beginnings:
    return Beginnings(stem for stems in STEMS for stem in stems())
