"""Rows in, lines of text out, for people."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Write a table: headings, a rule, rows; control characters made visible, columns aligned."""
    cells = [[_visible(cell) for cell in row] for row in [headings, *rows]]
    widths = [max(map(_width, column)) for column in zip(*cells, strict=True)]
    for index, row in enumerate(cells):
        yield "  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()
        if index == 0:
            yield "  ".join("-" * width for width in widths)


def pairs(facts: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Write names and values, the values one below the other."""
    width = max((_width(name) for name, _ in facts), default=0)
    return (f"{_padded(name, width)}  {_visible(value)}" for name, value in facts)


def _visible(cell: str) -> str:
    # A document's words may hold escape sequences and marks that turn the line around.
    return "".join(c if c.isprintable() or c == " " else _escaped(c) for c in cell)


def _escaped(character: str) -> str:
    return " " if character.isspace() else character.encode("unicode_escape").decode()


def _width(cell: str) -> int:
    return sum(0 if unicodedata.combining(c) else 1 + (unicodedata.east_asian_width(c) in "WF") for c in cell)


def _padded(cell: str, width: int) -> str:
    return cell + " " * (width - _width(cell))
