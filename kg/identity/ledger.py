"""Who is who and the IRIs given before in, the IRI of each node out: an IRI that was given once is kept.

``identity.tsv``: iri, document, canonical, since, retired. A line says that the nodes that have the provisional IRI
``iri`` (in one document only, where one is named) have the canonical IRI ``canonical``; ``since`` is the day on which
the IRI was first given, ``retired`` the day on which another took its place.

Laws of this file: the same ledger and documents give the same IRIs, and a ledger that was written by a build gives that
build's IRIs again; of IRIs that become one the oldest stays; the parts of what is split have their own IRIs again.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

from kg.errors import UsageError
from kg.identity import tables
from kg.identity.clusters import ANY, Cluster
from kg.identity.nodes import Key

NAME = "identity.tsv"
COLUMNS = ("iri", "document", "canonical", "since", "retired")


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """One line of the ledger; ``document`` is ``ANY`` where the line is for every document without one of its own."""

    iri: str
    document: str
    canonical: str
    since: str
    retired: str = ""

    @property
    def key(self) -> Key:
        """The node that the line is about."""
        return self.document, self.iri


@dataclass(frozen=True, slots=True)
class Ledger:
    """The IRIs that were given, by node."""

    entries: Mapping[Key, Entry] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> Ledger:
        """Read a folder's ledger, empty where there is none; raises UsageError, naming the line."""
        found: dict[Key, Entry] = {}
        path = folder / NAME
        for n, row in tables.rows(path, COLUMNS, optional=1):
            entry = Entry(*row)
            if not (entry.iri and entry.canonical and entry.since):
                raise UsageError(f"{path}, line {n}: iri, canonical and since must be told")
            if found.setdefault(entry.key, entry) != entry:
                raise UsageError(f"{path}, line {n}: {entry.iri} is told twice; keep one of the lines")
        return cls(found)

    def write(self, folder: Path) -> None:
        """Write the ledger where it has changed: one node a line, sorted, so that version control can join two."""
        text = tables.table(COLUMNS, map(astuple, sorted(self.entries.values())))
        if tables.text(folder / NAME) != text:
            tables.replace(folder / NAME, text)

    def chain(self, key: Key) -> tuple[str, ...]:
        """The IRIs that a node had: the one its line names, what took its place, and so on to today's."""
        entry = self.entries.get(key) or self.entries.get((ANY, key[1]))
        seen: list[str] = []
        while entry and entry.canonical not in seen:
            seen.append(entry.canonical)
            entry = self.entries.get((ANY, entry.canonical))
        return tuple(seen)

    def canonical(self, key: Key) -> str | None:
        """The IRI that a node was given last; None for a node that the ledger does not know."""
        return (self.chain(key) or (None,))[-1]

    def told(self, key: Key) -> bool:
        """Tell whether a line is about this very node."""
        return key in self.entries

    def since(self, iri: str, otherwise: str) -> str:
        """The day on which an IRI was first given."""
        entry = self.entries.get((ANY, iri))
        return entry.since if entry else otherwise

    def without(self, names: Iterable[str]) -> Ledger:
        """The ledger without lines that hold one of these folded names: those of people who are withheld."""
        hidden = frozenset(names)
        return Ledger({key: entry for key, entry in self.entries.items() if hidden.isdisjoint(_named(entry))})

    def only(self, iris: Container[str]) -> Ledger:
        """The ledger without lines about anything else."""
        kept = {key: e for key, e in self.entries.items() if e.iri in iris and e.canonical in iris}
        return Ledger(kept)


def _named(entry: Entry) -> Iterator[str]:
    yield from (iri.rpartition("/")[2] for iri in (entry.iri, entry.canonical))


@dataclass(frozen=True, slots=True)
class Settled:
    """The canonical IRI of each node, and the ledger that says so from now on."""

    of: Mapping[Key, str]
    ledger: Ledger


def settled(clusters: Iterable[Cluster], ledger: Ledger, today: str) -> Settled:
    """Give each cluster its IRI; ``today`` is the day written beside IRIs that are given or retired."""
    found = sorted(clusters, key=lambda cluster: cluster.members)
    given, moved = _Giving(found, ledger, today).given()
    of = {key: iri for cluster, iri in zip(found, given, strict=True) for key in cluster.members}
    return Settled(of, Ledger({entry.key: entry for entry in _entries(of, moved, ledger, today)}))


Claim = tuple[int, int, int, int]
"""How well a cluster claims an IRI, in numbers of nodes: those with a line that names it, those that it was given to
last, those whose name it is, all."""


