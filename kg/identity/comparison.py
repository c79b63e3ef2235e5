"""Reasons for and against one identity, weighed: points that add up, each with what it rests on.

Two points are odds of ten to one; a decision is "same" from ten to one on (ENOUGH). A conflict forbids whatever else
speaks for it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

ENOUGH = 2.0
"""Points from which two are held the same."""


@dataclass(frozen=True, slots=True, order=True)
class Feature:
    """One reason: its name, its points (negative against), and what a person reads of it."""

    name: str
    points: float
    detail: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for and against two being one; ``conflict`` is what forbids it, or empty.

    ``points`` are the sum of all reasons; ``plausible`` tells whether the names alone allow it, so that it is worth a
    person's look.
    """

    features: tuple[Feature, ...] = ()
    conflict: str = ""
    plausible: bool = True
    points: float = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "points", round(sum(feature.points for feature in self.features), 6))

    @property
    def score(self) -> float:
        """Probability that the points stand for, 0 where a conflict forbids; rounded so that it reads well."""
        return 0.0 if self.conflict or not self.plausible else round(1 / (1 + 10 ** (-self.points / 2)), 3)

    def with_features(self, features: Iterable[Feature], conflict: str = "") -> Comparison:
        """The same with further reasons, and a conflict where there was none."""
        return Comparison((*self.features, *features), self.conflict or conflict, self.plausible)


def forbidden(conflict: str) -> Comparison:
    """Two that cannot be one, and why."""
    return Comparison((), conflict)


def unlike(detail: str) -> Comparison:
    """Two names that have too little in common to ask the question."""
    return Comparison((Feature("name", -2.0, detail),), "", plausible=False)
