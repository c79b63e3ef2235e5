"""What Wikidata's services answered, kept on disk with its day: a table of one SQLite file."""

from __future__ import annotations

import sqlite3
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kg.errors import StoreError


class Answers:
    """Answers by what was asked; one older than ``days`` is as none. Each is on disk when :meth:`put` returns.

    ``since`` is the day of the oldest answer that was given out.
    """

    def __init__(self, path: Path, *, days: int = 30, today: date | None = None) -> None:
        self._oldest = ((today or datetime.now(UTC).date()) - timedelta(days=days)).isoformat()
        self.since = self._today = (today or datetime.now(UTC).date()).isoformat()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("CREATE TABLE IF NOT EXISTS answer (asked TEXT PRIMARY KEY, day TEXT, told TEXT)")
        except sqlite3.Error as error:
            raise StoreError(f"{path} cannot keep answers ({error}); name another file with --cache") from error

    def get(self, asked: str) -> str | None:
        """The answer to what was asked, if it is not too old."""
        query = "SELECT told, day FROM answer WHERE asked = ? AND day >= ?"
        row = self._db.execute(query, (asked, self._oldest)).fetchone()
        if row is None:
            return None
        self.since = min(self.since, row[1])
        return str(row[0])

    def put(self, asked: str, told: str) -> None:
        """Keep an answer of today."""
        self._db.execute("INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (asked, self._today, told))

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()
