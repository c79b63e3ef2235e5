"""An event in its sentence in, where it happened out: named places, and sites that are only described.

Word lists are data (``lexicons/circumstances.toml``). Laws of this file: what stands behind the noun of another event
is that event's place; a site without a name ("his home") is told as it stands and has no name in the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from kg.extractors.frames import SUBJECTS, preposition
from kg.extractors.incidents.clauses import companions, counting, holdings, meanwhile, simultaneous, where
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.people import human, noun, security
from kg.extractors.incidents.reach import attached, beside, outermost, taken_from, unbroken
from kg.extractors.incidents.sites import described_sites, marked_off, site, standing, taken_to, unnamed
from kg.extractors.wordlists import words
from kg.gazetteer import place as state
from kg.language.relations import FINITE
from kg.language.tokens import Token
from kg.model import Mention
from kg.towns import town

NEARBY = 4
"""Words from "In" to the place that opens a sentence."""

LYING = frozenset({"near", "outside", "outside of"})


def places(event: Event, beside: tuple[Token, ...] = ()) -> tuple[Mention, ...]:
    """Places with a preposition of place that hang on the event, or on a token ``beside`` it.

    Where it has none of its own, those of the clause that it belongs to: "broke up a march in Orla and held two".
    """
    own = _places(event, (*beside, *holdings(event), *counting(event), *where(event)))
    found = own or _places(event, (*companions(event), *meanwhile(event)), tuple(_raided(event)))
    found = found or tuple(place for place in event.context.places if _at_occasion(event, place))
    found = found or _nearest(event, [place for place in event.context.places if _follows(event, place)])
    found = found or tuple(place for place in event.context.places if _opens(event, place))
    found = found or tuple(taken_to(event)) or _places(event, tuple(simultaneous(event)))
    if all(place.value is None for place in found):
        found += tuple(place for place in event.context.places if _of_who_acts(event, place))
    return (*found, *_further(event, found))


def _further(event: Event, found: tuple[Mention, ...]) -> Iterator[Mention]:
    """Places that go on a list of which the last found is one: "in Orla, | Velm | and | Riga |"."""
    last, text = (
        max(found, key=lambda place: place.selector, default=None),
        event.context.sentence.analysis.document.text,
    )
    for place in event.context.places if last is not None and last.value is not None else ():
        span = event.context.sentence.span(place.selector)
        own = span is None or span.end >= len(span.doc) or span.doc[span.end].tag_ not in FINITE
        if last is not None and own and text[last.selector.end : place.selector.start] in {", ", " and ", ", and "}:
            last = place
            yield place


def _follows(event: Event, place: Mention) -> bool:
    """Whether a place with its preposition follows the event's words with nothing that parts the two."""
    root = event.context.root(place.selector)
    head = outermost(root) if root is not None else None
    here = head is not None and preposition(head) in words("circumstances", "at_site")
    return head is not None and here and not _of_a_court(head) and beside(event, head, head.left_edge.i)


def _opens(event: Event, place: Mention) -> bool:
    """Whether a sentence opens with "In" and a place, and goes on with what happens there: "In Orla, they held ten"."""
    span, verb = event.context.sentence.span(place.selector), event.match.frame.trigger
    if span is None or span.end >= len(span.doc) or span.doc[span.end].text != "," or verb.i < span.end:
        return False
    first = span.doc[: span.start]
    opening = 0 < len(first) <= NEARBY and first[0].lower_ in {"at", "in"} and not any(t.pos_ == "VERB" for t in first)
    return opening and verb.dep_ not in {"acl", "acl:relcl"} and not any(t.text == ";" for t in span.doc[: verb.i])


def _of_who_acts(event: Event, place: Mention) -> bool:
    """Whether a place is that of who tells what they did or underwent: "Police in Orla said they had held ten"."""
    root = event.context.root(place.selector)
    head = outermost(root) if root is not None else None
    if head is None or not _located(event, head) or not (head.head.dep_ in SUBJECTS and _people(head.head)):
        return False
    if _police_first(event, head):
        return True
    doing, done_to = event.agent_heads[:1], event.affected_heads[:1]
    own = doing if security(head.head) else done_to
    meant = {each.referent for token in own if token.pos_ == "PRON" for each in event.context.who(token)} - {None}
    return any(mention.referent in meant for mention in event.context.who(head.head))


def _people(head: Token) -> bool:
    return human(head) or security(head)


def _police_first(event: Event, head: Token) -> bool:
    """Whether a sentence opens with the police of a place and tells first what they do, whatever is put between."""
    first, verb = head.head, event.match.head
    own = {verb, *(child for child in verb.children if child.dep_.startswith("aux"))}
    told = any(token.tag_ in FINITE and token not in own for token in verb.doc[: verb.i])
    return first.i == 0 and security(first) and not told and verb.i > head.i


def _at_occasion(event: Event, place: Mention) -> bool:
    """Whether a place is that of the event upon which people are held: "arrested after clashes in Orla"."""
    root = event.context.root(place.selector)
    if root is None:
        return False
    head = outermost(root)
    return (_located(event, head) or _owning(event, root)) and upon(event, head)


