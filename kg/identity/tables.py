"""Tables that people keep beside their documents: lines of tab-separated words in, rows out, and back, whole.

Laws of this file: what cannot be read is told by file and line; a table is replaced in one step, or not at all.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from kg.errors import UsageError

Row = tuple[str, ...]


def rows(path: Path, columns: Sequence[str], *, optional: int = 0) -> Iterator[tuple[int, Row]]:
    """Rows with their line numbers; a file that is not there has none.

    The first line names the columns. Empty lines, and lines that begin with ``#``, say nothing. The last ``optional``
    fields may be left out, and are then empty. Raises UsageError, naming the line.
    """
    lines = text(path).splitlines()
    told = [(n, each) for n, each in enumerate(lines, 1) if each.strip() and not each.startswith("#")]
    for n, each in told:
        fields = tuple(field.strip() for field in each.split("\t"))
        if n == told[0][0]:
            _check(fields, columns, f"{path}, line {n}")
        elif not len(columns) - optional <= len(fields) <= len(columns):
            wanted = f"{len(columns)} fields ({', '.join(columns)}) with tabs between them"
            raise UsageError(f"{path}, line {n}: there are {len(fields)} fields, not {wanted}")
        else:
            yield n, (*fields, *[""] * (len(columns) - len(fields)))


def _check(fields: Row, columns: Sequence[str], where: str) -> None:
    if fields != tuple(columns):
        raise UsageError(f"{where}: the first line must name the columns, with tabs between: {' '.join(columns)}")


def line(row: Row) -> str:
    """Write a row; white space inside a field becomes one space."""
    return "\t".join(" ".join(field.split()) for field in row).rstrip("\t")


def table(columns: Sequence[str], found: Iterable[Row]) -> str:
    """Write a whole table."""
    return "".join(f"{line(row)}\n" for row in (tuple(columns), *found))


def text(path: Path) -> str:
    """Read a table's text; a file that is not there is empty. Raises UsageError where it cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}") from error


def replace(path: Path, text: str) -> None:
    """Replace a file whole; raises UsageError where its folder cannot be written."""
    beside = path.with_name(f".{path.name}.new")
    try:
        with beside.open("w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}; name a folder for it with --ledger") from error
