"""A node in, what is held of it and others being one out: links that were proposed or judged, who says so and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import DCTERMS

from kg.stores import View
from kg.terms import KG, KGC
from server.pages.nodes import LEGAL, rows, terms

MOST = 25
"""Links shown, at most, those judged first and then the surest."""


@dataclass(frozen=True, slots=True)
class Held:
    """What is held of a node and an ``other``: a code of ``kgc:``, by whom, on which day, how sure, why.

    What the graph does not say is empty: nothing that was judged has a confidence, nothing proposed a day.
    """

    other: str
    judgement: str
    judge: str = ""
    confidence: str = ""
    why: str = ""
    when: str = ""
    reasons: tuple[str, ...] = ()


def held(view: View, iris: Iterable[str], among: str) -> list[Held]:
    """List what is held of a node, by any of its IRIs, and of others whose IRIs begin with ``among``.

    What was judged to be something else is left out.
    """
    sides = terms(iri for iri in iris if LEGAL.fullmatch(iri))
    query = f"""SELECT ?link ?other ?held ?judge ?sure ?why ?when WHERE {{ VALUES ?own {{ {sides} }}
      {{ ?link <{KG.left}> ?own ; <{KG.right}> ?other }} UNION {{ ?link <{KG.right}> ?own ; <{KG.left}> ?other }}
      ?link <{KG.judgement}> ?held ; <{KG.judge}> ?judge .
      FILTER(?held != <{KGC.different}> && STRSTARTS(STR(?other), "{among}"))
      OPTIONAL {{ ?link <{KG.confidence}> ?sure }} OPTIONAL {{ ?link <{DCTERMS.description}> ?why }}
      OPTIONAL {{ ?link <{DCTERMS.date}> ?when }} }}"""
    found = [tuple(getattr(term, "value", "") for term in row) for row in rows(view, query)]
    found = sorted(found, key=lambda row: (bool(row[4]), -float(row[4] or 0), row[1]))[:MOST]
    return [
        Held(other, code, judge, sure, why, when, _reasons(view, link))
        for link, other, code, judge, sure, why, when in found
    ]


def _reasons(view: View, link: str) -> tuple[str, ...]:
    return tuple(sorted(reason.value for (reason,) in rows(view, f"SELECT ?f WHERE {{ <{link}> <{KG.feature}> ?f }}")))