def upon(event: Event, root: Token) -> bool:
    """Whether a phrase follows without a break the noun of what people are held upon: "after clashes | in Orla"."""
    opening = {"after", "during", "following", "in"}
    near = (child for anchor in event.anchors for child in anchor.children if preposition(child) in opening)
    return any(_occasion(child) and unbroken(child, root) for child in near)


def _occasion(head: Token) -> bool:
    """Whether a noun names what people are held upon: "clashes", "a wave of arrests"."""
    of = (child for child in head.children if preposition(child) == "of")
    repeated = any(noun(child) in words("circumstances", "repeated") for child in of)
    return repeated or noun(head) in words("circumstances", "occasion") | words("circumstances", "sweeping")


def _places(event: Event, beside: tuple[Token, ...], raided: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
    named = _nearest(event, [place for place in event.context.places if _is_where(event, place, beside)])
    told = (*described_sites(event, beside), *unnamed(event), *raided)
    sites = (site for site in told if not any(site.selector.overlaps(n.selector) for n in named))
    return tuple(sorted({*(_whole(event, place) for place in named), *sites}))


def _whole(event: Event, place: Mention) -> Mention:
    """A place that is known as no town, with the noun of the site that it names: "Vogel | airport |"."""
    span = event.context.sentence.span(place.selector)
    behind = span.doc[span.end] if span is not None and span.end < len(span.doc) else None
    sites = words("circumstances", "site") - words("circumstances", "part")
    if span is None or behind is None or behind.text.istitle() or noun(behind) not in sites:
        return place
    if span.root.head != behind or state(place.selector.exact) or town(place.selector.exact):
        return place
    end = event.context.sentence.select(behind).end
    selector = event.context.sentence.analysis.document.select(place.selector.start, end)
    return replace(place, selector=selector, value=selector.exact)


def _nearest(event: Event, named: list[Mention]) -> tuple[Mention, ...]:
    """Places less those that only tell where another one lies: "in Orla, outside Velm", "in Orla, near Velm"."""
    roots = {place: event.context.root(place.selector) for place in named}
    before = {place: preposition(outermost(root)) if root is not None else "" for place, root in roots.items()}
    inside = [place for place in named if before[place] in {"at", "in"}]
    return tuple(p for p in named if before[p] not in LYING or not any(other < p for other in inside))


def _is_where(event: Event, place: Mention, beside: tuple[Token, ...]) -> bool:
    root = event.context.root(place.selector)
    if root is None:
        return False
    head = outermost(root)
    if not (_located(event, head) or _owning(event, head)) or _acting(head) or _of_a_court(head):
        return False
    return attached(event, root, beside) or (head != root and attached(event, head, beside))


def _located(event: Event, head: Token) -> bool:
    """Whether a preposition of place stands before a noun; not one that tells where the way of something else leads.

    Where somebody is held "on a visit to Orla" it is that of the event.
    """
    before, over = preposition(head), head.head
    if before == "along" and any(child.lower_ == "with" for child in head.children):
        return False
    led = before in words("circumstances", "going") and over.pos_ == "NOUN" and over not in event.anchors
    here = not led or human(over) or preposition(over) in {"during", "on", "upon"}
    return (before in words("circumstances", "locative") and here) or taken_from(event, head)


def _owning(event: Event, head: Token) -> bool:
    """Whether a possessive tells where: "Orla's protests", "in Orla's harbour"; not who: "Orla's police"."""
    owned = head.head
    spot = owned.pos_ == "PROPN" or noun(owned) in _spots()
    own = owned in event.anchors and event.match.cue.type != "Detention"  # a state that arrests is no place
    here = own or (spot and _located(event, owned))
    return head.dep_ == "nmod:poss" and here


@cache
def _spots() -> frozenset[str]:
    return words("circumstances", "site") | words("circumstances", "part")


def _of_a_court(head: Token) -> bool:
    """Whether a place only tells which court acts: "freed by a court in Orla"; not "held at a court in Orla"."""
    court = head.head
    return noun(court) in words("courts", "court") and preposition(court) not in words("circumstances", "at_site")


def _acting(head: Token) -> bool:
    """Whether a noun behind "before" is the subject of a clause that the parser missed: "before a court freed her"."""
    return preposition(head) in {"after", "before"} and head.i + 1 < len(head.doc) and head.nbor().tag_ in FINITE


def _raided(event: Event) -> Iterator[Mention]:
    """The site that was raided when people were seized in it: "stormed the office and held two"."""
    for verb in (*companions(event), *meanwhile(event)):
        if verb.lemma_ in words("circumstances", "raiding"):
            heads = (c for c in verb.children if c.dep_ in {"obj", "nsubj:pass"} or preposition(c) in {"in", "into"})
            yield from (found for head in heads if (found := site(event, head)) is not None)


def left(event: Event) -> tuple[Mention, ...]:
    """The site that people are freed from, with the town it is in: "from a prison camp in Orla"."""
    heads = [head for head in event.match.frame.slot("prep:from") if noun(head) in words("circumstances", "site")]
    roots = ((place, event.context.root(place.selector)) for place in event.context.places)
    named = {place for place, root in roots if root and any(head == root or head.is_ancestor(root) for head in heads)}
    sites = {standing(event.context.sentence, head) for head in heads if marked_off(head)}
    return tuple(sorted(named | {s for s in sites if not any(s.selector.overlaps(n.selector) for n in named)}))
