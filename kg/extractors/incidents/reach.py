"""An event and a phrase of its sentence in, whether the phrase is the event's out: by the parse and by what parts them.

Law of this file: what stands behind the noun of another event ("after a rally in Orla on Monday") is that event's.
"""

from __future__ import annotations

from functools import cache

from kg.extractors.frames import governs, preposition
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.people import noun
from kg.extractors.wordlists import words
from kg.language.relations import FINITE
from kg.language.tokens import Token
from kg.lexicon import cues

LEXICONS = ("detentions", "gatherings", "releases", "violence")
CLIMBED = frozenset({"appos", "compound", "flat", "conj", "nmod:unmarked"})
BREAKS = frozenset(",;:\u2013\u2014")
VERBS = frozenset({"VB", "VBG", "VBN"})
TAKING = frozenset({"abduct", "arrest", "lead-away", "round-up", "seize", "take-from"})
"""Cues of detentions that say where people are taken from."""


def attached(event: Event, root: Token, beside: tuple[Token, ...]) -> bool:
    """Whether a phrase hangs on the event, or follows its noun without a break, and not on another event's noun."""
    if _of_another(event, root):
        return False
    hangs = any(governs(anchor, root) and not _parted(anchor, root) for anchor in (*event.anchors, *beside))
    return hangs or (_apart(event.match.head) and unbroken(event.match.head, root))


def _of_another(event: Event, root: Token) -> bool:
    """Whether a phrase follows without a break the noun of another event, told of after this one."""
    between = root.doc[event.match.head.i + 1 : root.left_edge.i]
    return any(_apart(word) and word not in event.anchors and unbroken(word, root) for word in between)


def _parted(anchor: Token, root: Token) -> bool:
    """Whether a phrase hangs on an anchor only through the noun of another event, or through who told of it."""
    if preposition(root).startswith("according"):
        return True
    step = root.head
    while step not in (anchor, step.head):
        before = preposition(step)
        if _apart(step) or before.startswith("according") or before in words("circumstances", "beyond"):
            return True
        step = step.head
    return False


def _apart(word: Token) -> bool:
    """Whether a noun names an event that is another's occasion or cause: "after a rally", "against the arrest"."""
    return word.pos_ == "NOUN" and noun(word) in eventful() and preposition(word) in words("circumstances", "apart")


def unbroken(word: Token, root: Token) -> bool:
    """Whether only phrases stand between a noun and one that follows it."""
    between = word.doc[word.i + 1 : root.left_edge.i]
    return word.i < root.left_edge.i and not any(t.text in BREAKS or t.tag_ in FINITE for t in between)


def beside(event: Event, root: Token, start: int) -> bool:
    """Whether nothing but phrases stands between the event's words and one that starts behind them.

    No other verb, no mark and no noun of another event: then it is the event's, wherever the parser hung it.
    """
    last = event.match.words[-1]
    if start <= last.i or preposition(root).startswith("according"):
        return False
    return not any(_parting(word, event) for word in root.doc[last.i + 1 : start])


def _parting(word: Token, event: Event) -> bool:
    """Whether a word shows that what stands behind it may be another's."""
    if (word.text in BREAKS and not _listing(word)) or word.tag_ in FINITE | VERBS or word.tag_.startswith("W"):
        return True
    apart = word.pos_ == "NOUN" and word not in event.anchors and noun(word) in eventful()
    return apart and word.dep_ != "compound"  # "held protest leader Ann Berg on Monday"


def _listing(mark: Token) -> bool:
    """Whether a comma stands between two names: "in Orla, Velm and Riga"."""
    inside = 0 < mark.i < len(mark.doc) - 1
    return mark.text == "," and inside and mark.nbor(-1).pos_ == mark.nbor().pos_ == "PROPN"


@cache
def eventful() -> frozenset[str]:
    """Nouns of events: those of the event lexicons and some more."""
    found = (word.split()[-1] for name in LEXICONS for cue in cues(name) if cue.frame == "noun" for word in cue.words)
    return frozenset(found) | words("circumstances", "event")


def outermost(root: Token) -> Token:
    """The noun of which a name tells which: "departments" of "the departments of Orla and Velm"."""
    head = root
    while head.head != head:
        part = head.dep_ == "nmod" and preposition(head) == "of" and noun(head.head) in words("circumstances", "part")
        if not part and head.dep_ not in CLIMBED:
            break
        head = head.head
    return head


def taken_from(event: Event, head: Token) -> bool:
    """Whether somebody is taken "from" a place, and not only comes from it: "was picked up from a hostel"."""
    taking = event.match.cue.id in TAKING and preposition(head) == "from" and head.head in event.anchors
    return taking and (event.match.frame.passive or noun(head) in words("circumstances", "site"))
