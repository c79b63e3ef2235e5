"""How far a long command has come, on standard error, and only where a person looks on."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

WIDTH = 30
OFTEN = 0.1  # seconds: faster than this nobody reads
CLEAR = "\r\x1b[K"


@contextmanager
def progress(expected: Callable[[], int], *, quiet: bool) -> Iterator[Callable[[str, int, int | None], None]]:
    """Give a function to be told stage, how much is done and of how much; the line is gone in the end.

    ``expected`` counts what a stage that does not know its end will come to; it is asked only if someone looks on.
    """
    if quiet or not sys.stderr.isatty():
        yield lambda _stage, _done, _of: None
        return
    last, total = 0.0, expected()

    def told(stage: str, done: int, of: int | None) -> None:
        nonlocal last
        if time.monotonic() - last >= OFTEN or done == of:
            last = time.monotonic()
            sys.stderr.write(CLEAR + line(stage, done, of or total))
            sys.stderr.flush()

    try:
        yield told
    finally:
        sys.stderr.write(CLEAR)
        sys.stderr.flush()


def line(stage: str, done: int, of: int) -> str:
    """Write one line: a bar, and the numbers."""
    full = WIDTH * min(done, of) // max(of, 1)
    return f"{stage:8} [{'#' * full}{'.' * (WIDTH - full)}] {done:,} of {of:,}"
