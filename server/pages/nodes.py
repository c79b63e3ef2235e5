"""IRIs in, what the graph says of them out: nodes with their facts, names to show and addresses to link to.

Law of this file: every query is bounded and made of IRIs that were checked, so it may run in the server's own process.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import unquote

import pyoxigraph as ox
from rdflib import DCTERMS, RDF, RDFS, SKOS, URIRef

from kg.ontology import CODES, TERMS, graph
from kg.stores import View
from kg.terms import KG

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
LEGAL = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]+')
MOST = 20_000
"""Facts fetched at once, at most: fifty claims have about 2,000."""

CLAIM_CLASSES = tuple(
    str(term)
    for term in (
        KG.Statement,
        KG.Detention,
        KG.Release,
        KG.Gathering,
        KG.Violence,
        KG.ProceedingStep,
        KG.LegalProceeding,
        KG.Sentence,
        KG.Event,
    )
)
ACTOR_CLASSES = tuple(str(term) for term in (KG.Person, KG.Organization, KG.Group))
LABELS = (str(SKOS.prefLabel), str(DCTERMS.title), str(RDFS.label), str(DCTERMS.identifier))
TYPE = str(RDF.type)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing said of a node, and whether it was only inferred."""

    predicate: str
    value: Term
    inferred: bool


@dataclass(frozen=True, slots=True)
class Node:
    """A node and what is said of it."""

    iri: str
    facts: tuple[Fact, ...] = ()

    def all(self, predicate: str) -> tuple[Term, ...]:
        """Values of one property, asserted ones first, none twice."""
        found = sorted((f for f in self.facts if f.predicate == str(predicate)), key=lambda f: f.inferred)
        return tuple(dict.fromkeys(f.value for f in found))

    def texts(self, predicate: str) -> tuple[str, ...]:
        """IRIs and lexical values of one property."""
        return tuple(getattr(term, "value", str(term)) for term in self.all(predicate))

    def text(self, predicate: str) -> str:
        """Give the first value of one property, empty where there is none."""
        return next(iter(self.texts(predicate)), "")

    @property
    def type(self) -> str:
        """The narrowest of its classes in our namespace; empty where it has none."""
        ours = [c for c in self.texts(TYPE) if c.startswith(str(TERMS))]
        return max(ours, key=depth, default="")


def nodes(view: View, iris: Iterable[str]) -> dict[str, Node]:
    """Fetch nodes by IRI; one that nothing is said of has no facts."""
    wanted = sorted({iri for iri in iris if LEGAL.fullmatch(iri)})
    facts: defaultdict[str, list[Fact]] = defaultdict(list)
    for chunk in (wanted[i : i + 50] for i in range(0, len(wanted), 50)):
        query = f"SELECT ?g ?s ?p ?o WHERE {{ VALUES ?s {{ {terms(chunk)} }} GRAPH ?g {{ ?s ?p ?o }} }} LIMIT {MOST}"
        for where, subject, predicate, value in rows(view, query):
            facts[subject.value].append(Fact(predicate.value, value, inferred(view, where.value)))
    return {iri: Node(iri, tuple(facts[iri])) for iri in wanted}


def rows(view: View, query: str) -> list[tuple[Any, ...]]:
    """Fetch the rows of a SELECT query of ours."""
    answer = view.query(query)
    return [tuple(row) for row in answer] if isinstance(answer, ox.QuerySolutions) else []


def terms(iris: Iterable[str]) -> str:
    """Write IRIs for a VALUES block."""
    return " ".join(f"<{iri}>" for iri in iris)


def inferred(view: View, where: str) -> bool:
    """Tell whether a named graph holds consequences."""
    return where.startswith(f"{view.base}graph/inferred/")


def incoming(view: View, iri: str, most: int) -> list[tuple[str, str]]:
    """List (predicate, subject) of what refers to an IRI in so many words, by predicate."""
    if not LEGAL.fullmatch(iri):
        return []
    query = (
        f"SELECT ?p ?s WHERE {{ GRAPH ?g {{ ?s ?p <{iri}> }} "
        f'FILTER(!STRSTARTS(STR(?g), "{view.base}graph/inferred/")) }} LIMIT {most}'
    )
    return sorted({(p.value, s.value) for p, s in rows(view, query)})


def known(view: View, iri: str) -> bool:
    """Tell whether the graph knows an IRI at all: as subject, object or named graph."""
    if not LEGAL.fullmatch(iri):
        return False
    asked = f"ASK {{ {{ <{iri}> ?p ?o }} UNION {{ ?s ?p <{iri}> }} UNION {{ GRAPH <{iri}> {{ ?s ?p ?o }} }} }}"
    return bool(view.query(asked))


@cache
def depth(term: str) -> int:
    """Count the classes above a class of the ontology."""
    return len(set(graph().transitive_objects(URIRef(term), RDFS.subClassOf)))


@cache
def term_label(iri: str) -> str:
    """Name a term or code in the ontology's words; else by its local name, split into words."""
    label = graph().value(URIRef(iri), RDFS.label) or graph().value(URIRef(iri), SKOS.prefLabel)
    local = re.split(r"[#/]", iri.rstrip("#/"))[-1]
    return str(label) if label else re.sub(r"(?<=[a-z])(?=[A-Z])", " ", local).lower()


@cache
def term_comment(iri: str) -> str:
    """Explain a term or code in the ontology's words; empty where it does not."""
    of = URIRef(iri)
    return str(graph().value(of, RDFS.comment) or graph().value(of, SKOS.definition) or "")


def label(node: Node) -> str:
    """Name a node: by its label or title, a claim by class and words, else by what its IRI ends in."""
    for predicate in LABELS:
        if node.text(predicate):
            return node.text(predicate)
    return unquote(re.split(r"[#/]", node.iri.rstrip("#/"))[-1])


def labels(view: View, iris: Iterable[str]) -> dict[str, str]:
    """Name the IRIs that have a label; terms and codes by the ontology, nodes of the graph by what it says."""
    wanted = sorted({iri for iri in iris if LEGAL.fullmatch(iri)})
    found = {iri: term_label(iri) for iri in wanted if iri.startswith((str(TERMS), str(CODES)))}
    rest = [iri for iri in wanted if iri not in found]
    for chunk in (rest[i : i + 500] for i in range(0, len(rest), 500)):
        query = f"SELECT ?s ?p ?o WHERE {{ VALUES ?s {{ {terms(chunk)} }} VALUES ?p {{ {terms(LABELS)} }} ?s ?p ?o }}"
        for subject, _, value in sorted(rows(view, query), key=lambda row: LABELS.index(row[1].value)):
            found.setdefault(subject.value, value.value)
    return found


def href(base: str, iri: str) -> str | None:
    """Give the address that shows an IRI on this very server, the web's for others; None for no web address.

    ``base`` is empty where no node of the graph can be meant.
    """
    if base and iri.startswith(base):
        return f"/{iri.removeprefix(base)}"
    if iri.startswith(str(TERMS)):
        return f"/ns#{iri.removeprefix(str(TERMS))}"
    if iri.startswith(str(CODES)):
        return f"/ns#code-{iri.removeprefix(str(CODES))}"
    return iri if iri.startswith(("http://", "https://")) else None
