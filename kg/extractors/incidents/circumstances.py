"""An event in its sentence in, when and how long out, as told in its own clause; where is :mod:`places`' business."""

from __future__ import annotations

from kg.extractors.frames import preposition
from kg.extractors.incidents.clauses import (
    causes,
    companions,
    counting,
    holdings,
    meanwhile,
    overtaken,
    simultaneous,
)
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.people import noun
from kg.extractors.incidents.places import left, places, upon
from kg.extractors.incidents.reach import attached, beside
from kg.extractors.wordlists import words
from kg.language.calendar import MONTHS
from kg.language.relations import FINITE
from kg.language.tokens import Span, Token
from kg.model import Duration, Moment

LASTING = frozenset({"past", "recent", "since"})
"""Words of a time that goes on for long: nothing is said in it."""

PERFECT = frozenset({"had", "has", "have"})

__all__ = ["date", "describes_another", "duration", "fronts", "left", "length", "places"]


def date(event: Event, beside: tuple[Token, ...] = ()) -> Moment | None:
    """The time expression that hangs on the event, or on a token ``beside`` it; else that of the clause it goes on."""
    own = _moment(event, (*beside, *holdings(event))) or _moment(event, (*companions(event), *meanwhile(event)))
    own = own or _moment(event, counting(event), event.match.head.i) or _upon(event)
    own = own or _moment(event, (*overtaken(event), *causes(event)))
    return own or _moment(event, tuple(simultaneous(event))) or _beside(event) or _ongoing(event)


def _ongoing(event: Event) -> Moment | None:
    """The only time of the sentence, where it lasts until now like what is told: "have held 40 … so far in 2019"."""
    told = event.context.moments
    span = event.context.sentence.span(told[0].selector) if len(told) == 1 else None
    verbs = (event.match.frame.support or event.match.head, *counting(event))
    perfect = any(child.lower_ in PERFECT for verb in verbs for child in verb.children)
    if span is None or not perfect or _of_itself(event, told[0]):
        return None
    before = span.doc.text[: span.start_char].split()
    so_far = [word.lower() for word in (*before[-3:], *span.text.split())][-4:]
    return told[0] if LASTING & {token.lower_ for token in span} or {"so", "far"} <= set(so_far) else None


def _beside(event: Event) -> Moment | None:
    """The only time of the sentence, where it follows the event's words with nothing that parts the two."""
    told = event.context.moments
    root = event.context.root(told[0].selector) if len(told) == 1 else None
    ends = bool(told) and (told[0].edtf or "").startswith("../")
    span = event.context.sentence.span(told[0].selector) if root is not None else None
    if root is None or span is None or ends or _of_itself(event, told[0]) or describes_another(span, event.anchors):
        return None
    return told[0] if beside(event, root, span.start) else None


def _upon(event: Event) -> Moment | None:
    """The time of what people are held upon: "arrested after clashes on Monday"."""
    where = [event.context.root(place.selector) for place in places(event)]
    if any(root is not None and not upon(event, root) for root in where):  # held elsewhere, if not at another time
        return None
    roots = ((moment, event.context.root(moment.selector)) for moment in event.context.moments)
    return next((moment for moment, root in roots if root is not None and upon(event, root)), None)


def _moment(event: Event, beside: tuple[Token, ...], behind: int = -1) -> Moment | None:
    """The first time expression behind a token that hangs on the event, or on a token ``beside`` it."""
    for moment in event.context.moments:
        ends = moment.edtf is not None and moment.edtf.startswith("../")  # "held until Monday"
        if (
            ends
            or _of_itself(event, moment)
            or _of_a_deed(event, moment)
            or any(name.selector.overlaps(moment.selector) for name in event.context.named)
        ):
            continue
        span, verbs = event.context.sentence.span(moment.selector), (*event.anchors, *beside)
        if span is None or span.start <= behind or describes_another(span, verbs):
            continue
        if attached(event, span.root, beside) or any(fronts(span, verb) for verb in verbs):
            return moment
    return None


def _of_itself(event: Event, moment: Moment) -> bool:
    """Whether words for a time tell it by the event, and no day, month or year: "since the march"."""
    return moment.edtf is None and event.context.sentence.select(event.match.words).overlaps(moment.selector)


