"""Statements in order in, those of somebody whom only other sentences name as theirs out: "a rights group said".

A report opens with what a group says and names it below ("the Lantern Centre, a rights group"); it tells once whose
spokesman speaks, and goes on with "a spokesman added". Law of this file: where two are called so, nobody is chosen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extractors.speech.cues import words
from kg.extractors.speech.drafts import Draft
from kg.language.descriptions import class_of_kind
from kg.model import Mention, MentionType

BODIES = frozenset({MentionType.MEDIA, MentionType.ORGANISATION, MentionType.STATE_BODY})
INDEFINITE = re.compile(r"an? (?:[\w'\u2019-]+ )*?(?P<noun>[\w-]+)", re.IGNORECASE)


def named_elsewhere(drafts: Sequence[Draft]) -> Iterator[Draft]:
    """Drafts in order, a body or spokesman that others name as whoever these name."""
    for at, draft in enumerate(drafts):
        who = draft.speaker[0]
        called = INDEFINITE.fullmatch(who.selector.exact)
        if len(draft.speaker) > 1 or who.type is not MentionType.DESCRIPTION or called is None:
            yield draft
            continue
        noun = called["noun"].lower()
        spokesman = noun in words("spokesmen") and who.selector.exact.count(" ") == 1
        others = drafts[:at] if spokesman else drafts[at + 1 :] if _body(who) else ()
        yield _as(draft, _only(others, noun))


def _body(who: Mention) -> bool:
    return class_of_kind(who.kind or "") == "Organization"


def _only(drafts: Iterable[Draft], noun: str) -> Mention | None:
    """The one named body in the phrase for whose speaker a noun stands."""
    found = {d.speaker[0].referent: d.speaker[0] for d in drafts if d.speaker[0].type in BODIES and _called(d, noun)}
    return next(iter(found.values())) if len(found) == 1 else None


def _called(draft: Draft, noun: str) -> bool:
    return (
        draft.phrase is not None and re.search(rf"\b{re.escape(noun)}\b", draft.phrase.exact, re.IGNORECASE) is not None
    )


def _as(draft: Draft, other: Mention | None) -> Draft:
    """A draft whose speaker means whom another mention means; as it is where there is none."""
    if other is None:
        return draft
    who = replace(draft.speaker[0], referent=other.referent, value=other.value, kind=other.kind)
    return replace(draft, speaker=(who,))
