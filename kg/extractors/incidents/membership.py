"""A detention of many in, those named who are said to be of them out: "X was among those arrested", "one of nine held".

Law of this file: who is of a group stands as the subject of the group's noun ("X was among the ten held"), behind the
verb of a sentence that the group opens ("Among those held were X and Y"), or behind "include".
"""

from __future__ import annotations

from kg.extractors.frames import SUBJECTS, preposition
from kg.extractors.incidents.people import human
from kg.extractors.incidents.triggers import Match
from kg.extractors.wordlists import words
from kg.language.relations import FINITE
from kg.language.tokens import Token

NONE = frozenset({"n't", "neither", "never", "no", "nobody", "none", "nor", "not"})
BEING = frozenset({"was", "were", "is", "are"})


def members(match: Match, group: tuple[Token, ...]) -> tuple[Token, ...]:
    """Heads of those named who are said to be of the ``group`` that a match tells of; none where nobody is."""
    among = (child for child in match.head.children if preposition(child) == "among" and child.lemma_ != "other")
    group = tuple(among) or group
    inside = {step for head in group for step in (head, *_over(head))} | {match.head}
    if any(preposition(c) == "of" and not human(c) for head in group for c in head.children if c.dep_ == "nmod"):
        return ()  # one of four camps
    if not all(map(human, group)):
        return ()
    if not any(_of_many(step) for step in inside) and not _opened(match):
        return ()
    if any(child.lower_ in NONE for step in inside for child in step.subtree if child.i < match.head.i):
        return ()
    own = tuple(who for step in inside for who in step.children if who.dep_ in SUBJECTS and who not in inside)
    behind = _behind(match)
    return tuple(who for who in behind or own if who.pos_ in {"NOUN", "PROPN"} and (who.pos_ == "PROPN" or human(who)))


def outside(match: Match) -> bool:
    """Whether those told of are said not to be of the group held: "neither X nor Y was among those arrested"."""
    among = any(preposition(child) == "among" for child in match.head.children)
    return among and any(token.lower_ in NONE for token in match.head.subtree if token.i < match.head.i)


def _over(head: Token) -> tuple[Token, ...]:
    """The nouns that a group's noun tells of what they are: "one" of "one of nine teachers"."""
    found = []
    while head.dep_ == "nmod" and preposition(head) == "of" and head.head != head:
        head = head.head
        found.append(head)
    return tuple(found)


def _of_many(head: Token) -> bool:
    """Whether a noun says that somebody is of a group: "among the ten", "one of the ten"."""
    one = head.like_num and any(child.dep_ == "nmod" and preposition(child) == "of" for child in head.children)
    return preposition(head) == "among" or (one and any(child.dep_ == "cop" for child in head.children))


def _opened(match: Match) -> bool:
    """Whether the group stands before its verb, and who is of it behind: "Those held include X"."""
    return _joint(match) is not None


def _joint(match: Match) -> Token | None:
    """The verb between a group that opens the sentence and those who are of it."""
    doc, trigger = match.head.doc, match.head
    verb = next((token for token in doc[trigger.i + 1 :] if token.tag_ in FINITE), None)
    if verb is None or any(token.tag_ in FINITE for token in doc[: trigger.i]):
        return None
    opening = next((token.lower_ for token in doc if token.is_alpha), "")
    among = opening == "among" and verb.lower_ in BEING
    listing = opening in {"some", "the", "those"} and verb.lemma_.lower() in words("people", "listing")
    return verb if among or listing else None


def _behind(match: Match) -> tuple[Token, ...]:
    """Heads of the list behind the joint: the noun that a copula tells of, or the object of "include"."""
    verb = _joint(match)
    if verb is None:
        return ()
    near = (verb.head, *verb.children) if verb.lower_ in BEING else tuple(verb.children)
    first = [token for token in near if token.i > verb.i and token.dep_ not in {"punct", "obl", "advmod"}][:1]
    return (*first, *(last for head in first for last in head.children if last.dep_ == "appos" and _joined(last)))


def _joined(last: Token) -> bool:
    """Whether an apposition is the last of a list: "and the clerk Y", which parsers hang on the first as one."""
    return any(token.lower_ == "and" for token in last.subtree if token.i < last.i)
