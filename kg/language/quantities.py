"""A sentence in, its counts out, with qualifier and bounds as the wording gives them.

Law of this file: bounds follow the wording only (ontology.md 2.1): "around 40" has none, "more than 40" begins at 41.
Dates, ages, lengths, measures, percentages and money are no counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.language import Sentence, words_of
from kg.language.memory import per_sentence
from kg.language.money import money
from kg.language.numbers import FIGURE, NUMBER, SPELT, number
from kg.language.times import durations, moments
from kg.model import Quantity

__all__ = ["bounded", "money", "quantities"]

QUALIFIERS = {
    "moreThan": ("more than", "over", "above", "in excess of", "upwards of"),
    "atLeast": ("at least", "no fewer than", "no less than", "not less than", "not fewer than", "a minimum of"),
    "lessThan": ("fewer than", "less than", "under", "below"),
    "atMost": ("up to", "as many as", "at most", "no more than", "not more than", "a maximum of"),
    "approximately": (
        *("around", "about", "some", "approximately", "roughly", "nearly", "almost", "close to", "an estimated"),
        *("estimated", "just over", "just under", "well over", "in the region of", "circa"),
    ),
}
BY_WORDS = {words: code for code, phrases in QUALIFIERS.items() for words in phrases}
VAGUE = {
    "dozens": 12,
    "scores": 20,
    "hundreds": 100,
    "thousands": 1000,
    "tens of thousands": 10_000,
    "hundreds of thousands": 100_000,
    "millions": 1_000_000,
}
_QUALIFIER = "|".join(sorted((re.escape(words) for words in BY_WORDS), key=len, reverse=True))
_VAGUE = "|".join(sorted(VAGUE, key=len, reverse=True))
COUNT = re.compile(
    rf"(?:\b(?P<how>{_QUALIFIER})\s+)?"
    rf"(?:\b(?P<few>several|a few|many|a couple of)\s+(?P<scale>dozen|hundred|thousand|million)\b"
    rf"|\b(?P<vague>{_VAGUE})\b"
    rf"|\b(?:(?P<half>half a)|(?P<dozens>an?|{NUMBER}))\s+dozen\b"
    rf"|(?<![\w.,/$€£-])(?P<low>{NUMBER})(?:(?<=\d)\s?[-\u2013]\s?(?=\d)|\s+(?:to|or)\s+)(?P<high>{NUMBER})(?![\w%])"
    rf"|(?<![\w.,/$€£-])(?P<n>{NUMBER})(?![\w%]|[.,/]\d|-(?!strong)))"
    rf"(?P<plus>\s+or more\b|\+)?",
    re.IGNORECASE,
)
COUNTING = SPELT | VAGUE.keys() | {"dozen"}
"""A sentence with neither a figure nor one of these words, in small letters, tells no count."""

NOT_PEOPLE = re.compile(
    r"[\s-]*(?:per\s?cent|percent|%|°|degrees|points?|kilomet|km\b|met(?:er|re)s?\b|miles?\b|feet\b|inch|kilo|kg\b|tons?\b|tonnes?\b|"
    r"litres?|liters?|hectares?|acres?|dollars?|euros?|pounds?|roubles?|rubles?|yuan|rupees?|yen\b|a\.m|p\.m|am\b|pm\b|o['\u2019]clock|"
    r"GMT|years?|months?|weeks?|days?|hours?|minutes?|seconds?|decades?|times\b|pages?\b|st\b|nd\b|rd\b|th\b)",
    re.IGNORECASE,
)
NO_COUNT_BEFORE = re.compile(
    r"(?:\b(?:No|Nos|number|article|section|chapter|page|room|clause|paragraph|rule|resolution|aged?|phase|route|highway)"
    r"\.?|#)\s*$",
    re.IGNORECASE,
)
SERIAL = re.compile(r"\W*[A-Z]\w+ ")
"""The word before a number that says which of a series a text is, where a colon follows: "Bulletin 12: arrests"."""

ORDINARY_ONE = re.compile(
    r"one\b(?! (?:person|man|woman|child|boy|girl|student|officer|protester|demonstrator|journalist|activist))",
    re.IGNORECASE,
)
UNIT = re.compile(
    r"\s+(?:of\s+(?:the\s+|its\s+|their\s+|his\s+|her\s+)?)?"
    r"((?:[a-z][\w\u2019'-]*\s+){0,3}?(?:[a-z][\w-]*s|[a-z]*men|people|children|police(?! [a-z]+s\b)))\b"
)
UNIT_STOPS = re.compile(
    r"\b(?:in|on|at|of|to|by|for|from|with|and|or|who|that|were|was|are|is|has|have|had|will|as|including|during|after)\b"
)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a number expression says of a count."""

    qualifier: str
    value: int | None = None
    minimum: int | None = None
    maximum: int | None = None


