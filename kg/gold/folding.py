"""Claims in, groups of claims that one gold record holds: descriptions of one event fold, however often told."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.model import Claim, Mention, Quantity

Same = Callable[[Claim, Claim], bool]


def fold(claims: Iterable[Claim], same: Same) -> list[list[Claim]]:
    """Group claims in text order; one joins the latest group in which it contradicts nobody and fits somebody."""
    groups: list[list[Claim]] = []
    for claim in sorted(claims, key=lambda claim: (claim.evidence[0], claim.trigger)):
        fitting = [group for group in groups if all(same(other, claim) for other in group)]
        if fitting:
            fitting[-1].append(claim)
        else:
            groups.append([claim])
    return groups


def who(claim: Claim, role: str = "affected") -> frozenset[str]:
    """Collect the referents of one role of a claim."""
    return frozenset(f.referent for f in claim.all(role) if isinstance(f, Mention) and f.referent)


def number(claim: Claim) -> Quantity | None:
    """Find the number of people a claim gives, or None."""
    return next((filler for filler in claim.all("count") if isinstance(filler, Quantity)), None)
