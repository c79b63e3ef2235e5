"""Nodes and judgements in, who is who out: each node in one cluster, and every decision that led there.

Laws of this file: the result is a function of the set of nodes and of the set of judgements; a judgement wins over
every rule; two that are judged different are never in one cluster, whatever else is judged. Full names first, the
surest pairs before the others; then what is only part of a name, if just one remains that it may stand for.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from kg.identity.atoms import Atom, Marks, atoms, joined
from kg.identity.blocking import Fullness, Holders, Profile, fullness, pairs
from kg.identity.comparison import ENOUGH, Comparison
from kg.identity.groups import Groups, Pair
from kg.identity.nodes import Key, Node, distinct
from kg.identity.scoring import Decision, comparison, decision
from kg.model import Judgement

ANY = ""
"""In place of a document in a key: the nodes of that IRI in all documents."""
MARGIN = 1.0
"""Points by which one candidate must be better than the next, else neither is taken."""
NEXT = 30
"""Candidates of one atom among which contradictions are looked for."""
MANY = 60
"""Candidates beyond which a part of a name is not asked about."""
PARTING = frozenset({Judgement.DIFFERENT, Judgement.UNSURE})
"""Judgements after which no rule joins two."""
WORTH_A_LOOK = 0.0
"""Points from which an open question is kept for a person to look at."""


@dataclass(frozen=True, slots=True, order=True)
class Judged:
    """What a person, or a program in a person's name, holds of two: of the nodes of one and those of the other."""

    left: tuple[Key, ...]
    right: tuple[Key, ...]
    judgement: Judgement
    by: str


@dataclass(frozen=True, slots=True)
class Cluster:
    """Nodes that are one: ``iri`` is the provisional IRI of its principal name, ``members`` are sorted."""

    iri: str
    type: str
    name: str
    members: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who is who: clusters by IRI and first member, the cluster of each node, and the decisions taken, sorted."""

    clusters: tuple[Cluster, ...]
    decisions: tuple[Decision, ...]
    of: Mapping[Key, Cluster] = field(repr=False)

    @property
    def proposals(self) -> tuple[Decision, ...]:
        """Decisions left open, the likeliest first: what is worth a person's look."""
        found = (d for d in self.decisions if d.judgement is Judgement.UNSURE)
        return tuple(sorted(found, key=lambda d: (-d.confidence, d.left, d.right)))


def clusters(nodes: Iterable[Node], judgements: Iterable[Judged] = ()) -> Resolution:
    """Decide who is who among some nodes."""
    known, judged = distinct(nodes), sorted(set(judgements))
    sides = _sides(known, judged)
    found = atoms(known, _marks(sides))
    resolver = _Resolver(found, judged, sides)
    resolver.obey()
    resolver.whole_names()
    resolver.parts_of_names(Fullness.INITIAL)
    resolver.parts_of_names(Fullness.PART)
    return resolver.resolution()


def _sides(nodes: Iterable[Node], judged: Iterable[Judged]) -> list[tuple[set[Key], set[Key]]]:
    """Nodes that each judgement speaks of, left and right."""
    every = {node.key for node in nodes}
    return [(every.intersection(each.left), every.intersection(each.right)) for each in judged]


def _marks(sides: Iterable[tuple[set[Key], set[Key]]]) -> Marks:
    marks: dict[Key, set[int]] = defaultdict(set)
    for number, (left, right) in enumerate(sides):
        for key in left:
            marks[key].add(2 * number)
        for key in right:
            marks[key].add(2 * number + 1)
    return {key: frozenset(found) for key, found in marks.items()}


