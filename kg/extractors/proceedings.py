"""What courts, prosecutors and parties did, are to do or are asked to do: steps, sentences and cases, with their words.

Which words tell a legal act is data (``lexicons/proceedings.toml``, ``courts.toml``, ``offences.toml``,
``penalties.toml``). Law of this file: words that may mean something else (charge, trial, sentence, appeal) count only
with what their cue needs; rules, habits and statistics tell no case.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Token

from kg.extractors.acts import Act, acts, hints, words
from kg.extractors.cases import cases
from kg.extractors.frames import clause, frame, phrase, subjects
from kg.extractors.people import human, is_actor, security
from kg.extractors.sentences import Penalty, penalties
from kg.factuality import factuality
from kg.iris import ClaimIds
from kg.language import Analysis, Sentence
from kg.language.quantities import money
from kg.language.times import moments
from kg.mentions import Mentions
from kg.model import Claim, ClaimRef, Duration, Filler, Mention, MentionType, Role, Selector

TOLD = frozenset({"actual", "alleged"})
BODIES = frozenset("company firm paper newspaper magazine bank party union organisation organization group broadcaster site".split())


@dataclass(frozen=True, slots=True)
class Step:
    """A legal act with what was read of it, before it becomes a claim."""

    act: Act
    status: str
    people: tuple[Mention, ...]
    charge: Selector | None
    penalties: tuple[Penalty, ...]


def proceedings(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Find the legal acts of a document: claims of LegalProceeding, ProceedingStep and Sentence, case by case."""
    wanted = [sentence for sentence in analysis.sentences if hints(sentence.text)]
    analysis.parse(wanted)
    found: list[Claim] = []
    for sentence in wanted:
        found.extend(_Reader(sentence, mentions, ids).claims())
    yield from cases(found, ids, "proceedings.case")


