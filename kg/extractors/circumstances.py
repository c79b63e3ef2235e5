"""An event in its sentence in, its circumstances out: when, how long, where and why, as told in its own clause.

Word lists are data (``lexicons/circumstances.toml``). Law of this file: what stands behind the noun of another event
("after a rally in Orla on Monday") is that event's time and place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from kg.extractors.events import Event
from kg.extractors.frames import frame, governs, phrase, preposition
from kg.extractors.people import noun
from kg.extractors.wordlists import words
from kg.language.relations import FINITE
from kg.lexicon import cues
from kg.model import Duration, Mention, Moment, Selector

LEXICONS = ("detentions", "gatherings", "releases", "violence")
BREAKS = frozenset(",;:\u2013\u2014")
TAIL = re.compile(r"\W*\b(?:in|at|near|outside|across|throughout)(?: the)?$")


def date(event: Event, beside: tuple[Token, ...] = ()) -> Moment | None:
    """The time expression that hangs on the event, or on a token ``beside`` it."""
    for moment in event.context.moments:
        if any(name.selector.overlaps(moment.selector) for name in event.context.named):
            continue
        span = event.context.sentence.span(moment.selector)
        if span is not None and (_attached(event, span.root, beside) or any(fronts(span, a) for a in event.anchors)):
            return moment
    return None


def fronts(span: Span, verb: Token) -> bool:
    """Whether a time opens the sentence, parted by a comma, and a verb is the first finite one behind it.

    Then it is the verb's, wherever the parser hung it: "On 5 May, the clerk was held".
    """
    doc, own = verb.doc, {verb, *(child for child in verb.children if child.dep_.startswith("aux"))}
    if span.start > 2 or span.end >= len(doc) or doc[span.end].text != "," or verb.i < span.end:
        return False
    between = doc[span.end : verb.i]
    clauses = any(t.tag_ in FINITE | {"WP", "WDT", "WRB"} and t not in own for t in between)
    return bool(own & set(doc[span.end :])) and verb.tag_.startswith("VB") and not clauses


def duration(event: Event) -> Duration | None:
    """The length of time that goes with the event."""
    for length in event.context.durations:
        root = event.context.root(length.selector)
        if root is not None and _attached(event, root, ()):
            return length
    return None


def places(event: Event, beside: tuple[Token, ...] = ()) -> tuple[Mention, ...]:
    """Named places with a preposition of place that hang on the event, or on a token ``beside`` it."""
    return tuple(place for place in event.context.places if _is_where(event, place, beside))


def _is_where(event: Event, place: Mention, beside: tuple[Token, ...]) -> bool:
    root = event.context.root(place.selector)
    if root is None:
        return False
    head = root
    while head.dep_ in {"appos", "compound", "flat", "conj", "nmod:unmarked"} and head.head != head:
        head = head.head
    here = preposition(head) in words("circumstances", "locative") or head.dep_ == "nmod:poss"
    return here and _attached(event, root, beside)


def _attached(event: Event, root: Token, beside: tuple[Token, ...]) -> bool:
    """Whether a phrase hangs on the event, or follows its noun without a break, and not on another event's noun."""
    if _of_another(event, root):
        return False
    hangs = any(governs(anchor, root) and not _parted(anchor, root) for anchor in (*event.anchors, *beside))
    return hangs or (_apart(event.match.head) and _unbroken(event.match.head, root))


def _of_another(event: Event, root: Token) -> bool:
    """Whether a phrase follows without a break the noun of another event, told of after this one."""
    between = root.doc[event.match.head.i + 1 : root.left_edge.i]
    return any(_apart(word) and word not in event.anchors and _unbroken(word, root) for word in between)


def _parted(anchor: Token, root: Token) -> bool:
    """Whether a phrase hangs on an anchor only through the noun of another event."""
    step = root.head
    while step not in (anchor, step.head):
        if _apart(step):
            return True
        step = step.head
    return False


