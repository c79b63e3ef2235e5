"""What people hold of two nodes being one, kept in a file of theirs: lines in, judgements out, and back.

``judgements.tsv``: left, right, judgement (same, different, unsure), who, when, why. A side is the IRI of an actor or
place, of one document's node of it (``…/doc/a.txt#person/ann-lee``), of a claim, or of a Wikidata item. Of two lines
about one pair the later day holds, and of one day the later line; a line that is taken out leaves no trace.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path

from kg.errors import UsageError
from kg.identity.tables import line, replace, rows, table, text
from kg.model import Judgement

NAME = "judgements.tsv"
COLUMNS = ("left", "right", "judgement", "who", "when", "why")
IRI = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
ITEM = "http://www.wikidata.org/entity/Q"
HELD = {each.value: each for each in (Judgement.SAME, Judgement.DIFFERENT, Judgement.UNSURE)}


@dataclass(frozen=True, slots=True, order=True)
class Opinion:
    """One line: what ``who`` held of two IRIs on the day ``when``, and ``why``."""

    left: str
    right: str
    judgement: Judgement
    who: str
    when: str
    why: str = ""

    @property
    def pair(self) -> tuple[str, str]:
        """The two, whichever of them stands left."""
        return min(self.left, self.right), max(self.left, self.right)


def opinions(folder: Path) -> tuple[Opinion, ...]:
    """All lines of a folder's file, in its order; raises UsageError for the first line that cannot be understood."""
    path = folder / NAME
    return tuple(_opinion(row, f"{path}, line {n}") for n, row in rows(path, COLUMNS, optional=1))


def holding(told: Iterable[Opinion]) -> tuple[Opinion, ...]:
    """The opinions that hold, sorted: of each pair the last."""
    last: dict[tuple[str, str], Opinion] = {}
    for each in sorted(told, key=lambda opinion: opinion.when):
        last[each.pair] = each
    return tuple(sorted(last.values()))


def add(folder: Path, opinion: Opinion) -> None:
    """Append a line; what stands in the file stays as it is."""
    before = text(folder / NAME) or table(COLUMNS, ())
    parted = "" if before.endswith("\n") else "\n"
    replace(folder / NAME, f"{before}{parted}{line(astuple(opinion))}\n")


def take_back(folder: Path, opinion: Opinion) -> None:
    """Take the last line that says this out again; nothing where there is none."""
    before, _, after = text(folder / NAME).rpartition(f"\n{line(astuple(opinion))}\n")
    if before:
        replace(folder / NAME, f"{before}\n{after}")


def _opinion(row: tuple[str, ...], where: str) -> Opinion:
    left, right, judgement, who, when, why = row
    sides(left, right, where)
    if judgement not in HELD:
        raise UsageError(f"{where}: {judgement!r} is none of {', '.join(HELD)}")
    if not who:
        raise UsageError(f"{where}: nobody is named as judge; write a name or initials in the fourth field")
    return Opinion(left, right, HELD[judgement], who, _day(when, where), why)


def sides(left: str, right: str, where: str) -> None:
    """Raise UsageError, naming the line, unless both are IRIs, of items those of Wikidata's concepts, and differ."""
    for side in (left, right):
        if not IRI.fullmatch(side):
            raise UsageError(f"{where}: {side!r} is no IRI (http://… or https://…)")
        if "wikidata.org/" in side and not side.startswith(ITEM):
            raise UsageError(f"{where}: {side} is a page; an item is written {ITEM}…")
    if left == right:
        raise UsageError(f"{where}: both sides are {left}")


def _day(when: str, where: str) -> str:
    try:
        return date.fromisoformat(when).isoformat()
    except ValueError:
        raise UsageError(f"{where}: {when!r} is no day; write it as 2026-11-21") from None