class _Reader:
    """Reads one sentence."""

    def __init__(self, sentence: Sentence, mentions: Mentions, ids: ClaimIds) -> None:
        self.sentence, self.mentions, self.ids = sentence, mentions, ids
        self.document = sentence.analysis.document

    def claims(self) -> Iterator[Claim]:
        told = list(acts(self.sentence.doc))
        steps = [step for act in told if (step := self.step(act, told))]
        for step in steps:
            if not _folded(step, steps):
                yield from self.claim(step, steps)

    def step(self, act: Act, told: list[Act]) -> Step | None:
        """What an act tells, or None where it is not meant legally or tells no occasion."""
        status = self.status(act)
        if status is None or act.head.dep_ == "amod" or _general(act):
            return None
        imposed = penalties(self.sentence, _scope(act, told))
        step = Step(act, status, self.people(act), self.charge(act), imposed)
        return step if all(NEEDS[need](self, step) for need in act.needs) and not _inside_charge(act, told) else None

    def status(self, act: Act) -> str | None:
        """Factuality of an act; what is told as done, but is by its meaning to come, is scheduled."""
        if any(child.lower_ == "if" for child in act.head.children if child.dep_ == "mark"):
            return None
        told = factuality(self.sentence, act.head)
        ahead = act.cue.factuality if act.head.lemma_ != "stand" else None
        return ahead if told == "actual" and ahead else told

    def people(self, act: Act) -> tuple[Mention, ...]:
        """Whom an act affects: people, and named or described bodies."""
        heads = [head for head in act.heads("affected") if not _court(head)]
        found = (mention for head in heads for mention in self.mentions.of(self.sentence, head) if self.affected(head, mention))
        return tuple(dict.fromkeys(found))

    def affected(self, head: Token, mention: Mention) -> bool:
        """Whether a noun phrase can mean somebody before a court."""
        if mention.type is MentionType.DESCRIPTION:
            return human(head) or security(head) or head.lemma_.lower() in BODIES or head.pos_ == "PROPN"
        return is_actor(mention)

    def charge(self, act: Act) -> Selector | None:
        """The words of the offence, without what only introduces it ("two counts of")."""
        heads = [head for head in act.heads("charge") if not head.ent_type_ == "PER" and head.pos_ not in {"PRON", "NUM"}]
        for head in heads[:1]:
            if head.dep_ == "compound":
                return self.sentence.select(head)
            return self.offence(head, 0)
        return None

    def offence(self, head: Token, depth: int) -> Selector | None:
        if head.lemma_.lower() in words("offences", "carrier") and depth < 3:
            own = frame(head)
            inner = own.slot("prep:of|for|over")
            if inner:
                return self.offence(inner[0], depth + 1)
            named = [child for child in head.children if child.dep_ in {"compound", "amod"} and child.i < head.i]
            return self.sentence.select(head.doc[named[0].i : head.i]) if named else None
        if any(moment.selector.overlaps(self.sentence.select(head)) for moment in moments(self.sentence, self.document)):
            return None
        return self.sentence.select(phrase(head, whole=True))

    def claim(self, step: Step, steps: list[Step]) -> Iterator[Claim]:
        """The claim of a step, after those of the sentences it imposes."""
        affected = [Role("affected", mention) for mention in step.people]
        imposed = [self.imposed(step, penalty, affected) for penalty in step.penalties if _imposes(step)]
        yield from imposed
        roles = [*affected, *self.actors(step.act), *self.circumstances(step.act), *_wanted(step)]
        roles += [Role("charge", charge) for charge in [step.charge or _lent(step, steps)] if charge]
        roles += [Role("sentence", ClaimRef(claim.id)) for claim in imposed]
        evidence, trigger = self.sentence.selector, self.sentence.select(step.act.words)
        yield Claim(
            self.ids.mint("ProceedingStep", evidence, roles),
            "ProceedingStep",
            trigger,
            (evidence,),
            (step.act.cue.signals,),
            tuple(roles),
            factuality=step.status,
            extractor=f"proceedings.{step.act.cue.id}",
        )

    def imposed(self, step: Step, penalty: Penalty, affected: list[Role]) -> Claim:
        """The claim of one component of a penalty."""
        roles, evidence = (*affected, *penalty.roles), self.sentence.selector
        id_ = self.ids.mint("Sentence", evidence, roles)
        rule = f"sentences.{step.act.cue.id}"
        return Claim(id_, "Sentence", penalty.words, (evidence,), (penalty.kind,), roles, extractor=rule)

    def actors(self, act: Act) -> Iterator[Role]:
        """Who acts, and which court: named or described, as subject or after a preposition."""
        court = next((head for head in _courts(act)), None)
        for head in act.heads("agent"):
            for mention in self.mentions.of(self.sentence, head) if not _court(head) else ():
                if self.affected(head, mention):
                    yield Role("agent", mention)
        if court is not None:
            yield Role("court", self.mentions.of(self.sentence, court)[0])

    def circumstances(self, act: Act) -> Iterator[Role]:
        """When and where, as far as said in the act's own clause."""
        own = clause(act.head)
        for moment in moments(self.sentence, self.document):
            span = self.sentence.span(moment.selector)
            if span is not None and clause(span.root.head if span.root.head in own.subtree else span.root) == own:
                yield Role("date", moment)
                break
        for head in act.frame.slot("prep:in|at"):
            found: tuple[Filler, ...] = self.mentions.of(self.sentence, head)
            yield from (Role("place", m) for m in found if isinstance(m, Mention) and m.type is MentionType.PLACE)

    def legal(self, step: Step) -> bool:
        """Whether a word of courts, custody or crime stands in the sentence, apart from the act's own, or beside it."""
        own = self.sentence.select(step.act.words)
        start = self.sentence.selector.start
        here = (m for m in _legal().finditer(self.sentence.text) if not own.start <= start + m.start() < own.end)
        if any(here):
            return True
        around = self.sentence.analysis.sentences[max(self.sentence.index - 1, 0) : self.sentence.index + 2]
        return any(_legal().search(other.text) for other in around if other is not self.sentence)

    def accused(self, step: Step) -> bool:
        """Whether an accusation is meant: an offence is named, or legal words stand near and no sum of money is asked."""
        named = step.charge.exact.lower() if step.charge else ""
        if any(word in words("offences", "offence") for word in re.findall(r"[a-z]+", named)):
            return True
        return self.legal(step) and not money(self.sentence)


