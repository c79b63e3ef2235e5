"""A match of an event cue in, a claim out: its roles read from the frame, its factuality from the clause.

Shared by the extractors of detentions, releases, gatherings and violence, which differ in their lexicons, in whom
they accept and in what they add.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Token

from kg.extractors.frames import governs, phrase, preposition, subjects
from kg.extractors.people import human, is_actor, noun, outlaw, security, words
from kg.extractors.pronouns import antecedent
from kg.extractors.triggers import Match, hints, matches
from kg.factuality import factuality
from kg.iris import ClaimIds
from kg.language import Analysis, Sentence
from kg.language.quantities import quantities
from kg.language.times import durations, moments
from kg.mentions import Mentions
from kg.model import NAMED_ACTORS, Claim, Duration, Filler, Mention, MentionType, Moment, Quantity, Role, Selector

LOCATIVE = frozenset(
    {"in", "at", "near", "outside", "inside", "across", "around", "throughout", "on", "through", "along"}
) | frozenset({"toward", "towards", "to", "into", "within", "over", "in front of", "outside of", "all over", "before"})
NOT_GROUNDS = frozenset(
    {"time", "day", "week", "month", "year", "hour", "moment", "night", "bail", "trial", "now", "example"}
)
CHARGES = frozenset(
    {"charge", "suspicion", "allegation", "accusation", "count", "pretext", "ground", "crime", "offence"}
)
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
FOR_A_CAUSE = frozenset({"support", "sign", "solidarity", "favour", "favor", "memory", "honour", "honor", "protest"})


@dataclass(slots=False)
class Context:
    """One sentence with what the linguistic layer finds in it, asked for when needed."""

    sentence: Sentence
    mentions: Mentions

    @cached_property
    def moments(self) -> tuple[Moment, ...]:
        """Time expressions."""
        return moments(self.sentence, self.sentence.analysis.document)

    @cached_property
    def durations(self) -> tuple[Duration, ...]:
        """Lengths of time."""
        return durations(self.sentence)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        """Counts."""
        return quantities(self.sentence)

    @cached_property
    def named(self) -> tuple[Mention, ...]:
        """Names."""
        return self.mentions.within(self.sentence)

    @cached_property
    def places(self) -> tuple[Mention, ...]:
        """Named places."""
        return tuple(mention for mention in self.named if mention.type is MentionType.PLACE)

    def who(self, head: Token) -> tuple[Mention, ...]:
        """Who a noun phrase means; a pronoun that no name explains, whom the sentence itself gives it."""
        if head.lower_ in REFLEXIVE and (named := next((c for c in head.children if c.pos_ == "PROPN"), None)):
            return self.who(named)
        found = tuple(self._free(head, mention) for mention in self.mentions.of(self.sentence, head))
        if any(mention.referent for mention in found) or (noun := antecedent(head)) is None:
            return found
        return self.mentions.of(self.sentence, noun)

    def _free(self, head: Token, mention: Mention) -> Mention:
        """A mention, left open where an object pronoun was taken to mean its own clause's subject: "X had him held"."""
        verb = head.head.head if head.dep_ == "obj" and head.head.dep_ == "acl" else head.head
        if mention.type is not MentionType.PRONOUN or head.dep_ != "obj" or head.lower_ in REFLEXIVE:
            return mention
        local = {m.referent for noun in subjects(verb) for m in self.mentions.of(self.sentence, noun)}
        return replace(mention, referent=None, value=None, kind=None) if mention.referent in local else mention

    def is_body(self, mention: Mention) -> bool:
        """Whether a pronoun means a named body, which nobody can lock up."""
        same = {named.type for named in self.mentions.named if named.referent == mention.referent}
        return mention.type is MentionType.PRONOUN and bool(same) and not same & {MentionType.PERSON, MentionType.GROUP}

    def root(self, selector: Selector) -> Token | None:
        """The head token of a stretch of the sentence."""
        span = self.sentence.span(selector)
        return span.root if span is not None else None


