"""A gathering in its sentence in, the verbs and sites around its words that tell when and where it was out.

"Spoke at a rally", "took part in a march", "police broke up the picket": the time and the place of what carries a
gathering, or is done at it, are its own. Word lists are data (``lexicons/gatherings.toml``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from kg.extractors.frames import SUBJECTS, frame, preposition
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.sites import site
from kg.extractors.wordlists import words
from kg.language.relations import FINITE, infinitive
from kg.language.tokens import Token
from kg.model import Mention

listed = partial(words, "gatherings")
BLOCK, CROWD, PICKET, STREETS = "block", "crowd", "picket-verb", "streets"
MAIN = frozenset({"ROOT", "ccomp", "conj", "parataxis"})
OPENING = 4
"""Words from the beginning of a sentence within which what it is about stands."""

SPLIT = frozenset({"advcl", "ccomp", "xcomp"})


def harmed(crowd: Token) -> Token | None:
    """The verb of what is done to a crowd: "dispersed protesters", "shot protesters", "opened fire on protesters"."""
    over = crowd.head
    if crowd.dep_ in {"obj", "nsubj:pass"}:
        accused = over.lemma_ == "charge" and any(preposition(child) == "with" for child in over.children)
        return over if over.lemma_ in listed("dispersing") | listed("harming") and not accused else None
    if crowd.dep_ not in {"nmod", "obl"} or preposition(crowd) not in {"against", "at", "into", "on"}:
        return None
    verb = over.head if crowd.dep_ == "nmod" and over.dep_ == "obj" else over
    turned = [noun for child in verb.children if child.dep_ == "obj" for noun in (child, *child.conjuncts)]
    armed = any(noun.lemma_ in listed("arms") for noun in turned) or (not turned and verb.lemma_ in {"fire", "shoot"})
    return verb if verb.lemma_ in listed("firing") and armed else None


def hurt(crowd: Token) -> bool:
    """Whether people are told of by what befell some of them, and so many of those who came."""
    return crowd.dep_ in {"obj", "nsubj:pass"} and crowd.head.lemma_ in listed("harming")


def carriers(noun: Token) -> tuple[Token, ...]:
    """Verbs that carry a gathering: "took part in the march", "continued its sit-in"."""
    over = noun.head
    if noun.dep_ not in {"nmod", "obj", "obl"} or over.lemma_ not in listed("carrying"):
        return ()
    return (over, over.head) if over.lemma_ == "part" and over.pos_ == "NOUN" else (over,)


def during(event: Event) -> tuple[Token, ...]:
    """The verbs whose time and place are the gathering's: "spoke at a rally", "broke up the march"."""
    trigger = event.match.head
    over = trigger.head
    crowd = event.match.cue.id == CROWD and trigger.dep_ == "nsubj"
    if (verb := opened(trigger)) is not None:
        return (verb,)
    if (apart := split(trigger) or _series(trigger)) is not None:
        return (apart.head,)
    fixed = trigger.dep_ in {"nsubj", "nsubj:pass"} and over.lemma_ in listed("fixing")
    if crowd or fixed:
        return (over,)
    if event.match.cue.id == CROWD and (done := harmed(trigger)) is not None:
        return tuple(_whereupon(done))
    if trigger.dep_ in {"obj", "nsubj:pass"} and over.lemma_ in listed("quelling"):
        return tuple(_whereupon(over))
    return carriers(trigger) or _done_there(trigger) or _ending(trigger) or _met(trigger)


def opened(trigger: Token) -> Token | None:
    """The verb without a subject that fixes a gathering which opens the sentence, and was hung elsewhere."""
    if trigger.i >= OPENING or trigger.dep_ not in SUBJECTS:
        return None
    behind = (token for token in trigger.doc[trigger.head.i + 1 :] if token.lemma_ in listed("fixing"))
    main = next((verb for verb in behind if verb.tag_ == "VBN" and verb.dep_ in MAIN), None)
    alone = main is not None and not any(child.dep_ in SUBJECTS for child in main.children)
    return main if alone and not _goes_on(trigger.head, main) else None


def _goes_on(verb: Token, other: Token | None) -> bool:
    """Whether a verb only goes on from another, which then has the same subject."""
    return other is not None and other.dep_ == "conj" and other.head == verb


def _series(trigger: Token) -> Token | None:
    """What there is of gatherings where many are told to be: "a wave of protests swept Orla in May"."""
    over = trigger.head
    told = over.lemma_ in listed("series") and trigger.dep_ == "nmod" and preposition(trigger) == "of"
    verb = over.head.lemma_
    happens = over.dep_ in SUBJECTS and verb in listed("fixing") | listed("arising")
    return over if told and (happens or (over.dep_ == "obj" and verb in listed("organising"))) else None


def split(noun: Token) -> Token | None:
    """The noun behind a preposition that the parser took for one word with a gathering: "a protest | over killings"."""
    over = noun.head
    apart = noun.dep_ == "compound" and any(c.dep_ == "case" and noun.i < c.i < over.i for c in over.children)
    return over if apart else None


def _met(trigger: Token) -> tuple[Token, ...]:
    """What was done to a crowd that is told to have gathered: "fired gas on Friday at clerks who had gathered"."""
    crowd = trigger.head
    past = trigger.dep_ == "acl:relcl" and trigger.tag_ == "VBN" and any(c.lower_ == "had" for c in trigger.children)
    over = crowd.head
    done = over.lemma_ in words("circumstances", "policing") | listed("dispersing") | listed("quelling")
    return (over,) if past and done and crowd.dep_ in {"obj", "obl", "nsubj:pass"} else ()


