"""What a task tells of a run: figures, and counts of the errors behind them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of one task, with the bar it is held against.

    Shares are percentages. ``value`` is F1 where precision and recall stand beside it, else what ``unit`` says.
    A ``main`` figure is kept in ``benchmarks/extraction.tsv``; of ``less``, less is better. ``value`` is None where
    the data holds nothing to measure it on.
    """

    name: str
    value: float | None
    precision: float | None = None
    recall: float | None = None
    asked: float | None = None
    unit: str = ""
    less: bool = False
    main: bool = True

    @property
    def met(self) -> bool | None:
        """Whether the figure is as good as asked; None where nothing is asked or nothing measured."""
        if self.asked is None or self.value is None:
            return None
        return self.value <= self.asked if self.less else self.value >= self.asked


def counted(name: str, right: int, predicted: int, wanted: int, **more: Any) -> Measure:
    """F1 with its precision and recall, from counts; None where there is neither anything wanted nor predicted."""
    if not predicted and not wanted:
        return Measure(name, None, **more)
    precision, recall = (100 * right / of if of else 0.0 for of in (predicted, wanted))
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Measure(name, f1, precision, recall, **more)


def share(name: str, part: int, whole: int, **more: Any) -> Measure:
    """A percentage; None of nothing."""
    return Measure(name, 100 * part / whole if whole else None, **more)


@dataclass(slots=True)
class Errors:
    """Errors of one task by class, with examples that are shown on the terminal and kept nowhere."""

    counts: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)

    def add(self, name: str, example: str) -> None:
        self.counts[name] += 1
        self.examples.setdefault(name, []).append(" ".join(example.split()))