@dataclass(slots=False)
class Event:
    """A match with the roles read from it so far."""

    match: Match
    context: Context
    factuality: str

    def _meant(self, heads: tuple[Token, ...]) -> tuple[Mention, ...]:
        """The actors that noun phrases with these heads mean."""
        found = (mention for head in heads for mention in self.context.who(head))
        actors = tuple(dict.fromkeys(m for m in found if is_actor(m) and not self._timed(m)))
        return tuple(m for m in actors if len(actors) == 1 or not m.selector.exact.isdigit())

    def _timed(self, mention: Mention) -> bool:
        """Whether a description is a day that the parser took for an apposition: "a clerk, on 4 May"."""
        described = mention.type is MentionType.DESCRIPTION
        return described and any(moment.selector.contains(mention.selector) for moment in self.context.moments)

    @cached_property
    def affected_heads(self) -> tuple[Token, ...]:
        """The heads of who undergoes it; "the release of leaders who were held" is about leaders, not their release."""
        heads = self.match.frame.slot(self.match.cue.slots.get("affected", "object"))
        return tuple(head if human(head) else _bearer(head, self.match.frame.trigger) for head in heads)

    @cached_property
    def affected(self) -> tuple[Mention, ...]:
        """Who undergoes it, with those named beside them ("along with"); no pronoun for a named body."""
        heads = self.affected_heads + (
            self.match.frame.slot("prep:along with|together with") if self.affected_heads else ()
        )
        return tuple(mention for mention in self._meant(heads) if not self.context.is_body(mention))

    @cached_property
    def agents(self) -> tuple[Mention, ...]:
        """Who does it."""
        return self._meant(self.agent_heads)

    @cached_property
    def agent_heads(self) -> tuple[Token, ...]:
        """The heads of who does it."""
        return self.match.frame.slot(self.match.cue.slots.get("agent", "subject"))

    @cached_property
    def official(self) -> bool:
        """Whether someone does it who acts for a state."""
        kinds = {MentionType.STATE_BODY, MentionType.PLACE_ACTOR}
        heads = [noun for head in self.agent_heads for noun in (head, *_ranks(head))]
        return any(security(noun) for noun in heads) or any(m.type in kinds for m in self.agents)

    @cached_property
    def by_outlaws(self) -> bool:
        """Whether rebels, gangs or the like do it."""
        return any(outlaw(head) for head in self.agent_heads)

    def count(self, heads: tuple[Token, ...]) -> Quantity | None:
        """The number printed in one of these noun phrases."""
        for head in heads:
            last = max([head.i, *(c.i for c in head.children if c.dep_ == "nmod" and noun(head) in words("amounts"))])
            span = head.doc[_edge(head) : last + 1]
            spot = self.context.sentence.select(span)
            for quantity in self.context.quantities:
                if quantity.selector.overlaps(spot):
                    return quantity
        return None

    @property
    def anchors(self) -> tuple[Token, ...]:
        """Tokens on which the circumstances of the event may hang."""
        frame = self.match.frame
        of = frame.object if not self.match.words.root.tag_.startswith("VB") else ()
        heads = (frame.trigger, self.match.head, frame.support, *of)
        return tuple(dict.fromkeys(head for head in heads if head is not None))

    def date(self, beside: tuple[Token, ...] = ()) -> Moment | None:
        """The time expression that hangs on the event, or on a token ``beside`` it."""
        for moment in self.context.moments:
            if any(name.selector.overlaps(moment.selector) for name in self.context.named):
                continue
            root = self.context.root(moment.selector)
            if root is not None and any(governs(anchor, root) for anchor in (*self.anchors, *beside)):
                return moment
        return None

    def duration(self) -> Duration | None:
        """The length of time that goes with the event."""
        for duration in self.context.durations:
            root = self.context.root(duration.selector)
            if root is not None and any(governs(anchor, root) for anchor in self.anchors):
                return duration
        return None

    def places(self, beside: tuple[Token, ...] = ()) -> tuple[Mention, ...]:
        """Named places with a preposition of place that hang on the event, or on a token ``beside`` it."""
        return tuple(place for place in self.context.places if self._is_where(place, beside))

    def _is_where(self, place: Mention, beside: tuple[Token, ...]) -> bool:
        root = self.context.root(place.selector)
        if root is None:
            return False
        noun = root
        while noun.dep_ in {"appos", "compound", "flat", "conj", "nmod:unmarked"} and noun.head != noun:
            noun = noun.head
        here = preposition(noun) in LOCATIVE or noun.dep_ == "nmod:poss"
        return here and any(governs(anchor, root) for anchor in (*self.anchors, *beside))

    def ground(self) -> Selector | None:
        """The stated reason, without the preposition that introduces it."""
        slots = self.match.cue.slots.get("ground", "")
        heads = (*self.match.frame.slot(slots), *self._charged()) if slots else ()
        found = next((reason for head in heads if (reason := self._reason(head))), None)
        return found and self.without_place(found)

    def _charged(self) -> Iterator[Token]:
        """Words such as "suspicion" with a preposition, wherever in the clause the parser hung them."""
        for token in self.match.head.doc:
            introduced = token.lemma_ in CHARGES and preposition(token) in {"on", "over", "under"}
            if introduced and any(governs(anchor, token) for anchor in self.anchors):
                yield token

    def without_place(self, words: Selector) -> Selector:
        """Words up to the place that follows them: "the dam", not "the dam in Orla"."""
        document = self.context.sentence.analysis.document
        for place in self.places():
            before = document.text[words.start : place.selector.start].rstrip()
            cut = re.sub(r"\W*\b(?:in|at|near|outside|across|throughout)(?: the)?$", "", before)
            if words.contains(place.selector) and cut and cut != before:
                return document.select(words.start, words.start + len(cut))
        return words

    def _reason(self, head: Token) -> Selector | None:
        """What a phrase gives as reason: an offence after "on charges of", a law after "under", a cause, a deed."""
        select, lemma, opening = self.context.sentence.select, head.lemma_.lower(), preposition(head)
        if lemma in FOR_A_CAUSE:
            return select(head.doc[head.left_edge.i : head.right_edge.i + 1])
        if lemma in CHARGES:
            inner = [c for c in head.children if preposition(c) == "of" or c.dep_ in {"acl", "ccomp"}]
            return select(phrase(inner[0], whole=True)) if inner else None
        if opening == "under":
            return select(phrase(head)) if any(word.pos_ == "PROPN" for word in phrase(head)) else None
        if opening in {"in", "on"} or lemma in NOT_GROUNDS or self._is_circumstance(head):
            return None
        return select(phrase(head, whole=True))

    def _is_circumstance(self, head: Token) -> bool:
        """Whether a phrase tells when, how long or where rather than why."""
        select = self.context.sentence.select
        times = [m.selector for m in self.context.moments] + [d.selector for d in self.context.durations]
        timed = any(time.overlaps(select(phrase(head))) for time in times) and not head.tag_.startswith("VB")
        return timed or any(place.selector.overlaps(select(head)) for place in self.context.places)


