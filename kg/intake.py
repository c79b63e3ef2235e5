"""Sources in, the readings that the graph shall show out: what has to be read, what is gone, what is withheld.

Law of this file: what determines a reading is its key, so that nothing is read twice and nothing is kept that would be
read otherwise today.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.documents import Unreadable, documents, withheld
from kg.errors import UsageError
from kg.identity.records import Records
from kg.iris import Iris
from kg.llm.asking import incomplete
from kg.model import Document, Issue, Reading, Severity
from kg.reading import RULES, Extractors
from kg.runs import digest, reading_versions
from kg.stores import Store
from kg.stores.catalogue import Row
from kg.withheld import Withheld, withhold


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
    ledger: Path | None = None
    extractors: Extractors = RULES


AS_USUAL = Options()


@dataclass(frozen=True, slots=True)
class Source:
    """A source as given: ``root`` is the folder that names are relative to, ``whole`` whether all of it was given."""

    given: Path
    root: Path
    whole: bool
    withheld: Withheld

    @classmethod
    def of(cls, source: str | Path) -> Source:
        """A source with its list of what is withheld; raises UsageError where either cannot be read."""
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


class Intake:
    """Decides document by document what has to be read, and what the graph shall show in the end."""

    def __init__(self, sources: Sequence[Source], store: Store, options: Options) -> None:
        self._sources, self._store, self._options = sources, store, options
        self._iris = Iris(store.base)
        self.actors = frozenset[str]().union(*(source.withheld.actors for source in sources))
        self._actors_digest = digest(dict.fromkeys(self.actors, ""))
        self._wanted: list[Row] = []
        self._seen: dict[str, Source] = {}
        self.gone: list[Row] = []
        self.unreadable: list[Unreadable] = []
        self.issues: list[Issue] = []
        self.read = self.unchanged = self.withheld = 0

    @property
    def count(self) -> int:
        """How many files have been dealt with."""
        return self.read + self.unchanged + self.withheld + len(self.unreadable)

    def records(self) -> Records:
        """What people and earlier builds decided of who is who; raises UsageError where it cannot be read."""
        catalogue, kept = self._store.catalogue, self._store.catalogue.setting("ledger")
        named = self._options.ledger or (Path(kept) if kept else None)
        whole = [source.root for source in self._sources if source.whole]
        found = Records.read(named, [*whole, *map(Path, catalogue.sources())], self._store.path)
        if self._options.ledger is not None:
            catalogue.set("ledger", str(self._options.ledger.resolve()))
        return found.without(self.actors)

    def tasks(self) -> Iterator[tuple[Row, Document]]:
        """The documents that have to be read."""
        for source in self._sources:
            for found in documents([source.given], encoding=self._options.encoding):
                if isinstance(found, Unreadable):
                    self.unreadable.append(found)
                elif source.withheld.lists(found.name):
                    self._options.extractors.forget(found)
                    self.withheld += 1
                elif (row := self._new(found, source)) is not None:
                    yield row, found

    def _new(self, document: Document, source: Source) -> Row | None:
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
        versions = {**reading_versions(), **self._options.extractors.versions}
        return digest({**said, **versions, "withheld": self._actors_digest})

    def take(self, row: Row, result: Reading | Unreadable | None) -> None:
        """Keep what became of a document; None: it may not be published."""
        if isinstance(result, Unreadable):
            self.unreadable.append(result)
        elif result is None:
            self.withheld += 1
            del self._seen[row.iri]
        else:
            assert row.wanted is not None
            key = row.wanted
            if incomplete(result.issues):  # under a key of its own, so that the next build reads it again
                key = digest({"reading": key, "incomplete": ""})
            self._store.readings.write(result, row.iri, key)
            self.issues += result.issues
            self._wanted.append(row.reading(key))
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

    def _close(self, source: Source) -> None:
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

    def _note_list(self, source: Source) -> None:
        """Ask for a purge where the list has changed since something was published: the store forgets no string."""
        catalogue, name = self._store.catalogue, f"withheld {digest({'source': str(source)})}"
        before, now = catalogue.setting(name) or "", source.withheld.digest
        if now and now != before and catalogue.of_source(str(source)):
            catalogue.set("purge", "yes")
        catalogue.set(name, now)
