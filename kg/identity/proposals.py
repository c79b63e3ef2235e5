"""Items of Wikidata that actors and places may be: proposed by ``habeas link``, confirmed by judgements only.

``proposals.tsv`` lies beside ``judgements.tsv``: left (ours), right (the item), confidence, label, description, judge,
why. It is written whole each time; what a person holds of a pair is not in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

from kg.errors import UsageError
from kg.identity.judgements import sides
from kg.identity.tables import replace, rows, table

NAME = "proposals.tsv"
COLUMNS = ("left", "right", "confidence", "label", "description", "judge", "why")


@dataclass(frozen=True, slots=True, order=True)
class Proposal:
    """An item that an actor or place may be: ``confidence`` is a probability, ``judge`` what proposed it."""

    left: str
    right: str
    confidence: float
    label: str
    description: str
    judge: str
    why: str


def proposals(folder: Path) -> tuple[Proposal, ...]:
    """All proposals of a folder's file, none where there is no file; raises UsageError where a line is wrong."""
    path = folder / NAME
    return tuple(_proposal(row, f"{path}, line {n}") for n, row in rows(path, COLUMNS, optional=2))


def write(folder: Path, found: Iterable[Proposal]) -> None:
    """Replace the file of a folder; raises UsageError where it cannot be written."""
    replace(folder / NAME, table(COLUMNS, (tuple(map(str, astuple(each))) for each in sorted(found))))


def _proposal(row: tuple[str, ...], where: str) -> Proposal:
    left, right, confidence, *told = row
    sides(left, right, where)
    try:
        held = float(confidence)
    except ValueError:
        held = -1.0
    if not 0 <= held <= 1:
        raise UsageError(f"{where}: {confidence!r} is no confidence; write a number from 0 to 1")
    return Proposal(left, right, held, *told)