def _ending(trigger: Token) -> tuple[Token, ...]:
    """The deed of which the gathering is the end: "defied the police on Monday to hold a vigil"."""
    step = trigger.head if trigger.dep_ == "obj" and trigger.head.lemma_ in listed("organising") else trigger
    return (step.head,) if step.dep_ == "advcl" and infinitive(step) else ()


def _done_there(trigger: Token) -> tuple[Token, ...]:
    """The verb told to happen at the gathering: "spoke at a rally"."""
    if preposition(trigger) not in {"at", "during", "in"} or trigger.dep_ not in {"obl", "nmod"}:
        return ()
    if trigger.dep_ == "obl":
        over = trigger.head.head  # "had on 4 May stormed": the parser takes the auxiliary for the verb
        return (trigger.head, over) if over.lemma_ == "have" and trigger.head.dep_ in SPLIT else (trigger.head,)
    inside = trigger.head.dep_ == "obj" and trigger.head.head.lemma_ in listed("entering")
    return (trigger.head.head,) if inside else ()


def _whereupon(verb: Token) -> Iterator[Token]:
    """A verb with those it is the aim or the time of: "shops shut when police fired gas to break up the march"."""
    yield verb
    while verb.dep_ in {"advcl", "xcomp"} and {c.lower_ for c in verb.children if c.dep_ == "mark"} <= {"as", "to"}:
        verb = verb.head
        yield verb


def asked(verb: Token) -> tuple[Token, ...]:
    """Who is asked to come out: "called on its supporters to gather", "urged the clerks to march"."""
    over = verb.head
    if verb.dep_ not in {"ccomp", "xcomp"} or over.lemma_ not in listed("asking") or not infinitive(verb):
        return ()
    told = (child for child in over.children if over.i < child.i < verb.i)
    return tuple(c for c in told if c.dep_ in {"obj", "iobj"} or (c.dep_ == "obl" and preposition(c) in {"on", "upon"}))


def leading(verb: Token, many: Callable[[Token], bool]) -> tuple[Token, ...]:
    """The first noun for several before a past tense that is the first of its sentence, where the parser lost it."""
    before = verb.doc[: verb.i]
    if verb.tag_ not in {"VBD", "VBN"} or any(token.tag_ in FINITE for token in before):
        return ()
    return tuple(token for token in before if token.pos_ in {"NOUN", "PROPN"} and many(token))[:1]


def punished(event: Event) -> tuple[Token, ...]:
    """The verb of those who are held on the spot for what they stage: "arrested on Friday for staging a march"."""
    verb = event.match.head.head
    verb = verb.head if verb.dep_ == "xcomp" and verb.head.tag_ == "VBG" else verb  # "for trying to stage a march"
    gerund = event.match.head.dep_ == "obj" and verb.tag_ == "VBG" and verb.dep_ == "advcl"
    return (verb.head,) if gerund and any(child.lower_ in {"for", "while"} for child in verb.children) else ()


def entered(event: Event) -> tuple[Mention, ...]:
    """The site that people bar, or went into in protest: "blocked the road", "stormed the hall in protest"."""
    over = event.match.head.head
    verb = over.head if over.dep_ == "obj" else over
    crowd = event.match.cue.id == CROWD and event.match.head.dep_ == "nsubj"
    if event.match.cue.id == STREETS:
        return tuple(place for place in event.context.places if _of_object(event, place))
    inside = verb.lemma_ in listed("entering") and (crowd or preposition(event.match.head) == "in")
    barred = event.match.frame.object if event.match.cue.id in {BLOCK, PICKET} else ()
    heads = frame(verb).object if inside else barred
    return tuple(found for head in heads if (found := site(event, head)) is not None)


def _of_object(event: Event, place: Mention) -> bool:
    """Whether it is a place whose streets are filled: "thronged the streets of Orla"."""
    root = event.context.root(place.selector)
    return root is not None and preposition(root) == "of" and root.head in event.match.frame.object


def fronting(event: Event) -> tuple[Mention, ...]:
    """The site that opens the sentence, told of whatever follows: "Outside the court, colleagues chanted"."""
    first = event.match.head.doc[0]
    sites = (child for child in first.children if first.lower_ in words("circumstances", "at_site"))
    return tuple(found for child in sites if child.dep_ == "obj" and (found := site(event, child)))


def shaken(event: Event) -> tuple[Mention, ...]:
    """Where there is much unrest: "the marches shook | Orla |", "| Orla | was rocked by weeks of protests"."""
    trigger = event.match.head
    head = trigger.head if trigger.dep_ == "nmod" and preposition(trigger) == "of" else trigger
    verb, by = head.head, preposition(head) in {"by", "with"}
    told = verb.lemma_ in listed("shaking") or (verb.lemma_ in listed("seeing") and head.dep_ == "obj")
    if not told or not (by or head.dep_ in {"nsubj", "obj"}):
        return ()
    over = frame(verb)
    heads = over.subject if head.dep_ == "obj" else over.object
    named = (place for place in event.context.places if event.context.root(place.selector) in heads)
    return tuple(named) or tuple(found for each in heads if (found := site(event, each)) is not None)
