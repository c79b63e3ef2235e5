"""An analysis and its mentions in, gatherings out: protests, marches and the like, with place, size and cause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from kg.extractors.frames import preposition
from kg.extractors.incidents import circumstances
from kg.extractors.incidents.causes import cause, organizers, passing, target, turnout
from kg.extractors.incidents.events import Event, claim, events, roles
from kg.extractors.incidents.people import human, is_actor, noun, outlaw, security
from kg.extractors.incidents.sites import site
from kg.extractors.incidents.stagings import (
    BLOCK,
    CROWD,
    asked,
    carriers,
    during,
    entered,
    fronting,
    hurt,
    leading,
    punished,
    shaken,
    split,
)
from kg.extractors.incidents.tellings import tell
from kg.extractors.incidents.triggers import Match, stems
from kg.extractors.incidents.turnouts import completed
from kg.extractors.wordlists import pattern, words
from kg.iris import ClaimIds
from kg.language import Analysis
from kg.language.relations import infinitive
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import Claim, Mention, Selector

NAME = "gatherings"
listed, told = partial(words, NAME), partial(pattern, NAME)
WEAK = frozenset({"gather", "turn-out"})
LOOSE = frozenset({"block", "chant", "crowd", "gather", "hands", "march", "march-verb", "stand", "streets", "turn-out"})
"""Cues of what people also do at a feast."""

SHOWN = {"chant": ("public",), "hands": ("walking",), "stand": ("public", "standing"), "walk": ("walking",)}
"""Cues that need a word of each of some lists in the sentence."""
IDLE = frozenset({"hands", "stand", "turn-out"})
"""Cues of what people also do who have nothing to say."""

MEETINGS = frozenset({"blockade", "meeting"})


def gatherings(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Gatherings that the document tells of, held, planned or prevented."""
    yield from completed(list(_told_of(analysis, mentions, ids)), mentions)


def _told_of(analysis: Analysis, mentions: Mentions, ids: ClaimIds) -> Iterator[tuple[int, Claim]]:
    """Gatherings as the words for them tell them, each with the number of its sentence."""
    past: set[Token] = set()
    for event in events(NAME, analysis, mentions, tell):
        head = event.match.head
        known = bool(past)
        if accepted(event, known=known) and not _told_already(head, past):
            past.add(head)
            found = replace(gathering(event, ids), trigger=_words(event))
            if not (_only_asked(found) or (not known and (_in_words(found) or _at_large(head, found)))) and (
                found.roles or not passing(head)
            ):
                yield event.context.sentence.index, found


def triggers() -> frozenset[str]:
    """Beginnings of words without one of which no sentence tells of a gathering."""
    return stems(NAME)


def accepted(event: Event, *, known: bool = False) -> bool:
    """Whether people come together in public to say something; ``known`` where some did earlier in the text."""
    text = event.context.sentence.text
    if told("elsewhere").search(text) or (told("festive").search(text) and not told("purpose").search(_rest(event))):
        return False
    if not known and _of_another_matter(event):
        return False
    if event.match.cue.id == CROWD:
        return _many(event.match.head)
    if _plain_road(event.match):
        return _noun(event)
    real = known and event.factuality not in {"conditional", "negated", "prevented"}
    if event.match.cue.id in MEETINGS and not (real or told("purpose").search(_rest(event))):
        return False
    return _noun(event) if event.match.cue.frame == "noun" else _verb(event, known=known)


def _of_another_matter(event: Event) -> bool:
    """Whether the text is about a feast, or of prices that rally, and nobody in it has anything to say."""
    text, cue = event.context.sentence.analysis.document.text, event.match.cue.id
    if told("voiced").search(text):
        return False
    priced = event.match.head.lemma_.lower() == "rally" and told("markets").search(text)
    devout = cue in LOOSE | {"vigil"} and told("devout").search(text) and not told("grieving").search(text)
    return bool(priced or devout or (cue in LOOSE and told("festive").search(text)))


def _plain_road(match: Match) -> bool:
    """Whether a blockade is one of a road: no navy and no state lays it."""
    return match.cue.id == "blockade" and len(match.words) > 1


