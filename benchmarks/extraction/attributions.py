"""PolNeAR: who says what in news of an American election, by the scorer of ``attribution/``, outermost statements.

Speech cues only, for PolNeAR marks thoughts and wishes too; "half" asks for half of the words of source, cue and
content (Dice), the three types go by how much of the content is quoted.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.extraction.measures import Errors, Measure
from benchmarks.extraction.shared import Shared, scored
from benchmarks.extraction.statement_errors import WORD, Said, classified
from kg.gold.attributions import attributions
from kg.model import Reading

ROWS = (
    ("speech", "triple/half", "speech triple half", 70.0),
    ("speech", "type direct/half", "speech direct", 90.0),
    ("speech", "type mixed/half", "speech mixed", 72.0),
    ("speech", "type indirect/half", "speech indirect", 63.0),
    ("speech", "source/exact", "speech source exact", 78.0),
    ("speech", "content/partial", "speech content partial", None),
    ("all", "triple/half", "all triple half", None),
    ("all", "found/overlap", "all cues found", None),
)
PRECISION = 75.0


def score(shared: Shared) -> list[Measure]:
    """Precision, recall and F1 of each row, and the precision that is asked beside the F1."""
    found = scores(shared)
    table = [_measure(name, found[part][key], asked) for part, key, name, asked in ROWS]
    precise = Measure("speech triple half, precision", table[0].precision, asked=PRECISION, unit="%", main=False)
    return [*table, precise]


def scores(shared: Shared, errors: Path | None = None) -> dict[str, Any]:
    """What the scorer says; ``errors`` takes its list of missed and spurious statements."""
    program, docs, gold = (shared.path("attribution", name) for name in ("score.py", "docs", "gold.jsonl"))
    readings = shared.read(shared.documents("attribution", "docs"))
    with TemporaryDirectory() as name:
        predicted = Path(name) / "found.jsonl"
        predicted.write_text("".join(f"{json.dumps(row)}\n" for row in _all(readings)), encoding="utf-8")
        options: list[str | Path] = ["--docs", docs, "--gold", gold, "--pred", predicted, "--outermost"]
        options += ["--errors", errors] if errors else []
        return scored(program, options, Path(name) / "scores.json")


def errors(shared: Shared) -> Errors:
    """Errors at cues of speech by class; thoughts and wishes, which PolNeAR marks too, are not asked for."""
    texts = {Path(each.name).stem: each.text for each in shared.documents("attribution", "docs")}
    wanted = [as_said(row, texts) for row in rows(shared.path("attribution", "gold.jsonl"))]
    found = [as_said(row, texts) for row in _all(shared.read(shared.documents("attribution", "docs")))]
    speech = set(WORD.findall(shared.path("attribution", "speech_cues.txt").read_text(encoding="utf-8")))
    with TemporaryDirectory() as name:
        scores(shared, Path(name) / "errors.jsonl")
        listed = list(rows(Path(name) / "errors.jsonl"))
    missed, spurious = (
        [said for row in listed if row["kind"] == kind and _speaks(said := as_said(row, texts), speech)]
        for kind in ("missed", "spurious")
    )
    return classified(missed, spurious, wanted, found)


def rows(path: Path) -> list[dict[str, Any]]:
    """Records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _all(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    return [row for reading in readings for row in attributions(reading)]


def as_said(row: dict[str, Any], texts: Mapping[str, str]) -> Said:
    """Make a record of the scorer's format a statement in its text."""
    parts = (row.get(f"{role}_spans") or _span(row, role) for role in ("speaker", "cue", "content"))
    return Said(row["doc"], texts[row["doc"]], *([(start, end) for start, end in spans] for spans in parts))


def _span(row: dict[str, Any], role: str) -> list[tuple[int, int]]:
    start, end = row.get(f"{role}_start"), row.get(f"{role}_end")
    return [] if start is None or end is None else [(start, end)]


def _speaks(said: Said, speech: AbstractSet[str]) -> bool:
    return any(set(WORD.findall(said.text[start:end].lower())) & speech for start, end in said.cue)


def _measure(name: str, row: dict[str, Any], asked: float | None) -> Measure:
    return Measure(name, row["F"], row["P"], row["R"], asked=asked)
