"""What one document says in, its accounts of events out: what two accounts of one event are known by.

Law of this file: an account is what one document tells, in its own names; it knows of no other document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kg.entities import Entities
from kg.iris import Iris
from kg.lexicon import table, words
from kg.model import Claim, ClaimRef, Duration, Entity, Mention, Moment, Quantity, Reading, Selector

EVENTS = frozenset({"Detention", "Event", "Gathering", "ProceedingStep", "Release", "Violence"})
"""Classes whose descriptions are compared; statements, cases and sentences are no events."""
WORD = re.compile(r"[^\W\d_]{3,}")
PLURAL = re.compile(r"(?:(?<=[xs])|(?<=[cs]h))es$|(?<=[^s])s$")
LONGEST = 100
"""Characters of a charge or ground that are kept."""
STEM = 5
"""Letters by which words of charges and grounds are compared: "bribes", "bribery"."""


@dataclass(frozen=True, slots=True)
class Account:
    """What one document tells of one event.

    ``people``, ``agents``, ``places``, ``courts`` and ``source`` are provisional IRIs of nodes of the document:
    those affected, those who act, where, before whom, and whom the document names as its source. ``crowd`` and
    ``forces`` are kinds of those affected and acting who have no name. ``charges`` and ``grounds`` are as
    written, ``penalties`` kinds and lengths of sentences. ``edtf``, ``earliest``, ``latest`` and ``published`` are
    empty where they are not told. ``part`` says that it is told as a part of another event.
    """

    document: str
    claim: str
    type: str
    kinds: frozenset[str] = frozenset()
    factuality: str = "actual"
    people: frozenset[str] = frozenset()
    crowd: frozenset[str] = frozenset()
    agents: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    courts: frozenset[str] = frozenset()
    source: str = ""
    charges: frozenset[str] = frozenset()
    grounds: frozenset[str] = frozenset()
    penalties: frozenset[str] = frozenset()
    edtf: str = ""
    earliest: str = ""
    latest: str = ""
    published: str = ""
    count: int | None = None
    least: int | None = None
    most: int | None = None
    qualifier: str = ""
    number: str = ""
    part: bool = False


def accounts(reading: Reading, found: Entities, iris: Iris) -> tuple[Account, ...]:
    """Give the accounts of one document, in the order of its claims; ``found`` are its entities."""
    teller = _Teller(reading, found, iris)
    return tuple(teller.account(claim) for claim in reading.claims if claim.type in EVENTS)


class _Teller:
    """Tells the events of one reading."""

    def __init__(self, reading: Reading, found: Entities, iris: Iris) -> None:
        self._iris, self._found = iris, found
        self._document = iris.document(reading.document)
        self._published = reading.document.published or ""
        self._named = {entity.iri: entity for entity in found.named}
        self._claims = {claim.id: claim for claim in reading.claims}

    def account(self, claim: Claim) -> Account:
        told = [claim, *self._of(claim, "partOf")]  # a part is told with the time and the agent of its whole
        courts = [claim, *self._of(claim, "proceeding")]
        affected = [*_mentions(claim, "affected")] or [
            who for case in courts[1:] for role in ("defendant", "party") for who in _mentions(case, role)
        ]
        agents = [who for each in told for who in _mentions(each, "agent")]
        return Account(
            self._document,
            self._iris.claim(claim.id),
            claim.type,
            frozenset(claim.kinds),
            claim.factuality or "actual",
            people=self._people(affected),
            crowd=frozenset(self._crowd(affected)),
            agents=self._acting(agents),
            forces=frozenset(filter(None, map(_kind, agents))) - words("events", "anybody"),
            places=self._places(_mentions(claim, "place")),
            courts=self._acting(who for each in courts for who in _mentions(each, "court")),
            source=next((iri for each in told if (iri := self._source(each))), ""),
            charges=next(filter(None, (_texts(each, "charge") for each in courts)), frozenset()),
            grounds=_texts(claim, "ground"),
            penalties=frozenset(_penalties(self._of(claim, "sentence"))),
            published=self._published,
            part=len(told) > 1,
            **_when(told),
            **_number(claim),
        )

    def _of(self, claim: Claim, role: str) -> list[Claim]:
        """The claims that a claim names in a role."""
        named = (filler.id for filler in claim.all(role) if isinstance(filler, ClaimRef))
        return [self._claims[id_] for id_ in named if id_ in self._claims]

    def _acting(self, mentions: Iterable[Mention]) -> frozenset[str]:
        return frozenset(who.iri for each in mentions if (who := self._entity(each)) and who.type != "Place")

    def _people(self, mentions: Iterable[Mention]) -> frozenset[str]:
        """Persons and bodies; a people or a movement is a crowd."""
        return frozenset(iri for iri in self._acting(mentions) if self._named[iri].type != "Group")

    def _places(self, mentions: Iterable[Mention]) -> frozenset[str]:
        return frozenset(where.iri for each in mentions if (where := self._entity(each)) and where.type == "Place")

    def _entity(self, mention: Mention) -> Entity | None:
        """Who or where is meant, where that has a name."""
        entity = self._found.of(mention)
        return entity if entity is not None and entity.iri in self._named else None

    def _crowd(self, mentions: Iterable[Mention]) -> Iterator[str]:
        """Kinds, or else nouns, of those without a name, in the singular; "people" may be any."""
        for mention in mentions:
            entity = self._entity(mention)
            told = _kind(mention) or _noun(mention)
            if (entity is None or entity.type == "Group") and told not in words("events", "anybody"):
                yield told

    def _source(self, claim: Claim) -> str:
        who = self._entity(claim.attribution) if claim.attribution else None
        return who.iri if who else ""


def _mentions(claim: Claim, role: str) -> Iterator[Mention]:
    yield from (filler for filler in claim.all(role) if isinstance(filler, Mention))


def _texts(claim: Claim, role: str) -> frozenset[str]:
    """The words of a role, each on one line and cut where they are long."""
    told = (" ".join(filler.exact.split()) for filler in claim.all(role) if isinstance(filler, Selector))
    return frozenset(text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…" for text in told)


def _kind(mention: Mention) -> str:
    """Kind of an actor, those that are hardly told apart as one."""
    kinds: Mapping[str, str] = table("events")["same_kinds"]
    return kinds.get(mention.kind or "", mention.kind or "")


def _noun(mention: Mention) -> str:
    told = (mention.value or mention.selector.exact).lower().split()
    return told[-1].removesuffix("s") if told else ""


@lru_cache(maxsize=1 << 14)
def stems(texts: frozenset[str]) -> frozenset[str]:
    """Beginnings of the words of charges and grounds, without those that are told of any."""
    told = {word for text in texts for word in WORD.findall(text.lower())} - words("events", "usual")
    return frozenset(PLURAL.sub("", word)[:STEM] for word in told)


def _penalties(sentences: Iterable[Claim]) -> Iterator[str]:
    for sentence in sentences:
        lengths = [filler.iso for filler in sentence.all("duration") if isinstance(filler, Duration) and filler.iso]
        for kind in sentence.kinds:
            yield " ".join([kind, *lengths])


def _when(told: Iterable[Claim]) -> dict[str, Any]:
    """The first time told that can be placed, with a year before one without."""
    moments = [filler for claim in told for filler in claim.all("date") if isinstance(filler, Moment)]
    placed = [each for each in moments if each.earliest and each.latest] or [each for each in moments if each.edtf]
    if not placed:
        return {}
    return {"edtf": placed[0].edtf or "", "earliest": placed[0].earliest or "", "latest": placed[0].latest or ""}


def _number(claim: Claim) -> dict[str, Any]:
    number = claim.first("count")
    if not isinstance(number, Quantity):
        return {}
    told = " ".join(number.selector.exact.split())
    return {
        "count": number.value,
        "least": number.minimum,
        "most": number.maximum,
        "qualifier": number.qualifier,
        "number": told,
    }
