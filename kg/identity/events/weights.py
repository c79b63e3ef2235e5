"""A reason's name in, its points out, as ``lexicons/events.toml`` has them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.errors import LexiconError
from kg.lexicon import table


@cache
def points(group: str) -> Mapping[str, float]:
    """The points of one group of reasons."""
    return {name: float(worth) for name, worth in table("events")[group].items()}


@cache
def enough() -> float:
    """Points from which a pair is proposed."""
    return float(table("events")["enough"])


@cache
def loose_kinds() -> tuple[frozenset[str], ...]:
    """Kinds that are told of one event without a difference."""
    return tuple(frozenset(group.split()) for group in table("events")["loose_kinds"])


@cache
def factualities() -> Mapping[frozenset[str], tuple[float, str]]:
    """Two factualities of one event → points, and what is told differently; raises LexiconError for other than two."""
    found = {frozenset(each["pair"].split()): (float(each["points"]), each["detail"]) for each in _pairs()}
    if wrong := [sorted(pair) for pair in found if len(pair) != 2]:
        raise LexiconError(f"events.toml: {wrong[0]} are not two factualities")
    return found


def _pairs() -> list[Mapping[str, str]]:
    pairs: list[Mapping[str, str]] = table("events")["factualities"]
    return pairs
