"""A view in, its counts out, as VoID has them: classes, properties, named graphs.

Law of this file: a handful of aggregates, each one pass over the store (six seconds for a million triples), so they are
made once a generation in a process of their own; see :mod:`server.publishing.press`.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

import pyoxigraph as ox

from kg.stores import UNNAMED, View

PROPERTIES = """SELECT ?p (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o } GROUP BY ?p"""
WHOLE = """SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?subjects) (COUNT(DISTINCT ?o) AS ?objects)
WHERE { ?s ?p ?o }"""
ENTITIES = "SELECT (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class }"
CLASSES = "SELECT ?class (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?class } GROUP BY ?class"
KINDS = "SELECT DISTINCT ?s ?class WHERE { ?s a ?class }"
TRIPLES = "SELECT ?s ?p ?o WHERE { ?s ?p ?o }"
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


Leading = tuple[str, str, str]
"""A class, a property of its members, and what that leads to."""


@dataclass(frozen=True, slots=True)
class Use:
    """How often a property is used, on how many subjects, with how many values."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The counts of one generation. ``entities`` are the subjects with a class; ``used`` is class → property → triples.

    ``targets`` and ``datatypes`` are class → property → what its values are → triples: classes, types of literals.

    All counts but those of ``graphs`` and ``unnamed``, the graph without a name, are over the union of all graphs.
    """

    triples: int = 0
    entities: int = 0
    subjects: int = 0
    objects: int = 0
    unnamed: int = 0
    classes: Mapping[str, int] = field(default_factory=dict)
    properties: Mapping[str, Use] = field(default_factory=dict)
    used: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    targets: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    datatypes: Mapping[str, Mapping[str, Mapping[str, int]]] = field(default_factory=dict)
    graphs: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read what :meth:`write` wrote."""
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(**told | {"properties": {iri: Use(**use) for iri, use in told["properties"].items()}})

    def write(self, path: Path) -> None:
        """Write the counts as JSON."""
        path.write_text(json.dumps(asdict(self)), encoding="utf-8")


def statistics(view: View) -> Statistics:
    """Count what a view holds."""
    ((triples, subjects, objects),) = counted(view, WHOLE)
    ((entities,),) = counted(view, ENTITIES)
    used, targets, datatypes = uses(view)
    return Statistics(
        triples,
        entities,
        subjects,
        objects,
        sum(1 for _ in view.graph(UNNAMED)),
        dict(sorted(counted(view, CLASSES))),
        {predicate: Use(*numbers) for predicate, *numbers in sorted(counted(view, PROPERTIES))},
        {kind: dict(sorted(each.items())) for kind, each in sorted(used.items())},
        nested(targets),
        nested(datatypes),
        dict(sorted(counted(view, GRAPHS))),
    )


def uses(view: View) -> tuple[dict[str, Counter[str]], Counter[Leading], Counter[Leading]]:
    """Count the triples of each class by property, and by the classes or the datatype of their values.

    One pass in Python: the same joins in SPARQL take four times as long (seven seconds for 250,000 triples).
    """
    kinds: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for subject, kind in rows(view, KINDS):
        kinds[str(subject)] += (kind.value,)
    found: Counter[tuple[tuple[str, ...], str, str | tuple[str, ...]]] = Counter()
    for subject, predicate, value in rows(view, TRIPLES):
        if of := kinds.get(str(subject)):
            led = value.datatype.value if isinstance(value, ox.Literal) else kinds.get(str(value), ())
            found[of, predicate.value, led] += 1
    used: defaultdict[str, Counter[str]] = defaultdict(Counter)
    targets, datatypes = Counter[Leading](), Counter[Leading]()
    for (of, predicate, led), number in found.items():
        for kind in of:
            used[kind][predicate] += number
            counts, ends = (datatypes, (led,)) if isinstance(led, str) else (targets, led)
            for end in ends:
                counts[kind, predicate, end] += number
    return used, targets, datatypes


def nested(counts: Mapping[Leading, int]) -> dict[str, dict[str, dict[str, int]]]:
    """Order counts by class, property and what the property leads to."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for (kind, predicate, end), number in sorted(counts.items()):
        found.setdefault(kind, {}).setdefault(predicate, {})[end] = number
    return found


def rows(view: View, query: str) -> Iterable[tuple[Any, ...]]:
    """Give the rows of a query one by one."""
    answer = view.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    return map(tuple, answer)


def counted(view: View, query: str) -> Iterable[tuple[Any, ...]]:
    """Give rows of IRIs and numbers as plain values; an empty graph groups into one row without an IRI, left out."""
    for terms in rows(view, query):
        if all(terms):
            yield tuple(int(t.value) if isinstance(t, ox.Literal) else t.value for t in terms)