def _of_a_deed(event: Event, moment: Moment) -> bool:
    """Whether a bare year is that of the deed for which people are held now: "holds two for killing a man in 2016"."""
    now = event.match.frame.trigger.tag_ in {"VBZ", "VBP"} and moment.selector.exact.isdigit()
    span = event.context.sentence.span(moment.selector) if now else None
    between = span.doc[event.match.head.i + 1 : span.start] if span is not None else ()
    return any(token.lower_ in {"for", "over"} for token in between)


def describes_another(span: Span, own: tuple[Token, ...]) -> bool:
    """Whether a date stands before a noun that is not one of ``own``, and tells which it is: "the 2006 murder".

    A raid or another occasion of what is told has its date for it: "held in a May 3 raid"; not one for which people
    are held: "held over the May 3 riots".
    """
    over = span.root.head
    dated = any(char.isdigit() for char in span.text) or span.text.lower() in MONTHS
    dated = dated and over.i >= span.end and span.doc[span.end].text != ","
    occasion = not span.text.isdigit() and noun(over) in words("circumstances", "occasion") and not _blamed(over)
    return dated and over.pos_ == "NOUN" and over not in own and not occasion


def _blamed(occasion: Token) -> bool:
    """Whether people are held for what they did at it: "over the riots", "for his part in the riots"."""
    steps = [occasion, *(step for step in occasion.ancestors if step.pos_ == "NOUN")]
    return any(preposition(step) in {"for", "in connection with", "over"} for step in steps)


def fronts(span: Span, verb: Token) -> bool:
    """Whether a time opens the sentence, parted by a comma, and a verb is the first finite one behind it.

    Then it is the verb's, wherever the parser hung it: "On 5 May, the clerk was held". Who says so may stand between:
    "On 5 May, police said, the clerk was held", "Over the past year, she said 40 clerks had been held". So is a time
    right before a verb: "A court led by Ann Berg on Monday jailed him".
    """
    if _right_before(span, verb):
        return True
    doc, own = verb.doc, {verb, *(child for child in verb.children if child.dep_.startswith("aux"))}
    if verb.dep_ == "xcomp":
        own.add(verb.head)
    if span.start > 2 or span.end >= len(doc) or doc[span.end].text != "," or verb.i < span.end:
        return False
    between = [t for t in doc[span.end : verb.i] if t not in own and t.tag_ in FINITE | {"WP", "WDT", "WRB"}]
    lasting = bool(LASTING & {token.lower_ for token in span}) and bool(PERFECT & {child.lower_ for child in own})
    clauses = any(not (_saying(t) and (lasting or t.nbor().text == ",")) for t in between)
    return bool(own & set(doc[span.end :])) and verb.tag_.startswith("VB") and not clauses


def _right_before(span: Span, verb: Token) -> bool:
    """Whether no more than its own auxiliaries and adverbs stand between a time and a finite verb."""
    helpers = [child for child in verb.children if child.dep_.startswith("aux")]
    finite = verb.tag_ == "VBD" or any(child.tag_ in FINITE for child in helpers)
    own = {*helpers, *(child for child in verb.children if child.dep_ == "advmod")}
    return finite and span.start > 0 and verb.i >= span.end and own.issuperset(verb.doc[span.end : verb.i])


def _saying(verb: Token) -> bool:
    return verb.tag_ in FINITE and verb.lemma_ in words("gatherings", "telling")


def duration(event: Event) -> Duration | None:
    """The length of time that goes with the event."""
    for length in event.context.durations:
        root = event.context.root(length.selector)
        if root is not None and attached(event, root, ()):
            return length
    return None


def length(event: Event) -> Duration | None:
    """The length of time told before an event's noun: "weeks of protests", "a months-long protest"."""
    for lasted in event.context.durations:
        span = event.context.sentence.span(lasted.selector)
        if span is not None and span.end <= event.match.head.i and _of(span, event.match.head):
            return lasted
    return None


def _of(span: Span, head: Token) -> bool:
    """Whether no more than "of" and what describes a noun stand between a length and the noun."""
    between = span.doc[span.end : head.i]
    return all(t.lower_ == "of" or t.dep_ in {"amod", "compound", "det", "punct"} for t in between)
