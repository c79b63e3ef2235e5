"""What all documents tell of who is named in them in, the IRI of each in the graph out, and the links that say why.

nodes → clusters → ledger → canonical IRIs, links

Laws of this file: a function of the wanted readings and of the records; no document is read again, and only those are
mapped again in which somebody has another IRI than before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from kg.identity.clusters import ANY, Judged, Resolution, clusters
from kg.identity.events.accounts import Account
from kg.identity.events.judged import Judged as JudgedEvents
from kg.identity.events.proposals import Events
from kg.identity.events.proposals import Proposal as OneEvent
from kg.identity.events.tellings import Who
from kg.identity.judgements import ITEM, Opinion
from kg.identity.ledger import Ledger, Settled, settled
from kg.identity.nodes import Key, Node
from kg.identity.proposals import Proposal
from kg.identity.records import Records
from kg.identity.scoring import JUDGE, Decision
from kg.iris import Iris
from kg.model import Judgement, Link

ROUNDS = 20
"""Times after which judgements are taken as they are; of 50,000 random worlds none needed more than five."""


@dataclass(frozen=True, slots=False)
class Identity:
    """Who is who in one corpus."""

    iris: Iris
    opinions: tuple[Opinion, ...]
    proposals: tuple[Proposal, ...]
    found: Resolution
    settled: Settled
    accounts: tuple[Account, ...] = ()

    @cached_property
    def living(self) -> frozenset[str]:
        """The IRIs that actors and places have."""
        return frozenset(self.settled.of.values())

    @cached_property
    def retired(self) -> Mapping[str, str]:
        """IRIs that no actor has any more → those that took their place."""
        given = ((iri, self.settled.ledger.canonical(key)) for key in self.settled.ledger.entries for iri in [key[1]])
        return {iri: new for iri, new in given if new in self.living and iri not in self.living and new is not None}

    @cached_property
    def events(self) -> tuple[Link, ...]:
        """What is held of two claims being accounts of one event: proposed, or judged, by their IRIs."""
        told = [each for each in self.opinions if all(side.startswith(self.iris.claim("")) for side in each.pair)]
        known = Events(self.accounts, self._who)
        proposed = [_proposed(each) for each in known.proposals(JudgedEvents(told))]
        judged = (replace(_held(each), features=_reasons(known.weighed(*each.pair))) for each in told)
        return tuple(sorted((*proposed, *judged), key=lambda link: (link.left, link.right)))

    @cached_property
    def _who(self) -> Who:
        called = {self.settled.of[cluster.members[0]]: cluster for cluster in self.found.clusters}
        persons = frozenset(iri for iri, cluster in called.items() if cluster.type == "Person")
        return Who(self.settled.of, {iri: cluster.name for iri, cluster in called.items()}, persons)

    def of(self, side: str) -> str | None:
        """The IRI in the graph of a side of a judgement: an actor's or place's; None where it is gone."""
        document, _, name = side.partition("#")
        if name:
            return self.settled.of.get((document, self.iris.base + name))
        return side if side in self.living else self.retired.get(side)


def identity(
    nodes: Iterable[Node], records: Records, iris: Iris, today: str, accounts: Iterable[Account] = ()
) -> Identity:
    """Tell who is who, and which ``accounts`` may be of one event; ``today`` is the day for the ledger.

    Judgements speak of IRIs that a build gives and takes away. So it is decided again, with the ledger that came of it,
    until they mean what they meant, or contradict each other so that an earlier ledger comes again: a build from the
    last ledger gives the same.
    """
    known, ledger, tried, judged = list(nodes), records.ledger, list[Ledger](), None
    keys = frozenset(node.key for node in known)
    while (
        len(tried) < ROUNDS
        and ledger not in tried
        and (meant := Sides(keys, ledger, iris).judged(records.opinions)) != judged
    ):
        tried.append(ledger)
        judged, found = meant, clusters(known, meant)
        given = settled(found.clusters, ledger, today)
        ledger = given.ledger
    return Identity(iris, records.opinions, records.proposals, found, given, tuple(accounts))


class Sides:
    """Turns the IRIs of judgements into the nodes that they speak of.

    An IRI that is a name's means those of the name who were given it first, and all of the name where none was: neither
    who else has it by now, nor who has taken its place. Any other means who has or had it, else its heirs.
    """

    def __init__(self, keys: frozenset[Key], ledger: Ledger, iris: Iris) -> None:
        self._known, self._ledger, self._iris = keys, ledger, iris

    def judged(self, opinions: Iterable[Opinion]) -> tuple[Judged, ...]:
        """The judgements on nodes: those told, and those that follow from two having one item."""
        own = [each for each in opinions if not any(map(self._elsewhere, each.pair))]
        return tuple(sorted({one for each in (*own, *self._by_item(opinions)) for one in self._judged(each)}))

    def _elsewhere(self, side: str) -> bool:
        return side.startswith((ITEM, self._iris.claim("")))

    def _by_item(self, opinions: Iterable[Opinion]) -> Iterator[Opinion]:
        """Two of one class that are judged the same as one item are judged the same."""
        held: dict[tuple[str, str], list[Opinion]] = defaultdict(list)
        for each in matches(opinions):
            class_ = each.left.removeprefix(self._iris.base).partition("/")[0]
            held[each.right, class_].append(each)
        for same in held.values():
            yield from (replace(first, right=second.left) for first, second in pairwise(same))

    def _judged(self, opinion: Opinion) -> Iterator[Judged]:
        left, right = self._nodes(opinion.left), self._nodes(opinion.right)
        ends = self._beside(opinion.left, left, right), self._beside(opinion.right, right, left)
        if all(ends) and ends[0] != ends[1]:
            one, other = sorted(tuple(sorted(end)) for end in ends)
            yield Judged(one, other, opinion.judgement, opinion.who)

    def _beside(self, side: str, nodes: frozenset[Key], others: frozenset[Key]) -> frozenset[Key]:
        """What a side means beside a part of it: the rest; the rest of its name where that part is all that has it."""
        if nodes == others:
            return self._named(side) - others or nodes
        return nodes - others if others < nodes else nodes

    def _nodes(self, side: str) -> frozenset[Key]:
        document, _, name = side.partition("#")
        if name:
            return self._known & {(document, self._iris.base + name)}
        if named := self._named(side):
            return frozenset(key for key in named if self._ledger.chain(key)[:1] == (side,)) or named
        return self._bearers.get(side) or self._bearers.get(self._ledger.canonical((ANY, side)) or "", frozenset())

    def _named(self, side: str) -> frozenset[Key]:
        return self._names.get(side, frozenset())

    @cached_property
    def _names(self) -> Mapping[str, frozenset[Key]]:
        """Provisional IRIs → the nodes that have them by their name."""
        return _by_iri((key[1], key) for key in self._known)

    @cached_property
    def _bearers(self) -> Mapping[str, frozenset[Key]]:
        """IRIs in the ledger → the nodes that have or had them."""
        return _by_iri((iri, key) for key in self._known for iri in self._ledger.chain(key))


def _by_iri(pairs: Iterable[tuple[str, Key]]) -> Mapping[str, frozenset[Key]]:
    found: dict[str, set[Key]] = defaultdict(set)
    for iri, key in pairs:
        found[iri].add(key)
    return {iri: frozenset(keys) for iri, keys in found.items()}


def matches(opinions: Iterable[Opinion]) -> Iterator[Opinion]:
    """The judgements that an actor or place is a Wikidata item, the item on the right."""
    for each in opinions:
        items = [side.startswith(ITEM) for side in (each.left, each.right)]
        if each.judgement is Judgement.SAME and items.count(True) == 1:
            yield replace(each, left=each.right, right=each.left) if items[0] else each


def links(known: Identity) -> tuple[Link, ...]:
    """Decisions that joined different names or left a question open, and all judgements on who is in the graph."""
    found: dict[str, Link] = {known.iris.link(link.left, link.right): link for link in candidates(known)}
    for decision in sorted(known.found.decisions, key=lambda each: (-each.confidence, each.left, each.right)):
        if (ends := _ends(decision, known)) is not None:
            found.setdefault(known.iris.link(*ends), _decided(decision, *ends))
    told = {known.iris.link(own, each.right): _told(each) for each in known.proposals if (own := known.of(each.left))}
    for opinion in known.opinions:
        if (link := _judged(opinion, known)) is not None:
            name = known.iris.link(link.left, link.right)
            found[name] = replace(link, features=found[name].features if name in found else told.get(name, {}))
    return tuple(found[name] for name in sorted(found))


def candidates(known: Identity) -> Iterator[Link]:
    """The items that were proposed for actors and places in the graph and that nobody has judged, the surest last."""
    judged = {opinion.pair for opinion in known.opinions}
    for each in sorted(known.proposals, key=lambda proposal: proposal.confidence):
        own = known.of(each.left)
        if own and not judged & {(min(side, each.right), max(side, each.right)) for side in (own, each.left)}:
            yield Link(own, each.right, Judgement.UNJUDGED, each.confidence, _told(each), each.judge, each.why)


def _told(proposal: Proposal) -> Mapping[str, tuple[float, str]]:
    """What an item is called and described as, which its link keeps once somebody has judged it."""
    return {"item": (0.0, f"{proposal.label}: {proposal.description}")} if proposal.label else {}


def _ends(decision: Decision, known: Identity) -> tuple[str, str] | None:
    """The two IRIs that a decision is about, the one that stays first; None where it changed and asks nothing."""
    left, right = known.settled.of[decision.left], known.settled.of[decision.right]
    joined = left == right
    if decision.judgement is not (Judgement.SAME if joined else Judgement.UNSURE):
        return None
    ends = (decision.left[1], decision.right[1]) if joined else (left, right)
    return None if ends[0] == ends[1] else (ends[1], ends[0]) if ends[1] == right and joined else ends


def _decided(decision: Decision, left: str, right: str) -> Link:
    features = {each.name: (each.points, each.detail) for each in decision.features}
    return Link(left, right, decision.judgement, decision.confidence, features, decision.judge, decision.sentence)


def _judged(opinion: Opinion, known: Identity) -> Link | None:
    ends = [_end(side, opinion.judgement, known) for side in (opinion.left, opinion.right)]
    if None in ends or ends[0] == ends[1]:
        return None
    return Link(ends[0], ends[1], opinion.judgement, None, {}, opinion.who, opinion.why, opinion.when)  # type: ignore[arg-type]  # None was sent back above


def _end(side: str, judgement: Judgement, known: Identity) -> str | None:
    """An end of a judgement's link: what was retired for being the same keeps its old IRI, for the other says who."""
    if side.startswith(ITEM):
        return side
    now = known.of(side)
    return side if now and "#" not in side and judgement is Judgement.SAME else now


def _proposed(pair: OneEvent) -> Link:
    held, score = Judgement.UNJUDGED, pair.compared.score
    return Link(pair.left, pair.right, held, score, _reasons(pair), JUDGE, pair.sentence)


def _held(opinion: Opinion) -> Link:
    return Link(opinion.left, opinion.right, opinion.judgement, None, {}, opinion.who, opinion.why, opinion.when)


def _reasons(pair: OneEvent | None) -> Mapping[str, tuple[float, str]]:
    """The reasons for and against a pair of claims; what forbids it by rule is one that weighs nothing."""
    if pair is None:
        return {}
    found = {feature.name: (feature.points, feature.detail) for feature in pair.compared.features}
    return found | ({"conflict": (0.0, pair.compared.conflict)} if pair.compared.conflict else {})
