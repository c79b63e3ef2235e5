"""The process that makes one file of one generation; its arguments are STORE, GENERATION, PART, FILE and RELEASE.

Law of this file: a file stands under its name when it is whole, with its size and SHA-256 beside it, or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, cast

from kg.crate import Release, archive
from kg.dump import SUFFIXES, Content, dump
from kg.packing import offered, packing
from kg.stores import View, open_view
from server.publishing import index
from server.publishing.statistics import statistics
from server.reconciling import names

STALE = 75
"""Exit status where the graph has gone over to another generation: EX_TEMPFAIL of sysexits.h."""

STATISTICS, SEARCH, NAMES, CRATE = "statistics.json", "search.sqlite", "names.sqlite", "crate.zip"
DUMP = re.compile(
    rf"(?P<content>dump|claims)\.(?P<suffix>{'|'.join(SUFFIXES)})(?P<packed>{'|'.join(map(re.escape, offered()))})?"
)
"""Names of dumps: ``dump`` holds everything, ``claims`` what is claimed and by whom."""


class Measured:
    """A file being written, its bytes counted and digested on the way."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self._digest = hashlib.sha256()
        self._size = 0

    def write(self, data: bytes) -> int:
        """Take some bytes."""
        self._digest.update(data)
        self._size += len(data)
        return self._out.write(data)

    def writelines(self, pieces: Iterable[bytes]) -> None:
        """Take many bytes."""
        for piece in pieces:
            self.write(piece)

    def flush(self) -> None:
        """Hold nothing back."""
        self._out.flush()

    @property
    def seal(self) -> Mapping[str, int | str]:
        """Size and SHA-256 of what was written."""
        return {"size": self._size, "sha256": self._digest.hexdigest()}


def released(name: str) -> bool:
    """Tell whether a name is that of a file that holds all the data."""
    return name == CRATE or DUMP.fullmatch(name) is not None


def make(view: View, part: Path, path: Path, release: Release) -> None:
    """Make the file that a name stands for; ``part`` is where it grows."""
    if path.name == STATISTICS:
        statistics(view).write(part)
    elif path.name == SEARCH:
        index.build(view, part)
    elif path.name == NAMES:
        names.build(view, part)
    else:
        seal(path).write_text(json.dumps(written(view, part, path.name, release)), encoding="utf-8")
    part.replace(path)


def seal(path: Path) -> Path:
    """Give the place of a file's size and digest."""
    return path.with_name(f"{path.name}.seal")


def written(view: View, part: Path, name: str, release: Release) -> Mapping[str, int | str]:
    """Write a dump or the crate, and give its size and digest."""
    with part.open("wb", buffering=2**16) as file:
        measured = Measured(file)
        out = cast("IO[bytes]", measured)
        if named := DUMP.fullmatch(name):
            with packing(out, named["packed"] or "") as packed:
                content: Content = "claims" if named["content"] == "claims" else "all"
                dump(view, SUFFIXES[named["suffix"]], packed, content=content)
        else:
            archive(view, release, out)
    return measured.seal


def main(store: Path, generation: int, part: Path, path: Path, release: Release) -> int:
    """Make the file, unless the graph has changed."""
    os.nice(10)  # whoever waits for an answer goes first
    with open_view(store) as view:
        if view.generation != generation:
            return STALE
        try:
            make(view, part, path, release)
        finally:
            part.unlink(missing_ok=True)
    return 0


if __name__ == "__main__":
    said = Release(**json.loads(sys.argv[5]))
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]), Path(sys.argv[4]), said))
