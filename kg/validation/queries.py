"""Shapes whose constraint is a query: each is run once over all its focus nodes, not once for each of them.

Law of this file: a shape's query is never rewritten but for one group set before its pattern, which says what $this
may be: the focus nodes of a document, or the members of the target classes in the whole store.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache

from pyoxigraph import QuerySolutions, RdfFormat, Store
from rdflib import OWL, RDF, RDFS, URIRef

from kg import ontology
from kg.errors import InvariantError
from kg.model import Triple
from kg.terms import KG
from kg.validation.shapes import Shape

Query = Callable[[str], object]
"""Answers a SPARQL query; ``View.query`` is one, and so is the query method of a pyoxigraph store."""


class Queries:
    """One document with its background and the ontology's classes and properties, ready to be asked."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._store = Store()
        lines = "".join(f"{s} {p} {o} .\n" for s, p, o in triples)
        self._store.load((lines + _schema()).encode(), format=RdfFormat.N_TRIPLES)

    def select(self, shape: Shape, nodes: Iterable[str]) -> Iterator[tuple[str, None]]:
        """Give the nodes among ``nodes`` that the shape's query finds at fault."""
        only = f"VALUES ?this {{ {' '.join(sorted(nodes))} }}"
        return ((node, None) for node in _rows(shape, only, self._store.query))


def spanned(shape: Shape, query: Query) -> Iterator[str]:
    """Give the nodes of a whole store that a shape finds at fault."""
    return _rows(shape, f"{{ SELECT DISTINCT ?this WHERE {{ {_target(shape)} }} }}", query)


def _target(shape: Shape) -> str:
    of_class = f"VALUES ?class_ {{ {' '.join(sorted(shape.classes))} }} ?this a ?class_ ."
    having = (f"{{ ?this {each} ?value_ }}" for each in sorted(shape.subjects_of))
    return " UNION ".join([*([f"{{ {of_class} }}"] if shape.classes else []), *having])


def _rows(shape: Shape, only: str, query: Query) -> Iterator[str]:
    if shape.query is None:
        raise InvariantError(f"shapes: {shape.iri} is judged over the whole store and needs a query")
    before, brace, after = shape.query.partition("{")
    answer = query(f"{before}{brace} {only} {after}")
    return (str(node) for node in _column(answer, "this"))


def _column(answer: object, name: str) -> Iterator[object]:
    if not isinstance(answer, QuerySolutions):
        raise InvariantError("shapes: a query that is no SELECT")
    return (row[name] for row in answer)


def evidence(nodes: Collection[str], query: Query) -> Mapping[str, str]:
    """Give the words of each node's evidence, as far as a store has them; nodes are plain IRIs."""
    listed = " ".join(URIRef(each).n3() for each in sorted(nodes))
    pattern = f"VALUES ?this {{ {listed} }} ?this {KG.evidence.n3()}/{KG.exact.n3()} ?words"
    answer = query(f"SELECT ?this (MIN(?words) AS ?first) WHERE {{ {pattern} }} GROUP BY ?this")
    if not isinstance(answer, QuerySolutions):
        raise InvariantError("the words of evidence are asked for by a SELECT")
    return {row["this"].value: row["first"].value for row in answer if row["this"] and row["first"]}


@cache
def _schema() -> str:
    """Give the ontology's declarations and subclass axioms, which shapes may ask for, as N-Triples."""
    declared = {OWL.Class, OWL.DatatypeProperty, OWL.ObjectProperty}
    said = (
        each for each in ontology.graph() if each[1] == RDFS.subClassOf or (each[1] == RDF.type and each[2] in declared)
    )
    return "".join(sorted(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in said))
