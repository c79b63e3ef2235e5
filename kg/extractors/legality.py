"""An act with what was read of it in, whether it is meant legally and told of somebody out.

Which acts need what is said by their cues (``needs`` in ``lexicons/proceedings.toml``); the words that make a context
legal are data (``lexicons/courts.toml``). Law of this file: in doubt an act is not legal.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extractors.acts import Act
from kg.extractors.frames import frame, preposition, subjects
from kg.extractors.people import human, security
from kg.extractors.sentences import PRISON, Penalty
from kg.extractors.wordlists import words
from kg.language import Sentence
from kg.language.quantities import money
from kg.model import Mention, MentionType, Selector


@dataclass(frozen=True, slots=True)
class Step:
    """A legal act with what was read of it, before it becomes a claim."""

    sentence: Sentence
    act: Act
    status: str
    people: tuple[Mention, ...]
    charge: Selector | None
    penalties: tuple[Penalty, ...]


def meant(step: Step) -> bool:
    """Whether an act has all that its cue needs, and is not said of whoever fits."""
    before = step.sentence.doc[: step.act.head.i + 1]
    heads = (*step.act.heads("affected"), *subjects(step.act.head), *(t for t in before if t.tag_ == "WP"))
    general = any({head.lemma_.lower(), head.lower_} & words("courts", "general") for head in heads)
    return not general and all(NEEDS[need](step) for need in step.act.needs)


def is_court(head: Token) -> bool:
    """Whether a noun is what a court is called."""
    return head.lemma_.lower() in words("courts", "court")


def courts(act: Act) -> Iterator[Token]:
    """Heads of courts by closeness to an act: its own slots, its noun, what it governs, whose order it follows."""
    yield from (head for role in ("court", "agent", "affected") for head in act.heads(role) if is_court(head))
    if act.noun is not None and is_court(act.noun):
        yield act.noun
    governed = [token for heads in act.frame.prepositions.values() for token in heads]
    yield from (head for head in governed if is_court(head))
    yield from (
        token for token in act.head.doc if is_court(token) and preposition(token) in {"at", "before", "by", "in"}
    )
    rulings = (order for order in governed if order.lemma_ in words("courts", "ruling"))
    ordered = (head for order in rulings for head in frame(order).slot("prep:of|by|from"))
    yield from (head for head in ordered if is_court(head))


def _legal(step: Step) -> bool:
    """Whether a word of courts, custody or crime stands in the sentence, or beside it where somebody is affected."""
    sentence, own = step.sentence, step.sentence.select(step.act.noun or step.act.head)
    found = _pattern().finditer(sentence.text)
    if any(not own.start <= sentence.selector.start + match.start() < own.end for match in found):
        return True
    if not step.people:
        return False
    around = sentence.analysis.sentences[max(sentence.index - 1, 0) : sentence.index + 2]
    return any(_pattern().search(other.text) for other in around if other is not sentence)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('courts', 'context')))})(?:s|es|ed|ing|d)?\b", re.IGNORECASE)


def _accusing(step: Step) -> bool:
    """Whether an offence is named, or, beside legal words and without a sum of money, a prosecution is recognisable."""
    against = any(own.slot("prep:against") for own in (step.act.frame, frame(step.act.noun or step.act.head)))
    if _offence(step) or (against and step.people and step.act.cue.frame == "act"):
        return True
    if money(step.sentence) or not _legal(step) or not _human(step):
        return False
    return step.charge is not None or step.act.frame.passive or step.act.noun is not None or _prosecuting(step)


def _offence(step: Step) -> bool:
    named = step.charge.exact.lower() if step.charge else ""
    return any(word in words("offences", "offence") for word in re.findall(r"[a-z]+", named))


def _human(step: Step) -> bool:
    """Whether somebody affected is named, a pronoun for people, or called by a word for people."""
    named = any(mention.type is not MentionType.DESCRIPTION for mention in step.people)
    return named or not step.people or any(map(human, step.act.heads("affected")))


def _prosecuting(step: Step) -> bool:
    return any(head.lemma_.lower() in words("courts", "prosecutor") for head in step.act.heads("agent"))


def _punishing(step: Step) -> bool:
    """Whether a length of time is one of prison, or the penalty another: "asked for two days to prepare" is neither."""
    text = step.sentence.text.lower()
    return any(penalty.kind != PRISON for penalty in step.penalties) or any(
        w in text for w in words("courts", "prison")
    )


def _sentencing(step: Step) -> bool:
    """Whether what somebody is sentenced to is a penalty, or, where that is not told, the context is legal."""
    to = {head.lemma_.lower() for head in step.act.frame.slot("prep:to")}
    if step.penalties or to & (words("courts", "prison") | {"term", "year", "month"}):
        return True
    return not to and (_legal(step) or _offence(step))


def _official(step: Step) -> bool:
    return not step.act.heads("agent") or _prosecuting(step) or any(map(security, step.act.heads("agent")))


def _other(step: Step) -> bool:
    return not any(head.lower_.endswith(("self", "selves")) for head in step.act.frame.object)


def _bare(step: Step) -> bool:
    return not step.act.frame.object and not step.act.frame.slot("prep:to|for")


def _transitive(step: Step) -> bool:
    return bool(step.act.frame.object) and not any(child.dep_ == "xcomp" for child in step.act.head.children)


def _predicate(step: Step) -> bool:
    """Whether the predicate stands alone: "found him innocent", not "found an innocent explanation"."""
    noun = step.act.noun
    return noun is not None and not (noun.dep_ in {"amod", "compound"} and noun.head.i > noun.i)


NEEDS: Mapping[str, Callable[[Step], bool]] = {
    "accusation": _accusing,
    "bare": _bare,
    "court": lambda step: any(courts(step.act)),
    "legal": _legal,
    "legal-or-penalty": _sentencing,
    "official": _official,
    "other": _other,
    "party": lambda step: bool(step.people or step.act.heads("agent")),
    "penalty": lambda step: bool(step.penalties),
    "penalty-or-person": lambda step: bool(step.penalties or step.people),
    "person": lambda step: bool(step.people),
    "predicate": _predicate,
    "prison": _punishing,
    "prosecutor": _prosecuting,
    "transitive": _transitive,
}
"""What a cue may need to be meant legally."""
