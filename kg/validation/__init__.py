"""A graph's triples in, findings out: what is wrong with a document before anything is inferred from it.

Shapes are judged as SHACL says, from the shapes files: core constraints as Python checks over the triples, queries
once over all focus nodes of a document in a store in memory. pySHACL (:func:`judge`) is the reference; the tests hold
the two to the same findings. Nothing is inferred first: a range axiom would turn an error into a type.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from rdflib import URIRef

from kg.errors import StoreError
from kg.model import Finding, Severity, Triple
from kg.terms import KG
from kg.validation.aside import SetAside, set_aside
from kg.validation.facts import TYPE, Facts, words
from kg.validation.judge import judge
from kg.validation.queries import Queries, Query, evidence, spanned
from kg.validation.shapes import Scope, Shape, of_scope

__all__ = ["SetAside", "judge", "set_aside", "spanning", "validate"]

EVIDENCE, EXACT = KG.evidence.n3(), KG.exact.n3()
FocusNodes = Mapping[str, Iterable[str]]
"""Shape IRI → the nodes it judges, as N-Triples terms."""


def validate(graph_iri: str, triples: frozenset[Triple], background: Iterable[Triple] = ()) -> list[Finding]:
    """Judge one named graph, sorted by focus node and shape.

    ``background`` is what its nodes are known by elsewhere: facts about the actors, places and runs it refers to.
    A node is judged in the graph that says its class; the background is believed.
    """
    known = triples.union(background)
    facts, queries, focus = Facts(known), Queries(known), focus_nodes(triples)
    found: set[Finding] = set()
    for shape in of_scope(Scope.GRAPH):
        if nodes := focus.get(shape.iri):
            offences = queries.select(shape, nodes) if shape.query else _checked(shape, nodes, facts)
            found.update(finding(shape, node, value) for node, value in offences)
    return sorted((_located(each, graph_iri, facts) for each in found), key=_order)


def spanning(query: Query) -> list[Finding]:
    """Judge what only the whole store can show (circles, merged events, one item with two nodes), sorted.

    ``query`` answers a SELECT over the union of all graphs, as ``View.query`` does. These findings are reported and
    never unpublish anything. A shape that the server of the graph cannot judge is told as a finding of its own.
    """
    found = {each for shape in of_scope(Scope.CORPUS) for each in _spanning(shape, query)}
    said = evidence({each.focus_node for each in found}, query)
    return sorted((replace(each, words=said.get(each.focus_node)) for each in found), key=_order)


def _spanning(shape: Shape, query: Query) -> list[Finding]:
    try:
        return [finding(shape, node) for node in spanned(shape, query)]
    except StoreError as error:
        return [replace(finding(shape, f"<{shape.iri}>"), severity=Severity.INFO, message=f"not judged: {error}")]


def focus_nodes(triples: Iterable[Triple]) -> FocusNodes:
    """Find the nodes that each shape judges, by the classes and properties that these triples give them."""
    by_class, by_property = _targets()
    focus: dict[str, set[str]] = defaultdict(set)
    for s, p, o in triples:
        for shape in by_class.get(o, ()) if p == TYPE else by_property.get(p, ()):
            focus[shape].add(s)
    return focus


@cache
def _targets() -> tuple[Mapping[str, list[str]], Mapping[str, list[str]]]:
    """Class → shapes, and property → shapes that judge its subjects."""
    by_class: dict[str, list[str]] = defaultdict(list)
    by_property: dict[str, list[str]] = defaultdict(list)
    for shape in of_scope(Scope.GRAPH):
        for name in shape.classes:
            by_class[name].append(shape.iri)
        for name in shape.subjects_of:
            by_property[name].append(shape.iri)
    return by_class, by_property


def _checked(shape: Shape, nodes: Iterable[str], facts: Facts) -> Iterator[tuple[str, str | None]]:
    """Run a shape's checks over its focus nodes; yields each node that fails, with the offending value."""
    for node in nodes:
        values = (node,) if shape.path is None else facts.values(node, shape.path)
        for check in shape.checks:
            for value in check(facts, node, values):
                yield node, value


def finding(shape: Shape, node: str, value: str | None = None) -> Finding:
    """Say what a shape found at a node."""
    return Finding(
        focus_node=words(node),
        shape=shape.name,
        severity=shape.severity,
        message=shape.message,
        path=shape.path and words(shape.path),
        value=None if value is None else words(value),
    )


def _located(found: Finding, graph_iri: str, facts: Facts) -> Finding:
    """Add where to look: the graph, and the words of the node or of its evidence."""
    node = URIRef(found.focus_node).n3()
    passages = (node, *facts.values(node, EVIDENCE))
    said = sorted({words(each) for passage in passages for each in facts.values(passage, EXACT)})
    return replace(found, graph=graph_iri, words=" … ".join(said) or None)


def _order(found: Finding) -> tuple[str, str, str]:
    return found.focus_node, found.shape, found.value or ""
