"""A legal act by a verb or noun of accusing in, whether it is a prosecution out, and no price, task or blame.

The words are data (``lexicons/courts.toml``).
"""

from __future__ import annotations

import re

from kg.extractors.frames import frame
from kg.extractors.incidents.people import human, security
from kg.extractors.law.legality import LOOSE, Step, is_court, legal, offence
from kg.extractors.wordlists import words
from kg.language.quantities import money
from kg.language.tokens import Token
from kg.model import MentionType

PRICE = re.compile(r"[A-Za-z]{1,3}\d[\d.,]*")


def accusing(step: Step) -> bool:
    """Whether an offence is named, or, beside legal words and without a sum of money, a prosecution is recognisable."""
    if _tasked(step) or _of_an_appeal(step) or any(_blaming(head) for head in step.act.heads("agent")):
        return False
    against = any(own.slot("prep:against") for own in (step.act.frame, frame(step.act.noun or step.act.head)))
    brought = against and step.people and step.act.cue.frame == "act" and step.act.head.lemma_ not in LOOSE
    criminally = any(child.lower_ == "criminally" for child in step.act.head.children)
    if offence(step) or brought or criminally or _on_charges(step):
        return True
    if step.act.cue.frame == "verb" and (under_law(step) or _by_police(step) or _over(step) or _to_court(step)):
        return True
    if _priced(step) or not legal(step) or not human_bearer(step):
        return False
    return step.charge is not None or step.act.frame.passive or step.act.noun is not None or by_prosecutors(step)


def _tasked(step: Step) -> bool:
    """Whether somebody is charged with work: "charged with the sole task of"."""
    opening = step.charge.exact.lower().split(" of ")[0].split() if step.charge else []
    return step.act.cue.frame == "verb" and any(word in words("offences", "task") for word in opening)


def _of_an_appeal(step: Step) -> bool:
    """Whether what is dismissed is set against what a court did: "dismissed appeals against the acquittal"."""
    return any(head.lemma_.lower() in words("courts", "outcome") for head in step.act.heads("affected"))


def _blaming(head: Token) -> bool:
    """Whether somebody blames and does not prosecute: "the opposition has charged him with theft"."""
    told = {head.lemma_.lower(), *(t.lower_ for t in head.lefts)}
    return bool(told & words("courts", "blaming")) and not prosecuting(head) and not is_court(head)


def _priced(step: Step) -> bool:
    """Whether money is told of, also in a coin that no list knows: "charged Rf200"."""
    behind = step.act.head.doc[step.act.head.i + 1 :]
    return bool(money(step.sentence)) or any(PRICE.fullmatch(token.text) for token in behind)


def _on_charges(step: Step) -> bool:
    """Whether somebody is charged on charges or counts, of whatever."""
    return any(head.lemma_.lower() in {"charge", "count"} for head in step.act.frame.slot("prep:on"))


def under_law(step: Step) -> bool:
    """Whether an accusation names the law that was broken: "charged under article 5"."""
    under = step.act.frame.slot("prep:under")
    return any(head.like_num or head.lemma_.lower() in words("courts", "law") for head in under)


def in_case(step: Step) -> bool:
    """Whether somebody is booked "in a case"."""
    return any(head.lemma_.lower() == "case" for head in step.act.frame.slot("prep:in"))


def _to_court(step: Step) -> bool:
    """Whether somebody is "charged to court"."""
    return bool(step.people) and any(map(is_court, step.act.frame.slot("prep:to")))


def _over(step: Step) -> bool:
    """Whether people are charged over something: money is charged for it, a task never."""
    return (
        step.act.frame.passive and bool(step.act.frame.slot("prep:over")) and bool(step.people) and human_bearer(step)
    )


def _by_police(step: Step) -> bool:
    """Whether police, prosecutors or a court charge a person, and no money."""
    agents = step.act.heads("agent")
    official = by_prosecutors(step) or any(security(head) or is_court(head) for head in agents)
    return official and bool(step.people) and human_bearer(step) and not _priced(step)


def human_bearer(step: Step) -> bool:
    """Whether somebody affected is named, a pronoun for people, or called by a word for people."""
    named = any(mention.type is not MentionType.DESCRIPTION for mention in step.people)
    return named or not step.people or any(map(human, step.act.heads("affected")))


def by_prosecutors(step: Step) -> bool:
    """Whether a prosecutor acts, or an office of prosecutors."""
    return any(map(prosecuting, step.act.heads("agent")))


def prosecuting(head: Token) -> bool:
    """Whether a noun means a prosecutor or an office of prosecutors."""
    near = (head, *head.lefts, *(t for c in head.lefts for t in c.lefts))
    return any(token.lemma_.lower() in words("courts", "prosecutor") for token in near)


def criminal(step: Step) -> bool:
    """Whether a case is a criminal one: prosecutors file it, or nobody who is told, with an offence in its name."""
    noun = step.act.noun
    before = {child.lower_ for child in noun.lefts} if noun is not None else set()
    named = bool(before & (words("offences", "offence") | {"criminal"})) or offence(step)
    nobody = named and not step.act.heads("agent") and not under_law(step)
    return by_prosecutors(step) or nobody


def jailed(step: Step) -> bool:
    """Whether whoever is booked is taken into a jail: "booked into the county jail"; that tells of no charge."""
    return bool(step.act.frame.slot("prep:into"))


def dossier(step: Step) -> bool:
    """Whether it is a report or file on a case that is sent to somebody."""
    return any(head.lemma_.lower() in words("courts", "dossier") for head in step.act.frame.object)


def registered(step: Step) -> bool:
    """Whether a case is one of police: against people, under a law or for an offence, and no claim of a party."""
    agents = step.act.heads("agent")
    police = any(security(head) for head in agents)
    against = bool(step.people) and (step.act.head.lemma_ == "register" or police)
    return under_law(step) or (offence(step) and (police or not agents)) or against


def first_report(step: Step) -> bool:
    """Whether a report is the first one of a crime, by which police begin to inquire."""
    noun = step.act.noun
    before = {child.lower_ for child in noun.lefts} if noun is not None else set()
    police = any(map(security, step.act.heads("agent"))) or "police station" in step.sentence.text.lower()
    known = "information" in before or (bool(step.people) and police)
    return noun is not None and (noun.lower_ in {"fir", "firs"} or known)
