"""What documents say of an entity in, the one entity that all of them mean out.

Who is who was decided before (:mod:`kg.identity`): what documents say of nodes that are one comes together here.

Law of this file: an entity is a function of the SET of facts about it, so that neither the order of the documents nor
the number of times a name is written can change its label.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from urllib.parse import unquote

from kg.gazetteer import place, state_of_demonym
from kg.iris import Iris, folded
from kg.model import Entity, MentionType

Witness = tuple[str, str, str]
"""One fact that one document gives of an entity: entity IRI, property (``PROPERTIES``), value."""

PROPERTIES = ("type", "principal", "spelling", "kind", "within", "jurisdiction")
TYPE, PRINCIPAL, SPELLING, KIND, WITHIN, JURISDICTION = PROPERTIES
PLACED = frozenset({WITHIN, JURISDICTION})
NUMBERED = re.compile(r"-\d+$")


def witnesses(
    entities: Iterable[Entity], iris: Iris, of: Mapping[str, str] = MappingProxyType({})
) -> frozenset[Witness]:
    """What the named entities of one document contribute: class, names, kinds, and what the gazetteer knows of them.

    ``of`` tells under which IRIs entities are known over all documents, where not under that of their name.
    """
    said = (fact for entity in entities for fact in (*_facts(entity), *_geography(entity, iris)))
    known = ((of.get(iri, iri), name, of.get(value, value) if name in PLACED else value) for iri, name, value in said)
    return frozenset(fact for fact in known if fact[0] != fact[2])  # a place does not lie in its own other name


def _facts(entity: Entity) -> Iterator[Witness]:
    yield entity.iri, TYPE, entity.type
    yield entity.iri, PRINCIPAL, entity.label
    yield from ((entity.iri, SPELLING, name) for name in entity.names if name != entity.label)
    yield from ((entity.iri, KIND, kind) for kind in entity.kinds)


def _geography(entity: Entity, iris: Iris) -> Iterator[Witness]:
    """The state a place lies in, or whose territory a state body acts for; that state is a place with a name."""
    known = place(entity.label) if entity.type == "Place" else None
    state, relation = (known.within, WITHIN) if known else (_territory(entity), JURISDICTION)
    if state is None:
        return
    yield entity.iri, relation, iris.entity("Place", state)
    yield from _place(state, iris)


def _place(name: str, iris: Iris) -> Iterator[Witness]:
    """A place that the gazetteer names, and all it lies in: whoever refers to a place brings what contains it."""
    yield iris.entity("Place", name), TYPE, "Place"
    yield iris.entity("Place", name), PRINCIPAL, name
    known = place(name)
    if known and known.within:
        yield iris.entity("Place", name), WITHIN, iris.entity("Place", known.within)
        yield from _place(known.within, iris)


def _territory(entity: Entity) -> str | None:
    types = {mention.type for mention in entity.mentions}
    if MentionType.PLACE_ACTOR in types:
        known = place(entity.label)
        return (known.within or known.name) if known else None
    return state_of_demonym(entity.label.split()[0]) if MentionType.STATE_BODY in types else None


def linked(facts: Iterable[Witness]) -> Entity | None:
    """The entity that some facts about one IRI describe; None where there are none, for then nobody names it."""
    held: dict[str, set[str]] = {name: set() for name in PROPERTIES}
    iri = ""
    for iri, name, value in facts:  # noqa: B007 - all facts have the same IRI, which is wanted below
        held[name].add(value)
    if not held[PRINCIPAL]:
        return None
    label = min(held[PRINCIPAL], key=lambda name: (not _says(iri, name), *_preference(name)))
    others = sorted((held[PRINCIPAL] | held[SPELLING]) - {label})
    type_ = min(held[TYPE], key=lambda name: (f"/{name.lower()}/" not in iri, name))
    return Entity(iri, type_, label, (label, *others), tuple(sorted(held[KIND])))


def _says(iri: str, name: str) -> bool:
    """Whether an IRI, but for the number of a namesake, is made of this name."""
    tail = unquote(iri.rpartition("/")[2])
    return folded(name) in {tail, NUMBERED.sub("", tail)}


def _preference(name: str) -> tuple[bool, int, str]:
    """Mixed case before capitals only, then the form with most diacritics, then the alphabet."""
    return name.isupper() or name.islower(), -sum(ord(letter) > 0x7F for letter in name), name
