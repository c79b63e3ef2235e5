"""The tables of an authority file: one SQLite file that holds items, what they are called, and where that is from.

Law of this file: the names of an item are rows of their own, one for each spelling, with all languages that have it.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from kg.errors import StoreError
from kg.wikidata import keys

FORMAT = f"2.{keys.VERSION}"
"""Of the tables and of the keys in them: a file of another is made anew."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, size INTEGER, modified INTEGER, sha256 TEXT, lines INTEGER DEFAULT 0);
CREATE TABLE malformed (source TEXT, line INTEGER, why TEXT);
CREATE TABLE entity (n INTEGER PRIMARY KEY, revision INTEGER, sitelinks INTEGER, descriptions TEXT, claims TEXT);
CREATE TABLE redirect (old INTEGER PRIMARY KEY, new INTEGER NOT NULL);
CREATE TABLE deleted (n INTEGER PRIMARY KEY);
CREATE TABLE name (
  id INTEGER PRIMARY KEY, entity INTEGER NOT NULL, lang TEXT, kind TEXT, value TEXT, folded TEXT, skel TEXT
);
CREATE INDEX name_entity ON name (entity);
"""

INDEXES = """
CREATE INDEX name_folded ON name (folded);
CREATE INDEX name_skel ON name (skel);
CREATE VIRTUAL TABLE word USING fts5(
  folded, skel, content='name', content_rowid='id', detail=column, tokenize="unicode61 remove_diacritics 0"
);
INSERT INTO word (word) VALUES ('rebuild');
CREATE VIRTUAL TABLE piece USING fts5(roman, content='', detail=none, tokenize='trigram');
INSERT INTO piece (rowid, roman) SELECT min(id), romanised(value) AS roman FROM name GROUP BY entity, roman;
CREATE VIRTUAL TABLE temp.counted USING fts5vocab(main, piece, row);
CREATE TABLE rarity (piece TEXT PRIMARY KEY, names INTEGER) WITHOUT ROWID;
INSERT INTO rarity SELECT term, doc FROM counted;
"""


def opened(path: Path, *, write: bool = False) -> sqlite3.Connection:
    """Open an authority file; raises StoreError where it is none, or one of another format."""
    try:
        connection = sqlite3.connect(path if write else f"file:{path.absolute().as_uri()[7:]}?mode=ro", uri=not write)
        connection.create_function("romanised", 1, keys.romanised, deterministic=True)
        if write:
            connection.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-65536")
        else:
            _checked(connection, path)
    except sqlite3.Error as error:
        reason = error if path.exists() else "there is no such file"
        raise StoreError(f"{path} is no authority file ({reason}); make one with habeas authority build") from error
    return connection


def _checked(connection: sqlite3.Connection, path: Path) -> None:
    found = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
    if found != (FORMAT,):
        raise StoreError(f"{path}: made by another version of Habeas; make it anew with habeas authority build")
