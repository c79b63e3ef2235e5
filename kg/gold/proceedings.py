"""Steps and sentences of legal proceedings in, gold records out: one for each defendant, case and stage."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from kg.gold.folding import fold, who
from kg.gold.labels import label
from kg.gold.rulings import courts, sentence
from kg.gold.shares import Told, each_their_own, in_turn, ordered
from kg.gold.slots import Actors, Slot, date, evidence, fillers, inside, words
from kg.model import NAMED_ACTORS, Claim, ClaimRef, Mention, MentionType, Selector
from kg.occasions import at_other_times

SENTENCED, VERDICT, TRIAL, INVESTIGATION = "sentence", "verdict", "trial", "investigation"
NEAR = 1200  # characters between a headline or opening and the sentence that names whom it describes
APART = frozenset({"another", "both", "four", "other", "others", "second", "several", "six", "three", "two"})
MANY = re.compile(r"people|men|\w*women|\w+[^s'\u2019]s")
HIGHER = re.compile(r"appeal|appellate|cassation|high|supreme", re.IGNORECASE)
OF_A_CASE = frozenset({"appeal", "dismissal", "hearing", "release", "remand", "trial"})
"""Steps that may name nobody, as what is taken in a case told of before."""

NEXT = 450  # characters between somebody's being brought before a court and what is decided there
BROUGHT = frozenset({"proceedings.appear-in-court", "proceedings.appearance"})
PLEAS = frozenset({"proceedings.arraign", "proceedings.plead-guilty", "proceedings.plead-not-guilty"})
OWNED = frozenset({"proceedings.plead-guilty", "proceedings.deny-offence"})
"""Extractors of charges that the accused own up to, which is told with their sentence."""

LITTLE = frozenset({"a", "an", "and", "for", "in", "of", "on", "or", "the", "to", "with"})
PLAINTIFFS = frozenset({"lawsuit"})


def proceedings(claims: Iterable[Claim], actors: Actors) -> list[Slot]:
    """One record for each stage of each case; a sentence that no step imposes is a stage of its own."""
    told = {claim.id: claim for claim in claims}
    steps = [c for c in claims if c.type == "ProceedingStep" and label("proceeding", c.factuality or "actual")]
    imposed = {ref for step in steps for ref in _refs(step, "sentence")}
    alone = [claim for claim in claims if claim.type == "Sentence" and claim.id not in imposed]
    sentenced = {
        ref
        for step in steps
        if stage(step) == SENTENCED and modality(step) == "actual"
        for ref in _refs(step, "proceeding")
    }
    steps = list(_occasions(steps))
    folded = fold([*steps, *alone], lambda left, right: same_stage(left, right, sentenced))
    parts = [part for group in _named(folded, sentenced) for part in in_turn(group, told)]
    return [_proceeding(each, told, actors) for each in each_their_own(parts, told)]


def _occasions(steps: Sequence[Claim]) -> Iterator[Claim]:
    """Steps in order; bringing somebody before a court is part of what is decided there on bail or charge."""
    for step in steps:
        near = (other for other in steps if step.extractor in BROUGHT and _decided_at(step, other))
        decision = next(near, None)
        yield step if decision is None else replace(step, kinds=decision.kinds)


def _decided_at(hearing: Claim, other: Claim) -> bool:
    """Whether a step is a decision taken at a hearing told just before it or beside it, as far as days are told."""
    told = hearing.factuality == other.factuality == "actual" and other.kinds[0] in {"remand", "charge"}
    pleaded = other.kinds[0] == "remand" or other.extractor in PLEAS
    cases = _refs(hearing, "proceeding") & _refs(other, "proceeding")
    near = -NEXT < other.trigger.start - hearing.trigger.start < NEXT
    return told and pleaded and bool(cases) and near and not _on_other_days(hearing, other)


def _on_other_days(left: Claim, right: Claim) -> bool:
    days = [day["text"]["text"] for step in (left, right) if (day := date((step,)))]
    return len(set(days)) > 1


def same_stage(left: Claim, right: Claim, sentenced: AbstractSet[str] = frozenset()) -> bool:
    """Whether two claims tell one stage of one case; a verdict in a case with a sentence is that of the sentence."""
    stages = {_stage(claim, sentenced) for claim in (left, right)}
    if len(stages) > 1 or not _one_modality(left, right):
        return False
    cases = _refs(left, "proceeding"), _refs(right, "proceeding")
    people = who(left), who(right)
    if _another_time(left, right):
        return False
    if all(cases):
        return bool(cases[0] & cases[1]) and not _of_others(left, right)
    return bool(people[0] & people[1]) or (not all(people) and not _inquiries_apart(left, right))


def _inquiries_apart(left: Claim, right: Claim) -> bool:
    """Whether two inquiries, of which one is into nobody told, are told far from each other: into others, it may be."""
    return stage(left) == INVESTIGATION and abs(right.trigger.start - left.trigger.start) > NEXT


def _another_time(left: Claim, right: Claim) -> bool:
    """Whether two steps of one kind have days and charges of their own: tried for theft in May, for fraud in June."""
    charges = [_vocabulary((step,), "charge") - LITTLE for step in (left, right)]
    apart = all(charges) and not charges[0] & charges[1]
    return left.kinds == right.kinds and apart and at_other_times(left, right)


def _of_others(left: Claim, right: Claim) -> bool:
    """Whether two steps of a case are told of people by name, and of none in common."""
    named = [_by_name(claim) for claim in (left, right)]
    return all(named) and not named[0] & named[1]


def _by_name(claim: Claim) -> frozenset[str]:
    """Those affected by referent, if all are named or pronouns for who is."""
    told = [filler for filler in claim.all("affected") if isinstance(filler, Mention)]
    return who(claim) if all(mention.type is not MentionType.DESCRIPTION for mention in told) else frozenset()


def _one_modality(left: Claim, right: Claim) -> bool:
    """Whether both are told alike; a trial under way goes on, unless a day is fixed for it."""
    told = {modality(left), modality(right)}
    fixed = any(date((claim,)) for claim in (left, right) if modality(claim) == "scheduled")
    return len(told) == 1 or (stage(left) == TRIAL and told == {"actual", "scheduled"} and not fixed)


def _named(groups: list[list[Claim]], sentenced: AbstractSet[str]) -> list[list[Claim]]:
    """Join a group that only describes its people to the next that names them: a headline and the report under it."""
    kept: list[list[Claim]] = []
    for group in groups:
        lead = next((g for g in kept if _leads(g, group) and same_stage(g[0], _anybody(group[0]), sentenced)), None)
        if lead is None:
            kept.append(list(group))
        else:
            lead.extend(group)
    return kept


def _anybody(claim: Claim) -> Claim:
    """Copy a claim without those whom it affects and its case, to compare what is left."""
    return replace(claim, roles=tuple(role for role in claim.roles if role.name not in {"affected", "proceeding"}))


def _leads(lead: Sequence[Claim], body: Sequence[Claim]) -> bool:
    """Whether one group stands shortly before another, describes whom it names or in its words, no other charge."""
    if _names(lead) or _definite(lead) or body[0].trigger.start - lead[-1].trigger.end > NEAR:
        return False
    if not _names(body) and not (_vocabulary(lead, "affected") & _vocabulary(body, "affected")) - LITTLE:
        return False
    charges = [_vocabulary(group, "charge") - LITTLE for group in (lead, body)]
    if _names(body) and _several(lead) and len(_people(body)) == 1:
        return False
    if APART & _vocabulary(lead, "affected") - _number_of(body):
        return False
    return not all(charges) or bool(charges[0] & charges[1])


def _definite(group: Iterable[Claim]) -> bool:
    """Whether a description takes up who was told of before, and leads to nobody: "the youths"."""
    told = (filler for filler in fillers(group, "affected") if isinstance(filler, Mention))
    return any(mention.selector.exact.lower().startswith("the ") for mention in told)


def _number_of(group: Sequence[Claim]) -> set[str]:
    """The word for as many people as a group names: a headline's "two leaders" are those two."""
    return {2: {"both", "two"}, 3: {"three"}}.get(len(_people(group)), set())


