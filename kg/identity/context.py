"""Two nodes in, what stands beside their names for and against their being one out.

Law of this file: what is missing says nothing; only what both documents tell counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.identity.atlas import former
from kg.identity.body_names import body
from kg.identity.comparison import Feature
from kg.identity.names import name
from kg.identity.nodes import Node
from kg.identity.offices import trades
from kg.identity.persons import points
from kg.identity.places import place_key, states_of
from kg.iris import folded
from kg.language.peoples import derives
from kg.lexicon import words as listed

HALF_A_LIFE, A_LIFE = 50, 80
YOUNGEST, OLDEST = 8, 105
SLACK = 1
"""Years by which ages told in print err."""


def offices(node: Node) -> frozenset[str]:
    """What a person is called in the document, in its name and beside it."""
    return node.offices.union(*(name(text).offices for text in node.names))


def states(node: Node) -> frozenset[str]:
    """States that a node is told to be of."""
    if node.type == "Place":
        return node.states
    if node.type == "Person":
        return node.states.union(*(name(text).states for text in node.names))
    return node.states.union(*(body(text).states for text in node.names))


def impossible(left: Node, right: Node) -> str:
    """Why the years told of two persons are not one person's; empty where they may be."""
    for one, other in ((left, right), (right, left)):
        if one.died and other.alive_in and min(other.alive_in) > max(one.died):
            return f"one died in {max(one.died)}, the other took part in something in {min(other.alive_in)}"
        if folded(one.names[0]) in other.companions and folded(one.names[0]) != folded(other.names[0]):
            return f"{one.names[0]} is named beside {other.names[0]}"
    apart = _apart(left.years, right.years)
    if apart > A_LIFE:
        return f"they are told of {apart} years apart"
    for one, other in ((left, right), (right, left)):
        ages = [year - birth for year in one.years for birth in other.born]
        if ages and not any(YOUNGEST <= age <= OLDEST for age in ages):
            return f"one was born in {min(other.born)}, the other told of in {min(one.years)}"
    return ""


def _apart(left: Iterable[int], right: Iterable[int]) -> int:
    ones, others = sorted(left), sorted(right)
    if not ones or not others:
        return 0
    return max(0, ones[0] - others[-1], others[0] - ones[-1])


def of_persons(left: Node, right: Node) -> Iterator[Feature]:
    """What stands beside two persons' names."""
    ones, others = offices(left), offices(right)
    yield from _offices(ones, others)
    yield from _whereabouts(left, right)
    if (towns := _towns(left)) and (further := _towns(right)) and not towns & further:
        yield _feature("elsewhere", f"told with {min(left.places)} and with {min(right.places)}")
        if _trades(ones) and _trades(others) and not _trades(ones) & _trades(others):
            yield _feature("another_life", "of other callings in other places")
    yield from _beside(left, right)
    if left.born and right.born:
        near = any(abs(a - b) <= SLACK for a in left.born for b in right.born)
        years = f"born about {min(left.born)} and {min(right.born)}"
        yield _feature("born" if near else "other_born", years)
    if _apart(left.years, right.years) > HALF_A_LIFE:
        yield _feature("long_apart", "told of half a life apart")


def of_bodies(left: Node, right: Node, *, generic: bool) -> Iterator[Feature]:
    """What stands beside two bodies' names; of those that each state has one of, the state is the first question."""
    if states(left) and states(right) and not states(left) & states(right):
        yield _feature("other_body", f"of {min(states(left))} and of {min(states(right))}")
    elif generic:
        yield from _ruled(left, right)
    else:
        yield from _whereabouts(left, right)
    if all(of_a_town(node) for node in (left, right)):
        yield from _elsewhere(left, right)
        yield from _untold(left, right) if generic else ()
    yield from _named_after(left, right)
    if left.kinds and right.kinds and not left.kinds & right.kinds:
        yield _feature("other_kind", f"{min(left.kinds)}, {min(right.kinds)}")
    yield from _beside(left, right)
    if "Group" in {left.type, right.type} and left.type != right.type:
        yield _feature("group", "only one is a loose group")


def of_a_town(node: Node) -> bool:
    """Whether each town may have a body of this name, and no state has one alone."""
    told = set(body(node.names[0]).words)
    return bool(told & listed("identity", "of_towns")) and not told & listed("identity", "of_states")


def _untold(left: Node, right: Node) -> Iterator[Feature]:
    """What speaks against a body of a town and one whose town nothing tells."""
    one, other = _cities(left), _cities(right)
    if bool(one) != bool(other) and not (one or other) & (_keys(left) if other else _keys(right)):
        yield _feature("untold_town", "only one is told to be of a town")


def _cities(node: Node) -> frozenset[str]:
    return frozenset(place_key(city) for name in node.names for city in body(name).cities)


