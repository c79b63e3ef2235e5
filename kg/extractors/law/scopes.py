"""A legal act among others of its sentence in, what it governs out: its penalty's words, and the acts that serve it.

Law of this file: what another act governs more closely is not this one's.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.extractors.frames import frame
from kg.extractors.law.legality import is_court
from kg.extractors.law.slots import Act, participles, reviewed
from kg.language import Sentence
from kg.language.tokens import Token


def bounded(act: Act) -> bool:
    """Whether a penalty may be told by its bounds: one that is sought, or what a court gives several people."""
    behind = [token.lower_ for token in act.head.doc[act.head.i + 1 : act.head.i + 4]]
    if act.cue.signals == "sentencing" and behind == ["to", "up", "to"]:
        return True  # "was sentenced to up to nine years"
    plural = act.cue.frame == "act" and act.noun is not None and act.noun.tag_ == "NNS"
    several = plural and any(map(is_court, act.heads("agent")))
    return act.cue.signals == "requestToCourt" or (several and act.cue.signals == "sentencing")


def inside(act: Act, told: Iterable[Act]) -> bool:
    """Whether an act's noun only serves another act: "jailed on charges of theft", "sentenced in a trial"."""
    if act.cue.frame != "noun":
        return False
    served = [head for other in told if other is not act for head in serving(other)]
    return any(act.head == head or head.is_ancestor(act.head) for head in served)


def serving(act: Act) -> tuple[Token, ...]:
    """Heads of what names an act's charge, of where it is done, and of what stands beside its noun."""
    beside = act.noun.conjuncts if act.noun is not None and act.cue.frame == "act" else ()
    if act.cue.signals == "requestToCourt":
        return (*act.frame.object, *act.frame.slot("prep:for|of"))
    carriers = participles(act.head) if act.cue.frame == "noun" else ()
    where = [head for carrier in carriers for head in frame(carrier).slot("prep:in|at")]
    if act.cue.signals == "release" and act.noun is not None:
        where += frame(act.noun).slot("prep:on")  # "ordered his release on bail"
    where += reviewed(act)
    where += act.frame.slot("prep:to") if act.cue.signals == "sentencing" else ()
    return (*act.heads("charge"), *act.frame.slot("prep:in|at|during|after"), *beside, *where)


def scope(act: Act, told: Iterable[Act]) -> list[Token]:
    """Tokens that an act governs, less those that another act governs more closely."""
    asked = act.cue.signals == "requestToCourt"
    others = [
        o.head for o in told if o is not act and act.head.is_ancestor(o.head) and not (asked and o.cue.pos == "NOUN")
    ]
    if act.cue.pos == "NOUN":
        others += [child for child in act.head.children if child.dep_ == "acl:relcl"]
    if act.cue.signals == "sentencing":  # "sentenced to a prison term of two years" is one act
        others = [head for head in others if head not in act.frame.slot("prep:to")]
    own = [token for token in act.head.subtree if not any(o == token or o.is_ancestor(token) for o in others)]
    return [token for token in own if token.i > act.words.start or act.cue.pos == "NOUN"]


def imposing(act: Act) -> tuple[Token, ...]:
    """Nouns that may name the penalty of an act: its own, or what somebody is sentenced to."""
    own = (act.noun,) if act.noun is not None else ()
    return (*own, *act.frame.slot("prep:to")) if act.cue.signals == "sentencing" else ()


def turned(act: Act, sentence: Sentence) -> int:
    """Where it is told what a sentence is turned into: behind the "to" or "into" of "commuted to seven years"."""
    into = (token for token in act.head.doc[act.head.i + 1 :] if token.lower_ in {"into", "to"})
    first = next(into, act.head.doc[-1])
    return sentence.select(first).start
