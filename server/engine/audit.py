"""Lines in, a log on disk that is never too large to read out: full files are put aside under a number.

Law of this file: what was noted stays. A file is put aside under a number that no other has, never renamed again and
never removed; a line is on disk before the writer is answered.
"""

from __future__ import annotations

import os
from itertools import count
from pathlib import Path


class Audit:
    """A file of lines; one that would be larger than ``size`` bytes becomes ``NAME-1.SUFFIX``, the next one ``-2``."""

    def __init__(self, path: Path, size: int) -> None:
        self._path, self._size = path, size

    def note(self, line: str) -> None:
        """Add a line, and hold it on disk; raises OSError."""
        data = f"{line}\n".encode()
        if self._path.exists() and 0 < self._size < self._path.stat().st_size + len(data):
            self._put_aside()
        with self._path.open("ab") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())

    def _put_aside(self) -> None:
        """Give the file the first number that is free; a link replaces nothing, whoever else does the same just now."""
        for number in count(1 + max(map(self._number, self._path.parent.glob(f"{self._path.stem}-*")), default=0)):
            try:
                os.link(self._path, self._path.with_stem(f"{self._path.stem}-{number}"))
            except FileExistsError:
                continue
            self._path.unlink()
            return

    def _number(self, path: Path) -> int:
        number = path.stem.removeprefix(f"{self._path.stem}-")
        return int(number) if number.isascii() and number.isdigit() else 0
