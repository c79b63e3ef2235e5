"""A legal act in its sentence in, its day out.

Law of this file: an act has the time of its own clause, of the clause it shares a subject with, of the order it
follows; of no other, and rather none than another act's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile

from kg.extractors.frames import clause, preposition
from kg.extractors.incidents.circumstances import describes_another, fronts
from kg.extractors.incidents.people import noun
from kg.extractors.incidents.reach import eventful, unbroken
from kg.extractors.law.legality import decreed, postponed
from kg.extractors.law.slots import Act
from kg.extractors.wordlists import words
from kg.language import Sentence
from kg.language.relations import present
from kg.language.times import moments
from kg.language.tokens import Span, Token
from kg.model import Moment

LATER = frozenset({"later", "since", "subsequently", "then"})
BESIDES = frozenset({"after", "before", "since", "while"})
OPENING = frozenset({"before", "until", "when"})


def day(sentence: Sentence, act: Act) -> Moment | None:
    """The time in the act's own clause; rather one right behind its words, or to which it is put off, than another."""
    own = clause(act.head)
    aside = act.head.dep_ == "nmod" or (act.head.dep_ == "obl" and act.cue.signals == "charge")
    apart = act.cue.frame == "noun" and aside
    decree, later = decreed(act), postponed(act)
    told = {own, *_same_day(own), *([clause(decree)] if decree is not None else [])}
    told |= {step for step in act.head.subtree if step.dep_ == "acl" and step.lemma_ in words("courts", "opening")}
    told |= {clause(act.noun)} if act.cue.frame == "as" and act.noun is not None else set()
    found: list[Moment] = []
    for moment in moments(sentence, sentence.analysis.document):
        span = sentence.span(moment.selector)
        if span is None or describes_another(span, (act.head,)) or (apart and not act.head.is_ancestor(span.root)):
            continue
        if _elsewhere(act, span, moment) or (act.cue.signals == "remand" and _until(span)):
            continue
        if not later and _until(span) and clause(span.root.head) not in {own, clause(act.head.head)}:
            continue  # "freed five of them and adjourned the trial to May 3"
        if told & {_clause(span.root), clause(span.root.head)} or fronts(span, act.head):
            near = _until(span) if later else 0 <= span.start - act.words.end <= 1
            found.insert(0 if near else len(found), _appointed(moment) if later and near else _begun(moment))
    return next(iter(found), None) or _same_year(sentence, act)


def _clause(token: Token) -> Token:
    """The verb of a token's clause, also where the parser took a penalty for one: "to a year and ten lashes in May"."""
    own = clause(token)
    verb = next((step for step in token.ancestors if step.tag_.startswith("VB")), own)
    return verb if own.tag_.startswith("NN") and own.dep_ == "conj" else own


def _elsewhere(act: Act, span: Span, moment: Moment) -> bool:
    """Whether a day is a name or that of something else than the act."""
    return _aside(span, act.head) or _in_name(span) or _of_the_deed(act, span, moment)


def _aside(span: Span, verb: Token) -> bool:
    """Whether a day is that of a gerund behind a preposition: "the leader before founding the union in May, was"."""
    between = takewhile(lambda step: step != verb, span.root.ancestors)
    if any(step.tag_ == "VBG" and step.dep_ in {"nmod", "obl"} for step in between):
        return True
    near = list(takewhile(lambda token: token.text != ",", reversed(span.doc[: span.start])))
    own = verb in near or "," not in {token.text for token in span.doc[span.end : max(verb.i, span.end)]}
    return not own and any(t.tag_ == "VBG" and t.i > 0 and t.nbor(-1).lower_ in BESIDES for t in near)


def _of_the_deed(act: Act, span: Span, moment: Moment) -> bool:
    """Whether a year is told of what somebody is tried for: "jailed for the murder of a mayor in 1980".

    So is any time of an event for which: "charged over a march on Friday".
    """
    deeds = [head for head in act.heads("charge") if head.is_ancestor(span.root) and span.root.head != act.head]
    between = act.head.doc[act.head.i + 1 : span.start]
    if any(_blamed(word) and unbroken(word, span.root) for word in between):
        return True
    certain = (any(child.lower_ == "the" or preposition(child) == "of" for child in deed.children) for deed in deeds)
    return re.fullmatch(r"\d{4}(-\d\d)?", moment.edtf or "") is not None and any(certain)


def _blamed(word: Token) -> bool:
    """Whether a noun tells of an event for which somebody is before the court: "in connection with the protests"."""
    told = preposition(word) == "over" or word.head.lower_ == "connection"
    return told and word.pos_ == "NOUN" and noun(word) in eventful()


def _same_year(sentence: Sentence, act: Act) -> Moment | None:
    """The year that opens a sentence, also for its end: "In 2017 she was held before a court freed her"."""
    times = moments(sentence, sentence.analysis.document)
    span = sentence.span(times[0].selector) if len(times) == 1 else None
    if span is None or span.start > 1 or not re.fullmatch(r"\d{4}", span[-1].text):
        return None
    between = {token.lower_ for token in act.head.doc[span.end : act.head.i]}
    return times[0] if between & OPENING and not between & LATER else None


def _in_name(span: Span) -> bool:
    """Whether a day is a given name: "Monday Adeyemi"."""
    return any(child.dep_ == "flat" and child.pos_ == "PROPN" for child in span.root.children)


def _appointed(moment: Moment) -> Moment:
    """The day itself to which something is put off, of a time up to it ("until June 14")."""
    if moment.edtf is None or not moment.edtf.startswith("../"):
        return moment
    return replace(moment, edtf=moment.edtf.removeprefix("../"), earliest=moment.earliest or moment.latest)


def _begun(moment: Moment) -> Moment:
    """When something was done that has lasted "since March": then."""
    if moment.edtf is None or not moment.edtf.endswith("/.."):
        return moment
    return replace(moment, edtf=moment.edtf.removesuffix("/.."), latest=moment.latest or moment.earliest)


def _until(span: Span) -> bool:
    """Whether a day is that to which something is put off."""
    return bool({span[0].lower_, preposition(span.root)} & words("courts", "until"))


def _same_day(own: Token) -> frozenset[Token]:
    """Clauses that share an act's time: beside it ("convicted and fined on Monday"), or over "after a court freed"."""
    marks = {child.lower_ for child in own.children if child.dep_ == "mark"}
    beside = {child for child in own.children if child.dep_ == "conj" and not _on_its_own(child)}
    if own.dep_ == "conj":
        beside = set() if _on_its_own(own) or (present(own) and not present(own.head)) else {own.head}
    over = {own.head} if own.dep_ == "advcl" and marks & {"after", "when", "as", "where"} else set()
    return frozenset(beside | over)


def _on_its_own(verb: Token) -> bool:
    """Whether a verb beside another has its own time: with a subject, "later" or "but" of its own."""
    return any(child.dep_.startswith("nsubj") or child.lower_ in LATER | {"but"} for child in verb.children)
