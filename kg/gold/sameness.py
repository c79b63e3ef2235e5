"""Two claims in, whether they may tell one event out: one detention or one gathering, however differently counted."""

from __future__ import annotations

import re

from kg.extractors.incidents.figures import rival
from kg.folding import another_occasion, at_home
from kg.gold.folding import number, who
from kg.gold.labels import label
from kg.gold.people import another, named, other_sorts, pointing_back, several
from kg.model import Claim, Mention, Quantity, Selector
from kg.occasions import at_other_times

NEAR = 500  # characters between a figure and the one that another source sets against it
LIKELY = 5  # times the smaller of two figures that the larger may be, if both are for one occasion
TENTH = 0.1  # of a figure told as about right, to which it may be wrong
ABOVE = 0.25  # of a figure told as a bound, to which the number may lie beyond it
BELOW = 9.9  # times its least number that "hundreds" may be
BACK = re.compile(
    r"(?:but |later |however, )?(?:it|the (?:demonstration|gathering|march|picket|protest|rally|sit-in|vigil)) ",
    re.IGNORECASE,
)
"""How a sentence opens that goes on about a gathering told of before."""

MANY_PLACES = re.compile(r"(?:\d+|several|many|dozens|other|various)\b", re.IGNORECASE)
ONE_GO = re.compile(r",? and (?:(?:is|are|was|were|been|being|has|have|then|later|subsequently) ){0,3}")
MORE = re.compile(
    r"\b(?:nationwide|across the|throughout|so far|in total|in all|overall|since the"
    r"|in recent (?:days|weeks|months|years)|last (?:week|month|year)"
    r"|since \w+ (?:began|came|invaded|launched|ordered|seized|started|took)"
    r"|in (?:(?:19|20)\d\d|january|february|march|april|may|june|july|august|september|october|november|december))\b",
    re.IGNORECASE,
)
"""What a sentence says that counts more than one occasion, or another."""


def same_detention(left: Claim, right: Claim) -> bool:
    """Whether two claims may tell one detention: same modality, same people or none named, no clash of what is told."""
    if label("detention", left.factuality or "actual") != label("detention", right.factuality or "actual"):
        return False
    if another_occasion(left, right) or _kept_otherwise(left, right) or _others(left, right):
        return False
    counts, names = (number(left), number(right)), (named(left), named(right))
    clash = all(counts) and not any(names) and not close(*counts)
    if who(left) & who(right) and not clash:
        return True
    if any(names):
        return not all(names) and (pointing_back(left) or pointing_back(right))
    parted = any(apart(left, right, role) for role in ("agent", "place"))
    if all(counts):
        return agree(*counts) or (close(*counts) and not parted) or _with_one(left, right) or _rivals(left, right)
    return not parted and not _of_more(left, right)


def _of_more(left: Claim, right: Claim) -> bool:
    """Whether only the second counts people over a stretch of time: "14,000 have been detained since the war began"."""
    told = [MORE.search(claim.evidence[0].exact) is not None for claim in (left, right)]
    return number(right) is not None and told == [False, True] and right.evidence[0] not in left.evidence


def _kept_otherwise(left: Claim, right: Claim) -> bool:
    """Whether only one is kept at home, and no one held is told of by both, or one sentence tells of the two apart."""
    parted = not who(left) & who(right) or (left.evidence[0] == right.evidence[0] and not _in_one_go(left, right))
    return at_home(left) != at_home(right) and parted


def _in_one_go(left: Claim, right: Claim) -> bool:
    """Whether nothing but "and" parts two triggers of one sentence: "was arrested and put under house arrest"."""
    between = slice(left.trigger.end - left.evidence[0].start, right.trigger.start - right.evidence[0].start)
    return ONE_GO.fullmatch(left.evidence[0].exact[between]) is not None


def _others(left: Claim, right: Claim) -> bool:
    """Whether none is told of by both, and the one tells of one where the other tells of several, or of another."""
    number_apart = not (named(left) or named(right)) and {several(left), several(right)} == {True, False}
    return not who(left) & who(right) and (number_apart or another(right) or other_sorts(left, right))


def apart(left: Claim, right: Claim, role: str) -> bool:
    """Whether both fill a role and share nothing there."""
    told = who(left, role), who(right, role)
    return (
        all(told) and not told[0] & told[1] and not any(_manifold(claim) for claim in (left, right) if role == "place")
    )


def _manifold(claim: Claim) -> bool:
    """Whether nothing but a number of places is told, which may be anywhere: "in 60 cities"."""
    places = [filler.selector.exact for filler in claim.all("place") if isinstance(filler, Mention)]
    return bool(places) and all(MANY_PLACES.match(words_) for words_ in places)


