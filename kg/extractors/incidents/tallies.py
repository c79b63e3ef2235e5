"""An event noun in, how many it is about where that is told around it out: "the number of arrests rose to 120".

Law of this file: a number is taken as printed; "some arrests were made" has words and no number.
"""

from __future__ import annotations

from kg.extractors.frames import phrase
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.people import noun
from kg.extractors.wordlists import words
from kg.language.tokens import Token
from kg.model import Quantity


def tally(event: Event) -> Quantity | None:
    """The number that a count of events is said to reach, or the words for several that were made."""
    trigger = event.match.frame.trigger
    if event.match.cue.frame != "noun" or trigger.tag_ not in {"NNS", "NNPS"}:
        return None
    return _reached(event, trigger) or _made(event, trigger)


def put(event: Event) -> Quantity | None:
    """The number at which somebody puts how many were held: "put the number of those arrested at 34"."""
    verb, doc = event.match.frame.trigger, event.match.head.doc
    over = verb.head.head if verb.head.dep_ == "nmod" else verb.head
    figure = verb.dep_ == "acl" and noun(over) in words("people", "figures")
    if not figure or doc[verb.i + 1 : verb.i + 2].text != "at":
        return None
    at = event.context.sentence.select(doc[verb.i + 2 : verb.i + 3])
    return next((each for each in event.context.quantities if each.selector.overlaps(at)), None)


def _reached(event: Event, counted: Token) -> Quantity | None:
    """The number after the verb of "the number of arrests has crossed ..."."""
    figure = counted.head
    if counted.dep_ != "nmod" or figure.lemma_.lower() not in words("people", "figures"):
        return None
    verb = figure.head
    after = [
        child for child in verb.children if child.i > verb.i and child.dep_ in {"obj", "obl", "obl:unmarked", "xcomp"}
    ]
    return event.count(tuple(after)) if figure.dep_ in {"nsubj", "obj"} else None


def _made(event: Event, arrests: Token) -> Quantity | None:
    """The plural itself where arrests are said to have been made, how many ever."""
    figure = (
        arrests.head if arrests.dep_ == "nmod" and arrests.head.lemma_.lower() in words("people", "figures") else None
    )
    made = [event.match.frame.support, *(child for child in arrests.children if child.dep_.startswith("acl"))]
    made += [figure.head] if figure is not None else []
    if not any(verb is not None and verb.lemma_ in words("people", "making") for verb in made):
        return None
    return Quantity(event.context.sentence.select(phrase(arrests)), "vague")
