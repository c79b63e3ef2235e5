"""Accounts and who is who in, tellings out: accounts whose people and places are those of all documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from kg.gazetteer import place
from kg.identity.events.accounts import Account
from kg.identity.events.times import When, when
from kg.identity.nodes import Key
from kg.identity.places import states_of
from kg.iris import folded

STAGES = frozenset({"ProceedingStep"})
"""Classes whose kind says which event of a case it is: a charge is no hearing."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who is who: the IRI in the graph of each node, the name of each of these IRIs, and those of persons."""

    of: Mapping[Key, str]
    names: Mapping[str, str] = field(repr=False)
    persons: frozenset[str] = field(default=frozenset(), repr=False)

    def iris(self, document: str, own: Iterable[str]) -> frozenset[str]:
        """The IRIs in the graph of some nodes of a document."""
        return frozenset(self.of.get((document, iri), iri) for iri in own)

    def called(self, iris: Iterable[str]) -> str:
        """Names of some IRIs, as one lists them."""
        told = sorted(self.names.get(iri, iri) for iri in iris)
        return " and ".join(filter(None, (", ".join(told[:-1]), told[-1]))) if told else ""


@dataclass(frozen=True, slots=True)
class Telling:
    """An account, with IRIs that hold over all documents; ``sort`` is its class, and the stage of a proceeding."""

    account: Account
    sort: tuple[str, frozenset[str]]
    people: frozenset[str]
    agents: frozenset[str]
    places: frozenset[str]
    courts: frozenset[str]
    source: str
    when: When


def telling(account: Account, who: Who) -> Telling:
    """Give an account with the IRIs that hold over all documents."""
    own = account.document
    stage = account.kinds if account.type in STAGES else frozenset[str]()
    return Telling(
        account,
        (account.type, stage),
        who.iris(own, account.people),
        who.iris(own, account.agents),
        who.iris(own, account.places),
        who.iris(own, account.courts),
        next(iter(who.iris(own, [account.source] if account.source else [])), ""),
        when(account),
    )


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a place lies: the states that it may lie in, folded; ``land`` where it is a state or a region itself."""

    states: frozenset[str]
    land: bool


@lru_cache(maxsize=1 << 16)
def spot(name: str) -> Spot:
    """Tell where a place of this name lies, as far as the gazetteer knows."""
    known = place(name)
    if known is not None and known.kind == "region":
        return Spot(frozenset(), land=True)
    return Spot(frozenset(map(folded, states_of(name))), land=known is not None and known.kind == "state")
