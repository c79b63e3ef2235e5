"""What a store says of itself in, triples in the graph ``<base>graph/store`` out, and back.

A server of pages on another machine has no folder of ours; by this graph it knows base, generation and size. It is
VoID (https://www.w3.org/TR/void/) as far as that goes; the rest are identifiers of the form ``name=value``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from rdflib import DCTERMS, RDF, SDO, VOID, XSD

from kg.errors import StoreError
from kg.iris import Iris
from kg.model import Triple
from kg.ntriples import integer, iri, text, typed
from kg.stores import StoreInfo
from kg.stores.folder import FORMAT

MARKS = f"SELECT ?g ?p ?o WHERE {{ GRAPH ?g {{ ?g <{SDO.version}> ?generation ; <{VOID.uriSpace}> ?base ; ?p ?o }} }}"


@dataclass(frozen=True, slots=True)
class Mark:
    """What is known of a graph, and the ``state`` that names the folder it is built from."""

    info: StoreInfo = field(default_factory=StoreInfo)
    state: str = ""

    @property
    def graph(self) -> str:
        """The graph that holds this."""
        return Iris(self.info.base).graph(f"{self.info.base}store")

    def triples(self) -> frozenset[Triple]:
        """Say it."""
        info, about = self.info, iri(self.graph)
        told = {"format": str(info.format), "state": self.state, **info.digests}
        said = [
            (RDF.type, iri(VOID.Dataset)),
            (VOID.uriSpace, text(info.base)),
            (VOID.triples, integer(info.triples)),
            (SDO.version, integer(info.generation)),
            *((DCTERMS.identifier, text(f"{name}={value}")) for name, value in told.items()),
        ]
        if info.built:
            said.append((DCTERMS.modified, typed(info.built, XSD.dateTime)))
        return frozenset((about, iri(predicate), value) for predicate, value in said)


def marks(rows: Iterable[Sequence[Any]]) -> list[Mark]:
    """Read all marks of a server from the rows of ``MARKS``, by base; StoreError for one of another format."""
    found: defaultdict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for graph, predicate, value in rows:
        found[graph.value][predicate.value].append(value.value)
    read = (_read(said) for said in found.values())
    return sorted((mark for mark in read if mark.graph in found), key=lambda mark: mark.info.base)


def _read(said: dict[str, list[str]]) -> Mark:
    one = {predicate: min(values) for predicate, values in said.items()}
    told = dict(value.split("=", 1) for value in said.get(str(DCTERMS.identifier), ()) if "=" in value)
    format_, state = int(told.pop("format", FORMAT)), told.pop("state", "")
    built = one.get(str(DCTERMS.modified))
    base = one[str(VOID.uriSpace)]
    if format_ != FORMAT:
        raise StoreError(
            f"the graph of {base} has store format {format_}, this version of Habeas reads format {FORMAT}: "
            "build it anew, or use the version that made it"
        )
    info = StoreInfo(
        base,
        format_,
        int(one[str(SDO.version)]),
        int(one.get(str(VOID.triples), 0)),
        datetime.fromisoformat(built).isoformat(timespec="seconds") if built else None,
        told,
    )
    return Mark(info, state)


def renewed(mark: Mark, **changes: Any) -> Mark:
    """Change what a mark says of the store."""
    return replace(mark, info=replace(mark.info, **changes))
