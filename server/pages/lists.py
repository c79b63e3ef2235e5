"""One generation of the graph in, its lists out: documents, actors, claims, each in the order that pages show.

Law of this file: a list is made once, and sorted here, where it takes a tenth of the time that ORDER BY takes on disk.
"""

from __future__ import annotations

from functools import cached_property

from rdflib import DCTERMS, SKOS

from kg.stores import View
from kg.terms import KG
from server.pages.cards import Ref
from server.pages.nodes import ACTOR_CLASSES, CLAIM_CLASSES, href, rows, term_comment, term_label, terms


class Lists:
    """The lists of one view, made when they are first asked for."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._claims: dict[str | None, tuple[str, ...]] = {}

    @cached_property
    def documents(self) -> tuple[tuple[str, str, str, str], ...]:
        """Title, address, publisher and date of all documents, by title."""
        query = f"""SELECT ?d ?name ?title ?publisher ?issued WHERE {{
          ?d a <{KG.Document}> ; <{DCTERMS.identifier}> ?name .
          OPTIONAL {{ ?d <{DCTERMS.title}> ?title }} OPTIONAL {{ ?d <{DCTERMS.publisher}> ?publisher }}
          OPTIONAL {{ ?d <{DCTERMS.issued}> ?issued }} }}"""
        found: dict[str, tuple[str, str, str, str]] = {}
        for document, name, *optional in rows(self.view, query):
            title, publisher, issued = (term.value if term else "" for term in optional)
            address = href(self.view.base, document.value) or ""
            found[document.value] = (title or name.value, address, publisher, issued)
        return tuple(sorted(found.values(), key=lambda entry: (entry[0].casefold(), entry)))

    @cached_property
    def actors(self) -> tuple[tuple[str, str, str], ...]:
        """Name, class and address of all actors, by name."""
        query = f"""SELECT ?a ?class ?name WHERE {{ VALUES ?class {{ {terms(ACTOR_CLASSES)} }}
          ?a a ?class ; <{SKOS.prefLabel}> ?name }}"""
        found = {(n.value, kind.value, href(self.view.base, a.value) or "") for a, kind, n in rows(self.view, query)}
        return tuple(sorted(found, key=lambda entry: (entry[0].casefold(), entry)))

    @cached_property
    def counts(self) -> dict[str, tuple[Ref, int]]:
        """How many claims there are of each class that has any; a claim counts in its own class only."""
        query = f"""SELECT ?class (COUNT(DISTINCT ?c) AS ?n) WHERE {{ VALUES ?class {{ {terms(CLAIM_CLASSES)} }}
          GRAPH ?g {{ ?c a ?class ; <{KG.evidence}> ?p }} }} GROUP BY ?class"""
        counted = {kind.value: int(n.value) for kind, n in rows(self.view, query) if kind}
        return {
            iri: (Ref(term_label(iri), f"/claims?type={iri.rsplit('#', 1)[1]}", term_comment(iri)), counted[iri])
            for iri in CLAIM_CLASSES
            if counted.get(iri)
        }

    def claims(self, kind: str | None) -> tuple[str, ...]:
        """IRIs of all claims, or of one class, by document and place in it."""
        if kind not in self._claims:
            query = f"""SELECT ?c ?d ?start WHERE {{ VALUES ?class {{ {terms((kind,) if kind else CLAIM_CLASSES)} }}
              GRAPH ?g {{ ?c a ?class ; <{KG.evidence}> ?p . ?p <{KG.inDocument}> ?d ; <{KG.start}> ?start }} }}"""
            found = sorted((d.value, int(start.value), c.value) for c, d, start in rows(self.view, query))
            self._claims[kind] = tuple(dict.fromkeys(claim for _, _, claim in found))
        return self._claims[kind]
