"""An event of custody in, whether no detention is told but a general remark, or a kidnapping, out.

"Police question activities such as the arrest of thieves", "the man was held for three days until the ransom came":
law of this file: who is not picked out of a class by a name, a number or a day is nobody in particular.
"""

from __future__ import annotations

from kg.extractors.frames import preposition
from kg.extractors.incidents.events import Event, bare
from kg.extractors.wordlists import pattern
from kg.language.tokens import Token

BEFORE = 2
"""Sentences before that may tell that people were kidnapped."""


def remarked(event: Event) -> bool:
    """Whether a habit is told of whoever it befalls ("security forces abduct people"), or a rule."""
    heads = event.affected_heads
    if not heads or not all(head.pos_ == "NOUN" and not _picked(head) for head in heads):
        return False
    if event.match.frame.trigger.tag_ in {"VBP", "VBZ"} and not any(list(h.children) for h in heads):
        return all(map(bare, heads))
    example = event.match.cue.frame == "noun" and preposition(event.match.head) == "such as"
    return example or pattern("custody", "habitually").match(event.context.sentence.text) is not None


def _picked(head: Token) -> bool:
    """Whether a number, an owner or a determiner says which people are meant, or how many, or they are one."""
    told = any(child.dep_ in {"det", "nmod:poss", "nummod"} for child in head.children)
    return told or "Number=Plur" not in str(head.morph)


def kidnapped(event: Event) -> bool:
    """Whether those told to be held are hostages: kidnapping is told of just before, and nothing of those who may."""
    sentence = event.context.sentence
    if event.official or pattern("custody", "lawful").search(sentence.text):
        return False
    sentences = sentence.analysis.sentences[max(sentence.index - BEFORE, 0) : sentence.index + 1]
    near = (each.text for each in sentences)
    return any(pattern("custody", "kidnapping").search(text) for text in near)
