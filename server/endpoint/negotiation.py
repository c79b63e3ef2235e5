"""An Accept header and what a resource offers in, the representation to send out (RFC 9110 §12.5.1).

Law of this file: no request, no response; strings in, a :class:`Representation` or None out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Representation:
    """One form a resource can be sent in.

    ``name`` is what ``?format=`` and file suffixes say ("ttl"); ``aliases`` are further media types and names that
    clients use for the same bytes.
    """

    name: str
    media_type: str
    label: str
    aliases: tuple[str, ...] = ()

    def answers(self, media_range: str) -> int:
        """Tell how specifically a media range names this form: 3 exactly, 2 ``type/*``, 1 ``*/*``, 0 not at all."""
        types = {self.media_type, *self.aliases}
        if media_range in types:
            return 3
        if media_range == "*/*":
            return 1
        main, _, sub = media_range.partition("/")
        return 2 if sub == "*" and self.media_type.startswith(f"{main}/") else 0


HTML = Representation("html", "text/html", "HTML", ("application/xhtml+xml",))
TEXT = Representation("txt", "text/plain", "plain text", ("text",))
JSON = Representation("json", "application/sparql-results+json", "JSON", ("application/json",))
XML = Representation("xml", "application/sparql-results+xml", "XML", ("application/xml", "text/xml"))
CSV = Representation("csv", "text/csv", "CSV")
TSV = Representation("tsv", "text/tab-separated-values", "TSV")
TURTLE = Representation("ttl", "text/turtle", "Turtle", ("turtle", "application/x-turtle", "text/n3"))
N_TRIPLES = Representation("nt", "application/n-triples", "N-Triples", ("ntriples",))
RDF_XML = Representation("rdf", "application/rdf+xml", "RDF/XML", ("rdfxml", "xml", "application/xml", "text/xml"))
JSON_LD = Representation("jsonld", "application/ld+json", "JSON-LD", ("json-ld", "json", "application/json"))
TRIG = Representation("trig", "application/trig", "TriG")
N_QUADS = Representation("nq", "application/n-quads", "N-Quads", ("nquads",))

RESULTS = (JSON, XML, CSV, TSV)
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD)
RESOURCE = (HTML, *GRAPHS)
DATASETS = (TRIG, N_QUADS)


def ranges(accept: str) -> dict[str, float]:
    """Map media range → quality of an Accept header; parameters but ``q`` are ignored, malformed parts left out."""
    found: dict[str, float] = {}
    for part in accept.split(","):
        media_range, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weight = quality(parameters)
        if media_range.count("/") == 1 and weight is not None:
            found[media_range] = max(weight, found.get(media_range, 0.0))
    return found


def quality(parameters: Sequence[str]) -> float | None:
    """Give the ``q`` among a range's parameters: 1 where absent, None where it is not a number from 0 to 1."""
    weights = [value.strip() for key, _, value in (p.partition("=") for p in parameters) if key.strip() == "q"]
    if not weights:
        return 1.0
    plain = weights[0].replace(".", "", 1)
    if not (plain.isascii() and plain.isdigit()):
        return None
    return float(weights[0]) if float(weights[0]) <= 1 else None


def negotiate(accept: str | None, offers: Sequence[Representation]) -> Representation | None:
    """Choose the offer an Accept header likes best, the first of equals; None where it accepts none of them.

    An absent, empty or wholly malformed header accepts everything. A range that names an offer more specifically
    decides over a wider one, so ``text/turtle;q=0, */*`` means anything but Turtle.
    """
    wanted = ranges(accept or "")
    if not wanted:
        return offers[0]

    def liking(offer: Representation) -> float:
        best = max(wanted, key=lambda media_range: (offer.answers(media_range), wanted[media_range]))
        return wanted[best] if offer.answers(best) else 0.0

    best = max(offers, key=liking)
    return best if liking(best) > 0 else None


def named(name: str, offers: Sequence[Representation]) -> Representation | None:
    """Find the offer that a ``?format=`` value or a suffix names, by name, alias or media type; None if none."""
    wanted = name.strip().lower()
    exact = (offer for offer in offers if wanted in (offer.name, offer.media_type))
    alias = (offer for offer in offers if wanted in offer.aliases)
    return next(exact, None) or next(alias, None)
