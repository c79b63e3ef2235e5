"""Names in, names out: a place that speaks, acts or is addressed as a state becomes an actor.

Law of this file: what stands before and after decides, for all members of an enumeration together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from kg.language import Analysis
from kg.lexicon import words as listed
from kg.model import MentionType, Selector

BETWEEN = re.compile(r"\s*(?:,|,?\s*and|,?\s*or|&|,?\s*as well as)?\s+(?:the\s+)?|\s[\[(]", re.IGNORECASE)
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
    done = tuple(takewhile(listed("places", "skipped").__contains__, after))
    held = [word for word in before[-3:] if word != "the"][-2:]
    clause = held[-1:] == ["and"] and held[0] in CLOSED  # "…, and Velmia recalled its envoy"
    free = not held or clause or held[-1] not in listed("places", "prepositions") | OWNED
    acts = listed("places", "done_to", "minded") if BE.intersection(done) else listed("places", "acts")
    follows = not acts.isdisjoint(after[len(done) : len(done) + 1])
    possessed = after[:1] in OWNING and any(word in listed("places", "stances", "conduct") for word in after[1:3])
    return (free and follows) or possessed or _holds(after)


def _holds(after: list[str]) -> bool:
    """Whether an arrest of somebody is told to be the place's own: "Velmia's arrest of the poet"."""
    owned = after[1:4] if after[:1] in OWNING else []
    return any(word in listed("places", "custody") and of == "of" for word, of in pairwise(owned))


BE = frozenset({"are", "been", "is", "was", "were"})
OWNED = {"'s", "\u2019s"}
"""Before a place that is another's, and in the name of its body: "Velmia's Port Orla and Dunmore Affairs Office"."""

OWNING = (["'s"], ["\u2019s"], ["'"], ["\u2019"])


def _addressed(before: list[str], after: list[str]) -> bool:
    """Whether a verb or noun of address, blame or stance stands before: "urged the X", "criticism from X"."""
    held = [word for word in before if word not in {"the", "both"}]
    if not held or after[:1] in OWNING[:2] or any(word in HOLDING for word in after[:1]):
        return False
    last, noun = held[-1], held[-2] if len(held) > 1 else ""
    if last in {"on", "upon"} and noun in {"called", "calls", "call", "calling"}:
        return "to" in after[:2]
    stance = last in {"of", "from"} and noun in listed("places", "stances")
    appeal = last == "to" and noun in listed("places", "appeals")
    barred = last in {"against", "on"} and noun in {"sanctions", "embargo"}
    return last in listed("places", "done_to") or stance or appeal or barred or (last == "by" and _is_done(noun))


HOLDING = listed("titles", "titles", "modifiers") | listed("names", "small_bodies", "offices") | {"-"}
"""What stands behind a state that only tells whose somebody or something is: "the US ambassador"."""


def _is_done(word: str) -> bool:
    """Whether a word tells what a state before which "by" stands has done: "attempts by", "annexed by"."""
    if word in {"bordered", "followed", "passed", "stopped", "surrounded"}:
        return False
    return word in listed("places", "deeds") or word.endswith(("ed", "en", "ned", "ught", "wn"))
