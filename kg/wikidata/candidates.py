"""Who a document speaks of in, the items it may mean out: best first, each with its score and its reasons.

Laws of this file: what cannot be (of another sort, dead before the event, born in another year) is no candidate;
nothing is offered but what has points enough, and clearly more than the next; most people have no item.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.gazetteer import place
from kg.identity.body_names import body
from kg.identity.comparison import Comparison, Feature
from kg.identity.nodes import Node
from kg.identity.offices import office
from kg.iris import folded
from kg.lexicon import table
from kg.towns import town
from kg.wikidata.items import Item
from kg.wikidata.likeness import bare, compared
from kg.wikidata.lookup import Authority
from kg.wikidata.portrait import Portrait, field, heads, portrait, titles

LEAST = 10  # years of age at which somebody takes part in what is told
GRACE = 1  # years by which dates may be off
SORTS = {"Person": "Person", "Place": "Place"}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An item that may be meant: ``score`` is the probability that ``features`` stand for, ``sentence`` says why."""

    id: str
    label: str
    description: str
    score: float
    points: float
    features: tuple[Feature, ...]
    sentence: str


def candidates(authority: Authority, node: Node, *, limit: int = 10) -> list[Candidate]:
    """Items that a node may mean, the likeliest first; equally likely ones by id."""
    items = {item.id: item for name in asked(node) for item in authority.items(name)}
    found = [each for item in items.values() if (each := _candidate(authority, node, item))]
    return sorted(found, key=lambda each: (-each.points, int(each.id[1:])))[:limit]


def offered(found: list[Candidate]) -> Candidate | None:
    """The candidate to propose; None where the best has too little, or is too close to the next."""
    margin = table("wikidata")["margin"]
    if not found or found[0].points < margin["points"]:
        return None
    return found[0] if len(found) == 1 or found[0].points - found[1].points >= margin["ahead"] else None


def asked_for(name: str, type: str, **context: Iterable[str] | Iterable[int]) -> Node:
    """A node of a name and what is known of it, in no document.

    ``type`` is a class of the ontology. ``states``, ``places`` and ``companions`` are names, ``offices`` and ``kinds``
    words ("foreign minister", "party"), ``years`` those of what is told, ``born`` those of birth.
    """
    told = {key: [str(value) for value in values] for key, values in context.items()}
    calling = [office(words) for words in told.get("offices", ())]
    states = {*told.get("states", ())}.union(*(each.states for each in calling))
    return Node(
        "", "", type, (name,),
        offices=office(name).titles.union(*map(titles, told.get("offices", ()))) if type == "Person" else frozenset(),
        states=frozenset(states),
        places=frozenset(map(folded, told.get("places", ()))),
        companions=frozenset(map(folded, told.get("companions", ()))),
        kinds=frozenset(told.get("kinds", ())),
        years=frozenset(map(int, told.get("years", ()))),
        born=frozenset(map(int, told.get("born", ()))),
    )  # fmt: skip


def asked(node: Node) -> tuple[str, ...]:
    """Give the names to look up: as written, persons' without titles, bodies' with the state that is said of them."""
    more: Iterable[str] = ()
    if node.type == "Person":
        more = map(bare, node.names)
    elif node.type != "Place":
        whole = (name for name in node.names if not office(name).states)
        more = (f"{name} of {state}" for name in whole for state in sorted(node.states))
    return tuple(dict.fromkeys((*node.names, *more)))


def _candidate(authority: Authority, node: Node, item: Item) -> Candidate | None:
    told = portrait(item, authority)
    if told.sort and told.sort != SORTS.get(node.type, "Body"):
        return None
    named = _named(node, item)
    if not named.plausible or named.conflict or impossible(node, told):
        return None
    weighed = named.with_features([*_sorted(told), *_weighed(node, told), *_known(item, node)])
    label, description = item.label(), item.description()
    return Candidate(
        item.id, label, description, weighed.score, weighed.points, weighed.features,
        _sentence(node, label, description, weighed),
    )  # fmt: skip


def _sorted(told: Portrait) -> Iterator[Feature]:
    if not told.sort:
        yield _feature("untold", "type", "the item does not tell what it is")


def _named(node: Node, item: Item) -> Comparison:
    """The comparison of the two most alike of all names."""
    names = {name.value for name in item.names}
    pairs = (compared(said, called, node.type) for said in asked(node) for called in sorted(names))
    return max(pairs, key=lambda each: (each.plausible and not each.conflict, each.points))


def impossible(node: Node, told: Portrait) -> str:
    """Why an item cannot be meant: it was not yet, or no more; empty where it can."""
    if node.alive_in and told.died and max(told.died) + GRACE < min(node.alive_in) - GRACE:
        return f"died in {max(told.died)}"
    if node.years and told.born and min(told.born) > max(node.years):
        return f"born in {min(told.born)}"
    if node.years and told.begun and min(told.begun) - GRACE > max(node.years):
        return f"founded in {min(told.begun)}"
    if node.born and told.born and all(abs(one - other) > GRACE for one in node.born for other in told.born):
        return f"born in {min(told.born)}"
    return ""


def _weighed(node: Node, told: Portrait) -> Iterator[Feature]:
    yield from _where(node, told)
    yield from _office(node, told)
    yield from _kind(node, told)
    yield from _beside(node, told)
    yield from _time(node, told)


