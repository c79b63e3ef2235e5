"""The record in, its VoID description out: how much of what, by class and by property.

https://www.w3.org/TR/void/. Partitions of classes hold partitions of their properties: what editors of queries complete
from.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pyoxigraph as ox
from rdflib import DCTERMS, FOAF, PROV, RDF, VOID, XSD

from kg.model import Triple
from kg.ntriples import iri, text, typed
from kg.stores import View
from kg.terms import KG
from server.pages.nodes import ACTOR_CLASSES, CLAIM_CLASSES, rows
from server.publishing.record import Record
from server.publishing.statistics import Statistics
from server.publishing.triples import VOID_EXT, about, number


def void(record: Record) -> Iterator[Triple]:
    """Describe the dataset."""
    document = f"{record.root}.well-known/void"
    yield from about(
        document,
        (RDF.type, iri(VOID.DatasetDescription)),
        (DCTERMS.title, text(f"Description of {record.settings.title}")),
        (FOAF.primaryTopic, iri(record.dataset)),
    )
    yield from dataset(record)
    if record.statistics:
        yield from counts(record.dataset, record.statistics)
        yield from classes(record.dataset, record.statistics)
        yield from properties(record.dataset, record.statistics)
        yield from ends(record.dataset, record.statistics)


def dataset(record: Record) -> Iterator[Triple]:
    """Say what the dataset is, who publishes it, and where it can be had."""
    settings, info = record.settings, record.view.info
    publisher = f"{record.base}#publisher" if settings.publisher else None
    yield from about(
        record.dataset,
        (RDF.type, iri(VOID.Dataset)),
        (DCTERMS.title, text(settings.title)),
        (DCTERMS.description, text(settings.description)),
        (DCTERMS.license, iri(record.licence) if record.licence else None),
        (DCTERMS.rights, None if record.licence else text(settings.licence)),
        (DCTERMS.publisher, iri(publisher) if publisher else None),
        (DCTERMS.modified, typed(info.built, XSD.dateTime) if info.built else None),
        (FOAF.homepage, iri(record.root)),
        (VOID.sparqlEndpoint, iri(record.endpoint)),
        (VOID.uriSpace, text(record.base)),
        (VOID.triples, number(info.triples)),
        *((VOID.dataDump, iri(f"{record.root}{each.name}")) for each in record.dumps),
        *((VOID.exampleResource, iri(each)) for each in examples(record.view)),
        *((PROV.wasGeneratedBy, iri(each)) for each in runs(record.view)),
    )
    if publisher:
        yield from about(publisher, (RDF.type, iri(FOAF.Agent)), (FOAF.name, text(settings.publisher)))


def examples(view: View) -> Iterator[str]:
    """Name a document, a claim and an actor that can be looked at."""
    for kinds in ((str(KG.Document),), CLAIM_CLASSES, ACTOR_CLASSES):
        found = (rows(view, f"SELECT ?x WHERE {{ ?x a <{kind}> FILTER(isIRI(?x)) }} LIMIT 1") for kind in kinds)
        yield from [each[0][0].value for each in found if each][:1]


def runs(view: View) -> Iterator[str]:
    """Name the runs that made the graph."""
    found = rows(view, f"SELECT ?run WHERE {{ ?run a <{PROV.Activity}> }} LIMIT 100")
    yield from sorted(run.value for (run,) in found if isinstance(run, ox.NamedNode))


def counts(node: str, found: Statistics) -> Iterator[Triple]:
    """Say how much there is."""
    spaces = {namespace(term) for term in (*found.classes, *found.properties)}
    yield from about(
        node,
        (VOID.entities, number(found.entities)),
        (VOID.classes, number(len(found.classes))),
        (VOID.properties, number(len(found.properties))),
        (VOID.distinctSubjects, number(found.subjects)),
        (VOID.distinctObjects, number(found.objects)),
        *((VOID.vocabulary, iri(space)) for space in sorted(spaces)),
    )


def classes(node: str, found: Statistics) -> Iterator[Triple]:
    """Partition the dataset by class, and each class by property."""
    for kind, entities in found.classes.items():
        part = f"{node}-class={named(kind)}"
        used = found.used.get(kind, {})
        yield from about(node, (VOID.classPartition, iri(part)))
        yield from about(
            part,
            (VOID["class"], iri(kind)),
            (VOID.entities, number(entities)),
            (VOID.triples, number(sum(used.values()))),
            *((VOID.propertyPartition, iri(f"{part}&property={named(each)}")) for each in used),
        )
        for each, triples in used.items():
            yield from about(
                f"{part}&property={named(each)}", (VOID.property, iri(each)), (VOID.triples, number(triples))
            )


def ends(node: str, found: Statistics) -> Iterator[Triple]:
    """Partition each property of each class by what it leads to: another class, or a datatype.

    As void-generator (https://github.com/sib-swiss/void-generator) does, so that editors complete across classes.
    """
    for kind, by_property in found.targets.items():
        for each, targets in by_property.items():
            for target, triples in targets.items():
                part = f"{node}-class={named(kind)}&property={named(each)}"
                at = f"{part}&object={named(target)}"
                yield from about(part, (VOID.classPartition, iri(at)))
                yield from about(at, (VOID["class"], iri(target)), (VOID.triples, number(triples)))
    for kind, by_property in found.datatypes.items():
        for each, datatypes in by_property.items():
            for datatype, triples in datatypes.items():
                part = f"{node}-class={named(kind)}&property={named(each)}"
                at = f"{part}&datatype={named(datatype)}"
                yield from about(part, (VOID_EXT.datatypePartition, iri(at)))
                yield from about(at, (VOID_EXT.datatype, iri(datatype)), (VOID.triples, number(triples)))


def properties(node: str, found: Statistics) -> Iterator[Triple]:
    """Partition the dataset by property."""
    for each, use in found.properties.items():
        part = f"{node}-property={named(each)}"
        yield from about(node, (VOID.propertyPartition, iri(part)))
        yield from about(
            part,
            (VOID.property, iri(each)),
            (VOID.triples, number(use.triples)),
            (VOID.distinctSubjects, number(use.subjects)),
            (VOID.distinctObjects, number(use.objects)),
        )


def named(term: str) -> str:
    """Write a term's IRI so that it can stand in a fragment."""
    return quote(term, safe=":/")


def namespace(term: str) -> str:
    """Give the vocabulary that a term belongs to."""
    head, mark, _ = term.rpartition("#")
    return f"{head}#" if mark else f"{term.rpartition('/')[0]}/"