class _Resolver:
    """The steps of one resolution over some atoms."""

    def __init__(self, found: list[Atom], judged: list[Judged], sides: list[tuple[set[Key], set[Key]]]) -> None:
        self._atoms = found
        self._number = {node.key: atom.number for atom in found for node in atom.members}
        meant = [(self._meant(left), self._meant(right)) for left, right in sides]
        self._judged = [(each, left, right) for each, (left, right) in zip(judged, meant, strict=True)]
        parted = ((left, right) for each, left, right in self._judged if each.judgement in PARTING)
        apart = {pair for left, right in parted for pair in _across(left, right)}
        self._groups = Groups(found, apart)
        self._by_profile: dict[Profile, list[int]] = defaultdict(list)
        for atom in found:
            self._by_profile[atom.profile].append(atom.number)
        self._taken: list[Decision] = []
        self._open: dict[Pair, Comparison] = {}

    def _meant(self, keys: Iterable[Key]) -> list[int]:
        return sorted({self._number[key] for key in keys})

    def obey(self) -> None:
        """Join what is judged the same, but for what is judged different; note every judgement."""
        for each, left, right in self._judged:
            if not left or not right:
                continue
            some = sorted({*left, *right})
            if each.judgement is Judgement.SAME:
                for one, other in pairwise(some):
                    self._groups.vouch(one, other)
            nodes = (self._atoms[left[0]].node, self._atoms[right[0]].node)
            self._taken.append(decision(*nodes, self._groups.compared(left[0], right[0]), each.judgement, each.by))

    def whole_names(self) -> None:
        """Join atoms by whole names, the surest first; what fits two that exclude each other joins neither."""
        whole = [profile for profile in self._by_profile if fullness(profile) is Fullness.WHOLE]
        self._join(self._edges(pairs(whole), whole))

    def parts_of_names(self, told: Fullness) -> None:
        """Join names of which so much is told to the fuller one that they may stand for; the rest among themselves."""
        partial = sorted(profile for profile in self._by_profile if fullness(profile) is told)
        holders = Holders(profile for profile in self._by_profile if fullness(profile) > told)
        standing = {profile: self._standing(holders(profile)) for profile in partial}
        joins = [join for profile in partial for join in self._stands_for(profile, standing[profile])]
        for one, other in joins:
            if not self._groups.exclude(one, other):
                self._take(one, other)
        edges = self._edges(pairs(partial), partial)
        crowded = {n for profile in partial if standing[profile] for n in self._by_profile[profile]}
        self._join([e for e in edges if e[0] >= ENOUGH + MARGIN or not {e[1], e[2]} & crowded])

    def _edges(
        self, candidates: Iterable[tuple[Profile, Profile]], profiles: Iterable[Profile]
    ) -> list[tuple[float, int, int]]:
        """Pairs of atoms that are held one, by points; open questions are noted."""
        found: list[tuple[float, int, int]] = []
        same = ((one, other) for profile in profiles for one, other in combinations(self._by_profile[profile], 2))
        across = ((a, b) for one, other in candidates for a in self._by_profile[one] for b in self._by_profile[other])
        for one, other in (*same, *across):
            seen = self._groups.compared(one, other)
            if seen.conflict or not seen.plausible:
                continue
            if seen.points >= ENOUGH:
                found.append((seen.points, min(one, other), max(one, other)))
            elif seen.points >= WORTH_A_LOOK:
                self._open[min(one, other), max(one, other)] = seen
        return sorted(found, key=lambda edge: (-edge[0], edge[1], edge[2]))

    def _join(self, edges: list[tuple[float, int, int]]) -> None:
        torn = self._torn(edges)
        for _, one, other in edges:
            if self._groups.of(one) == self._groups.of(other):
                continue
            if (one, other) in torn or self._groups.exclude(one, other):
                self._open[one, other] = self._groups.compared(one, other)
            else:
                self._take(one, other)

    def _take(self, one: int, other: int) -> None:
        self._groups.join(one, other)
        nodes = (self._atoms[one].node, self._atoms[other].node)
        self._taken.append(decision(*nodes, self._groups.compared(one, other), Judgement.SAME))

    def _torn(self, edges: Iterable[tuple[float, int, int]]) -> set[Pair]:
        """Edges of atoms that fit two which exclude each other, about as well: two candidates remain."""
        fitting: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for points, one, other in edges:
            fitting[one].append((points, other))
            fitting[other].append((points, one))
        torn: set[Pair] = set()
        for number, found in fitting.items():
            for (best, one), (next_, other) in combinations(found[:NEXT], 2):
                if self._groups.against(one, other):
                    lost = (one, other) if best - next_ < MARGIN else (other,)
                    torn |= {(min(number, each), max(number, each)) for each in lost}
        return torn

    def _standing(self, profiles: Iterable[Profile]) -> list[int]:
        """Groups that have atoms of some profiles, by one atom each that is of one."""
        first: dict[int, int] = {}
        for number in (n for profile in profiles for n in self._by_profile[profile]):
            first.setdefault(self._groups.of(number), number)
        return sorted(first.values())

    def _stands_for(self, profile: Profile, candidates: list[int]) -> Iterator[Pair]:
        """Atoms of a partial name with the one candidate that they stand for."""
        if len(candidates) > MANY:
            return
        whole = {number: self._whole(number) for number in candidates}
        for one in self._by_profile[profile]:
            found = [(comparison(self._atoms[one].node, node), number) for number, node in whole.items()]
            fitting = sorted(
                ((c.points, n) for c, n in found if c.plausible and not c.conflict),
                key=lambda each: (-each[0], each[1]),
            )
            sure = fitting and fitting[0][0] >= ENOUGH
            if sure and (len(fitting) == 1 or fitting[1][0] <= fitting[0][0] - MARGIN):
                yield one, fitting[0][1]
            else:
                some = {n for points, n in fitting if points >= WORTH_A_LOOK}
                self._open |= {(min(one, n), max(one, n)): c for c, n in found if n in some}

    def _whole(self, number: int) -> Node:
        """What a whole group tells, under the name of one of its atoms."""
        named = self._atoms[number].node
        others = [self._atoms[n].node for n in self._groups.members(number) if n != number]
        return joined([named, *others])

    def resolution(self) -> Resolution:
        """The clusters as they are now."""
        groups: dict[int, list[Node]] = defaultdict(list)
        for atom in self._atoms:
            groups[self._groups.of(atom.number)] += atom.members
        found = tuple(sorted(map(_cluster, groups.values()), key=lambda c: (c.iri, c.members)))
        taken = tuple(sorted([*self._taken, *self._unsettled()], key=lambda d: (d.left, d.right, d.judge)))
        return Resolution(found, taken, {key: cluster for cluster in found for key in cluster.members})

    def _unsettled(self) -> Iterator[Decision]:
        """Open questions between two groups, the likeliest for each two."""
        judged = {pair for _, left, right in self._judged for pair in _across(left, right)}
        best: dict[Pair, tuple[float, Pair]] = {}
        for pair, seen in sorted(self._open.items()):
            one, other = sorted((self._groups.of(pair[0]), self._groups.of(pair[1])))
            if one != other and pair not in judged and not self._groups.judged_apart(one, other):
                best[one, other] = max(best.get((one, other), (-1.0, pair)), (seen.score, pair), key=lambda b: b[0])
        for _, (one, other) in best.values():
            yield decision(self._atoms[one].node, self._atoms[other].node, self._open[one, other], Judgement.UNSURE)


def _across(left: Iterable[int], right: Iterable[int]) -> set[Pair]:
    rights = list(right)
    return {(min(a, b), max(a, b)) for a in left for b in rights if a != b}


def _cluster(members: list[Node]) -> Cluster:
    """The cluster of some nodes, by the name that most documents have for it, whole names before others."""
    spelled = Counter((node.iri, node.type, node.names[0]) for node in members)
    (iri, type_, name), _ = min(spelled.items(), key=lambda item: (-_words(item[0][2]), -item[1], item[0]))
    return Cluster(iri, type_, name, tuple(sorted(node.key for node in members)))


def _words(name: str) -> int:
    """Two for a name of several words of several letters, else one: a whole name stands before a part of one."""
    return min(2, sum(len(word.strip(".")) > 1 for word in name.split()))
