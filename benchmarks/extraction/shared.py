"""The development data beside the checkout, and what Habeas reads in it: each document once a run, whoever asks."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg.documents import Unreadable, documents
from kg.errors import HabeasError
from kg.model import Document, Reading
from kg.reading import read
from kg.stores.catalogue import Row
from kg.workers import readings

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared"
GOLDEN = ROOT / "tests" / "golden"
POLARITY = ROOT / "tests" / "data"


class AbsentError(HabeasError):
    """Data that a task needs is not on this machine; the message says which."""


class Shared:
    """A folder of development data (``gold/``, ``attribution/``, ``events/``), which may be absent in part or whole."""

    def __init__(self, folder: Path, *, workers: int = 1) -> None:
        self.folder = folder
        self.workers = workers
        self.outcomes: dict[Document, Reading | Unreadable] = {}

    def path(self, *parts: str) -> Path:
        """A file or folder of the data; raises AbsentError where it is not there."""
        path = self.folder.joinpath(*parts)
        if not path.exists():
            raise AbsentError(f"{'/'.join(parts)} is not in {self.folder}")
        return path

    def documents(self, *parts: str) -> list[Document]:
        """Text files of a folder as documents, by name; annotations beside them are left alone."""
        return texts(self.path(*parts))

    def read(self, wanted: Iterable[Document]) -> list[Reading]:
        """Readings of documents in their order; one that fails is read as saying nothing, and counted by robustness."""
        wanted = list(wanted)
        new = list(dict.fromkeys(document for document in wanted if document not in self.outcomes))
        tasks = ((Row(document.name, document.name, "", document.sha256, None), document) for document in new)
        found = readings(tasks, read, frozenset(), workers=min(self.workers, 1 + len(new) // 8))
        self.outcomes.update((document, outcome) for document, (_, outcome) in zip(new, found, strict=True) if outcome)
        return [_reading(document, self.outcomes[document]) for document in wanted]


def _reading(document: Document, outcome: Reading | Unreadable) -> Reading:
    return outcome if isinstance(outcome, Reading) else Reading(document)


def texts(folder: Path) -> list[Document]:
    """Text files of a folder as documents."""
    return [document for document in documents(sorted(folder.glob("*.txt"))) if isinstance(document, Document)]


def annotated(folder: Path) -> list[tuple[dict[str, Any], Document]]:
    """Annotations of a folder in the gold format, each with its document, published when the annotators were told."""
    found = []
    for document in texts(folder):
        notes = json.loads((folder / document.name).with_suffix(".json").read_text(encoding="utf-8"))
        found.append((notes, replace(document, published=document.published or notes["doc_date"])))
    return found


def golden() -> list[tuple[dict[str, Any], Document]]:
    """The articles of our own in ``tests/golden``."""
    found = []
    for folder in sorted(path for path in GOLDEN.iterdir() if path.is_dir()):
        notes = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
        found += [(notes, document) for document in texts(folder)]
    return found


def scored(program: Path, arguments: Sequence[str | Path], out: Path) -> dict[str, Any]:
    """What one of the given scorers writes to its ``--json`` file; a scorer that fails ends the run with its words."""
    command = [sys.executable, str(program), *map(str, arguments), "--json", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{program} failed: {done.stderr.strip()}")
    said: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return said
