"""Shapes files in, compiled shapes out: the same files that pySHACL reads.

Law of this file: every shape of ours has an IRI, a name, a message, a severity, a target, and one path or one query.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from rdflib import SH, Graph, Namespace, URIRef
from rdflib.term import Node

from kg.assets import folder
from kg.errors import InvariantError
from kg.model import Severity
from kg.ontology import merged
from kg.validation.checks import Check, node_checks, path_of
from kg.validation.facts import below

SHAPES = Namespace("https://w3id.org/habeas/shape/")


class Scope(StrEnum):
    """What a shape is judged over: a named graph when it changes, or the whole store."""

    GRAPH = "graph"
    CORPUS = "corpus"


@dataclass(frozen=True, slots=True)
class Shape:
    """One constraint: its targets, and either checks of the values at a path or a query (SELECT, of $this)."""

    iri: str
    name: str
    message: str
    severity: Severity
    scopes: frozenset[Scope]
    classes: frozenset[str]
    subjects_of: frozenset[str]
    path: str | None
    checks: tuple[Check, ...]
    query: str | None


def files() -> tuple[Path, ...]:
    """List the project's shapes files, in a fixed order."""
    return tuple(sorted(folder("shapes").glob("*.ttl")))


@cache
def graph() -> Graph:
    """Read all shapes files into one graph; it is shared, so readers must not change it."""
    return merged(files())


@cache
def of_scope(scope: Scope) -> tuple[Shape, ...]:
    """Compile the project's shapes of one scope, sorted by IRI."""
    return tuple(shape for shape in compiled(graph()) if scope in shape.scopes)


def compiled(source: Graph) -> tuple[Shape, ...]:
    """Compile the shapes of a graph; raises InvariantError where one is incomplete or uses what has no check."""
    targets = {*source.subjects(SH.targetClass), *source.subjects(SH.targetSubjectsOf)}
    prologue = "".join(_prefixes(source))
    return tuple(sorted((_shape(source, each, prologue) for each in targets), key=lambda shape: shape.iri))


def _shape(source: Graph, node: Node, prologue: str) -> Shape:
    checks, select = node_checks(source, node), source.value(source.value(node, SH.sparql), SH.select)
    if bool(checks) == (select is not None):
        raise InvariantError(f"shapes: {node} needs either core constraints or one query")
    scopes = frozenset(Scope(str(each).removeprefix(SHAPES)) for each in source.objects(node, SHAPES.scope))
    return Shape(
        iri=str(node),
        name=_said(source, node, SH.name),
        message=_said(source, source.value(node, SH.sparql) or node, SH.message),
        severity=Severity(_said(source, node, SH.severity).removeprefix(str(SH))),
        scopes=scopes or frozenset((Scope.GRAPH,)),
        classes=frozenset().union(*(below(each.n3()) for each in source.objects(node, SH.targetClass))),
        subjects_of=frozenset(each.n3() for each in source.objects(node, SH.targetSubjectsOf)),
        path=path_of(source, node),
        checks=checks,
        query=None if select is None else prologue + str(select).replace("$this", "?this"),
    )


def _said(source: Graph, node: Node, property_: URIRef) -> str:
    said = source.value(node, property_)
    if said is None:
        raise InvariantError(f"shapes: {node} has no {property_}")
    return str(said)


def _prefixes(source: Graph) -> Iterator[str]:
    declared: Mapping[str, str] = {
        str(source.value(each, SH.prefix)): str(source.value(each, SH.namespace))
        for each in source.objects(None, SH.declare)
    }
    return (f"PREFIX {name}: <{namespace}>\n" for name, namespace in sorted(declared.items()))
