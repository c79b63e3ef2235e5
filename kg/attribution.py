"""Claims of one document in, the same claims out with who puts each forward, and what each statement is about.

ontology.md 2.1: an event inside a statement's content is according to its nearest speaker; what is demanded is
requested, what is charged is alleged; a denial never puts forward what it denies; what is condemned or praised is
presupposed, so it stays the document's own and is only the statement's topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extractors.speech.cues import lexicon
from kg.extractors.wordlists import pattern, words
from kg.lexicon import Cue
from kg.model import Claim, ClaimRef, Filler, Mention, MentionType, Role, Selector

PUT_FORWARD = frozenset({"Detention", "Event", "Gathering", "ProceedingStep", "Release", "Sentence", "Violence"})
PRESUPPOSING = frozenset({"concern", "condemnation", "praise"})
CHARGING = frozenset({"Detention", "LegalProceeding", "ProceedingStep"})
CHARGED = frozenset({"Detention", "Violence"})
HARM = frozenset({"Detention", "Violence"})
NO_PLAIN_FACTS = frozenset({"accusation", "callToAction", "demand"})


Said = tuple[Selector, Claim]
"""A stretch of content with its statement."""


@dataclass(frozen=True, slots=True)
class Bond:
    """How a statement bears on a claim inside its content: by which role, and what that makes of the claim."""

    role: str
    speaker: Mention | None
    factuality: str | None


def attributed(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Claims with attribution, factuality and the links between statements and what they put forward or answer.

    Detentions of nobody known are left out: nothing could be said of them but that they were told.
    """
    told = tuple(_held_against(tuple(claims)))
    said = tuple(claim for claim in told if claim.type == "Statement")
    words = tuple((content, statement) for statement in said for content in contents(statement))
    found = tuple(claim for claim in (spoken(claim, words) for claim in told) if not nameless(claim))
    links: dict[str, list[Role]] = {statement.id: [] for statement in said}
    placed = [_placed(claim, words, links) for claim in found]
    events = {claim.id: claim for claim in placed if claim.type != "Statement"}
    forward = {s.id: [events[i] for i in _ids(links[s.id], "content") if i in events] for s in said}
    for denial, accusation in _answers(said, {s.id: _charged(s, forward[s.id]) for s in said}):
        links[denial.id].append(Role("respondsTo", ClaimRef(accusation.id)))
    return tuple(_linked(_accusing(claim, forward), links.get(claim.id, [])) for claim in placed)


def spoken(claim: Claim, said: Iterable[Said]) -> Claim:
    """A claim whose "I" and "we" mean whoever is quoted: "I was held", said by K, is about K."""
    if claim.type == "Statement" or not any(_own(role.filler) for role in claim.roles):
        return claim
    statement = innermost(claim, said)
    speakers = {_speaker(statement)} if statement is not None and len(statement.all("speaker")) == 1 else set()
    speaker = next((s for s in speakers if s is not None and s.referent), None)
    if speaker is None or statement is None:
        return claim
    quoted = [filler for filler in statement.all("quote") if isinstance(filler, Selector)]
    force = _force(statement) if speaker.type is MentionType.PERSON else None
    return replace(claim, roles=tuple(_done_by(_said_by(role, speaker, quoted), force) for role in claim.roles))


def _done_by(role: Role, force: Mention | None) -> Role:
    """What "we" did who speak for a force: "we arrested him", said by a police chief, is what the police did."""
    we = role.name == "agent" and isinstance(role.filler, Mention) and role.filler.selector.exact.lower() == "we"
    return replace(role, filler=force) if we and force is not None else role


def _force(statement: Claim) -> Mention | None:
    """The armed body that a speaker is told to be of, by its common noun: "Ann Roy, head of the city's police"."""
    phrase = next((filler for filler in statement.all("speakerText") if isinstance(filler, Selector)), None)
    found = pattern("people", "forces").search(phrase.exact) if phrase is not None else None
    if phrase is None or found is None or not found[0].islower():
        return None
    spot = Selector(phrase.start + found.start(), phrase.start + found.end(), found[0])
    return Mention(spot, MentionType.DESCRIPTION, referent=f"d-{found[0]}", value=found[0])


