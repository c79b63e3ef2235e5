"""The example queries that pages show: the files of ``examples/queries``, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.assets import folder


@dataclass(frozen=True, slots=True)
class Example:
    """One query and what it asks, in words."""

    name: str
    question: str
    query: str


@cache
def queries() -> tuple[Example, ...]:
    """List the example queries by file name; none where there is no such folder."""
    return tuple(
        example(path.stem, path.read_text(encoding="utf-8"))
        for path in sorted((folder("examples") / "queries").glob("*.rq"))
    )


def example(name: str, text: str) -> Example:
    """Read the comment that opens a query file as its question."""
    lines = text.strip().splitlines()
    opening = next((i for i, line in enumerate(lines) if not line.startswith("#")), len(lines))
    words = " ".join(line.lstrip("# ").rstrip() for line in lines[:opening]).strip()
    return Example(name, words or name.replace("-", " "), "\n".join(lines[opening:]).strip())