def gathering(event: Event, ids: ClaimIds) -> Claim:
    """The gathering of an event."""
    whom = target(event)
    filled = roles(
        agent=_participants(event),
        count=turnout(event, tuple(head for head in _doers(event) if _many(head) and not hurt(head))),
        place=_where(event),
        date=circumstances.date(event, during(event)) or circumstances.date(event, punished(event)),
        duration=circumstances.duration(event) or circumstances.length(event),
        ground=cause(event, whom),
        target=whom,
        organizer=organizers(event),
    )
    return claim(event, ids, (event.match.cue.signals,), filled)


def _where(event: Event) -> tuple[Mention, ...]:
    """Places told of it, or of what is done there; else the site that it bars, the land that it shakes."""
    told_ = shaken(event) or circumstances.places(event, during(event))
    return told_ or entered(event) or fronting(event) or _home(event)


def _doers(event: Event) -> tuple[Token, ...]:
    """Heads of who gathers: the crowd itself, or the subject, also behind a number that the parser misread."""
    if event.match.cue.id == CROWD:
        return (event.match.head,)
    head = event.match.head
    verb = head.head if head.dep_ == "conj" and head.head.pos_ == "VERB" else head
    carried = carriers(head) if event.match.cue.frame == "noun" else ()
    over: tuple[Token, ...] = (apart.head,) if (apart := split(head)) is not None else ()
    over += (head.head,) if head.dep_ == "advcl" and (head.tag_ == "VBG" or infinitive(head)) else ()
    own = (child for step in (head, verb, *carried, *over) for child in step.children if child.dep_ == "nsubj")
    heads = event.agent_heads or tuple(own)[:1]
    return asked(head) or (heads if any(map(_many, heads)) else leading(head, _many) or heads)


def _verb(event: Event, *, known: bool) -> bool:
    """Several people as subject; said words make it a statement; gathering needs a purpose."""
    head = event.match.head
    subjects = _doers(event)
    if not any(_many(subject) for subject in subjects):
        return False
    if event.match.cue.id == BLOCK and any(security(who) and not _own(who) for who in subjects):
        return False
    if event.match.cue.id in WEAK and any(map(outlaw, subjects)):
        return False
    if any(child.dep_ == "ccomp" for child in head.children) or (head.lemma_ == "march" and _drill(subjects)):
        return False
    by_deed = any(way.tag_ == "VBG" for way in event.match.frame.prepositions.get("by", ()))
    if by_deed or (head.lemma_ == "demonstrate" and event.match.frame.object):
        return False
    return _meant(event, subjects) or (known and _crowded(event, subjects))


def _meant(event: Event, subjects: tuple[Token, ...]) -> bool:
    """Whether words around a verb of coming together show what for, where the verb alone leaves it open."""
    idle = event.match.cue.id in IDLE and any(noun(head) in listed("bystanders") for head in subjects)
    if idle or (event.match.cue.id in IDLE and told("attending_to").search(_rest(event))):
        return False
    if (needed := SHOWN.get(event.match.cue.id)) is not None:
        return all(told(each).search(_rest(event)) for each in needed)
    return event.match.cue.id not in WEAK or bool(told("purpose").search(_rest(event))) or _rallied(event, subjects)


def _crowded(event: Event, subjects: tuple[Token, ...]) -> bool:
    """Whether a crowd gathers somewhere, in a text that told of protest before."""
    crowd = event.match.cue.id == "gather" and any(noun(head) in listed("crowd") for head in subjects)
    return crowd and bool(circumstances.places(event))


def _own(authorities: Token) -> bool:
    """Whether authorities are those of a people, not of a state."""
    return any(child.lower_ in listed("own_authorities") for child in authorities.children)


def _rallied(event: Event, subjects: tuple[Token, ...]) -> bool:
    """Whether people rally, or supporters and the like gather, before a house or on a square."""
    rally = event.match.head.lemma_ == "rally"
    heard = rally or any(noun(head) in listed("partisans") for head in subjects)
    public = told("public").search(_rest(event)) is not None
    return (heard and public) or (rally and bool(circumstances.places(event)))


