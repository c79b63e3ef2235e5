"""A counted detention and the sentence behind it in, another's figure for it out: "the union put the number at 61".

The words are data (``lexicons/figures.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.extractors.frames import subjects
from kg.extractors.incidents.contexts import Context
from kg.extractors.incidents.events import roles
from kg.extractors.wordlists import pattern
from kg.iris import ClaimIds
from kg.language import Sentence
from kg.lexicon import table
from kg.mentions import Mentions
from kg.model import Claim, Mention, Quantity


def rival(text: str) -> bool:
    """Whether a sentence sets its figure against another's."""
    return _puts().search(text) is not None or pattern("figures", "against").search(text) is not None


def others(told: Claim, sentence: Sentence, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """A detention as another source counts it; nothing where no source or number is found."""
    put = next((each for each in _puts().finditer(sentence.text) if each["at"]), None)
    if put is None or not isinstance(told.first("count"), Quantity):
        return
    context, at = Context(sentence, mentions), sentence.selector.start + put.end()
    count = next((q for q in context.quantities if q.selector.start == at), None)
    source = _source(context, sentence.selector.start + put.start())
    if count is None or source is None:
        return
    filled = roles(count=count)
    id_ = ids.mint(told.type, sentence.selector, filled)
    trigger = sentence.analysis.document.select(sentence.selector.start + put.start(), at - 1)
    yield replace(told, id=id_, trigger=trigger, evidence=(sentence.selector,), roles=filled, attribution=source)


def _source(context: Context, at: int) -> Mention | None:
    """Who puts a figure, by the verb that begins at an offset."""
    offset = context.sentence.selector.start
    verb = next((token for token in context.sentence.doc if offset + token.idx == at), None)
    heads = subjects(verb) if verb is not None else ()
    return next((mention for head in heads for mention in context.who(head)), None)


@cache
def _puts() -> re.Pattern[str]:
    """Words that put a figure, and what is counted if that is told; with group ``at`` where the figure follows."""
    found = table("figures")["puts"]
    verb, whose, figure, counted = ("|".join(found[each]) for each in ("verbs", "whose", "figures", "counted"))
    return re.compile(rf"\b(?:{verb}) (?:{whose}) (?:{figure})\b(?: of (?:{counted})\b)?(?P<at> at )?", re.IGNORECASE)
