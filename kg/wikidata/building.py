"""Files of Wikidata in, an authority file out.

Laws of this file: the authority file appears when it is whole; until then ``NAME.part`` holds what was read, from which
the same command goes on; of two versions of an item the one with the higher revision stays.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from kg.errors import UsageError
from kg.iris import folded
from kg.wikidata import keys
from kg.wikidata.index import FORMAT, INDEXES, TABLES, opened
from kg.wikidata.items import ID, Deleted, Item, Redirect, together
from kg.wikidata.lookup import item_of
from kg.wikidata.sources import Found, Malformed, Source, files

LICENCE = "https://creativecommons.org/publicdomain/zero/1.0/"
OFTEN = 5000  # entries between two points to go on from
TOLD = 1000  # malformed lines that are kept; all are counted

Progress = Callable[[str, int, int | None], None]


@dataclass(slots=True)
class Built:
    """What became of the entries: kept, left out (another class, an older revision), merged, deleted, malformed."""

    kept: int = 0
    left_out: int = 0
    redirects: int = 0
    deleted: int = 0
    malformed: int = 0


@dataclass(frozen=True, slots=True)
class Types:
    """The classes of which items are kept, by id; all where there is none."""

    ids: frozenset[str] = field(default_factory=frozenset)

    def keep(self, item: Item) -> bool:
        """Whether an item is of one of the classes, as it says itself."""
        return not self.ids or not self.ids.isdisjoint(item.values("P31"))

    def wanted(self) -> Callable[[bytes], bool]:
        """Whether a text may hold an item to keep, told without reading it: some class's id must stand in it."""
        if not self.ids:
            return lambda _text: True
        ids = "|".join(sorted(self.ids))
        numbers = "|".join(each[1:] for each in sorted(self.ids))
        form = re.compile(rf'"(?:{ids})"|"numeric-id":\s*(?:{numbers})\b|"redirects?"|"missing"'.encode())
        return lambda text: form.search(text) is not None


def types(words: Iterable[str]) -> Types:
    """Read classes: ids with commas between them, or ``@FILE`` with one a line (the rest of a line is for people)."""
    ids: set[str] = set()
    for word in words:
        parts = _listed(Path(word[1:])) if word.startswith("@") else [part.strip() for part in word.split(",")]
        ids.update(part for part in parts if part)
    wrong = sorted(each for each in ids if not ID.fullmatch(each))
    if wrong:
        raise UsageError(f"--types {wrong[0]}: a class is the id of an item, such as Q5")
    return Types(frozenset(ids))


def _listed(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split()[0].rsplit("/", 1)[-1] for line in lines if line.strip() and not line.startswith("#")]


def build(paths: Sequence[Path], target: Path, wanted: Types, progress: Progress = lambda *_: None) -> Built:
    """Read files into an authority file, from where the same command left off if it was interrupted."""
    found = files(paths)
    part = target.with_name(f"{target.name}.part")
    connection = _begun(part, found, wanted)
    try:
        writer = _Writer(connection, wanted, progress, sum(path.stat().st_size for path in found))
        for path in found:
            writer.read(path)
        progress("index", 0, 1)
        writer.finish()
    finally:
        connection.close()
    part.replace(target)
    return writer.built


def _begun(part: Path, found: Sequence[Path], wanted: Types) -> sqlite3.Connection:
    """The unfinished file of the same files and classes, or a new one."""
    sources = [(str(path.absolute()), path.stat().st_size, path.stat().st_mtime_ns) for path in found]
    recipe = json.dumps([FORMAT, sorted(wanted.ids), sources])
    connection = opened(part, write=True)
    try:
        held = connection.execute("SELECT value FROM meta WHERE key = 'recipe'").fetchone()
    except sqlite3.DatabaseError:  # a new file, or one that is no database
        held = None
    if held == (recipe,):
        return connection
    connection.close()
    for suffix in ("", "-wal", "-shm"):
        part.with_name(part.name + suffix).unlink(missing_ok=True)
    connection = opened(part, write=True)
    connection.executescript(TABLES)
    connection.execute("INSERT INTO meta VALUES ('recipe', ?)", (recipe,))
    connection.executemany("INSERT INTO source (name, size, modified) VALUES (?, ?, ?)", sources)
    connection.commit()
    return connection