def _said_by(role: Role, speaker: Mention, quoted: Iterable[Selector]) -> Role:
    own = role.filler
    if not isinstance(own, Mention) or not _own(own) or not any(quote.contains(own.selector) for quote in quoted):
        return role
    return replace(role, filler=replace(own, referent=speaker.referent, value=speaker.value, kind=speaker.kind))


def _own(filler: Filler) -> bool:
    """Whether a filler is a pronoun by which speakers mean themselves, still open."""
    if not isinstance(filler, Mention) or filler.type is not MentionType.PRONOUN or filler.referent is not None:
        return False
    return filler.selector.exact.lower() in words("people", "first_person")


def nameless(claim: Claim) -> bool:
    """Whether a detention is one of nobody known: neither a number nor anybody but pronouns left open."""
    if claim.type != "Detention" or claim.all("count"):
        return False
    return not any(isinstance(filler, Mention) and filler.referent for filler in claim.all("affected"))


def _accusing(statement: Claim, forward: Mapping[str, list[Claim]]) -> Claim:
    """A statement that puts forward as unproven that somebody named did harm accuses them, whatever its verb."""
    if statement.type != "Statement" or {"accusation", "denial"} & set(statement.kinds):
        return statement
    harm = [event for event in forward[statement.id] if event.type in HARM and event.factuality == "alleged"]
    own = _referents(statement, "speaker") | _referents(statement, "target")
    agents = dict.fromkeys(m for event in harm for m in event.all("agent") if _accusable(m, own))
    targets = tuple(Role("target", agent) for agent in agents)
    return (
        replace(statement, kinds=(*statement.kinds, "accusation"), roles=(*statement.roles, *targets))
        if agents
        else statement
    )


def _accusable(agent: Filler, own: frozenset[str]) -> bool:
    """Whether an agent is somebody named, or a pronoun for them, other than those who speak or are blamed already."""
    return (
        isinstance(agent, Mention)
        and agent.type is not MentionType.DESCRIPTION
        and bool({agent.referent} - own - {None})
    )


def _held_against(found: tuple[Claim, ...]) -> Iterator[Claim]:
    """Claims as they are, but acts that somebody is charged with or held for are alleged: "detained for beating X"."""
    grounds = [
        words
        for claim in found
        if claim.type in CHARGING
        for name in ("charge", "ground")
        for words in claim.all(name)
        if isinstance(words, Selector)
    ]
    for claim in found:
        charged = claim.type in CHARGED and any(words.contains(claim.trigger) for words in grounds)
        yield replace(claim, factuality="alleged") if charged and claim.factuality == "actual" else claim


def _placed(claim: Claim, said: Iterable[Said], links: dict[str, list[Role]]) -> Claim:
    """A claim as its innermost statement makes it; the link to it is added to ``links``."""
    statement = innermost(claim, said)
    if statement is None or (claim.type not in PUT_FORWARD and claim.type != "Statement"):
        return claim
    bond = bound(statement, claim)
    links[statement.id].append(Role(bond.role, ClaimRef(claim.id)))
    if claim.type == "Statement":
        return claim
    return replace(claim, attribution=bond.speaker or claim.attribution, factuality=bond.factuality)


def innermost(claim: Claim, said: Iterable[Said]) -> Claim | None:
    """The statement with the shortest stretch of content around a claim's trigger, or None."""
    around = [
        (content.end - content.start, statement.id, statement)
        for content, statement in said
        if content.contains(claim.trigger) and statement is not claim and not _circular(claim, statement)
    ]
    return min(around, key=lambda entry: entry[:2])[2] if around else None


def contents(statement: Claim) -> tuple[Selector, ...]:
    """The stretches of a statement's words."""
    return tuple(filler for filler in statement.all("contentText") if isinstance(filler, Selector))


