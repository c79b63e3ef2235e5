"""A store in, who and what its documents name out: one node for each actor and place, of all that is told of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, replace
from functools import cache
from itertools import chain
from typing import Any

from pyoxigraph import QuerySolutions

from kg.identity.nodes import Node
from kg.stores import Store, View

SETS = tuple(each.name for each in fields(Node) if each.name not in {"document", "iri", "type", "names", "acts"})


def subjects(store: Store) -> list[Node]:
    """The named actors and places of a store, each under the IRI that it has in the graph, sorted by it."""
    of = cache(store.catalogue.identities.of)
    found: dict[str, list[Node]] = defaultdict(list)
    for node in store.catalogue.identities.nodes():
        found[of(node.document).get(node.iri, node.iri)].append(node)
    return [together(iri, found[iri]) for iri in sorted(found)]


def together(iri: str, told: Iterable[Node]) -> Node:
    """What several documents tell of one, as one node; the name that most have stands first."""
    parts = sorted(told)
    named = Counter(part.names[0] for part in parts)
    names = sorted({name for part in parts for name in part.names}, key=lambda name: (-named[name], name))
    joined: dict[str, Any] = {key: frozenset(chain.from_iterable(getattr(part, key) for part in parts)) for key in SETS}
    acts = frozenset(year for part in parts for year in part.alive_in)
    return replace(parts[0], document="", iri=iri, names=tuple(names), acts=acts, **joined)


def rows(view: View, query: str) -> Iterator[tuple[str, ...]]:
    """The rows of a query, as plain strings."""
    answer = view.query(query)
    assert isinstance(answer, QuerySolutions)
    for row in answer:
        yield tuple(term.value for term in row)
