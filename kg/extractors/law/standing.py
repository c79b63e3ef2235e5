"""Steps of a document in, the same steps out with who stands before court for the words that mean them.

"His client" is whom the lawyer told of defends. Law of this file: no prosecutor, judge or lawyer is accused where only
a pronoun was taken for them; in doubt nobody is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from kg.extractors.wordlists import words
from kg.mentions import Mentions
from kg.model import Claim, Mention, MentionType, Role

CLIENT = re.compile(r"(?:her|his|my|our|their) clients?", re.IGNORECASE)
REACH = 600  # characters before "his client" within which somebody is told to have a lawyer
JUDGED = frozenset({"acquittal", "charge", "conviction", "extradition", "prosecution", "remand", "sentencing", "trial"})
FORMER = re.compile(r"\b(?:ex|former)\b")


def standing(steps: Sequence[Claim], mentions: Mentions) -> Iterator[Claim]:
    """Yield the steps and sentences, in order, with those affected as they are told elsewhere."""
    if not any(map(_open, steps)):
        yield from steps
        return
    accused = {m.referent for step in steps for m in _affected(step) if m.type is MentionType.PERSON}
    officials = _officials(mentions) - accused
    for step in steps:
        meant = {m: _meant(m, step, mentions, accused, officials) for m in _affected(step)} if _open(step) else {}
        yield _with(step, {m: other for m, other in meant.items() if other != m})


def _open(step: Claim) -> bool:
    return any(m.type is MentionType.PRONOUN or CLIENT.fullmatch(m.selector.exact) for m in _affected(step))


def _affected(step: Claim) -> list[Mention]:
    return [filler for filler in step.all("affected") if isinstance(filler, Mention)]


def _with(step: Claim, meant: Mapping[Mention, Mention]) -> Claim:
    if not meant:
        return step
    roles = (
        Role(r.name, meant.get(r.filler, r.filler) if isinstance(r.filler, Mention) else r.filler) for r in step.roles
    )
    return replace(step, roles=tuple(roles))


def _meant(
    mention: Mention, step: Claim, mentions: Mentions, accused: Iterable[str | None], officials: frozenset[str]
) -> Mention:
    """Who somebody affected is: a client the one defended, a pronoun for an official nobody known."""
    if CLIENT.fullmatch(mention.selector.exact):
        known = [who for who in accused if who]
        client = _defended(mention, mentions) or _only(mentions, known)
        return mention if client is None else replace(mention, referent=client.referent, value=client.value)
    judged = step.type == "Sentence" or step.kinds[0] in JUDGED
    lost = mention.type is MentionType.PRONOUN and judged and mention.referent in officials
    return replace(mention, referent=None, value=None) if lost else mention


def _only(mentions: Mentions, accused: Sequence[str]) -> Mention | None:
    """The one person before court in a document."""
    found = (m for m in mentions.named if len(accused) == 1 and m.referent == accused[0])
    return next(found, None)


def _defended(client: Mention, mentions: Mentions) -> Mention | None:
    """Who is told last before "his client", or behind, to have a lawyer: "the lawyer of Ann Roy", "Roy's lawyer"."""
    text = mentions.analysis.document.text
    near = [m for m in mentions.named if abs(m.selector.start - client.selector.start) < REACH]
    found = [
        m
        for m in near
        if m.type is MentionType.PERSON
        and (
            _of().search(text, max(m.selector.start - 40, 0), m.selector.start) or _owned().match(text, m.selector.end)
        )
    ]
    before = [m for m in found if m.selector.end <= client.selector.start]
    return before[-1] if before else next(iter(found), None)


@cache
def _of() -> re.Pattern[str]:
    lawyers = "|".join(sorted(words("courts", "counsel")))
    return re.compile(
        rf"\b(?:(?:{lawyers})s? (?:for|of|representing)|defends|represent(?:s|ed|ing)) (?:(?:Mr|Mrs|Ms|Dr)\.? )?$"
    )


@cache
def _owned() -> re.Pattern[str]:
    lawyers = "|".join(sorted(words("courts", "counsel")))
    return re.compile(rf"['\u2019]s? (?:\w+ ){{0,2}}(?:{lawyers})s?\b")


def _officials(mentions: Mentions) -> frozenset[str]:
    """Referents of people who are called a prosecutor, a judge or somebody's lawyer right beside their name."""
    text = mentions.analysis.document.text
    named = (m for m in mentions.named if m.type is MentionType.PERSON and m.referent)
    return frozenset(str(m.referent) for m in named if _called(text, m))


def _called(text: str, person: Mention) -> bool:
    before = text[max(person.selector.start - 60, 0) : person.selector.start]
    after = text[person.selector.end : person.selector.end + 60]
    told = _title().search(before)
    return (told is not None and not FORMER.search(before)) or _apposed().match(after) is not None


@cache
def _title() -> re.Pattern[str]:
    """What stands before the name of an official; lawyers are tried themselves but where it is told whose they are."""
    whose = rf"(?:\b(?:her|his|my|our|their)|['\u2019]s?) (?:[\w-]+ ){{0,2}}(?:{_lawyers()})"
    return re.compile(rf"(?:\b(?:{_offices()})|{whose}),? $", re.IGNORECASE)


@cache
def _apposed() -> re.Pattern[str]:
    return re.compile(rf", (?:an?|the) (?:[\w-]+ ){{0,2}}(?:{_offices()})\b", re.IGNORECASE)


def _offices() -> str:
    return "|".join(sorted(words("courts", "bench") | {"prosecutor", "spokesman", "spokesperson", "spokeswoman"}))


def _lawyers() -> str:
    return "|".join(sorted(words("courts", "counsel") - {"defence", "defense"}))
