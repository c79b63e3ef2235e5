"""Nodes in, atoms out: nodes of one name that nothing tells apart, as one, so that each question is asked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.identity.blocking import Profile
from kg.identity.comparison import Comparison
from kg.identity.context import of_a_town, offices, states
from kg.identity.nodes import Key, Node
from kg.identity.scoring import comparison, spellings

GENERATION = 60
"""Years within which nodes of one name are taken together without a question."""
VARIETY = 120
"""Contexts of one name beyond which only the states tell its bearers apart."""
Marks = Mapping[Key, frozenset[int]]
"""Judgements that speak of a node, by number: nodes that differ in them are never taken together."""


@dataclass(frozen=True, slots=True, eq=False)
class Atom:
    """Nodes taken together: ``node`` tells what all of them do, ``number`` is its place among all atoms."""

    number: int
    profile: Profile
    node: Node
    members: tuple[Node, ...]
    documents: frozenset[str]


def atoms(nodes: Iterable[Node], marks: Marks) -> list[Atom]:
    """Take nodes together that have one name and that nothing in their documents tells apart."""
    by_profile: dict[Profile, list[Node]] = defaultdict(list)
    for node in nodes:
        by_profile[profile(node)].append(node)
    found: list[Atom] = []
    for named, same in sorted(by_profile.items()):
        for members in _alike(same, marks):
            documents = frozenset(node.document for node in members)
            found.append(Atom(len(found), named, joined(members), tuple(members), documents))
    return found


def profile(node: Node) -> Profile:
    """Family of types of a node, and its names."""
    type_ = node.type if node.type in {"Person", "Place"} else "Organization"
    first, *others = spellings(node)
    return type_, (first, *sorted(others))


def _alike(nodes: list[Node], marks: Marks) -> list[list[Node]]:
    by_context: dict[tuple[object, ...], list[Node]] = defaultdict(list)
    for fine in (True, False):
        by_context.clear()
        for node in sorted(nodes):
            by_context[*_context(node, fine=fine), *sorted(marks.get(node.key, ()))].append(node)
        if len(by_context) <= VARIETY:
            break
    return list(by_context.values())


def _context(node: Node, *, fine: bool) -> tuple[object, ...]:
    towns = node.places if node.type not in {"Person", "Place"} and of_a_town(node) else frozenset[str]()
    told = (node.type, tuple(sorted(states(node))), tuple(sorted(node.setting)), tuple(sorted(towns)))
    generation = min(node.years) // GENERATION if node.years else None
    lived = (tuple(sorted(node.born)), tuple(sorted(node.died)))
    return (*told, tuple(sorted(offices(node))), *lived, generation) if fine else told


def joined(members: Sequence[Node]) -> Node:
    """One node that tells what some nodes tell."""
    return replace(
        members[0],
        kinds=frozenset().union(*(node.kinds for node in members)),
        offices=frozenset().union(*(node.offices for node in members)),
        states=frozenset().union(*(node.states for node in members)),
        setting=frozenset().union(*(node.setting for node in members)),
        places=frozenset().union(*(node.places for node in members)),
        companions=frozenset().union(*(node.companions for node in members)),
        years=frozenset().union(*(node.years for node in members)),
        born=frozenset().union(*(node.born for node in members)),
        died=frozenset().union(*(node.died for node in members)),
        acts=frozenset().union(*(node.alive_in for node in members)),
    )


def compared(one: Atom, other: Atom) -> Comparison:
    """Compare two atoms by what all their nodes tell."""
    left, right = (one, other) if one.number <= other.number else (other, one)
    if left.documents.isdisjoint(right.documents):
        return comparison(left.node, right.node)
    return comparison(left.node, replace(right.node, document=left.node.document))
