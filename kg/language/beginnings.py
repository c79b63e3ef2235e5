"""Words for what something began with in, the time from there on out: "since the coup", "since taking office".

Law of this file: "since" that gives a reason ("since there was no witness") begins no stretch of time.
"""

from __future__ import annotations

import re

from kg.language.calendar import MONTH, UNTOLD, WEEKDAY, Anchor, Span, month_number, month_span, year_span

EVENT = (
    "campaign|clash(?:es)?|coup|crackdown|demonstrations?|elections?|invasion|marches|polls?|protests?|rallies|rally"
    "|rebellion|revolt|revolution|riots?|takeover|unrest|uprising|violence|vote|war"
)
"""What is known by when it was: "the January protests", "since the coup"."""

_YEAR = r"(?:19|20)\d\d"
_PHASE = "ban|beginning|death|end|fall|independence|killing|law|murder|outbreak|start"
_DAY = rf"(?:late |early |mid-)?(?:\d|{MONTH}|{WEEKDAY}|at least|last|that|the age|then|this|yesterday)\b"
_REASON = r"\b(?:are|can|cannot|could|did|do|does|had|has|have|is|no|not|nobody|nothing|will|would)\b"
_OFFICE = r"(?:taking|seizing|assuming|coming to|returning to)\s+(?:office|power|over)"
_BEGUN = r"(?:\s+(?:began|started|broke out|erupted|took effect|came into force))?"
_WHEN = rf"(?:\s+in\s+(?:(?:{MONTH}\s+)?{_YEAR}|{MONTH})\b)?"
OPENING = re.compile(
    rf"(?:^|(?<=[\"\u201c]))Since\s+(?!{_DAY})(?![^,]{{0,80}}{_REASON})[^,;.:]{{3,70}}(?=,[^;]{{0,240}}\b(?:has|have|had)\b)"
)
"""A clause or noun before what has been so ever since: "Since it came into force, 40 have been tried"."""

INSIDE = re.compile(
    rf"\b[Ss]ince\s+(?:{_OFFICE}|(?:the|his|her|its|their)\s+(?:\w+[- ]){{0,3}}(?:{EVENT}|{_PHASE}))\b{_BEGUN}{_WHEN}"
)
"""The noun of an event, or the taking of an office, anywhere: "40 have been tried since the coup in May"."""

_AT_END = re.compile(rf"\bin\s+(?:(?P<m>{MONTH})\s*)?(?P<y>{_YEAR})?$")


def begun(match: re.Match[str], hook: Anchor) -> Span:
    """The open stretch from the month or year that ends the words, where they tell one."""
    told = _AT_END.search(match[0])
    year, month = (int(told["y"]) if told["y"] else None, month_number(told["m"] or "")) if told else (None, None)
    if year is None and month is None:
        return UNTOLD
    first = month_span(year, month, hook) if month else year_span(year or 0)
    return Span(f"{first.edtf}/..", first.earliest, None, first.basis)
