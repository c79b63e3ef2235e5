"""Claims of one step in, which court took it and what penalty it imposed out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extractors.wordlists import holds
from kg.gold.labels import label
from kg.gold.slots import Slot, fillers, span
from kg.model import NAMED_ACTORS, Claim, Duration, Mention, Money

BENCH = re.compile(r"court|tribunal|chamber|bench|assize|sheriff", re.IGNORECASE)
SEAT = r"(?:judge|jury|magistrate)"
JUDGE = re.compile(rf"(?!(?:an?|the) )\S+ {SEAT}$|\b(?:an?|the) \S.* {SEAT}$", re.IGNORECASE)


def courts(group: Sequence[Claim]) -> list[Mention]:
    """Courts told of, the named before the described; "a judge", "a jury" and "in court" tell of none."""
    told = [filler for filler in fillers(group, "court") if isinstance(filler, Mention)]
    benches = [f for f in told if _bench(f.selector.exact)]
    benches = benches or [f for f in told if JUDGE.search(f.selector.exact)]
    return sorted(benches, key=lambda court: court.type not in NAMED_ACTORS)


def _bench(words: str) -> bool:
    """Whether words are those of a court, and more than the bare noun."""
    return words.lower() != "court" and (BENCH.search(words) is not None or holds("courts", "named", words))


def sentence(penalties: Sequence[Claim], group: Sequence[Claim]) -> Slot | None:
    """Give the penalty: length and kind of the first with a length, or that is no fine; the fine beside it."""
    asked = [claim for claim in group if claim.all("duration") and claim not in penalties]
    fines = [claim for claim in penalties if "fine" in claim.kinds]
    others = [claim for claim in (*penalties, *asked) if claim not in fines]
    main = next((claim for claim in others if claim.all("duration")), None) or next(iter((*others, *fines)), None)
    if main is None:
        return None
    length = main.first("duration")
    at = length.selector if isinstance(length, Duration) else main.trigger
    kind = main.kinds[0] if main.type == "Sentence" and main.kinds else "prisonTerm"
    return {
        "text": span(at),
        "duration": length.iso if isinstance(length, Duration) else None,
        "kind": label("penalty", kind),
        "suspended": any(claim.first("suspended") is True for claim in penalties),
        "fine": _fine(fines),
    }


def _fine(fines: Sequence[Claim]) -> Slot | None:
    for claim in fines:
        money = claim.first("fine")
        if isinstance(money, Money):
            return {"text": span(money.selector), "amount": money.amount, "currency": money.currency}
    return None
