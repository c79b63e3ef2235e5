"""Large tables that are made once and stay: made without the collector of circular garbage, which finds none there.

It looks through all that lives each time that so and so many objects were made, and so many times through a table that
grows: https://docs.python.org/3/library/gc.html#gc.set_threshold.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector rest, also as a decorator of what makes a table; where it rests already, it goes on resting."""
    runs = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if runs:
            gc.enable()
