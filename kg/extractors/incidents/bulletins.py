"""A bulletin in, the towns and the days that open its paragraphs out: "Orla. Ten were held", "4 May. Ten were held"."""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.iris import folded
from kg.language import Analysis
from kg.language.times import moments
from kg.mentions import Mentions
from kg.model import Mention, MentionType, Moment, Selector
from kg.towns import town

LABELS = 2
"""Towns, or days, that open paragraphs of a bulletin, at the least: one alone is a dateline."""

CAPITALS = re.compile(r"[A-Z][A-Z'\u2019 -]{1,30}(?=[.:] )")
"""A name in capitals before a mark."""


def days(analysis: Analysis) -> Mapping[int, Moment]:
    """Days that open paragraphs, by the number of the sentence they are of."""
    document, found = analysis.document, {}
    for sentence in analysis.sentences:
        paragraph = analysis.paragraphs[sentence.paragraph]
        if sentence.selector.start == paragraph.start and (told := moments(sentence, document)):
            day, text = told[0].selector, document.text
            if day.start == paragraph.start and text[day.end : day.end + 2] in {". ", ": "}:
                found[sentence.index] = told[0]
    behind = {index + 1: day for index, day in found.items()}
    return {**behind, **found} if len(found) >= LABELS else {}


def towns(mentions: Mentions) -> Mapping[int, Mention]:
    """Towns that open paragraphs, by the paragraph's number."""
    text, places = mentions.analysis.document.text, (m for m in mentions.named if m.type is MentionType.PLACE)
    known = {place.selector.start: place for place in places}
    found: dict[int, Mention] = {}
    for number, paragraph in enumerate(mentions.analysis.paragraphs):
        place = known.get(paragraph.start) or _capitals(mentions.analysis, paragraph)
        if place is not None and text[place.selector.end : place.selector.end + 2] in {". ", ": "}:
            found[number] = place
    return found if len({each.referent for each in found.values()}) >= LABELS else {}


def _capitals(analysis: Analysis, paragraph: Selector) -> Mention | None:
    """The town in capitals with which a paragraph opens, whatever else its name was taken for."""
    found = CAPITALS.match(analysis.document.text, paragraph.start)
    if found is None or town(found[0].title()) is None:
        return None
    spot, name = analysis.document.select(found.start(), found.end()), found[0].title()
    return Mention(spot, MentionType.PLACE, f"d-{folded(name)}", name, extractor="sites", score=0.8)
