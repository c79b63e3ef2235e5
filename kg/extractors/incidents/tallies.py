"""An event noun in, how many it is about where that is told around it out: "the number of arrests rose to 120".

Law of this file: a number is taken as printed; "some arrests were made" has words and no number.
"""

from __future__ import annotations

from spacy.tokens import Token

from kg.extractors.frames import phrase
from kg.extractors.incidents.events import Event
from kg.extractors.wordlists import words
from kg.model import Quantity


def tally(event: Event) -> Quantity | None:
    """The number that a count of events is said to reach, or the words for several that were made."""
    noun = event.match.frame.trigger
    if event.match.cue.frame != "noun" or noun.tag_ not in {"NNS", "NNPS"}:
        return None
    return _reached(event, noun) or _made(event, noun)


def _reached(event: Event, noun: Token) -> Quantity | None:
    """The number after the verb of "the number of arrests has crossed ..."."""
    figure = noun.head
    if noun.dep_ != "nmod" or figure.lemma_.lower() not in words("people", "figures"):
        return None
    verb = figure.head
    after = [
        child for child in verb.children if child.i > verb.i and child.dep_ in {"obj", "obl", "obl:unmarked", "xcomp"}
    ]
    return event.count(tuple(after)) if figure.dep_ in {"nsubj", "obj"} else None


def _made(event: Event, noun: Token) -> Quantity | None:
    """The plural itself where arrests are said to have been made, how many ever; "the arrests" were told of before."""
    if any(child.lower_ in words("people", "definite") for child in noun.children):
        return None
    figure = noun.head if noun.dep_ == "nmod" and noun.head.lemma_.lower() in words("people", "figures") else None
    made = [event.match.frame.support, *(child for child in noun.children if child.dep_.startswith("acl"))]
    made += [figure.head] if figure is not None else []
    if not any(verb is not None and verb.lemma_ in words("people", "making") for verb in made):
        return None
    return Quantity(event.context.sentence.select(phrase(noun)), "vague")
