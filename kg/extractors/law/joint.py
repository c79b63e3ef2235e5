"""Steps told in one sentence in, what they share out: which is told with another, whose charge one takes over."""

from __future__ import annotations

from collections.abc import Iterable

from kg.extractors.law.legality import Step
from kg.model import Selector

CHARGED = frozenset({"charge", "prosecution", "trial"})
SENTENCED = frozenset({"conviction", "sentencing"})
LET_GO = frozenset({"acquittal", "dismissal", "remand", "sentencing"})
EARLIER = frozenset({"charge", "hearing", "remand"})


def folded(step: Step, steps: Iterable[Step]) -> bool:
    """Whether a conviction is told with its sentence: convicted and sentenced is one step."""
    if step.act.cue.signals == "charge":
        return _described(step, steps)
    if step.act.cue.id == "walk-free":
        return any(other.act.cue.signals in LET_GO and _one(step, other) for other in steps)
    if step.act.cue.id == "discharge":
        return any(other.act.cue.signals == "acquittal" and _one(step, other) for other in steps)
    if step.act.cue.signals != "conviction":
        return False
    return any(other.act.cue.signals == "sentencing" and _one(step, other) for other in steps)


def _described(step: Step, steps: Iterable[Step]) -> bool:
    """Whether a charge only says who is on trial or freed of it: "the trial of three men charged with theft"."""
    others = (other for other in steps if other.act.cue.signals in {"dismissal", "hearing", "trial"})
    return step.act.head.dep_ in {"acl", "acl:relcl"} and any(_one(step, other) for other in others)


def _one(left: Step, right: Step) -> bool:
    people = _referents(left), _referents(right)
    return left.status == right.status and (not all(people) or bool(people[0] & people[1]))


def _referents(step: Step) -> frozenset[str]:
    return frozenset(mention.referent for mention in step.people if mention.referent)


def lent(step: Step, steps: Iterable[Step]) -> Selector | None:
    """Take over the charge that another step of the same people has in the sentence: "charged with theft and tried"."""
    return next((o.charge for o in steps if o.charge and o is not step and _lends(o, step)), None)


def _lends(other: Step, step: Step) -> bool:
    """Whether a step is about the charge of another: no sentence tells what somebody is charged with anew."""
    signals = (other.act.cue.signals, step.act.cue.signals)
    if signals[0] not in CHARGED | SENTENCED or signals[1] in {"investigation", "lawsuit"}:
        return False
    people = _referents(other), _referents(step)
    return not (signals[0] in SENTENCED and signals[1] in EARLIER) and (not all(people) or bool(people[0] & people[1]))