def _wanted(step: Step) -> Iterator[Role]:
    """The length that a party asks for: no sentence, so it stands on the step itself."""
    lengths = (penalty.length for penalty in step.penalties if penalty.length)
    if step.act.cue.signals == "requestToCourt":
        yield from (Role("duration", length) for length in lengths if isinstance(length, Duration))


def _imposes(step: Step) -> bool:
    return step.act.cue.signals == "sentencing" and step.status in TOLD


def _folded(step: Step, steps: Iterable[Step]) -> bool:
    """Whether a conviction is told with its sentence: convicted and sentenced is one step."""
    if step.act.cue.signals != "conviction":
        return False
    return any(other.act.cue.signals == "sentencing" and _one(step, other) for other in steps)


def _one(left: Step, right: Step) -> bool:
    people = _referents(left), _referents(right)
    return left.status == right.status and (not all(people) or bool(people[0] & people[1]))


def _referents(step: Step) -> frozenset[str]:
    return frozenset(mention.referent for mention in step.people if mention.referent)


def _lent(step: Step, steps: Iterable[Step]) -> Selector | None:
    """The charge of a conviction folded into this sentencing."""
    if step.act.cue.signals != "sentencing":
        return None
    return next((o.charge for o in steps if o.act.cue.signals == "conviction" and o.charge and _one(step, o)), None)


def _inside_charge(act: Act, told: Iterable[Act]) -> bool:
    """Whether an act's noun only introduces another's charge: "jailed on charges of theft"."""
    heads = [head for other in told if other is not act for head in other.heads("charge")]
    return act.cue.frame == "noun" and any(act.head == head or head.is_ancestor(act.head) for head in heads)


def _scope(act: Act, told: Iterable[Act]) -> list[Token]:
    """The tokens an act governs, less those that another act governs more closely."""
    others = [other.head for other in told if other is not act and act.head.is_ancestor(other.head)]
    own = [token for token in act.head.subtree if not any(o == token or o.is_ancestor(token) for o in others)]
    return [token for token in own if token.i > act.words.start or act.cue.pos == "NOUN"]


def _general(act: Act) -> bool:
    heads = (*act.heads("affected"), *subjects(act.head))
    return any(head.lemma_.lower() in words("courts", "general") for head in heads)


def _court(head: Token) -> bool:
    return head.lemma_.lower() in words("courts", "court")


def _courts(act: Act) -> Iterator[Token]:
    """Court heads by their closeness to an act: its own slots, its agent, then anything it governs."""
    yield from (head for role in ("court", "agent", "affected") for head in act.heads(role) if _court(head))
    if act.noun is not None and _court(act.noun):
        yield act.noun
    governed = (token for heads in act.frame.prepositions.values() for token in heads)
    yield from (head for head in governed if _court(head))


@cache
def _legal() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('courts', 'context')))})(?:s|es|ed|ing|d)?\b", re.IGNORECASE)


def _prosecuting(_reader: _Reader, step: Step) -> bool:
    return any(head.lemma_.lower() in words("courts", "prosecutor") for head in step.act.heads("agent"))


def _official(_reader: _Reader, step: Step) -> bool:
    agents = step.act.heads("agent")
    return not agents or any(security(head) or head.lemma_.lower() in words("courts", "prosecutor") for head in agents)


def _bare(_reader: _Reader, step: Step) -> bool:
    return not step.act.frame.object and not step.act.frame.slot("prep:to|for")


def _transitive(_reader: _Reader, step: Step) -> bool:
    return bool(step.act.frame.object) and not any(child.dep_ == "xcomp" for child in step.act.head.children)


NEEDS: Mapping[str, Callable[[_Reader, Step], bool]] = {
    "accusation": _Reader.accused,
    "bare": _bare,
    "court": lambda _, step: any(_courts(step.act)),
    "legal": _Reader.legal,
    "official": _official,
    "penalty": lambda _, step: bool(step.penalties),
    "penalty-or-person": lambda _, step: bool(step.penalties or step.people),
    "person": lambda _, step: bool(step.people),
    "prosecutor": _prosecuting,
    "transitive": _transitive,
}
"""What a cue may need to be meant legally."""
