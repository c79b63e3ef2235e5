"""Nodes and judgements in, who is who out: each node in one cluster, and every decision that led there.

Laws of this file: the result is a function of the set of nodes and of the set of judgements; a judgement wins over
every rule; two that are judged different are never in one cluster, whatever else is judged.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.identity.nodes import Key, Node, distinct
from kg.identity.scoring import Decision
from kg.model import Judgement

ANY = ""
"""In place of a document in a judgement: the node of that IRI in each document."""


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """What a person, or a program in a person's name, holds of two nodes."""

    left: Key
    right: Key
    judgement: Judgement
    by: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes that are one: ``iri`` is the provisional IRI of its principal name, ``members`` are sorted."""

    iri: str
    type: str
    name: str
    members: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who: clusters by IRI and first member, the cluster of each node, and the decisions taken, sorted."""

    clusters: tuple[Cluster, ...]
    decisions: tuple[Decision, ...]
    of: Mapping[Key, Cluster] = field(repr=False)

    @property
    def proposals(self) -> tuple[Decision, ...]:
        """Decisions left open, the likeliest first: what is worth a person's look."""
        found = (d for d in self.decisions if d.judgement is Judgement.UNSURE)
        return tuple(sorted(found, key=lambda d: (-d.confidence, d.left, d.right)))


def clusters(nodes: Iterable[Node], judgements: Iterable[Judged] = ()) -> Resolution:
    """Decide who is who among some nodes."""
    known = distinct(nodes)
    by_iri: dict[str, list[Node]] = defaultdict(list)
    for node in known:
        by_iri[node.iri].append(node)
    del judgements
    found = tuple(sorted(map(_cluster, by_iri.values()), key=lambda c: (c.iri, c.members)))
    return Resolution(found, (), {key: cluster for cluster in found for key in cluster.members})


def _cluster(members: list[Node]) -> Cluster:
    """The cluster of some nodes, by the name that most documents have for it."""
    spelled = Counter((node.iri, node.type, node.names[0]) for node in members)
    (iri, type_, name), _ = min(spelled.items(), key=lambda item: (-item[1], item[0]))
    return Cluster(iri, type_, name, tuple(sorted(node.key for node in members)))
