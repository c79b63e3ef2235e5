"""A claim of an event in, what it says of the people who undergo it out: named, one or several, told of before."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.extractors.wordlists import words
from kg.gold.folding import number
from kg.mentions import actor_class
from kg.model import Claim, Mention, MentionType

ONE = 1
OPEN = re.compile(r"^(?:any|each|every)\b|\b(?:demonstrator|marcher|protest[eo]r|rioter)$", re.IGNORECASE)
"""Who is one of many: a single protester may be of those who are counted elsewhere."""


def nobody(claim: Claim) -> bool:
    """Whether a claim says that nobody was detained: it tells of no event."""
    people = [filler.selector.exact.lower() for filler in claim.all("affected") if isinstance(filler, Mention)]
    return bool(people) and all(words.startswith(("no ", "nobody", "none")) for words in people)


def named(claim: Claim) -> bool:
    """Whether somebody named was detained: by name, or by a pronoun that was resolved."""
    people = (filler for filler in claim.all("affected") if isinstance(filler, Mention))
    return any(m.type is MentionType.PERSON or (m.type is MentionType.PRONOUN and m.referent) for m in people)


def several(claim: Claim) -> bool | None:
    """Whether several people were detained, or one; None where it is open: "every person", one of a crowd."""
    people = [filler for filler in claim.all("affected") if isinstance(filler, Mention)]
    if (counted := number(claim)) is not None:
        return counted.value != ONE
    if not people or OPEN.search(people[0].selector.exact):
        return None
    return len(people) > ONE or actor_class(people[0]) == "Group"


def another(claim: Claim) -> bool:
    """Whether a claim tells of one more than was told of before: "another editor"."""
    people = [filler.selector.exact.lower() for filler in claim.all("affected") if isinstance(filler, Mention)]
    return any(words_.startswith(("another ", "other ")) for words_ in people)


def other_sorts(left: Claim, right: Claim) -> bool:
    """Whether two claims call those held by two sorts of nouns: "the workers", "three dealers"; not "the suspects"."""
    sorts = [{text.split()[-1].removesuffix("s") for text in texts(claim)} for claim in (left, right)]
    plain = words("people", "interchangeable")
    if _of_sexes(sorts[0], sorts[1]) and not _names_any(left, right):
        return True
    return all(sorts) and not sorts[0] & sorts[1] and not (sorts[0] | sorts[1]) & plain and not _names_any(left, right)


def _of_sexes(left: set[str], right: set[str]) -> bool:
    """Whether the one is told to be a man and the other a woman."""
    pairs = ((left, right), (right, left))
    return any(men & words("people", "male") and women & words("people", "female") for men, women in pairs)


def _names_any(*claims: Claim) -> bool:
    """Whether some are told by name, or by nothing but a pronoun or a number."""
    people = (filler for claim in claims for filler in claim.all("affected"))
    return any(isinstance(m, Mention) and m.type is not MentionType.DESCRIPTION for m in people)


def pointing_back(claim: Claim) -> bool:
    """Whether a claim points back to somebody told of before: "the suspect", alone and unnumbered."""
    people = [filler for filler in claim.all("affected") if isinstance(filler, Mention)]
    definite = [m for m in people if m.type is MentionType.DESCRIPTION and m.selector.exact.lower().startswith("the ")]
    return (
        len(people) == len(definite) == ONE and not definite[0].selector.exact.endswith("s") and number(claim) is None
    )


def texts(claim: Claim) -> list[str]:
    """The words for those who undergo it, in small letters."""
    return [f.selector.exact.lower() for f in claim.all("affected") if isinstance(f, Mention)]


def most(group: Iterable[Claim]) -> int:
    """The largest number of people that a group tells of; 0 where none is told."""
    return max((q.value for claim in group if (q := number(claim)) and q.value), default=0)
