"""Fillers of roles in, slots of the gold format out: spans, actor ids, dates, counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kg.gold.labels import label
from kg.model import NAMED_ACTORS, Claim, Duration, Filler, Mention, MentionType, Moment, Quantity, Reading, Selector
from kg.occasions import closest, may_be

Slot = dict[str, Any]
STRENGTH = (
    MentionType.STATE_BODY,
    MentionType.PERSON,
    MentionType.MEDIA,
    MentionType.ORGANISATION,
    MentionType.GROUP,
    MentionType.PLACE_ACTOR,
)
"""Which type wins where mentions of one actor differ: a place whose government is named too is a state body."""


def span(selector: Selector | None) -> Slot | None:
    """Write a stretch of text as the format writes it."""
    return {"start": selector.start, "end": selector.end, "text": selector.exact} if selector else None


class Actors:
    """The named actors of a reading under local ids ("a1"), in order of first mention."""

    def __init__(self, reading: Reading) -> None:
        self._mentions: dict[str, dict[Selector, Mention]] = {}
        for mention in sorted(reading.mentions):
            if mention.type in NAMED_ACTORS:
                self._mentions.setdefault(_key(mention), {})[mention.selector] = mention
        self._ids = {key: f"a{number}" for number, key in enumerate(self._mentions, 1)}

    def records(self) -> list[Slot]:
        """Give the ``actors`` of the document."""
        return [self._record(self._ids[key], list(found.values())) for key, found in self._mentions.items()]

    def _record(self, id_: str, mentions: Sequence[Mention]) -> Slot:
        types = {mention.type for mention in mentions}
        type_ = next(type_ for type_ in STRENGTH if type_ in types)
        name = mentions[0].value or mentions[0].selector.exact
        spans = [span(mention.selector) for mention in mentions]
        return {"id": id_, "name": name, "type": label("actor", type_), "mentions": spans}

    def id(self, filler: Filler | None) -> str | None:
        """Give the id of the named actor a mention means, or None."""
        return self._ids.get(_key(filler)) if isinstance(filler, Mention) else None

    def ids(self, fillers: Iterable[Filler]) -> list[str]:
        """Give the ids of those fillers that mean named actors, each once."""
        return list(dict.fromkeys(id_ for filler in fillers if (id_ := self.id(filler))))

    def first(self, fillers: Iterable[Filler]) -> str | None:
        """Give the id of the first filler that means a named actor, or None."""
        return next(iter(self.ids(fillers)), None)


def _key(mention: Mention) -> str:
    return mention.referent or f"name:{mention.value or mention.selector.exact}"


def words(fillers: Iterable[Filler], *, unnamed: bool = False) -> Slot | None:
    """Find the first mention or stretch of text among fillers; with ``unnamed`` only a description or pronoun."""
    for filler in fillers:
        if isinstance(filler, Selector) and not unnamed:
            return span(filler)
        if isinstance(filler, Mention) and not (unnamed and filler.type in NAMED_ACTORS):
            return span(filler.selector)
    return None


def inside(told: Iterable[Filler], claims: Iterable[Claim]) -> list[Filler]:
    """Stretches of text in order, but those first that stand in the evidence of the claims: what is lent says less."""
    passages = [passage for claim in claims for passage in claim.evidence]
    return sorted(told, key=lambda f: not (isinstance(f, Selector) and any(p.contains(f) for p in passages)))


def fillers(claims: Iterable[Claim], name: str) -> tuple[Filler, ...]:
    """Collect what fills one role in any of several claims, in order."""
    return tuple(filler for claim in claims for filler in claim.all(name))


def date(claims: Iterable[Claim]) -> Slot | None:
    """Choose the date of several claims: the first with a normal form, else the first; or a closer one within it."""
    moments = [filler for filler in fillers(claims, "date") if isinstance(filler, Moment)]
    first = next((moment for moment in moments if moment.edtf), moments[0] if moments else None)
    best = closest(moment for moment in moments if first is not None and may_be(first, moment))
    if best is None:
        return None
    basis = {"published": "doc_date"}.get(best.basis, best.basis) if best.edtf else None
    return {"text": span(best.selector), "iso": iso(best.edtf), "basis": basis}


def when(claims: Sequence[Claim]) -> Slot | None:
    """Choose the date of several claims, or where none is told the days, weeks or years that it lasted."""
    lengths = (filler for filler in fillers(claims, "duration") if isinstance(filler, Duration))
    lasting = (length for length in lengths if not length.selector.exact.rstrip("s").endswith(("hour", "minute")))
    return date(claims) or next(({"text": span(each.selector), "iso": None, "basis": None} for each in lasting), None)


def iso(edtf: str | None) -> str | None:
    """EDTF as the format writes dates: no year is ``--MM-DD``, a qualified or open date loses its mark."""
    if edtf is None:
        return None
    plain = edtf.rstrip("~?%")
    return f"-{plain.removeprefix('XXXX')}" if plain.startswith("XXXX-") else plain


def count(quantity: Quantity) -> Slot:
    """Write a number of people with what the words make of it."""
    return {"text": span(quantity.selector), "value": quantity.value, "bound": label("bound", quantity.qualifier)}


def places(claims: Iterable[Claim]) -> list[Slot | None]:
    """Where it happened: every place told, once each, as first written."""
    found: Mapping[str, Selector] = {
        mention.selector.exact: mention.selector
        for mention in reversed(fillers(claims, "place"))
        if isinstance(mention, Mention)
    }
    return [span(selector) for selector in sorted(found.values())]


def evidence(claims: Iterable[Claim]) -> list[Slot]:
    """Collect the sentences of several claims in text order, each once, with the first trigger that stands in it."""
    triggers: dict[Selector, Selector | None] = {}
    for claim in claims:
        for selector in claim.evidence:
            inside = claim.trigger if selector.contains(claim.trigger) else None
            triggers[selector] = triggers.get(selector) or inside
    return [{**(span(at) or {}), "trigger": span(triggers[at])} for at in sorted(triggers)]
