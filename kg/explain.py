"""A node of the graph in, where it comes from out: words, file, characters, who says so, which rule, which run."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode, QuerySolutions
from rdflib import DCTERMS, PROV, RDF, SDO, SKOS

from kg.errors import UnknownIriError
from kg.stores import View
from kg.terms import KG

NAMES = (str(SKOS.prefLabel), str(DCTERMS.title), str(DCTERMS.identifier), str(KG.exact))
Said = Mapping[str, Sequence[str]]
"""Property IRI → values, as plain strings."""


@dataclass(frozen=True, slots=True)
class Words:
    """A passage: ``exact`` are the characters ``start`` to ``end`` of ``file``, whose bytes have this ``sha256``."""

    iri: str
    exact: str
    start: int
    end: int
    document: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Tie:
    """What is held of an actor and another being one: by whom, how sure, in a sentence, and for which reasons."""

    other: str
    name: str
    judgement: str
    judge: str
    confidence: str
    when: str
    sentence: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where a claim, an actor, a passage or a document comes from.

    ``types`` are local names of the ontology's classes. ``sources`` are those it is said by (IRI → name), ``rules`` the
    rules that found it, ``runs`` the runs (IRI → what determined them). ``said`` is all else that is asserted, ``ties``
    what is held of it and others being one.
    """

    iri: str
    name: str
    types: tuple[str, ...]
    words: tuple[Words, ...]
    sources: Mapping[str, str]
    rules: tuple[str, ...]
    runs: Mapping[str, Sequence[str]]
    said: Said
    ties: tuple[Tie, ...] = ()


def explain(view: View, iri: str) -> Explanation:
    """Explain a node of the graph; raises UnknownIriError where nothing is known of it."""
    said = _said(view, iri)
    if not said:
        raise UnknownIriError(f"nothing is known of {iri}")
    passages = [iri, *said.get(str(KG.evidence), ())]
    words = sorted(_words(view, passages), key=lambda each: (each.file, each.start, each.end))
    sources = {*said.get(str(KG.accordingTo), ()), *said.get(str(KG.speaker), ())}
    runs = {
        run
        for node in (iri, *(each.document for each in words))
        for run in _said(view, node).get(str(PROV.wasGeneratedBy), ())
    }
    told = {str(RDF.type), str(KG.evidence), str(KG.rule), str(PROV.wasGeneratedBy)}
    return Explanation(
        iri,
        _name(said, iri),
        tuple(
            sorted(each.removeprefix(KG_PREFIX) for each in said.get(str(RDF.type), ()) if each.startswith(KG_PREFIX))
        ),
        tuple(words),
        {source: _name(_said(view, source), source) for source in sorted(sources)},
        tuple(said.get(str(KG.rule), ())),
        {run: _said(view, run).get(str(SDO.softwareVersion), ()) for run in sorted(runs)},
        {name: values for name, values in said.items() if name not in told},
        tuple(sorted(_ties(view, iri), key=lambda tie: (tie.judgement, tie.other))),
    )


KG_PREFIX = str(KG.Actor).removesuffix("Actor")


def _said(view: View, iri: str) -> Said:
    """What is asserted of a node; what only follows from that explains nothing."""
    try:
        node = NamedNode(iri)
    except ValueError:
        raise UnknownIriError(f"{iri!r} is not an IRI") from None
    inferred = f"{view.base}graph/inferred/"
    query = f"SELECT ?p ?o WHERE {{ GRAPH ?g {{ {node} ?p ?o }} FILTER(!STRSTARTS(STR(?g), '{inferred}')) }}"
    rows = view.query(query)
    assert isinstance(rows, QuerySolutions)
    found: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row["p"].value].append(row["o"].value)
    return {name: sorted(values) for name, values in sorted(found.items())}


def _ties(view: View, iri: str) -> Iterator[Tie]:
    """The links of a node, and of the IRIs whose place it took."""
    ours = f"{{ BIND(<{iri}> AS ?own) }} UNION {{ ?own <{DCTERMS.isReplacedBy}> <{iri}> }}"
    rows = view.query(
        f"SELECT DISTINCT ?link WHERE {{ {ours} ?link <{KG.left}>|<{KG.right}> ?own . ?link a <{KG.Link}> }}"
    )
    assert isinstance(rows, QuerySolutions)
    for link in sorted(row["link"].value for row in rows):
        said = _said(view, link)
        ends = [*said[str(KG.left)], *said[str(KG.right)]]
        other = next((end for end in ends if end != iri), iri)
        first = {name: values[0] for name, values in said.items()}
        yield Tie(
            other,
            called(view, other),
            first[str(KG.judgement)].rpartition("/")[2],
            first[str(KG.judge)],
            first.get(str(KG.confidence), ""),
            first.get(str(DCTERMS.date), ""),
            first.get(str(DCTERMS.description), ""),
            tuple(said.get(str(KG.feature), ())),
        )


def called(view: View, iri: str) -> str:
    """What a node is called: by its name, a claim by the first words that tell it; the IRI where it has neither."""
    said = _said(view, iri)
    words = sorted(_words(view, said.get(str(KG.evidence), ())), key=lambda each: (each.file, each.start))
    return _name(said, words[0].exact if words else iri)


def _words(view: View, passages: Sequence[str]) -> Iterator[Words]:
    for iri in passages:
        said = _said(view, iri)
        for document in said.get(str(KG.inDocument), ()):
            about = _said(view, document)
            start, end = (int(said[str(term)][0]) for term in (KG.start, KG.end))
            file, sha256 = about[str(DCTERMS.identifier)][0], about[str(SDO.sha256)][0]
            yield Words(iri, said[str(KG.exact)][0], start, end, document, file, sha256)


def _name(said: Said, iri: str) -> str:
    return next((said[name][0] for name in NAMES if said.get(name)), iri)
