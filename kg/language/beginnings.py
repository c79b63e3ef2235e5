"""Words for what something began with in, the time from there on out: "since the coup", "since taking office".

Law of this file: "since" that gives a reason ("since there was no witness") begins no stretch of time.
"""

from __future__ import annotations

import re

from kg.language.calendar import (
    MONTH,
    UNTOLD,
    WEEKDAY,
    Anchor,
    Span,
    day_span,
    month_number,
    month_span,
    weekday_span,
    year_span,
)

EVENT = (
    "campaign|clash(?:es)?|coup|crackdown|demonstrations?|elections?|invasion|marches|polls?|protests?|rallies|rally"
    "|rebellion|revolt|revolution|riots?|takeover|unrest|uprising|violence|vote|war"
)
"""What is known by when it was: "the January protests", "since the coup"."""

_YEAR = r"(?:19|20)\d\d"
_PHASE = "ban|beginning|death|end|fall|independence|killing|law|murder|outbreak|start"
_DAY = rf"(?:late |early |mid-)?(?:\d|{MONTH}|{WEEKDAY}|at least|last|that|the age|then|this|yesterday)\b"
_REASON = r"\b(?:are|can|cannot|could|did|do|does|had|has|have|is|no|not|nobody|nothing|will|would)\b"
_SEIZED = r"\b(?:arrest|captur|detain|imprison|jail|seiz)"
_OFFICE = r"(?:taking|seizing|assuming|coming to|returning to)\s+(?:office|power|over)"
_BEGUN = r"(?:\s+(?:began|started|broke out|erupted|took effect|came into force))?"
_DATED = rf"(?:{MONTH}(?:\s+\d\d?\b)?(?:,?\s+{_YEAR})?|\d\d?\s+{MONTH}(?:\s+{_YEAR})?|{_YEAR}|{WEEKDAY})(?!\w)"
_OF = rf"\s+of\s+(?:(?:last|the|this)\s+)?(?:{_DATED}|month|year)\b"
_WHEN = rf"(?:(?:\s+of\s+[^,;.:]{{3,70}}?)?\s+(?:in|on)\s+{_DATED}|{_OF})?"
OPENING = re.compile(
    rf"(?:^|(?<=[\"\u201c]))Since\s+(?!{_DAY})(?![^,]{{0,80}}{_REASON})[^,;.:]{{3,70}}(?=,[^;]{{0,240}}\b(?:has|have|had)\b)"
)
"""A clause or noun before what has been so ever since: "Since it came into force, 40 have been tried"."""

INSIDE = re.compile(
    rf"\b[Ss]ince\s+(?:{_OFFICE}|(?:the|his|her|its|their)\s+(?:\w+[- ]){{0,3}}(?:{EVENT}|{_PHASE}))\b{_BEGUN}{_WHEN}"
)
"""The noun of an event, or the taking of an office, anywhere: "40 have been tried since the coup in May"."""

BEHIND = re.compile(
    rf"\b(?:has|have)\b[^,;.:]{{3,120}}?\b(?P<when>since\s+(?!{_DAY})(?![^,;.:]{{0,80}}(?:{_REASON}|{_SEIZED}))"
    rf"(?:[A-Z]\w*|an?|he|her|his|it|its|police|she|the|their|they)(?:\s+[^\s,;:\"\u201d]+){{2,16}}?(?:,\s+{_YEAR})?)"
    rf"(?<!\.)(?=[,;:]|\.?[\"\u201d]?$)"
)
"""A clause behind what has been so ever since: "40 have been tried since the army took over in May"."""

_AT_END = re.compile(
    rf"\b(?:in|of|of the|on)\s+(?:(?P<w>{WEEKDAY})|"
    rf"(?:(?P<b>\d\d?)\s+)?(?:(?P<m>{MONTH})(?:\s*(?P<d>\d\d?)\b)?(?:\s*,)?\s*)?(?P<y>{_YEAR})?)$"
)


def begun(match: re.Match[str], hook: Anchor) -> Span:
    """The open stretch from the day, month or year that ends the words, where they tell one."""
    told = _AT_END.search(match[0])
    first = UNTOLD if told is None else _first(told, hook)
    return UNTOLD if first.edtf is None else Span(f"{first.edtf}/..", first.earliest, None, first.basis)


def _first(told: re.Match[str], hook: Anchor) -> Span:
    """The day, month or year of a match of the end."""
    if told["w"]:
        return weekday_span(told["w"].lower(), "", hook)
    year, month, day = int(told["y"]) if told["y"] else None, month_number(told["m"] or ""), told["d"] or told["b"]
    if month and day:
        return day_span(year, month, int(day), hook)
    if month:
        return month_span(year, month, hook)
    return year_span(year) if year else UNTOLD
