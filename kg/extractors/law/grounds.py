"""Steps of a document in, the same steps out, with the offence that the sentence behind tells of those before court.

"Ann Roy was arraigned on Monday. She is accused of theft." Law of this file: it is told of them by a pronoun, by a word
for the accused or by the end of their name, and of nobody else; a step that has a charge keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from kg.extractors.wordlists import words
from kg.model import Claim, Document, Mention, MentionType, Role, Selector

OPEN = frozenset({"charge", "hearing", "remand", "trial"})
ACCUSED = "Both|He|She|They|The (?:accused|defendants?|group|men|pair|suspects?|three|trio|two|women)"
ONE = frozenset({"He", "She"})


def grounded(steps: Iterable[Claim], document: Document) -> Iterator[Claim]:
    """Yield the steps in order, with what those before court are accused of right behind where nothing else is told."""
    for step in steps:
        told = step.type == "ProceedingStep" and step.kinds[0] in OPEN and step.factuality in {"actual", "scheduled"}
        found = _behind(step, document) if told and step.all("affected") and not step.all("charge") else None
        yield step if found is None else replace(step, roles=(*step.roles, Role("charge", found)))


def _behind(step: Claim, document: Document) -> Selector | None:
    found = _accused().match(document.text, step.evidence[0].end)
    if found is None or not (found["open"] or _named(step, found["name"])):
        return None
    if found["open"] in ONE and len(step.all("affected")) > 1:
        return None
    offence = found["offence"].rstrip()
    return document.select(found.start("offence"), found.start("offence") + len(offence))


def _named(step: Claim, name: str) -> bool:
    """Whether a name is the end of that of somebody affected."""
    people = (m for m in step.all("affected") if isinstance(m, Mention) and m.type is not MentionType.DESCRIPTION)
    return any((m.value or m.selector.exact).split()[-1:] == [name] for m in people)


@cache
def _accused() -> re.Pattern[str]:
    ends = "|".join(sorted(words("offences", "ending")))
    who = rf"(?:(?P<open>{ACCUSED})|(?:Mr |Mrs |Ms )?(?P<name>[A-Z][\w-]+))"
    being = r"(?:is|are|was|were|has been|have been|stands?)(?: also| being)?"
    return re.compile(
        rf"\s{{1,3}}{who} {being} (?:accused|suspected) of (?P<offence>(?:(?! (?:{ends})\b)[^,;:.()\"”\n]){{4,120}})"
    )
