"""Judgements on claims in, what they settle out: pairs that nobody needs to be asked about any more."""

from __future__ import annotations

from collections.abc import Iterable

from kg.identity.judgements import Opinion
from kg.model import Judgement


class Judged:
    """What is held of claims: one event is a group, and groups of which two are judged different stay apart."""

    def __init__(self, opinions: Iterable[Opinion]) -> None:
        held = sorted(opinions)
        self._above: dict[str, str] = {}
        for each in held:
            if each.judgement is Judgement.SAME:
                one, other = self._groups(*each.pair)
                if one != other:
                    self._above[other] = one
        self._apart = {self._groups(*each.pair) for each in held if each.judgement is Judgement.DIFFERENT}
        self._pairs = {each.pair for each in held}

    def group(self, claim: str) -> str:
        """The first claim of those that are judged one with this."""
        while claim in self._above:
            claim = self._above[claim]
        return claim

    def settles(self, left: str, right: str) -> bool:
        """Tell whether a pair is judged, or follows from what is: one with one is one, one with another is another."""
        one, other = self._groups(left, right)
        return (min(left, right), max(left, right)) in self._pairs or one == other or (one, other) in self._apart

    def _groups(self, left: str, right: str) -> tuple[str, str]:
        one, other = sorted((self.group(left), self.group(right)))
        return one, other
