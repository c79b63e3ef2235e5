"""Sources in, a graph that says what they say out: the stages, top to bottom.

documents → reading → (readings, on disk) → entities → identity → links → quads → validation → inference → store

Laws of this file: the graph changes only after all reading is done; whatever stops a build, the next one goes on from
there; the result does not depend on order, on the number of workers or on the machine.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import partial
from pathlib import Path

from kg.documents import Unreadable
from kg.intake import AS_USUAL, Intake, Options, Source
from kg.llm.asking import incomplete
from kg.mapping import Terms
from kg.model import Document, Finding, Issue
from kg.publication import Progress, Published, Publisher
from kg.reading import read
from kg.runs import log, versions
from kg.stores import Store
from kg.stores.folder import writing
from kg.validation import SetAside, spanning
from kg.workers import Reader, readings

__all__ = ["BuildReport", "Options", "build", "pending"]


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``claims`` (by class) and ``triples`` are of the whole graph, all else of this build.

    ``unanswered`` are the documents that the rules read, but that a language model gave no answer about.
    """

    read: int = 0
    unchanged: int = 0
    withdrawn: int = 0
    withheld: int = 0
    unreadable: tuple[Unreadable, ...] = ()
    claims: Mapping[str, int] = field(default_factory=dict)
    triples: int = 0
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    issues: tuple[Issue, ...] = ()
    unanswered: tuple[Issue, ...] = ()
    seconds: float = 0.0

    @property
    def failed(self) -> tuple[Unreadable, ...]:
        """Files that should have been readable."""
        return tuple(each for each in self.unreadable if not each.skipped)

    @property
    def idle(self) -> bool:
        """Whether there was nothing to do: no document was there to read, to keep or to withdraw."""
        return not (self.read or self.unchanged or self.withdrawn or self.withheld or self.failed)

    @property
    def skipped(self) -> tuple[Unreadable, ...]:
        """Files of a format that nobody promised to read."""
        return tuple(each for each in self.unreadable if each.skipped)


def build(
    sources: Iterable[str | Path],
    store: Store,
    options: Options = AS_USUAL,
    *,
    progress: Progress = lambda *_: None,
    reader: Reader | None = None,
) -> BuildReport:
    """Bring a store to what its sources say.

    Raises UsageError for sources that do not exist, and under ``strict`` where anything could not be read or
    understood (the graph is then as it was); StoreError where the store cannot be written. ``reader`` stands in for
    the extractors of the options.
    """
    started = time.monotonic()
    intake = Intake([Source.of(source) for source in sources], store, options)
    records = intake.records()
    reader = reader or partial(read, extractors=options.extractors, actors=intake.actors)
    with writing(store.path):
        for row, result in readings(intake.tasks(), reader, intake.actors, workers=options.workers):
            intake.take(row, result)
            progress("read", intake.count, None)
        if options.strict:
            intake.insist()
        purge = intake.commit()
        publisher = Publisher(store, _terms(options), records, progress)
        published = publisher.publish(rebuild=options.rebuild, purge=purge)
        report = _report(intake, published, store, time.monotonic() - started)
        log(store.log, _entry(report, options))
    return report


def pending(sources: Iterable[str | Path], store: Store, options: Options) -> Iterator[tuple[Document, frozenset[str]]]:
    """The documents that a build would read, each with its withheld actors; the graph stays as it is."""
    intake = Intake([Source.of(source) for source in sources], store, options)
    yield from ((document, intake.actors) for _, document in intake.tasks())


def _terms(options: Options) -> Terms:
    chosen = {"inference": options.inference, "publish_invalid": options.publish_invalid}
    return Terms({**versions(**chosen), **options.extractors.versions}, **chosen)


def _report(intake: Intake, published: Published, store: Store, seconds: float) -> BuildReport:
    mapped = published.mapped
    across = spanning(store.query) if mapped or intake.gone or published.relinked else []
    return BuildReport(
        read=intake.read,
        unchanged=intake.unchanged,
        withdrawn=len(intake.gone),
        withheld=intake.withheld,
        unreadable=tuple(intake.unreadable),
        claims=dict(sorted(store.catalogue.claims().items())),
        triples=store.info.triples,
        findings=(*(finding for each in mapped for finding in each.findings), *published.links, *across),
        set_aside=tuple(aside for each in mapped for aside in each.set_aside),
        issues=tuple(issue for each in mapped for issue in each.issues),
        unanswered=tuple(issue for issue in intake.issues if incomplete([issue])),
        seconds=seconds,
    )


def _entry(report: BuildReport, options: Options) -> Mapping[str, object]:
    """What the log keeps: numbers, never names, for the log is not purged."""
    severities = Counter(finding.severity for finding in report.findings)
    numbers = {name: getattr(report, name) for name in ("read", "unchanged", "withdrawn", "withheld", "triples")}
    return {
        "failed": len(report.failed),
        "seconds": round(report.seconds, 3),
        **numbers,
        **{str(name): number for name, number in severities.items()},
        **asdict(options),
        "extractors": options.extractors.name,
        "ledger": options.ledger is not None,
    }