@per_sentence
def quantities(sentence: Sentence) -> tuple[Quantity, ...]:
    """Find counts in a sentence, in order; ``unit`` is the noun phrase that follows, None where none does."""
    text, document, offset = sentence.text, sentence.analysis.document, sentence.selector.start
    if words_of(sentence).isdisjoint(COUNTING) and not FIGURE.search(text):
        return ()
    matches = list(COUNT.finditer(text))
    taken = _taken(sentence) if matches else []
    found = []
    for match in matches:
        bounds = _bounds(match)
        if bounds is None or _no_count(text, match) or any(a < match.end() and match.start() < b for a, b in taken):
            continue
        selector = document.select(offset + match.start(), offset + match.end())
        found.append(
            Quantity(selector, bounds.qualifier, bounds.value, bounds.minimum, bounds.maximum, _unit(text, match.end()))
        )
    return tuple(found)


def _taken(sentence: Sentence) -> list[tuple[int, int]]:
    """Stretches of the sentence whose figures are dates, lengths or money."""
    others = [m.selector for m in moments(sentence, sentence.analysis.document)]
    others += [d.selector for d in durations(sentence)]
    others += [m.selector for m in money(sentence)]
    return [(s.start - sentence.selector.start, s.end - sentence.selector.start) for s in others]


def _no_count(text: str, match: re.Match[str]) -> bool:
    if match["vague"] or match["few"]:
        return bool(NOT_PEOPLE.match(re.sub(r"^\s+of\s+", " ", text[match.end() : match.end() + 30])))
    serial = text[match.end() : match.end() + 1] == ":" and SERIAL.fullmatch(text, 0, match.start())
    return bool(
        serial
        or NOT_PEOPLE.match(text, match.end())
        or NO_COUNT_BEFORE.search(text, max(0, match.start() - 20), match.start())
        or ORDINARY_ONE.match(text, match.start())
    )


def _bounds(match: re.Match[str]) -> Bounds | None:
    """Read one match, by the wording alone."""
    code = BY_WORDS.get(" ".join((match["how"] or "").lower().split()))
    if match["few"]:
        scale = VAGUE[f"{match['scale'].lower()}s"]
        return Bounds("vague", None, 2 * scale if match["few"].lower() in {"several", "a couple of"} else scale)
    if match["vague"]:
        return Bounds("vague", None, VAGUE[" ".join(match["vague"].lower().split())])
    if match["half"] or match["dozens"]:
        return _dozens(match, code)
    if match["low"]:
        low, high = (number(match[part]) for part in ("low", "high"))
        return (
            Bounds("vague", None, int(low), int(high)) if low is not None and high is not None and low < high else None
        )
    value = number(match["n"])
    if value is None or value.denominator != 1 or value < 1:
        return None
    return bounded("atLeast" if match["plus"] else code or "exact", int(value))


def _dozens(match: re.Match[str], code: str | None) -> Bounds | None:
    words = match["dozens"]
    dozens = 1 if not words or words.lower() in {"a", "an"} else number(words)
    if dozens is None:
        return None
    return bounded(code or "approximately", 6 if match["half"] else int(dozens * 12))


def bounded(qualifier: str, value: int) -> Bounds:
    """Bound a printed number by its qualifier (ontology.md 2.1)."""
    least = {"exact": value, "moreThan": value + 1, "atLeast": value}.get(qualifier)
    most = {"exact": value, "lessThan": value - 1, "atMost": value}.get(qualifier)
    return Bounds(qualifier, value, least, most)


def _unit(text: str, at: int) -> str | None:
    match = UNIT.match(text, at)
    return match[1] if match and not UNIT_STOPS.search(match[1]) else None
