"""How long it takes to tell who is who among many mentions: names as frequent and as variously spelt as in the world.

    python -m benchmarks.identity [--mentions N] [--seed N] [--stage]

Families of names by Zipf's law, one person in several spellings, letters and titles, bodies of many states, parts of
names alone; contexts that mostly agree. Prints seconds of this process, and how many clusters and open questions;
with --stage seconds of each part of what a build does with them, from the catalogue to the graph of links.
"""

import argparse
import random
import resource
import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any, Generic, TypeVar

from kg.identity.clusters import clusters
from kg.identity.nodes import Node
from kg.identity.records import Records
from kg.iris import Iris
from kg.linking import follows, linked
from kg.resolution import identity
from kg.stores import Revision, open_store
from kg.stores.catalogue import Row
from kg.validation import validate

T = TypeVar("T")

ONSETS = "b d f g h k l m n p r s t v z sh ch kh br dr gr kr tr st".split()
VOWELS = "a e i o u".split()
ENDS = "ov sky ski enko yan oglu son ez ani awi ura mann escu idis".split()
STATES = "Kenya Russia Peru Georgia Turkey Egypt India Ghana Spain Iran".split()
BODIES = ("Foreign Ministry", "Supreme Court", "Interior Ministry", "police", "Court of Appeal", "Health Ministry")
OFFICES = ("lawyer", "journalist", "judge", "foreign minister", "opposition leader", "student", "activist")
SPELLINGS = (
    ("sky", "skiy"),
    ("kh", "h"),
    ("ov", "off"),
    ("k", "c"),
    ("i", "y"),
    ("sh", "sch"),
    ("u", "ou"),
    ("v", "w"),
)


def syllables(chance: random.Random, least: int, most: int) -> str:
    return "".join(chance.choice(ONSETS) + chance.choice(VOWELS) for _ in range(chance.randint(least, most)))


def spelt(chance: random.Random, name: str) -> str:
    """The name as another desk would spell it, at times."""
    written, other = chance.choice(SPELLINGS)
    return name.replace(written, other, 1) if chance.random() < 0.15 else name


def shown(chance: random.Random, given: str, family: str) -> str:
    """The name as a document may have it."""
    form = chance.random()
    if form < 0.06:
        return family
    if form < 0.1:
        return f"{given[0]}. {family}"
    if form < 0.12:
        return f"{family.upper()} {given}"
    return f"{given} {family}"


class Ranked(Generic[T]):
    """Things by rank: the n-th comes up 1/n as often as the first (Zipf's law)."""

    def __init__(self, things: Sequence[T]) -> None:
        self._things = things
        self._weights = list(accumulate(1 / rank for rank in range(1, len(things) + 1)))

    def __call__(self, chance: random.Random) -> T:
        return chance.choices(self._things, cum_weights=self._weights)[0]


def people(chance: random.Random, count: int) -> Ranked[tuple[str, str, str]]:
    """Some people: given names and surnames by rank, so that few are very common."""
    givens = Ranked([syllables(chance, 1, 3).capitalize() for _ in range(2_000)])
    families = Ranked([(syllables(chance, 1, 3) + chance.choice(ENDS)).capitalize() for _ in range(count)])
    return Ranked([(givens(chance), families(chance), chance.choice(STATES)) for _ in range(count)])


def mentions(count: int, seed: int) -> Iterator[Node]:
    """Nodes of some documents: ten to a document, nine of them people."""
    chance, iris = random.Random(seed), Iris()
    known = people(chance, max(10, count // 4))
    for number in range(count // 10):
        some = [known(chance) for _ in range(9)]
        labels = {f"{spelt(chance, given)}-{spelt(chance, family)}".lower() for given, family, _ in some}
        body = chance.choice(BODIES) if chance.random() < 0.5 else f"{syllables(chance, 2, 3).capitalize()} Union"
        named = sorted({shown(chance, spelt(chance, given), spelt(chance, family)) for given, family, _ in some})
        told: dict[str, Any] = {
            "setting": frozenset({some[0][2]}),
            "companions": frozenset(labels),
            "years": frozenset({2010 + number % 12}),
        }
        for type_, name in (("Organization", body), *(("Person", name) for name in named)):
            offices = frozenset({chance.choice(OFFICES)} if chance.random() < 0.3 and type_ == "Person" else ())
            yield Node(f"{iris.base}doc/{number}", iris.entity(type_, name), type_, (name,), offices=offices, **told)


class Stopwatch:
    """Prints what each part takes of this process."""

    def __init__(self) -> None:
        self._before = time.process_time()

    def __call__(self, part: str) -> None:
        now = time.process_time()
        print(f"{part:32} {now - self._before:8.1f} s")
        self._before = now


def stage(nodes: Sequence[Node], folder: Path) -> None:
    """What a build does to tell who is who, but for the parsing of readings."""
    with open_store(folder / "graph") as store:
        held, iris, told = store.catalogue.identities, Iris(store.base), Stopwatch()
        with store.catalogue.transaction():
            for document, some in groupby(nodes, key=lambda node: node.document):
                store.catalogue.want(Row(document, document, "bench", document, "1"))
                held.tell(document, "1", list(some))
        told("nodes into the catalogue")
        known = identity(held.nodes(), Records.read(None, (), store.path), iris, "2026-01-01")
        told("who is who, and the IRIs")
        known.settled.ledger.write(folder)
        told("the ledger")
        with store.catalogue.transaction():
            held.assign(known.settled.of, {})
        told("IRIs into the catalogue")
        asserted = linked(known, store)
        told("the graph of links")
        print(f"{len(asserted):,} triples, {len(validate(iris.links, asserted))} findings")
        told("validation")
        store.revise(Revision({iris.links: asserted, iris.inferred(iris.links): follows(asserted)}))
        told("inference and store")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.identity")
    options.add_argument("--mentions", type=int, default=100_000)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--stage", action="store_true", help="measure the whole stage of a build")
    chosen = options.parse_args()
    nodes = list({node.key: node for node in mentions(chosen.mentions, chosen.seed)}.values())
    if chosen.stage:
        with tempfile.TemporaryDirectory() as folder:
            stage(nodes, Path(folder))
        return
    start = time.process_time()
    found = clusters(nodes)
    took = time.process_time() - start
    names = len({node.names for node in nodes})
    print(f"{len(nodes):,} mentions of {names:,} names: {took:.1f} s, {len(found.clusters):,} clusters, ", end="")
    print(f"{len(found.proposals):,} open questions")


if __name__ == "__main__":
    main()
