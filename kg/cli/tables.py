"""Rows in, lines of text out, for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

SHOWN = 10  # of each kind of trouble; build --json has them all


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Write a table: headings, a rule, rows; control characters made visible, columns aligned."""
    cells = [[visible(cell) for cell in row] for row in [headings, *rows]]
    widths = [max(map(width_of, column)) for column in zip(*cells, strict=True)]
    for index, row in enumerate(cells):
        yield "  ".join(padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if index == 0:
            yield "  ".join("-" * width for width in widths)


def pairs(facts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Write names and values, the values one below the other."""
    width = max((width_of(name) for name, _ in facts), default=0)
    return (f"{padded(name, width)}  {visible(value)}" for name, value in facts)


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most so many columns, between words where that is possible; at least one line."""
    lines = [""]
    for word in visible(text).split():
        if lines[-1] and width_of(lines[-1]) + 1 + width_of(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
        while width_of(lines[-1]) > width:
            fitting = _fitting(lines[-1], width)
            lines[-1:] = [lines[-1][:fitting], lines[-1][fitting:]]
    return lines


def _fitting(text: str, width: int) -> int:
    """How many characters fit; at least one."""
    taken = 0
    for at, character in enumerate(text):
        taken += width_of(character)
        if taken > width:
            return max(at, 1)
    return len(text)


def visible(cell: str) -> str:
    """Make control characters and marks that turn the line around visible."""
    # a document's words may hold escape sequences
    return "".join(c if c.isprintable() or c == " " else _escaped(c) for c in cell)


def _escaped(character: str) -> str:
    return " " if character.isspace() else character.encode("unicode_escape").decode()


def width_of(cell: str) -> int:
    """Count the columns that a terminal shows a text in."""
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in cell)


def padded(cell: str, width: int) -> str:
    """Fill a text up to so many columns."""
    return cell + " " * (width - width_of(cell))


def listed(heading: str, lines: list[str]) -> Iterator[str]:
    """Write a heading and the lines below it, of many the first; nothing where there are none."""
    if lines:
        yield f"\n{heading}:"
        yield from (f"  {line}" for line in lines[:SHOWN])
        if len(lines) > SHOWN:
            yield f"  … and {len(lines) - SHOWN:,} more"
