"""Steps of legal proceedings in, the cases they belong to out: one LegalProceeding claim for each.

Law of this file: two steps are of one case only where a defendant is the same; a step without a defendant joins the
case last told of nearby.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from kg.extractors.law.hearings import alike, exact, heard, shared, together
from kg.iris import ClaimIds
from kg.model import MODEL, Claim, ClaimRef, Mention, Role

NEAR = 900  # characters after which a step without a defendant no longer belongs to the case told of before
CIVIL = "lawsuit"
OPENED = frozenset({"actual", "alleged", "scheduled"})  # what is only asked for, feared or denied opens no case
PARTY = "party"  # of a case, not of a step: steps carry it only as far as here


@dataclass(slots=True)
class Case:
    """The steps of one case in reading order, and who stands before court."""

    people: set[str]
    steps: list[Claim] = field(default_factory=list)

    @property
    def last(self) -> int:
        """Where its last step is told."""
        return self.steps[-1].trigger.start


def cases(steps: Iterable[Claim], ids: ClaimIds, extractor: str) -> Iterator[Claim]:
    """Yield each case, then its steps and sentences with a ``proceeding`` role; those of no case without."""
    found, alone = _sorted(alike(together(steps)))
    for case in found:
        case.steps = list(shared(list(heard(case.steps))))
        if not any(step.factuality in OPENED or step.type == "Sentence" for step in case.steps):
            yield from case.steps
            continue
        whole = _claim(case, ids, extractor)
        yield whole
        yield from (_belonging(step, whole) for step in case.steps)
    yield from alone


def cased(claims: Iterable[Claim], ids: ClaimIds, extractor: str) -> Iterator[Claim]:
    """Yield claims, of which steps and sentences without a case join that of their defendant, or open one."""
    told = list(claims)
    open_ = [c for c in told if c.type in {"ProceedingStep", "Sentence"} and not c.all("proceeding")]
    known = [claim for claim in told if claim.type == "LegalProceeding"]
    joining = {step.id: _whole(step, known) for step in open_}
    yield from (claim for claim in told if claim.id not in joining)
    yield from (_belonging(step, whole) for step in open_ if (whole := joining[step.id]))
    yield from cases((step for step in open_ if joining[step.id] is None), ids, extractor)


def _whole(step: Claim, known: Iterable[Claim]) -> Claim | None:
    """The one case whose defendants a step affects."""
    mine = people(step)
    found = [w for w in known if mine & {f.referent for f in w.all("defendant") if isinstance(f, Mention)}]
    return found[0] if len(found) == 1 else None


def _sorted(steps: Iterable[Claim]) -> tuple[list[Case], list[Claim]]:
    found: list[Case] = []
    alone: list[Claim] = []
    for step in steps:
        case = _case(step, found)
        if case is not None:
            case.people |= people(step)
            case.steps.append(step)
        elif people(step):
            found.append(Case(set(people(step)), [step]))
        else:
            alone.append(step)
    return found, alone


def _case(step: Claim, found: list[Case]) -> Case | None:
    """Choose the case a step belongs to, or None where it opens one or belongs to none."""
    mine = people(step)
    shared = [case for case in found if case.people & mine and not _apart(case, step)]
    if mine:
        return max(shared, key=lambda case: case.last, default=None)
    alike = [case for case in found if any(_matter(own) == _matter(step) for own in case.steps)]
    latest = max(alike or found, key=lambda case: case.last, default=None)
    return latest if latest and (len(found) == 1 or step.trigger.start - latest.last < NEAR) else None


def _matter(step: Claim) -> str:
    """What a step is about: a hearing is one of a trial."""
    return "trial" if step.kinds[0] in {"hearing", "prosecution"} else step.kinds[0]


def _apart(case: Case, step: Claim) -> bool:
    """Whether civil and criminal matters, or courts and charges that share no word, keep a step out of a case."""
    if (step.kinds[0] == CIVIL) != (case.steps[0].kinds[0] == CIVIL) and step.type == case.steps[
        0
    ].type == "ProceedingStep":
        return True
    return all(_differ(_words(case.steps, role), _words([step], role)) for role in ("court", "charge"))


def _differ(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left) and bool(right) and not left & right


def _words(steps: Iterable[Claim], role: str) -> frozenset[str]:
    texts = (exact(filler) for step in steps for filler in step.all(role))
    return frozenset(word for text in texts for word in text.lower().split() if len(word) > 3)


def people(claim: Claim) -> frozenset[str]:
    """Collect the referents of those whom a claim affects."""
    return frozenset(f.referent for f in claim.all("affected") if isinstance(f, Mention) and f.referent)


def _belonging(step: Claim, whole: Claim) -> Claim:
    own = (role for role in step.roles if role.name != PARTY)
    return replace(step, roles=(*own, Role("proceeding", ClaimRef(whole.id))))


def _claim(case: Case, ids: ClaimIds, extractor: str) -> Claim:
    first = case.steps[0]
    evidence = tuple(sorted({selector for step in case.steps for selector in step.evidence}))
    civil = first.kinds[0] == CIVIL
    roles = [*_once(case.steps, "affected", "defendant", who=True)]
    roles += _once(case.steps if civil else (), "agent", "complainant", who=True)
    roles += [
        *_once(case.steps, PARTY, PARTY, who=True),
        *_once(case.steps, "court", "court"),
        *_once(case.steps, "charge", "charge"),
    ]
    roles += _once(case.steps, "sentence", "sentence")
    id_ = ids.mint("LegalProceeding", first.evidence[0], roles)
    by_rules = any(not name.startswith(MODEL) for step in case.steps for name in step.extractors)
    by = extractor if by_rules else first.extractor
    return Claim(id_, "LegalProceeding", first.trigger, evidence, roles=tuple(roles), extractor=by)


def _once(steps: Iterable[Claim], role: str, name: str, *, who: bool = False) -> Iterator[Role]:
    """Give what fills a role in any step, under another name; each actor or wording once."""
    seen: set[object] = set()
    fillers = (filler for step in steps for filler in step.all(role))
    for filler in (f for f in fillers if not (who and isinstance(f, Mention) and f.referent is None)):
        key: object = filler.id if isinstance(filler, ClaimRef) else exact(filler).lower()
        key = filler.referent or key if who and isinstance(filler, Mention) else key
        if key not in seen:
            seen.add(key)
            yield Role(name, filler)
