"""Claims of one detention in, who puts it forward out.

Only tellings that assert it have a say. What is said of an arrest that is known ("his arrest is a disgrace") neither
attributes it nor shows that the document tells it in its own voice, whoever says it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.gold.folding import number, who
from kg.model import Claim, Mention

MADE_KNOWN = re.compile(
    r"\b(?:acknowledg|admit|announc|cit|confirm|count|disclos|document|record|register|report|reveal)\w* "
    r"(?!about|on)[^,;.]{0,40}$",
    re.IGNORECASE,
)
"""What stands before an arrest that is told as news though it is "the arrest of": who confirms one puts it forward."""

RELATIVE = re.compile(r"\bwho (?:are|had been|has been|have been|is|was|were)(?: \w+ly)? $", re.IGNORECASE)
"""What stands before an arrest by which people are singled out or described, rather than told of."""

NOUN = "-noun"
"""How the rules for nouns end."""


def sources(group: Sequence[Claim]) -> list[Mention]:
    """Who puts forward a detention, others before those held; nobody where it is asserted without them more often."""
    told = [claim.attribution for claim in group for _ in range(_assertions(claim))]
    named = [mention for mention in told if mention]
    held = {referent for claim in group for referent in who(claim)}
    return sorted(named, key=lambda m: m.referent in held) if len(named) * 2 >= len(told) else []


def _assertions(claim: Claim) -> int:
    """How many sentences assert what a claim tells: none of a noun for what is known, all but a relative clause."""
    known = _presupposed(claim)
    return 0 if known and claim.extractor.endswith(NOUN) else len(claim.evidence) - known


def _presupposed(claim: Claim) -> bool:
    """Whether a claim speaks of people known to have been held: "said the five who were held are weavers"."""
    passage, trigger = claim.evidence[0], claim.trigger
    before = passage.exact[: trigger.start - passage.start]
    if not claim.extractor.endswith(NOUN):
        return RELATIVE.search(before) is not None
    counted = number(claim)
    return MADE_KNOWN.search(before) is None and (counted is None or counted.selector > trigger)
