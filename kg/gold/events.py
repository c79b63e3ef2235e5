"""Detention, release and gathering claims in, gold records out: one for each event, however often told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.extractors.incidents.figures import rival
from kg.gold.folding import fold, number, who
from kg.gold.introductions import introduced
from kg.gold.labels import label
from kg.gold.people import nobody
from kg.gold.releases import assigned, released
from kg.gold.sameness import agree, beside_one, same_detention, same_gathering
from kg.gold.slots import Actors, Slot, count, date, evidence, fillers, inside, places, span, when, words
from kg.gold.sources import sources
from kg.model import Claim, ClaimRef, Quantity


def detentions(claims: Iterable[Claim], actors: Actors) -> list[Slot]:
    """One record for each detention event; part-totals are its ``subsets``, rival figures its ``alt_counts``."""
    claims = tuple(claims)
    events = [claim for claim in claims if claim.type == "Detention"]
    parts = [claim for claim in events if claim.all("partOf")]
    wholes = [c for c in events if c not in parts and label("detention", c.factuality or "actual") and not nobody(c)]
    releases = [c for c in claims if c.type == "Release" and c.factuality == "actual"]
    told = fold(introduced(wholes), same_detention)
    denials = [group for group in told if any(_denies(group, other) for other in told)]
    groups = [group for group in told if group not in denials]
    freed = assigned(groups, releases)
    denied = [[claim for each in denials if _denies(each, group) for claim in each] for group in groups]
    return [_detention(group, parts, (freed[at], denied[at]), actors) for at, group in enumerate(groups)]


def _denies(denial: Sequence[Claim], group: Sequence[Claim]) -> bool:
    """Whether somebody only denies what is told as a fact elsewhere: that is more evidence, no other record."""
    apart = {label("detention", claim.factuality or "actual") for claim in (denial[0], group[0])}
    people = [{who_ for claim in claims for who_ in who(claim)} for claims in (denial, group)]
    return apart == {"denied", "actual"} and denial[0].factuality != "actual" and bool(people[0] & people[1])


def _detention(
    group: Sequence[Claim], parts: Iterable[Claim], around: tuple[Sequence[Claim], Sequence[Claim]], actors: Actors
) -> Slot:
    freed, denied = around
    ids = {claim.id for claim in group}
    mine = [part for part in parts if any(isinstance(f, ClaimRef) and f.id in ids for f in part.all("partOf"))]
    own = [*_without_rivals(group), *_members(mine)]
    counted = sorted(group, key=beside_one)  # "five people" rather than "four others"
    told = [(claim, quantity) for claim in counted if (quantity := number(claim))]
    counts = sorted(told, key=lambda each: each[1].value is None)  # "43" rather than "dozens"
    agents, source = fillers(own, "agent"), sources(own)
    return {
        "evidence": evidence([*group, *mine, *freed, *denied]),
        "detained": {
            "actors": actors.ids(fillers((*group, *_members(mine)), "affected")),
            "text": words(fillers(group, "affected")) or _counted(counts),
            "count": count(counts[0][1]) if counts else None,
            "alt_counts": _rival_counts(counts, actors),
            "subsets": [_subset(part) for part in mine if number(part)],
        },
        "by": actors.first(agents),
        "by_text": words(agents, unnamed=True),
        "place": places(own),
        "date": _since(date(own), counted=bool(counts)),
        "reason": words(inside(fillers(own, "ground"), own)),
        "source": actors.first(source),
        "source_text": words(source, unnamed=True),
        "modality": label("detention", group[0].factuality or "actual"),
        "released": released(group, freed),
    }


def _since(told: Slot | None, *, counted: bool) -> Slot | None:
    """A date with the day since which one person has been held as the day of the detention; counts go on."""
    if told is None or told["iso"] is None or counted:
        return told
    return {**told, "iso": told["iso"].removesuffix("/..")}


def _members(parts: Iterable[Claim]) -> list[Claim]:
    """Those parts that tell who was among many held, and no number."""
    return [part for part in parts if number(part) is None]


def _without_rivals(group: Sequence[Claim]) -> list[Claim]:
    """The claims that do not only gainsay the first figure: what these tell besides is their own source's."""
    first = next((quantity for claim in group if (quantity := number(claim))), None)
    return [
        claim
        for claim in group
        if (own := number(claim)) is None or agree(own, first) or not rival(claim.evidence[0].exact)
    ]


def _counted(counts: Sequence[tuple[Claim, Quantity]]) -> Slot | None:
    """Words for people told of only by their number."""
    return span(counts[0][1].selector) if counts else None


def _rival_counts(counts: Sequence[tuple[Claim, Quantity]], actors: Actors) -> list[Slot]:
    first = counts[0][1].value if counts else None
    rivals = [(c, quantity) for c, quantity in counts[1:] if quantity.value != first and not beside_one(c)]
    return [{**count(q), "source": actors.id(c.attribution)} for c, q in rivals]


def _subset(part: Claim) -> Slot:
    quantity = number(part)
    label_ = words((*part.all("place"), *part.all("affected")))
    return {**(count(quantity) if quantity else {}), "label": label_}


def gatherings(claims: Iterable[Claim], actors: Actors) -> list[Slot]:
    """One record for each gathering: same place, same day, or told without either."""
    events = [c for c in claims if c.type == "Gathering" and label("gathering", c.factuality or "actual")]
    return [_gathering(group, actors) for group in fold(events, same_gathering)]


def _gathering(group: Sequence[Claim], actors: Actors) -> Slot:
    sizes = [quantity for claim in group if (quantity := number(claim))]
    return {
        "evidence": evidence(group),
        "place": places(group),
        "date": when(group),
        "size": count(sizes[0]) if sizes else None,
        "cause": words(fillers(group, "ground")),
        "target": actors.first(fillers(group, "target")),
        "organiser": actors.first(fillers(group, "organizer")),
        "modality": label("gathering", (group[-1] if len(group) > 1 else group[0]).factuality or "actual"),
    }
