"""Steps of a document in, the same steps out, those at a sitting that name no court with the one court that heard.

"Ann Roy was jailed for a year. Orla Crown Court heard that she had stolen a boat." Law of this file: only where a
report names one court and no more, and tells what that court heard near the step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.extractors.wordlists import holds
from kg.mentions import Mentions
from kg.model import Claim, Mention, MentionType, Role

NEAR = 900
"""Characters between what was decided and what the court heard."""

DECIDED = frozenset({"acquittal", "conviction", "remand", "sentencing", "trial"})
COURT = re.compile(r"\bcourt\b|\btribunal\b", re.IGNORECASE)
HEARD = re.compile(r",? (?:also |had |has )?(?:heard|was told)\b")


def roomed(steps: Iterable[Claim], mentions: Mentions) -> Iterator[Claim]:
    """Yield the steps in order, with the court that heard the case where none is told of any of them."""
    told = tuple(steps)
    heard = () if any(step.all("court") for step in told) or not any(map(_decided, told)) else _heard(mentions)
    for step in told:
        near = (court for court in heard if abs(court.selector.start - step.trigger.start) < NEAR)
        court = next(near, None) if _decided(step) else None
        yield step if court is None else replace(step, roles=(*step.roles, Role("court", court)))


def _decided(step: Claim) -> bool:
    return step.type == "ProceedingStep" and step.kinds[0] in DECIDED and step.factuality == "actual"


def _heard(mentions: Mentions) -> tuple[Mention, ...]:
    """Where the one court that a document names is told to hear; nothing where it names several."""
    bodies = (m for m in mentions.named if m.type is MentionType.STATE_BODY)
    courts = [m for m in bodies if COURT.search(m.selector.exact) or holds("courts", "named", m.selector.exact)]
    text = mentions.analysis.document.text
    one = len({mention.referent for mention in courts}) == 1
    return tuple(m for m in courts if one and HEARD.match(text, m.selector.end))
