"""Nodes, an authority file and what people hold in, proposals out; and those that a threshold may confirm.

Laws of this file: a person's judgement is never asked again; nothing is confirmed by a program unless it was told from
which confidence on, and the judgement then says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from kg.errors import UsageError
from kg.identity.judgements import Opinion
from kg.identity.nodes import Node
from kg.identity.proposals import Proposal
from kg.lexicon import table
from kg.model import Judgement
from kg.wikidata.candidates import candidates, offered
from kg.wikidata.items import CONCEPT
from kg.wikidata.lookup import Authority


def proposed(
    nodes: Iterable[Node], authority: Authority, held: Iterable[Opinion] = (), source: str = ""
) -> Iterator[Proposal]:
    """Give the item to propose for each node, in their order; none where nothing is clear, or a person has judged.

    ``held`` are the judgements that hold. An item that was judged different, or is another node's, is left out.
    ``source`` says where the authority is from, if it is no file that is kept.
    """
    opinions = list(held)
    same = {side for each in opinions if each.judgement is Judgement.SAME and _item(each) for side in each.pair}
    judged = {each.pair for each in opinions}
    judge = f"habeas link, {source or f'authority {authority.digest[:12]}'}"
    for node in nodes:
        if node.iri in same:
            continue
        found = candidates(authority, node)
        free = [
            c for c in found if CONCEPT + c.id not in same and tuple(sorted((node.iri, CONCEPT + c.id))) not in judged
        ]
        if (best := offered(free)) is not None:
            yield Proposal(node.iri, CONCEPT + best.id, best.score, best.label, best.description, judge, best.sentence)


def _item(opinion: Opinion) -> bool:
    return any(side.startswith(CONCEPT) for side in opinion.pair)


def confirmed(found: Iterable[Proposal], threshold: float, today: date) -> Iterator[Opinion]:
    """Judgements that proposals of at least this confidence are right, in the name of the threshold.

    Of several nodes with one item none is confirmed. Raises UsageError for a threshold below the calibrated one.
    """
    least = float(table("wikidata")["margin"]["auto"])
    if not least <= threshold <= 1:
        raise UsageError(f"--auto {threshold}: give a confidence from {least} to 1; below it, too many are wrong")
    sure = [each for each in found if each.confidence >= threshold]
    items = [each.right for each in sure]
    for each in sure:
        if items.count(each.right) == 1:
            who = f"{each.judge} --auto {threshold}"
            why = f"confidence {each.confidence}: {each.why}"
            yield Opinion(each.left, each.right, Judgement.SAME, who, today.isoformat(), why)
