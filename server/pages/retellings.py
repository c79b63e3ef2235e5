"""A claim in, the accounts of other documents that may be of the same event out, with what each tells differently."""

from __future__ import annotations

from dataclasses import dataclass

from rdflib import DCTERMS

from kg.stores import View
from kg.terms import KG, KGC
from server.pages.cards import Card, cards
from server.pages.nodes import LEGAL, rows

MOST = 25
"""Accounts shown, at most, the surest first."""
HELD = {
    str(KGC.same): "Judged to be the same event as",
    str(KGC.unsure): "May be the same event as",
    str(KGC.unjudged): "May be the same event as",
}
"""What is held of a pair, as a page says it; of what is judged to be another event it says nothing."""


@dataclass(frozen=True, slots=True)
class Retelling:
    """One account of another document: what is held of the two, by whom, how sure (empty where judged), and why."""

    held: str
    judge: str
    confidence: str
    why: str
    reasons: tuple[str, ...]
    card: Card


def retellings(view: View, iri: str) -> list[Retelling]:
    """List the accounts that are judged, or proposed, to be of the same event as a claim, those judged first."""
    if not LEGAL.fullmatch(iri):
        return []
    query = f"""SELECT ?link ?other ?held ?judge ?sure ?why WHERE {{
      {{ ?link <{KG.left}> <{iri}> ; <{KG.right}> ?other }} UNION {{ ?link <{KG.right}> <{iri}> ; <{KG.left}> ?other }}
      ?link <{KG.judgement}> ?held ; <{KG.judge}> ?judge . FILTER(?held != <{KGC.different}>)
      OPTIONAL {{ ?link <{KG.confidence}> ?sure }} OPTIONAL {{ ?link <{DCTERMS.description}> ?why }} }}"""
    found = [tuple(getattr(term, "value", "") for term in row) for row in rows(view, query)]
    found = sorted(found, key=lambda row: (bool(row[4]), -float(row[4] or 0), row[1]))[:MOST]
    told = {card.iri: card for card in cards(view, [other for _, other, *_ in found])}
    return [
        Retelling(HELD[held], judge, sure, why, _reasons(view, link), told[other])
        for link, other, held, judge, sure, why in found
        if other in told and held in HELD
    ]


def _reasons(view: View, link: str) -> tuple[str, ...]:
    return tuple(sorted(reason.value for (reason,) in rows(view, f"SELECT ?f WHERE {{ <{link}> <{KG.feature}> ?f }}")))
