"""Spellings of syllables in, the ways to read a written name as syllables out; and how doubtful it is that two are one.

Law of this file: it knows of no language, only of tables that give each spelling the syllables it may stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import inf

Options = Mapping[str, float]
"""What a written syllable may stand for, and the doubt that each leaves."""
MOST = 2
"""Syllables of a given name."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name: its surname, and the syllables of the given name."""

    family: Options
    given: tuple[Options, ...]


def doubt(ones: Iterable[Reading], others: Iterable[Reading]) -> float:
    """The least doubt that two names are one, over all their readings; infinite where no two are."""
    return min((_between(one, other) for one, other in product(ones, tuple(others))), default=inf)


def _between(one: Reading, other: Reading) -> float:
    if len(one.given) != len(other.given):
        return inf
    sides = zip((one.family, *one.given), (other.family, *other.given), strict=True)
    return sum(min((a[key] + b[key] for key in a.keys() & b.keys()), default=inf) for a, b in sides)


def index(spellings: Iterable[tuple[str, str, float]]) -> dict[str, dict[str, float]]:
    """Spelling → syllables with their doubts, from (syllable, spelling, doubt)."""
    found: dict[str, dict[str, float]] = {}
    for syllable, spelling, cost in spellings:
        known = found.setdefault(spelling, {})
        known[syllable] = min(cost, known.get(syllable, inf))
    return found


def spelt(cell: str) -> Iterator[tuple[str, float]]:
    """The spellings of one cell of a table, with their doubts: "b p:0.1 -"."""
    for part in cell.split():
        spelling, _, cost = part.partition(":")
        yield spelling.replace("-", "") if spelling == "-" else spelling, float(cost or 0)


def parted(pieces: Sequence[str], known: Mapping[str, Options], most: int = MOST) -> Iterator[tuple[Options, ...]]:
    """All ways to read written pieces as at most ``most`` syllables, each piece as one or more."""
    if not pieces:
        yield ()
        return
    piece, rest = pieces[0], pieces[1:]
    for first in _syllables(piece, known, most):
        for others in parted(rest, known, most - len(first)) if most > len(first) or not rest else ():
            yield (*first, *others)


def _syllables(piece: str, known: Mapping[str, Options], most: int) -> Iterator[tuple[Options, ...]]:
    if most < 1:
        return
    if piece in known:
        yield (known[piece],)
    for at in range(1, len(piece)) if most > 1 else ():
        if (first := known.get(piece[:at])) is not None:
            rest = piece[at:].removeprefix("'")
            yield from ((first, *others) for others in _syllables(rest, known, most - 1))