def _named_after(left: Node, right: Node) -> Iterator[Feature]:
    """A word that only one name has may be for the state or the town that the other document tells: "Tavrian"."""
    for one, other in ((left, right), (right, left)):
        further = set(body(one.names[0]).words) - set(body(other.names[0]).words)
        told = {name.lower() for name in other.states | other.places}
        if further and told and all(any(word == name or derives(word, name) for name in told) for word in further):
            yield _feature("named_after", f"{' '.join(sorted(further))} is told of both")


def _ruled(left: Node, right: Node) -> Iterator[Feature]:
    told = bool(states(left) and states(right))
    one, other = states(left) or left.setting, states(right) or right.setting
    worth, shared = points("bodies"), sorted(one & other)
    if shared:
        kind = "one_state_told" if told else "one_setting"
        yield Feature(kind, worth[kind], f"both of {shared[0]}")
    elif one and other:
        yield Feature("two_settings", worth["two_settings"], f"of {min(one)} and of {min(other)}")
    elif towns := sorted((_keys(left) | _cities(left)) & (_keys(right) | _cities(right))):
        yield Feature("one_setting", worth["one_setting"], f"both of one town, {_written(left, right, towns[0])}")


def _written(left: Node, right: Node, key: str) -> str:
    """A place's name as some document has it, by its key."""
    named = left.places | right.places | {city for node in (left, right) for n in node.names for city in body(n).cities}
    return min(name for name in named if place_key(name) == key)


def of_places(left: Node, right: Node) -> Iterator[Feature]:
    """Whether a name that several places have means one of them."""
    several = len(states_of(left.names[0])) > 1
    one, other = _lies_in(left), _lies_in(right)
    if one and other and not one & other:
        yield _feature("other_place", f"in {min(one)} and in {min(other)}")
    elif left.setting and right.setting and not left.setting & right.setting and several:
        yield Feature("several", points("places")["several"], "several places have this name")
    yield from _elsewhere(left, right)


def _lies_in(node: Node) -> frozenset[str]:
    """The state that a place is told to lie in, else the one that the gazetteer knows."""
    known = states_of(node.names[0])
    told = node.states - former()
    return told or (known if len(known) == 1 else frozenset())


def _elsewhere(left: Node, right: Node) -> Iterator[Feature]:
    if left.places and right.places and not _keys(left) & _keys(right):
        yield _feature("other_place", f"told with {min(left.places)} and with {min(right.places)}")


def _offices(left: frozenset[str], right: frozenset[str]) -> Iterator[Feature]:
    """One office, one trade, two that one person may have, or two that are two persons'."""
    trades_left, trades_right = _trades(left), _trades(right)
    if left & right:
        yield _feature("office", f"both: {min(left & right)}")
    elif trades_left & trades_right:
        yield _feature("same_trade", f"both: {min(trades_left & trades_right)}")
    elif trades_left and trades_right:
        both = [listed("identity", key) for key in ("side_by_side", "careers")]
        mild = any(trades_left & some and trades_right & some for some in both)
        power = listed("identity", "powers") & (trades_left | trades_right)
        kind = "other_role" if mild else "other_office" if power else "other_trade"
        yield _feature(kind, f"{min(trades_left)}, {min(trades_right)}")


def _trades(offices: Iterable[str]) -> frozenset[str]:
    """The trades at the heads of some offices, as far as they are known."""
    return frozenset(office.split()[-1] for office in offices) & trades()


def _told(kind: str, otherwise: str, left: frozenset[str], right: frozenset[str]) -> Iterator[Feature]:
    if shared := sorted(left & right):
        yield _feature(kind, f"both: {', '.join(shared)}")
    elif left and right:
        yield _feature(otherwise, f"{min(left)}, {min(right)}")


def _whereabouts(left: Node, right: Node) -> Iterator[Feature]:
    yield from _told("state", "other_state", states(left), states(right))
    if not (states(left) and states(right)):
        yield from _told("setting", "other_setting", left.setting, right.setting)
    if shared := sorted(_keys(left) & _keys(right)):
        yield _feature(
            "place", f"both told with {' and '.join(p for p in sorted(left.places) if place_key(p) == shared[0])}"
        )


def _keys(node: Node) -> frozenset[str]:
    return frozenset(map(place_key, node.places))


def _towns(node: Node) -> frozenset[str]:
    """The places that a node is told with, nothing where one of them is not known: it may be any by another name."""
    known = all(states_of(town) for town in node.places)
    return _keys(node) if known else frozenset()


def _beside(left: Node, right: Node) -> Iterator[Feature]:
    shared = sorted(companion for companion in left.companions & right.companions if "-" in companion)
    if shared:
        yield _feature("companions" if len(shared) > 1 else "companion", f"both beside {', '.join(shared[:3])}")
    if left.kinds & right.kinds:
        yield _feature("kind", f"both: {min(left.kinds & right.kinds)}")
    if left.document == right.document:
        yield _feature("one_document", "one document names both")


def _feature(kind: str, detail: str) -> Feature:
    return Feature(kind, points("context")[kind], detail)
