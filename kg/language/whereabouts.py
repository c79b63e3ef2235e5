"""A candidate in, votes out: what speaks for a place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.language.candidates import Candidate, head_word
from kg.language.heads import any_of, type_of_head
from kg.model import MentionType
from kg.towns import KNOWN_ABROAD, town

PLACE = MentionType.PLACE
Vote = tuple[MentionType | None, str]
POSSESSIVES = {("'s",), ("\u2019s",)}
AGE = re.compile(r"[1-9]\d?")
DASHES = {("-",), ("--",), ("\u2013",), ("\u2014",)}
"""Behind the place of a dateline: "VELM \u2014"."""


def by_place(candidate: Candidate) -> Iterator[Vote]:
    """Signs of a place: "in X", "northern X", "X province", "X's foreign minister"."""
    before, after = candidate.before, candidate.after
    if any_of(after[:1], "place_nouns") or (before[-1:] == ("of",) and any_of(before[-2:-1], "place_nouns")):
        yield PLACE, "place_noun"
    if _is_where(candidate):
        yield PLACE, "place_noun"
    yield from _by_dwellers(before)
    if after[:1] == ("-",) and any_of(after[1:2], "based"):
        yield PLACE, "based"
    lone = len(candidate.parts) == 1  # "the mayor of the town, Ana Orlova": two words may well be a person
    if before[-1:] == ("capital",) or (lone and before[-1:] == (",",) and any_of(before[-2:-1], "place_nouns")):
        yield PLACE, "apposed_place"
    if any_of(after[:1], "of_states"):
        yield PLACE, "of_state"
    low = [part.lower() for part in candidate.parts]
    if candidate.titled or len(low) > 3 or (len(low) > 1 and type_of_head(low, head_word(low)) not in {None, PLACE}):
        return
    yield from _by_side(candidate)


def _by_side(candidate: Candidate) -> Iterator[Vote]:
    """What stands right beside the name of a place: "in X", "northern X", "X's foreign minister"."""
    before, after = candidate.before, candidate.after
    owns = after[:1] in POSSESSIVES
    if any_of(before[-1:], "within") and not owns and not any_of(before[-2:-1], "owned"):
        yield PLACE, "inside"
    elif any_of(before[-1:], "in_places") and candidate.label != "PER":
        yield PLACE, "near"
    if any_of(before[-1:], "quarters"):
        yield PLACE, "quarter"
    if owns and any_of(after[1:4], "offices"):
        yield PLACE, "office"


def _is_where(candidate: Candidate) -> bool:
    """Whether a name is a police station's, that of a dateline in capitals, or of a part of a town."""
    after, text = candidate.after, candidate.text
    base, _, part = text.rpartition(" ")
    if any_of([part], "compass") and town(base) is not None:
        return True  # "Tamale North"
    dateline = False
    if candidate.initial and text.isupper() and len(text) > 4:
        known = town(text.title()) if after[:1] == (":",) else None
        dateline = after[:1] in DASHES or (known is not None and known.people >= KNOWN_ABROAD)
    return dateline or (any_of(after[:1], "small_bodies") and any_of(after[1:2], "buildings"))


def _by_dwellers(before: tuple[str, ...]) -> Iterator[Vote]:
    """Signs of a place by who is from there: "residents of X", "Ana Orlova, 41, of X"."""
    aged = len(before) > 2 and before[-2] == "," and AGE.fullmatch(before[-3]) is not None
    if before[-1:] == ("of",) and (aged or any_of(before[-2:-1], "populated")):
        yield PLACE, "populated"
