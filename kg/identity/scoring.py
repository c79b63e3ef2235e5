"""Two nodes in, a decision out: same, different or unsure, with its reasons and a sentence a person can read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from kg.identity.alignment import same_word
from kg.identity.bodies import bodies
from kg.identity.body_names import body
from kg.identity.comparison import ENOUGH, Comparison, Feature, forbidden
from kg.identity.context import impossible, of_bodies, of_persons, of_places
from kg.identity.names import name
from kg.identity.nodes import Key, Node
from kg.identity.persons import DIFFERENT, persons, points
from kg.identity.places import places
from kg.identity.spelling import likeness
from kg.model import Judgement

MOST = 6
"""Names of a node that are compared."""
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
    compared = comparison(left, right)
    return decision(left, right, compared, judged(compared))


def decision(left: Node, right: Node, compared: Comparison, judgement: Judgement, judge: str = JUDGE) -> Decision:
    """Put down what is held of two nodes, whoever holds it, with the reasons that a comparison gives."""
    one, other = sorted((left, right))
    said = sentence(one, other, judgement, compared)
    return Decision(one.key, other.key, judgement, compared.score, compared.features, said, judge)


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
    named = named_alike(left.type, spellings(left), spellings(right))
    if named.conflict or not named.plausible:
        return named
    if left.type == "Place":
        return named.with_features(of_places(left, right))
    if left.type == "Person":
        return named.with_features(of_persons(left, right), impossible(left, right))
    generic = any(feature.name == "generic" for feature in named.features)
    return named.with_features(of_bodies(left, right, generic=generic))


def spellings(node: Node) -> tuple[str, ...]:
    """Names of a node that are compared, the principal one first, with those in brackets inside them."""
    return _with_others(node.names[:MOST]) if node.type == "Person" else node.names[:MOST]


@lru_cache(maxsize=1 << 17)
def _with_others(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*names, *(other for text in names for other in name(text).others))))


@lru_cache(maxsize=1 << 18)  # the same names come again and again
def named_alike(type_: str, left: tuple[str, ...], right: tuple[str, ...]) -> Comparison:
    """Compare all names of two nodes: full ones with full ones, where both have some."""
    compare = {"Person": persons, "Place": places}.get(type_, bodies)
    principal = compare(left[0], right[0])
    if principal.conflict and not principal.conflict.startswith(DIFFERENT):
        return principal
    ones, others = [t for t in left if _full(type_, t)], [t for t in right if _full(type_, t)]
    whole = [compare(a, b) for a in ones for b in others]
    called = max(whole, key=_worth) if len(whole) > 1 else None
    if (conflict := next((found for found in whole if found.conflict), None)) and not _nicknamed(conflict, called):
        return conflict
    if any(found.plausible for found in whole):
        return max(whole, key=_worth)
    best = max((compare(a, b) for a in left for b in right), key=_worth)
    if whole and best.plausible and not best.conflict:
        return best.with_features([Feature("names", points("bodies")["several_names"], "the full names differ")])
    return best


def _nicknamed(conflict: Comparison, called: Comparison | None) -> bool:
    """Whether two given names differ only because one is a nickname by which the same document calls its bearer."""
    return conflict.conflict.startswith(DIFFERENT) and called is not None and called.points >= ENOUGH


REMEMBERED = (named_alike, name, same_word, persons, body, bodies, places, likeness)
"""What remembers names; a build needs all of them again and again."""


def forget(most: int) -> None:
    """Let go of names where more than ``most`` are remembered: a server would meet new ones for ever."""
    for remembering in REMEMBERED:
        if remembering.cache_info().currsize > most:
            remembering.cache_clear()


def _worth(compared: Comparison) -> tuple[bool, bool, float]:
    return not compared.conflict, compared.plausible, compared.points


def _full(type_: str, text: str) -> bool:
    """Whether a name is more than a part of one, or than an abbreviation."""
    return len(name(text).words) > 1 if type_ == "Person" else not body(text).bare


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
