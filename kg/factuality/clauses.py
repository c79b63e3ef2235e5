"""An event word in, what its own clause or noun phrase says of it out: modals, negation, conjunctions, moods.

Law of this file: nothing above the clause is looked at; whatever several signals say, one decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from kg.factuality.signals import NONE, first
from kg.language.relations import (
    SUBJECTS,
    has_subject,
    infinitive,
    marks,
    present,
)
from kg.language.tokens import Token
from kg.lexicon import Cue


def own_signal(token: Token) -> str | None:
    """What the event's own clause or noun phrase says of it; None where nothing does."""
    if token.dep_ in {"compound", "amod"} and first("compound", token.head.lemma_.lower()):
        return NONE
    modal = [c for c in token.children if c.dep_.startswith("aux")]
    subjects = [child for child in token.children if child.dep_ in SUBJECTS]
    opening = [c.left_edge for c in subjects if c.tag_.startswith("VB")]  # "none of those asked were": "asked" was
    words = chain(_modifiers(token), opening, (w for c in subjects for w in (c, *_determiners(c))))
    found = [first("modifier", w.lower_) for w in words] + [first("mark", m) for m in marks(token)]
    found += [first("pending", m) for m in marks(token)] if present(token) else []
    found += [first("auxiliary", a.lower_) for a in modal]
    found += [first("opening", words) for words in (_opening(token), *_gerund_opening(token))]
    found += [cue for cue in _of_object(token) if cue and cue.signals == "negated"]
    codes = [cue.signals for cue in found if cue and not (cue.signals == "negated" and _in_the_end(token))]
    if _mandative(token, modal) or _for_to(token, subjects):
        codes.append("requested")
    if "negated" in codes and _open(codes):
        return "conditional"
    return next((code for code in ORDER if code in codes), None) or _imperative(token) or _subjunctive(token)


ORDER = (NONE, "negated", "prevented", "conditional", "requested", "scheduled", "threatened", "alleged")
"""Which of several signals of one clause decides."""


def _in_the_end(verb: Token) -> bool:
    """Whether a negation only says that it took until a time: "was not convicted until 2014"."""
    past = any(child.lower_ in {"did", "had", "was", "were"} for child in verb.children)
    times = (child for child in verb.children if child.dep_ in {"obl", "advcl"} and child.i > verb.i)
    return past and any("until" in marks(child) for child in times)


def _open(codes: list[str]) -> bool:
    """Whether it has not come to pass either way: "must not be", "will not be", "if he is not"."""
    return bool(set(codes) & {"requested", "scheduled", "conditional"})


def negative(token: Token) -> bool:
    """Whether a word beside a verb or noun negates it."""
    return any(cue and cue.signals == "negated" for cue in (first("modifier", w.lower_) for w in _modifiers(token)))


def _opening(token: Token) -> str:
    """The word before the "to" of an infinitive, with that "to", whatever the parser made of it: "yet to be freed"."""
    start = token.i - 1
    while start > 1 and (token.doc[start].lemma_ in {"be", "have"} or token.doc[start].pos_ == "ADV"):
        start -= 1
    found = start > 0 and token.doc[start].lower_ == "to"
    return f"{token.doc[start - 1].lower_} to" if found else ""


def _gerund_opening(token: Token) -> Iterator[str]:
    """One and two words before a gerund, whatever the parser made of them: "short of indicting"."""
    chain = sorted(
        (token, *(child for child in token.children if child.dep_.startswith("aux"))), key=lambda word: word.i
    )
    if chain[0].tag_ == "VBG" and chain[0].i:
        before = chain[0].nbor(-1)
        yield f"{before.lower_} -ing"
        if before.i:
            yield f"{before.nbor(-1).lower_} {before.lower_} -ing"


def _of_object(token: Token) -> Iterator[Cue | None]:
    """What the determiners of an object signal: "used neither batons nor gas", "fired no shots"."""
    objects = (child for child in token.children if child.dep_ == "obj")
    return (first("modifier", word.lower_) for one in objects for word in (one, *_determiners(one)))


def _mandative(token: Token, auxiliaries: list[Token]) -> bool:
    """Whether a clause with a subject has a bare "be": "argued that looters be shot"."""
    bare = [word for word in auxiliaries if word.lower_ == "be"]
    return bool(bare) and len(auxiliaries) == len(bare) and has_subject(token) and not infinitive(token)


def _for_to(token: Token, subjects: list[Token]) -> bool:
    """Whether it is for somebody to do something: "a case for Ann Roy to be freed"; not "it took days for him to"."""
    opened = any(
        who.left_edge.i > 0 and "for" in {who.left_edge.lower_, who.left_edge.nbor(-1).lower_} for who in subjects
    )
    return opened and infinitive(token) and token.head.lemma_ not in {"take", "wait"}


def _modifiers(token: Token) -> Iterator[Token]:
    near = {"advmod", "amod", "det", "obl:unmarked"}
    return (c for c in token.children if c.dep_ in near and abs(c.i - token.i) < 8)


def _determiners(token: Token) -> Iterator[Token]:
    return (child for child in token.children if child.dep_ in {"det", "advmod"})


def _imperative(token: Token) -> str | None:
    """Tell a request ("Free the sailors!"): a bare verb at the head of a sentence is no report."""
    bare = token.tag_ == "VB" and token.dep_ == "ROOT" and not any(c.dep_ in SUBJECTS for c in token.children)
    return "requested" if bare and not any(c.dep_ == "aux" for c in token.children) else None


def _subjunctive(token: Token) -> str | None:
    """Tell a wish by its form: "suggested that he be freed"."""
    first = min((c for c in token.children if c.dep_.startswith("aux")), key=lambda c: c.i, default=token)
    wished = first.lower_ == "be" and not infinitive(token) and first != token
    return "requested" if wished and "that" in marks(token) else None
