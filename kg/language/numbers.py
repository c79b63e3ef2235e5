"""Words for numbers in, integers out: "twenty-five", "two million", "a hundred and ten", "5,000", "2.5 million"."""

from __future__ import annotations

import re
from fractions import Fraction

LOW = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
SMALL = {word: n for n, word in enumerate((*LOW, *TEENS))} | {word: 10 * n for n, word in enumerate(TENS, 2)}

DIGITS = r"\d{1,3}(?:[,\u00a0\u2009\u202f ]\d{3})+(?![\d])|\d+(?:\.\d+)?"
_SMALL = "|".join(sorted(SMALL, key=len, reverse=True))
_SCALE = "|".join(SCALES)
_WORDS = rf"(?:{_SMALL})(?:[- ](?:{_SMALL}))?(?:[- ](?:{_SCALE}))*"
WORDS = rf"{_WORDS}(?:(?:,? and |[- ]){_WORDS}){{0,3}}|an?[- ](?:{_SCALE})(?: and {_WORDS})?"
NUMBER = rf"(?:(?:{DIGITS})(?:[- ](?:{_SCALE}))?|\b(?:{WORDS})\b)"

SPELT = frozenset({*SMALL, *SCALES})
FIGURE = re.compile(r"\d")
"""A text that has neither a figure nor one of these words, in small letters, tells no number."""


def number(words: str) -> Fraction | None:
    """Value of a number as printed, or None where it is not one ("two two")."""
    text = re.sub(r"(?<=\d)[,\u00a0\u2009\u202f ](?=\d{3})", "", words.lower()).replace(",", "")
    parts = [part for part in re.split(r"[-\s]+", text) if part and part != "and"]
    values = [_value(part) for part in parts]
    return _sum(parts, values) if set(parts) - {"a", "an"} and None not in values else None


def _sum(parts: list[str], values: list[Fraction | None]) -> Fraction | None:
    """Add the parts up, scales multiplying what stands before them; None where they do not descend ("two two")."""
    total, group, last = Fraction(0), Fraction(0), Fraction(10**12)
    for part, value in zip(parts, values, strict=True):
        if value is None or (part not in SCALES and (value >= last or last < 20)):
            return None
        if part == "hundred":
            group, last = (group or 1) * value, Fraction(100)
        elif part in SCALES:
            total, group, last = total + (group or 1) * value, Fraction(0), Fraction(10**12)
        else:
            group, last = group + value, value
    return total + group


def _value(part: str) -> Fraction | None:
    if part in SCALES:
        return Fraction(SCALES[part])
    if part in SMALL:
        return Fraction(SMALL[part])
    if part in {"a", "an"}:
        return Fraction(0)
    return Fraction(part) if re.fullmatch(r"\d+(?:\.\d+)?", part, re.ASCII) else None