def events(name: str, analysis: Analysis, mentions: Mentions) -> Iterator[Event]:
    """Matches of ``lexicons/<name>.toml`` that are told as events, in reading order."""
    wanted = [sentence for sentence in analysis.sentences if hints(name, sentence.text)]
    analysis.parse(wanted)
    for sentence in wanted:
        context = Context(sentence, mentions)
        for match in matches(name, sentence.doc[:]):
            told = factuality(sentence, match.head)
            if told is not None:
                yield Event(match, context, told)


def claim(event: Event, ids: ClaimIds, kinds: tuple[str, ...], roles: tuple[Role, ...]) -> Claim:
    """The claim of an event, with its sentence as evidence."""
    sentence, type_ = event.context.sentence, event.match.cue.type
    evidence = sentence.selector
    return Claim(
        id=ids.mint(type_, evidence, roles),
        type=type_,
        trigger=sentence.select(event.match.words),
        evidence=(evidence,),
        kinds=kinds,
        roles=roles,
        factuality=event.factuality,
        extractor=f"{type_.lower()}/{event.match.cue.id}",
        score=SCORES.get(event.factuality, 0.7),
    )


SCORES = {"actual": 0.85, "negated": 0.75, "scheduled": 0.75, "requested": 0.75}
"""Probability that the evidence says so, judged on the development articles (share of right claims)."""


def roles(**fillers: Filler | tuple[Mention, ...] | None) -> tuple[Role, ...]:
    """Roles from fillers by name: one each, several from a tuple, none from None."""
    found: list[Role] = []
    for name, filler in fillers.items():
        several = filler if isinstance(filler, tuple) else (filler,)
        found += [Role(name, one) for one in several if one is not None]
    return tuple(found)


def people(event: Event) -> bool:
    """Whether those affected can be persons, by their nouns or by who is meant."""
    types = {MentionType.PERSON, MentionType.GROUP}
    return any(human(head) for head in event.affected_heads) or any(mention.type in types for mention in event.affected)


def named(mention: Mention) -> bool:
    """Whether a mention names somebody."""
    return mention.type in NAMED_ACTORS


def bare(head: Token) -> bool:
    """Whether a noun says no more than that they are people ("people", "others")."""
    return head.like_num or head.lemma_.lower() in words("bare")


def _bearer(head: Token, trigger: Token) -> Token:
    """The person in a noun phrase with a relative clause on the wrong noun; the phrase's head where there is none."""
    if trigger.dep_ != "acl:relcl" or trigger.head != head:
        return head
    inner = [token for token in head.subtree if head.i < token.i < trigger.left_edge.i]
    owned = (
        token
        for token in inner
        if token.dep_ == "nmod" and token.head == head and (human(token) or token.pos_ == "PROPN")
    )
    return next(owned, None) or next((token for token in inner if human(token)), head)


def _ranks(head: Token) -> Iterator[Token]:
    """The body of which the agents are members: "masked men of a special unit", "men from the ministry"."""
    return (child for child in head.children if child.dep_ == "nmod" and preposition(child) in {"of", "from"})


def _edge(head: Token) -> int:
    """Where a noun phrase begins, before its head and without clauses."""
    before = [child.left_edge.i for child in head.children if child.i < head.i and child.dep_ != "case"]
    return min(before, default=head.i)
