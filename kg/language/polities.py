"""Names in, names out: a place that speaks, acts or is addressed as a state becomes an actor.

Law of this file: what stands before and after decides, for all members of an enumeration together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.language import Analysis
from kg.lexicon import words as listed
from kg.model import MentionType, Selector

BETWEEN = re.compile(r"\s*(?:,|,?\s*and|,?\s*or|&|,?\s*as well as)?\s+(?:the\s+)?", re.IGNORECASE)
TOKEN = re.compile(r"[\w-]+|['\u2019]s\b|[^\w\s]")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """A named mention: where, in which sentence, and of what type."""

    selector: Selector
    sentence: int
    type: MentionType


def as_polities(analysis: Analysis, names: Iterable[Name]) -> tuple[Name, ...]:
    """Names, in order, with places that act as polities as PLACE_ACTOR."""
    found: list[Name] = []
    for group in _groups(analysis, list(names)):
        acting = any(name.type is MentionType.PLACE for name in group) and _acts(analysis, group)
        found += (
            replace(n, type=MentionType.PLACE_ACTOR) if acting and n.type is MentionType.PLACE else n for n in group
        )
    return tuple(found)


def _groups(analysis: Analysis, names: list[Name]) -> Iterator[list[Name]]:
    """Names that stand in one enumeration."""
    group: list[Name] = []
    for name in names:
        gap = analysis.document.text[group[-1].selector.end : name.selector.start] if group else ""
        if group and (group[-1].sentence != name.sentence or not BETWEEN.fullmatch(gap) or not gap.strip()):
            yield group
            group = []
        group.append(name)
    if group:
        yield group


def _acts(analysis: Analysis, group: list[Name]) -> bool:
    sentence = analysis.sentences[group[0].sentence]
    text, offset = sentence.text, sentence.selector.start
    before = TOKEN.findall(text[: group[0].selector.start - offset].lower())[-4:]
    after = TOKEN.findall(text[group[-1].selector.end - offset :].lower())[:6]
    return _speaks(before, after) or _addressed(before, after)


CLOSED = frozenset({",", ";", '"', "\u201d"})


def _speaks(before: list[str], after: list[str]) -> bool:
    """Whether a verb of speech or act follows, and nothing before takes the place for itself ("people in X said")."""
    at = 0
    while at < len(after) and after[at] in listed("places", "skipped"):
        at += 1
    held = [word for word in before[-3:] if word != "the"][-2:]
    clause = held[-1:] == ["and"] and held[0] in CLOSED  # "…, and Velmia recalled its envoy"
    free = not held or clause or held[-1] not in listed("places", "prepositions")
    follows = at < len(after) and after[at] in listed("places", "acts")
    possessed = after[:1] in (["'s"], ["\u2019s"]) and any(word in listed("places", "stances") for word in after[1:3])
    return (free and follows) or possessed


def _addressed(before: list[str], after: list[str]) -> bool:
    """Whether a verb or noun of address, blame or stance stands before: "urged the X", "criticism from X"."""
    held = [word for word in before if word not in {"the", "both"}]
    if not held or after[:1] in (["'s"], ["\u2019s"]):
        return False
    if held[-1] in listed("places", "done_to"):
        return True
    if held[-1] in {"on", "upon"} and held[-2:-1] and held[-2] in {"called", "calls", "call", "calling"}:
        return "to" in after[:2]
    if held[-1] in {"of", "from"} and held[-2:-1] and held[-2] in listed("places", "stances"):
        return True
    if held[-1] in {"against", "on"} and held[-2:-1] and held[-2] in {"sanctions", "embargo"}:
        return True
    return held[-1] == "by" and bool(held[-2:-1]) and held[-2].endswith(("ed", "en", "ned", "ught", "wn"))
