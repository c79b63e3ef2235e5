"""What one document says of who acts and where in, nodes out: what identity across documents is decided on.

Law of this file: a node is what one document tells, and nothing else; it knows of no other document.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.entities import Entities
from kg.errors import InvariantError
from kg.gazetteer import place, state_of_city, state_of_demonym
from kg.identity.atlas import cities_called, states_called
from kg.identity.offices import Office, office, trades
from kg.iris import Iris, folded
from kg.lexicon import words as listed
from kg.model import Entity, Mention, MentionType, Moment, Reading, Selector
from kg.towns import town

Key = tuple[str, str]
"""A node: IRI of its document, and the provisional IRI that its entity has by its name in that document."""


@dataclass(frozen=True, slots=True, order=True)
class Node:
    """One document's entity, as far as it helps to tell who it is.

    ``type`` is the local name of an ontology class; ``names`` are as written, the principal one first. ``offices`` are
    what the document calls it ("foreign minister"); ``states`` those it is said to be of; ``setting`` the one that
    the document is about; ``places`` those it is told with; ``companions`` names beside it; ``years`` those of what it
    takes part in, else of publication; ``acts`` those of what it takes part in alone, None where they are ``years``;
    ``born`` years of birth that its age allows, ``died`` that of its death.
    """

    document: str
    iri: str
    type: str
    names: tuple[str, ...]
    kinds: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    setting: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    companions: frozenset[str] = frozenset()
    years: frozenset[int] = frozenset()
    born: frozenset[int] = frozenset()
    died: frozenset[int] = frozenset()
    acts: frozenset[int] | None = None

    def __post_init__(self) -> None:
        if not self.names:
            raise InvariantError(f"the node {self.iri} of {self.document} has no name")

    @property
    def alive_in(self) -> frozenset[int]:
        """The years in which it took part in something, by its document."""
        return self.years if self.acts is None else self.acts

    @property
    def key(self) -> Key:
        """What the node is known by in judgements and in the ledger."""
        return self.document, self.iri


def distinct(nodes: Iterable[Node]) -> list[Node]:
    """Nodes by key; raises InvariantError where two that differ have one key."""
    found: dict[Key, Node] = {}
    for node in nodes:
        if found.setdefault(node.key, node) != node:
            raise InvariantError(f"two nodes of {node.document} are {node.iri}")
    return [found[key] for key in sorted(found)]


def nodes(reading: Reading, found: Entities, iris: Iris) -> tuple[Node, ...]:
    """Give the nodes of one document: one for each of its named entities, in the order of ``found``."""
    document = iris.document(reading.document)
    beside, setting = _Beside(reading, found), _setting(found)
    return tuple(beside.node(document, entity, setting) for entity in found.named)


TITLE = re.compile(r"([\w.'\u2019-]+)\s+\Z")
REACH = 60
"""Characters before and after a name in which its office stands."""
APPOSED = re.compile(r",\s+(?:the\s+|an?\s+)?([^,.;:!?\n()\u201c\u201d\"]{3,60})[,.]")
DEATH = re.compile(r"\s*\(\d{4}\s?[-\u2013\u2014]\s?(\d{4})\)|,? who (?:had )?died (?:in|on) [^.;()]{0,20}?\b(\d{4})\b")
AGED = re.compile(r"\s*[,(]\s*(?:aged?\s+)?(\d{1,3})\s*[,)]")


WITHIN = re.compile(r"(?:,\s+|\s+\()([A-Z]\w{2,20}(?:\s[A-Z]\w{2,20}){0,2})(?=[,.;:)]|\Z|\s(?!and\b|or\b))")
"""A place's name right behind another: not one in a list, which goes on with "and"."""


