"""What courts, prosecutors and parties did, are to do or are asked to do: steps, sentences and cases, with their words.

Which words tell a legal act is data (``lexicons/proceedings.toml``, ``courts.toml``, ``offences.toml``,
``penalties.toml``). Law of this file: words that may mean something else (charge, trial, sentence, appeal) count only
with what their cue needs; rules, habits and statistics tell no case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from kg.extractors.frames import frame, verbal
from kg.extractors.incidents.people import human, is_actor, security
from kg.extractors.law.accusing import prosecuting
from kg.extractors.law.acts import acts, hints, stems
from kg.extractors.law.bearers import ACCUSED, bearers, nominal
from kg.extractors.law.benches import named_court
from kg.extractors.law.cases import cases
from kg.extractors.law.charges import charge, measured
from kg.extractors.law.datings import day
from kg.extractors.law.enumerations import apposed, enumerated, identified, subject_region
from kg.extractors.law.grounds import grounded
from kg.extractors.law.joint import folded, lent
from kg.extractors.law.legality import Step, before_court, court, is_court
from kg.extractors.law.needs import meant
from kg.extractors.law.resuming import resumed
from kg.extractors.law.rooms import roomed
from kg.extractors.law.scopes import bounded, imposing, inside, scope, serving, turned
from kg.extractors.law.sentences import Penalty, bare, in_default, penalties
from kg.extractors.law.slots import Act, client, for_a_client
from kg.extractors.law.standing import standing
from kg.extractors.law.upcoming import BY_PARTIES, TOLD, status, upcoming
from kg.extractors.wordlists import words
from kg.iris import ClaimIds
from kg.language import Analysis, Sentence
from kg.language.datelines import published
from kg.language.times import durations
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import NAMED_ACTORS, Claim, ClaimRef, Duration, Mention, MentionType, Role

BODIES = frozenset({MentionType.MEDIA, MentionType.PLACE_ACTOR, MentionType.STATE_BODY})
JUDGED = frozenset({"acquittal", "charge", "conviction", "prosecution", "remand", "sentencing", "trial"})
PUNISHING = frozenset({"commutation", "requestToCourt", "sentencing"})
BESIDE = re.compile(r"(?:,\s\d{1,3})?(?:,\s|,?\sand\s)(?:the\s)?")
CLOSED = re.compile(r"(?:,\s\d{1,3})?[,.;:]")
AMOUNT = re.compile(r"\D{0,4}\d[\d.,]*")


def proceedings(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Find the legal acts of a document: claims of LegalProceeding, ProceedingStep and Sentence, case by case."""
    wanted = [sentence for sentence in analysis.sentences if hints(sentence)]
    analysis.parse(wanted)
    found: list[Claim] = []
    for sentence in wanted:
        known = any(claim.all("affected") for claim in found)
        found.extend(_Reader(sentence, mentions, ids, known=known).claims())
    told = grounded(resumed(standing(found, mentions)), analysis.document)
    yield from cases(roomed(told, mentions), ids, "proceedings.case")


def triggers() -> frozenset[str]:
    """Beginnings of words, lower case, without one of which a sentence tells no legal act."""
    return stems()


