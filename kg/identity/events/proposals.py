"""Accounts of all documents, who is who and judgements in, pairs that may be of one event out, each with its reasons.

A pair is proposed where reasons enough speak for it, and nothing forbids it. What fits two that exclude each other
about as well fits neither. Of what two documents tell, each account is proposed to the one that it fits best. Of many
documents, a pair is proposed where it is among the best of one of its two. What is judged, or follows from judgements,
is not asked again.

Law of this file: the result is a function of the sets of accounts and judgements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from kg.identity.comparison import Comparison
from kg.identity.events.accounts import Account
from kg.identity.events.blocking import Pair, pairs
from kg.identity.events.comparison import Comparing
from kg.identity.events.judged import Judged
from kg.identity.events.tellings import Who, telling
from kg.identity.events.weights import enough
from kg.identity.events.wording import sentence

BEST = 5
"""Pairs of one account that are proposed for its own sake; others are where they are among the other's best."""
MARGIN = 1.0
"""Points by which one of two that exclude each other must be better than the other."""
RIVALS = 5
"""Candidates of one account among which contradictions are looked for."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two claims that may tell of one event, the reasons, and a sentence that says so; ``left`` is before ``right``."""

    left: str
    right: str
    compared: Comparison
    sentence: str


class Events:
    """The accounts of one build, and what may be one event among them."""

    def __init__(self, accounts: Iterable[Account], who: Who) -> None:
        self._who, self._compare = who, Comparing(who)
        self._tellings = sorted((telling(each, who) for each in accounts), key=lambda told: told.account.claim)
        self._at = {told.account.claim: at for at, told in enumerate(self._tellings)}
        self._found: dict[Pair, Comparison] = {}

    def proposals(self, judged: Judged) -> tuple[Proposal, ...]:
        """Propose pairs, sorted by their claims."""
        compared = ((pair, self._compared(*pair)) for pair in pairs(self._tellings))
        likely = {pair: c for pair, c in compared if c.plausible and not c.conflict and c.points >= enough()}
        self._found = likely
        open_ = self._open(judged)
        open_ -= self._torn(open_)
        return tuple(self._proposal(pair, likely[pair]) for pair in sorted(set(self._best(self._mutual(open_)))))

    def weighed(self, left: str, right: str) -> Proposal | None:
        """Compare two claims, whatever speaks against them; None where they are no accounts of one class."""
        if left not in self._at or right not in self._at:
            return None
        pair = _pair(self._at[left], self._at[right])
        types = {self._tellings[at].account.type for at in pair}
        return self._proposal(pair, self._compared(*pair)) if len(types) == 1 else None

    def _compared(self, one: int, other: int) -> Comparison:
        return self._compare(self._tellings[one], self._tellings[other])

    def _proposal(self, pair: Pair, compared: Comparison) -> Proposal:
        left, right = (self._tellings[at] for at in pair)
        told = sentence(left, right, compared, self._who)
        return Proposal(left.account.claim, right.account.claim, compared, told)

    def _open(self, judged: Judged) -> set[Pair]:
        """Pairs that judgements leave open: what is judged one with an account is with no other of its document."""
        documents: dict[str, set[str]] = defaultdict(set)
        for told in self._tellings:
            documents[judged.group(told.account.claim)].add(told.account.document)
        return {
            pair
            for pair in self._found
            if not judged.settles(*self._claims(pair))
            and not any(
                self._document(other) in documents[judged.group(self._claim(one))] for one, other in (pair, pair[::-1])
            )
        }

    def _claim(self, at: int) -> str:
        return self._tellings[at].account.claim

    def _claims(self, pair: Pair) -> tuple[str, str]:
        return self._claim(pair[0]), self._claim(pair[1])

    def _ranked(self, some: Iterable[Pair]) -> dict[int, list[int]]:
        """For each telling those that it may be one with, the likeliest first."""
        found: dict[int, list[int]] = defaultdict(list)
        for one, other in sorted(some, key=lambda pair: (-self._found[pair].points, pair)):
            found[one].append(other)
            found[other].append(one)
        return found

    def _torn(self, some: Iterable[Pair]) -> set[Pair]:
        """Pairs of tellings that fit two of two events about as well: which of them is meant, nobody can tell."""
        torn: set[Pair] = set()
        for at, others in self._ranked(some).items():
            apart = [
                (self._points(at, better), self._points(at, worse))
                for better, worse in combinations(others[:RIVALS], 2)
                if self._compare.apart(self._tellings[better], self._tellings[worse])
            ]
            worst = max((worse for _, worse in apart), default=float("-inf"))
            torn |= {_pair(at, other) for other in others if self._points(at, other) < worst + MARGIN}
        return torn

    def _points(self, one: int, other: int) -> float:
        return self._found[_pair(one, other)].points

    def _mutual(self, some: Iterable[Pair]) -> set[Pair]:
        """Pairs that are the best of both for the other's document."""
        first: dict[tuple[int, str], int] = {}
        for at, others in self._ranked(some).items():
            for other in others:
                first.setdefault((at, self._document(other)), other)
        return {_pair(at, other) for (at, _), other in first.items() if first.get((other, self._document(at))) == at}

    def _document(self, at: int) -> str:
        return self._tellings[at].account.document

    def _best(self, some: Iterable[Pair]) -> Iterator[Pair]:
        for at, others in self._ranked(some).items():
            yield from (_pair(at, other) for other in others[:BEST])


def _pair(one: int, other: int) -> Pair:
    return min(one, other), max(one, other)
