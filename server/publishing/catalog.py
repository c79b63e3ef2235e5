"""The record in, its DCAT 3 catalogue out: the dataset, each file that holds it, the service that answers for it.

https://www.w3.org/TR/vocab-dcat-3/; checksums as in SPDX, forms by IANA's media types.
"""

from __future__ import annotations

from collections.abc import Iterator

from rdflib import DCAT, DCTERMS, RDF, XSD, Namespace

from kg.crate import SPECIFICATION
from kg.model import Triple
from kg.ntriples import iri, text, typed
from kg.ontology import TERMS
from server.publishing.making import CRATE
from server.publishing.record import MEDIA_TYPES, Dump, Record
from server.publishing.triples import SPDX, VCARD, about
from server.publishing.void import dataset

DCAT3 = Namespace(str(DCAT))
"""What is new in DCAT 3; rdflib knows DCAT 2."""

IANA = "https://www.iana.org/assignments/media-types/"


def catalog(record: Record) -> Iterator[Triple]:
    """Describe the catalogue of one dataset."""
    yield from about(
        f"{record.root}catalog",
        (RDF.type, iri(DCAT.Catalog)),
        (DCTERMS.title, text(f"Catalogue of {record.settings.title}")),
        (DCAT.dataset, iri(record.dataset)),
        (DCAT.service, iri(record.endpoint)),
    )
    yield from dataset(record)
    yield from about(
        record.dataset,
        (RDF.type, iri(DCAT.Dataset)),
        (DCAT.landingPage, iri(record.root)),
        (DCAT3.version, text(str(record.view.generation))),
        (DCAT.contactPoint, iri(f"{record.base}#contact") if record.contact else None),
        (DCTERMS.identifier, text(record.dataset)),
        (DCTERMS.conformsTo, iri(str(TERMS).rstrip("#"))),
        *((DCAT.distribution, iri(f"{record.root}{each.name}")) for each in record.dumps),
    )
    yield from contact(record)
    yield from service(record)
    for each in record.dumps:
        yield from distribution(record, each)
    yield from archive(record)


def contact(record: Record) -> Iterator[Triple]:
    """Say where questions go."""
    if record.contact:
        means = VCARD.hasEmail if record.contact.startswith("mailto:") else VCARD.hasURL
        name = text(record.settings.publisher or record.settings.title)
        yield from about(
            f"{record.base}#contact", (RDF.type, iri(VCARD.Kind)), (VCARD.fn, name), (means, iri(record.contact))
        )


def service(record: Record) -> Iterator[Triple]:
    """Describe the endpoint as what gives access to the data."""
    yield from about(
        record.endpoint,
        (RDF.type, iri(DCAT.DataService)),
        (DCTERMS.title, text(f"{record.settings.title}: SPARQL")),
        (DCTERMS.conformsTo, iri("http://www.w3.org/TR/sparql11-protocol/")),
        (DCAT.endpointURL, iri(record.endpoint)),
        (DCAT.endpointDescription, iri(record.endpoint)),
        (DCAT.endpointDescription, iri(f"{record.root}openapi.json")),
        (DCAT.servesDataset, iri(record.dataset)),
    )


def archive(record: Record) -> Iterator[Triple]:
    """Describe the release in one file."""
    at = f"{record.root}{CRATE}"
    yield from about(record.dataset, (DCAT.distribution, iri(at)))
    yield from about(
        at,
        (RDF.type, iri(DCAT.Distribution)),
        (DCTERMS.title, text(CRATE)),
        (DCTERMS.description, text("Dumps, ontology, shapes, queries and licence")),
        (DCTERMS.conformsTo, iri(SPECIFICATION)),
        (DCAT.accessURL, iri(at)),
        (DCAT.downloadURL, iri(at)),
        (DCAT.mediaType, iri(f"{IANA}application/zip")),
        (DCAT.packageFormat, iri(f"{IANA}application/zip")),
    )


def distribution(record: Record, dump: Dump) -> Iterator[Triple]:
    """Describe one file; its size and digest are known once it has been made."""
    at, seal = f"{record.root}{dump.name}", dump.seal
    yield from about(
        at,
        (RDF.type, iri(DCAT.Distribution)),
        (DCTERMS.title, text(dump.name)),
        (DCTERMS.description, text(dump.content)),
        (DCTERMS.license, iri(record.licence) if record.licence else None),
        (DCAT.accessURL, iri(at)),
        (DCAT.downloadURL, iri(at)),
        (DCAT.accessService, iri(record.endpoint)),
        (DCAT.mediaType, iri(f"{IANA}{MEDIA_TYPES[dump.suffix]}")),
        (DCAT.compressFormat, iri(f"{IANA}{dump.packed}") if dump.packed else None),
        (DCAT.byteSize, typed(str(seal.size), XSD.nonNegativeInteger) if seal else None),
        (SPDX.checksum, iri(f"{at}#sha256") if seal else None),
    )
    if seal:
        yield from about(
            f"{at}#sha256",
            (RDF.type, iri(SPDX.Checksum)),
            (SPDX.algorithm, iri(SPDX.checksumAlgorithm_sha256)),
            (SPDX.checksumValue, typed(seal.sha256, XSD.hexBinary)),
        )