class _Reader:
    """Reads one sentence."""

    def __init__(self, sentence: Sentence, mentions: Mentions, ids: ClaimIds, *, known: bool) -> None:
        self.sentence, self.mentions, self.ids, self.known = sentence, mentions, ids, known

    def claims(self) -> Iterator[Claim]:
        told = list(acts(self.sentence.doc))
        readings = ((act, *act.others) for act in told)
        tried = (next((s for act in acts_ if (s := self.step(act, told))), None) for acts_ in readings)
        found = [step for step in tried if step is not None]
        steps = [step for step in found if not inside(step.act, [other.act for other in found])]
        for step in steps:
            if not folded(step, steps):
                yield from self.claim(step, steps)

    def step(self, act: Act, told: list[Act]) -> Step | None:
        """Read an act; None where it is not meant legally or tells no occasion."""
        if act.head.dep_ == "amod" or in_default(self.sentence, self.sentence.select(act.head).start):
            return None
        how = status(self.sentence, act)
        if how is None:
            return None
        punishing = act.cue.signals in PUNISHING
        imposed = penalties(self.sentence, scope(act, told), most=bounded(act)) if punishing else ()
        if punishing and not imposed and act.cue.frame != "noun":
            imposed = next((found for noun in imposing(act) if (found := bare(self.sentence, noun))), ())
        offence = charge(self.sentence, act)
        if offence is not None:  # "jailed for speaking against the death penalty"
            imposed = tuple(penalty for penalty in imposed if not offence.contains(penalty.words))
        if act.cue.signals == "commutation":
            imposed = tuple(penalty for penalty in imposed if penalty.words.start > turned(act, self.sentence))
        step = Step(self.sentence, act, how, self.people(act), offence, imposed, self.known)
        return step if meant(step) else None

    def people(self, act: Act) -> tuple[Mention, ...]:
        """Whom an act affects: people, and named or described bodies."""
        if listed := identified(self.sentence, self.mentions, act.words[0]):
            return listed
        told = client(act) or bearers(act, act.heads("affected"))
        heads = [h for h in told if before_court(act, h) and not measured(self.sentence, h) and nominal(h)]
        strict = bool(act.needs & {"person", "prosecutor", "suspect"}) or act.cue.frame == "noun"
        named = self.named(act, heads) if heads or not told else ()
        spans = [span for mention in named if (span := self.sentence.span(mention.selector)) is not None]
        heads = [head for head in heads if not (apposed(head, spans) or self._inquires(act, head))]
        appealing = act.cue.signals == "appeal"
        found = [m for h in heads for m in self._meant(h) if _someone(h, m, strict=strict, appealing=appealing)]
        found = [m for m in found if not (self._measures(m) or named_court(m))]
        found += [mention for mention in named if mention.referent not in {m.referent for m in found}]
        sitting, agents = self.mentions.within(self.sentence), self.agents(act)
        text = self.sentence.analysis.document.text
        some = named or any(mention.type is MentionType.PERSON for mention in found)
        known = dict.fromkeys(m for m in found if not some or self._personal(m))
        judged = act.cue.signals in JUDGED
        lost = (_on_the_bench(m, sitting, text) or (judged and self._of_a_body(m)) for m in known)
        own = (replace(m, referent=None, value=None) if gone else m for m, gone in zip(known, lost, strict=True))
        return tuple(mention for mention in own if not _acting(mention, agents))

    def _of_a_body(self, mention: Mention) -> bool:
        """Whether a pronoun was taken for a court, a government or its police: they are before no court themselves."""
        if mention.type is not MentionType.PRONOUN or mention.referent is None:
            return False
        last = (mention.value or "").lower().split()[-1:]
        bodies = words("courts", "court") | words("courts", "governing") | words("courts", "official")
        own = any(word in bodies or word.removesuffix("s") in bodies for word in last)
        return own or any(n.referent == mention.referent and n.type in BODIES for n in self.mentions.named)

    def _inquires(self, act: Act, head: Token) -> bool:
        """Whether an inquiry is made by whose it is, for that is no person: "the bureau's investigation"."""
        one = human(head) and head.pos_ != "PRON"
        owner = act.cue.signals == "investigation" and head.dep_ == "nmod:poss" and not one
        return owner and all(m.type is not MentionType.PERSON for m in self.mentions.of(self.sentence, head))

    def _personal(self, mention: Mention) -> bool:
        """Whether words can mean a person beside people named in one list: no "posts of relatives, Dahl and Petrov"."""
        span = self.sentence.span(mention.selector)
        some = mention.type is not MentionType.DESCRIPTION or span is None or human(span.root)
        return span is None or some or span.root.lemma_.lower() in words("courts", "body")

    def _measures(self, mention: Mention) -> bool:
        """Whether words are a length of time or another penalty, which the parser took for one of the people."""
        span = self.sentence.span(mention.selector)
        penalty = span is not None and span.root.lemma_.lower() in words("courts", "measure")
        return penalty or any(length.selector.overlaps(mention.selector) for length in durations(self.sentence))

    def named(self, act: Act, heads: list[Token]) -> tuple[Mention, ...]:
        """Persons named in the list before an act that is done to its subject, of which a parser finds only some."""
        if act.cue.frame == "noun":
            return ()
        verb = act.head if verbal(act.head) else act.words[0]
        region = subject_region(verb) if heads or act.frame.passive else ()
        undergone = any(head in region for head in heads) or (not heads and act.frame.passive)
        return enumerated(self.sentence, self.mentions, verb) if undergone else ()

    def _meant(self, head: Token) -> tuple[Mention, ...]:
        """Who a noun phrase means; a name right behind a description is its bearer's ("activist Maria Orlova")."""
        found = self.mentions.of(self.sentence, head)
        if head.i > 1 and head.nbor(-1).text == "-" and (name := self._name_at(head.nbor(-2))) is not None:
            return (name, *found[1:])  # the end of a name that nobody took for it: "Dahl Sau" in "Dahl Sau-ying"
        if head.i + 1 < len(head.doc) and found and found[0].type is MentionType.DESCRIPTION:
            name = self._name_at(head.nbor())
            return (self._listed(head) or found) if name is None else (name, *found[1:])
        return found

    def _listed(self, head: Token) -> tuple[Mention, ...]:
        """Those named in a list behind a comma and a word for several: "two poets, Ann Roy, 30, and Bo Lind"."""
        spot, text = self.sentence.select(head), self.sentence.analysis.document.text
        if head.tag_ != "NNS" or not human(head):
            return ()
        chain, at = [], spot.end
        for mention in self.mentions.within(self.sentence):
            if mention.type is MentionType.PERSON and BESIDE.fullmatch(text, at, mention.selector.start):
                chain.append(mention)
                at = mention.selector.end
        return tuple(chain) if len(chain) > 1 and CLOSED.match(text, at) else ()

    def _name_at(self, token: Token) -> Mention | None:
        """The person whose name a token belongs to."""
        spot = self.sentence.select(token)
        named = next((m for m in self.mentions.within(self.sentence) if m.selector.overlaps(spot)), None)
        return named if named is not None and named.type is MentionType.PERSON else None

    def agents(self, act: Act) -> Mapping[str, Mention]:
        """Who acts, by referent, where nobody can be both sides: a prosecution does not charge itself."""
        own = act.cue.signals in BY_PARTIES or bool(set(act.heads("affected")) & set(act.frame.subject))
        heads = [] if own or not act.frame.object else [head for head in act.frame.subject if _told_of(act, head)]
        found = (mention for head in heads for mention in self.mentions.of(self.sentence, head))
        return {mention.referent: mention for mention in found if mention.referent}

    def claim(self, step: Step, steps: list[Step]) -> Iterator[Claim]:
        """Make the claim of a step, before those of the sentences it imposes, which belong to its case."""
        affected = [Role("affected", mention) for mention in step.people]
        imposed = [self.imposed(step, *each) for each in _imposed(step, affected)]
        roles = [*affected, *self.actors(step.act, step.people), *self.parties(step)]
        roles += [*self.circumstances(step.act), *_wanted(step)]
        roles += [Role("charge", offence) for offence in [step.charge or lent(step, steps)] if offence]
        roles += [Role("sentence", ClaimRef(claim.id)) for claim in imposed]
        evidence, trigger = self.sentence.selector, self.sentence.select(step.act.words)
        yield Claim(
            self.ids.mint("ProceedingStep", evidence, roles),
            "ProceedingStep",
            trigger,
            (evidence,),
            (step.act.cue.signals,),
            tuple(roles),
            factuality=upcoming(step.status, roles, published(self.sentence.analysis.document)),
            extractor=f"proceedings.{step.act.cue.id}",
        )
        yield from imposed

    def imposed(self, step: Step, penalty: Penalty, affected: list[Role]) -> Claim:
        """Make the claim of one component of a penalty."""
        roles, evidence = (*affected, *penalty.roles), self.sentence.selector
        id_ = self.ids.mint("Sentence", evidence, roles)
        rule = f"sentences.{step.act.cue.id}"
        return Claim(id_, "Sentence", penalty.words, (evidence,), (penalty.kind,), roles, extractor=rule)

    def actors(self, act: Act, affected: Iterable[Mention]) -> Iterator[Role]:
        """Who acts, and which court: named or described, as subject or after a preposition."""
        passive = () if act.cue.signals in BY_PARTIES else act.heads("affected")
        told = () if for_a_client(act) else act.heads("agent")
        acting = (head for head in told if not is_court(head) and not measured(self.sentence, head))
        for head in (head for head in acting if head not in passive):
            found = (mention for mention in self.mentions.of(self.sentence, head) if is_actor(mention))
            yield from (Role("agent", _another(mention, affected)) for mention in found)
        if (bench := court(act)) is not None:
            yield Role("court", self.mentions.of(self.sentence, bench)[0])

    def parties(self, step: Step) -> Iterator[Role]:
        """Whose case it is, where that is somebody else and their role is not told: "sentenced in the case of Y"."""
        cases_ = (head for head in serving(step.act) if head.lemma_ in {"case", "trial"})
        heads = (head for case in cases_ for head in frame(case).slot("prep:of|against"))
        named = (m for head in heads for m in self.mentions.of(self.sentence, head) if m.type in NAMED_ACTORS)
        yield from (Role("party", mention) for mention in named if mention not in step.people)

    def circumstances(self, act: Act) -> Iterator[Role]:
        """When and where, as far as said in the act's own clause."""
        if (moment := day(self.sentence, act)) is not None:
            yield Role("date", moment)
        for head in act.frame.slot("prep:in|at"):
            found = self.mentions.of(self.sentence, head)
            yield from (Role("place", mention) for mention in found if mention.type is MentionType.PLACE)


