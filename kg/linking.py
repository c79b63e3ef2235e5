"""Who is who in, the graph of it out: links, what is retired, what is matched with Wikidata, which events are one.

Law of this file: what is only proposed is a node (kg:Link) or skos:closeMatch; skos:exactMatch and kg:sameEventAs come
from judgements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import NamedNode, QuerySolutions
from rdflib import DCTERMS, RDF, SKOS

from kg.inference import consequences
from kg.model import Judgement, Link, Triple
from kg.ntriples import iri
from kg.quads import link_quads
from kg.resolution import Identity, candidates, links, matches
from kg.stores import View
from kg.terms import KG

EVENTS = frozenset(map(str, (KG.Event, KG.Gathering, KG.Detention, KG.Release, KG.Violence, KG.ProceedingStep)))
REPLACED, SAME_EVENT = DCTERMS.isReplacedBy.n3(), KG.sameEventAs.n3()
MATCH, CANDIDATE = SKOS.exactMatch.n3(), SKOS.closeMatch.n3()
Classes = Mapping[str, frozenset[str]]
"""Claim IRI → IRIs of its classes."""


def linked(known: Identity, view: View) -> frozenset[Triple]:
    """The graph of links; ``view`` tells which claims there are."""
    claims = _claims(known, view)
    found = (*links(known), *_between(known, claims))
    return frozenset((
        *(triple for link in found for triple in link_quads(link, known.iris)),
        *((iri(old), REPLACED, iri(new)) for old, new in known.retired.items()),
        *((iri(actor), MATCH, iri(item)) for actor, item in _matched(known)),
        *((iri(link.left), CANDIDATE, iri(link.right)) for link in candidates(known)),
        *_one(known, claims),
    ))  # fmt: skip


def follows(asserted: frozenset[Triple]) -> frozenset[Triple]:
    """What follows of the links alone; the classes of actors and events follow where these stand."""
    own = {s for s, p, _ in asserted if p == RDF.type.n3()}
    return frozenset(each for each in consequences(asserted) if each[0] in own)


def _matched(known: Identity) -> Iterator[tuple[str, str]]:
    """Actors and places with their items: one item each, and one of a class for an item; the last judgement holds."""
    actors, items = set[str](), set[tuple[str, str]]()
    for each in sorted(matches(known.opinions), key=lambda opinion: opinion.when, reverse=True):
        actor = known.of(each.left)
        if actor is None or actor in actors or (each.right, _class(actor, known)) in items:
            continue
        actors.add(actor)
        items.add((each.right, _class(actor, known)))
        yield actor, each.right


def _class(actor: str, known: Identity) -> str:
    return actor.removeprefix(known.iris.base).partition("/")[0]


def _claims(known: Identity, view: View) -> Classes:
    """The claims that links of events speak of and that are there."""
    wanted = sorted({side for each in known.events for side in (each.left, each.right)})
    found: dict[str, set[str]] = defaultdict(set)
    for some in (wanted[at : at + 100] for at in range(0, len(wanted), 100)):
        values = " ".join(str(NamedNode(each)) for each in some)
        answer = view.query(f"SELECT ?c ?t WHERE {{ VALUES ?c {{ {values} }} ?c a ?t }}")
        assert isinstance(answer, QuerySolutions)
        for row in answer:
            found[row["c"].value].add(row["t"].value)
    return {claim: frozenset(classes) for claim, classes in found.items()}


def _between(known: Identity, claims: Classes) -> Iterator[Link]:
    """The links of events of which both accounts are there: some was set aside, or is gone."""
    yield from (each for each in known.events if each.left in claims and each.right in claims)


def _one(known: Identity, claims: Classes) -> Iterable[Triple]:
    """Events that are judged one, told from either side; two of different classes never are."""
    for each in known.opinions:
        classes = claims.get(each.left, frozenset())
        if each.judgement is Judgement.SAME and classes & EVENTS and classes == claims.get(each.right):
            yield iri(each.left), SAME_EVENT, iri(each.right)
            yield iri(each.right), SAME_EVENT, iri(each.left)