def _people(group: Iterable[Claim]) -> set[str | None]:
    """Collect who is affected in a group by name."""
    told = (filler for filler in fillers(group, "affected") if isinstance(filler, Mention))
    return {mention.referent for mention in told if mention.type in NAMED_ACTORS}


def _several(group: Iterable[Claim]) -> bool:
    """Whether a description is one of several people: "activists", not "an activist"."""
    told = (filler for filler in fillers(group, "affected") if isinstance(filler, Mention))
    last = [mention.selector.exact.lower().split()[-1] for mention in told if mention.type is MentionType.DESCRIPTION]
    return any(MANY.fullmatch(word) for word in last)


def _names(group: Sequence[Claim]) -> bool:
    return any(isinstance(f, Mention) and f.type in NAMED_ACTORS for f in fillers(group, "affected"))


def stage(claim: Claim) -> str:
    """Name the gold stage of a step; a sentence alone is its sentencing, one that a higher court changes an appeal."""
    if claim.kinds == ("commutation",) and _reviewed(claim):
        return "appeal"
    return label("step", claim.kinds[0] if claim.type == "ProceedingStep" else "sentencing")


def _reviewed(claim: Claim) -> bool:
    """Whether a sentence is changed on appeal: by a court above others, or in so many words."""
    courts = (court.selector.exact for court in claim.all("court") if isinstance(court, Mention))
    return any(map(HIGHER.search, courts)) or "on appeal" in claim.evidence[0].exact


