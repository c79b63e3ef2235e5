"""Two tellings in, what speaks for and against their being of one event out.

Laws of this file: what is missing says nothing; what two accounts tell differently is told, not hidden; a conflict is
what no two accounts of one event could be mistaken about.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from kg.identity.comparison import Comparison, Feature, forbidden
from kg.identity.events.accounts import stems
from kg.identity.events.counts import counts
from kg.identity.events.tellings import STAGES, Spot, Telling, Who, spot
from kg.identity.events.times import times
from kg.identity.events.weights import factualities, loose_kinds, points
from kg.identity.events.wording import noun, penalty
from kg.lexicon import words as listed

MOST = 3
"""Named people in common beyond the first that count."""
CROWD = 5
"""From so many on, a number is a crowd's, against one person who is named."""
UNREAL = frozenset({"scheduled", "requested", "conditional", "threatened"})
"""What is only put forward: two such are one only where both tell the day."""


class Comparing:
    """Compares tellings; knows what people and places are called."""

    def __init__(self, who: Who) -> None:
        self._who = who
        self._called = lru_cache(maxsize=1 << 16)(who.called)  # the same people and places come again and again

    def __call__(self, left: Telling, right: Telling) -> Comparison:
        """Compare two tellings of one sort."""
        time = times(left.when, right.when, once=self._once(left, right) > 0)
        if conflict := time.conflict or _no_facts(left, right):
            return forbidden(conflict)
        where, people = self._places(left, right), self._people(left, right)
        if conflict := people.conflict or where.conflict:
            return forbidden(conflict)
        shared = self._persons(left, right)
        found = Comparison(
            (
                *people.features,
                *time.features,
                *where.features,
                *self._actors(left, right),
                *self._alone(left, right),
                *_what(left, right),
                *counts(left.account, right.account),
                *_asserted(left, right),
            ),
            plausible=bool(shared) or _meets(left, right, where),
        )
        return found if shared else found.with_features(_nameless(left, right))

    def apart(self, left: Telling, right: Telling) -> bool:
        """Tell whether two tellings of one sort are of two events by their times or places, whoever was there."""
        if times(left.when, right.when, once=self._once(left, right) > 0).conflict:
            return True
        return bool(self._places(left, right).conflict)

    def _people(self, left: Telling, right: Telling) -> Comparison:
        shared, worth = left.people & right.people, points("people")
        if left.people and right.people and not shared:
            one, other = self._called(left.people), self._called(right.people)
            return forbidden(f"told of {one} and of {other}")
        found = list(self._shared(left, right))
        if shared and (left.people - shared) and (right.people - shared):
            found.append(Feature("others", worth["others"], "each tells of others, too"))
        if not shared and (left.people or right.people):
            found.append(Feature("nobody", worth["nobody"], "only one tells who it was"))
        if any(_lone(one, other) for one, other in ((left, right), (right, left))):
            found.append(Feature("lone", worth["lone"], "one tells of somebody, the other of a crowd"))
        return Comparison(tuple(found))

    def _shared(self, left: Telling, right: Telling) -> Iterator[Feature]:
        worth, persons = points("people"), self._persons(left, right)
        if persons:
            told = worth["one"] + worth["further"] * min(len(persons) - 1, MOST)
            yield Feature("people", told, f"both of {self._called(persons)}")
        elif bodies := left.people & right.people:
            yield Feature("body", worth["body"], f"both of {self._called(bodies)}")

    def _persons(self, left: Telling, right: Telling) -> frozenset[str]:
        """Persons whom both name; in court bodies, too: things befall a state or a company again and again."""
        shared = left.people & right.people
        return shared if left.account.type in STAGES else shared & self._who.persons

    def _once(self, left: Telling, right: Telling) -> float:
        """Points for what seldom happens to a person twice, where both tell that."""
        kinds = left.account.kinds & right.account.kinds if self._persons(left, right) else frozenset[str]()
        return max((worth for kind, worth in points("once").items() if kind in kinds), default=0.0)

    def _alone(self, left: Telling, right: Telling) -> Iterator[Feature]:
        if worth := self._once(left, right):
            yield Feature("once", worth, "it seldom happens to one person twice")

    def _places(self, left: Telling, right: Telling) -> Comparison:
        if not left.places or not right.places:
            return Comparison()
        shared, worth = left.places & right.places, points("places")
        if shared:
            lands = all(self._spot(each).land for each in shared)
            name = "land" if lands else "same" if left.people and right.people else "crowd"
            return Comparison((Feature("place", worth[name], f"both in {self._called(shared)}"),))
        told = f"{self._called(left.places)} against {self._called(right.places)}"
        pairs = [(self._spot(one), self._spot(other)) for one in left.places for other in right.places]
        if any(_within(one, other) or _within(other, one) for one, other in pairs):
            return Comparison((Feature("place_within", worth["within"], told),))
        if all(_elsewhere(one, other) for one, other in pairs):
            return forbidden(f"in two states: {told}")
        known = all(spot.states for pair in pairs for spot in pair)
        return Comparison((Feature("place_elsewhere", worth["elsewhere" if known else "unknown"], told),))

    def _spot(self, iri: str) -> Spot:
        return spot(self._who.names.get(iri, ""))

    def _actors(self, left: Telling, right: Telling) -> Iterator[Feature]:
        """By whom, before whom, and by whose word."""
        worth, one, other = points("actors"), left.account.forces, right.account.forces
        if shared := left.agents & right.agents:
            yield Feature("agent", worth["agent"], f"both by {self._called(shared)}")
        elif one & other:
            yield Feature("force", worth["force"], f"both by {min(one & other)}")
        elif (one and other) or (left.agents and right.agents):
            names = [self._called(each.agents) or min(each.account.forces, default="") for each in (left, right)]
            yield Feature("other_agent", worth["other"], f"by {names[0]} and by {names[1]}")
        if left.courts and right.courts:
            shared = left.courts & right.courts
            told = f"{self._called(left.courts)} against {self._called(right.courts)}"
            name = "court" if shared else "other_court"
            yield Feature(name, worth[name], f"both before {self._called(shared)}" if shared else told)
        if left.source and left.source == right.source:
            yield Feature("source", worth["source"], f"both by the word of {self._called(frozenset({left.source}))}")


