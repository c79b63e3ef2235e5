"""The actors and places of a view in, an index of their names out; a name in, who may be meant out.

Law of this file: it finds who may be meant, widest last; it does not weigh. Whom only one document describes ("the
police") is nobody else's, and not in it.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote, unquote

from rdflib import DCTERMS, SKOS

from kg.iris import SAFE, folded
from kg.stores import View
from kg.terms import KG
from kg.wikidata import keys
from server.pages.nodes import ACTOR_CLASSES, terms
from server.publishing.bounded import opened
from server.publishing.index import streamed

SCHEMA = """
CREATE TABLE entity (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, type TEXT NOT NULL, passages INTEGER NOT NULL,
  documents INTEGER NOT NULL
);
CREATE TABLE name (
  id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, value TEXT NOT NULL, folded TEXT NOT NULL, skeleton TEXT NOT NULL
);
CREATE TABLE retired (old TEXT PRIMARY KEY, new TEXT NOT NULL);
CREATE VIRTUAL TABLE word USING fts5(folded, skeleton, content = '', tokenize = 'unicode61', prefix = '1 2 3');
"""
KEYS = """
CREATE INDEX name_entity ON name (entity); CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_skeleton ON name (skeleton);
"""
CLASSES = (*ACTOR_CLASSES, str(KG.Place))

ENTITIES = f"""SELECT ?e (SAMPLE(?class) AS ?type) (COUNT(DISTINCT ?p) AS ?passages) (COUNT(DISTINCT ?d) AS ?documents)
WHERE {{ VALUES ?class {{ {terms(CLASSES)} }} ?e a ?class ; <{SKOS.prefLabel}> ?label
  OPTIONAL {{ ?e <{KG.evidence}> ?p . ?p <{KG.inDocument}> ?d }} FILTER(!CONTAINS(STR(?e), "#")) }} GROUP BY ?e"""
RETIRED = f"SELECT ?old ?new WHERE {{ ?old <{DCTERMS.isReplacedBy}> ?new }}"
CALLED = f"""SELECT ?e ?name WHERE {{{{ VALUES ?class {{{{ {terms(CLASSES)} }}}}
  ?e a ?class ; <{{}}> ?name FILTER(!CONTAINS(STR(?e), "#")) }}}}"""

LONGEST, WORDS = 300, 12
"""Characters and words of a name that is looked for: what has more is no name."""
MOST = 40
"""Entities that one way of looking finds, at most: who shares a name with more cannot be told by it."""
FEW = 5
"""Entities below which a wider way is tried."""
SHOWN = 20
"""Names of an entity that are given, at most."""


@dataclass(frozen=True, slots=True)
class Known:
    """An actor or place: local name of its class, its names, the principal one first, and how often it is named."""

    iri: str
    type: str
    names: tuple[str, ...]
    passages: int
    documents: int


def build(view: View, path: Path) -> None:
    """Index the names of a view's actors and places."""
    db = sqlite3.connect(path)
    try:
        db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA} BEGIN;")
        for iri, kind, *counts in streamed(view, ENTITIES):
            row = (iri.value, kind.value.rpartition("#")[2], *(int(count.value) for count in counts))
            db.execute("INSERT INTO entity (iri, type, passages, documents) VALUES (?, ?, ?, ?)", row)
        for kind in (SKOS.prefLabel, SKOS.altLabel):  # the principal name first
            for iri, name in streamed(view, CALLED.format(kind)):
                _add(db, iri.value, name.value)
        for old, new in streamed(view, RETIRED):
            db.execute("INSERT OR IGNORE INTO retired VALUES (?, ?)", (old.value, new.value))
        db.executescript(KEYS)
        db.execute("INSERT INTO word (word) VALUES ('optimize')")
        db.commit()
    finally:
        db.close()


def _add(db: sqlite3.Connection, iri: str, name: str) -> None:
    forms = (name, folded(name), keys.skeleton(name))
    query = "INSERT INTO name (entity, value, folded, skeleton) SELECT id, ?, ?, ? FROM entity WHERE iri = ?"
    made = db.execute(query, (*forms, iri))
    said = (made.lastrowid, " ".join(keys.words(name)), forms[2])
    db.execute("INSERT INTO word (rowid, folded, skeleton) VALUES (?, ?, ?)", said)