class _Giving:
    """The clusters of one build and the IRIs they claim."""

    def __init__(self, found: list[Cluster], ledger: Ledger, today: str) -> None:
        self._found, self._ledger, self._today = found, ledger, today
        self._claims = [self._claimed(cluster) for cluster in found]
        self._names = frozenset(key[1] for cluster in found for key in cluster.members)

    def _claimed(self, cluster: Cluster) -> Mapping[str, Claim]:
        claims: dict[str, Counter[int]] = defaultdict(Counter)
        for key in cluster.members:
            for at, iri in enumerate(self._ledger.chain(key)):
                first = at == 0
                for rank, holds in enumerate((first and self._ledger.told(key), first, key[1] == iri, True)):
                    claims[iri][rank] += holds
        return {iri: (found[0], found[1], found[2], found[3]) for iri, found in claims.items()}

    def given(self) -> tuple[list[str], Mapping[str, str]]:
        """The IRI of each cluster, and for every IRI that was claimed the one in its place."""
        won: dict[int, list[str]] = defaultdict(list)
        for iri, at in self._winners().items():
            won[at].append(iri)
        given = {at: min(iris, key=lambda iri: self._age(at, iri)) for at, iris in won.items()}
        moved = {iri: given[at] for at, iris in won.items() for iri in iris}
        used = set(given.values())
        for at in sorted(set(range(len(self._found))) - given.keys(), key=self._size):
            given[at] = self._fresh(self._found[at].iri, used)
            used.add(given[at])
        return [given[at] for at in range(len(self._found))], moved

    def _winners(self) -> Mapping[str, int]:
        """The cluster that each IRI stays with: the one that claims it best, of equals the first."""
        best: dict[str, tuple[Claim, int]] = {}
        for at, claims in enumerate(self._claims):
            for iri, claim in claims.items():
                if iri not in best or claim > best[iri][0]:
                    best[iri] = claim, at
        return {iri: at for iri, (_, at) in best.items()}

    def _age(self, at: int, iri: str) -> tuple[str, bool, int, str]:
        return self._ledger.since(iri, self._today), iri != self._found[at].iri, -self._claims[at][iri][-1], iri

    def _size(self, at: int) -> tuple[int, int]:
        return -len(self._found[at].members), at

    def _fresh(self, iri: str, used: set[str]) -> str:
        """An IRI that no other has or had: that of the name, or with a number behind it, for a namesake."""
        if iri not in used:
            return iri
        n = 2
        while (numbered := f"{iri}-{n}") in used or numbered in self._names or (ANY, numbered) in self._ledger.entries:
            n += 1
        return numbered


def _entries(of: Mapping[Key, str], moved: Mapping[str, str], ledger: Ledger, today: str) -> Iterator[Entry]:
    """The ledger's lines from now on."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for (_, iri), canonical in of.items():
        counted[iri][canonical] += 1
    usual = {iri: _usual(iri, found, moved, ledger) for iri, found in counted.items()}
    usual |= {canonical: canonical for canonical in of.values()}
    for document, iri in ledger.entries:
        if document == ANY and iri not in usual:
            last = ledger.canonical((ANY, iri)) or iri
            usual[iri] = moved.get(last, last)
    for iri, canonical in usual.items():
        before = ledger.entries.get((ANY, iri)) or Entry(iri, ANY, canonical, today)
        yield replace(before, canonical=canonical, retired="" if canonical == iri else before.retired or today)
    yield from _own(of, usual, {iri for iri, found in counted.items() if len(found) > 1}, ledger, today)


def _own(
    of: Mapping[Key, str], usual: Mapping[str, str], shared: Container[str], ledger: Ledger, today: str
) -> Iterator[Entry]:
    """The lines of single nodes: of all whose provisional IRI means several, and of those that once had another IRI."""
    for key in {*of, *(key for key in ledger.entries if key[0] != ANY)}:
        before = ledger.entries.get(key)
        last = usual.get(before.canonical, before.canonical) if before else ""
        now = of.get(key, last)
        entry = before if before and last == now else Entry(key[1], key[0], now, ledger.since(key[1], today))
        if key[1] in shared or entry.canonical != usual.get(key[1], key[1]):
            yield entry


def _usual(iri: str, found: Counter[str], moved: Mapping[str, str], ledger: Ledger) -> str:
    """The canonical IRI that a provisional one stands for: itself, else what took its place, else that of most nodes.

    An IRI that was given is handed to no namesake of its bearer, be the bearer gone.
    """
    before = ledger.canonical((ANY, iri))
    if iri in found or before is None:
        return iri if iri in found else min(found, key=lambda canonical: (-found[canonical], canonical))
    return moved.get(before, before)
