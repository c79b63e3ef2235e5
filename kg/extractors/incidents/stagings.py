"""A gathering in its sentence in, the verbs and sites around its words that tell when and where it was out.

"Spoke at a rally", "took part in a march", "police broke up the picket": the time and the place of what carries a
gathering, or is done at it, are its own. Word lists are data (``lexicons/gatherings.toml``).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from spacy.tokens import Token

from kg.extractors.frames import frame, preposition
from kg.extractors.incidents import circumstances
from kg.extractors.incidents.events import Event
from kg.extractors.wordlists import words
from kg.model import Mention

listed = partial(words, "gatherings")
CROWD, BLOCK, PICKET = "crowd", "block", "picket-verb"
SPLIT = frozenset({"advcl", "ccomp", "xcomp"})


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
    fixed = trigger.dep_ in {"nsubj", "nsubj:pass"} and over.lemma_ in listed("fixing")
    if crowd or fixed:
        return (over,)
    if trigger.dep_ in {"obj", "nsubj:pass"} and over.lemma_ in listed("quelling"):
        return tuple(_whereupon(over))
    return carriers(trigger) or _done_there(trigger)


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


def punished(event: Event) -> tuple[Token, ...]:
    """The verb of those who are held on the spot for what they stage: "arrested on Friday for staging a march"."""
    verb = event.match.head.head
    gerund = event.match.head.dep_ == "obj" and verb.tag_ == "VBG" and verb.dep_ == "advcl"
    return (verb.head,) if gerund and any(child.lower_ in {"for", "while"} for child in verb.children) else ()


def entered(event: Event) -> tuple[Mention, ...]:
    """The site that people bar, or went into in protest: "blocked the road", "stormed the hall in protest"."""
    over = event.match.head.head
    verb = over.head if over.dep_ == "obj" else over
    crowd = event.match.cue.id == CROWD and event.match.head.dep_ == "nsubj"
    inside = verb.lemma_ in listed("entering") and (crowd or preposition(event.match.head) == "in")
    barred = event.match.frame.object if event.match.cue.id in {BLOCK, PICKET} else ()
    heads = frame(verb).object if inside else barred
    return tuple(site for head in heads if (site := circumstances.site(event, head)) is not None)


def fronting(event: Event) -> tuple[Mention, ...]:
    """The site that opens the sentence, told of whatever follows: "Outside the court, colleagues chanted"."""
    first = event.match.head.sent[0]
    sites = (child for child in first.children if first.lower_ in words("circumstances", "at_site"))
    return tuple(found for child in sites if child.dep_ == "obj" and (found := circumstances.site(event, child)))
