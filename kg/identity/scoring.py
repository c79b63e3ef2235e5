"""Two nodes in, a decision out: same, different or unsure, with its reasons and a sentence a person can read."""

from __future__ import annotations

from dataclasses import dataclass

from kg.identity.comparison import ENOUGH, Comparison, Feature, forbidden, unlike
from kg.identity.nodes import Key, Node
from kg.iris import folded
from kg.model import Judgement

JUDGE = "habeas"
"""Who judged where no person did."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is held of two nodes being one, how sure that is, why, and who says so.

    ``left`` is before ``right``; ``confidence`` is the probability that the two are one.
    """

    left: Key
    right: Key
    judgement: Judgement
    confidence: float
    features: tuple[Feature, ...]
    sentence: str
    judge: str = JUDGE


def decided(left: Node, right: Node) -> Decision:
    """Decide on two nodes by what their documents tell, whatever else there is."""
    one, other = sorted((left, right))
    compared = comparison(one, other)
    judgement = judged(compared)
    return Decision(
        one.key,
        other.key,
        judgement,
        compared.score,
        compared.features,
        sentence(one, other, judgement, compared),
    )


def judged(compared: Comparison) -> Judgement:
    """The judgement that a comparison gives."""
    if compared.conflict or not compared.plausible:
        return Judgement.DIFFERENT
    return Judgement.SAME if compared.points >= ENOUGH else Judgement.UNSURE


def comparison(left: Node, right: Node) -> Comparison:
    """Reasons for and against two nodes being one."""
    if (left.type == "Place") != (right.type == "Place"):
        return forbidden("a place and those who act for it are two")
    if (left.type == "Person") != (right.type == "Person"):
        return forbidden("a person and a body are two")
    shared = sorted({folded(name) for name in left.names} & {folded(name) for name in right.names})
    if not shared:
        return unlike("no name in common")
    return Comparison((Feature("name", 4.0, f"both are called {shared[0]}"),))


def sentence(left: Node, right: Node, judgement: Judgement, compared: Comparison) -> str:
    """One sentence that says what was decided and why."""
    start = {
        Judgement.SAME: "is held to be",
        Judgement.DIFFERENT: "is not",
        Judgement.UNSURE: "may be",
        Judgement.UNJUDGED: "may be",
    }[judgement]
    reasons = compared.conflict or "; ".join(feature.detail for feature in compared.features)
    return f"\u201c{left.names[0]}\u201d {start} \u201c{right.names[0]}\u201d: {reasons}."
