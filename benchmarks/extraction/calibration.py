"""Which claims are right on annotated data, by rule: what ``lexicons/confidence.toml`` is made from, and held against.

Judged are the outermost statements of PolNeAR, and statements, detentions, steps of proceedings, sentences and
gatherings of the annotated articles. A claim is right where the annotators have it at the same words: a statement with
its speaker and content, an event with its factuality, a step with its stage. How often a rule was right is all that is
kept of the data.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.extraction import articles, attributions
from benchmarks.extraction.measures import Measure
from benchmarks.extraction.records import Record, overlap, same_statement
from benchmarks.extraction.shared import ROOT, Shared
from benchmarks.extraction.statement_errors import Said
from kg.confidence import Confidence, told
from kg.gold import gold
from kg.gold.attributions import attributions as spans
from kg.gold.labels import label
from kg.gold.proceedings import modality, stage
from kg.model import Claim, Reading

FILE = ROOT / "kg" / "lexicons" / "confidence.toml"
HEADER = """\
# How often each rule was right on annotated articles: [right, judged] by class, how it is told, and rule.
# Written by `python -m benchmarks.extraction --calibrate`; kg/confidence.py turns it into kg:confidence.
"""
BINS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
"""Where bins of scores begin; the last ends with 1."""

KINDS = {"Detention": "detentions", "ProceedingStep": "proceedings", "Gathering": "gatherings"}


@dataclass(frozen=True, slots=True)
class Judged:
    """A claim of one document and whether the annotators agree."""

    document: str
    claim: Claim
    right: bool


def judged(shared: Shared) -> list[Judged]:
    """Claims of all annotated data that is here."""
    return [*_attributions(shared), *_articles(shared)]


def _articles(shared: Shared) -> Iterator[Judged]:
    for notes, reading in read(shared):
        yield from _statements(notes, reading)
        for claim in reading.claims:
            right = _right(notes, claim)
            if right is not None:
                yield Judged(reading.document.name, claim, right)


def read(shared: Shared) -> Iterator[tuple[Record, Reading]]:
    """Annotated articles with their readings."""
    found = [article for members in articles.sets(shared).values() for article in members]
    yield from zip((notes for notes, _ in found), shared.read(document for _, document in found), strict=True)


def _statements(notes: Record, reading: Reading) -> Iterator[Judged]:
    found = gold(reading)
    for claim, record in zip(said(reading), found["statements"], strict=True):
        same = partial(same_statement, notes, found)
        right = any(overlap(other["cue"], record["cue"]) and same(other, record) for other in notes["statements"])
        yield Judged(reading.document.name, claim, right)


def said(reading: Reading) -> list[Claim]:
    """Statements in the order in which the formats write them."""
    found = [claim for claim in reading.claims if claim.type == "Statement" and claim.all("contentText")]
    return sorted(found, key=lambda claim: claim.trigger)


def _right(notes: Record, claim: Claim) -> bool | None:
    """Whether an event is annotated; None for what annotators were not asked for."""
    if claim.type == "Sentence":
        return any(_beside(claim, each["evidence"]) for each in notes["proceedings"] if each["sentence"])
    kind = KINDS.get(claim.type)
    if kind is None or not label(kind[:-1], claim.factuality or "actual"):
        return None
    if kind == "proceedings":
        asked = [r for r in notes[kind] if r["stage"] == stage(claim) and r["modality"] == modality(claim)]
        return any(_beside(claim, record["evidence"]) for record in asked)
    asked = [r for r in notes[kind] if r["modality"] == label(kind[:-1], claim.factuality or "actual")]
    return any(_at(claim, told["trigger"]) for record in asked for told in record["evidence"] if told["trigger"])


def _beside(claim: Claim, evidence: Iterable[Record]) -> bool:
    return any(_at(claim, sentence) for sentence in evidence)


def _at(claim: Claim, place: Record) -> bool:
    return bool(claim.trigger.start < place["end"] and place["start"] < claim.trigger.end)


def _attributions(shared: Shared) -> Iterator[Judged]:
    """Outermost statements of PolNeAR, which marks no other."""
    if not (shared.folder / "attribution").is_dir():
        return
    texts = {Path(each.name).stem: each.text for each in shared.documents("attribution", "docs")}
    wanted: dict[str, list[Said]] = {}
    for row in attributions.rows(shared.path("attribution", "gold.jsonl")):
        wanted.setdefault(row["doc"], []).append(attributions.as_said(row, texts))
    for reading in shared.read(shared.documents("attribution", "docs")):
        found = [attributions.as_said(row, texts) for row in spans(reading)]
        marked = wanted.get(Path(reading.document.name).stem, [])
        for claim, statement in zip(said(reading), found, strict=True):
            if not any(inside(statement, other) for other in (*marked, *found) if other is not statement):
                right = any(agree(other, statement) for other in marked)
                yield Judged(reading.document.name, claim, right)


def agree(wanted: Said, found: Said) -> bool:
    """Whether two statements share cue and source, and half of what each says: what is asked of the articles too."""
    sources, cues, contents = ((wanted.parts[name], found.parts[name]) for name in ("source", "cue", "content"))
    shared = len(contents[0] & contents[1])
    same_source = bool(sources[0] & sources[1]) or not any(sources)
    return same_source and bool(cues[0] & cues[1]) and 2 * shared >= max(map(len, contents)) > 0


def inside(statement: Said, other: Said) -> bool:
    """Whether a statement is told in what another says."""
    return statement.parts["cue"] <= other.parts["content"] and not other.parts["cue"] <= statement.parts["content"]


def observed(found: Iterable[Judged]) -> dict[str, dict[str, dict[str, tuple[int, int]]]]:
    """Counts by class, how it is told, and rule."""
    right, all_ = Counter[tuple[str, str, str]](), Counter[tuple[str, str, str]]()
    for each in found:
        place = each.claim.type, told(each.claim), each.claim.extractor
        all_[place] += 1
        right[place] += each.right
    counts: dict[str, dict[str, dict[str, tuple[int, int]]]] = {}
    for (type_, way, rule), count in sorted(all_.items()):
        counts.setdefault(type_, {}).setdefault(way, {})[rule] = (right[type_, way, rule], count)
    return counts


def calibrate(shared: Shared, file: Path = FILE) -> None:
    """Write the table anew; raises AbsentError unless all annotated data is here."""
    for parts in (("gold", "dev"), ("gold", "seeds"), ("attribution", "docs")):
        shared.path(*parts)
    lines = [HEADER]
    for type_, ways in observed(judged(shared)).items():
        for way, rules in ways.items():
            lines += [f"[{type_}.{way}]\n", *(f'"{rule}" = [{r}, {n}]\n' for rule, (r, n) in rules.items()), "\n"]
    file.write_text("".join(lines).rstrip() + "\n", encoding="utf-8")


def score(shared: Shared) -> list[Measure]:
    """How far scores are from the share of right claims: all together, by class, and bin by bin.

    Each document is scored by counts of the others; the table that is shipped knows them all, so it only looks better.
    """
    found = judged(shared)
    fair = [(probability, each.right) for each, probability in left_out(found)]
    shipped = [(each.claim.score, each.right) for each in found]
    rows = [
        Measure("expected calibration error", error(fair), unit="%", less=True),
        Measure("Brier score", brier(fair), unit="%", less=True),
        Measure("expected calibration error as shipped", error(shipped), unit="%", less=True, main=False),
    ]
    for type_ in sorted({each.claim.type for each in found}):
        own = [(p, e.right) for (p, _), e in zip(fair, found, strict=True) if e.claim.type == type_]
        rows.append(Measure(f"{type_} (n {len(own)}), expected error", error(own), unit="%", less=True, main=False))
        rows += [_bin(type_, members) for members in bins(own)]
    return rows


def left_out(found: Sequence[Judged]) -> Iterator[tuple[Judged, float]]:
    """Each claim with the score that counts of all other documents give it."""
    for document in dict.fromkeys(each.document for each in found):
        confidence = Confidence(observed(each for each in found if each.document != document))
        yield from ((each, confidence(each.claim)) for each in found if each.document == document)


Scored = Sequence[tuple[float, bool]]


def bins(found: Scored) -> list[Scored]:
    """Claims by score, in bins that are not empty."""
    edges = [*zip(BINS, [*BINS[1:], 2.0], strict=True)]
    members = ([(p, right) for p, right in found if low <= p < high] for low, high in edges)
    return [each for each in members if each]


def error(found: Scored) -> float:
    """Mean distance of score and share right over bins, by their size, in per cent (Naeini et al. 2015)."""
    return 100 * sum(abs(sum(p - right for p, right in members)) for members in bins(found)) / len(found)


def brier(found: Scored) -> float:
    """Mean squared distance of score and outcome, in per cent."""
    return 100 * sum((p - right) ** 2 for p, right in found) / len(found)


def _bin(type_: str, members: Scored) -> Measure:
    mean = 100 * sum(p for p, _ in members) / len(members)
    right = 100 * sum(right for _, right in members) / len(members)
    return Measure(f"  {type_} scored {mean:.0f} % (n {len(members)}), right", right, unit="%", main=False)
