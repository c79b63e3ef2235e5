"""SHACL core constraints in, Python checks out: one small function for each component.

A component that is not in the table is an error when the shapes are read, never a check that silently passes. What
counts as a result follows https://www.w3.org/TR/shacl/#core-components; pySHACL is the judge of it in the tests.
"""

from __future__ import annotations

import operator
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rdflib import SH, Graph, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.errors import InvariantError
from kg.validation.facts import LEXICAL, Facts, literal, value, words

Check = Callable[[Facts, str, Sequence[str]], Iterator[str | None]]
"""Given facts, focus node and its values at the path, yields each offending value, or None where values are missing."""

Comparison = Callable[[Any, Any], Any]
"""Of the operator module: compares two values of one kind."""


def _at_least(shapes: Graph, parameter: Node) -> Check:
    least = _number(shapes, parameter)
    return lambda _facts, _focus, values: iter([None] if len(values) < least else [])


def _at_most(shapes: Graph, parameter: Node) -> Check:
    most = _number(shapes, parameter)
    return lambda _facts, _focus, values: iter([None] if len(values) > most else [])


def _class(_shapes: Graph, parameter: Node) -> Check:
    name = _term(parameter)
    return lambda facts, _focus, values: (each for each in values if not facts.is_a(each, name))


def _datatype(_shapes: Graph, parameter: Node) -> Check:
    name = str(parameter)
    if name not in LEXICAL:
        raise InvariantError(f"shapes: no reader for the datatype {name}")
    return lambda _facts, _focus, values: (each for each in values if not _has_datatype(each, name))


def _has_datatype(term: str, name: str) -> bool:
    read = literal(term)
    return read is not None and read.datatype == name and value(term) is not None


def _in(shapes: Graph, parameter: Node) -> Check:
    allowed = frozenset(_term(each) for each in Collection(shapes, parameter))
    return lambda _facts, _focus, values: (each for each in values if each not in allowed)


def _pattern(_shapes: Graph, parameter: Node) -> Check:
    pattern = re.compile(str(parameter))
    return lambda _facts, _focus, values: (each for each in values if not pattern.search(words(each)))


def _min_length(shapes: Graph, parameter: Node) -> Check:
    least = _number(shapes, parameter)
    return lambda _facts, _focus, values: (each for each in values if len(words(each)) < least)


def _bound(compare: Comparison) -> Callable[[Graph, Node], Check]:
    """Make the component that compares each value with a constant."""

    def component(_shapes: Graph, parameter: Node) -> Check:
        limit = value(_term(parameter))
        return lambda _facts, _focus, values: (each for each in values if not _holds(compare, value(each), limit))

    return component


def _pair(compare: Comparison) -> Callable[[Graph, Node], Check]:
    """Make the component that compares each value with each value of another property."""

    def component(_shapes: Graph, parameter: Node) -> Check:
        other = _term(parameter)
        return lambda facts, focus, values: (
            each
            for each in values
            for right in facts.values(focus, other)
            if not _holds(compare, value(each), value(right))
        )

    return component


def _holds(compare: Comparison, left: object, right: object) -> bool:
    """Compare two values; what cannot be compared does not hold."""
    try:
        return left is not None and right is not None and bool(compare(left, right))
    except TypeError:
        return False


def _unique_language(_shapes: Graph, parameter: Node) -> Check:
    def check(_facts: Facts, _focus: str, values: Sequence[str]) -> Iterator[str | None]:
        languages = Counter(read.language.lower() for each in values if (read := literal(each)) and read.language)
        return iter([None for count in languages.values() if count > 1])

    return check if str(parameter) == "true" else lambda _facts, _focus, _values: iter(())


def _or(shapes: Graph, parameter: Node) -> Check:
    choices = [node_checks(shapes, each) for each in Collection(shapes, parameter)]

    def conforms(facts: Facts, node: str, checks: Sequence[Check]) -> bool:
        return not any(True for check in checks for _ in check(facts, node, (node,)))

    return lambda facts, _focus, values: (
        each for each in values if not any(conforms(facts, each, choice) for choice in choices)
    )


def _property(shapes: Graph, parameter: Node) -> Check:
    path, checks = path_of(shapes, parameter), node_checks(shapes, parameter)
    if path is None:
        raise InvariantError(f"shapes: {parameter} is no property shape")
    return lambda facts, _focus, values: (
        found for node in values for check in checks for found in check(facts, node, facts.values(node, path))
    )


COMPONENTS: dict[Node, Callable[[Graph, Node], Check]] = {
    SH["class"]: _class,
    SH["in"]: _in,
    SH["or"]: _or,
    SH.datatype: _datatype,
    SH.lessThan: _pair(operator.lt),
    SH.lessThanOrEquals: _pair(operator.le),
    SH.maxCount: _at_most,
    SH.maxInclusive: _bound(operator.le),
    SH.minCount: _at_least,
    SH.minInclusive: _bound(operator.ge),
    SH.minLength: _min_length,
    SH.pattern: _pattern,
    SH.property: _property,
    SH.uniqueLang: _unique_language,
}

NOT_CHECKED = frozenset(
    {SH.description, SH.message, SH.name, SH.path, SH.severity, SH.sparql, SH.targetClass, SH.targetSubjectsOf}
)
"""What else a shape may say: its words, its targets and its query, read in :mod:`kg.validation.shapes`."""


def node_checks(shapes: Graph, shape: Node) -> tuple[Check, ...]:
    """Compile the core constraints of one shape; raises InvariantError for a component it does not know."""
    said = [(name, parameter) for name, parameter in shapes.predicate_objects(shape) if str(name).startswith(str(SH))]
    if unknown := {str(name) for name, _ in said} - {str(each) for each in COMPONENTS.keys() | NOT_CHECKED}:
        raise InvariantError(f"shapes: {shape} uses {', '.join(sorted(unknown))}, which has no check")
    return tuple(COMPONENTS[name](shapes, parameter) for name, parameter in said if name in COMPONENTS)


def path_of(shapes: Graph, shape: Node) -> str | None:
    """Give a shape's path, which must be one property; None for a node shape."""
    path = shapes.value(shape, SH.path)
    if path is not None and not isinstance(path, URIRef):
        raise InvariantError(f"shapes: the path of {shape} is no single property")
    return _term(path) if path else None


def _term(node: Node) -> str:
    return node.n3()


def _number(_shapes: Graph, parameter: Node) -> int:
    return int(str(parameter))
