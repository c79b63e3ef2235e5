"""Tellings in, pairs worth comparing out: so that the work grows with the number of events, not with its square.

Two meet where they are of one class (and stage of a proceeding) and tell of one named person or body, or of one place
at a time of a week or less. Of those that meet, in the order of their times, each is compared with the ``NEXT`` next
ones, as far as their times do not lie apart; those without any time stand last.

Law of this file: a key decides nothing; tellings of one document never meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date

from kg.identity.events.tellings import STAGES, Telling
from kg.identity.events.times import ONCE, WEEK

NEXT = 20
NEVER = date.max.toordinal()
Pair = tuple[int, int]


def pairs(tellings: Sequence[Telling]) -> Iterator[Pair]:
    """Pairs of tellings worth comparing, by place in the sequence, each once."""
    seen: set[Pair] = set()
    for members in _blocks(tellings).values():
        ordered = sorted(members, key=lambda at: (_placed(tellings[at]), tellings[at].account.claim))
        for n, at in enumerate(ordered):
            for other in _near(tellings, at, ordered[n + 1 : n + 1 + NEXT]):
                pair = (min(at, other), max(at, other))
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _near(tellings: Sequence[Telling], at: int, following: Iterable[int]) -> Iterator[int]:
    """Those of some following ones that are of other documents, up to the first whose time lies apart."""
    own = tellings[at]
    for other in following:
        told = tellings[other]
        if own.when.last is not None and told.when.first is not None and told.when.first > own.when.last + ONCE:
            return
        if told.account.document != own.account.document:
            yield other


def _blocks(tellings: Sequence[Telling]) -> Mapping[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for at, each in enumerate(tellings):
        for key in keys(each):
            found[key].append(at)
    return found


def keys(told: Telling) -> Iterator[Hashable]:
    """Keys of a telling: two that may be of one event share one."""
    for person in told.people:
        yield told.sort, "people", person
    if told.account.type not in STAGES and _brief(told):
        for place in told.places:
            yield told.sort, "place", place


def _brief(told: Telling) -> bool:
    when = told.when
    return bool(when.day) or (when.first is not None and when.last is not None and when.last - when.first < WEEK)


def _placed(told: Telling) -> int:
    """The first day that a telling tells, else that of its report; without both the last of all."""
    when = told.when
    return when.first if when.first is not None else when.report if when.report is not None else NEVER
