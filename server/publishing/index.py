"""The passages of a view in, an index of their words out; words in, the passages that hold them out.

SQLite's FTS5 (https://sqlite.org/fts5.html) with its tokenizer unicode61: case and diacritics do not matter. Scripts
that put no spaces between words are indexed sign by sign, and a run of their signs is looked for as a phrase.
"""

from __future__ import annotations

import re
import sqlite3
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import QueryError
from kg.stores import View
from kg.terms import KG
from server.publishing.bounded import opened

SCHEMA = """
CREATE TABLE passages (
  id INTEGER PRIMARY KEY, iri TEXT NOT NULL UNIQUE, document TEXT NOT NULL,
  start INTEGER NOT NULL, end INTEGER NOT NULL, claims INTEGER NOT NULL
);
CREATE VIRTUAL TABLE words USING fts5(exact, tokenize = "unicode61 remove_diacritics 2", prefix = '2 3');
"""
PASSAGES = f"""SELECT ?p ?d ?start ?end ?exact WHERE {{ GRAPH ?g {{
  ?p <{KG.inDocument}> ?d ; <{KG.start}> ?start ; <{KG.end}> ?end ; <{KG.exact}> ?exact }} }}"""
EVIDENCE = f"SELECT ?claim ?p WHERE {{ GRAPH ?g {{ ?claim <{KG.evidence}> ?p }} }}"

BREAK, OPEN, CLOSE = "\x1f", "\x02", "\x03"
"""What stands around each sign of a script without spaces; what stands around words that were found."""

CONTROL = re.compile("[\x00-\x1f\x7f]")
UNSPACED = re.compile(
    "([\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, Kana, Han."""

TERM = re.compile(r'"([^"]*)"?(\*?)|([^\s"]+)')
TERMS = 32
SECONDS = 2.0
"""Time of a search."""
WHOLE = 600
"""Characters of a passage that is shown whole; of a longer one a part is."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with the words: what it rests on, how many claims rest on it, how well it fits, what to show of it."""

    iri: str
    document: str
    start: int
    end: int
    claims: int
    score: float
    shown: str


def build(view: View, path: Path) -> None:
    """Index the passages of a view."""
    rests = Counter(p.value for claim, p in streamed(view, EVIDENCE) if claim.value.startswith(f"{view.base}claim/"))
    db = sqlite3.connect(path)
    try:
        db.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA} BEGIN;")
        for passage, document, start, end, exact in streamed(view, PASSAGES):
            place = (passage.value, document.value, int(start.value), int(end.value), rests[passage.value])
            columns = "INSERT OR IGNORE INTO passages (iri, document, start, end, claims) VALUES (?, ?, ?, ?, ?)"
            made = db.execute(columns, place)
            if made.rowcount:
                db.execute("INSERT INTO words (rowid, exact) VALUES (?, ?)", (made.lastrowid, spaced(exact.value)))
        db.execute("INSERT INTO words (words) VALUES ('optimize')")
        db.commit()
    finally:
        db.close()


def streamed(view: View, query: str) -> Iterator[tuple[Any, ...]]:
    """Give the rows of a query one by one."""
    answer = view.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    yield from map(tuple, answer)


class Index:
    """The index of one generation, for one request: all that is asked of it has to be found in ``SECONDS``."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._deadline = time.monotonic() + SECONDS

    def count(self, asked: str) -> int:
        """Count the passages that hold all words asked for."""
        with opened(self._path, self._deadline) as db:
            query = "SELECT COUNT(*) FROM words WHERE words MATCH ?"
            return int(db.execute(query, (expression(asked),)).fetchone()[0])

    def hits(self, asked: str, most: int, after: int = 0) -> list[Hit]:
        """Give the passages that hold all words asked for: evidence of claims before mere names, the best first."""
        query = f"""SELECT iri, document, start, end, claims, -rank,
          CASE WHEN end - start <= {WHOLE} THEN highlight(words, 0, ?2, ?3) ELSE snippet(words, 0, ?2, ?3, '…', 60) END
          FROM words JOIN passages ON id = words.rowid WHERE words MATCH ?1
          ORDER BY claims = 0, rank, document, start LIMIT ?4 OFFSET ?5"""  # noqa: S608 - a number of this file
        with opened(self._path, self._deadline) as db:
            return [Hit(*row) for row in db.execute(query, (expression(asked), OPEN, CLOSE, most, after))]

    def passages(self, asked: str, most: int) -> list[tuple[str, float]]:
        """Give the IRIs of the passages that hold all words asked for, with their scores, the best first."""
        query = """SELECT iri, -rank FROM words JOIN passages ON id = words.rowid WHERE words MATCH ?
          ORDER BY rank, document, start LIMIT ?"""
        with opened(self._path, self._deadline) as db:
            return list(db.execute(query, (expression(asked), most)))


def expression(asked: str) -> str:
    """Write what FTS5 looks for: all words, phrases in quotation marks, beginnings with a star; QueryError for none."""
    terms = []
    for phrase, star, word in TERM.findall(asked):
        bare = " ".join(CONTROL.sub(" ", spaced(lettered(phrase or word))).split())
        if bare:
            terms.append(f'"{bare}"*' if star or word.endswith("*") else f'"{bare}"')
    if not terms:
        raise QueryError("There are no words to look for.")
    if len(terms) > TERMS:
        raise QueryError(f"A search has {TERMS} words at most.")
    return " ".join(terms)


def lettered(text: str) -> str:
    """Keep letters, digits and their marks; all else is a space, to the tokenizer and to the syntax of FTS5."""
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text)


def spaced(text: str) -> str:
    """Set off each sign of a script without spaces."""
    return UNSPACED.sub(rf"{BREAK}\1{BREAK}", CONTROL.sub(" ", text))


def pieces(shown: str) -> list[tuple[str, bool]]:
    """Cut what a hit shows into runs of text, and tell which of them were looked for."""
    parts = re.split(f"({OPEN}[^{CLOSE}]*{CLOSE})", shown.replace(BREAK, ""))
    return [(part.strip(OPEN + CLOSE), part.startswith(OPEN)) for part in parts if part]


def as_json(hit: Hit) -> dict[str, Any]:
    """Plain form of a hit."""
    told = {name: getattr(hit, name) for name in ("document", "start", "end", "claims")}
    text = "".join(part for part, _ in pieces(hit.shown))
    found = [part for part, wanted in pieces(hit.shown) if wanted]
    return {"passage": hit.iri, **told, "score": round(hit.score, 4), "text": text, "found": found}
