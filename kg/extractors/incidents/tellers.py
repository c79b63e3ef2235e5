"""A detention in, who puts it forward otherwise than by a statement out: who counts arrests, confirms one, has figures.

Law of this file: whoever is told of with a verb that is no word for telling puts nothing forward.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from kg.extractors.frames import SUBJECTS, subjects
from kg.extractors.incidents.events import Event, named
from kg.extractors.incidents.people import human, security
from kg.extractors.nominals import makers
from kg.extractors.wordlists import words
from kg.language.descriptions import kind_of_word
from kg.language.tokens import Token
from kg.model import Mention

listed = partial(words, "circumstances")

SAYING = 5
"""Words from "who" to "say" in "who the city's activists say were held"."""


def teller(event: Event) -> Mention | None:
    """Who puts forward that people were held, where no words of theirs are told; rather by name. None where nobody."""
    heads = _counters(event) if event.match.cue.frame == "noun" else (*_between(event), *_with_figures(event))
    found = [mention for head in heads for mention in event.context.who(head)]
    return next(filter(named, found), next(iter(found), None))


def _counters(event: Event) -> Iterator[Token]:
    """Who counts or confirms arrests: "the monitors recorded 12 arrests", "police confirmed the arrest of X"."""
    verb = event.match.head.head
    if verb.lemma_ not in listed("counting") | listed("reporting") or event.match.head.dep_ not in {"obj", "obl"}:
        return
    near = (each for head in subjects(verb) if _telling(head) for each in (head, *head.children))
    yield from (head for head in near if head.dep_ in {*SUBJECTS, "nmod"})


def _telling(head: Token) -> bool:
    """Whether a noun is one for people or a body, or a name."""
    return head.pos_ == "PROPN" or human(head) or security(head) or kind_of_word(head.text) is not None


def _between(event: Event) -> Iterator[Token]:
    """Who says it between a relative pronoun and its verb: "the ten people who activists say were held"."""
    verb = event.match.head
    first = min((child.i for child in verb.children if child.dep_.startswith("aux")), default=0)
    before = verb.doc[max(first - SAYING, 0) : first]
    opened = any(token.tag_ in {"WP", "WDT"} for token in before)
    if len(before) > 1 and opened and before[-1].lower_ in listed("saying") and before[-2].tag_ not in {"WP", "WDT"}:
        yield before[-2]


def _with_figures(event: Event) -> Iterator[Token]:
    """Whose figures show it: "a count by the union shows that 40 were held"."""
    verb = event.match.head.head
    if event.match.head.dep_ == "ccomp" and verb.lemma_ in listed("showing"):
        figures = (head for head in subjects(verb) if head.lemma_.lower() in listed("figures"))
        yield from (whose for head in figures for whose in makers(head))
