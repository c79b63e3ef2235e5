"""Groups of claims of detentions and claims of releases in, who of them was freed out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.gold.folding import number, who
from kg.gold.people import ONE, most, named, several, texts
from kg.model import Claim
from kg.occasions import dates

ALL = re.compile(r"(?:all|both)$")
MANY = re.compile(r"(?:they|them)$")
EXCEPT = re.compile(r"\ball (?:but|except)\b", re.IGNORECASE)
SOON = 500  # characters between the last word of a detention and "he was freed"


def assigned(groups: Sequence[Sequence[Claim]], releases: Iterable[Claim]) -> list[list[Claim]]:
    """The releases of each group, in their order: of the same people, or as many as the one told of last before."""
    freed: list[list[Claim]] = [[] for _ in groups]
    for release in releases:
        people = who(release)
        same = [at for at, group in enumerate(groups) if any(people & who(claim) for claim in group)]
        same = [at for at in same if not any(_earlier(release, claim) for claim in groups[at])]
        for at in same or _last_before(groups, release):
            freed[at].append(release)
    return freed


def _earlier(release: Claim, detention: Claim) -> bool:
    """Whether people were freed before they were held, from an earlier detention."""
    ends = [day.latest for day in dates(release) if day.latest]
    starts = [day.earliest for day in dates(detention) if day.earliest]
    return bool(ends and starts) and max(ends) < min(starts)


def released(group: Sequence[Claim], freed: Sequence[Claim]) -> bool | str:
    """Truth, or "partial" where fewer people were freed than were held."""
    patterns = [_beside(words_) for claim in freed for words_ in texts(claim)]
    if any(EXCEPT.search(claim.evidence[0].exact) for claim in freed):
        return "partial"
    if patterns and all(beside and any(beside.search(c.evidence[0].exact) for c in group) for beside in patterns):
        return "partial"
    return "partial" if 0 < most(freed) < most(group) else bool(freed)


def _last_before(groups: Sequence[Sequence[Claim]], release: Claim) -> list[int]:
    """The group of at least as many people told of last before a release of people told of by their number alone."""
    if (found := _alone(groups, release) or _together(groups, release)) is not None:
        return found
    count = number(release)
    if count is None or count.value is None or named(release):
        return []
    earlier = [(group[0].trigger, at) for at, group in enumerate(groups) if group[0].trigger < release.trigger]
    return [max(earlier)[1]] if earlier and most(groups[max(earlier)[1]]) >= count.value else []


def _alone(groups: Sequence[Sequence[Claim]], release: Claim) -> list[int] | None:
    """The group of one without a name told of just before "he" was freed, whoever that was taken to mean."""
    words_ = texts(release)
    earlier = sorted((g[-1].trigger, at) for at, g in enumerate(groups) if g[-1].trigger < release.trigger)
    if not earlier or not words_ or words_[0] not in {"he", "she"}:
        return None
    group, near = groups[earlier[-1][1]], release.trigger.start - earlier[-1][0].end < SOON
    single = all(several(claim) is False and not named(claim) for claim in group)
    return [earlier[-1][1]] if near and single else None


def _together(groups: Sequence[Sequence[Claim]], release: Claim) -> list[int] | None:
    """The group of several told of last before "all" or "they" were freed, or that "the brother" was held with."""
    words_ = texts(release)
    earlier = sorted((g[0].trigger, at) for at, g in enumerate(groups) if g[0].trigger < release.trigger)
    if number(release) or not earlier:
        return None
    if EXCEPT.search(release.evidence[0].exact) and not words_:
        words_ = ["all"]
    if not words_:
        return None
    if ALL.match(words_[0]) or (MANY.match(words_[0]) and not who(release)):
        return [earlier[-1][1]] if most(groups[earlier[-1][1]]) > ONE else []
    beside = _beside(words_[0])
    return [at for _, at in earlier if beside and any(beside.search(c.evidence[0].exact) for c in groups[at])][-1:]


def _beside(words_: str) -> re.Pattern[str] | None:
    """What tells of somebody held together with others: "his brother", where "the brother" is freed."""
    noun = words_.removeprefix("the ")
    plain = noun != words_ and noun.isalpha()
    return re.compile(rf"\b(?:his|her|their) {noun}\b", re.IGNORECASE) if plain else None
