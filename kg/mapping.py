"""One document's reading in, its two graphs out: what it asserts, validated, and what follows from that.

Law of this file: pure; validation comes before inference, and a bad claim is set aside, not its document.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from rdflib import RDF

from kg.entities import Entities
from kg.inference import consequences
from kg.iris import Iris
from kg.links import Witness
from kg.model import Finding, Graphs, Issue, Reading, Triple
from kg.ntriples import iri
from kg.quads import entity_quads, quads, unspoken
from kg.runs import digest, run_quads
from kg.terms import KG
from kg.validation import SetAside, set_aside, validate

TYPE, EVIDENCE = RDF.type.n3(), KG.evidence.n3()
CLAIMS = (KG.Statement, KG.Event, KG.Gathering, KG.Detention, KG.Release, KG.Violence, KG.ProceedingStep)
CLASSES = {each.n3(): str(each).rpartition("#")[2] for each in (*CLAIMS, KG.LegalProceeding, KG.Sentence)}


@dataclass(frozen=True, slots=True)
class Terms:
    """On which terms documents are published: the run's versions, and what the user chose."""

    versions: Mapping[str, str]
    inference: bool = True
    publish_invalid: bool = False

    def run(self, iris: Iris) -> str:
        """The run's IRI: a digest of its versions."""
        return iris.run(digest(self.versions))


@dataclass(frozen=True, slots=True)
class Mapped:
    """One document, ready for the store, and what was found on the way. ``claims`` counts by class."""

    graphs: Graphs
    claims: Mapping[str, int]
    findings: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]
    issues: tuple[Issue, ...]


def mapping(  # noqa: PLR0913 - what one document is judged by
    reading: Reading,
    found: Entities,
    witnesses: Iterable[Witness],
    iris: Iris,
    terms: Terms,
    *,
    original: str | None = None,
) -> Mapped:
    """Map, validate and infer one document.

    ``found`` are its entities and ``witnesses`` what it contributes to them, which is all that its claims are judged
    by; ``original`` is the IRI of the document whose bytes this one repeats.
    """
    document = iris.document(reading.document)
    graph, run = iris.graph(document), terms.run(iris)
    known = _known(witnesses)
    triples = quads(reading, found, iris, run=run, original=original)
    findings = tuple(validate(graph, triples, known | run_quads(run, terms.versions)))
    aside: tuple[SetAside, ...] = ()
    if not terms.publish_invalid:
        triples, aside = set_aside(triples, findings)
    triples = _referred(triples, {iri(entity.iri) for entity in found.described})
    follows = frozenset(_own(triples, known)) if terms.inference else frozenset()
    counts = Counter(CLASSES[o] for _, p, o in triples if p == TYPE and o in CLASSES)
    issues = reading.issues + unspoken(reading, found)
    return Mapped({graph: triples, iris.inferred(graph): follows}, counts, findings, aside, issues)


def _known(witnesses: Iterable[Witness]) -> frozenset[Triple]:
    """What one document alone would put into the entity graph."""
    facts: dict[str, list[Witness]] = defaultdict(list)
    for witness in witnesses:
        facts[witness[0]].append(witness)
    return frozenset().union(*map(entity_quads, facts.values()))


def _referred(triples: frozenset[Triple], described: Collection[str]) -> frozenset[Triple]:
    """Drop the described actors that no claim speaks of: a description alone is nobody."""
    idle = frozenset(described) - {o for _, _, o in triples}
    cited = {o for s, p, o in triples if p == EVIDENCE and s not in idle}
    idle |= {o for s, p, o in triples if p == EVIDENCE and s in idle} - cited
    return frozenset(triple for triple in triples if triple[0] not in idle and triple[2] not in idle)


def _own(triples: frozenset[Triple], known: frozenset[Triple]) -> Iterator[Triple]:
    """What follows from a document and concerns one of its own nodes.

    What concerns actors and places alone follows from the entity graph too, where their classes stand, and is stated
    once in that graph's consequences.
    """
    nodes = {s for s, p, _ in triples if p == TYPE}
    yield from (each for each in consequences(triples | known) if each[0] in nodes or each[2] in nodes)
