"""Two numbers as documents tell them in, whether both can hold out.

"More than 300" and "at least 340" can; "around 2,500" and "more than 5,000" cannot. A round number is taken to mean
what lies within a tenth of it, for this comparison only: the graph keeps no bounds that nobody told.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.identity.comparison import Feature
from kg.identity.events.accounts import Account
from kg.identity.events.weights import points

TENTH = 0.1
FAR = 3
"""Times by which one number of a whole is never the other."""
MANY = 10


def counts(left: Account, right: Account) -> Iterator[Feature]:
    """Compare the numbers of two accounts, where both tell one."""
    if not left.number or not right.number:
        return
    one, other = left.count or left.least, right.count or right.least
    told = f"{left.number}, {right.number}" if left.number != right.number else f"both tell {left.number}"
    if one is None or other is None:
        return
    if one == other and left.qualifier == right.qualifier:
        yield _feature("same" if one >= MANY else "same_small", told)
    elif max(one, other) >= FAR * max(1, min(one, other)) and "vague" not in {left.qualifier, right.qualifier}:
        crowd = "far_gathering" if left.type == "Gathering" else "far"
        yield Feature(
            "count_far", points("counts")[crowd], f"{left.number} against {right.number}: perhaps a part and a whole"
        )
    elif compatible(left, right):
        yield _feature("both", f"{told}: both can hold")
    else:
        yield _feature("conflict", f"{left.number} against {right.number}")


def compatible(left: Account, right: Account) -> bool:
    """Tell whether the numbers of two accounts can both hold."""
    (least, most), (low, high) = _bounds(left), _bounds(right)
    return least <= high and low <= most


def _bounds(told: Account) -> tuple[float, float]:
    if told.qualifier == "approximately" and told.count is not None:
        return told.count * (1 - TENTH), told.count * (1 + TENTH)
    return (
        float("-inf") if told.least is None else told.least,
        float("inf") if told.most is None else told.most,
    )


def _feature(name: str, detail: str) -> Feature:
    return Feature(f"count_{name}", points("counts")[name], detail)
