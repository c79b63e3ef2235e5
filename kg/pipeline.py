"""Sources in, a graph that says what they say out: the stages, top to bottom.

documents → reading → (readings, on disk) → entities → links → quads → validation → inference → store

Laws of this file: the graph changes only after all reading is done; whatever stops a build, the next one goes on from
there; the result does not depend on order, on the number of workers or on the machine.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from kg.documents import Unreadable, documents, withheld
from kg.errors import UsageError
from kg.iris import Iris
from kg.mapping import Mapped, Terms
from kg.model import Document, Finding, Issue, Reading, Severity
from kg.publication import Progress, Publisher
from kg.reading import read
from kg.runs import digest, log, reading_versions, versions
from kg.stores import Store
from kg.stores.catalogue import Row
from kg.stores.folder import writing
from kg.validation import SetAside, spanning
from kg.withheld import Withheld, withhold
from kg.workers import Reader, readings


@dataclass(frozen=True, slots=True)
class Options:
    """How to build. ``workers`` processes read (1: this one); the rest is as in ``habeas build --help``."""

    workers: int = 1
    strict: bool = False
    keep_missing: bool = False
    rebuild: bool = False
    publish_invalid: bool = False
    inference: bool = True
    encoding: str | None = None


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did. ``claims`` (by class) and ``triples`` are of the whole graph, all else of this build."""

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
    seconds: float = 0.0

    @property
    def failed(self) -> tuple[Unreadable, ...]:
        """Files that should have been readable."""
        return tuple(each for each in self.unreadable if not each.skipped)

    @property
    def skipped(self) -> tuple[Unreadable, ...]:
        """Files of a format that nobody promised to read."""
        return tuple(each for each in self.unreadable if each.skipped)


def build(
    sources: Iterable[str | Path],
    store: Store,
    options: Options = Options(),
    *,
    progress: Progress = lambda *_: None,
    reader: Reader = read,
) -> BuildReport:
    """Bring a store to what its sources say.

    Raises UsageError for sources that do not exist, and under ``strict`` where anything could not be read or
    understood (the graph is then as it was); StoreError where the store cannot be written.
    """
    started = time.monotonic()
    intake = _Intake([_Source.of(source) for source in sources], store, options)
    with writing(store.path):
        for row, result in readings(intake.tasks(), reader, intake.actors, workers=options.workers):
            intake.take(row, result)
            progress("read", intake.count, None)
        if options.strict:
            intake.insist()
        purge = intake.commit()
        publisher = Publisher(store, _terms(options), progress)
        mapped = publisher.publish(rebuild=options.rebuild, purge=purge)
        report = _report(intake, mapped, store, time.monotonic() - started)
        log(store.log, _entry(report, options))
    return report


def _terms(options: Options) -> Terms:
    chosen = {"inference": options.inference, "publish_invalid": options.publish_invalid}
    return Terms(versions(**chosen), **chosen)


def _report(intake: _Intake, mapped: Sequence[Mapped], store: Store, seconds: float) -> BuildReport:
    across = spanning(store.query) if mapped or intake.gone else []
    return BuildReport(
        read=intake.read,
        unchanged=intake.unchanged,
        withdrawn=len(intake.gone),
        withheld=intake.withheld,
        unreadable=tuple(intake.unreadable),
        claims=dict(sorted(store.catalogue.claims().items())),
        triples=store.info.triples,
        findings=(*(finding for each in mapped for finding in each.findings), *across),
        set_aside=tuple(aside for each in mapped for aside in each.set_aside),
        issues=tuple(issue for each in mapped for issue in each.issues),
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
    }


@dataclass(frozen=True, slots=True)
class _Source:
    """A source as given: ``root`` is the folder that names are relative to, ``whole`` whether all of it was given."""

    given: Path
    root: Path
    whole: bool
    withheld: Withheld

    @classmethod
    def of(cls, source: str | Path) -> _Source:
        given = Path(source)
        if not given.exists():
            raise UsageError(f"{given} does not exist")
        root = given if given.is_dir() else given.parent
        try:
            lines = withheld([root])
        except (OSError, ValueError) as error:
            raise UsageError(f"{root / 'withheld.txt'} cannot be read: {error}") from error
        return cls(given, root.resolve(), given.is_dir(), Withheld(lines))

    def __str__(self) -> str:
        return str(self.root)


