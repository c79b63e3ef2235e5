"""A sentence's text and a place in it in, whether the words there speak of what lies ahead out.

Law of this file: the verb nearest before a date decides, within its clause; without one, the first verb after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

PLANS = r"due|expected|scheduled|planned|set (?:for|to)|to be|supposed|meant"
IRREGULAR = (
    "said|told|took|held|began|went|made|came|met|gave|got|left|found|led|saw|fled|shot|beaten|broke|broken|fell|fought"
    "|heard|sent|brought|caught|sought|spoke|stood|struck|swore|taken|thrown|threw|won|wrote|written|ran|lost|kept|freed"
)
MARKER = re.compile(
    rf"\b(?:(?P<open>(?:was|were|had been)\s+(?:{PLANS})\b|would\b|(?:promised|pledged|vowed|agreed|decided|intended"
    r"|threatened|hoped|wanted|asked|urged|called|ordered)\s+(?:\w+\s+){0,3}?to\s+\w+)"
    r"|(?P<ahead>(?:will|shall|scheduled|plans?|due|expected|upcoming)\b|planned (?:for|to)\b|set (?:for|to)\b"
    r"|(?:is|are) (?:to|set|planned)\b|(?:is|are)(?= (?:on|in) (?:\d|[A-Z]))"
    r"|(?<!to )(?<!the )(?<!a )(?:opens?|reopens?|begins?|starts?|resumes?|reconvenes?|takes? place)\b(?! to\b))"
    r"|(?P<past>(?:was|were|did)\b|(?<!will )(?:has|have|had)(?= (?:\w+ )?(?:been|\w+ed|\w+n)\b)"
    rf"|(?:{IRREGULAR}|[a-z]{{2,}}ed)\b))|(?P<will>['\u2019]ll\b)"
)
NO_VERB = re.compile(r"(?:hundred|indeed|need|speed|proceed|exceed|succeed|feed|seed|deed|armed|so-called)$")
DESCRIBING = re.compile(r"\b(?:the|an?|his|her|their|its|these|those|be|being|have|to)(?:\s+\w+ly)?\s+$", re.IGNORECASE)
ASIDE = re.compile(r",\s+(?:who|whom|whose|which|where)\b[^,;]*,")
STOP = re.compile(r"[;\u2014]|\s[-\u2013]\s|(?<=\w),?\s+(?:but|while|whereas)\s")


def ahead(text: str, at: int) -> bool | None:
    """Whether what stands at an offset is told as to come; None where it was to come, which may be over by now."""
    start = max((stop.end() for stop in STOP.finditer(text, 0, at)), default=0)
    following = STOP.search(text, at)
    return next(_nearest(text, at, start, following.start() if following else len(text)), False)


def _nearest(text: str, at: int, start: int, end: int) -> Iterator[bool | None]:
    """Tenses by nearness to an offset: backwards in its clause, forwards past asides, then those of the sentence."""
    told = _told(text)
    aside = [(match.start(), match.end()) for match in ASIDE.finditer(text, at)]
    after = [m for m in told if m.start() >= at and not any(a <= m.start() < b for a, b in aside)]
    yield from (_tense(m) for m in reversed(told) if start <= m.start() < at)
    yield from (_tense(m) for m in after if m.start() < end)
    yield from (_tense(m) for m in after)


@lru_cache(maxsize=64)
def _told(text: str) -> tuple[re.Match[str], ...]:
    return tuple(found for found in MARKER.finditer(text) if _tells(text, found))


def _tells(text: str, found: re.Match[str]) -> bool:
    """Whether a word is the verb of its clause, not a participle that describes or belongs to another verb."""
    apart = NO_VERB.match(found[0]) or DESCRIBING.search(text, 0, found.start())
    return not (found["past"] and found[0] not in {"was", "were", "did", "has", "have", "had"} and apart)


def _tense(found: re.Match[str]) -> bool | None:
    return None if found["open"] else not found["past"]
