"""Claims of a document in, the same claims out, those without a time or place of their own with their neighbour's.

A text tells but once where several things happened: a bulletin puts the town before each paragraph ("Orla. Ten were
held"); a crowd is told of, then that some of it were held; somebody "was also" held; who was kept there is freed "from
Orla prison". Law of this file: a place is lent only where one alone can be meant, and never to what names one itself; a
wave of arrests in several towns is given none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import pairwise

from kg.extractors.frames import passive, preposition
from kg.extractors.incidents.bulletins import days, towns
from kg.extractors.incidents.pursuits import Charges
from kg.extractors.incidents.retellings import plural
from kg.extractors.incidents.same_day import own_time, people, same_day
from kg.extractors.incidents.scenes import NESTED, SCENE, operation
from kg.extractors.incidents.ties import also, answering, crowds, goes_on
from kg.extractors.wordlists import pattern
from kg.language import Sentence
from kg.language.times import moments
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import Claim, Filler, Mention, MentionType, Moment, Role

PLACED = frozenset({"Detention", "Gathering", "Release", "Violence"})
SHARED = frozenset({"agent", "date", "place"})
KEPT = frozenset({"detention/custody", "detention/hold"})
POLICE = frozenset({"police", "policeOfficers"})
"""Kinds of who speaks of what they did, where they say that it was done."""

CROWD = 8
"""Sentences before several were held, at most, in which the crowd is told of that they were in."""

REACH = 40
"""Characters before a place in which "from" is looked for."""


def settled(claims: Iterable[Claim], told: Iterable[Claim], mentions: Mentions) -> tuple[Claim, ...]:
    """Claims in order, with the places, times and agents lent by what was ``told``: claims before their folding."""
    scene = _Scene(tuple(told), mentions)
    return tuple(_filled(claim, scene.given(claim)) for claim in claims)


def _filled(claim: Claim, lent: Iterable[Role]) -> Claim:
    """A claim with roles that it leaves open, or fills with a pronoun that means nobody told; its sites stay."""
    new = tuple(r for r in dict.fromkeys(lent) if all(_left_open(own, r.filler) for own in claim.all(r.name)))
    names = {role.name for role in new}
    kept = (role for role in claim.roles if role.name not in names or role.name == "place")
    return replace(claim, roles=(*kept, *new)) if new else claim


def _named(claim: Claim) -> bool:
    """Whether a place has a name, and is not only described: "his home"."""
    return any(isinstance(place, Mention) and place.value is not None for place in claim.all("place"))


def _left_open(own: Filler, lent: Filler) -> bool:
    if isinstance(own, Mention) and own.type is MentionType.PLACE:
        return own.value is None
    meant = {None, lent.referent if isinstance(lent, Mention) else None}
    return isinstance(own, Mention) and own.type is MentionType.PRONOUN and own.referent in meant


class _Scene:
    """The claims of a document with the sentences that tell them."""

    def __init__(self, claims: tuple[Claim, ...], mentions: Mentions) -> None:
        self.told, self.mentions, self.analysis = claims, mentions, mentions.analysis

    def given(self, claim: Claim) -> tuple[Role, ...]:
        """What others lend a claim; where nothing tells the day of an arrest, also that of what is told beside it."""
        lent, sentence = tuple(self.lent(claim)), self._sentences.get(claim.id)
        if sentence is None or claim.type != "Detention" or claim.factuality != "actual" or claim.all("partOf"):
            return lent
        if any(role.name == "date" for role in (*claim.roles, *lent)) or moments(sentence, self.analysis.document):
            return lent
        before = [each for each, at in self._facts("Gathering") if at.index == sentence.index - 1]
        return (*lent, *same_day(claim, sentence, (self._detentions, before), self.mentions))

    def lent(self, claim: Claim) -> Iterator[Role]:
        """What others lend a claim."""
        sentence = self._sentences.get(claim.id)
        if claim.type == "Detention" and claim.factuality == "actual" and not claim.all("ground"):
            yield from (Role("ground", charge) for charge in [self._charges.against(claim)] if charge)
        if sentence is not None and _dated(claim) and (day := self._days.get(sentence.index)) is not None:
            yield Role("date", day)
        if sentence is not None and claim.attribution is not None and claim.attribution.kind in POLICE:
            yield from self._own_deed(claim, sentence)
        if sentence is not None and claim.type == "Detention" and claim.factuality == "actual":
            yield from self._of_the_crowd(claim, sentence)
        if sentence is None or claim.type not in PLACED or _named(claim) or _wide(sentence):
            return
        if claim.all("place"):
            yield from self._label(sentence)
            return
        if claim.type == "Detention" and claim.factuality == "actual" and not claim.all("partOf"):
            yield from self._freed(claim)
            if not self.mentions.places(sentence):
                yield from self._by_neighbours(claim, sentence)
        yield from self._label(sentence)

    def _label(self, sentence: Sentence) -> Iterator[Role]:
        """The town that a bulletin puts before a paragraph."""
        yield from (Role("place", label) for label in [self._towns.get(sentence.paragraph)] if label)

    def _own_deed(self, claim: Claim, sentence: Sentence) -> Iterator[Role]:
        """The police who say that somebody was held, and not by whom; who confirm an arrest."""
        trigger = sentence.span(claim.trigger)
        if trigger is not None and claim.type == "Detention" and claim.factuality == "actual" and claim.attribution:
            own = passive(trigger.root) or (trigger.root.pos_ == "NOUN" and trigger.root.head.lemma_ == "confirm")
            yield from (Role("agent", claim.attribution) for _ in range(own))

    def _of_the_crowd(self, claim: Claim, sentence: Sentence) -> Iterator[Role]:
        """The day and place of the crowd just told of, where its name is repeated: "ten were held at the march"."""
        again = pattern("circumstances", "that_crowd").search(sentence.text)
        timed = moments(sentence, self.analysis.document)
        if again and not timed and not claim.all("date"):
            yield from (role for role in self._crowd_before(sentence) if role.name == "date")
        elsewhere = claim.all("place") or claim.all("partOf") or self.mentions.places(sentence)
        if not elsewhere and any(map(answering, sentence.doc)):
            yield from (role for role in self._crowd_before(sentence) if role.name == "place")

    def _crowd_before(self, sentence: Sentence) -> tuple[Role, ...]:
        """What is told of the one gathering of the sentence before."""
        crowds = self._gatherings[sentence.index - 1]
        return crowds[0].roles if len({_where(each) for each in crowds}) == 1 else ()

    def _by_neighbours(self, claim: Claim, sentence: Sentence) -> Iterator[Role]:
        """What an operation, a gathering or another detention told just before lends a detention."""
        trigger = sentence.span(claim.trigger)
        timed = any(own_time(moment.selector, claim, sentence) for moment in moments(sentence, self.analysis.document))
        if trigger is None:
            return
        if (crowd := self._gathering(claim, sentence, trigger.root)) is not None:
            yield from (role for role in crowd.roles if role.name == "place" or (role.name == "date" and not timed))
        if timed:
            return
        if goes_on(trigger.root) and not pattern("circumstances", "leaving").match(sentence.text):
            yield from self._going_on(claim, sentence)
        if also(trigger.root) and (other := self._last(claim, sentence)) is not None:
            yield from (role for role in other.roles if role.name in SHARED)

    def _going_on(self, claim: Claim, sentence: Sentence) -> Iterator[Role]:
        """Who moved in, where and when, in the scene that goes on; for several held, the crowd of which it tells."""
        many, open_ = bool(plural(claim)), set(SHARED)
        for before in self._scene(sentence, many=many):
            crowds = self._gatherings[before.index] if many else []
            crowd = crowds[0].roles if len({_where(each) for each in crowds}) == 1 else ()
            told = operation(before, self.mentions, crowd=many)
            lent = [role for role in (*told, *(r for r in crowd if r.name != "agent")) if role.name in open_]
            yield from lent
            open_ -= {role.name for role in lent}
            if "place" not in open_ and ("date" not in open_ or not many):
                return

    def _scene(self, sentence: Sentence, *, many: bool) -> Iterator[Sentence]:
        """The sentences before one that may be of one scene with it, the nearest first: up to another place or time.

        What happens to many of a crowd may be told some paragraphs behind it.
        """
        for back in range(1, min(CROWD if many else SCENE, sentence.index) + 1):
            before = self.analysis.sentences[sentence.index - back]
            if back > 1 and before.paragraph != sentence.paragraph and not many:
                return
            yield before
            if self.mentions.places(before) or moments(before, self.analysis.document):
                return

    def _gathering(self, claim: Claim, sentence: Sentence, trigger: Token) -> Claim | None:
        """The one gathering with a place told in the sentence before, or on the day of "at the Saturday protest"."""
        heads = crowds(trigger)
        found = self._gatherings[sentence.index - 1] if heads else []
        if not found and any(preposition(head) in {"at", "during"} for head in heads):
            found = [each for day in _days(claim) for each in self._gatherings[day]]
        return found[0] if len({_where(each) for each in found}) == 1 else None

    def _last(self, claim: Claim, sentence: Sentence) -> Claim | None:
        """The detention last told in the same paragraph, or of somebody named again, here or in the sentence before."""
        named = {mention.referent for mention in self.mentions.within(sentence)}
        near = [each for at in (sentence.index, sentence.index - 1) for each in self._detentions[at]]
        before = (
            each
            for each in near
            if each.trigger.end <= claim.trigger.start
            and (self._sentences[each.id].paragraph == sentence.paragraph or not named.isdisjoint(people(each)))
        )
        return max(before, key=lambda each: each.trigger, default=None)

    def _freed(self, claim: Claim) -> Iterator[Role]:
        """Where those who were kept are freed from."""
        if claim.extractor in KEPT:
            releases = (each for who in sorted(people(claim)) for each in self._releases[who])
            yield from (
                role
                for each in releases
                for role in each.roles
                if role.name == "place" and self._behind_from(role.filler)
            )

    def _behind_from(self, place: Filler) -> bool:
        """Whether "from" stands before a place, an article or owner between them: "from the Orla prison"."""
        if not isinstance(place, Mention):
            return False
        start = place.selector.start
        return "from" in self.analysis.document.text[max(start - REACH, 0) : start].lower().split()[-2:]

    @cached_property
    def _days(self) -> Mapping[int, Moment]:
        return days(self.analysis)

    @cached_property
    def _towns(self) -> Mapping[int, Mention]:
        return towns(self.mentions)

    @cached_property
    def _charges(self) -> Charges:
        return Charges(self.told)

    @cached_property
    def _sentences(self) -> Mapping[str, Sentence]:
        """The sentence with the words for it, by a claim's id."""
        starts = {sentence.selector.start: sentence for sentence in self.analysis.sentences}
        told = ((claim.id, at) for claim in self.told for at in claim.evidence if at.contains(claim.trigger))
        return {id_: starts[at.start] for id_, at in told if at.start in starts}

    def _facts(self, type_: str) -> Iterator[tuple[Claim, Sentence]]:
        """Claims of a class that are told as done, with their sentences."""
        found = (each for each in self.told if each.type == type_ and each.factuality == "actual")
        yield from ((each, self._sentences[each.id]) for each in found if each.id in self._sentences)

    @cached_property
    def _gatherings(self) -> Mapping[int | str, list[Claim]]:
        """Gatherings at one place, by the number of their sentence and by their days."""
        found: dict[int | str, list[Claim]] = defaultdict(list)
        for each, sentence in self._facts("Gathering"):
            keys: tuple[int | str, ...] = (sentence.index, *_days(each))
            for key in keys if _at_one_place(each) and not _wide(sentence) else ():
                found[key].append(each)
        return found

    @cached_property
    def _detentions(self) -> Mapping[int, list[Claim]]:
        """Detentions by the number of their sentence."""
        found: dict[int, list[Claim]] = defaultdict(list)
        for each, sentence in self._facts("Detention"):
            found[sentence.index].append(each)
        return found

    @cached_property
    def _releases(self) -> Mapping[str, list[Claim]]:
        """Releases by who is freed."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for each, _ in self._facts("Release"):
            for who in people(each):
                found[who].append(each)
        return found


def _dated(claim: Claim) -> bool:
    """Whether a claim is of a day that may open its paragraph; a legal act only where it is done."""
    return claim.type in PLACED or (claim.type == "ProceedingStep" and claim.factuality == "actual")


def _wide(sentence: Sentence) -> bool:
    """Whether a sentence tells of what went on in many places or at many times."""
    return pattern("circumstances", "wide").search(sentence.text) is not None


def _at_one_place(claim: Claim) -> bool:
    """Whether a gathering names one place, or one in another, not several side by side."""
    places = [filler.selector for filler in claim.all("place") if isinstance(filler, Mention)]
    return bool(places) and all(right.start - left.end <= NESTED for left, right in pairwise(places))


def _where(claim: Claim) -> str:
    return next(filler.selector.exact for filler in claim.all("place") if isinstance(filler, Mention))


def _days(claim: Claim) -> frozenset[str]:
    """Days as they stand and in normal form: "Saturday" is one and the same all through a report."""
    days = [day for day in claim.all("date") if isinstance(day, Moment)]
    return frozenset(text for day in days for text in (day.edtf, day.selector.exact) if text)
