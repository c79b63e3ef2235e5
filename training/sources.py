"""The list of training data in, files checked out: nothing is trained on a file that is not the one it was trained on.

``sources.tsv`` says of each file where it comes from, under which licence, for what it is used, and its SHA-256.
"""

from __future__ import annotations

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

LIST = Path(__file__).with_name("sources.tsv")


@dataclass(frozen=True, slots=True)
class Source:
    """One file of the data folder."""

    file: str
    use: str
    sha256: str
    repository: str
    commit: str
    path: str
    licence: str


def sources() -> list[Source]:
    """List the sources in the order of the list."""
    with LIST.open(encoding="utf-8", newline="") as lines:
        return [Source(**row) for row in csv.DictReader(lines, delimiter="\t")]


def check(folder: Path) -> list[str]:
    """Complaints about the data folder: files missing or other than listed; empty where all is well."""
    complaints = []
    for source in sources():
        path = folder / source.file
        if not path.is_file():
            complaints.append(f"{source.file} is missing: see {source.repository} at {source.commit or source.path}")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
            complaints.append(f"{source.file} is not the file that was trained on (SHA-256 differs)")
    return complaints
