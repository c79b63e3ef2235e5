"""Records in the gold format, wanted and found, held against each other one by one.

The figures are the given scorer's; this says which records are behind them, and which claims are right. A statement is
right where half of each content is shared and a speaker is the same; an event where a trigger in its evidence is; a
proceeding moreover where the stage is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

Record = dict[str, Any]
WORD = re.compile(r"[^\W_]{2,}")
LITTLE = frozenset(
    "the an of and or in on at to for by with from mr mrs ms dr his her their who which he she they it".split()
)
EVENTS = ("detentions", "proceedings", "gatherings")


def overlap(left: Record | None, right: Record | None) -> bool:
    """Whether two spans share a character."""
    return bool(left and right and left["start"] < right["end"] and right["start"] < left["end"])


def characters(spans: Iterable[Record]) -> set[int]:
    """Offsets of all characters of some spans."""
    return {offset for span in spans for offset in range(span["start"], span["end"])}


def same_content(left: Record, right: Record) -> bool:
    """Whether two statements share at least half of what each says."""
    a, b = characters(left["content"]), characters(right["content"])
    return bool(a and b) and 2 * len(a & b) >= max(len(a), len(b))


def speakers(notes: Record, statement: Record) -> set[str]:
    """Words of a statement's speakers: of their names, or of the expression that means them."""
    ids = set(statement["speakers"])
    names = [mention["text"] for actor in notes["actors"] if actor["id"] in ids for mention in actor["mentions"]]
    told = statement["speaker_text"]
    words = {word.lower() for name in names for word in WORD.findall(name)} - LITTLE
    return words | ({word.lower() for word in WORD.findall(told["text"])} if told else set())


def same_speaker(notes: Record, found: Record, left: Record, right: Record) -> bool:
    """Whether two statements are of one speaker; ``notes`` and ``found`` are the documents they stand in."""
    same = overlap(left["speaker_text"], right["speaker_text"])
    return same or bool(speakers(notes, left) & speakers(found, right))


def same_statement(notes: Record, found: Record, left: Record, right: Record) -> bool:
    """Whether two statements are one."""
    return same_content(left, right) and same_speaker(notes, found, left, right)


def evidence(left: Record, right: Record) -> int:
    """How many evidence sentences of one record are told in the other too."""
    return sum(any(overlap(a, b) for b in right["evidence"]) for a in left["evidence"])


def same_event(left: Record, right: Record) -> bool:
    """Whether two records share a trigger; those of proceedings also sentence and stage."""
    if "stage" in left:
        return left["stage"] == right["stage"] and bool(evidence(left, right))
    return any(overlap(a.get("trigger"), b.get("trigger")) for a in left["evidence"] for b in right["evidence"])


def pairs(
    wanted: Sequence[Record], found: Sequence[Record], same: Callable[[Record, Record], bool]
) -> Iterator[tuple[int, int]]:
    """Match records one to one: those that share most evidence first."""
    taken: tuple[set[int], set[int]] = set(), set()
    fitting = [(i, j) for i, a in enumerate(wanted) for j, b in enumerate(found) if same(a, b)]
    for i, j in sorted(fitting, key=lambda pair: -_shared(wanted[pair[0]], found[pair[1]])):
        if i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, j


def _shared(left: Record, right: Record) -> int:
    return evidence(left, right) if isinstance(left["evidence"], list) else overlap(left["cue"], right["cue"])
