"""The processors that a process may run on: those it began with, and those it keeps to.

Law of this file: a system that cannot say has none, and nothing is kept to (Linux can: sched_setaffinity(2)). What a
process keeps to, those that it starts begin with.
"""

from __future__ import annotations

import os
from collections.abc import Iterable


def present() -> tuple[int, ...]:
    """List the processors that this process may run on now."""
    return tuple(sorted(os.sched_getaffinity(0))) if hasattr(os, "sched_getaffinity") else ()


BEGUN = present()
"""The processors that this process began with."""


def keep_to(processors: Iterable[int]) -> None:
    """Run on these processors only, with all threads begun from now on."""
    os.sched_setaffinity(0, processors)