def agree(left: Quantity | None, right: Quantity | None) -> bool:
    """Whether both figures are told, and are one."""
    return left is not None and right is not None and left.value is not None and left.value == right.value


def close(left: Quantity | None, right: Quantity | None) -> bool:
    """Whether two figures may tell one number: "hundreds", "more than 400", "413"; two exact ones tell two."""
    if left is None or right is None:
        return False
    (least, most), (low, high) = _range(left), _range(right)
    return least <= high and low <= most


def _range(told: Quantity) -> tuple[float, float]:
    """The least and the most that a figure is likely to stand for."""
    if told.minimum is None and told.maximum is None:
        return (told.value or 0) * (1 - TENTH), (told.value or 0) * (1 + TENTH)
    reach = BELOW if told.value is None else 1 + ABOVE
    least = told.minimum if told.minimum is not None else (told.maximum or 0) / reach
    return least, told.maximum if told.maximum is not None else least * reach


def _rivals(left: Claim, right: Claim) -> bool:
    """Two sources with two figures for one place, or the second, of people no further described, soon after."""
    if _known_number(right):
        return False
    if right.attribution is None or (left.attribution and _same_source(left.attribution, right.attribution)):
        return False
    if rival(right.evidence[0].exact) and not apart(left, right, "place"):
        return True
    if left.attribution is not None and who(left, "place") & who(right, "place"):
        return True
    counts = [q.value or q.minimum or 0 for q in (number(left), number(right)) if q]
    near = 0 < right.trigger.start - left.trigger.start < NEAR and not apart(left, right, "place")
    plain = (not left.all("affected") or not right.all("affected")) and not (left.all("date") and right.all("date"))
    grounds = [filler.exact for filler in right.all("ground") if isinstance(filler, Selector)]
    more = any(not words_.startswith("the ") for words_ in grounds) or MORE.search(right.evidence[0].exact)
    return near and plain and not more and min(counts) < max(counts) <= min(counts) * LIKELY


def _known_number(claim: Claim) -> bool:
    """Whether a number takes up so many told of before, and sets no figure of its own: "the five who were held"."""
    quantity, passage = number(claim), claim.evidence[0]
    before = passage.exact[: max(0, quantity.selector.start - passage.start)] if quantity else ""
    return before.lower().endswith(("the ", "all ", "those ", "these "))


def _with_one(left: Claim, right: Claim) -> bool:
    """Whether the one counts "four others" beside somebody, and the other "five people"."""
    values = [(q.value or 0) + beside_one(claim) for claim in (left, right) if (q := number(claim))]
    return beside_one(left) != beside_one(right) and values[0] == values[1]


def beside_one(claim: Claim) -> bool:
    """Whether a number is of those held beside somebody: "a teacher, four others"."""
    quantity, passage = number(claim), claim.evidence[0]
    behind = passage.exact[quantity.selector.end - passage.start :] if quantity else ""
    return behind.startswith((" other ", " others"))


def _same_source(left: Mention, right: Mention) -> bool:
    """Whether two sources are one, by who is meant or by a word of their names: "police" and "the police chief"."""
    names = [set(mention.selector.exact.lower().split()) - {"the"} for mention in (left, right)]
    return (left.referent is not None and left.referent == right.referent) or bool(names[0] & names[1])


def same_gathering(left: Claim, right: Claim) -> bool:
    """Whether two claims may tell one gathering: same modality, and no clash of kind, place, day or size."""
    told = [label("gathering", claim.factuality or "actual") for claim in (left, right)]
    if told[0] != told[1] and not (told == ["planned", "prevented"] and _of_the_same(right)):
        return False
    counts = number(left), number(right)
    if all(counts) and not agree(*counts):
        return False
    if at_other_times(left, right) or _other_kind(left, right):
        return False
    return not any(apart(left, right, role) for role in ("place", "target"))


def _of_the_same(claim: Claim) -> bool:
    """Whether a gathering that was called off is one told of before: "The march was called off", and no more of it."""
    bare = not any(claim.all(role) for role in ("place", "date", "count"))
    return bare and BACK.match(claim.evidence[-1].exact) is not None


def _other_kind(left: Claim, right: Claim) -> bool:
    """Whether two gatherings are called by two kinds, and no plain protest; people who hold a vigil do not protest."""
    kinds = {*left.kinds, *right.kinds}
    return left.kinds != right.kinds and ("vigil" in kinds or "demonstration" not in kinds)
