"""A match of an event cue in, a claim out: its roles read from the frame, its factuality from the clause.

Shared by the extractors of detentions, releases, gatherings and violence, which differ in their lexicons, in whom
they accept and in what they add.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from kg.extractors.frames import SUBJECTS, preposition
from kg.extractors.incidents.contexts import Context
from kg.extractors.incidents.membership import members
from kg.extractors.incidents.people import able, amount, counted, human, is_actor, noun, outlaw, security
from kg.extractors.incidents.sufferers import controlled, sufferer
from kg.extractors.incidents.triggers import Match, hints, matches
from kg.extractors.wordlists import words
from kg.factuality import factuality
from kg.iris import ClaimIds, folded
from kg.language import Analysis, Sentence
from kg.language.credits import credit
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import NAMED_ACTORS, Claim, Filler, Mention, MentionType, Quantity, Role

Tell = Callable[[Sentence, Match], str | None]
OFFICE = 3
"""Words between a body and the name of somebody in it, at the most."""

OUTER = frozenset({"case", "cop", *SUBJECTS})
"""What stands before a noun and is no part of its phrase."""

BODIES = frozenset({MentionType.MEDIA, MentionType.ORGANISATION, MentionType.STATE_BODY})
"""What a person beside it is of, and nobody is held, or freed, with: "a reporter with Radio Orla"."""

OFFICIAL = frozenset({MentionType.STATE_BODY, MentionType.PLACE_ACTOR})


@dataclass(slots=False)
class Event:
    """A match with the roles read from it so far."""

    match: Match
    context: Context
    factuality: str

    def _meant(self, heads: tuple[Token, ...]) -> tuple[Mention, ...]:
        """The actors that noun phrases with these heads mean."""
        found = (mention for head in heads for mention in self.context.who(head))
        actors = tuple(dict.fromkeys(m for m in found if is_actor(m) and not self._timed(m) and not self._credited(m)))
        return tuple(m for m in actors if len(actors) == 1 or not m.selector.exact.isdigit())

    def _timed(self, mention: Mention) -> bool:
        """Whether a description is a day that the parser took for an apposition: "a clerk, on 4 May"."""
        described = mention.type is MentionType.DESCRIPTION
        return described and any(moment.selector.contains(mention.selector) for moment in self.context.moments)

    def _credited(self, mention: Mention) -> bool:
        """Whether a mention stands in the dateline, which no event of the sentence is told of."""
        begin = self.context.sentence.selector.start
        return begin <= mention.selector.start < begin + credit(self.context.sentence.text)

    @cached_property
    def group_heads(self) -> tuple[Token, ...]:
        """The heads of who undergoes it, as the frame has them: "ten people" of "X was among ten people held"."""
        heads = self.match.frame.slot(self.match.cue.slots.get("affected", "object"))
        return heads or (controlled(self.match) if self.match.cue.type == "Detention" else ())

    @cached_property
    def members(self) -> tuple[Token, ...]:
        """The heads of those named who are said to be of them."""
        return members(self.match, self.group_heads)

    @cached_property
    def affected_heads(self) -> tuple[Token, ...]:
        """The heads of who undergoes it; "the release of leaders who were held" is about leaders, not their release."""
        heads = self.members or tuple(
            head for head in self.group_heads if (head.lower_, head.dep_) != ("least", "nmod:poss")
        )  # "at least 12 arrests"
        return tuple(sufferer(head, self.match) for head in heads)

    @cached_property
    def affected(self) -> tuple[Mention, ...]:
        """Who undergoes it, with those named beside them ("along with"); no pronoun for a named body."""
        heads = (*self.affected_heads, *(other for head in self.affected_heads for other in _appended(head))) + (
            self.match.frame.slot("prep:along with|together with") if self.affected_heads else ()
        )
        meant = map(self.context.undergoing, filter(self._near, self._meant(heads)))
        who = tuple(mention for mention in meant if not self.context.is_body(mention))
        who = tuple(self._bearer(self._behind(mention)) for mention in who)
        person = any(mention.type is MentionType.PERSON for mention in who)
        return tuple(mention for mention in who if not (person and mention.type in BODIES))

    def _bearer(self, mention: Mention) -> Mention:
        """The person named behind a body and what they are in it: "the Orla Post editor Ann Berg" is no paper."""
        text, people = self.context.sentence.text, [m for m in self.context.named if m.type is MentionType.PERSON]
        for person in people if mention.type in BODIES else ():
            begin = self.context.sentence.selector.start
            between = text[max(mention.selector.end - begin, 0) : max(person.selector.start - begin, 0)].split()
            if 0 < len(between) <= OFFICE and between[0] in words("people", "people"):
                return person
        return mention

    def _near(self, mention: Mention) -> bool:
        """Whether nothing between the event and a mention says that it is who tells of it: "according to"."""
        start, text = self.match.head.idx, self.context.sentence.text
        return (
            "according to"
            not in text[
                start - self.match.head.doc[0].idx : mention.selector.start - self.context.sentence.selector.start
            ]
        )

    def _behind(self, mention: Mention) -> Mention:
        """A mention without the event's own word, where a headline was taken for a noun: "Police arrest ten clerks"."""
        trigger, spot = self.context.sentence.select(self.match.head), mention.selector
        if self.match.head.dep_ not in {"amod", "compound"} or self.match.frame.passive or not spot.contains(trigger):
            return mention
        return replace(mention, selector=self.context.sentence.analysis.document.select(trigger.end + 1, spot.end))

    @property
    def referents(self) -> frozenset[str]:
        """Whoever is meant by any word for those who undergo it, their common noun included."""
        heads = (*self.group_heads, *self.affected_heads)
        who = (mention.referent for head in heads for mention in self.context.who(head))
        return frozenset(referent for referent in who if referent) | {f"d-{folded(head.text)}" for head in heads}

    @cached_property
    def agents(self) -> tuple[Mention, ...]:
        """Who does it; the named body of a state whose "agents" or "members" do."""
        return self._meant(tuple(self._body(head) for head in self.agent_heads))

    @cached_property
    def able_agents(self) -> tuple[Mention, ...]:
        """Who does it, of those whom their nouns do not rule out: no part of a body, no law."""
        return self._meant(tuple(self._body(head) for head in self.agent_heads if able(head)))

    def _body(self, head: Token) -> Token:
        own = (child for child in head.children if child.dep_ == "compound")  # "the Raids Branch office of the police"
        bodies = (of for of in (*own, *_ranks(head)) if any(m.type in OFFICIAL for m in self.context.who(of)))
        return next(bodies, head) if head.pos_ == "NOUN" else head

    @cached_property
    def agent_heads(self) -> tuple[Token, ...]:
        """The heads of who does it."""
        heads = self.match.frame.slot(self.match.cue.slots.get("agent", "subject"))
        return tuple(head for head in heads if not self._held_itself(head))

    def _held_itself(self, head: Token) -> bool:
        """Whether a word means those who undergo it, though it was taken for who does it: "those arrested included"."""
        those = head.lower_ == "those" and head.i == self.match.head.i - 1
        return those or head in self.group_heads or self._described()

    def _described(self) -> bool:
        """Whether a participle before its noun was taken for a verb: "compares | jailed | leader X to Y"."""
        verb = self.match.frame.trigger
        bare = verb.tag_ == "VBN" and verb.dep_ == "xcomp" and not any(c.dep_.startswith("aux") for c in verb.children)
        return bare and any(child.dep_ == "obj" and child.left_edge.i == verb.i + 1 for child in verb.children)

    @cached_property
    def official(self) -> bool:
        """Whether someone does it who acts for a state."""
        heads = [noun for head in self.agent_heads for noun in (head, *_ranks(head))]
        return any(security(noun) for noun in heads) or any(m.type in OFFICIAL for m in self.agents)

    def of_state(self, head: Token) -> bool:
        """Whether a noun names a body of a state that is no court."""
        return any(m.type is MentionType.STATE_BODY and m.kind != "court" for m in self.context.who(head))

    @cached_property
    def by_outlaws(self) -> bool:
        """Whether rebels, gangs or the like do it."""
        return any(outlaw(head) for head in self.agent_heads)

    def count(self, heads: tuple[Token, ...]) -> Quantity | None:
        """The number printed in one of these noun phrases."""
        for head in heads:
            first = _edge(amount(head) or head)
            first -= first > 0 and head.doc[first - 1].pos_ == "NUM"  # "the league said | 713 | people"
            span = head.doc[first : (counted(head) or head).i + 1]
            spot = self.context.sentence.select(span)
            for quantity in self.context.quantities:
                if quantity.selector.overlaps(spot):
                    return quantity
        return None

    @cached_property
    def anchors(self) -> tuple[Token, ...]:
        """Tokens on which the circumstances of the event may hang."""
        frame = self.match.frame
        of = frame.object if not self.match.words.root.tag_.startswith("VB") else ()
        heads = (frame.trigger, self.match.head, frame.support, *of)
        return tuple(dict.fromkeys(head for head in heads if head is not None))


