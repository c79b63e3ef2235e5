"""What makes many objects and hardly any garbage: done without the collector of circular garbage, which finds none.

It looks through all young objects each time that some hundreds more were made, and so many times through a table that
grows, or through the sentences of a document that is read: https://docs.python.org/3/library/gc.html#gc.set_threshold.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Let the collector rest, also as a decorator; where it rests already, it goes on resting."""
    runs = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if runs:
            gc.enable()
