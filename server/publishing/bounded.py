"""A file of SQLite and a deadline in, a connection that keeps to it out: read only, for one question."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from server.engine.answers import TimeLimitError

STEPS = 10_000
"""Steps of SQLite after which the clock is looked at."""


@contextmanager
def opened(path: Path, deadline: float) -> Iterator[sqlite3.Connection]:
    """Open a file that nobody writes to any more; TimeLimitError once ``deadline`` of the monotonic clock is past."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)
    db.set_progress_handler(lambda: time.monotonic() > deadline, STEPS)
    try:
        yield db
    except sqlite3.OperationalError as error:
        if time.monotonic() <= deadline:
            raise
        raise TimeLimitError("The search took too long; ask for rarer words.") from error
    finally:
        db.close()
