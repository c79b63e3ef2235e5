"""An authority file for reading: items by id and by what they may be called.

Law of this file: it finds what may be meant, widest last; it does not weigh.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self, cast

from kg.iris import folded
from kg.wikidata import keys
from kg.wikidata.index import opened
from kg.wikidata.items import ID, Item, Kind, Name

MOST = 200  # items that one way gives: who has more of a name cannot be told by it
BEST = 40  # names that are most alike by their runs of three letters
RAREST = 6  # runs of three letters that are looked for
SHARED = 0.5  # of all their runs of three letters two names must have in common


@dataclass(frozen=True, slots=True)
class About:
    """What an authority file is made of: sources are (name, bytes, SHA-256), counts are of its tables."""

    made: str
    licence: str
    types: tuple[str, ...]
    sources: tuple[tuple[str, int, str], ...]
    counts: Mapping[str, int]
    languages: Mapping[str, int]
    malformed: tuple[tuple[str, int, str], ...]


class Authority:
    """An authority file, open for reading; use it in a ``with`` statement."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = opened(path)
        self._names: dict[str, frozenset[str]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._db.close()

    def item(self, id: str) -> Item | None:
        """The item of an id, or the one it was merged into; None where the file has neither."""
        if not ID.fullmatch(id):
            return None
        n, seen = int(id[1:]), set[int]()
        while (further := self._one("SELECT new FROM redirect WHERE old = ?", n)) and n not in seen:
            seen.add(n)
            n = further[0]
        return item_of(self._db, n)

    def called(self, ids: Iterable[str]) -> list[str]:
        """What some items are called, of those that the file has, in English."""
        found = (item for each in ids if (item := self.item(each)))
        return [value for item in found for value in item.spellings("en")]

    def labels(self, ids: Iterable[str]) -> list[str]:
        """The labels of some items, of those that the file has."""
        return [item.label() for each in ids if (item := self.item(each))]

    def spelled(self, ids: Iterable[str]) -> frozenset[str]:
        """All names of some items in all languages, folded."""
        return frozenset[str]().union(*map(self._spelled, ids))

    def _spelled(self, id: str) -> frozenset[str]:
        if id not in self._names:
            found = self.item(id)
            self._names[id] = frozenset(folded(name.value) for name in found.names) if found else frozenset()
        return self._names[id]

    def items(self, name: str) -> list[Item]:
        """Items that a name may mean: so called, so sounding, with its words, or, where there is none, much like it."""
        ways = (self._so_called, self._so_sounding, self._with_words)
        found = dict.fromkeys(n for way in ways for n in way(name)) or dict.fromkeys(self._much_like(name))
        return [item for n in found if (item := item_of(self._db, n))]

    def _so_called(self, name: str) -> Iterator[int]:
        if key := folded(name):
            yield from self._entities("SELECT DISTINCT entity FROM name WHERE folded = ? LIMIT ?", key)

    def _so_sounding(self, name: str) -> Iterator[int]:
        if key := keys.skeleton(name):
            yield from self._entities("SELECT DISTINCT entity FROM name WHERE skel = ? LIMIT ?", key)

    def _with_words(self, name: str) -> Iterator[int]:
        """Items with all words of the name, as they are or as they sound, among others."""
        for column, said in (("folded", keys.words(name)), ("skel", tuple(keys.skeleton(name).split()))):
            if said:
                match = f"{column} : ({' AND '.join(map(_quoted, said))})"
                yield from self._matching(match)

    def _much_like(self, name: str) -> Iterator[int]:
        """Items with a name that shares most of its runs of three letters."""
        pieces = keys.trigrams(name)
        match = " OR ".join(map(_quoted, self._rarest(pieces)))
        query = """
            SELECT entity, value FROM (SELECT rowid AS hit FROM piece WHERE piece MATCH ? ORDER BY rank LIMIT ?)
            JOIN name ON name.id = hit
        """
        rows = self._db.execute(query, (match, BEST)) if match else ()
        yield from (entity for entity, value in rows if keys.shared(pieces, keys.trigrams(value)) >= SHARED)

    def _rarest(self, pieces: frozenset[str]) -> list[str]:
        """Those of some runs of three letters that tell most: common ones cost time and find everybody."""
        marks = ",".join("?" * len(pieces))
        query = f"SELECT piece FROM rarity WHERE piece IN ({marks}) ORDER BY names, piece LIMIT ?"  # noqa: S608 - marks
        return [row[0] for row in self._db.execute(query, (*sorted(pieces), RAREST))]

    def _matching(self, match: str) -> Iterator[int]:
        query = "SELECT DISTINCT entity FROM word JOIN name ON name.id = word.rowid WHERE word MATCH ? LIMIT ?"
        yield from self._entities(query, match)

    def _entities(self, query: str, key: str) -> Iterator[int]:
        yield from (row[0] for row in self._db.execute(query, (key, MOST)))

    def _one(self, query: str, *values: object) -> tuple[Any, ...] | None:
        return cast("tuple[Any, ...] | None", self._db.execute(query, values).fetchone())

    @property
    def digest(self) -> str:
        """What tells this file from others: the digest of its one source, or of all their digests."""
        told = [row[0] for row in self._db.execute("SELECT sha256 FROM source ORDER BY name")]
        return str(told[0]) if len(told) == 1 else hashlib.sha256("".join(told).encode()).hexdigest()

    def about(self) -> About:
        """Tell what the file is made of."""
        meta = dict(self._db.execute("SELECT key, value FROM meta"))
        tables = ("entity", "name", "redirect", "deleted")
        counts = {name: self._db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}  # noqa: S608
        counts["malformed"] = json.loads(meta["built"])["malformed"]
        tags = Counter[str]()
        for lang, count in self._db.execute("SELECT lang, count(*) FROM name WHERE kind = 'label' GROUP BY lang"):
            tags.update(dict.fromkeys(lang.split(), count))
        return About(
            meta["made"],
            meta["licence"],
            tuple(filter(None, meta["types"].split(","))),
            tuple(self._db.execute("SELECT name, size, sha256 FROM source ORDER BY name")),
            counts,
            dict(tags.most_common()),
            tuple(self._db.execute("SELECT source, line, why FROM malformed ORDER BY source, line")),
        )


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def item_of(connection: sqlite3.Connection, n: int) -> Item | None:
    """The item with a number, as the tables hold it."""
    row = connection.execute(
        "SELECT revision, sitelinks, descriptions, claims FROM entity WHERE n = ?", (n,)
    ).fetchone()
    if row is None:
        return None
    names = [
        Name(tag, cast("Kind", kind), value)
        for lang, kind, value in connection.execute(
            "SELECT lang, kind, value FROM name WHERE entity = ? ORDER BY id", (n,)
        )
        for tag in lang.split()
    ]
    claims = {name: tuple(values) for name, values in json.loads(row[3]).items()}
    return Item(f"Q{n}", tuple(names), json.loads(row[2]), claims, row[1], row[0])
