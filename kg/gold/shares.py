"""Steps of one case in, the same parted by who got which sentence: "six and nine years", "Roy got two years"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import combinations

from kg.gold.folding import who
from kg.model import Claim, ClaimRef, Duration, Mention, Role

Told = Mapping[str, Claim]


def in_turn(group: Sequence[Claim], told: Told) -> Iterator[Sequence[Claim]]:
    """Part a group where one step gives each of several people a sentence of their own, or each of several does."""
    shares = next((found for claim in group if len(found := _shares(claim, told)) > 1), None)
    apart = _terms_apart(group, told) if shares is None else []
    if shares is None and not apart:
        yield group
    for share in shares or ():
        yield [_share_of(claim, share, told) for claim in group]
    for share in apart:
        yield [_only(claim, share) for claim in group if not who(claim) or who(claim) & share]


def each_their_own(parts: Sequence[Sequence[Claim]], told: Told) -> Iterator[Sequence[Claim]]:
    """Leave out of a sentence whoever was convicted in the same breath and got another: "Roy, too, was convicted"."""
    got = [frozenset().union(*(who(claim) for claim in part if _lengths(claim, told))) for part in parts]
    for part, people in zip(parts, got, strict=True):
        others = frozenset().union(*(other for other in got if people and not other & people))
        yield [_only(claim, who(claim) - others) if who(claim) & people else claim for claim in part]


def _lengths(claim: Claim, told: Told) -> set[str]:
    """How long in prison a step gives."""
    lengths = [told[ref].first("duration") for ref in ordered(claim) if ref in told]
    return {length.iso for length in lengths if isinstance(length, Duration) and length.iso}


def _terms_apart(group: Sequence[Claim], told: Told) -> list[frozenset[str]]:
    """Who got each length of prison, where steps name different people for each: "five years … Roy got two"."""
    terms: dict[frozenset[str], set[str]] = {}
    for claim in group:
        if known := _lengths(claim, told):
            terms.setdefault(who(claim), set()).update(known)
    shared = any(left & right or terms[left] & terms[right] for left, right in combinations(terms, 2))
    named = all(people and not any(each.startswith("d-") for each in people) for people in terms)
    return list(terms) if len(terms) > 1 and named and not shared else []


def _only(claim: Claim, share: AbstractSet[str]) -> Claim:
    """Copy a step without those affected who are not of a share."""
    told = [(role, role.filler) for role in claim.roles if role.name == "affected"]
    gone = [role for role, filler in told if isinstance(filler, Mention) and filler.referent not in share]
    return replace(claim, roles=tuple(role for role in claim.roles if role not in gone))


def _shares(claim: Claim, told: Told) -> list[frozenset[str]]:
    """Who gets each sentence of a step, where nobody gets two of them."""
    found = [who(told[ref]) for ref in ordered(claim) if ref in told]
    return found if sum(map(len, found)) == len(frozenset().union(*found)) and all(found) else []


def _share_of(claim: Claim, share: AbstractSet[str], told: Told) -> Claim:
    """Leave in a step those of a share and their sentence."""
    if len(_shares(claim, told)) < 2:
        return claim
    return replace(claim, roles=tuple(role for role in claim.roles if not _of_another(role, share, told)))


def _of_another(role: Role, share: AbstractSet[str], told: Told) -> bool:
    """Whether a role is filled by somebody else affected, or by their sentence."""
    if role.name == "sentence" and isinstance(role.filler, ClaimRef) and role.filler.id in told:
        return not who(told[role.filler.id]) & share
    return role.name == "affected" and isinstance(role.filler, Mention) and role.filler.referent not in share


def ordered(claim: Claim) -> list[str]:
    """Ids of the sentences that a step imposes, in order."""
    return [filler.id for filler in claim.all("sentence") if isinstance(filler, ClaimRef)]
