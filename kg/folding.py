"""Two descriptions of events in, whether they are one event told twice out; and claims in, repeats folded, out.

One event told twice by one source in one document is one claim with several passages. What another source tells, or
with another number, stays a claim of its own (ontology: one node for each source's description of an event).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import product

from kg.model import NAMED_ACTORS, Claim, ClaimRef, Filler, Mention, MentionType, Quantity, Role
from kg.occasions import at_other_times, closeness, closest, dates
from kg.towns import lies_in

EVENTS = frozenset({"Detention", "Gathering", "ProceedingStep", "Release", "Violence"})
KIND_MATTERS = frozenset({"ProceedingStep", "Violence"})
STEM = 4
"""Letters that two words of one stem share, at the least."""

AGAIN = re.compile(r" (?:again|anew|once more)\b", re.IGNORECASE)
AGAIN_BEFORE = re.compile(r"\b(?:again |once more |re-|previously (?:been )?)$", re.IGNORECASE)
"""What stands beside the words for a detention that came after another, or before it."""

PARTICIPANTS = ("affected", "court")
UNIQUE = ("partOf", "proceeding", "sentence")


def same_event(left: Claim, right: Claim) -> bool:
    """Whether two claims of a document may be one event: nothing contradicts, and something ties them together.

    Attribution and factuality are not compared; see :func:`folded`.
    """
    if left.type != right.type or left.type not in EVENTS:
        return False
    if left.type in KIND_MATTERS and left.kinds != right.kinds:
        return False
    return _tied(left, right) and not _contradicting(left, right)


def same_source(left: Claim, right: Claim) -> bool:
    """Whether two claims are told as equally factual and by one source."""
    return left.factuality == right.factuality and _source(left) == _source(right)


def another_occasion(left: Claim, right: Claim) -> bool:
    """Whether two claims tell of other people by name (even some of the same), of another agent or another time."""
    people = _named(left), _named(right)
    others = all(people) and people[0] != people[1] and not (_kept(right) and people[1] < people[0])
    return others or (_anew(right) and not _anew(left)) or _by_others(left, right) or at_other_times(left, right)


def _anew(claim: Claim) -> bool:
    """Whether it was at another time, by the words beside the trigger: "arrested again", "previously detained"."""
    passage, trigger = claim.evidence[0], claim.trigger
    before, behind = passage.exact[: trigger.start - passage.start], passage.exact[trigger.end - passage.start :]
    if claim.trigger.exact.lower().startswith(("rearrest", "re-arrest")):
        return True
    return claim.type == "Detention" and (AGAIN_BEFORE.search(before) or AGAIN.match(behind)) is not None


def _kept(claim: Claim) -> bool:
    """Whether somebody is only said to be in custody, whenever taken: one of three arrested "is still held"."""
    return claim.extractor in {"detention/custody", "detention/hold"} and not claim.all("date") + claim.all("duration")


def folded(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims in order, with repeats folded into the first that tells them; references follow."""
    kept: list[Claim] = []
    moved: dict[str, str] = {}
    for claim in claims:
        like = ((i, c) for i, c in enumerate(kept) if c.type == claim.type) if claim.type in EVENTS else ()
        at = next((i for i, c in like if same_source(c, claim) and same_event(c, claim)), None)
        if at is None:
            kept.append(claim)
        else:
            moved[claim.id] = kept[at].id
            kept[at] = _joined(kept[at], claim)
    return tuple(redirected(claim, moved) for claim in kept)


def _joined(first: Claim, repeat: Claim) -> Claim:
    """The first claim with the repeat's evidence, the roles and places it leaves open, and a day for a month."""
    evidence = tuple(dict.fromkeys((*first.evidence, *repeat.evidence)))
    filled = {role.name for role in first.roles}
    vague, when = closest(dates(first)), closest(dates(repeat))
    if vague is not None and when is not None and closeness(when) > closeness(vague):
        first = replace(first, roles=tuple(role for role in first.roles if role.name != "date"))
        filled -= {"date"}
    new = (r for r in repeat.roles if r.name not in filled or _further_place(r, first))
    return replace(first, evidence=evidence, roles=(*first.roles, *new))


def _further_place(role: Role, known: Claim) -> bool:
    """Whether a place says more than those known: a name not yet told, a site where only names are."""
    place, told = role.filler, [f for f in known.all("place") if isinstance(f, Mention)]
    if role.name != "place" or not isinstance(place, Mention):
        return False
    same = any(each.referent == place.referent for each in told)
    return not same and (place.value is not None or all(each.value is not None for each in told))


def redirected(claim: Claim, moved: Mapping[str, str]) -> Claim:
    """A claim whose references to claims that moved (old id → new) follow them; none to itself."""
    if not any(isinstance(role.filler, ClaimRef) and role.filler.id in moved for role in claim.roles):
        return claim
    roles = (Role(r.name, _moved(r.filler, moved)) for r in claim.roles)
    return replace(claim, roles=tuple(role for role in dict.fromkeys(roles) if role.filler != ClaimRef(claim.id)))