def _told_of(act: Act, subject: Token) -> bool:
    """Whether a subject is a verb's own, and not only understood from the clause above it."""
    return subject.head == act.head or act.head.dep_ not in {"advcl", "ccomp", "xcomp"}


def _acting(mention: Mention, agents: Mapping[str, Mention]) -> bool:
    """Whether somebody is who acts; where words for who acts were taken for somebody named, the name counts."""
    acting = agents.get(mention.referent or "")
    misread = acting is not None and acting.type is MentionType.DESCRIPTION and mention.type in NAMED_ACTORS
    return acting is not None and not misread


def _another(agent: Mention, affected: Iterable[Mention]) -> Mention:
    """Who acts, as nobody known where the words for them were taken for somebody affected."""
    taken = agent.type is MentionType.DESCRIPTION and any(m.referent == agent.referent for m in affected)
    return replace(agent, referent=None, value=None) if taken else agent


def _on_the_bench(mention: Mention, named: tuple[Mention, ...], text: str) -> bool:
    """Whether a pronoun was taken for a judge of its own sentence, who is not before the court."""
    own = (other.selector for other in named if other.referent == mention.referent)
    called = (word for spot in own for word in (spot.exact.split()[0], *text[: spot.start].split()[-1:]))
    return mention.type is MentionType.PRONOUN and any(word.lower() in words("courts", "bench") for word in called)


