"""Entities in, what the graph tells of them out: the types they may have, the properties that may be asked for.

Law of this file: ids are short (``Person``, ``kind``, ``skos:altLabel``); whole IRIs and ``kg:`` are understood.
Every query is bounded.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyoxigraph as ox
from rdflib import RDFS, SKOS, URIRef

from kg.iris import folded
from kg.ontology import CODES, TERMS, graph
from kg.stores import View
from kg.terms import KG
from server.pages.annotations import short
from server.pages.nodes import LEGAL, inferred, labels, rows, term_comment, term_label, terms
from server.reconciling.names import Known, iri_of, local

ALL, PERSON, ORGANIZATION, GROUP, PLACE = "Actor", "Person", "Organization", "Group", "Place"
TYPES = (PERSON, ORGANIZATION, GROUP, PLACE, ALL)
"""Local names of the classes that may be asked for."""
MOST = 5000
"""Values fetched for one request, at most."""
WIKIDATA = "http://www.wikidata.org/entity/"
SUBJECTS = 100
"""Entities that are looked for by the value of a property, at most."""


@dataclass(frozen=True, slots=True)
class Property:
    """A property by its id: ``predicate`` of the graph, or a count of the index; ``types`` that have it."""

    id: str
    name: str
    description: str
    types: tuple[str, ...]
    predicate: str = ""


def _of_graph(predicate: URIRef, *types: str, name: str = "", description: str = "") -> Property:
    own = own_id(str(predicate))
    told = description or term_comment(str(predicate))
    return Property(own, name or term_label(str(predicate)), told, types or TYPES, str(predicate))


@cache
def properties() -> tuple[Property, ...]:
    """List the properties that may be asked for."""
    return (
        _of_graph(KG.kind),
        _of_graph(KG.within, PLACE),
        _of_graph(KG.jurisdiction, ORGANIZATION, ALL),
        _of_graph(SKOS.prefLabel, name="name", description="The name that documents use most."),
        _of_graph(SKOS.altLabel, name="other name", description="Another spelling found in documents."),
        _of_graph(SKOS.exactMatch, name="confirmed match", description="An item elsewhere that a person confirmed."),
        _of_graph(SKOS.closeMatch, name="possible match", description="An item elsewhere that is only proposed."),
        Property("passages", "passages", "How many passages name it.", TYPES),
        Property("documents", "documents", "How many documents name it.", TYPES),
    )


def found(id: str) -> Property | None:
    """Give the property of an id; None for what is none."""
    return next((each for each in properties() if each.id == own_id(id)), None)


def own_id(id: str) -> str:
    """Give the short id of a type or property, whether it is one of ours or not."""
    return short(id).removeprefix("kg:")


def above(type: str) -> tuple[str, ...]:
    """List a class and the classes above it that may be asked for."""
    ancestors = {str(each) for each in graph().transitive_objects(URIRef(f"{TERMS}{type}"), RDFS.subClassOf)}
    return tuple(each for each in TYPES if f"{TERMS}{each}" in ancestors)


def named(type: str) -> str:
    """Name a type in the ontology's words."""
    return term_label(f"{TERMS}{type}")


def as_type(type: str) -> dict[str, Any]:
    """Tell a type as the API does."""
    broader = [{"id": each, "name": named(each)} for each in above(type) if each != type]
    return {"id": type, "name": named(type), **({"broader": broader} if broader else {})}


Values = Mapping[tuple[str, str], Sequence[Any]]
"""By IRI of an entity and predicate: the terms that the graph asserts."""


def values(view: View, iris: Iterable[str], wanted: Iterable[Property]) -> Values:
    """Fetch what is asserted of entities."""
    subjects, predicates = sorted(filter(LEGAL.fullmatch, iris)), sorted({p.predicate for p in wanted if p.predicate})
    query = f"""SELECT ?g ?s ?p ?o WHERE {{ VALUES ?s {{ {terms(subjects)} }} VALUES ?p {{ {terms(predicates)} }}
      GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {MOST}"""
    told: defaultdict[tuple[str, str], set[Any]] = defaultdict(set)
    for where, subject, predicate, value in rows(view, query) if subjects and predicates else ():
        if not inferred(view, where.value):
            told[subject.value, predicate.value].add(value)
    return {key: sorted(each, key=str) for key, each in told.items()}


def counted(known: Known, property: Property) -> int | None:
    """Give the value of a property that the index holds; None for a property of the graph."""
    return None if property.predicate else int(getattr(known, property.id))


def texts(view: View, terms: Iterable[Any]) -> dict[str, str]:
    """Name the values of a property: things by label, literals by what they say."""
    found = list(terms)
    called = labels(view, [each.value for each in found if isinstance(each, ox.NamedNode)])
    return {each.value: called.get(each.value, each.value) for each in found}


def holds(view: View, terms: Sequence[Any], wanted: Iterable[str]) -> bool | None:
    """Tell whether one of the values is one that is wanted, by name or id; None where there are no values."""
    if not terms:
        return None
    known = {folded(text) for text in texts(view, terms).values()}
    ids = {form for each in terms for form in (each.value, local(view.base, each.value), each.value.rsplit("/", 1)[-1])}
    return any(text in ids or folded(text) in known for text in wanted)


def subjects(view: View, property: Property, wanted: Iterable[str]) -> list[str]:
    """Give entities that have one of these things as a value: an IRI, an id of ours, a code or an item by its id."""
    places = ("", str(CODES), WIKIDATA)
    forms = {iri for text in wanted for iri in (iri_of(view.base, text), *(f"{place}{text}" for place in places))}
    query = f"""SELECT DISTINCT ?s WHERE {{ VALUES ?o {{ {terms(sorted(filter(LEGAL.fullmatch, forms)))} }}
      ?s <{property.predicate}> ?o FILTER(!CONTAINS(STR(?s), "#")) }} LIMIT {SUBJECTS}"""
    return sorted(each.value for (each,) in rows(view, query)) if property.predicate else []