def _no_facts(left: Telling, right: Telling) -> str:
    """Why two that are not told as facts are not one; empty where they may be."""
    told = {left.account.factuality, right.account.factuality}
    if len(told) == 2 and frozenset(told) not in factualities():
        return f"{' and '.join(sorted(told))} are not of one event"
    if told & UNREAL and not _same_day(left, right):
        return "one is no fact, and not both tell the same day"
    return ""


def _within(one: Spot, other: Spot) -> bool:
    """Whether one is a place in a state, and the other that state."""
    return other.land and not one.land and bool(one.states & other.states)


def _elsewhere(one: Spot, other: Spot) -> bool:
    return bool(one.states) and bool(other.states) and not one.states & other.states


def _lone(one: Telling, other: Telling) -> bool:
    """Whether one tells of one or two, by name or as one, and the other of a crowd."""
    few, many = one.account, other.account
    counted, number = (each.count or each.least or 0 for each in (few, many))
    if counted >= CROWD or not (one.people or few.kinds & listed("events", "of_one")):
        return False
    return number >= CROWD * max(1, len(one.people)) or (bool(many.kinds & listed("events", "of_many")) and not number)


def _same_day(left: Telling, right: Telling) -> bool:
    one, other = left.when, right.when
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return bool(one.day) and one.day == other.day
    return one.short and other.short and one.first <= other.last and other.first <= one.last


def _meets(left: Telling, right: Telling, where: Comparison) -> bool:
    """Whether two without a person whom both name tell one day, and one body or place.

    Where the place is a whole state, something else must agree.
    """
    if not _same_day(left, right):
        return False
    if left.people & right.people:
        return True
    if not left.places & right.places:
        return False
    if any(feature.points >= points("places")["crowd"] for feature in where.features):
        return True
    numbers = any(feature.name in {"count_same", "count_both"} for feature in counts(left.account, right.account))
    return numbers or bool(stems(left.account.grounds) & stems(right.account.grounds))


def _nameless(left: Telling, right: Telling) -> Iterator[Feature]:
    """What follows from nobody being named on both sides."""
    few = any(each.account.kinds & listed("events", "of_one") for each in (left, right))
    if worth := points("generic")["one_or_two" if few else left.account.type]:
        yield Feature("generic", worth, "nobody is named by both")
    one, other, crowd = left.account.crowd, right.account.crowd, points("crowd")
    if one & other:
        yield Feature("crowd", crowd["same"], f"both of {', '.join(sorted(one & other))}")
    elif one and other:
        yield Feature("other_crowd", crowd["other"], f"of {', '.join(sorted(one))} and of {', '.join(sorted(other))}")


def _what(left: Telling, right: Telling) -> Iterator[Feature]:
    """Kinds, charges, grounds and penalties."""
    one, other = left.account, right.account
    yield from _kinds(one.kinds, other.kinds, one.type)
    yield from _matter("charge", one.charges, other.charges, stems(one.charges) & stems(other.charges))
    yield from _matter("ground", one.grounds, other.grounds, stems(one.grounds) & stems(other.grounds))
    first, second = (frozenset(map(penalty, each.penalties)) for each in (one, other))
    yield from _matter("penalty", first, second, first & second)


def _kinds(left: frozenset[str], right: frozenset[str], type_: str) -> Iterator[Feature]:
    worth = points("kinds")
    if left & right:
        yield Feature("kind", worth["same"], f"both: {noun(min(left & right))}")
    elif left and right and not any(left & alike and right & alike for alike in loose_kinds()):
        told = f"{noun(min(left))} against {noun(min(right))}"
        yield Feature("other_kind", worth["other_harm" if type_ == "Violence" else "other"], told)


def _matter(name: str, left: frozenset[str], right: frozenset[str], shared: frozenset[str]) -> Iterator[Feature]:
    worth, one, other = points("matters"), "; ".join(sorted(left)), "; ".join(sorted(right))
    if shared:
        yield Feature(name, worth[name], f"both: {one}" if left == right else f"{one} and {other}")
    elif left and right and (against := worth.get(f"other_{name}")):
        yield Feature(f"other_{name}", against, f"{one} against {other}")


def _asserted(left: Telling, right: Telling) -> Iterator[Feature]:
    told = frozenset({left.account.factuality, right.account.factuality})
    if len(told) == 2:
        worth, detail = factualities()[told]
        yield Feature("factuality", worth, detail)
