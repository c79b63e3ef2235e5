"""A detention told without a day in, the day lent by what is told around it out.

"Police held ten people. The raids on Friday drew protests"; "Ann Berg was beaten on Friday. She was led away"; "Along
with Berg, held on Friday, they arrested her brother". Law of this file: only a day is lent, no month or year, and only
to what happens next in a story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from kg.extractors.frames import SUBJECTS, frame
from kg.extractors.incidents.scenes import narrated, when
from kg.extractors.wordlists import pattern, words
from kg.language import Sentence
from kg.language.times import moments
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import Claim, Mention, Moment, Role, Selector
from kg.occasions import DAYS

NEXT = 2
"""Sentences behind an arrest, at most, in which "the raids" are those in which it was made."""

BEFORE = 2
"""Sentences before an arrest, at most, in which the same person did, or underwent, what led to it."""

ALONG = re.compile(r"(?:Along with|Apart from|Besides|In addition to|Together with) ")
ON = re.compile(
    r"(?:,? which)?(?: (?:took place|were (?:carried out|made)|happened|occurred|began))?(?: (?:early|late))?(?: on)? "
)
OWN = re.compile(r"(?:The )?$")
OF = re.compile(r"['\u2019]s? ")


def same_day(
    claim: Claim, sentence: Sentence, told: tuple[Mapping[int, list[Claim]], Sequence[Claim]], mentions: Mentions
) -> tuple[Role, ...]:
    """When it was, and of who is held along with others also where.

    ``told`` are detentions by their sentences, and the gatherings of the sentence before.
    """
    detentions, marches = told
    trigger = sentence.span(claim.trigger)
    ways = (
        along(sentence, detentions, mentions),
        taken_up(sentence, detentions),
        marched(claim, sentence, marches),
        carried_on(claim, trigger.root, sentence, mentions) if trigger is not None else (),
    )
    return next((found for way in ways if (found := tuple(way))), ())


def marched(claim: Claim, sentence: Sentence, marches: Sequence[Claim]) -> Iterator[Role]:
    """The day of the march just told of, of which those held there are said to be: "Police held ten protesters"."""
    if claim.all("place") or pattern("circumstances", "wide").search(sentence.text):
        return
    who = (mention.selector.exact.lower() for mention in claim.all("affected") if isinstance(mention, Mention))
    crowd = any(
        word in text.split() for text in who for each in words("circumstances", "crowd") for word in (each, f"{each}s")
    )
    days = {role.filler: role for march in marches for role in march.roles if isinstance(role.filler, Moment)}
    if crowd and len(days) == 1:
        yield from (role for day, role in days.items() if daily(day))


def taken_up(sentence: Sentence, told: Mapping[int, list[Claim]]) -> Iterator[Role]:
    """The day told of "the arrests" or "the raids" with which a sentence close behind opens, if no other is told."""
    for behind in sentence.analysis.sentences[sentence.index + 1 : sentence.index + 1 + NEXT]:
        if (found := _of_the_arrests(behind)) is not None:
            yield Role("date", found)
        if found or told.get(behind.index):
            return


def _of_the_arrests(sentence: Sentence) -> Moment | None:
    """The day of the arrests or raids with which a sentence opens: "The raids on Friday", "Friday's arrests"."""
    text, start = sentence.text, sentence.selector.start
    told = [moment for moment in moments(sentence, sentence.analysis.document) if daily(moment)]
    opening = pattern("circumstances", "the_arrests").match(text)
    for moment in told[:1]:
        if opening and ON.fullmatch(text, opening.end(), moment.selector.start - start):
            return moment
        of = OF.match(text, moment.selector.end - start)
        if of and OWN.fullmatch(text, 0, moment.selector.start - start):
            return moment if words("circumstances", "arrests").intersection(text[of.end() :].split()[:2]) else None
    return None


def along(sentence: Sentence, told: Mapping[int, list[Claim]], mentions: Mentions) -> Iterator[Role]:
    """When and where those were held beside whom the sentence says that others were "also": "Along with Berg, …"."""
    opening, comma = ALONG.match(sentence.text), sentence.text.find(",")
    if opening is None or comma < opening.end() or "also" not in sentence.text[comma:].split():
        return
    upto = sentence.selector.start + comma
    beside = {m.referent for m in mentions.within(sentence) if m.referent and m.selector.end <= upto}
    for at in sorted(told):
        for other in told[at] if at < sentence.index else ():
            if beside & people(other):
                yield from (role for role in other.roles if role.name in {"date", "place"})
                return


def people(claim: Claim) -> frozenset[str]:
    """Who is affected, by referent."""
    return frozenset(each.referent for each in claim.all("affected") if isinstance(each, Mention) and each.referent)


def carried_on(claim: Claim, trigger: Token, sentence: Sentence, mentions: Mentions) -> Iterator[Role]:
    """The day on which whoever is led away did, or underwent, what was told just before."""
    who = people(claim)
    if not who or not narrated(trigger):
        return
    for before in reversed(sentence.analysis.sentences[max(sentence.index - BEFORE, 0) : sentence.index]):
        told = [m for m in moments(before, sentence.analysis.document) if daily(m)]
        if not told:
            continue
        sentence.analysis.parse([before])
        for verb in before.doc:
            if _led_on(verb) and _of(verb, who, before, mentions):
                yield from (
                    role for role in when(before, verb) if isinstance(role.filler, Moment) and daily(role.filler)
                )
        return


def _led_on(verb: Token) -> bool:
    """Whether a verb tells a step of a story, not what was said or how a life began."""
    return narrated(verb) and verb.lemma_ not in words("gatherings", "telling") | {"bear"}


def _of(verb: Token, who: frozenset[str], sentence: Sentence, mentions: Mentions) -> bool:
    """Whether a verb is told of one of some people, as its subject or object."""
    own = frame(verb)
    return any(m.referent in who for head in (*own.subject, *own.object) for m in mentions.of(sentence, head))


def daily(moment: Moment) -> bool:
    """Whether a time is one day: by its form, or by a name ("Friday", "today")."""
    if moment.edtf is not None:
        return re.fullmatch(r"[\dX]{4}-\d\d-\d\d", moment.edtf) is not None
    told = set(moment.selector.exact.lower().split())
    return bool(told & DAYS) and not told & {"after", "before", "since", "until"}


def own_time(time: Selector, claim: Claim, sentence: Sentence) -> bool:
    """Whether no semicolon parts a time from the words for an event, and no later clause of its own has it."""
    start, end = sorted((time.start, claim.trigger.start))
    offset, span = sentence.selector.start, sentence.span(time)
    over = (span.root, *span.root.ancestors) if span is not None else ()
    behind = (step for step in over if step.idx + offset > claim.trigger.start and step.dep_ in {"conj", "parataxis"})
    later = any(child.dep_ in SUBJECTS for step in behind for child in step.children)
    return ";" not in sentence.text[start - offset : end - offset] and not later
