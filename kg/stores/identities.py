"""What the catalogue knows of who is who: the nodes of each document, the IRI that each has in the graph, and accounts.

A document is stale from the moment one of its nodes gets another IRI until the graph shows it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from typing import Any, TypeVar

from kg.identity.events.accounts import Account
from kg.identity.nodes import Key, Node

SCHEMA = """
CREATE TABLE IF NOT EXISTS nodes (
  document TEXT, iri TEXT, canonical TEXT, node TEXT NOT NULL, PRIMARY KEY (document, iri)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS accounts (
  document TEXT, claim TEXT, account TEXT NOT NULL, PRIMARY KEY (document, claim)
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS told (document TEXT PRIMARY KEY, reading TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS places (iri TEXT PRIMARY KEY, canonical TEXT NOT NULL) WITHOUT ROWID;
"""
ORIGINALS = """
JOIN documents d ON d.iri = n.document WHERE d.wanted IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM documents o WHERE o.sha256 = d.sha256 AND o.wanted IS NOT NULL AND (o.name, o.iri) < (d.name, d.iri)
)
"""
"""Of all documents but those that repeat another."""
T = TypeVar("T", Node, Account)


class Identities:
    """The nodes of one store's documents, in its catalogue."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db

    def untold(self) -> frozenset[str]:
        """The documents whose wanted reading has not told its nodes yet."""
        query = (
            "SELECT iri FROM documents LEFT JOIN told ON iri = document "
            "WHERE wanted IS NOT NULL AND reading IS NOT wanted"
        )
        return frozenset(iri for (iri,) in self._db.execute(query))

    def tell(self, document: str, reading: str, nodes: Iterable[Node], accounts: Iterable[Account] = ()) -> None:
        """Exchange nodes and accounts of a document; nodes that are still there keep their IRIs in the graph."""
        known = self.of(document)
        self._db.execute("DELETE FROM nodes WHERE document = ?", (document,))
        rows = ((document, node.iri, known.get(node.iri), _written(node)) for node in nodes)
        self._db.executemany("INSERT INTO nodes VALUES (?, ?, ?, ?)", rows)
        self._db.execute("DELETE FROM accounts WHERE document = ?", (document,))
        told = ((document, account.claim, _written(account)) for account in accounts)
        self._db.executemany("INSERT INTO accounts VALUES (?, ?, ?)", told)
        self._db.execute("INSERT OR REPLACE INTO told VALUES (?, ?)", (document, reading))

    def sweep(self) -> None:
        """Forget what documents told that are gone."""
        for table in ("nodes", "accounts", "told"):
            self._db.execute(f"DELETE FROM {table} WHERE document NOT IN (SELECT iri FROM documents)")  # noqa: S608 - of three names

    def nodes(self) -> Iterator[Node]:
        """All nodes that count, by document and IRI."""
        query = f"SELECT n.node FROM nodes n {ORIGINALS} ORDER BY n.document, n.iri"  # noqa: S608 - of this file
        return (_node(node) for (node,) in self._db.execute(query))

    def accounts(self) -> Iterator[Account]:
        """All accounts that count, by document and claim."""
        query = f"SELECT n.account FROM accounts n {ORIGINALS} ORDER BY n.document, n.claim"  # noqa: S608 - of this file
        return (_account(account) for (account,) in self._db.execute(query))

    def of(self, document: str) -> Mapping[str, str]:
        """Provisional IRI → the IRI in the graph, for the nodes of a document."""
        query = "SELECT iri, canonical FROM nodes WHERE document = ? AND canonical IS NOT NULL"
        return dict(self._db.execute(query, (document,)))

    def places(self) -> Mapping[str, str]:
        """Provisional IRI → the IRI in the graph, for places that documents may speak of without naming them."""
        return dict(self._db.execute("SELECT iri, canonical FROM places"))

    def assign(self, given: Mapping[Key, str], places: Mapping[str, str]) -> None:
        """Note the IRIs of all nodes, and of places that lost theirs; documents that this changes are stale."""
        held = self._db.execute("SELECT document, iri, canonical FROM nodes")
        new = [
            (given[document, iri], document, iri)
            for document, iri, canonical in held.fetchall()
            if given.get((document, iri), canonical) != canonical
        ]
        self._db.executemany("UPDATE nodes SET canonical = ? WHERE document = ? AND iri = ?", new)
        changed = {document for _, document, _ in new} | self._speaking(self._exchange(places))
        self._db.executemany("UPDATE documents SET stale = 1 WHERE iri = ?", ((document,) for document in changed))

    def _exchange(self, places: Mapping[str, str]) -> frozenset[str]:
        """Write the places; gives the IRIs that mean another since, and what they meant."""
        old = self.places()
        self._db.execute("DELETE FROM places")
        self._db.executemany("INSERT INTO places VALUES (?, ?)", places.items())
        changed = {iri for iri in old.keys() | places if old.get(iri) != places.get(iri)}
        return frozenset(each for iri in changed for each in (iri, old.get(iri, iri)))

    def _speaking(self, places: frozenset[str]) -> set[str]:
        """The documents that contribute something about some places."""
        if not places:
            return set()
        found = self._db.execute("SELECT document, entity, value FROM witnesses")
        return {document for document, entity, value in found if entity in places or value in places}


def _written(record: Node | Account) -> str:
    told = ((each.name, getattr(record, each.name), each.default) for each in fields(record))
    said = ((name, value) for name, value, usual in told if value != usual)
    plain = {name: sorted(value) if isinstance(value, frozenset) else value for name, value in said}
    return json.dumps(plain, ensure_ascii=False)


def _reader(type_: type[T]) -> Callable[[str], T]:
    """Makes records of one class from what was written of them."""
    kinds: Mapping[str, Callable[[Iterable[Any]], Any]] = {"frozenset": frozenset, "tuple": tuple}
    named = ((each.name, str(each.type).partition("[")[0]) for each in fields(type_))
    makers = {name: kinds[kind] for name, kind in named if kind in kinds}

    def read(text: str) -> T:
        said = json.loads(text)
        return type_(**{name: makers[name](value) if name in makers else value for name, value in said.items()})

    return read


_node, _account = _reader(Node), _reader(Account)
