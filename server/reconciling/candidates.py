"""A name, types and values in, the entities that may be meant out, each with its score and the reasons for it.

Names are compared as identity compares them (:mod:`kg.identity.scoring`): the name asked for is a node of its own. Law
of this file: a candidate is a match only where it alone is held to be the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.identity.nodes import Node
from kg.identity.scoring import comparison, forget, judged
from kg.model import Judgement
from kg.stores import View
from kg.wikidata import keys
from server.engine.answers import TimeLimitError
from server.reconciling.names import Known, Names, iri_of
from server.reconciling.properties import above, counted, found, holds, own_id, subjects, values
from server.reconciling.requests import Condition, Query

REMEMBERED = 20_000
"""Names and comparisons that are kept for the next query."""
BEST = 100.0
ALIKE = 20.0
"""Score of a candidate whose name is spelled alike and yet held to be another's, at most."""
MARGIN = 15.0
"""By how much a match has to be better than the next, who is not held to be the same."""
OTHERWISE = {False: 0.5, None: 0.9}
"""What is left of a score where a property has other values than the one asked for; where it has none."""
LEAST = 5.0
"""Score below which nobody is offered."""
CALLED = frozenset({"skos:prefLabel", "skos:altLabel"})
"""Properties whose values are names."""
WEIGHED = 25
"""Candidates whose properties are looked at, at most."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Who may be meant, how likely (0 to 100), and why; ``same`` where the name and all else agree."""

    known: Known
    score: float
    features: tuple[tuple[str, float | bool], ...]
    same: bool
    match: bool = False


def candidates(view: View, names: Names, query: Query) -> list[Candidate]:
    """Give who may be meant, the likeliest first."""
    forget(REMEMBERED)
    if itself := names.known(iri_of(view.base, query.name)):
        return [Candidate(itself, BEST, (("id", True),), same=True, match=True)]
    weighed = (_named(names, query, each) for each in _meant(view, names, query) if _typed(query, each) is not None)
    ranked = ranking(each for each in weighed if each.score >= LEAST)
    for condition in query.properties:
        ranked = ranking(_told(view, ranked[:WEIGHED], condition))
    if not query.name:
        ranked = [each for each in ranked if each.score == BEST]
    return matched(ranked)[: query.limit]


def ranking(weighed: Iterable[Candidate]) -> list[Candidate]:
    """Put the likeliest first; of equals, whom more documents name."""
    return sorted(weighed, key=lambda each: (-each.score, -each.known.documents, each.known.iri))


def matched(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Mark the first as the match where no other can be meant."""
    if not ranked or not ranked[0].same:
        return list(ranked)
    first, rest = ranked[0], ranked[1:]
    alone = not any(each.same or each.score > first.score - MARGIN for each in rest)
    return [replace(first, match=alone), *rest]


def _meant(view: View, names: Names, query: Query) -> list[Known]:
    if query.name:
        return names.meant(query.name)
    first = query.properties[0]
    asked = found(first.property)
    if asked and asked.id in CALLED:
        return list({each.iri: each for value in first.values for each in names.meant(value)}.values())
    iris = subjects(view, asked, first.values) if asked else []
    return [known for iri in iris if (known := names.known(iri))]


def _typed(query: Query, known: Known) -> bool | None:
    """Whether an entity is of the types asked for; None where it is therefore no candidate."""
    held = [own_id(each) in above(known.type) for each in query.types]
    agrees = not held or (all(held) if query.strict == "all" else any(held))
    return agrees or (False if query.strict == "should" else None)


def _named(names: Names, query: Query, known: Known) -> Candidate:
    """Weigh a candidate by its names and its type."""
    if names.late:
        raise TimeLimitError("These queries took too long; send fewer at once.")
    typed = _typed(query, known)
    said: list[tuple[str, float | bool]] = [] if not query.types else [("type", bool(typed))]
    if not query.name:
        return Candidate(known, BEST, tuple(said), same=False)
    compared = comparison(Node("", "", known.type, (query.name,)), Node(known.iri, known.iri, known.type, known.names))
    spelling = round(max(keys.shared(keys.trigrams(query.name), keys.trigrams(name)) for name in known.names), 3)
    score = max(BEST * compared.score, ALIKE * spelling) * (1.0 if typed else OTHERWISE[False])
    said = [("name", compared.score), ("spelling", spelling), *said, ("documents", known.documents)]
    same = judged(compared) is Judgement.SAME and bool(typed)
    return Candidate(known, round(score, 1), tuple(said), same)


def _told(view: View, ranked: Sequence[Candidate], condition: Condition) -> list[Candidate]:
    """Weigh candidates by one property; one that this graph does not know says nothing."""
    asked = found(condition.property)
    if asked is None:
        return list(ranked)
    told = values(view, [each.known.iri for each in ranked], [asked])
    weighed = []
    for each in ranked:
        count = counted(each.known, asked)
        terms = told.get((each.known.iri, asked.predicate), ())
        held = holds(view, terms, condition.values) if count is None else str(count) in condition.values
        score = each.score if held else each.score * OTHERWISE[held]
        features = (*each.features, (f"property:{asked.id}", held is True))
        weighed.append(replace(each, score=round(score, 1), features=features, same=each.same and held is not False))
    return weighed
