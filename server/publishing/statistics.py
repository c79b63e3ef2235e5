"""A view in, its counts out, as VoID has them: classes, properties, named graphs.

Law of this file: a handful of aggregates, each one pass over the store (six seconds for a million triples), so they are
made once a generation in a process of their own; see :mod:`server.publishing.press`.
"""

from __future__ import annotations

import json
from collections import defaultdict
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
USED = "SELECT ?class ?p (COUNT(*) AS ?n) WHERE { ?s a ?class ; ?p ?o } GROUP BY ?class ?p"
GRAPHS = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"


@dataclass(frozen=True, slots=True)
class Use:
    """How often a property is used, on how many subjects, with how many values."""

    triples: int
    subjects: int
    objects: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The counts of one generation. ``entities`` are the subjects with a class; ``used`` is class → property → triples.

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
    used: defaultdict[str, dict[str, int]] = defaultdict(dict)
    for kind, predicate, n in sorted(counted(view, USED)):
        used[kind][predicate] = n
    return Statistics(
        triples,
        entities,
        subjects,
        objects,
        sum(1 for _ in view.graph(UNNAMED)),
        dict(sorted(counted(view, CLASSES))),
        {predicate: Use(*numbers) for predicate, *numbers in sorted(counted(view, PROPERTIES))},
        dict(used),
        dict(sorted(counted(view, GRAPHS))),
    )


def counted(view: View, query: str) -> Iterable[tuple[Any, ...]]:
    """Give rows of IRIs and numbers as plain values; an empty graph groups into one row without an IRI, left out."""
    answer = view.query(query)
    assert isinstance(answer, ox.QuerySolutions)
    for row in answer:
        terms = tuple(row)
        if all(terms):
            yield tuple(int(t.value) if isinstance(t, ox.Literal) else t.value for t in terms)
