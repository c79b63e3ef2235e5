"""A graph in, the pairs that a person should look at out: the likeliest first, each with the words on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import QuerySolutions

from kg.explain import Tie, Words, called, explain
from kg.identity.judgements import Opinion
from kg.stores import View
from kg.terms import KG, KGC

SHOWN = 3
"""Passages shown of each side, at most."""
AROUND = 120
"""Characters shown before and after a name."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of two: its IRI and name, and passages that name it, by file."""

    iri: str
    name: str
    passages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two that may be one, and what the machine holds of it."""

    left: Side
    right: Side
    tie: Tie


def uncertain(view: View, judged: Iterable[Opinion] = ()) -> Iterator[Pair]:
    """The open pairs of a graph that nobody has judged, the likeliest first."""
    done = {opinion.pair for opinion in judged}
    for left, right in _open(view):
        if (min(left, right), max(left, right)) not in done:
            known = explain(view, left)
            tie = next(tie for tie in known.ties if tie.other == right)
            yield Pair(Side(left, called(view, left), _passages(view, known.words)), _other(view, tie), tie)


def _open(view: View) -> list[tuple[str, str]]:
    """The ends of all open links that a program has weighed."""
    query = f"""SELECT DISTINCT ?left ?right ?confidence WHERE {{
      ?link <{KG.left}> ?left ; <{KG.right}> ?right ; <{KG.judgement}> ?held ; <{KG.confidence}> ?confidence .
      FILTER(?held IN (<{KGC.unsure}>, <{KGC.unjudged}>)) }}"""
    rows = view.query(query)
    assert isinstance(rows, QuerySolutions)
    found = sorted((-float(row["confidence"].value), row["left"].value, row["right"].value) for row in rows)
    return [(left, right) for _, left, right in found]


def _other(view: View, tie: Tie) -> Side:
    if not tie.other.startswith(view.base):
        return _item(tie)
    return Side(tie.other, tie.name, _passages(view, explain(view, tie.other).words))


def told_of_item(reasons: Iterable[str]) -> str:
    """What a proposal says of its item, "label: description"; empty where it says nothing."""
    return next((reason.partition(": ")[2] for reason in reasons if reason.startswith("item ")), "")


def _item(tie: Tie) -> Side:
    """An item of Wikidata: what it is called, and its description in place of passages."""
    label, _, description = told_of_item(tie.reasons).partition(": ")
    return Side(tie.other, label or tie.name, (("Wikidata", description),) if description else ())


def _passages(view: View, words: Iterable[Words]) -> tuple[tuple[str, str], ...]:
    """Some passages with what stands around them, of different documents first."""
    first: Mapping[str, Words] = {each.document: each for each in reversed(tuple(words))}
    some = sorted(first.values(), key=lambda each: each.file)[:SHOWN]
    return tuple((each.file, _around(view.document_text(each.document) or "", each)) for each in some)


def _around(text: str, words: Words) -> str:
    before, after = text[max(0, words.start - AROUND) : words.start], text[words.end : words.end + AROUND]
    return " ".join(f"…{before}[{words.exact}]{after}…".split())
