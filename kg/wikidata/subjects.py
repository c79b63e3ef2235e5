"""A store in, who and what its documents name out: one node for each actor and place, of all that is told of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from itertools import chain
from typing import Any

from pyoxigraph import QuerySolutions
from rdflib import DCTERMS

from kg.entities import entities
from kg.identity.nodes import Node, nodes
from kg.iris import Iris
from kg.stores import View
from kg.terms import KG

DOCUMENTS = (
    f"SELECT ?d WHERE {{ ?d a <{KG.Document}> FILTER NOT EXISTS {{ ?d <{KG.duplicateOf}> ?other }} }} ORDER BY ?d"
)
RETIRED = f"SELECT ?old ?new WHERE {{ ?old <{DCTERMS.isReplacedBy}> ?new }}"
SETS = tuple(each.name for each in fields(Node) if each.name not in {"document", "iri", "type", "names"})


def subjects(view: View) -> list[Node]:
    """The named actors and places of a store, by IRI; one that was merged into another is told under the other's."""
    retired = dict(_pairs(view))
    found: dict[str, list[Node]] = defaultdict(list)
    for node in _told(view):
        found[_last(node.iri, retired)].append(node)
    return [together(iri, found[iri]) for iri in sorted(found)]


def together(iri: str, told: Iterable[Node]) -> Node:
    """What several documents tell of one, as one node; the name that most have stands first."""
    parts = sorted(told)
    named = Counter(part.names[0] for part in parts)
    names = sorted({name for part in parts for name in part.names}, key=lambda name: (-named[name], name))
    joined: dict[str, Any] = {key: frozenset(chain.from_iterable(getattr(part, key) for part in parts)) for key in SETS}
    return replace(parts[0], document="", iri=iri, names=tuple(names), **joined)


def _told(view: View) -> Iterator[Node]:
    iris = Iris(view.base)
    for row in rows(view, DOCUMENTS):
        reading = view.reading(row[0])
        if reading is not None:
            yield from nodes(reading, entities(reading, iris), iris)


def _pairs(view: View) -> Iterator[tuple[str, str]]:
    yield from ((old, new) for old, new in rows(view, RETIRED))


def _last(iri: str, retired: dict[str, str]) -> str:
    seen = set[str]()
    while iri in retired and iri not in seen:
        seen.add(iri)
        iri = retired[iri]
    return iri


def rows(view: View, query: str) -> Iterator[tuple[str, ...]]:
    """The rows of a query, as plain strings."""
    answer = view.query(query)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        yield tuple(term.value for term in row)
