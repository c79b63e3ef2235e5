"""How long it takes to find accounts of one event among many: people as often told of as in the world, some crowds.

    python -m benchmarks.events [--events N] [--seed N] [--all-pairs N]

Accounts of a few documents each of events of people by Zipf's law, over ten years, many without a date. Prints seconds
of this process for N events, for N / 2, and for comparing all pairs of a few thousand, scaled to N.
"""

import argparse
import random
import time
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from benchmarks.identity import Ranked, syllables
from kg.identity.events.accounts import Account
from kg.identity.events.comparison import Comparing
from kg.identity.events.judged import Judged
from kg.identity.events.proposals import Events
from kg.identity.events.tellings import Who, telling
from kg.iris import Iris

KINDS = {
    "Detention": ("individualArrest", "massArrest", "custody"),
    "Gathering": ("march", "rally", "vigil"),
    "Violence": ("beating", "killing", "injury"),
    "ProceedingStep": ("charge", "hearing", "sentencing", "trial"),
    "Release": ("bail",),
}
FIRST, DAYS = date(2012, 1, 1), 3650
TOWNS = 400

Happening = tuple[str, str, frozenset[str], frozenset[str], date, int | None]


def happenings(count: int, chance: random.Random) -> Iterator[Happening]:
    """Some events: class, kind, who, where, which day, how many."""
    people = Ranked([f"person-{n}" for n in range(max(10, count // 6))])
    towns = Ranked([f"town-{n}" for n in range(TOWNS)])
    for _ in range(count):
        type_ = chance.choice(list(KINDS))
        crowd = type_ == "Gathering" or chance.random() < 0.2
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        who = frozenset() if crowd else frozenset(people(chance) for _ in range(chance.choice((1, 1, 1, 2))))
        number = chance.choice((20, 50, 300, 2_000, 5_000)) if crowd else None
        yield type_, chance.choice(KINDS[type_]), who, frozenset({towns(chance)}), day, number


def told(count: int, seed: int) -> Iterator[Account]:
    """Accounts of events in documents, three of an event on average, each as a desk may tell it."""
    chance, iris = random.Random(seed), Iris()
    for n, (type_, kind, who, where, day, number) in enumerate(happenings(count // 3, chance)):
        for m in range(3):
            dated = chance.random() < 0.6
            near = day + timedelta(days=chance.choice((0, 0, 0, 0, 1)))
            count_ = number and round(number * chance.choice((1, 1, 1, 0.5, 1.2)))
            yield Account(
                f"{iris.base}doc/{n % 7919}-{m}",
                iris.claim(f"{type_.lower()}-{n}-{m}"),
                type_,
                frozenset({kind}),
                people=who,
                places=where if chance.random() < 0.7 else frozenset(),
                edtf=near.isoformat() if dated else "",
                earliest=near.isoformat() if dated else "",
                latest=near.isoformat() if dated else "",
                published=(day + timedelta(days=chance.randrange(4))).isoformat(),
                count=count_,
                least=count_,
                most=count_,
                qualifier="exact" if count_ else "",
                number=str(count_ or ""),
            )


def who(accounts: Sequence[Account], seed: int) -> Who:
    """Who is who: everybody has one name."""
    chance = random.Random(seed)
    everybody = sorted({iri for each in accounts for iri in each.people})
    places = sorted({iri for each in accounts for iri in each.places})
    names = {iri: f"{syllables(chance, 2, 3)} {syllables(chance, 2, 3)}".title() for iri in (*everybody, *places)}
    return Who({}, names, frozenset(everybody))


def timed(accounts: Sequence[Account], known: Who) -> tuple[float, int]:
    start = time.process_time()
    found = Events(accounts, known).proposals(Judged(()))
    return time.process_time() - start, len(found)


def all_pairs(accounts: Sequence[Account], known: Who) -> float:
    """Seconds for a comparison of each with each."""
    tellings, compare = [telling(each, known) for each in accounts], Comparing(known)
    start = time.process_time()
    for left, right in combinations(tellings, 2):
        if left.sort == right.sort:
            compare(left, right)
    return time.process_time() - start


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.events")
    options.add_argument("--events", type=int, default=100_000)
    options.add_argument("--all-pairs", type=int, default=2_000)
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    for count in (chosen.events // 2, chosen.events):
        accounts = list(told(count, chosen.seed))
        known = who(accounts, chosen.seed)
        took, found = timed(accounts, known)
        print(f"{len(accounts):,} accounts: {took:.1f} s, {found:,} pairs proposed")
    few = accounts[:: max(1, len(accounts) // chosen.all_pairs)]
    naive = all_pairs(few, known) * (len(accounts) / len(few)) ** 2
    print(f"all pairs, from {len(few):,} accounts: {naive:,.0f} s, {naive / took:,.0f} times as long")


if __name__ == "__main__":
    main()
