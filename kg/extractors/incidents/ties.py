"""The words for a detention in, what ties it to what was told before out: a story going on, a crowd, others held.

Word lists are data (``lexicons/circumstances.toml``).
"""

from __future__ import annotations

from kg.extractors.frames import frame, passive, preposition
from kg.extractors.incidents.people import noun
from kg.extractors.incidents.scenes import narrated
from kg.extractors.wordlists import words
from kg.language.tokens import Token

WITH = frozenset({"along", "together"})
"""Before "with" and whoever was held with those who "also" were."""


def goes_on(trigger: Token) -> bool:
    """Whether the words for a detention tell it as the next event of a story."""
    return narrated(trigger if trigger.tag_.startswith("VB") else trigger.head)


def crowds(trigger: Token) -> list[Token]:
    """The crowd that those held were in, or that was broken up when they were: "dispersed the march, arresting ten"."""
    verbs = [trigger, *([trigger.head] if trigger.dep_ in {"advcl", "conj"} else [])]
    near = (child for verb in verbs for child in verb.children if child.dep_ in {"nmod", "nsubj:pass", "obj", "obl"})
    return [head for head in near if noun(head) in words("circumstances", "crowd")]


def answering(head: Token) -> bool:
    """Whether a noun is that of a crowd told of about which a state does something: "met the protests with force"."""
    taken_up = noun(head) in words("circumstances", "crowd") and any(
        c.lower_ in {"the", "these"} for c in head.children
    )
    about = head.dep_ == "obj" or preposition(head) in {"against", "at", "on", "to"}
    doing = frame(head.head).subject if taken_up and about and head.head.pos_ == "VERB" else ()
    return any(noun(who) in words("people", "rulers") | words("people", "security") for who in doing)


def also(trigger: Token) -> bool:
    """Whether somebody was held like the last: "was also arrested", "along with X, officers also took his brother"."""
    like = {child.lower_ for child in trigger.children} & {"also", "too"}
    well = any(word.lower_ == "well" for child in trigger.children if child.lower_ == "as" for word in child.children)
    beside = any(word.lower_ in WITH and word.nbor().lower_ == "with" for word in trigger.doc[: trigger.i])
    return bool(like and (passive(trigger) or beside)) or well