def bound(statement: Claim, claim: Claim) -> Bond:
    """How a statement bears on a claim that stands in its content."""
    cue = _cue(statement)
    factuality = claim.factuality
    if claim.type == "Statement":
        return Bond("topic" if _only_about(statement, cue) else "content", None, None)
    if _only_about(statement, cue):
        return Bond("topic", None, factuality)
    if statement.kinds[:1] == ("denial",):
        return _denied(statement, cue, factuality)
    if cue is not None and cue.factuality == "requested" and factuality == "actual":
        return Bond("topic", None, factuality)
    if cue is not None and cue.factuality == "alleged" and factuality in {"actual", None}:
        factuality = "alleged" if factuality else None
    if statement.kinds[0] in NO_PLAIN_FACTS and factuality == "actual":
        return Bond("topic", None, factuality)
    return Bond("content", _speaker(statement), factuality)


def _denied(statement: Claim, cue: Cue | None, factuality: str | None) -> Bond:
    """What is denied as a clause did not happen, says the denier; what is denied as a noun is only alleged."""
    if cue is not None and cue.factuality == "negated" and factuality is not None:
        return Bond("content", _speaker(statement), "negated")
    doubted = factuality == "negated" or (factuality == "actual" and cue is not None and cue.factuality == "alleged")
    return Bond("topic", None, "alleged" if doubted else factuality)


def _only_about(statement: Claim, cue: Cue | None) -> bool:
    """Whether a statement speaks of its object without putting it forward: condemned, praised, blamed on."""
    nominal = cue is not None and not {"quote", "clause"} & set(cue.slots.get("contentText", "").split(" | "))
    return nominal and (statement.kinds[0] in PRESUPPOSING or (cue is not None and cue.id == "accusation.blameOn"))


def _speaker(statement: Claim) -> Mention | None:
    return next((filler for filler in statement.all("speaker") if isinstance(filler, Mention)), None)


def _cue(statement: Claim) -> Cue | None:
    names = {extractor.removeprefix("statement/") for extractor in statement.extractors}
    return next((cue for cue in lexicon() if cue.id in names), None)


def _circular(claim: Claim, statement: Claim) -> bool:
    """Whether a statement's trigger stands in the content of a statement that stands in its own."""
    if claim.type != "Statement":
        return False
    return any(content.contains(statement.trigger) for content in contents(claim))


def _answers(said: tuple[Claim, ...], charged: Mapping[str, frozenset[str]]) -> Iterator[tuple[Claim, Claim]]:
    """Each denial with the nearest earlier statement that charges its speaker."""
    for denial in said:
        if denial.kinds[:1] == ("denial",):
            own = _referents(denial, "speaker")
            charges = [c for c in said if c.trigger < denial.trigger and own & charged[c.id]]
            if charges:
                yield denial, max(charges, key=lambda charge: charge.trigger)


def _charged(statement: Claim, content: Iterable[Claim]) -> frozenset[str]:
    """Who a statement charges: its target where it accuses or condemns, and who did what it alleges."""
    accusing = {"accusation", "condemnation"} & set(statement.kinds)
    targets = _referents(statement, "target") if accusing else frozenset()
    done = (e for e in content if e.factuality == "alleged" or (e.type in HARM and e.factuality == "actual"))
    return targets.union(*(_referents(event, "agent") for event in done))


def _referents(claim: Claim, role: str) -> frozenset[str]:
    return frozenset(f.referent for f in claim.all(role) if isinstance(f, Mention) and f.referent)


def _ids(roles: Iterable[Role], name: str) -> Iterator[str]:
    return (r.filler.id for r in roles if r.name == name and isinstance(r.filler, ClaimRef))


def _linked(claim: Claim, links: list[Role]) -> Claim:
    new = tuple(role for role in dict.fromkeys(links) if role not in claim.roles)
    return replace(claim, roles=(*claim.roles, *new)) if new else claim
