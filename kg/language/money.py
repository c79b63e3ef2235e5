"""A sentence in, its sums of money out: verbatim, with amount, and with currency where the words leave no other."""

from __future__ import annotations

import re

from kg.language import Sentence, words_of
from kg.language.memory import per_sentence
from kg.language.numbers import FIGURE, NUMBER, SPELT, number
from kg.lexicon import table
from kg.model import Money

SIGNS, NAMES, SCALES = (table("currencies")[key] for key in ("signs", "names", "scales"))
CODES = frozenset(table("currencies")["codes"]["listed"].split())
_SIGN = "|".join(sorted((re.escape(sign) for sign in SIGNS), key=len, reverse=True))
_CODE = "|".join(sorted(CODES))
_NAME = "|".join(sorted(NAMES))
_FIGURES = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SIGNED = rf"(?<![A-Za-z])(?P<sign>{_SIGN}|{_CODE})\s?(?P<figures>{_FIGURES})(?P<scale>\s?(?:{'|'.join(SCALES)})\b)?"
NAMED = (
    rf"(?<![\w.,])(?P<number>(?i:{NUMBER}))\s?(?:(?P<land>[A-Z][a-z]+|US)\s+)?"
    rf"(?P<name>(?i:{_NAME})s?\b|(?:{_CODE})\b|[€£])"
)
MONEY = re.compile(rf"{SIGNED}|{NAMED}")


@per_sentence
def money(sentence: Sentence) -> tuple[Money, ...]:
    """Find sums of money in a sentence: amount, and the ISO 4217 code (else the name as printed)."""
    if words_of(sentence).isdisjoint(SPELT) and not FIGURE.search(sentence.text):
        return ()
    offset, select = sentence.selector.start, sentence.analysis.document.select
    return tuple(
        Money(select(offset + match.start(), offset + match.end()), _amount(match), _currency(match))
        for match in MONEY.finditer(sentence.text)
    )


def _amount(match: re.Match[str]) -> float | None:
    if match["number"]:
        value = number(match["number"])
        return None if value is None else float(value)
    return float(match["figures"].replace(",", "")) * float(
        SCALES[(match["scale"] or "").strip()] if match["scale"] else 1
    )


def _currency(match: re.Match[str]) -> str | None:
    if match["sign"]:
        sign: str = match["sign"]
        return sign if sign in CODES else SIGNS[sign] or None
    name = match["name"]
    if name in CODES:
        return str(name)
    if match["land"] and match["land"] != "US":
        return f"{match['land']} {name}"
    bare = name.lower()
    return str(SIGNS.get(bare) or NAMES.get(bare) or NAMES.get(bare.removesuffix("s")) or name)
