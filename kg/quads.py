"""A reading and its entities in, RDF out: the only place where anything becomes a triple.

Laws of this file: IRIs only, no blank nodes; what concerns one document hangs on nodes of that document, what is known
of an actor or place over all documents stands once in the entity graph, so that no triple stands in two graphs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rdflib import DCTERMS, PROV, RDF, SDO, SKOS, XSD, URIRef

from kg.entities import Entities
from kg.errors import InvariantError
from kg.iris import Iris
from kg.links import JURISDICTION, WITHIN, Witness, linked
from kg.model import (
    Claim,
    ClaimRef,
    Code,
    Document,
    Duration,
    Entity,
    Issue,
    Link,
    Mention,
    Moment,
    Money,
    Quantity,
    Reading,
    Selector,
    Triple,
)
from kg.ntriples import boolean, date, decimal, duration, integer, iri, text, typed
from kg.terms import KG, KGC

TERMS: Mapping[str, str] = {name: f"<{term}>" for name, term in vars(KG).items() if isinstance(term, URIRef)}
CODES: Mapping[str, str] = {
    name.rstrip("_"): f"<{term}>" for name, term in vars(KGC).items() if isinstance(term, URIRef)
}
A, LABEL, ALIAS = f"<{RDF.type}>", f"<{SKOS.prefLabel}>", f"<{SKOS.altLabel}>"
IDENTIFIER, TITLE, ISSUED = f"<{DCTERMS.identifier}>", f"<{DCTERMS.title}>", f"<{DCTERMS.issued}>"
PUBLISHER, CREATOR, LANGUAGE = f"<{DCTERMS.publisher}>", f"<{DCTERMS.creator}>", f"<{DCTERMS.language}>"
SHA256, URL, GENERATED = f"<{SDO.sha256}>", f"<{SDO.url}>", f"<{PROV.wasGeneratedBy}>"
DESCRIPTION, DATE = f"<{DCTERMS.description}>", f"<{DCTERMS.date}>"
LINKS = {WITHIN: TERMS["within"], JURISDICTION: TERMS["jurisdiction"]}
Part = tuple[str, str]
"""Predicate and object of a triple whose subject is known."""


def quads(reading: Reading, found: Entities, iris: Iris, *, run: str, original: str | None = None) -> frozenset[Triple]:
    """The triples of one document's graph.

    ``found`` are the entities of the same reading, ``run`` the IRI of the run. A document that repeats the bytes of
    ``original`` (an IRI) says so and nothing else.
    """
    document = iris.document(reading.document)
    said = _document(reading.document, document, run)
    if original is not None:
        return frozenset((*said, (iri(document), TERMS["duplicateOf"], iri(original))))
    writer = _Writer(reading, found, iris, run)
    return frozenset((*said, *writer.actors(), *writer.claims()))


def unspoken(reading: Reading, found: Entities) -> tuple[Issue, ...]:
    """The statements that are left out because nobody knows who speaks, as issues."""
    missing = (claim for claim in reading.claims if not _spoken(claim, found))
    message = "left out: the speaker is a pronoun that could not be resolved"
    return tuple(
        Issue(reading.document.name, "quads", "unspoken", message, selector=claim.trigger) for claim in missing
    )


def entity_quads(facts: Iterable[Witness]) -> frozenset[Triple]:
    """What the entity graph says of one entity, from all facts about it; nothing where nobody names it any more."""
    facts = frozenset(facts)
    entity = linked(facts)
    if entity is None:
        return frozenset()
    links = ((iri(entity.iri), LINKS[name], iri(value)) for _, name, value in facts if name in LINKS)
    return frozenset((*_entity(entity), *links))


def link_quads(link: Link, iris: Iris) -> frozenset[Triple]:
    """What the graph of links says of one."""
    subject = iri(iris.link(link.left, link.right))
    reasons = (f"{name} {points:+g}: {detail}" for name, (points, detail) in link.features.items())
    said = [
        (subject, A, TERMS["Link"]),
        (subject, TERMS["left"], iri(link.left)),
        (subject, TERMS["right"], iri(link.right)),
        (subject, TERMS["judgement"], _code(link.judgement)),
        (subject, TERMS["judge"], text(link.by)),
        *((subject, TERMS["feature"], text(reason)) for reason in reasons),
    ]
    said += [(subject, DESCRIPTION, text(link.sentence))] if link.sentence else []
    said += [(subject, TERMS["confidence"], decimal(link.score))] if link.score is not None else []
    return frozenset(said + ([(subject, DATE, date(link.when))] if link.when else []))


def _entity(entity: Entity) -> Iterator[Triple]:
    subject = iri(entity.iri)
    yield subject, A, _term(entity.type)
    yield subject, LABEL, text(entity.label, "en")
    yield from ((subject, ALIAS, text(name, "en")) for name in entity.names if name != entity.label)
    yield from ((subject, TERMS["kind"], _code(kind)) for kind in entity.kinds)


def _document(document: Document, node: str, run: str) -> Iterator[Triple]:
    subject = iri(node)
    yield subject, A, TERMS["Document"]
    yield subject, IDENTIFIER, text(document.name)
    yield subject, SHA256, text(document.sha256)
    yield subject, LANGUAGE, text(document.language)
    yield subject, GENERATED, iri(run)
    optional = (
        (TITLE, document.title, lambda title: text(title, document.language)),
        (ISSUED, document.published, date),
        (PUBLISHER, document.publisher, text),
        (CREATOR, document.author, text),
        (URL, document.url, lambda url: typed(url, XSD.anyURI)),
    )
    yield from ((subject, predicate, written(value)) for predicate, value, written in optional if value)


def _spoken(claim: Claim, found: Entities) -> bool:
    speakers = (role.filler for role in claim.roles if role.name == "speaker")
    return claim.type != "Statement" or any(isinstance(who, Mention) and found.of(who) for who in speakers)


def _term(name: str) -> str:
    if name not in TERMS:
        raise InvariantError(f"{name!r} is no term of the ontology")
    return TERMS[name]


def _code(name: str) -> str:
    if name not in CODES:
        raise InvariantError(f"{name!r} is no code of the ontology")
    return CODES[name]


class _Writer:
    """Writes the actors and claims of one reading."""

    def __init__(self, reading: Reading, found: Entities, iris: Iris, run: str) -> None:
        self._found = found
        self._iris = iris
        self._run = run
        self._document = iris.document(reading.document)
        self._spoken = [claim for claim in reading.claims if _spoken(claim, found)]
        self._ids = frozenset(claim.id for claim in self._spoken)
        self._fillers: Mapping[type[Any], Callable[[str, Any], Iterable[Part]]] = {
            Mention: self._mention,
            ClaimRef: self._reference,
            Quantity: _quantity,
            Moment: _moment,
            Duration: _duration,
            Money: lambda name, money: [(_term(name), text(money.selector.exact))],
            Selector: lambda name, words: [(_term(name), text(words.exact))],
            Code: lambda name, code: [(_term(name), _code(code.name))],
            bool: lambda name, truth: [(_term(name), boolean(truth))],
        }

    def actors(self) -> Iterator[Triple]:
        """Where each actor and place is named: the first passage of each spelling; and who is only described."""
        for entity in self._found.named + self._found.described:
            first = {mention.selector.exact: mention.selector for mention in reversed(entity.mentions)}
            for selector in first.values():
                yield from self._evidence(iri(entity.iri), selector)
        for entity in self._found.described:
            yield from _entity(entity)

    def claims(self) -> Iterator[Triple]:
        """All claims but the statements of nobody."""
        for claim in self._spoken:
            subject = iri(self._iris.claim(claim.id))
            yield from ((subject, predicate, object_) for predicate, object_ in self._parts(claim))
            for selector in (*claim.evidence, *_unseen(claim)):
                yield from self._evidence(subject, selector)

    def _evidence(self, subject: str, selector: Selector) -> Iterator[Triple]:
        passage = iri(self._iris.passage(self._document, selector))
        yield subject, TERMS["evidence"], passage
        yield passage, A, TERMS["Passage"]
        yield passage, TERMS["inDocument"], iri(self._document)
        yield passage, TERMS["start"], integer(selector.start)
        yield passage, TERMS["end"], integer(selector.end)
        yield passage, TERMS["exact"], text(selector.exact)

    def _parts(self, claim: Claim) -> Iterator[Part]:
        yield A, _term(claim.type)
        yield TERMS["cue"], text(claim.trigger.exact)
        yield TERMS["confidence"], decimal(claim.score)
        yield TERMS["reviewStatus"], CODES["unreviewed"]
        yield GENERATED, iri(self._run)
        yield from ((TERMS["kind"], _code(kind)) for kind in claim.kinds)
        yield from ((TERMS["rule"], text(extractor)) for extractor in claim.extractors)
        if claim.factuality:
            yield TERMS["factuality"], _code(claim.factuality)
        if claim.type != "Statement":
            yield TERMS["accordingTo"], self._source(claim.attribution)
        for role in claim.roles:
            yield from self._fillers[type(role.filler)](role.name, role.filler)

    def _source(self, attribution: Mention | None) -> str:
        entity = self._found.of(attribution) if attribution else None
        return iri(entity.iri if entity else self._document)

    def _mention(self, name: str, mention: Mention) -> Iterator[Part]:
        entity = self._found.of(mention)
        if entity is not None:
            yield _term(name), iri(entity.iri)

    def _reference(self, name: str, reference: ClaimRef) -> Iterator[Part]:
        if reference.id in self._ids:
            yield _term(name), iri(self._iris.claim(reference.id))


def _unseen(claim: Claim) -> Iterator[Selector]:
    """Quotations that no one passage of evidence holds whole: they run over several sentences."""
    for quoted in claim.all("quote"):
        if isinstance(quoted, Selector) and not any(passage.contains(quoted) for passage in claim.evidence):
            yield quoted


def _quantity(_: str, quantity: Quantity) -> Iterator[Part]:
    numbers = {"count": quantity.value, "minCount": quantity.minimum, "maxCount": quantity.maximum}
    yield from ((TERMS[name], integer(number)) for name, number in numbers.items() if number is not None)
    yield TERMS["countQualifier"], _code(quantity.qualifier)
    yield TERMS["countText"], text(quantity.selector.exact)


def _moment(_: str, moment: Moment) -> Iterator[Part]:
    yield TERMS["dateText"], text(moment.selector.exact)
    if moment.edtf:
        yield TERMS["edtf"], text(moment.edtf)
    days = {"earliest": moment.earliest, "latest": moment.latest}
    yield from ((TERMS[name], date(day)) for name, day in days.items() if day)


def _duration(name: str, length: Duration) -> Iterator[Part]:
    written = duration(length.iso) if length.iso else None
    if written is not None:
        yield _term(name), written