class _Intake:
    """Decides document by document what has to be read, and what the graph shall show in the end."""

    def __init__(self, sources: Sequence[_Source], store: Store, options: Options) -> None:
        self._sources, self._store, self._options = sources, store, options
        self._iris = Iris(store.base)
        self.actors = frozenset[str]().union(*(source.withheld.actors for source in sources))
        self._actors_digest = digest(dict.fromkeys(self.actors, ""))
        self._wanted: list[Row] = []
        self._seen: dict[str, _Source] = {}
        self.gone: list[Row] = []
        self.unreadable: list[Unreadable] = []
        self.issues: list[Issue] = []
        self.read = self.unchanged = self.withheld = 0

    @property
    def count(self) -> int:
        """How many files have been dealt with."""
        return self.read + self.unchanged + self.withheld + len(self.unreadable)

    def tasks(self) -> Iterator[tuple[Row, Document]]:
        """The documents that have to be read."""
        for source in self._sources:
            for found in documents([source.given], encoding=self._options.encoding):
                if isinstance(found, Unreadable):
                    self.unreadable.append(found)
                elif source.withheld.lists(found.name):
                    self.withheld += 1
                elif (row := self._new(found, source)) is not None:
                    yield row, found

    def _new(self, document: Document, source: _Source) -> Row | None:
        """The row of a document that has to be read; None where it is known, or may not be taken."""
        row = Row(self._iris.document(document), document.name, str(source), document.sha256, self._key(document))
        known = self._store.catalogue.row(row.iri)
        if (reason := self._refusal(row, known)) is not None:
            self.unreadable.append(Unreadable(document.name, reason))
            return None
        if row.iri in self._seen:
            return None
        self._seen[row.iri] = source
        assert row.wanted is not None
        if not self._store.readings.has(row.iri, row.wanted):
            return row
        self.unchanged += 1
        if known is None or (known.wanted, known.source) != (row.wanted, row.source):
            self._wanted.append(row)
        return None

    def _refusal(self, row: Row, known: Row | None) -> str | None:
        """Why a document may not have its IRI: another source folder's document has it."""
        other = self._seen.get(row.iri)
        if other is not None and str(other) != row.source:
            return f"a document of this name comes from {other} too; rename one of them, or give one a url"
        moved = known is None or known.source == row.source or not (Path(known.source) / known.name).exists()
        if known is None or known.wanted is None or moved:
            return None
        return f"a document of this name was built from {known.source}; rename one of them, or give one a url"

    def _key(self, document: Document) -> str:
        """What determines the reading of a document: its bytes and metadata, our versions, who is withheld."""
        said = {name: str(value) for name, value in asdict(document).items() if name != "text"}
        return digest({**said, **reading_versions(), "withheld": self._actors_digest})

    def take(self, row: Row, result: Reading | Unreadable | None) -> None:
        """Keep what became of a document; None: it may not be published."""
        if isinstance(result, Unreadable):
            self.unreadable.append(result)
        elif result is None:
            self.withheld += 1
            del self._seen[row.iri]
        else:
            assert row.wanted is not None
            self._store.readings.write(result, row.iri, row.wanted)
            self.issues += result.issues
            self._wanted.append(row)
            self.read += 1

    def insist(self) -> None:
        """Raise UsageError where anything could not be read or was not understood."""
        failed = [f"{each.name}: {each.reason}" for each in self.unreadable if not each.skipped]
        unclear = [f"{i.document}: {i.message}" for i in self.issues if i.severity is not Severity.INFO]
        if found := failed + unclear:
            raise UsageError(
                f"{len(found)} problems, and --strict allows none; the graph is as it was. First: {found[0]}"
            )

    def commit(self) -> bool:
        """Tell the catalogue what is wanted; gives whether what was published must be purged from disk."""
        catalogue = self._store.catalogue
        with catalogue.transaction():
            for row in self._wanted:
                catalogue.want(row)
            for source in self._sources:
                self._close(source)
        return catalogue.setting("purge") == "yes"

    def _close(self, source: _Source) -> None:
        """Withdraw what a source folder no longer holds or no longer allows."""
        for row in self._store.catalogue.of_source(str(source)):
            failed = self._is_unreadable(row.name)
            missing = source.whole and not failed and not self._options.keep_missing
            if row.iri not in self._seen and (missing or source.withheld.lists(row.name)):
                self._withdraw(row)
            elif row.iri not in self._seen or failed:
                self._withhold_again(row)
        self._note_list(source)

    def _is_unreadable(self, name: str) -> bool:
        return any(
            name == each.name or (each.name.endswith("/") and name.startswith(each.name)) for each in self.unreadable
        )

    def _withdraw(self, row: Row) -> None:
        self._store.catalogue.want(row.withdrawn)
        self.gone.append(row)

    def _withhold_again(self, row: Row) -> None:
        """Hold a reading that is kept from an earlier build against today's list."""
        assert row.wanted is not None
        if not self.actors:
            return
        reading = self._store.readings.read(row.iri, row.wanted)
        rest = withhold(reading, self.actors)
        if rest is None:
            self._withdraw(row)
        elif rest != reading:
            key = digest({"reading": row.wanted, "withheld": self._actors_digest})
            self._store.readings.write(rest, row.iri, key)
            self._store.catalogue.want(row.reading(key))

    def _note_list(self, source: _Source) -> None:
        """Ask for a purge where the list has changed since something was published: the store forgets no string."""
        catalogue, name = self._store.catalogue, f"withheld {digest({'source': str(source)})}"
        before, now = catalogue.setting(name) or "", source.withheld.digest
        if now and now != before and catalogue.of_source(str(source)):
            catalogue.set("purge", "yes")
        catalogue.set(name, now)