class _Beside:
    """What stands beside the entities of one reading."""

    def __init__(self, reading: Reading, found: Entities) -> None:
        self._document, self._found = reading.document, found
        self._acting = [folded(e.label) for e in found.named if e.type != "Place" and not place(e.label)]
        self._places: dict[str, set[str]] = defaultdict(set)
        self._years: dict[str, set[int]] = defaultdict(set)
        self._follow(reading)

    def _follow(self, reading: Reading) -> None:
        """Note where and when the entities take part in something."""
        for claim in reading.claims:
            fillers = [role.filler for role in claim.roles]
            parts = [e for f in fillers if isinstance(f, Mention) and (e := self._found.of(f)) is not None]
            years = {int(f.earliest[:4]) for f in fillers if isinstance(f, Moment) and f.earliest}
            for entity in parts:
                self._places[entity.iri] |= {folded(p.label) for p in parts if p.type == "Place"}
                self._years[entity.iri] |= years

    def node(self, document: str, entity: Entity, setting: frozenset[str]) -> Node:
        told = list(self._offices(entity))
        published = _year(self._document.published)
        return Node(
            document,
            entity.iri,
            entity.type,
            entity.names,
            frozenset(entity.kinds),
            frozenset(title for office in told for title in office.titles),
            frozenset(state for office in told for state in office.states) | self._within(entity),
            setting,
            frozenset(self._places[entity.iri] - {folded(entity.label)}),
            self._companions(entity),
            frozenset(self._years[entity.iri] or published),
            frozenset(year - age for year in published for past in self._ages(entity) for age in (past, past + 1)),
            self._deaths(entity),
            frozenset(self._years[entity.iri]),
        )

    def _companions(self, entity: Entity) -> frozenset[str]:
        """Who else is named in the document, but for those who share a word of the name."""
        own = set(folded(entity.label).split("-"))
        acting = () if entity.type == "Place" else self._acting
        return frozenset(name for name in acting if own.isdisjoint(name.split("-")))

    def _offices(self, entity: Entity) -> Iterator[Office]:
        if entity.type == "Place":
            return
        for mention in entity.mentions:
            if mention.type is MentionType.DESCRIPTION:
                yield office(mention.selector.exact)
            elif entity.type == "Person":
                yield office(self._before(mention.selector))
                yield office(self._after(mention.selector))

    def _within(self, entity: Entity) -> frozenset[str]:
        """States that are told right behind the name of a place: "Tripoli, Lebanon", "Paris (Texas)"."""
        if entity.type != "Place" or states_called(entity.label):
            return frozenset()
        text = self._document.text
        named = (found[1] for each in entity.mentions if (found := WITHIN.match(text, each.selector.end)))
        return frozenset(state for name in named if (state := _state_named(name)))

    def _before(self, name: Selector) -> str:
        """Words right before a name that belong to a title: "Kenyan Foreign Minister "."""
        head = self._document.text[max(0, name.start - REACH) : name.start]
        words: list[str] = []
        while (found := TITLE.search(head)) and _in_title(found[1]):
            words.insert(0, found[1])
            head = head[: found.start()]
        return " ".join(words)

    def _after(self, name: Selector) -> str:
        """Apposition right behind a name: ", the foreign minister of Kenya,"."""
        found = APPOSED.match(self._document.text, name.end)
        return found[1] if found and not trades().isdisjoint(found[1].lower().split()) else ""

    def _ages(self, entity: Entity) -> Iterator[int]:
        if entity.type == "Person":
            for mention in entity.mentions:
                if found := AGED.match(self._document.text, mention.selector.end):
                    yield int(found[1])

    def _deaths(self, entity: Entity) -> frozenset[int]:
        """The year of a person's death, told right behind the name; nothing where the person is told of after it."""
        behind = (DEATH.match(self._document.text, each.selector.end) for each in entity.mentions)
        told = frozenset(int(found[1] or found[2]) for found in behind if found) if entity.type == "Person" else ()
        return frozenset(told) if told and max(told) >= max(self._years[entity.iri], default=0) else frozenset()


def _state_named(name: str) -> str:
    """The state that a name is of, or that has a division of the name; empty for towns, which stand in lists."""
    states = states_called(name)
    if len(states) == 1:
        return min(states)
    return (state_of_city(name) or "") if not cities_called(name) else ""


def _in_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    return low in trades() or low in listed("titles", "modifiers") or state_of_demonym(word) is not None


def _year(date: str | None) -> frozenset[int]:
    return frozenset({int(date[:4])} if date else ())


def _setting(found: Entities) -> frozenset[str]:
    """The state a document is about: that of most of its places and bodies, where no other comes near it."""
    counted: Counter[str] = Counter()
    for entity in found.named:
        if state := _state(entity):
            counted[state] += len(entity.mentions)
    ranked = counted.most_common(2)
    clear = ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1])
    return frozenset({ranked[0][0]} if clear else ())


def _state(entity: Entity) -> str | None:
    if known := place(entity.label):
        return known.within or (known.name if known.kind == "state" else None)
    if entity.type == "Place":
        near = town(entity.label)
        return near.within if near else None
    return next((state for word in entity.label.split() if (state := state_of_demonym(word))), None)