def _someone(head: Token, mention: Mention, *, strict: bool, appealing: bool) -> bool:
    """Whether a noun phrase can mean somebody before a court; only words for people do where a cue needs a person.

    Prosecutors appeal, too, though they are before no court.
    """
    if appealing and prosecuting(head):
        return True
    some = head.i + 1 < len(head.doc) and head.nbor().lower_ in {"accused", "of"}  # "15 accused", "12 of the sailors"
    if head.pos_ == "ADV" or head.lower_ in {"it", "its", "itself"} or (AMOUNT.fullmatch(head.text) and not some):
        return False
    if mention.type is MentionType.DESCRIPTION and strict:
        known = head.lower_ == ACCUSED or head.pos_ == "PROPN" or head.lemma_.lower() in words("courts", "body")
        return known or human(head) or security(head)
    return is_actor(mention)


def _wanted(step: Step) -> Iterator[Role]:
    """Give the length that a party asks for: no sentence, so it stands on the step itself."""
    lengths = (penalty.length for penalty in step.penalties if penalty.length)
    if step.act.cue.signals == "requestToCourt":
        yield from (Role("duration", length) for length in lengths if isinstance(length, Duration))


def _imposes(step: Step) -> bool:
    """Whether a penalty is a sentence: imposed, as the text tells it, on somebody."""
    somebody = any(person.referent for person in step.people)
    return step.act.cue.signals in {"commutation", "sentencing"} and step.status in TOLD and somebody


def _imposed(step: Step, affected: list[Role]) -> Iterator[tuple[Penalty, list[Role]]]:
    """The components of a sentence, each with whom it is imposed on: in turn where each has a length of his own."""
    if not _imposes(step):
        return
    several = [penalty for penalty in step.penalties if penalty.length is not None]
    bare = any(penalty.words.exact.isalnum() for penalty in several)  # "six and eight years"
    in_turn = len(several) == len(affected) == len(step.penalties) > 1
    each = in_turn and (bare or "respectively" in step.sentence.text)
    for at, penalty in enumerate(step.penalties):
        yield penalty, affected[at : at + 1] if each else affected
