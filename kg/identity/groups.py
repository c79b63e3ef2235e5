"""Atoms joined step by step, never against a conflict or a judgement: a union-find that knows what must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.identity.atoms import Atom, compared
from kg.identity.comparison import ENOUGH, Comparison

AGAINST = frozenset(
    {
        "other_state",
        "other_office",
        "other_trade",
        "other_setting",
        "other_born",
        "long_apart",
        "two_settings",
        "several",
        "other_body",
        "other_kind",
        "other_place",
    }
)
"""Features of the context that speak against one identity."""
Pair = tuple[int, int]


class Groups:
    """Atoms by number, each in one group; ``apart`` are pairs that no group may hold."""

    def __init__(self, atoms: Sequence[Atom], apart: Iterable[Pair]) -> None:
        self._atoms = atoms
        self._above = list(range(len(atoms)))
        self._members = {number: [number] for number in self._above}
        self._apart: dict[int, set[int]] = defaultdict(set)
        for one, other in apart:
            self._apart[one].add(other)
            self._apart[other].add(one)
        self._vouched: set[int] = set()
        self._against: dict[Pair, bool] = {}
        self._known: dict[Pair, Comparison] = {}

    def of(self, number: int) -> int:
        """The group of an atom, by the number of one of its atoms."""
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def members(self, number: int) -> list[int]:
        """Numbers of the atoms in the group of an atom."""
        return self._members[self.of(number)]

    def compared(self, one: int, other: int) -> Comparison:
        """What speaks for and against two atoms being one, asked once."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = compared(self._atoms[pair[0]], self._atoms[pair[1]])
        return self._known[pair]

    def judged_apart(self, one: int, other: int) -> bool:
        """Whether a judgement keeps the groups of two atoms apart."""
        small, large = sorted((self.members(one), self.members(other)), key=len)
        forbidden = set().union(*(self._apart.get(number, ()) for number in small))
        return not forbidden.isdisjoint(large)

    def exclude(self, one: int, other: int) -> bool:
        """Whether two atoms, or any two of their groups, cannot be one."""
        if self.judged_apart(one, other):
            return True
        ones = [a for a in self.members(one) if a == one or a not in self._vouched]
        others = [b for b in self.members(other) if b == other or b not in self._vouched]
        return any(self.against(a, b) for a in ones for b in others)

    def against(self, one: int, other: int) -> bool:
        """Whether two atoms contradict each other: by their names, or by their contexts where these outweigh."""
        pair = (one, other) if one < other else (other, one)
        if (known := self._against.get(pair)) is None:
            known = self._against[pair] = other in self._apart.get(one, ()) or _contrary(self.compared(one, other))
        return known

    def vouch(self, one: int, other: int) -> None:
        """Join two atoms that are judged the same: what contradicts the one no longer keeps others from the other."""
        if not self.judged_apart(one, other):
            self._vouched |= {one, other}
            self.join(one, other)

    def join(self, one: int, other: int) -> None:
        """Make one group of those of two atoms."""
        first, second = sorted((self.of(one), self.of(other)))
        if first != second:
            self._above[second] = first
            self._members[first] += self._members.pop(second)


def _contrary(found: Comparison) -> bool:
    doubted = found.plausible and found.points < ENOUGH
    return bool(found.conflict) or (doubted and any(feature.name in AGAINST for feature in found.features))
