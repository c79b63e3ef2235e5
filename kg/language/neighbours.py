"""Names next to each other in, the votes they give each other out: "X, Kenya", "brands such as X, Y and Z"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.gazetteer import place
from kg.language.candidates import Candidate, head_word
from kg.language.evidence import LABELS, Vote
from kg.language.heads import any_of, by_head, class_of_list, type_of_head
from kg.model import MentionType
from kg.towns import town

PERSON, PLACE = MentionType.PERSON, MentionType.PLACE
MANY = 3
"""Words from which on a capitalised run without a label is more likely a body's name than a person's."""

LINKS = {(",",), ("and",), ("(",)}


def neighbours(found: Sequence[Candidate]) -> Mapping[int, Sequence[Vote]]:
    """Votes that names next to each other give: "X, Kenya", "in Y and X", "Harbour Institute (HI)"; by index."""
    votes: dict[int, list[Vote]] = defaultdict(list)
    listed_as: MentionType | None = None
    for index, (one, other) in enumerate(pairwise(found)):
        listed_as = class_of_list(one.before) or listed_as
        if one.after[:1] == ("of",) and 0 < other.start - one.end < 5 and any_of(other.parts[-1:], "statutes"):
            votes[index].append((None, "not_actor"))  # "Prevention of Smuggling Act"
        if one.sentence == other.sentence and one.after[:1] in LINKS and _adjoin(one, other):
            for at, vote in _of_pair(one, other):
                votes[index + at].append(vote)
            if listed_as and one.after[0] != "(":
                votes[index + 1].append((listed_as, "listed"))
        else:
            listed_as = None
    return votes


def _is_law(candidate: Candidate) -> bool:
    return any(sign == "not_actor" for _, sign in by_head([part.lower() for part in candidate.parts]))


def _of_pair(one: Candidate, other: Candidate) -> Iterator[tuple[int, Vote]]:
    """Votes that two names give each other: 0 for the first and 1 for the second, with the vote."""
    low, high = ([part.lower() for part in candidate.parts] for candidate in (one, other))
    if one.after[0] == "(":
        if _is_law(one):
            yield 1, (None, "not_actor")  # "Harbour Act (HA)"
            return
        sole = other.after[:1] == (")",) and len(high) == 1 and not (place(other.text) or town(other.text))
        heads = [(kind, "called" if sole else "bracketed") for kind, _ in by_head(low) if kind]
        label = (LABELS[one.label or "ORG"], "bracketed")
        yield from ((1, vote) for vote in heads or [label] * (len(low) > MANY))
        return
    if one.after[0] == "," and place(other.text) and not place(one.text) and not one.titled:
        yield 0, (PLACE, "contained")
    elif any_of(one.before[-1:], "in_places") and one.label != "PER" != other.label and not other.titled:
        closed = place(one.text) is not None or other.after[:1] in {(",",), (".",)}
        yield from [(1, (PLACE, "parallel"))] * closed
    if all(len(c.parts) > 1 for c in (one, other)) and not any(type_of_head(p, head_word(p)) for p in (low, high)):
        yield from ((1 - at, (PERSON, "parallel")) for at, c in enumerate((one, other)) if c.label == "PER")


def _adjoin(one: Candidate, other: Candidate) -> bool:
    """Whether one mark or word, or a comma and a word, stands between two names."""
    longest = (
        sum(map(len, one.after[:2])) + 3 if one.after[0] == "," and one.after[1:2] in LINKS else len(one.after[0]) + 2
    )
    return 0 < other.start - one.end <= longest and one.end <= other.start
