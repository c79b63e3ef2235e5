"""The record in, typed links out, so that a program that lands on a page finds data, licence and identifier.

FAIR Signposting (https://signposting.org/FAIR/) as Link headers (RFC 8288) and as a link set (RFC 9264).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.urls import iri_to_uri

from server.endpoint.negotiation import HTML, Representation
from server.publishing.making import CRATE
from server.publishing.record import MEDIA_TYPES, Dump, Record

LINKSET = "application/linkset+json"


@dataclass(frozen=True, slots=True)
class Link:
    """One link from what is sent to something else."""

    rel: str
    href: str
    type: str | None = None

    def __str__(self) -> str:
        kind = f'; type="{self.type}"' if self.type else ""
        return f'<{iri_to_uri(self.href)}>; rel="{self.rel}"{kind}'


def header(links: Iterable[Link]) -> str:
    """Write the value of a Link header."""
    return ", ".join(str(link) for link in links)


def common(record: Record) -> tuple[Link, ...]:
    """Links that everything here has: the licence."""
    return (Link("license", record.licence),) if record.licence else ()


def of_dataset(record: Record) -> tuple[Link, ...]:
    """Links of the home page, which stands for the dataset."""
    catalog, void = f"{record.root}catalog", f"{record.root}.well-known/void"
    return (
        Link("cite-as", record.dataset),
        Link("type", "https://schema.org/Dataset"),
        Link("type", "https://schema.org/AboutPage"),
        *common(record),
        Link("describedby", f"{catalog}?format=jsonld", "application/ld+json"),
        Link("describedby", f"{catalog}?format=ttl", "text/turtle"),
        Link("describedby", f"{void}?format=ttl", "text/turtle"),
        Link("service-desc", f"{record.root}openapi.json", "application/openapi+json"),
        *(Link("item", f"{record.root}{each.name}", media_type(each)) for each in record.dumps if each.packed),
        Link("item", f"{record.root}{CRATE}", "application/zip"),
        Link("linkset", f"{record.root}.well-known/linkset", LINKSET),
    )


def of_dump(record: Record) -> tuple[Link, ...]:
    """Links of a file that holds the dataset."""
    return (
        Link("collection", record.root, "text/html"),
        Link("type", "https://schema.org/DataDownload"),
        *common(record),
        Link("describedby", f"{record.root}catalog?format=ttl", "text/turtle"),
    )


def of_node(record: Record, iri: str, kind: str, forms: Iterable[Representation]) -> tuple[Link, ...]:
    """Links of a node of the graph: what it is called, of what class it is, its forms, the dataset it belongs to."""
    at = f"{record.root}{iri.removeprefix(record.base)}"
    return (
        Link("cite-as", iri),
        *([Link("type", kind)] if kind else []),
        Link("type", "https://schema.org/AboutPage"),
        *common(record),
        *(Link("describedby", f"{at}?format={form.name}", form.media_type) for form in forms if form is not HTML),
        Link("collection", record.root, "text/html"),
    )


def linkset(record: Record) -> dict[str, Any]:
    """Give all links of the dataset and of its files: RFC 9264 §4.2."""
    contexts = [(record.root, of_dataset(record))]
    names = [each.name for each in record.dumps] + [CRATE]
    contexts += [(f"{record.root}{name}", of_dump(record)) for name in names]
    return {"linkset": [{"anchor": anchor, **grouped(links)} for anchor, links in contexts]}


def grouped(links: Iterable[Link]) -> dict[str, list[dict[str, str]]]:
    """Gather links by relation."""
    found: dict[str, list[dict[str, str]]] = {}
    for link in links:
        kind = {"type": link.type} if link.type else {}
        found.setdefault(link.rel, []).append({"href": iri_to_uri(link.href), **kind})
    return found


def media_type(dump: Dump) -> str:
    """Give the media type of a file's bytes."""
    return dump.packed or MEDIA_TYPES[dump.suffix]
