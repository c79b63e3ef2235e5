"""An inquiry in, whether it is one of police, prosecutor or court into what somebody did out, and no reporter's.

The words are data (``lexicons/courts.toml``, ``offences.toml``).
"""

from __future__ import annotations

from kg.extractors.frames import subjects
from kg.extractors.incidents.people import security
from kg.extractors.law.accusing import accusing, by_prosecutors, prosecuting
from kg.extractors.law.legality import Step, is_court, offence
from kg.extractors.wordlists import words
from kg.language.tokens import Token


def suspected(step: Step) -> bool:
    """Whether it is about a person, an offence or somebody's death, or a court or prosecutor opens it."""
    verb = step.act.head.head
    if step.act.head.tag_ == "NNS" and step.act.head.dep_ == "nsubj" and verb.lemma_ in words("courts", "finding"):
        return False
    inquirers = any(child.dep_ == "nmod:poss" and child.pos_ == "PRON" for child in step.act.head.children)
    if (
        step.people
        or offence(step)
        or (step.known and inquirers)
        or (step.act.noun is not None and by_prosecutors(step))
        or (step.act.head.dep_ == "nsubj:pass" and _announced(verb))
    ):
        return True
    heads = (*step.act.heads("affected"), *step.act.frame.slot("prep:into"))
    return any(head.lemma_.lower() in words("offences", "offence") | words("offences", "harm") for head in heads)


def _announced(verb: Token) -> bool:
    """Whether prosecutors say that it was done: "prosecutors said an investigation had been opened"."""
    teller = subjects(verb.head) if verb.dep_ == "ccomp" and verb.lemma_ in words("courts", "carrying") else ()
    return any(map(prosecuting, teller))


def inquiring(step: Step) -> bool:
    """Whether it is told who looks into something and they are police, prosecutor or court, or whose offence it is."""
    agents = step.act.heads("agent")
    told = accusing(step) or (bool(step.people) and offence(step))
    return told or any(security(head) or is_court(head) for head in agents)
