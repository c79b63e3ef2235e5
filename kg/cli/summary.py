"""A build's report in, the lines that end it out: what was read, what the graph holds, what needs a look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from kg.cli.choosing import Heard
from kg.cli.tables import listed, pairs
from kg.model import Severity
from kg.pipeline import BuildReport

UNREAD = "reading"  # the stage of issues that tell why nothing was read


def summary(report: BuildReport, *, brief: bool = False) -> Iterator[str]:
    """Write lines for people: the table, unless ``brief``, then every document and claim that needs a look."""
    if not brief:
        yield from pairs(list(_table(report)))
    yield from listed("not read", [f"{each.name}: {each.reason}" for each in report.failed])
    heard = Heard()
    heard.hear((*report.issues, *report.unanswered))
    yield from heard.lines(brief=brief)
    if brief:
        return
    yield from listed("skipped", [f"{each.name}: {each.reason}" for each in report.skipped])
    yield from listed("in another language or without words", _unread(report))
    aside = [(each.node, each.because) for each in report.set_aside]
    yield from listed("not published", [f"{node}: {why.message} {_words(why.words)}" for node, why in aside])


def as_plain(report: BuildReport) -> dict[str, Any]:
    """Give the whole report as plain dicts and lists."""
    return asdict(report) | {"failed": len(report.failed)}


def _table(report: BuildReport) -> Iterator[tuple[str, str]]:
    yield "documents read", f"{report.read:,}"
    yield "  unchanged", f"{report.unchanged:,}"
    yield "  withdrawn", f"{report.withdrawn:,}"
    yield "  withheld", f"{report.withheld:,}"
    yield "  skipped (unknown format)", f"{len(report.skipped):,}"
    yield "  failed", f"{len(report.failed):,}"
    yield "claims in the graph", f"{sum(report.claims.values()):,}"
    yield from ((f"  {name}", f"{count:,}") for name, count in report.claims.items())
    yield "triples in the graph", f"{report.triples:,}"
    severities = Counter(finding.severity for finding in report.findings)
    yield from ((f"findings: {severity}", f"{severities[severity]:,}") for severity in Severity)
    yield "claims not published", f"{len(report.set_aside):,}"
    yield "seconds", f"{report.seconds:.1f}"


def _unread(report: BuildReport) -> list[str]:
    return [f"{each.document}: {each.message}" for each in report.issues if each.stage == UNREAD]


def _words(words: str | None) -> str:
    return f"({words})" if words else ""