class Names:
    """The names of one generation, for one request, which has ``seconds``; use it in a ``with`` statement.

    Raises TimeLimitError where the time is up.
    """

    def __init__(self, path: Path, seconds: float) -> None:
        self._path, self._deadline = path, time.monotonic() + seconds
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        self._db = self._stack.enter_context(opened(self._path, self._deadline))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> bool | None:
        return self._stack.__exit__(kind, error, at)

    @property
    def late(self) -> bool:
        """Whether the time is up."""
        return time.monotonic() > self._deadline

    def known(self, iri: str) -> Known | None:
        """Give the entity of an IRI, or the one that it was merged into; None for what is none."""
        query = """WITH RECURSIVE here (iri) AS (SELECT ? UNION SELECT new FROM here JOIN retired ON old = iri)
          SELECT id FROM entity JOIN here USING (iri) LIMIT 1"""
        row = self._db.execute(query, (iri,)).fetchone()
        return self._known(row[0]) if row else None

    def meant(self, name: str) -> list[Known]:
        """Give who may be meant by a name: so called, so sounding, with its words; else with some of them."""
        if len(name) > LONGEST or len(keys.words(name)) > WORDS:
            return []
        found = dict.fromkeys((*self._so_called(name), *self._so_sounding(name), *self._with_words(name, " AND ")))
        if len(found) < FEW:
            found |= dict.fromkeys(self._with_words(name, " OR "))
        return [self._known(each) for each in found]

    def beginning(self, prefix: str, most: int, after: int) -> list[Known]:
        """Give entities that have words beginning so, the most often named first; all, where there is no word."""
        said = keys.words(prefix)[:WORDS] if len(prefix) <= LONGEST else ()
        match = f"folded : ({' AND '.join(f'{_quoted(word)}*' for word in said)})"
        among = "SELECT entity FROM name WHERE id IN (SELECT rowid FROM word WHERE word MATCH ?)"
        where, what = (f"WHERE id IN ({among})", [match]) if said else ("", [])
        query = f"SELECT id FROM entity {where} ORDER BY documents DESC, passages DESC, iri LIMIT ? OFFSET ?"  # noqa: S608 - parts of this file
        return [self._known(row[0]) for row in self._db.execute(query, (*what, most, after))]

    def _so_called(self, name: str) -> Iterator[int]:
        if key := folded(name):
            yield from self._entities("SELECT DISTINCT entity FROM name WHERE folded = ? LIMIT ?", key)

    def _so_sounding(self, name: str) -> Iterator[int]:
        if key := keys.skeleton(name):
            yield from self._entities("SELECT DISTINCT entity FROM name WHERE skeleton = ? LIMIT ?", key)

    def _with_words(self, name: str, joined: str) -> Iterator[int]:
        """Entities with the words of a name, as they are or as they sound."""
        query = """SELECT DISTINCT entity FROM
          (SELECT rowid AS hit FROM word WHERE word MATCH ? ORDER BY rank LIMIT ?) JOIN name ON name.id = hit"""
        for column, said in (("folded", keys.words(name)), ("skeleton", keys.skeleton(name).split())):
            if said:
                yield from self._entities(query, f"{column} : ({joined.join(map(_quoted, said))})")

    def _entities(self, query: str, key: str) -> Iterator[int]:
        yield from (row[0] for row in self._db.execute(query, (key, MOST)))

    def _known(self, id: int) -> Known:
        iri, kind, *counts = self._db.execute(
            "SELECT iri, type, passages, documents FROM entity WHERE id = ?", (id,)
        ).fetchone()
        names = self._db.execute("SELECT value FROM name WHERE entity = ? ORDER BY id LIMIT ?", (id, SHOWN))
        return Known(iri, kind, tuple(row[0] for row in names), *counts)


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def local(base: str, iri: str) -> str:
    """The id of an entity: what its IRI has after the base, as people write it."""
    return unquote(iri.removeprefix(base))


def iri_of(base: str, id: str) -> str:
    """The IRI that an id means; an IRI means itself."""
    return id if id.startswith(base) else f"{base}{quote(id, safe=SAFE)}"
