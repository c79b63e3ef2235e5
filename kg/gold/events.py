"""Detention, release and gathering claims in, gold records out: one for each event, however often told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.extractors.incidents.figures import rival
from kg.folding import another_occasion, at_home
from kg.gold.folding import fold, number, who
from kg.gold.introductions import introduced
from kg.gold.labels import label
from kg.gold.slots import Actors, Slot, count, date, evidence, fillers, places, span, words
from kg.mentions import actor_class
from kg.model import Claim, ClaimRef, Filler, Mention, MentionType, Quantity
from kg.occasions import at_other_times

ONE = 1
OPEN = re.compile(r"^(?:any|each|every)\b|\b(?:demonstrator|marcher|protest[eo]r|rioter)$", re.IGNORECASE)
"""Who is one of many: a single protester may be of those who are counted elsewhere."""
ALL = re.compile(r"(?:all|both)$")
MANY = re.compile(r"(?:they|them)$")
EXCEPT = re.compile(r"\ball (?:but|except)\b", re.IGNORECASE)
CHARGING = frozenset({"charge", "investigation", "remand"})
CASE = 900  # characters between a detention and the charge that follows from it
NEAR = 500  # characters between a figure and the one that another source sets against it
LIKELY = 5  # times the smaller of two figures that the larger may be, if both are for one occasion
MORE = re.compile(
    r"\b(?:nationwide|across the|throughout|so far|in total|in all|overall|since the|last (?:week|month|year)"
    r"|in (?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)
"""What a sentence says that counts more than one occasion, or another."""


def detentions(claims: Iterable[Claim], actors: Actors) -> list[Slot]:
    """One record for each detention event; part-totals are its ``subsets``, rival figures its ``alt_counts``."""
    claims = tuple(claims)
    events = [claim for claim in claims if claim.type == "Detention"]
    parts = [claim for claim in events if claim.all("partOf")]
    wholes = [c for c in events if c not in parts and label("detention", c.factuality or "actual") and not _nobody(c)]
    releases = [c for c in claims if c.type == "Release" and c.factuality == "actual"]
    groups = fold(introduced(wholes), same_detention)
    freed = _freed(groups, releases)
    charges = [c for c in claims if c.type == "ProceedingStep" and c.all("charge") and CHARGING & set(c.kinds)]
    return [_detention(group, parts, freed[at], charges, actors) for at, group in enumerate(groups)]


def same_detention(left: Claim, right: Claim) -> bool:
    """Whether two claims may tell one detention: same modality, same people or none named, no clash of what is told."""
    if label("detention", left.factuality or "actual") != label("detention", right.factuality or "actual"):
        return False
    if another_occasion(left, right) or _kept_otherwise(left, right) or _others(left, right):
        return False
    counts, named = (number(left), number(right)), (_named(left), _named(right))
    clash = all(counts) and not any(named) and not _agree(*counts) and None not in {q.value for q in counts if q}
    if who(left) & who(right) and not clash:
        return True
    if any(named):
        return not all(named) and (_back(left) or _back(right))
    if all(counts):
        return _agree(*counts) or _with_one(left, right) or _rivals(left, right)
    return not any(_apart(left, right, role) for role in ("agent", "place"))


def _kept_otherwise(left: Claim, right: Claim) -> bool:
    """Whether only one is kept at home, and no one held is told of by both, or one sentence tells of the two."""
    apart = not who(left) & who(right) or left.evidence[0] == right.evidence[0]
    return at_home(left) != at_home(right) and apart


def _nobody(claim: Claim) -> bool:
    """Whether a claim says that nobody was detained: it tells of no event."""
    people = [filler.selector.exact.lower() for filler in claim.all("affected") if isinstance(filler, Mention)]
    return bool(people) and all(words.startswith(("no ", "nobody", "none")) for words in people)


def _named(claim: Claim) -> bool:
    """Whether somebody named was detained: by name, or by a pronoun that was resolved."""
    people = (filler for filler in claim.all("affected") if isinstance(filler, Mention))
    return any(m.type is MentionType.PERSON or (m.type is MentionType.PRONOUN and m.referent) for m in people)


def _others(left: Claim, right: Claim) -> bool:
    """Whether none is told of by both, and the one tells of one where the other tells of several, or of another."""
    number_apart = not (_named(left) or _named(right)) and {_several(left), _several(right)} == {True, False}
    return not who(left) & who(right) and (number_apart or _another(right))


def _several(claim: Claim) -> bool | None:
    """Whether several people were detained, or one; None where it is open: "every person", one of a crowd."""
    people = [filler for filler in claim.all("affected") if isinstance(filler, Mention)]
    if (counted := number(claim)) is not None:
        return counted.value != ONE
    if not people or OPEN.search(people[0].selector.exact):
        return None
    return len(people) > ONE or actor_class(people[0]) == "Group"


def _another(claim: Claim) -> bool:
    """Whether a claim tells of one more than was told of before: "another editor"."""
    people = [filler.selector.exact.lower() for filler in claim.all("affected") if isinstance(filler, Mention)]
    return any(words_.startswith(("another ", "other ")) for words_ in people)


def _back(claim: Claim) -> bool:
    """Whether a claim points back to somebody told of before: "the suspect", alone and unnumbered."""
    people = [filler for filler in claim.all("affected") if isinstance(filler, Mention)]
    definite = [m for m in people if m.type is MentionType.DESCRIPTION and m.selector.exact.lower().startswith("the ")]
    return (
        len(people) == len(definite) == ONE and not definite[0].selector.exact.endswith("s") and number(claim) is None
    )


def _apart(left: Claim, right: Claim, role: str) -> bool:
    """Whether both fill a role and share nothing there."""
    return bool(who(left, role)) and bool(who(right, role)) and not who(left, role) & who(right, role)


def _agree(left: Quantity | None, right: Quantity | None) -> bool:
    return left is not None and right is not None and left.value is not None and left.value == right.value


def _rivals(left: Claim, right: Claim) -> bool:
    """Two sources with two figures for one place, or the second, of people no further described, soon after."""
    if _known_number(right):
        return False
    if right.attribution is None or (left.attribution and _same_source(left.attribution, right.attribution)):
        return False
    if rival(right.evidence[0].exact) and not _apart(left, right, "place"):
        return True
    if left.attribution is not None and who(left, "place") & who(right, "place"):
        return True
    counts = [q.value or 0 for q in (number(left), number(right)) if q]
    near = 0 < right.trigger.start - left.trigger.start < NEAR and not _apart(left, right, "place")
    plain = (not left.all("affected") or not right.all("affected")) and not (left.all("date") and right.all("date"))
    more = right.all("ground") or MORE.search(right.evidence[0].exact)
    return near and plain and not more and min(counts) < max(counts) <= min(counts) * LIKELY


def _known_number(claim: Claim) -> bool:
    """Whether a number takes up so many told of before, and sets no figure of its own: "the five who were held"."""
    quantity, passage = number(claim), claim.evidence[0]
    before = passage.exact[: max(0, quantity.selector.start - passage.start)] if quantity else ""
    return before.lower().endswith(("the ", "all ", "those ", "these "))


def _with_one(left: Claim, right: Claim) -> bool:
    """Whether the one counts "four others" beside somebody, and the other "five people"."""
    values = [(q.value or 0) + _beside_one(claim) for claim in (left, right) if (q := number(claim))]
    return _beside_one(left) != _beside_one(right) and values[0] == values[1]


def _beside_one(claim: Claim) -> bool:
    """Whether a number is of those held beside somebody: "a teacher, four others"."""
    quantity, passage = number(claim), claim.evidence[0]
    behind = passage.exact[quantity.selector.end - passage.start :] if quantity else ""
    return behind.startswith((" other ", " others"))


def _same_source(left: Mention, right: Mention) -> bool:
    """Whether two sources are one, by who is meant or by a word of their names: "police" and "the police chief"."""
    names = [set(mention.selector.exact.lower().split()) - {"the"} for mention in (left, right)]
    return (left.referent is not None and left.referent == right.referent) or bool(names[0] & names[1])


def _detention(
    group: Sequence[Claim], parts: Iterable[Claim], freed: Sequence[Claim], charges: Iterable[Claim], actors: Actors
) -> Slot:
    ids = {claim.id for claim in group}
    mine = [part for part in parts if any(isinstance(f, ClaimRef) and f.id in ids for f in part.all("partOf"))]
    own = [*_without_rivals(group), *_members(mine)]
    counted = sorted(group, key=_beside_one)  # "five people" rather than "four others"
    counts = [(claim, quantity) for claim in counted if (quantity := number(claim))]
    agents, source = fillers(own, "agent"), _sources(own)
    return {
        "evidence": evidence([*group, *mine, *freed]),
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
        "reason": words((*fillers(own, "ground"), *_charged(group, charges))),
        "source": actors.first(source),
        "source_text": words(source, unnamed=True),
        "modality": label("detention", group[0].factuality or "actual"),
        "released": _released(group, freed),
    }


def _charged(group: Sequence[Claim], charges: Iterable[Claim]) -> tuple[Filler, ...]:
    """What those held are charged with, told near and not of another time."""
    held = {who_ for claim in group for who_ in who(claim)}
    near = (
        step
        for step in charges
        if held & who(step) and any(abs(step.trigger.start - c.trigger.start) < CASE for c in group)
    )
    return tuple(f for step in near if not any(at_other_times(step, c) for c in group) for f in step.all("charge"))


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
        if (own := number(claim)) is None or _agree(own, first) or not rival(claim.evidence[0].exact)
    ]


def _sources(group: Sequence[Claim]) -> list[Mention]:
    """Who puts forward the event, others before those held; nobody where it is told without a source more often."""
    told = [claim.attribution for claim in group for _ in claim.evidence]
    named = [mention for mention in told if mention]
    held = {referent for claim in group for referent in who(claim)}
    return sorted(named, key=lambda m: m.referent in held) if len(named) * 2 >= len(told) else []


def _counted(counts: Sequence[tuple[Claim, Quantity]]) -> Slot | None:
    """Words for people told of only by their number."""
    return span(counts[0][1].selector) if counts else None


def _freed(groups: Sequence[Sequence[Claim]], releases: Iterable[Claim]) -> list[list[Claim]]:
    """The releases of each group: of the same people, or of so many of the group told of last before."""
    freed: list[list[Claim]] = [[] for _ in groups]
    for release in releases:
        people = who(release)
        same = [at for at, group in enumerate(groups) if any(people & who(claim) for claim in group)]
        for at in same or _last_before(groups, release):
            freed[at].append(release)
    return freed


def _last_before(groups: Sequence[Sequence[Claim]], release: Claim) -> list[int]:
    """The group of at least as many people told of last before a release of people told of by their number alone."""
    if (found := _alone(groups, release) or _together(groups, release)) is not None:
        return found
    count = number(release)
    if count is None or count.value is None or _named(release):
        return []
    earlier = [(group[0].trigger, at) for at, group in enumerate(groups) if group[0].trigger < release.trigger]
    return [max(earlier)[1]] if earlier and _most(groups[max(earlier)[1]]) >= count.value else []


def _alone(groups: Sequence[Sequence[Claim]], release: Claim) -> list[int] | None:
    """The group of one without a name told of just before "he" was freed, whoever that was taken to mean."""
    words_ = _texts(release)
    earlier = sorted((g[-1].trigger, at) for at, g in enumerate(groups) if g[-1].trigger < release.trigger)
    if not earlier or not words_ or words_[0] not in {"he", "she"}:
        return None
    group, near = groups[earlier[-1][1]], release.trigger.start - earlier[-1][0].end < NEAR
    single = all(_several(claim) is False and not _named(claim) for claim in group)
    return [earlier[-1][1]] if near and single else None


def _together(groups: Sequence[Sequence[Claim]], release: Claim) -> list[int] | None:
    """The group of several told of last before "all" or "they" were freed, or that "the brother" was held with."""
    words_ = _texts(release)
    earlier = sorted((g[0].trigger, at) for at, g in enumerate(groups) if g[0].trigger < release.trigger)
    if number(release) or not earlier:
        return None
    if EXCEPT.search(release.evidence[0].exact) and not words_:
        words_ = ["all"]
    if not words_:
        return None
    if ALL.match(words_[0]) or (MANY.match(words_[0]) and not who(release)):
        return [earlier[-1][1]] if _most(groups[earlier[-1][1]]) > ONE else []
    beside = _beside(words_[0])
    return [at for _, at in earlier if beside and any(beside.search(c.evidence[0].exact) for c in groups[at])][-1:]


def _texts(claim: Claim) -> list[str]:
    return [f.selector.exact.lower() for f in claim.all("affected") if isinstance(f, Mention)]


def _beside(words_: str) -> re.Pattern[str] | None:
    """What tells of somebody held together with others: "his brother", where "the brother" is freed."""
    noun = words_.removeprefix("the ")
    plain = noun != words_ and noun.isalpha()
    return re.compile(rf"\b(?:his|her|their) {noun}\b", re.IGNORECASE) if plain else None


def _most(group: Iterable[Claim]) -> int:
    """The largest number of people that a group tells of; 0 where none is told."""
    return max((q.value for claim in group if (q := number(claim)) and q.value), default=0)


def _released(group: Sequence[Claim], freed: Sequence[Claim]) -> bool | str:
    """Truth, or "partial" where fewer people were freed than were held."""
    patterns = [_beside(words_) for claim in freed for words_ in _texts(claim)]
    if any(EXCEPT.search(claim.evidence[0].exact) for claim in freed):
        return "partial"
    if patterns and all(beside and any(beside.search(c.evidence[0].exact) for c in group) for beside in patterns):
        return "partial"
    return "partial" if 0 < _most(freed) < _most(group) else bool(freed)


def _rival_counts(counts: Sequence[tuple[Claim, Quantity]], actors: Actors) -> list[Slot]:
    first = counts[0][1].value if counts else None
    rivals = [(c, quantity) for c, quantity in counts[1:] if quantity.value != first and not _beside_one(c)]
    return [{**count(q), "source": actors.id(c.attribution)} for c, q in rivals]


def _subset(part: Claim) -> Slot:
    quantity = number(part)
    label_ = words((*part.all("place"), *part.all("affected")))
    return {**(count(quantity) if quantity else {}), "label": label_}


def gatherings(claims: Iterable[Claim], actors: Actors) -> list[Slot]:
    """One record for each gathering: same place, same day, or told without either."""
    events = [c for c in claims if c.type == "Gathering" and label("gathering", c.factuality or "actual")]
    return [_gathering(group, actors) for group in fold(events, same_gathering)]


def same_gathering(left: Claim, right: Claim) -> bool:
    """Whether two claims may tell one gathering: same modality, and no clash of kind, place, day or size."""
    if label("gathering", left.factuality or "actual") != label("gathering", right.factuality or "actual"):
        return False
    counts = number(left), number(right)
    if all(counts) and not _agree(*counts):
        return False
    if at_other_times(left, right) or _other_kind(left, right):
        return False
    return not any(_apart(left, right, role) for role in ("place", "target"))


def _other_kind(left: Claim, right: Claim) -> bool:
    """Whether two gatherings are called by two kinds, and no plain protest; people who hold a vigil do not protest."""
    kinds = {*left.kinds, *right.kinds}
    return left.kinds != right.kinds and ("vigil" in kinds or "demonstration" not in kinds)


def _gathering(group: Sequence[Claim], actors: Actors) -> Slot:
    sizes = [quantity for claim in group if (quantity := number(claim))]
    return {
        "evidence": evidence(group),
        "place": places(group),
        "date": date(group),
        "size": count(sizes[0]) if sizes else None,
        "cause": words(fillers(group, "ground")),
        "target": actors.first(fillers(group, "target")),
        "organiser": actors.first(fillers(group, "organizer")),
        "modality": label("gathering", group[0].factuality or "actual"),
    }
