"""Stale documents in, a graph that shows their readings out: linked, mapped and stored.

Laws of this file: a document, its consequences and the entities it changes reach the graph in one transaction; what is
published is a function of the readings wanted and of the run, whatever was there before, in whatever order it comes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from kg.entities import Entities, entities
from kg.identity.events.accounts import accounts
from kg.identity.nodes import nodes
from kg.identity.records import Records
from kg.inference import consequences
from kg.iris import Iris
from kg.linking import follows, linked
from kg.links import WITHIN, Witness, witnesses
from kg.mapping import Mapped, Terms, mapping
from kg.model import Finding, Graphs, Reading, Triple
from kg.ntriples import iri
from kg.quads import entity_quads
from kg.resolution import Identity, identity
from kg.runs import digest, inferred_quads, origin_quads, run_quads
from kg.stores import Revision, Store
from kg.stores.catalogue import Outcome, Row
from kg.stores.folder import ANSWERS
from kg.validation import validate

TOGETHER = 20  # documents revised in one transaction
LOADED = 500  # documents, or entities, loaded in one batch of a rebuild
DEAR = 4  # revising a document costs about as much as loading so many
T = TypeVar("T")
Progress = Callable[[str, int, int | None], None]
"""Told the stage, how much of it is done, and of how much (None where nobody knows)."""


@dataclass(frozen=True, slots=True)
class _Work:
    """One document on its way to the graph."""

    row: Row
    reading: Reading
    found: Entities
    witnesses: frozenset[Witness]
    original: str | None


@dataclass(frozen=True, slots=True)
class Published:
    """What became of the stale documents, what is wrong with the links, and whether these were written anew."""

    mapped: list[Mapped]
    links: tuple[Finding, ...] = ()
    relinked: bool = False


class Publisher:
    """Brings the graph of one store to where its catalogue wants it."""

    def __init__(self, store: Store, terms: Terms, records: Records, progress: Progress = lambda *_: None) -> None:
        self._store, self._terms, self._records, self._progress = store, terms, records, progress
        self._catalogue = store.catalogue
        self._places: Mapping[str, str] = {}
        self._iris = Iris(store.base)
        self._run = terms.run(self._iris)

    def publish(self, *, rebuild: bool = False, purge: bool = False) -> Published:
        """Publish every stale document: by revision where few are, by rebuilding the graph where many are.

        A graph that was lost is rebuilt, too. ``purge`` rebuilds, and leaves nothing on disk of what was there before.
        """
        self._catalogue.outdate(self._run)
        whole = rebuild or purge or self._catalogue.lost
        settled = not whole and not self._catalogue.stale() and self._catalogue.setting("who") == self._mark()
        known = None if settled else self._identify(purge=purge)
        stale = self._catalogue.stale()
        many = len(stale) * DEAR > self._catalogue.count() + TOGETHER * DEAR
        mapped = self._rebuild() if whole or many else self._revise(stale)
        self._settle()
        if purge:
            (self._store.path / ANSWERS).unlink(missing_ok=True)
        found = self._link(known) if known is not None else ()
        self._store.publish(self._terms.versions, purge=purge)
        return Published(mapped, found, known is not None)

    def _mark(self) -> str:
        """What determines who is who, apart from the readings."""
        records = {
            "told": repr((self._records.opinions, self._records.proposals)),
            "ledger": repr(sorted(self._records.ledger.entries.items())),
        }
        return digest({**records, "folder": str(self._records.folder)})

    def _identify(self, *, purge: bool) -> Identity:
        """Tell who is who, and which documents are stale because somebody in them has another IRI since."""
        held = self._catalogue.identities
        for some in _batches(sorted(held.untold()), LOADED):
            with self._catalogue.transaction():
                for each in some:
                    self._tell(each)
        today = datetime.now(UTC).date().isoformat()
        known = identity(held.nodes(), self._records, self._iris, today, held.accounts())
        ledger = known.settled.ledger
        if purge:
            left = {iri for (_, name), given in known.settled.of.items() for iri in (name, given)}
            ledger = ledger.only(left) if self._records.folder == self._store.path else ledger
            self._records = self._records.only(left)
        self._records = self._records.kept(ledger, self._store.path)
        self._places = {
            old: new for old, new in known.retired.items() if old.startswith(self._iris.entity("Place", ""))
        }
        with self._catalogue.transaction():
            held.assign(known.settled.of, self._places)
        return known

    def _tell(self, document: str) -> None:
        row = self._catalogue.row(document)
        assert row is not None
        assert row.wanted is not None
        reading = self._store.readings.read(document, row.wanted)
        found = entities(reading, self._iris)
        told, events = nodes(reading, found, self._iris), accounts(reading, found, self._iris)
        self._catalogue.identities.tell(document, row.wanted, told, events)

    def _link(self, known: Identity) -> tuple[Finding, ...]:
        """Write the graph of links, and note that all is done; gives what is wrong with it."""
        asserted = linked(known, self._store)
        found = tuple(validate(self._iris.links, asserted))
        inferred = follows(asserted) if self._terms.inference else frozenset[Triple]()
        mark = digest({" ".join(triple): "" for triple in asserted | inferred})
        if self._catalogue.setting("links") != mark:
            self._catalogue.set("unpublished", "yes")
        runs = sorted(self._catalogue.runs()) if asserted else []
        graph = self._iris.links
        made = {graph: origin_quads(graph, runs), self._iris.inferred(graph): frozenset[Triple]()}
        if inferred:
            made[self._iris.inferred(graph)] = inferred_quads(graph, self._run, self._iris)
        replaced = {graph: asserted, self._iris.inferred(graph): inferred}
        self._store.revise(Revision(replaced, about={self._iris.runs: made}))
        self._catalogue.set("links", mark)
        self._catalogue.set("who", self._mark())
        return found

    def _revise(self, stale: Sequence[Row]) -> list[Mapped]:
        done: list[Mapped] = []
        for rows in _batches(stale, TOGETHER):
            done += map(_light, self.revise(rows))
            self._progress("publish", len(done), len(stale))
        return done

    def revise(self, rows: Sequence[Row], readings: Mapping[str, Reading] | None = None) -> list[Mapped]:
        """Publish some documents in one transaction; ``readings`` by IRI saves fetching those at hand."""
        works = [self._work(row, (readings or {}).get(row.iri)) for row in rows if row.wanted is not None]
        gone = [row for row in rows if row.wanted is None]
        contributed: dict[str, frozenset[Witness]] = {row.iri: frozenset() for row in gone}
        touched = self._catalogue.begin(contributed | {work.row.iri: work.witnesses for work in works})
        mapped = {work.row.iri: self._mapped(work) for work in works}
        self._store.revise(self._revision(mapped, gone, touched))
        self._finish(rows, mapped, {work.row.iri: work.original for work in works if work.original})
        return list(mapped.values())

    def _revision(self, mapped: Mapping[str, Mapped], gone: Sequence[Row], touched: Iterable[str]) -> Revision:
        known = {entity: self._entity(entity) for entity in touched}
        removed = [self._iris.graph(row.iri) for row in gone]
        origins = {self._iris.inferred(self._iris.graph(each)): self._origin(each) for each in mapped}
        about = {
            self._iris.entities: known,
            self._iris.inferred(self._iris.entities): self._entailed(known),
            self._iris.runs: {self._run: run_quads(self._run, self._terms.versions), **origins}
            | {self._iris.inferred(graph): frozenset() for graph in removed},
        }
        replaced = {graph: triples for each in mapped.values() for graph, triples in each.graphs.items()}
        return Revision(replaced, [*removed, *map(self._iris.inferred, removed)], about)

    def _rebuild(self) -> list[Mapped]:
        rows = [row for row in self._catalogue.rows() if row.wanted is not None]
        gone = [row for row in self._catalogue.rows() if row.wanted is None]
        self._catalogue.begin({row.iri: () for row in gone})
        mapped: dict[str, Mapped] = {}
        originals: dict[str, str] = {}
        self._store.rebuild(self._loads(rows, mapped, originals))
        self._finish([*rows, *gone], mapped, originals)
        self._store.readings.sweep((row.iri, row.wanted) for row in rows if row.wanted is not None)
        return list(mapped.values())

    def _loads(self, rows: Sequence[Row], mapped: dict[str, Mapped], originals: dict[str, str]) -> Iterator[Graphs]:
        """All graphs in batches; notes on the way what became of each document."""
        for some in _batches(rows, LOADED):
            graphs: dict[str, frozenset[Triple]] = {}
            works = [self._work(row) for row in some]
            self._catalogue.begin({work.row.iri: work.witnesses for work in works})
            for work in works:
                made, row = self._mapped(work), work.row
                graphs |= made.graphs
                graphs[self._iris.runs] = graphs.get(self._iris.runs, frozenset()) | self._origin(row.iri)
                mapped[row.iri] = _light(made)
                if work.original:
                    originals[row.iri] = work.original
            self._progress("publish", len(mapped), len(rows))
            yield graphs
        for facts in _batches(list(self._catalogue.entities()), LOADED):
            known = {entity: entity_quads(said) for entity, said in facts}
            entailed = self._entailed(known)
            yield {self._iris.entities: _union(known), self._iris.inferred(self._iris.entities): _union(entailed)}

    def _work(self, row: Row, reading: Reading | None = None) -> _Work:
        assert row.wanted is not None
        reading = reading or self._store.readings.read(row.iri, row.wanted)
        found, original = entities(reading, self._iris), self._catalogue.original(row)
        of = {**self._places, **self._catalogue.identities.of(row.iri)}
        contributed = frozenset[Witness]() if original else witnesses(found.named, self._iris, of)
        return _Work(row, reading, found.known_as(of), contributed, original)

    def _mapped(self, work: _Work) -> Mapped:
        return mapping(work.reading, work.found, work.witnesses, self._iris, self._terms, original=work.original)

    def _entity(self, entity: str) -> frozenset[Triple]:
        return entity_quads(self._catalogue.facts(entity))

    def _entailed(self, known: Mapping[str, frozenset[Triple]]) -> Mapping[str, frozenset[Triple]]:
        """What follows for some entities from what is said of them and of all places they lie in."""
        found: dict[str, set[Triple]] = defaultdict(set)
        if self._terms.inference:
            for triple in consequences(_union(known) | _union(self._containers(known))):
                found[triple[0]].add(triple)
        return {entity: frozenset(found[iri(entity)]) for entity in known}

    def _containers(self, known: Iterable[str]) -> Mapping[str, frozenset[Triple]]:
        held: dict[str, frozenset[Triple]] = {}
        ahead = list(known)
        while ahead:
            wider = [value for _, name, value in self._catalogue.facts(ahead.pop()) if name == WITHIN]
            ahead += (place for place in wider if place not in held)
            held |= {place: self._entity(place) for place in wider}
        return held

    def _origin(self, document: str) -> frozenset[Triple]:
        return (
            inferred_quads(self._iris.graph(document), self._run, self._iris) if self._terms.inference else frozenset()
        )

    def _finish(self, rows: Sequence[Row], mapped: Mapping[str, Mapped], originals: Mapping[str, str]) -> None:
        outcomes = {
            name: Outcome(self._run, each.claims, each.findings, len(each.issues)) for name, each in mapped.items()
        }
        self._catalogue.finish(outcomes, originals, [row.iri for row in rows if row.wanted is None])
        for row in rows:
            if row.shown and row.shown != row.wanted:
                self._store.discard(row.iri, row.shown)

    def _settle(self) -> None:
        """Describe the runs that are left, and only them, and where the entity graph comes from."""
        runs = self._catalogue.runs()
        old = {str(name)[1:-1] for name, _, _ in self._store.graph(self._iris.runs)} - runs
        old = {name for name in old if name.startswith(self._iris.run(""))}
        current = run_quads(self._run, self._terms.versions) if self._run in runs else frozenset()
        made = {entities: origin_quads(entities, sorted(runs)) for entities in (self._iris.entities,)}
        inferred = self._iris.inferred(self._iris.entities)
        made[inferred] = (
            inferred_quads(self._iris.entities, self._run, self._iris)
            if runs and self._terms.inference
            else frozenset()
        )
        about = {name: frozenset[Triple]() for name in old} | {self._run: current} | made
        self._store.revise(Revision(about={self._iris.runs: about}))


def _batches(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[at : at + size] for at in range(0, len(items), size))


def _union(graphs: Mapping[str, frozenset[Triple]]) -> frozenset[Triple]:
    return frozenset().union(*graphs.values())


def _light(mapped: Mapped) -> Mapped:
    """What is kept of a document once its graphs are stored."""
    return replace(mapped, graphs={})