def _where(node: Node, told: Portrait) -> Iterator[Feature]:
    """States and places: those that are said of a node, then those that it is told with."""
    said, near = _states(node)
    places = node.places | (frozenset(map(folded, node.states)) - told.states)
    there = places & told.within or any(f"-{name}-" in told.about for name in places)
    if said & told.states:
        yield _feature("state_same", "state", f"of {_listed(said & told.states)}")
    elif said and told.states and not there:
        yield _feature(
            "state_other" if node.type == "Person" else "home", "state", f"of {told.label}, not {_listed(said)}"
        )
    elif near and told.states:
        yield from _near(node, told, near)
    if _anywhere(node) and not there and not (said | near) & told.states:
        yield _feature("home", "state", f"a name that a body of each state may have, not known to be of {told.label}")
    if there:
        yield _feature("place_same", "place", f"of {_listed(places)}")
    elif node.type != "Person" and places and told.within - told.states:
        yield _feature("place_other", "place", f"not known to be of {_listed(places)}")


def _anywhere(node: Node) -> bool:
    """Whether all names of a body are such as each state has a body of: "High Court"."""
    if node.type in SORTS:
        return False
    named = [body(name) for name in node.names]
    return all(each.generic and each.words and not each.states and not each.cities for each in named)


def _near(node: Node, told: Portrait, near: frozenset[str]) -> Iterator[Feature]:
    kind = "setting" if node.type == "Person" or not node.places else "state"
    if near & told.states:
        yield _feature(f"{kind}_same", "setting", f"of {told.label}, where this is told of")
    else:
        yield _feature(f"{kind}_other", "setting", f"of {told.label}, told of in {_listed(near)}")


def _states(node: Node) -> tuple[frozenset[str], frozenset[str]]:
    """The states that are said of a node, or by its name; and those of the places it is told with."""
    said, near = set[str]().union(*map(_of, node.states)), set(node.setting)
    if said or node.states:
        pass
    elif node.type == "Place":
        said |= {found.within for name in node.names if (found := place(name)) and found.within}
    elif node.type != "Person":
        said |= {each for name in node.names for each in office(name).states}
    near = near.union(*(_of(each.replace("-", " ").title()) for each in node.places))
    return frozenset(map(folded, said)) - _former(), frozenset(map(folded, near))


def _of(name: str) -> set[str]:
    """The state that a name is of: its own, or that of a town, province or capital; none where nobody knows it."""
    known, small = place(name), town(name)
    if known:
        return {known.within or known.name} if known.within or known.kind == "state" else set()
    return {small.within} if small and small.within else set()


@cache
def _former() -> frozenset[str]:
    return frozenset(table("wikidata")["heads"]["former_states"].split())


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(name.replace("-", " ").title() for name in names))


def _office(node: Node, told: Portrait) -> Iterator[Feature]:
    if node.type != "Person" or not node.offices:
        return
    said = ", ".join(sorted(node.offices))
    ours, theirs = ({field(each) for each in some} - {""} for some in (node.offices, told.offices | told.kinds))
    if not _words(node.offices).isdisjoint(_words(told.offices)) or _foreign(node.offices, told.offices):
        yield _feature("office_same", "office", f"{said} by both")
    elif ours & theirs:
        yield _feature("field_same", "office", f"{said} in the document, of that field the item")
    elif ours and theirs and "cause" not in ours | theirs:
        yield _feature("field_other", "office", f"{said} in the document, of {', '.join(sorted(theirs))} the item")


def _words(offices: Iterable[str]) -> frozenset[str]:
    """The offices and, for each, its trade alone: a foreign minister is a minister."""
    return frozenset(part for each in offices for part in (each, each.replace("-", " ").split()[-1]))


def _foreign(said: frozenset[str], held: frozenset[str]) -> bool:
    """Whether an office in another language is part of one that the item has in that language: президент."""
    parts = {part for each in held for part in each.split("-")}
    return any(not each.isascii() and set(each.split("-")) <= parts for each in said)


def _kind(node: Node, told: Portrait) -> Iterator[Feature]:
    if node.type != "Person" and node.kinds and told.kinds - {""}:
        words = {word for kind in node.kinds for word in kind.lower().split()}
        if words & told.kinds:
            yield _feature("kind_same", "kind", f"a {', '.join(sorted(words & told.kinds))}")
        elif words & heads().keys():
            yield _feature("kind_other", "kind", f"a {', '.join(sorted(node.kinds))} in the document")


def _beside(node: Node, told: Portrait) -> Iterator[Feature]:
    points = table("wikidata")["points"]
    if shared := sorted(node.companions & (told.ties | told.within)):
        weight = min(len(shared) * points["companion"], points["companions"])
        yield Feature("companions", weight, f"beside {', '.join(shared)}")


def _time(node: Node, told: Portrait) -> Iterator[Feature]:
    if node.born and told.born:
        yield _feature("born_same", "born", f"born in {told.born[0]}")
    elif node.years and told.born and max(node.years) - min(told.born) < LEAST:
        yield _feature("too_young", "age", f"born in {min(told.born)}, a child at the time")
    if node.years and told.ended and max(told.ended) + GRACE < min(node.years):
        yield _feature("gone", "dissolved", f"dissolved in {max(told.ended)}")


def _known(item: Item, node: Node) -> Iterator[Feature]:
    if item.sitelinks:
        each = table("wikidata")["points"]["known_place" if node.type == "Place" else "known"]
        points = round(each * math.log10(1 + item.sitelinks), 3)
        yield Feature("known", points, f"{item.sitelinks} pages of Wikimedia")


@cache
def _points(kind: str) -> float:
    return float(table("wikidata")["points"][kind])


def _feature(kind: str, name: str, detail: str) -> Feature:
    return Feature(name, _points(kind), detail)


def _sentence(node: Node, label: str, description: str, weighed: Comparison) -> str:
    about = f" ({description})" if description else ""
    reasons = "; ".join(feature.detail for feature in weighed.features)
    return f"\u201c{node.names[0]}\u201d may be {label}{about}: {reasons}."
