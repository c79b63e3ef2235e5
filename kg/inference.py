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
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, XSD, Graph, URIRef
from rdflib.collection import Collection

from kg import ontology
from kg.model import Graphs, Triple

TYPE = RDF.type.n3()
SCHEMA_TERM = (f"<{ontology.TERMS}", f"<{ontology.CODES}")
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
    """The closed schema: by property, by class, and the rules that join triples (chains are first, second, result)."""

    properties: Mapping[str, Consequences]
    classes: Edges
    chains: tuple[tuple[str, str, str], ...]
    transitive: frozenset[str]


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
        tuple(_chains(closed)),
        frozenset(each.n3() for each in closed.subjects(RDF.type, OWL.TransitiveProperty)),
    )


def infer(graphs: Graphs, home: Callable[[str], str]) -> Graphs:
    """Consequences of ``graphs`` that none of them asserts, each under the graph its subject belongs to.

    ``home`` tells which graph a subject (an N-Triples term) belongs to; the caller files the result in
    ``Iris.inferred`` of that graph. All triples of a transitive property must be given at once.
    """
    asserted = frozenset().union(*graphs.values())
    grouped: dict[str, set[Triple]] = defaultdict(set)
    for triple in consequences(asserted):
        grouped[home(triple[0])].add(triple)
    return {graph: frozenset(found) for graph, found in grouped.items()}


def consequences(asserted: frozenset[Triple]) -> frozenset[Triple]:
    """All that follows from some triples and is not among them."""
    schema = tables()
    known: set[Triple] = set(asserted)
    fresh: set[Triple] = known
    while fresh:
        found = set(_entailed(fresh, schema)) | known
        fresh = set(_joined(found, schema)) - found
        known = found | fresh
    return frozenset(known - asserted)


def _entailed(triples: Iterable[Triple], schema: Tables) -> Iterator[Triple]:
    """Apply the rules of one antecedent; the tables are closed, so once is enough."""
    properties, classes = schema.properties, schema.classes
    for s, p, o in triples:
        if p == TYPE:
            yield from ((s, TYPE, each) for each in classes.get(o, ()))
        elif rule := properties.get(p):
            yield from ((s, each, o) for each in rule.forwards)
            yield from ((s, TYPE, each) for each in rule.subject)
            if not o.startswith(('"', *SCHEMA_TERM)):
                yield from ((o, each, s) for each in rule.backwards)
                yield from ((o, TYPE, each) for each in rule.object)


def _joined(triples: Iterable[Triple], schema: Tables) -> Iterator[Triple]:
    """Apply, one step far, the rules that join two triples."""
    rules = schema.chains + tuple((each, each, each) for each in schema.transitive)
    wanted = {name for rule in rules for name in rule[:2]}
    by_subject: dict[tuple[str, str], list[str]] = defaultdict(list)
    for s, p, o in triples:
        if p in wanted:
            by_subject[p, s].append(o)
    for first, second, result in rules:
        for (p, s), middles in list(by_subject.items()):
            if p == first:
                yield from ((s, result, o) for middle in middles for o in by_subject.get((second, middle), ()))


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
