"""A reading in, who and what it speaks of out: mentions grouped by referent, each group with one IRI.

Laws of this file: it looks at one reading only. A group with a name is known over all documents by that name and its
class; a group that is only described ("the police") is a node of its document. A state that acts and its
territory are two entities, though one referent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.iris import Iris, folded
from kg.mentions import actor_class
from kg.model import NAMED_ACTORS, Entity, Mention, MentionType, Reading, Selector

NAMES = NAMED_ACTORS | {MentionType.PLACE}
Group = tuple[str, bool]
"""A referent, and whether it is meant as a place."""


@dataclass(frozen=True, slots=True)
class Entities:
    """The entities of one reading: ``named`` are known over all documents, ``described`` only here."""

    named: tuple[Entity, ...]
    described: tuple[Entity, ...]
    groups: Mapping[Group, Entity]

    def of(self, mention: Mention) -> Entity | None:
        """Who or what a mention means; None for a pronoun that was not resolved."""
        if mention.referent is None:
            return None
        place = _is_place(mention)
        return self.groups.get((mention.referent, place)) or self.groups.get((mention.referent, not place))

    def known_as(self, of: Mapping[str, str]) -> Entities:
        """The same entities under the IRIs that they have over all documents; one without such an IRI keeps its own."""
        groups = {group: _known_as(entity, of) for group, entity in self.groups.items()}
        return Entities(tuple(_known_as(entity, of) for entity in self.named), self.described, groups)


def _known_as(entity: Entity, of: Mapping[str, str]) -> Entity:
    return replace(entity, iri=of[entity.iri]) if of.get(entity.iri, entity.iri) != entity.iri else entity


def entities(reading: Reading, iris: Iris) -> Entities:
    """Group the mentions of a reading and name each group."""
    grouped: dict[Group, list[Mention]] = defaultdict(list)
    for mention in sorted(set(_mentions(reading)), key=_place_in_text):
        if mention.referent is not None and mention.type is not MentionType.PRONOUN:
            grouped[mention.referent, _is_place(mention)].append(mention)
    called = {group: _named(mentions, iris) for group, mentions in grouped.items() if _has_name(mentions)}
    nameless = {group: mentions for group, mentions in grouped.items() if not _stands_by(group, called)}
    described = dict(_described(nameless, iris, iris.document(reading.document)))
    named = {group: entity for group, entity in called.items() if entity is not None}
    return Entities(tuple(_merged(named.values())), tuple(described.values()), {**named, **described})


def _mentions(reading: Reading) -> Iterator[Mention]:
    yield from reading.mentions
    for claim in reading.claims:
        yield from (role.filler for role in claim.roles if isinstance(role.filler, Mention))
        if claim.attribution is not None:
            yield claim.attribution


def _place_in_text(mention: Mention) -> tuple[Selector, str, str, str]:
    """Reading order, and then some order: fields that may be None cannot be compared."""
    return mention.selector, mention.type, mention.referent or "", mention.value or ""


def _is_place(mention: Mention) -> bool:
    return mention.type is MentionType.PLACE


def _unnamed(mention: Mention) -> bool:
    """Whether a place is only described: "his home"."""
    return _is_place(mention) and mention.value is None


def _has_name(mentions: Iterable[Mention]) -> bool:
    return any(mention.type in NAMES and not _unnamed(mention) for mention in mentions)


def _stands_by(group: Group, called: Mapping[Group, Entity | None]) -> bool:
    """Whether a group, or the other side of its referent, has a name: "the country" after "Belarus" is that."""
    return group in called or (group[0], not group[1]) in called


def _named(mentions: list[Mention], iris: Iris) -> Entity | None:
    """The entity of a group with a name; None where the name has no letter or digit to make an IRI of."""
    names = [mention for mention in mentions if mention.type in NAMES]
    principal = spelled(next((m.value for m in names if m.value), max((m.selector.exact for m in names), key=len)))
    if not folded(principal):
        return None
    entity = _entity(iris.entity(_class(names), principal), principal, names)
    return replace(entity, mentions=tuple(mentions))


def _described(groups: Mapping[Group, list[Mention]], iris: Iris, document: str) -> Iterator[tuple[Group, Entity]]:
    """Groups without a name, in reading order: equal descriptions of two referents stay two nodes.

    A description without a letter or digit (a stray blank that was taken for a noun) is nobody.
    """
    seen: Counter[str] = Counter()
    for group, mentions in sorted(groups.items(), key=lambda item: _place_in_text(item[1][0])):
        label = spelled(mentions[0].value or mentions[0].selector.exact)
        if not folded(label):
            continue
        seen[folded(label)] += 1
        ordinal = f" {seen[folded(label)]}" if seen[folded(label)] > 1 else ""
        yield group, _entity(iris.described(document, f"{label}{ordinal}"), label, mentions)


def _entity(iri: str, label: str, mentions: list[Mention]) -> Entity:
    others = sorted({spelled(mention.selector.exact) for mention in mentions} - {label})
    kinds = [mention.kind for mention in mentions if mention.kind][:1]
    return Entity(iri, _class(mentions), label, (label, *others), tuple(kinds), tuple(mentions))


def _class(mentions: Iterable[Mention]) -> str:
    """The class most mentions of a group point to; of equals, the first in reading order."""
    return Counter(actor_class(mention) for mention in mentions).most_common(1)[0][0]


def _merged(found: Iterable[Entity]) -> Iterator[Entity]:
    """Entities with one IRI (two referents with one name) as one, by IRI."""
    by_iri: dict[str, list[Entity]] = defaultdict(list)
    for entity in found:
        by_iri[entity.iri].append(entity)
    for iri, same in sorted(by_iri.items()):
        label = min(entity.label for entity in same)
        names = sorted({name for entity in same for name in entity.names} - {label})
        kinds = sorted({kind for entity in same for kind in entity.kinds})
        mentions = sorted({mention for entity in same for mention in entity.mentions}, key=_place_in_text)
        yield Entity(iri, same[0].type, label, (label, *names), tuple(kinds), tuple(mentions))


def spelled(name: str) -> str:
    """A name on one line: line breaks inside it are the layout's, not the name's."""
    return " ".join(name.split())