def _moved(filler: Filler, moved: Mapping[str, str]) -> Filler:
    return ClaimRef(moved.get(filler.id, filler.id)) if isinstance(filler, ClaimRef) else filler


def _source(claim: Claim) -> str | None:
    return None if claim.attribution is None else claim.attribution.referent or claim.attribution.selector.exact


def _contradicting(left: Claim, right: Claim) -> bool:
    """Whether both fill a role and differ there."""
    pairs = [(_referents(left, name), _referents(right, name)) for name in PARTICIPANTS]
    pairs += [(_references(left, name), _references(right, name)) for name in UNIQUE]
    pairs += [(_numbers(left), _numbers(right))]
    apart = (
        another_occasion(left, right)
        or _elsewhere(left, right)
        or _in_turn(left, right)
        or any(a and b and not a & b for a, b in pairs)
    )
    return apart or bool(_references(left, "partOf")) != bool(_references(right, "partOf"))


def _elsewhere(left: Claim, right: Claim) -> bool:
    """Whether they name other places; a town and its state are none, where the same are held by name or by number."""
    places = _referents(left, "place"), _referents(right, "place")
    if not all(places) or places[0] & places[1]:
        return False
    same = left.type == "Detention" and bool(_named(left) & _named(right) or _numbers(left) & _numbers(right))
    pairs = product(_place_names(left), _place_names(right)) if same else ()
    return not any(lies_in(a, b) or lies_in(b, a) for a, b in pairs)


def _place_names(claim: Claim) -> tuple[str, ...]:
    return tuple(f.value for f in claim.all("place") if isinstance(f, Mention) and f.value)


def at_home(claim: Claim) -> bool:
    """Whether a claim tells of house arrest."""
    return "houseArrest" in claim.kinds


def _in_turn(left: Claim, right: Claim) -> bool:
    """Whether one sentence tells of house arrest and of another detention: one came after the other."""
    return at_home(left) != at_home(right) and left.evidence[0] == right.evidence[0]


def _tied(left: Claim, right: Claim) -> bool:
    """Whether they share who is affected or how many; gatherings, which often have neither, place or day."""
    shares: list[Callable[[Claim], frozenset[object]]] = [lambda claim: _referents(claim, "affected"), _numbers]
    if left.type == "Gathering":
        shares += [lambda claim: _referents(claim, "place"), _days]
    return any(share(left) & share(right) for share in shares)


def _referents(claim: Claim, name: str) -> frozenset[object]:
    """Who or where fills a role; a site without a name ("the square") may be any, and ties or parts nothing."""
    found = (filler for filler in claim.all(name) if isinstance(filler, Mention) and filler.referent)
    return frozenset(f.referent for f in found if f.type is not MentionType.PLACE or f.value is not None)


def _named(claim: Claim) -> frozenset[object]:
    """Who is affected by name, or by a pronoun that means a name."""
    people = (f for f in claim.all("affected") if isinstance(f, Mention) and f.referent)
    return frozenset(f.referent for f in people if f.type in NAMED_ACTORS or f.type is MentionType.PRONOUN)


def _by_others(left: Claim, right: Claim) -> bool:
    """Whether both tell who acts and share neither an agent nor a word for one ("police", "the city's police").

    A name may be meant by words without one: "the Velm Army", "the troops", "we".
    """
    agents = _referents(left, "agent"), _referents(right, "agent")
    if not all(agents) or agents[0] & agents[1]:
        return False
    if any(_alike(a, b) for a in _agent_words(left) for b in _agent_words(right)):
        return False
    sorts = [{_sort(f) for f in claim.all("agent") if isinstance(f, Mention)} for claim in (left, right)]
    return bool(sorts[0] & sorts[1])


def _sort(mention: Mention) -> str:
    """Whether words name a body, or what else they do."""
    return "body" if mention.type in NAMED_ACTORS - {MentionType.PERSON} else mention.type.value


def _alike(left: str, right: str) -> bool:
    """Whether two words are one, or of one stem: "Ukraine" and "Ukrainian"."""
    stem = max(STEM, len(min(left, right, key=len)) - 2)
    return left == right or left[:stem] == right[:stem]


def _agent_words(claim: Claim) -> frozenset[str]:
    texts = (f.selector.exact.lower() for f in claim.all("agent") if isinstance(f, Mention))
    return frozenset(word for text in texts for word in text.split() if len(word) > len("the"))


def _references(claim: Claim, name: str) -> frozenset[object]:
    return frozenset(f.id for f in claim.all(name) if isinstance(f, ClaimRef))


def _numbers(claim: Claim) -> frozenset[object]:
    return frozenset(
        (f.value, f.qualifier) for f in claim.all("count") if isinstance(f, Quantity) and f.value is not None
    )


def _days(claim: Claim) -> frozenset[object]:
    """Dates by their normal form, where they have one."""
    return frozenset(moment.edtf for moment in dates(claim) if moment.edtf)
