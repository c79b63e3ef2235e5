"""Nodes of claims and documents in, what a page shows of them out: labels, links and words instead of IRIs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

import pyoxigraph as ox
from rdflib import DCTERMS, PROV, SDO, SKOS, XSD

from kg.lengths import length_in_words
from kg.stores import View
from kg.terms import KG
from server.pages.nodes import CLAIM_CLASSES, LABELS, TYPE, Node, href, label, labels, nodes, term_comment, term_label

WORDS: Mapping[str, Callable[[str], str | None]] = {
    str(XSD.duration): length_in_words,
    str(XSD.boolean): {"true": "yes", "1": "yes", "false": "no", "0": "no"}.get,
}
"""How literals are said, by datatype."""

CONTEXT = 60
"""Characters of the document shown before and after the words of a claim."""

ROLES = tuple(
    str(term)
    for term in (
        KG.speaker,
        KG.addressee,
        KG.target,
        KG.agent,
        KG.affected,
        KG.defendant,
        KG.complainant,
        KG.party,
        KG.court,
        KG.place,
        KG.countText,
        KG.dateText,
        KG.duration,
        KG.suspended,
        KG.fine,
        KG.charge,
        KG.ground,
        KG.means,
    )
)
"""What a card tells of a claim, in this order; its page tells everything."""

ELSEWHERE = frozenset(
    {
        TYPE,
        *LABELS,
        *(str(term) for term in (KG.kind, KG.factuality, KG.accordingTo, KG.evidence, KG.confidence, KG.reviewStatus)),
        *(str(term) for term in (KG.rule, KG.cue, KG.describedIn, PROV.wasGeneratedBy, SKOS.altLabel, SDO.sha256)),
        *(str(term) for term in (KG.inDocument, KG.start, KG.end, KG.exact, SKOS.exactMatch, SKOS.closeMatch)),
    }
)
"""What a page tells in a place of its own, and so not among the other facts."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Something with a name, and the address that shows it (None: words only).

    ``written`` is how the graph writes a value that is shown in other words.
    """

    text: str
    href: str | None = None
    title: str = ""
    inferred: bool = False
    written: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One property of a node with its values."""

    name: Ref
    values: tuple[Ref, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A passage: where a document says something, in which words, and what stands around them."""

    iri: str
    document: str
    title: str
    href: str
    start: int
    end: int
    exact: str
    before: str = ""
    after: str = ""
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """A claim in short.

    ``factuality`` is absent for statements, proceedings and sentences; ``own_voice`` where its source is the document.
    """

    iri: str
    href: str
    type: Ref
    kinds: tuple[Ref, ...]
    factuality: Ref | None
    source: Ref | None
    own_voice: bool
    lines: tuple[Line, ...]
    words: str
    places: tuple[tuple[str, int, int], ...]


def ref(view: View, iri: str, names: dict[str, str], *, inferred: bool = False) -> Ref:
    """Name an IRI: by its label, a term by the ontology, else by what it ends in."""
    return Ref(names.get(iri) or label(Node(iri)), href(view.base, iri), term_comment(iri), inferred)


def value(view: View, term: object, names: dict[str, str], *, inferred: bool = False) -> Ref:
    """Name a value: an IRI as a link, a literal by its text, or by words where people say it otherwise."""
    if isinstance(term, ox.NamedNode):
        return ref(view, term.value, names, inferred=inferred)
    text = str(getattr(term, "value", term))
    words = in_words(term) if isinstance(term, ox.Literal) else None
    return Ref(words or text, inferred=inferred, written=text if words else "")


def in_words(literal: ox.Literal) -> str | None:
    """Give the words for a length of time and for yes and no; None where the literal says it best itself."""
    said = WORDS.get(literal.datatype.value)
    return said(literal.value) if said else None


def lines(view: View, node: Node, names: dict[str, str], predicates: Iterable[str] | None = None) -> tuple[Line, ...]:
    """Tell properties of a node: those asked for, or all that have no place of their own.

    A consequence that only says an asserted thing in wider words (``dcterms:source`` for ``kg:evidence``) is left out.
    """
    wanted = tuple(predicates or sorted({f.predicate for f in node.facts} - ELSEWHERE, key=term_label))
    asserted = {(f.predicate, f.value) for f in node.facts if not f.inferred}
    told = {value for _, value in asserted}
    found = ((p, [v for v in node.all(p) if (p, v) in asserted or v not in told]) for p in wanted)
    return tuple(
        Line(
            Ref(term_label(p), href(view.base, p), term_comment(p)),
            tuple(value(view, v, names, inferred=(p, v) not in asserted) for v in values),
        )
        for p, values in found
        if values
    )


def named(view: View, about: Iterable[Node]) -> dict[str, str]:
    """Fetch names for all that some nodes refer to; a claim is named by its class and its words."""
    objects = {f.value.value for node in about for f in node.facts if isinstance(f.value, ox.NamedNode)}
    names = labels(view, objects | {f.predicate for node in about for f in node.facts})
    claims = [iri for iri in objects if iri.startswith(f"{view.base}claim/") and iri not in names]
    return names | {card.iri: title(card) for card in cards(view, claims, deep=False)}


def title(card: Card) -> str:
    """Name a claim: its class, its kinds and the beginning of its words."""
    words = card.words if len(card.words) <= 80 else f"{card.words[:79].rstrip()}…"
    what = ", ".join((card.type.text, *(kind.text for kind in card.kinds)))
    return f"{what}: “{words}”" if words else what


def cards(view: View, iris: Iterable[str], *, deep: bool = True) -> list[Card]:
    """Tell claims in short, in the order given; what is no claim is left out."""
    wanted = tuple(dict.fromkeys(iris))
    found = nodes(view, wanted)
    passages = nodes(view, {p for node in found.values() for p in node.texts(KG.evidence)})
    names = named(view, found.values()) if deep else {}
    claims = (found[iri] for iri in wanted if iri in found and found[iri].type in CLAIM_CLASSES)
    return [card(view, node, passages, names) for node in claims]


def card(view: View, node: Node, passages: dict[str, Node], names: dict[str, str]) -> Card:
    """Tell one claim in short."""
    where = sorted((place(passages[p]) for p in node.texts(KG.evidence) if p in passages), key=lambda p: p[:3])
    factuality, source = node.text(KG.factuality), node.text(KG.accordingTo) or node.text(KG.speaker)
    return Card(
        node.iri,
        href(view.base, node.iri) or node.iri,
        ref(view, node.type, {node.type: term_label(node.type)}),
        tuple(ref(view, kind, {kind: term_label(kind)}) for kind in node.texts(KG.kind)),
        ref(view, factuality, {factuality: term_label(factuality)}) if factuality else None,
        ref(view, source, names) if source else None,
        source.startswith(f"{view.base}doc/") and "#" not in source,
        lines(view, node, names, ROLES),
        where[0][3] if where else "",
        tuple(p[:3] for p in where),
    )


def place(passage: Node) -> tuple[str, int, int, str]:
    """Give document, start, end and words of a passage."""
    start, end = passage.text(KG.start), passage.text(KG.end)
    return passage.text(KG.inDocument), int(start or 0), int(end or 0), passage.text(KG.exact)


def around(text: str, body: int, start: int, end: int) -> tuple[str, str]:
    """Give what stands before and after a passage, cut at white space where there is some.

    The front matter, which ends at ``body``, is no context of what the text says.
    """
    first = max(body if body <= start else 0, start - CONTEXT)
    before, after = text[first:start], text[end : end + CONTEXT]
    if first == start - CONTEXT > 0:
        before = f"… {before.partition(' ')[2] or before}"
    if end + CONTEXT < len(text):
        after = f"{after.rpartition(' ')[0] or after} …"
    return before, after


def places(view: View, passages: Sequence[str]) -> list[Place]:
    """Tell passages with what stands around them, by document and offset."""
    found = [(*place(node), iri) for iri, node in nodes(view, passages).items() if node.text(KG.inDocument)]
    told: list[Place] = []
    for document, group in groupby(sorted(found), key=lambda each: each[0]):
        about, reading = nodes(view, [document])[document], view.reading(document)
        text, body = (reading.document.text, reading.document.body) if reading else ("", 0)
        for _, start, end, exact, iri in group:
            before, after = around(text, body, start, end)
            told.append(
                Place(
                    iri,
                    document,
                    about.text(DCTERMS.title) or label(about),
                    href(view.base, iri) or iri,
                    start,
                    end,
                    exact,
                    before,
                    after,
                    about.text(SDO.sha256),
                )
            )
    return told