def happened(sentence: Sentence, match: Match) -> str | None:
    """How a match is told, by its own head."""
    return factuality(sentence, match.head)


def events(name: str, analysis: Analysis, mentions: Mentions, tell: Tell = happened) -> Iterator[Event]:
    """Matches of ``lexicons/<name>.toml`` that ``tell`` finds told as events, in reading order."""
    wanted = [sentence for sentence in analysis.sentences if hints(name, sentence)]
    analysis.parse(wanted)
    for sentence in wanted:
        context = Context(sentence, mentions)
        for match in matches(name, sentence.doc):
            told = tell(sentence, match)
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
    )


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
    return head.like_num or noun(counted(head) or head) in words("people", "bare")


def _appended(head: Token) -> Iterator[Token]:
    """Who else undergoes it, hung on the name of the first: "the leader Ann Berg and | her son |"."""
    names = (child for child in head.children if child.dep_ == "appos" and child.pos_ == "PROPN" and head.tag_ == "NN")
    for name in names:
        joined = (child for child in name.children if child.dep_ == "conj" and child.pos_ == "NOUN" and human(child))
        yield from (other for other in joined if any(child.lower_ == "and" for child in other.children))


def _ranks(head: Token) -> Iterator[Token]:
    """The body of which the agents are members: "masked men of a special unit", "men from the ministry"."""
    return (child for child in head.children if child.dep_ == "nmod" and preposition(child) in {"of", "from"})


def _edge(head: Token) -> int:
    """Where a noun phrase begins, before its head and without clauses."""
    before = [child.left_edge.i for child in head.children if child.i < head.i and child.dep_ not in OUTER]
    return min(before, default=head.i)