def _apart(word: Token) -> bool:
    """Whether a noun names an event that is another's occasion or cause: "after a rally", "against the arrest"."""
    return word.pos_ == "NOUN" and noun(word) in _eventful() and preposition(word) in words("circumstances", "apart")


def _unbroken(word: Token, root: Token) -> bool:
    """Whether only phrases stand between a noun and one that follows it."""
    between = word.doc[word.i + 1 : root.left_edge.i]
    return word.i < root.left_edge.i and not any(t.text in BREAKS or t.tag_ in FINITE for t in between)


def ground(event: Event) -> Selector | None:
    """The stated reason, without the words that introduce it."""
    slots = event.match.cue.slots.get("ground", "")
    heads = (*event.match.frame.slot(slots), *_charged(event)) if slots else ()
    found = next((reason for head in heads if (reason := _reason(event, head))), None) or (
        _accused(event) if slots else None
    )
    return found and without_place(event, found)


def _charged(event: Event) -> Iterator[Token]:
    """Words such as "suspicion" with a preposition, wherever in the clause the parser hung them."""
    for token in event.match.head.doc:
        introduced = token.lemma_ in words("circumstances", "charge") and preposition(token) in {"on", "over", "under"}
        if introduced and any(governs(anchor, token) for anchor in event.anchors):
            yield token


def _accused(event: Event) -> Selector | None:
    """What those affected are said to be accused of, set off in the event's sentence: ", accused of spying"."""
    near = {*event.anchors, *event.affected_heads}
    for token in event.match.head.doc:
        if (
            token.lemma_ in words("circumstances", "accusing")
            and token.tag_ in {"VBN", "VBD"}
            and token.head in near
            and token not in near
        ):
            told = frame(token)
            if told.passive and (heads := told.slot("prep:of")):
                return event.context.sentence.select(phrase(heads[0], whole=True))
    return None


def without_place(event: Event, stretch: Selector) -> Selector:
    """A stretch up to the place that follows it: "the dam", not "the dam in Orla"."""
    document = event.context.sentence.analysis.document
    for place in places(event):
        before = document.text[stretch.start : place.selector.start].rstrip()
        cut = TAIL.sub("", before)
        if stretch.contains(place.selector) and cut and cut != before:
            return document.select(stretch.start, stretch.start + len(cut))
    return stretch


def _reason(event: Event, head: Token) -> Selector | None:
    """What a phrase gives as reason: an offence after "on charges of", a law after "under", a cause, a deed."""
    select, lemma, opening = event.context.sentence.select, head.lemma_.lower(), preposition(head)
    if lemma in words("circumstances", "cause"):
        return select(head.doc[head.left_edge.i : head.right_edge.i + 1])
    if lemma in words("circumstances", "charge"):
        inner = [c for c in head.children if preposition(c) == "of" or c.dep_ in {"acl", "ccomp"}]
        return select(phrase(inner[0], whole=True)) if inner else None
    if opening == "under":
        return select(phrase(head)) if any(word.pos_ == "PROPN" for word in phrase(head)) else None
    if opening in {"in", "on"} or lemma in words("circumstances", "no_ground") or _is_circumstance(event, head):
        return None
    return select(phrase(head, whole=True))


def _is_circumstance(event: Event, head: Token) -> bool:
    """Whether a phrase tells when, how long or where rather than why."""
    select, context = event.context.sentence.select, event.context
    times = [m.selector for m in context.moments] + [d.selector for d in context.durations]
    timed = any(time.overlaps(select(phrase(head))) for time in times) and not head.tag_.startswith("VB")
    return timed or any(place.selector.overlaps(select(head)) for place in context.places)


@cache
def _eventful() -> frozenset[str]:
    """Nouns of events: those of the event lexicons and some more."""
    found = (word.split()[-1] for name in LEXICONS for cue in cues(name) if cue.frame == "noun" for word in cue.words)
    return frozenset(found) | words("circumstances", "event")
