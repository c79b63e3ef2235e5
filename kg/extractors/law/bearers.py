"""Heads of whom an act is said to affect in, those who bear it out, where the parser hung it on what is theirs."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extractors.displaced import named_by
from kg.extractors.frames import frame, subjects, verbal
from kg.extractors.incidents.people import counted, human, listed
from kg.extractors.law.legality import is_court
from kg.extractors.law.slots import Act
from kg.extractors.wordlists import words
from kg.language.tokens import Token

REACH = 6  # words before "who" within which somebody is told of whom it can mean
TOTALS = frozenset({"number", "total"})
ACCUSED = "accused"
INQUIRIES = frozenset({"investigation", "other"})  # what is asked into may be a death as well as a person


def bearers(act: Act, heads: Iterable[Token]) -> list[Token]:
    """Who bears an act: the convict and not the sentence, the leaders "of protests, who were jailed", no amounts."""
    if _witnessing(act):
        return []
    heads = _own(act) or tuple(_speaker(act, head) for head in heads)
    if act.cue.signals in INQUIRIES:
        return list(heads)
    who = next((child for child in act.head.children if child.lower_ in {"who", "whom"}), None)
    return [bearer for head in heads for bearer in _bearer(act, _outer(act, head), who)]


def _witnessing(act: Act) -> bool:
    """Whether somebody is in court as an expert or to testify, and is not the accused."""
    if act.cue.signals != "hearing":
        return False
    called = any(head.lemma_.lower() in words("courts", "witness") for head in act.frame.slot("prep:as"))
    aims = (child.lemma_ for child in act.head.children if child.dep_ in {"advcl", "xcomp"})
    return called or "testify" in aims


def _own(act: Act) -> tuple[Token, ...]:
    """Who fights a sentence of their own: "Dahl will challenge her sentence", not "prosecutors will"."""
    owned = act.heads("affected")
    if act.cue.signals != "appeal" or not owned or any(h.pos_ != "PRON" or h.dep_ != "nmod:poss" for h in owned):
        return ()
    others = words("courts", "counsel") | words("courts", "prosecutor")
    told = tuple(head for head in act.frame.subject if head.pos_ == "PROPN" or human(head))
    spoken = subjects(act.head.head) if act.head.dep_ == "ccomp" else ()
    official = any(head.lemma_.lower() in others or is_court(head) for head in (*told, *spoken))
    return () if official else told


def _speaker(act: Act, head: Token) -> Token:
    """Which office appeals, that says so of itself: "the prosecutor's office said it would appeal"."""
    over = subjects(act.head.head) if act.head.dep_ == "ccomp" and head.lower_ == "it" else ()
    return next(iter(over), head) if act.cue.signals == "appeal" else head


def nominal(head: Token) -> bool:
    """Whether a token can head a noun phrase; behind an article or number "accused" does."""
    before = head.nbor(-1) if head.i else None
    counted = before is not None and (before.dep_ in {"det", "nummod"} or before.like_num)
    return not verbal(head) or (head.lower_ == ACCUSED and counted)


def _outer(act: Act, head: Token) -> Token:
    """Who a clause is about that took the object of an infinitive for its subject: "one in a plot to rob Dahl was"."""
    if (resumed := _resumed(act, head)) is not None:
        return resumed
    title = min((child.i for child in head.lefts), default=head.i)
    verb = head.head
    robbed = title > 1 and head.doc[title - 2].tag_ == "TO" and verb in {act.head, act.head.head} and head.i < verb.i
    return verb.head if robbed and verb.dep_ == "acl:relcl" else head


def _resumed(act: Act, head: Token) -> Token | None:
    """Who is told of before a participle that the parser hung on the teller: "Dahl left while on trial, she said"."""
    teller = act.head.head
    behind = act.head.dep_ == "advcl" and head.head == teller and head.i > act.head.i > teller.head.i
    told = behind and teller.dep_ in {"advcl", "conj", "parataxis"} and teller.i > act.head.i
    return next(iter(subjects(teller.head)), None) if told else None


def _bearer(act: Act, head: Token, who: Token | None) -> tuple[Token, ...]:
    lemma = head.lemma_.lower()
    if lemma in words("courts", "measure"):
        return frame(head).slot("prep:of")
    if lemma in listed("amounts") and not human(head):
        return ()
    if lemma in TOTALS and (of := counted(head)) is not None:
        return (of,)
    if (head.pos_ != "NOUN" and head.lower_ != "that") or human(head):
        return (head,)
    if who is not None and who.i > head.i:
        over = (head.head,) if head.dep_ == "nmod" and human(head.head) else ()
        return over or _before(who) or (head,)
    listed_ = frame(head).slot("prep:of") if act.head.dep_ == "acl" and act.head.head == head else ()
    return tuple(filter(human, listed_)) or (head,)  # "a list of sailors sentenced"


def _before(who: Token) -> tuple[Token, ...]:
    """The person told of last before "who", where the parser hung its clause on a thing: "a case like Dahl's, who"."""
    near = who.doc[max(who.i - REACH, 0) : who.i]
    told = next((word for word in reversed(near) if word.ent_type_ == "PER" or human(word)), None)
    return () if told is None or told.like_num else (named_by(told),)