def _stage(claim: Claim, sentenced: AbstractSet[str]) -> str:
    own = stage(claim)
    bare = own == TRIAL and not claim.all("affected")
    owned = claim.extractor in OWNED and not claim.trigger.exact.lower().startswith("den")
    settles = own == VERDICT or bare or owned
    settled = settles and modality(claim) == "actual" and _refs(claim, "proceeding") & sentenced
    return SENTENCED if settled else own


def modality(claim: Claim) -> str:
    """Name the gold modality; what a party asks the court for is requested, though the asking is a fact."""
    asked = claim.type == "ProceedingStep" and claim.kinds[0] == "requestToCourt"
    return "requested" if asked else label("proceeding", claim.factuality or "actual")


def _vocabulary(group: Iterable[Claim], role: str) -> set[str]:
    """Collect the words that fill one role, lower case."""
    texts = (
        filler.selector.exact if isinstance(filler, Mention) else filler.exact
        for filler in fillers(group, role)
        if isinstance(filler, Mention | Selector)
    )
    return {word for text in texts for word in text.lower().split()}


def _refs(claim: Claim, role: str) -> frozenset[str]:
    return frozenset(filler.id for filler in claim.all(role) if isinstance(filler, ClaimRef))


def _proceeding(group: Sequence[Claim], told: Told, actors: Actors) -> Slot:
    penalties = [told[ref] for claim in group for ref in ordered(claim) if ref in told]
    sentences = list(dict.fromkeys((*penalties, *(claim for claim in group if claim.type == "Sentence"))))
    people = fillers(group, "agent" if stage(group[0]) in PLAINTIFFS else "affected") or fillers(group, "affected")
    if group[0].kinds and group[0].kinds[0] in OF_A_CASE:
        people = people or fillers([told[ref] for claim in group for ref in _refs(claim, "proceeding")], "defendant")
    sources = [claim.attribution for claim in group if claim.attribution]
    return {
        "evidence": evidence(group),
        "stage": SENTENCED if any(stage(claim) == SENTENCED for claim in group) else stage(group[0]),
        "defendants": actors.ids(people),
        "defendant_text": words(people, unnamed=True),
        "charge": words(inside(fillers(group, "charge"), group)),
        "sentence": sentence(sentences, group),
        "court": words(courts(group)),
        "date": date(group),
        "modality": modality(group[0]),
        "source": actors.first(sources),
    }
