"""The record in, the description of the SPARQL service out, with its example queries.

https://www.w3.org/TR/sparql11-service-description/; examples as SHACL executables with their prefixes, as in
https://github.com/sib-swiss/sparql-examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rdflib import DCTERMS, RDF, RDFS, SDO, SH, VOID, XSD, Namespace

from kg.model import Triple
from kg.ntriples import iri, text, typed
from kg.stores.syntax import words
from server.endpoint.negotiation import GRAPHS, RESULTS
from server.pages.examples import Example, queries
from server.publishing import magic
from server.publishing.record import Record
from server.publishing.triples import SD, about, number

FORMATS = Namespace("http://www.w3.org/ns/formats/")
FORMAT_IRIS = {
    "json": FORMATS.SPARQL_Results_JSON,
    "xml": FORMATS.SPARQL_Results_XML,
    "csv": FORMATS.SPARQL_Results_CSV,
    "tsv": FORMATS.SPARQL_Results_TSV,
    "ttl": FORMATS.Turtle,
    "nt": FORMATS["N-Triples"],
    "rdf": FORMATS.RDF_XML,
    "jsonld": FORMATS["JSON-LD"],
}
GEO = Namespace("http://www.opengis.net/def/function/geosparql/")
NAMES = "sfContains sfCrosses sfDisjoint sfEquals sfIntersects sfOverlaps sfTouches sfWithin"
FUNCTIONS = tuple(str(GEO[name]) for name in NAMES.split())
"""What the engine knows beyond the functions of SPARQL 1.1."""

NAMED = 1000
"""Named graphs that are listed, at most; a query lists all."""

FORMS = {"SELECT": SH.SPARQLSelectExecutable, "ASK": SH.SPARQLAskExecutable}
PREFIX = re.compile(r"^\s*PREFIX\s+([\w-]*):\s*<([^>\s]*)>", re.IGNORECASE | re.MULTILINE)


def service(record: Record) -> Iterator[Triple]:
    """Describe the endpoint and the dataset behind it."""
    at = record.endpoint
    yield from about(
        at,
        (RDF.type, iri(SD.Service)),
        (SD.endpoint, iri(at)),
        (SD.supportedLanguage, iri(SD.SPARQL11Query)),
        (SD.feature, iri(SD.UnionDefaultGraph) if union(record) else None),
        (SD.defaultDataset, iri(record.dataset)),
        (DCTERMS.title, text(f"{record.settings.title}: SPARQL")),
        (RDFS.comment, text(limits(record))),
        *((SD.resultFormat, iri(FORMAT_IRIS[form.name])) for form in (*RESULTS, *GRAPHS)),
        (SD.propertyFeature, iri(magic.SEARCH)),
        *((SD.extensionFunction, iri(function)) for function in FUNCTIONS),
    )
    yield from about(
        magic.SEARCH, (RDF.type, iri(SD.Feature)), (RDFS.label, text("text search")), (RDFS.comment, text(magic.SHAPE))
    )
    yield from dataset(record)
    yield from update(record)
    yield from examples(record)


def union(record: Record) -> bool:
    """Tell whether a query without a dataset is asked of all graphs."""
    return record.settings.default_graph == "union"


def limits(record: Record) -> str:
    """Tell what a query may cost."""
    costs = record.settings.limits
    return f"A query may take {costs.seconds:g} seconds and give {costs.rows:,} rows or triples."


def dataset(record: Record) -> Iterator[Triple]:
    """List the graphs that a query is asked of."""
    default, found = f"{record.endpoint}#default-graph", record.statistics
    unnamed = found.unnamed if found else None
    listed = dict(list(found.graphs.items())[:NAMED]) if found else {}
    yield from about(record.dataset, (RDF.type, iri(SD.Dataset)), (SD.defaultGraph, iri(default)))
    yield from about(
        default,
        (RDF.type, iri(SD.Graph)),
        (RDFS.comment, text("The union of all graphs." if union(record) else "The graph without a name.")),
        (VOID.triples, number(record.view.info.triples if union(record) else unnamed)),
    )
    for graph, triples in listed.items():
        node = f"{record.endpoint}#graph={graph.removeprefix(record.base)}"
        yield from about(node, (RDF.type, iri(SD.NamedGraph)), (SD.name, iri(graph)), (SD.graph, iri(graph)))
        yield from about(graph, (RDF.type, iri(SD.Graph)), (VOID.triples, number(triples)))
        yield from about(record.dataset, (SD.namedGraph, iri(node)))


def update(record: Record) -> Iterator[Triple]:
    """Describe the address for updates, where there is one."""
    if record.settings.writable:
        yield from about(
            f"{record.root}update",
            (RDF.type, iri(SD.Service)),
            (SD.endpoint, iri(f"{record.root}update")),
            (SD.supportedLanguage, iri(SD.SPARQL11Update)),
            (SD.defaultDataset, iri(record.dataset)),
            *((SD.inputFormat, iri(FORMAT_IRIS[form.name])) for form in GRAPHS),
        )


def examples(record: Record) -> Iterator[Triple]:
    """Give the example queries, so that editors and tests can run them."""
    declared: dict[str, str] = {}
    for each in queries():
        declared |= dict(PREFIX.findall(each.query))
        yield from example(record.endpoint, each)
    yield from about(f"{record.endpoint}#prefixes", (RDF.type, iri("http://www.w3.org/2002/07/owl#Ontology")))
    for prefix, namespace in sorted(declared.items()):
        node = f"{record.endpoint}#prefix-{prefix}"
        yield from about(f"{record.endpoint}#prefixes", (SH.declare, iri(node)))
        yield from about(node, (SH.prefix, text(prefix)), (SH.namespace, typed(namespace, XSD.anyURI)))


def example(endpoint: str, each: Example) -> Iterator[Triple]:
    """Give one example query with the question that it answers."""
    form = next((word for word in words(each.query) if word in FORMS), "SELECT")
    yield from about(
        f"{endpoint}#{each.name}",
        (RDF.type, iri(SH.SPARQLExecutable)),
        (RDF.type, iri(FORMS[form])),
        (RDFS.comment, text(each.question, "en")),
        (SH.prefixes, iri(f"{endpoint}#prefixes")),
        (SH.select if form == "SELECT" else SH.ask, text(each.query)),
        (SDO.target, iri(endpoint)),
    )
