"""A claim in, the accounts of other documents that may be of the same event out, with what each tells differently."""

from __future__ import annotations

from dataclasses import dataclass

from kg.stores import View
from kg.terms import KGC
from server.pages.cards import Card, cards
from server.pages.held import Held, held

SAID = {
    str(KGC.same): "Judged to be the same event as",
    str(KGC.unsure): "May be the same event as",
    str(KGC.unjudged): "May be the same event as",
}
"""What is held of a pair, as a page says it."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """One account of another document: what is said of the two, who holds that and why, and the account itself."""

    said: str
    held: Held
    card: Card


def retellings(view: View, iri: str) -> list[Retelling]:
    """List the accounts that are judged, or proposed, to be of the same event as a claim, those judged first."""
    found = held(view, [iri], f"{view.base}claim/")
    told = {card.iri: card for card in cards(view, [each.other for each in found])}
    return [
        Retelling(SAID[each.judgement], each, told[each.other])
        for each in found
        if each.other in told and each.judgement in SAID
    ]
