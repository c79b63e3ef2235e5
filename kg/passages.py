"""An analysis in, its passages out: title, paragraphs, sentences and quotations, ordered and disjoint per kind."""

from __future__ import annotations

import re

from kg.language import Analysis
from kg.language.quotations import quotations
from kg.model import Passage, PassageKind, Selector

LONGEST_TITLE = 200
ENDS_LIKE_PROSE = re.compile(r"[.!?;:,][\"”\u2019')\]]*$")


def passages(analysis: Analysis) -> tuple[Passage, ...]:
    """Every passage of a document, in reading order, the larger first where two begin together."""
    heading = title(analysis)
    found = [Passage(heading, PassageKind.TITLE)] if heading else []
    found += (Passage(p, PassageKind.PARAGRAPH) for p in analysis.paragraphs)
    found += (Passage(s.selector, PassageKind.SENTENCE) for s in analysis.sentences)
    found += (Passage(q, PassageKind.QUOTATION) for q in quotations(analysis))
    return tuple(sorted(found, key=lambda p: (p.selector.start, -p.selector.end, p.kind)))


def title(analysis: Analysis) -> Selector | None:
    """First paragraph, where it is the title as given, or short, no sentence, and with text after it."""
    first, *rest = analysis.paragraphs or (None,)
    if first is None:
        return None
    if analysis.document.title is not None and " ".join(first.exact.split()) == analysis.document.title:
        return first
    short = len(first.exact) <= LONGEST_TITLE and not ENDS_LIKE_PROSE.search(first.exact)
    return first if rest and short else None
