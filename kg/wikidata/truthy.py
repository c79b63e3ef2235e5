"""N-Triples of the truthy dump in, parts of items out: one for each run of lines about the same item.

Format: Wikibase RDF dump format, "truthy statements"; sitelinks and version stand with the item's EntityData page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse
from rdflib import OWL, RDFS, SDO, SKOS

from kg.wikidata.entity_json import year
from kg.wikidata.items import CONCEPT, ID, KEPT, NAMING, TIMES, Entry, Item, Kind, Name, Redirect

DIRECT = "http://www.wikidata.org/prop/direct/"
PAGE = "Special:EntityData/"
SUBJECT = re.compile(rb"<https?://www\.wikidata\.org/(?:entity/|wiki/Special:EntityData/)(Q[1-9][0-9]{0,17})> ")
POINT = re.compile(r"(?:<[^>]*> )?Point\((\S+) (\S+)\)", re.IGNORECASE)
NAMED: Mapping[str, Kind] = {f"{RDFS.label}": "label", f"{SKOS.altLabel}": "alias"}
SCHEMA = ("http://schema.org/", str(SDO))
DESCRIBED = frozenset(f"{base}description" for base in SCHEMA)
VERSION = frozenset(f"{base}version" for base in SCHEMA)
SITELINKS = "http://wikiba.se/ontology#sitelinks"
MERGED = str(OWL.sameAs)
WANTED = frozenset({*NAMED, *DESCRIBED, *VERSION, SITELINKS, MERGED, *(DIRECT + name for name in (*KEPT, *NAMING))})
PREDICATE = re.compile(rb"> <([^>]*)> ")


def subject(line: bytes) -> str | None:
    """The item that a line is about; None where it is about something else."""
    found = SUBJECT.match(line)
    return found[1].decode() if found else None


def entry(line: bytes) -> Entry | None:
    """What a line tells of its item; None where that is not wanted. Raises ValueError where the line is malformed."""
    found = PREDICATE.search(line)
    if found is None:
        raise ValueError("not a triple")
    if found[1].decode("utf-8", "replace") not in WANTED:
        return None
    try:
        (quad,) = parse(line, format=RdfFormat.N_TRIPLES)
    except SyntaxError as error:
        raise ValueError(f"not a triple: {error}") from error
    return _entry(subject(line) or "", quad.triple)


def _entry(id: str, triple: Triple) -> Entry | None:
    predicate, value = triple.predicate.value, triple.object
    if isinstance(value, Literal):
        return _told(id, predicate, value)
    target = value.value.removeprefix(CONCEPT) if isinstance(value, NamedNode) else ""
    if not ID.fullmatch(target):
        return None
    if predicate == MERGED:
        return Redirect(id, target)
    return Item(id, claims={predicate.removeprefix(DIRECT): (target,)})


def _told(id: str, predicate: str, value: Literal) -> Item | None:
    language, words = value.language or "mul", " ".join(value.value.split())
    name = predicate.removeprefix(DIRECT)
    if predicate in NAMED or name in NAMING:
        return Item(id, names=(Name(language, NAMED.get(predicate, "claim"), words),)) if words else None
    if predicate in DESCRIBED:
        return Item(id, descriptions={language: words})
    if predicate == SITELINKS:
        return Item(id, sitelinks=int(words))
    if predicate in VERSION:
        return Item(id, revision=int(words))
    return _measured(id, name, words)


def _measured(id: str, name: str, words: str) -> Item | None:
    if name in TIMES:
        return Item(id, claims={name: (str(year(words)),)})
    point = POINT.fullmatch(words) if name == "P625" else None
    return Item(id, claims={name: (f"{point[2]},{point[1]}",)}) if point else None
