"""Asserted triples in, their consequences out: the ontology is closed once, then applied as tables.

owlrl closes the schema (OWL 2 RL, https://www.w3.org/TR/owl2-profiles/#OWL_2_RL); what it finds about subclasses,
subproperties, inverses, symmetry, domains and ranges becomes one rule for each property and class. Such a rule has
one antecedent, so what follows from a document follows from its own triples. Two kinds of rule join triples: the
property chain (``kg:describedIn`` and ``kg:speaker`` give ``kg:accordingTo``), whose links stand in one document,
and transitivity (``kg:within``), whose links all stand in the entity graph.

The result equals owlrl's full closure at instance level, but for what says nothing: literals as subjects,
``x owl:sameAs x``, membership of owl:Thing, rdfs:Resource and rdfs:Literal, and statements about the schema, which
includes the codes. Nothing is replicated along owl:sameAs, which the stored graphs never hold (shape C55).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.collection import Collection

from kg import ontology
from kg.model import Triple

TYPE = RDF.type.n3()
NOT_DATA = ('"', f"<{ontology.TERMS}", f"<{ontology.CODES}")  # how literals and terms of the schema begin
BUILT_IN = tuple(str(each) for each in (OWL, RDF, RDFS, XSD))
Edges = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What one triple of a property entails: properties forwards and backwards, classes of subject and object."""

    forwards: tuple[str, ...] = ()
    backwards: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tables:
    """The closed schema: by property, by class, and the rules that join two triples (first, second, result)."""

    properties: Mapping[str, Consequences]
    classes: Edges
    joins: tuple[tuple[str, str, str], ...]


@cache
def tables() -> Tables:
    """Close the schema with owlrl and compile it; once in a process (about 0.7 s)."""
    closed = Graph()
    for triple in ontology.graph():
        closed.add(triple)
    DeductiveClosure(OWLRL_Semantics).expand(closed)
    return compiled(closed)


def compiled(closed: Graph) -> Tables:
    """Tables of a schema graph that is already closed."""
    classes = _edges(closed, RDFS.subClassOf)
    properties = {*closed.subjects(RDF.type, OWL.ObjectProperty), *closed.subjects(RDF.type, OWL.DatatypeProperty)}
    entailed = {each.n3(): _consequences(closed, each, classes) for each in properties if isinstance(each, URIRef)}
    return Tables(
        {name: found for name, found in entailed.items() if found != Consequences()},
        classes,
        (*_chains(closed), *_transitive(closed)),
    )


def consequences(asserted: frozenset[Triple]) -> frozenset[Triple]:
    """Find all that follows from some triples and is not among them.

    All links of a chain and all triples of a transitive property must be given at once: for a document that is its own
    graph, for a place the entity graph's triples of all places that it lies in.
    """
    schema = tables()
    known: set[Triple] = set(asserted)
    fresh: Iterable[Triple] = asserted
    while fresh:
        known |= _entailed(fresh, schema)
        fresh = _joined(known, schema) - known
        known |= fresh
    return frozenset(known - asserted)


def _entailed(triples: Iterable[Triple], schema: Tables) -> set[Triple]:
    """Apply the rules of one antecedent; the tables are closed, so once is enough."""
    found: set[Triple] = set()
    types: dict[str, set[str]] = defaultdict(set)
    for s, p, o in triples:
        if p == TYPE:
            types[s].update(schema.classes.get(o, ()))
        elif rule := schema.properties.get(p):
            types[s].update(rule.subject)
            found.update([(s, each, o) for each in rule.forwards])
            if not o.startswith(NOT_DATA):
                types[o].update(rule.object)
                found.update([(o, each, s) for each in rule.backwards])
    found.update([(node, TYPE, each) for node, classes in types.items() for each in classes])
    return found


def _joined(triples: Iterable[Triple], schema: Tables) -> set[Triple]:
    """Apply, one step far, the rules that join two triples."""
    values: dict[str, dict[str, list[str]]] = {name: defaultdict(list) for rule in schema.joins for name in rule[:2]}
    for s, p, o in triples:
        if p in values:
            values[p][s].append(o)
    return {
        (s, result, o)
        for first, second, result in schema.joins
        for s, middles in values[first].items()
        for middle in middles
        for o in values[second].get(middle, ())
    }


def _edges(closed: Graph, relation: URIRef) -> Edges:
    """One relation between named terms, without loops and without the built-in classes."""
    found: dict[str, set[str]] = defaultdict(set)
    for s, o in closed.subject_objects(relation):
        if isinstance(s, URIRef) and isinstance(o, URIRef) and s != o and not str(o).startswith(BUILT_IN):
            found[s.n3()].add(o.n3())
    return {name: frozenset(others) for name, others in found.items()}


def _consequences(closed: Graph, start: URIRef, classes: Edges) -> Consequences:
    """Walk from one property to all it entails, in both directions."""
    reached, queue = {(start, True)}, [(start, True)]
    while queue:
        name, forwards = queue.pop()
        steps = [(each, forwards) for each in closed.objects(name, RDFS.subPropertyOf)]
        steps += [(each, not forwards) for each in closed.objects(name, OWL.inverseOf)]
        steps += [(each, not forwards) for each in closed.subjects(OWL.inverseOf, name)]
        steps += [(name, not forwards)] if (name, RDF.type, OWL.SymmetricProperty) in closed else []
        fresh = [(each, way) for each, way in steps if isinstance(each, URIRef) and (each, way) not in reached]
        reached.update(fresh)
        queue.extend(fresh)
    return Consequences(
        tuple(sorted(each.n3() for each, forwards in reached if forwards and each != start)),
        tuple(sorted(each.n3() for each, forwards in reached if not forwards)),
        _end_classes(closed, reached, RDFS.domain, RDFS.range, classes),
        _end_classes(closed, reached, RDFS.range, RDFS.domain, classes),
    )


def _end_classes(
    closed: Graph, reached: set[tuple[URIRef, bool]], ahead: URIRef, back: URIRef, classes: Edges
) -> tuple[str, ...]:
    """Classes of one end of a triple, by the domains and ranges of all properties that it entails."""
    named = {
        each.n3()
        for name, forwards in reached
        for each in closed.objects(name, ahead if forwards else back)
        if isinstance(each, URIRef) and not str(each).startswith(BUILT_IN)
    }
    return tuple(sorted(named.union(*(classes.get(each, frozenset()) for each in named))))


def _chains(closed: Graph) -> Iterator[tuple[str, str, str]]:
    for result, members in closed.subject_objects(OWL.propertyChainAxiom):
        first, second = Collection(closed, members)
        yield first.n3(), second.n3(), result.n3()


def _transitive(closed: Graph) -> Iterator[tuple[str, str, str]]:
    for each in closed.subjects(RDF.type, OWL.TransitiveProperty):
        yield each.n3(), each.n3(), each.n3()
