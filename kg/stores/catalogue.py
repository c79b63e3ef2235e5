"""What the store knows of its documents beside the graph: which reading is wanted, which is shown, who is named where.

A row is *stale* from the moment its graph may differ from its reading until the graph is known to show it. So a
build killed anywhere is completed by publishing the stale rows again.

``witnesses`` holds what each published document contributes to the entities; ``facts`` counts the witnesses, so that a
fact is known to vanish with its last witness without a search. All of it can be made again from the readings.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from kg.errors import StoreError
from kg.links import Witness
from kg.model import Finding, Severity
from kg.stores.identities import SCHEMA as OF_IDENTITIES
from kg.stores.identities import Identities

SCHEMA = """
CREATE TABLE IF NOT EXISTS documents (
  iri TEXT PRIMARY KEY, name TEXT NOT NULL, source TEXT NOT NULL, sha256 TEXT NOT NULL,
  wanted TEXT, shown TEXT, run TEXT, original TEXT, stale INTEGER NOT NULL DEFAULT 1,
  claims TEXT NOT NULL DEFAULT '{}', findings TEXT NOT NULL DEFAULT '[]', issues INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_sha256 ON documents (sha256);
CREATE INDEX IF NOT EXISTS by_original ON documents (original) WHERE original IS NOT NULL;
CREATE INDEX IF NOT EXISTS by_source ON documents (source);
CREATE INDEX IF NOT EXISTS by_run ON documents (run);
CREATE INDEX IF NOT EXISTS when_stale ON documents (iri) WHERE stale;
CREATE TABLE IF NOT EXISTS witnesses (
  document TEXT, entity TEXT, property TEXT, value TEXT, PRIMARY KEY (document, entity, property, value)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS facts (
  entity TEXT, property TEXT, value TEXT, witnesses INTEGER NOT NULL, PRIMARY KEY (entity, property, value)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS touched (entity TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One document: ``source`` is the folder its name is relative to, ``wanted`` and ``shown`` are keys of readings."""

    iri: str
    name: str
    source: str
    sha256: str
    wanted: str | None
    shown: str | None = None

    @property
    def withdrawn(self) -> Row:
        """The same document, to be gone."""
        return replace(self, wanted=None)

    def reading(self, key: str) -> Row:
        """The same document, to show another reading."""
        return replace(self, wanted=key)


COLUMNS = "iri, name, source, sha256, wanted, shown"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What publishing one document gave: the run, counts of claims by class, findings, number of issues."""

    run: str
    claims: Mapping[str, int]
    findings: tuple[Finding, ...]
    issues: int


class Catalogue:
    """The documents of one store, in SQLite."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.identities = Identities(db)

    @classmethod
    @contextmanager
    def opened(cls, path: Path) -> Iterator[Self]:
        """Open for reading only, beside a writer."""
        try:
            made = cls(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None))
        except sqlite3.Error as error:
            raise StoreError(f"{path} cannot be read: {error}") from error
        try:
            yield made
        finally:
            made.close()

    @classmethod
    def writable(cls, path: Path) -> Self:
        """Open, or create, for writing."""
        db = sqlite3.connect(path, isolation_level=None)
        # secure_delete: what is withdrawn or withheld must not linger in free pages
        db.executescript("PRAGMA secure_delete = ON; PRAGMA journal_mode = TRUNCATE")
        db.executescript(f"BEGIN; {SCHEMA} {OF_IDENTITIES} COMMIT")  # each table by itself would wait for the disk
        return cls(db)

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing of what is written inside."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN IMMEDIATE")
        try:
            yield
        except BaseException:
            self._db.execute("ROLLBACK")
            raise
        self._db.execute("COMMIT")

    def row(self, iri: str) -> Row | None:
        """What is known of one document."""
        return next(self._rows("iri = ?", iri), None)

    def rows(self) -> Iterator[Row]:
        """Every document, by IRI."""
        return self._rows("TRUE")

    def of_source(self, source: str) -> tuple[Row, ...]:
        """The documents wanted from one source folder."""
        return tuple(self._rows("source = ? AND wanted IS NOT NULL", source))

    def sources(self) -> tuple[str, ...]:
        """The source folders of the documents wanted."""
        query = "SELECT DISTINCT source FROM documents WHERE wanted IS NOT NULL ORDER BY source"
        return tuple(source for (source,) in self._db.execute(query))

    def stale(self) -> tuple[Row, ...]:
        """The documents whose graph may not show their reading."""
        return tuple(self._rows("stale"))

    def _rows(self, condition: str, *values: str) -> Iterator[Row]:
        query = f"SELECT {COLUMNS} FROM documents WHERE {condition} ORDER BY iri"  # noqa: S608 - conditions of this file
        return (Row(*found) for found in self._db.execute(query, values))

    def shown(self, iri: str) -> str | None:
        """Key of the reading that the graph shows for a document."""
        row = self.row(iri)
        return row.shown if row else None

    def count(self) -> int:
        """How many documents are wanted."""
        return int(self._db.execute("SELECT COUNT(*) FROM documents WHERE wanted IS NOT NULL").fetchone()[0])

    def want(self, row: Row) -> None:
        """From now on the graph shall show the reading ``row.wanted`` (None: the document shall be gone)."""
        old = self.row(row.iri)
        values = (row.iri, row.name, row.source, row.sha256, row.wanted)
        with self.transaction():
            self._db.execute(
                "INSERT INTO documents (iri, name, source, sha256, wanted) VALUES (?, ?, ?, ?, ?) "
                "ON CONFLICT (iri) DO UPDATE SET name = excluded.name, source = excluded.source, "
                "sha256 = excluded.sha256, wanted = excluded.wanted, stale = 1",
                values,
            )
            same_bytes = {row.sha256, old.sha256} if old else {row.sha256}
            self._db.executemany("UPDATE documents SET stale = 1 WHERE sha256 = ?", ((each,) for each in same_bytes))

    def outdate(self, run: str) -> None:
        """Mark as stale what another run published."""
        self._db.execute("UPDATE documents SET stale = 1 WHERE run IS NOT ? AND NOT stale", (run,))

    def original(self, row: Row) -> str | None:
        """The document whose bytes ``row`` repeats: of equal files, the one whose name comes first; None if itself."""
        first = self._db.execute(
            "SELECT iri FROM documents WHERE sha256 = ? AND wanted IS NOT NULL ORDER BY name, iri LIMIT 1",
            (row.sha256,),
        ).fetchone()
        return None if first is None or first[0] == row.iri else str(first[0])

    def begin(self, contributions: Mapping[str, Iterable[Witness]]) -> frozenset[str]:
        """Exchange what documents contribute to entities; gives the entities to be written with them.

        Marks the documents stale and the entities touched until :meth:`finish`, however the process ends.
        """
        with self.transaction():
            self.set("unpublished", "yes")
            for document, fresh in contributions.items():
                self._db.execute("UPDATE documents SET stale = 1 WHERE iri = ?", (document,))
                old = frozenset(
                    self._db.execute("SELECT entity, property, value FROM witnesses WHERE document = ?", (document,))
                )
                self._exchange(document, old - frozenset(fresh), frozenset(fresh) - old)
            return frozenset(entity for (entity,) in self._db.execute("SELECT entity FROM touched"))

    def _exchange(self, document: str, gone: Iterable[Witness], come: Iterable[Witness]) -> None:
        write = self._db.executemany
        gone, come = tuple(gone), tuple(come)
        write("INSERT OR IGNORE INTO touched VALUES (?)", ((witness[0],) for witness in gone + come))
        write(
            "DELETE FROM witnesses WHERE document = ? AND entity = ? AND property = ? AND value = ?",
            ((document, *witness) for witness in gone),
        )
        write("UPDATE facts SET witnesses = witnesses - 1 WHERE entity = ? AND property = ? AND value = ?", gone)
        write("DELETE FROM facts WHERE entity = ? AND property = ? AND value = ? AND witnesses = 0", gone)
        write("INSERT INTO witnesses VALUES (?, ?, ?, ?)", ((document, *witness) for witness in come))
        write("INSERT INTO facts VALUES (?, ?, ?, 1) ON CONFLICT DO UPDATE SET witnesses = witnesses + 1", come)

    def facts(self, entity: str) -> frozenset[Witness]:
        """All that the published documents say of one entity."""
        return frozenset(self._db.execute("SELECT entity, property, value FROM facts WHERE entity = ?", (entity,)))

    def entities(self) -> Iterator[tuple[str, frozenset[Witness]]]:
        """Every entity with its facts, by IRI."""
        held: list[Witness] = []
        for witness in self._db.execute("SELECT entity, property, value FROM facts ORDER BY entity"):
            if held and held[0][0] != witness[0]:
                yield held[0][0], frozenset(held)
                held = []
            held.append(witness)
        if held:
            yield held[0][0], frozenset(held)

    def finish(self, outcomes: Mapping[str, Outcome], originals: Mapping[str, str], gone: Iterable[str]) -> None:
        """Note that the graph now shows these documents, and no longer those gone; no entity is in doubt."""
        rows = (
            (
                o.run,
                originals.get(iri),
                json.dumps(o.claims),
                json.dumps([as_json(f) for f in o.findings]),
                o.issues,
                iri,
            )
            for iri, o in outcomes.items()
        )
        with self.transaction():
            self._db.executemany(
                "UPDATE documents SET shown = wanted, stale = 0, run = ?, original = ?, claims = ?, findings = ?, "
                "issues = ? WHERE iri = ?",
                rows,
            )
            self._db.executemany("DELETE FROM documents WHERE iri = ?", ((iri,) for iri in gone))
            self._db.execute("DELETE FROM touched")
            self.identities.sweep()

    def runs(self) -> frozenset[str]:
        """The runs that published what the graph shows."""
        return frozenset(run for (run,) in self._db.execute("SELECT DISTINCT run FROM documents WHERE run IS NOT NULL"))

    def claims(self) -> Counter[str]:
        """How many claims of each class the graph shows."""
        total: Counter[str] = Counter()
        for (counts,) in self._db.execute("SELECT claims FROM documents WHERE claims != '{}'"):
            total.update(json.loads(counts))
        return total

    def findings(self) -> Iterator[Finding]:
        """All findings on what the documents said, by document."""
        for (found,) in self._db.execute("SELECT findings FROM documents WHERE findings != '[]' ORDER BY iri"):
            yield from (Finding(**{**item, "severity": Severity(item["severity"])}) for item in json.loads(found))

    def setting(self, name: str) -> str | None:
        """A value kept under a name."""
        found = self._db.execute("SELECT value FROM settings WHERE name = ?", (name,)).fetchone()
        return found[0] if found else None

    def set(self, name: str, value: str) -> None:
        """Keep a value under a name."""
        self._db.execute(
            "INSERT INTO settings VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value", (name, value)
        )

    @property
    def unpublished(self) -> bool:
        """Whether the graph was written since readers were last given a view of it."""
        return self.setting("unpublished") is not None

    @property
    def lost(self) -> bool:
        """Whether nobody knows what the graph holds, so that it must be made whole again."""
        return self.setting("lost") is not None

    def lose(self) -> None:
        """Note that nobody knows what the graph holds: it was restored, or emptied, behind this catalogue's back."""
        self.set("lost", "yes")

    def publish(self, path: Path) -> None:
        """Copy the catalogue for readers."""
        self._db.execute("VACUUM INTO ?", (str(path),))

    def published(self) -> None:
        """Note that readers have been given a view."""
        self._db.execute("DELETE FROM settings WHERE name IN ('unpublished', 'lost')")

    def purge(self) -> None:
        """Rewrite the file, so that nothing deleted can be found in it, and note that the purge is done."""
        self._db.execute("DELETE FROM settings WHERE name = 'purge'")
        self._db.execute("VACUUM")


def as_json(finding: Finding) -> dict[str, str | None]:
    """Plain form of a finding."""
    return {name: getattr(finding, name) for name in Finding.__slots__}