def _noun(event: Event) -> bool:
    """Not one of things, not the month, not one put on paper."""
    trigger, frame = event.match.head, event.match.frame
    if trigger.tag_.startswith("NNP") and trigger.i > 0 and trigger.is_title:
        return False
    if trigger.head.lemma_ in listed("formal") and trigger.dep_ == "obj":
        return False
    if trigger.lemma_.lower() == "rally" and any(noun(child) in listed("priced") for child in trigger.lefts):
        return False
    last = event.match.words[-1]
    if event.match.cue.id in MEETINGS and last.i + 1 < len(last.doc) and last.nbor().pos_ == "NOUN":
        return False  # "a sit-down dinner"
    of = frame.prepositions.get("of", ()) if last.i + 1 < len(last.doc) and last.nbor().lower_ == "of" else ()
    of_things = [h for h in of if not human(h) and h.pos_ != "PROPN" and noun(h) not in listed("of_bodies")]
    timed = any(head.ent_type_ or head.like_num for head in of_things)
    return not (of_things and not timed and trigger.lemma_ in listed("of_things"))


def _words(event: Event) -> Selector:
    """The expression that says what it was: in "gathered to protest" the protest."""
    select = event.context.sentence.select
    if event.match.cue.id not in WEAK:
        return select(event.match.words)
    ends = (child for child in event.match.head.children if child.dep_ in {"xcomp", "advcl", "obl"})
    inner = (
        word
        for end in ends
        for word in (end, *end.children)
        if word.lemma_ in listed("plain")
        and (word.dep_ in {"xcomp", "advcl", "obj"} or (word.dep_ == "obl" and preposition(word) == "in"))
    )
    return select(next(inner, event.match.words))


def _only_asked(found: Claim) -> bool:
    """Whether people are only asked to protest, somewhere and some day."""
    fixed = found.all("date") or found.all("place") or found.all("ground")
    return found.factuality in {"conditional", "requested"} and not fixed


def _in_words(found: Claim) -> bool:
    """Whether somebody protests of whom nothing else is told, first of all in the text: "critics protested"."""
    bare = {role.name for role in found.roles} <= {"agent"} and found.extractor == "gathering/demonstrate"
    return bare and found.trigger.exact.lower().startswith("protest")


def _at_large(head: Token, found: Claim) -> bool:
    """Whether protesters were hurt and nobody tells where or when: without a protest told of before it may be any."""
    return hurt(head) and not (found.all("place") or found.all("date"))


def _told_already(head: Token, past: set[Token]) -> bool:
    """Whether a word only says what a gathering is for: "gathered to protest", "gathered to stage a protest"."""
    step = head.head if head.dep_ == "obj" else head
    beside = step.dep_ == "obl" and preposition(step) == "in"
    return (step.dep_ in {"xcomp", "advcl"} or beside) and not past.isdisjoint({step.head, *step.head.conjuncts})


def _home(event: Event) -> tuple[Mention, ...]:
    """Where those are who gather, if nothing says where they do: "villagers in Orla staged a protest"."""
    for place in event.context.places:
        root = event.context.root(place.selector)
        before = preposition(root) if root is not None else ""
        here = before in {"at", "in"} or (before == "of" and root is not None and noun(root.head) in listed("dwellers"))
        if root is not None and here and root.head in _doers(event):
            return (place,)
    near = (child for head in _doers(event) for child in head.children if preposition(child) in {"at", "in"})
    return tuple(found for child in near if (found := site(event, child)) is not None)[:1]


def _participants(event: Event) -> tuple[Mention, ...]:
    heads = _doers(event)
    found = tuple(mention for head in heads for mention in event.context.who(head) if is_actor(mention))
    return found if any(human(head) and not head.like_num for head in heads) else ()


def _many(head: Token) -> bool:
    """Whether a noun phrase means several people."""
    if head.lemma_.lower() in listed("things"):
        return False
    plural = (
        "Number=Plur" in str(head.morph)
        or noun(head) != head.lemma_.lower()
        or any(child.dep_ == "conj" for child in head.children)
    )
    numbered = any(child.dep_ == "nummod" for child in head.children)
    people = (
        human(head)
        or head.lemma_.lower() in words("people", "security") | words("people", "bare")
        or head.lower_ in listed("crowd")
        or (head.pos_ == "PROPN" and noun(head) == head.lemma_.lower())
    )
    return (
        head.lower_ in listed("crowd")
        or head.lemma_.lower() in listed("crowd")
        or (people and (plural or numbered or head.lower_ == "who"))
    )


def _drill(subjects: tuple[Token, ...]) -> bool:
    return any(head.lemma_.lower() in listed("drill") for head in subjects)


def _rest(event: Event) -> str:
    start, end = event.match.words.start_char, event.match.words.end_char
    text = event.context.sentence.doc.text
    return f"{text[:start]} {text[end:]}"
