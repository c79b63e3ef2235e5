"""Measures in, lines for a terminal out: beside each the run before, the change and what is asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.extraction.measures import Errors, Measure

GREEN, RED, PLAIN = "\x1b[32m", "\x1b[31m", "\x1b[0m"
SMALLEST = 0.05  # a smaller change is not shown as one
WIDTH = 46
HEADINGS = f"{'':{WIDTH}}{'P':>7}{'R':>7}{'F1/value':>10}{'before':>9}{'change':>8}{'asked':>8}"


def table(
    task: str, measures: Sequence[Measure], before: Mapping[tuple[str, str], float], *, colours: bool
) -> Iterator[str]:
    """Lines of one task; what is asked and not reached is marked with ``!``."""
    yield f"\n{task}"
    for each in measures:
        yield _line(each, before.get((task, each.name)), colours=colours)


def _line(measure: Measure, before: float | None, *, colours: bool) -> str:
    change = None if before is None or measure.value is None else measure.value - before
    moved = change is not None and abs(change) > SMALLEST
    better = change is not None and moved and (change < 0) == measure.less
    tone = "" if not colours or not moved else GREEN if better else RED
    cells = [
        f"  {measure.name:{WIDTH - 2}}",
        f"{_number(measure.precision):>7}{_number(measure.recall):>7}{_number(measure.value):>7} {measure.unit:2}",
        f"{_number(before):>9}{tone}{f'{change:+.1f}' if moved else '':>8}{PLAIN if tone else ''}",
        f"{_bar(measure):>8}{' !' if measure.met is False else ''}",
    ]
    return "".join(cells).rstrip()


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.1f}"


def _bar(measure: Measure) -> str:
    return "" if measure.asked is None else f"{'≤' if measure.less else '≥'} {measure.asked:g}"


def told(task: str, errors: Errors, examples: int) -> Iterator[str]:
    """Lines of a task's errors by class, the most common first, each with some examples."""
    yield f"\n{task}: {errors.counts.total()} errors"
    for name, count in errors.counts.most_common():
        yield f"  {count:5}  {name}"
        yield from (f"           {words}" for words in errors.examples.get(name, [])[:examples])