class _Writer:
    """Writes entries of one file after the other; every so often what was read is there to stay."""

    def __init__(self, connection: sqlite3.Connection, wanted: Types, progress: Progress, size: int) -> None:
        self._db, self._wanted, self._progress, self._size = connection, wanted, progress, size
        self._before = 0
        held = connection.execute("SELECT value FROM meta WHERE key = 'built'").fetchone()
        self.built = Built(**json.loads(held[0])) if held else Built()

    def read(self, path: Path) -> None:
        """Write what a file holds, past the lines of it that were read before."""
        name, source = str(path.absolute()), Source(path)
        after, done = self._db.execute("SELECT lines, sha256 FROM source WHERE name = ?", (name,)).fetchone()
        line = after
        if not done:
            for count, (line, found) in enumerate(source.entries(self._wanted.wanted(), after=after), 1):
                self._write(found, name)
                if count % OFTEN == 0:
                    self._keep(name, line, None)
                    self._progress("read kB", (self._before + source.position) >> 10, self._size >> 10)
            self._keep(name, line, source.sha256)
        self._before += path.stat().st_size

    def _keep(self, name: str, line: int, sha256: str | None) -> None:
        self._db.execute("UPDATE source SET lines = ?, sha256 = ? WHERE name = ?", (line, sha256, name))
        self._set("built", json.dumps(asdict(self.built)))
        self._db.commit()

    def _set(self, key: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _write(self, found: Found, source: str) -> None:
        if isinstance(found, Malformed):
            self.built.malformed += 1
            if self.built.malformed <= TOLD:
                self._db.execute("INSERT INTO malformed VALUES (?, ?, ?)", (source, found.line, found.why))
        elif isinstance(found, Redirect):
            self.built.redirects += 1
            self._db.execute("INSERT OR REPLACE INTO redirect VALUES (?, ?)", (int(found.old[1:]), int(found.new[1:])))
        elif isinstance(found, Deleted):
            self.built.deleted += 1
            self._db.execute("INSERT OR REPLACE INTO deleted VALUES (?)", (int(found.id[1:]),))
        else:
            self._item(found)

    def _item(self, item: Item) -> None:
        held = item_of(self._db, int(item.id[1:]))
        if held is not None:
            item = _newer(held, item)
        if not self._wanted.keep(item) or item is held:
            self.built.left_out += 1
            return
        self.built.kept += held is None
        self._insert(item, again=held is not None)

    def _insert(self, item: Item, *, again: bool) -> None:
        n = int(item.id[1:])
        if again:
            self._db.execute("DELETE FROM name WHERE entity = ?", (n,))
        row = (n, item.revision, item.sitelinks, _plain(item.descriptions), _plain(item.claims))
        self._db.execute("INSERT OR REPLACE INTO entity VALUES (?, ?, ?, ?, ?)", row)
        spelled: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in item.names:
            spelled[name.kind, name.value].append(name.language)
        self._db.executemany(
            "INSERT INTO name (entity, lang, kind, value, folded, skel) VALUES (?, ?, ?, ?, ?, ?)",
            (
                (n, " ".join(tags), kind, value, folded(value), keys.skeleton(value))
                for (kind, value), tags in spelled.items()
            ),
        )

    def finish(self) -> None:
        """Make the indexes, and say what the file is made of."""
        gone = "SELECT n FROM deleted UNION SELECT old FROM redirect WHERE new != old"
        self._db.execute(f"DELETE FROM name WHERE entity IN ({gone})")  # noqa: S608 - a query of this file
        self._db.execute(f"DELETE FROM entity WHERE n IN ({gone})")  # noqa: S608 - a query of this file
        self._set("format", FORMAT)
        self._set("licence", LICENCE)
        self._set("made", datetime.now(UTC).isoformat(timespec="seconds"))
        self._set("types", ",".join(sorted(self._wanted.ids, key=lambda each: int(each[1:]))))
        self._db.commit()
        self._db.executescript(INDEXES)
        self._db.executescript("PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode=DELETE")


def _plain(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _newer(held: Item, item: Item) -> Item:
    """Of two versions of an item the later; where neither tells its revision, both are parts of it."""
    if held.revision is None and item.revision is None:
        return together((held, item))
    return item if (item.revision or 0) > (held.revision or 0) else held
