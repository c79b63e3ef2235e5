"""Triples in, JSON-LD out, each passage with the full selectors of the Web Annotation model.

An item of Wikidata that a person confirmed stands also as schema:sameAs (https://schema.org/sameAs), for search
engines.

https://www.w3.org/TR/annotation-model/#selectors: a TextQuoteSelector with prefix and suffix, and a
TextPositionSelector, both in Unicode code points of the document's text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any

import pyoxigraph as ox
from rdflib import RDF, XSD

from kg.stores import View
from kg.terms import KG
from server.engine.results import PREFIXES, compact, plain

AROUND = 32
"""Characters of prefix and suffix."""

CONTEXT = {name: PREFIXES[name] for name in sorted(PREFIXES)} | {"oa": "http://www.w3.org/ns/oa#"}
NATIVE: Mapping[str, Callable[[str], Any]] = {
    str(XSD.integer): int,
    str(XSD.boolean): lambda lexical: lexical in ("true", "1"),
}
"""Datatypes that JSON has, and that JSON-LD reads back as the same literal."""
CONFIRMED, SAME, WIKIDATA = "skos:exactMatch", "schema:sameAs", "http://www.wikidata.org/entity/"


def annotated(view: View, triples: Iterable[ox.Triple]) -> bytes:
    """Write triples as one JSON-LD document: a context without network, and one object for each subject."""
    subjects: dict[str, dict[str, Any]] = {}
    for triple in triples:
        node = subjects.setdefault(str(triple.subject), {"@id": triple.subject.value})  # type: ignore[union-attr]
        key, value = said(triple)
        values = node.setdefault(key, [])
        if value not in values:
            values.append(value)
        if key == CONFIRMED and triple.object.value.startswith(WIKIDATA):  # type: ignore[union-attr]
            node.setdefault(SAME, []).append(value)
    texts = lru_cache(maxsize=8)(view.document_text)
    for node in subjects.values():
        if short(str(KG.Passage)) in node.get("@type", []):
            node.update(selectors(node, texts(node[short(str(KG.inDocument))][0]["@id"])))
            node["@type"] = [*node["@type"], "oa:SpecificResource"]
    return compact({"@context": CONTEXT, "@graph": list(subjects.values())})


def selectors(passage: dict[str, Any], text: str | None) -> dict[str, Any]:
    """Give the selectors of a passage whose document has this text (None: it is on another machine)."""
    start, end = (passage[short(str(term))][0] for term in (KG.start, KG.end))
    quote = {"@type": "oa:TextQuoteSelector", "oa:exact": passage[short(str(KG.exact))][0]}
    if text is not None:
        quote |= {"oa:prefix": text[max(0, start - AROUND) : start], "oa:suffix": text[end : end + AROUND]}
    position = {"@type": "oa:TextPositionSelector", "oa:start": start, "oa:end": end}
    return {"oa:hasSource": passage[short(str(KG.inDocument))][0], "oa:hasSelector": [quote, position]}


def said(triple: ox.Triple) -> tuple[str, Any]:
    """Give the key and the value of one triple."""
    if triple.predicate.value == str(RDF.type) and isinstance(triple.object, ox.NamedNode):
        return "@type", short(triple.object.value)
    return short(triple.predicate.value), json_value(triple.object)


def json_value(term: Any) -> Any:
    """Give a term as JSON-LD has it."""
    if not isinstance(term, ox.Literal):
        return {"@id": term.value}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    native = NATIVE.get(term.datatype.value)
    if native:
        return native(term.value)
    return term.value if plain(term) else {"@value": term.value, "@type": short(term.datatype.value)}


def short(iri: str) -> str:
    """Shorten an IRI by the context; one that no prefix fits stays whole."""
    fitting = ((name, ns) for name, ns in CONTEXT.items() if iri.startswith(ns) and len(iri) > len(ns))
    return next((f"{name}:{iri.removeprefix(ns)}" for name, ns in fitting), iri)
