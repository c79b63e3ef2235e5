"""An event in its sentence in, where it happened out: named places, and sites that are only described.

Word lists are data (``lexicons/circumstances.toml``). Laws of this file: what stands behind the noun of another event
is that event's place; a site without a name ("his home") is told as it stands and has no name in the document.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.extractors.frames import SUBJECTS, phrase, preposition
from kg.extractors.incidents.clauses import companions, counting, holdings, meanwhile
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.people import human, noun, security
from kg.extractors.incidents.reach import attached, beside, unbroken
from kg.extractors.wordlists import words
from kg.language import Sentence
from kg.language.descriptions import described
from kg.language.memory import per_doc
from kg.language.relations import FINITE
from kg.language.tokens import Doc, Span, Token
from kg.model import Mention, MentionType

CLIMBED = frozenset({"appos", "compound", "flat", "conj", "nmod:unmarked"})
TAKING = frozenset({"abduct", "arrest", "lead-away", "round-up", "seize", "take-from"})
"""Cues of detentions that say where people are taken from."""

MERE = frozenset({"amod", "compound", "det", "flat", "nmod", "nmod:poss", "nummod"})
NEARBY = 4
"""Words from "In" to the place that opens a sentence."""

LYING = frozenset({"near", "outside", "outside of"})


def places(event: Event, beside: tuple[Token, ...] = ()) -> tuple[Mention, ...]:
    """Places with a preposition of place that hang on the event, or on a token ``beside`` it.

    Where it has none of its own, those of the clause that it belongs to: "broke up a march in Orla and held two".
    """
    own = _places(event, (*beside, *holdings(event), *counting(event)))
    found = own or _places(event, (*companions(event), *meanwhile(event)), tuple(_raided(event)))
    found = found or tuple(place for place in event.context.places if _at_occasion(event, place))
    found = found or tuple(place for place in event.context.places if _of_who_acts(event, place))
    found = found or _nearest(event, [place for place in event.context.places if _follows(event, place)])
    found = found or tuple(place for place in event.context.places if _opens(event, place))
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
    head = _outermost(root) if root is not None else None
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
    """Whether a place is that of the police who say what they did: "Police in Orla said they had held ten"."""
    root = event.context.root(place.selector)
    if root is None or not event.agent_heads or event.agent_heads[0].pos_ != "PRON":
        return False
    head = _outermost(root)
    acting = {mention.referent for mention in event.agents if mention.referent}
    own = head.head.dep_ in SUBJECTS and security(head.head) and _located(event, head)
    return own and any(mention.referent in acting for mention in event.context.who(head.head))


def _at_occasion(event: Event, place: Mention) -> bool:
    """Whether a place is that of the event upon which people are held: "arrested after clashes in Orla"."""
    root = event.context.root(place.selector)
    return root is not None and _located(event, _outermost(root)) and upon(event, root)


def upon(event: Event, root: Token) -> bool:
    """Whether a phrase follows without a break the noun of what people are held upon: "after clashes | in Orla"."""
    opening = {"after", "during", "following", "in"}
    near = (child for anchor in event.anchors for child in anchor.children if preposition(child) in opening)
    return any(noun(child) in words("circumstances", "occasion") and unbroken(child, root) for child in near)


def _places(event: Event, beside: tuple[Token, ...], raided: tuple[Mention, ...] = ()) -> tuple[Mention, ...]:
    named = _nearest(event, [place for place in event.context.places if _is_where(event, place, beside)])
    told = (*_sites(event, beside), *raided)
    sites = (site for site in told if not any(site.selector.overlaps(n.selector) for n in named))
    return tuple(sorted({*named, *sites}))


def _nearest(event: Event, named: list[Mention]) -> tuple[Mention, ...]:
    """Places less those that only tell where another one lies: "in Orla, outside Velm", "in Orla, near Velm"."""
    roots = {place: event.context.root(place.selector) for place in named}
    before = {place: preposition(_outermost(root)) if root is not None else "" for place, root in roots.items()}
    inside = [place for place in named if before[place] in {"at", "in"}]
    return tuple(p for p in named if before[p] not in LYING or not any(other < p for other in inside))


def _is_where(event: Event, place: Mention, beside: tuple[Token, ...]) -> bool:
    root = event.context.root(place.selector)
    if root is None:
        return False
    head = _outermost(root)
    if not (_located(event, head) or _owning(event, head)) or _acting(head) or _of_a_court(head):
        return False
    return attached(event, root, beside) or (head != root and attached(event, head, beside))


def _located(event: Event, head: Token) -> bool:
    """Whether a preposition of place stands before a noun; not one that tells where the way of something else leads.

    Where somebody is held "on a visit to Orla" it is that of the event.
    """
    before, over = preposition(head), head.head
    led = before in words("circumstances", "going") and over.pos_ == "NOUN" and over not in event.anchors
    here = not led or human(over) or preposition(over) in {"during", "on", "upon"}
    return (before in words("circumstances", "locative") and here) or _taken_from(event, head)


def _taken_from(event: Event, head: Token) -> bool:
    """Whether somebody is taken "from" a place, and not only comes from it: "was picked up from a hostel"."""
    taking = event.match.cue.id in TAKING and preposition(head) == "from" and head.head in event.anchors
    return taking and (event.match.frame.passive or noun(head) in words("circumstances", "site"))


def _owning(event: Event, head: Token) -> bool:
    """Whether a possessive tells where: "Orla's arrest of …", "in Orla's harbour"; not who: "Orla's police"."""
    owned = head.head
    spot = owned.pos_ == "PROPN" or noun(owned) in _spots()
    here = owned in event.anchors or (spot and _located(event, owned))
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
            heads = (child for child in verb.children if child.dep_ in {"obj", "nsubj:pass"})
            yield from (found for head in heads if (found := site(event, head)) is not None)


def left(event: Event) -> tuple[Mention, ...]:
    """The site that people are freed from, with the town it is in: "from a prison camp in Orla"."""
    heads = [head for head in event.match.frame.slot("prep:from") if noun(head) in words("circumstances", "site")]
    roots = ((place, event.context.root(place.selector)) for place in event.context.places)
    named = {place for place, root in roots if root and any(head == root or head.is_ancestor(root) for head in heads)}
    sites = {_described(event.context.sentence, head) for head in heads if _told(head)}
    return tuple(sorted(named | {s for s in sites if not any(s.selector.overlaps(n.selector) for n in named)}))


def _outermost(root: Token) -> Token:
    """The noun of which a name tells which: "departments" of "the departments of Orla and Velm"."""
    head = root
    while head.head != head:
        part = head.dep_ == "nmod" and preposition(head) == "of" and noun(head.head) in words("circumstances", "part")
        if not part and head.dep_ not in CLIMBED:
            break
        head = head.head
    return head


def _sites(event: Event, beside: tuple[Token, ...]) -> Iterator[Mention]:
    """Sites without a name of a place: "at his home", "outside the Velm court"."""
    for head in _spotted(event.match.head.doc):
        if (
            (noun(head) in words("circumstances", "site") or _called(event, head))
            and head.dep_ != "compound"
            and "appos" not in {head.dep_, head.head.dep_}
            and head not in event.match.words
            and _marked(event, head)
            and not _of_somebody(head)
            and attached(event, head, beside)
        ):
            yield _described(event.context.sentence, head)


@per_doc
def _spotted(doc: Doc) -> list[Token]:
    """Nouns that can be those of sites, by their words or as names."""
    return [head for head in doc if head.pos_ == "PROPN" or noun(head) in words("circumstances", "site")]


def _called(event: Event, head: Token) -> bool:
    """Whether a name behind "at" can be that of a spot, be it a body's: "held at the Widow's Stone"."""
    if head.pos_ != "PROPN" or head.dep_ != "obl":
        return False
    opening = {"at", "near", "outside", *(["to"] if event.match.cue.signals == "march" else [])}
    if preposition(head) not in opening:
        return False
    spot, context = event.context.sentence.select(head), event.context
    others = [each.selector for each in context.named if each.type in {MentionType.PERSON, MentionType.PLACE}]
    return not any(each.overlaps(spot) for each in (*others, *(moment.selector for moment in context.moments)))


def site(event: Event, head: Token) -> Mention | None:
    """The site that a noun phrase describes, with whatever preposition; None where its noun names no site."""
    return sited(event.context.sentence, head)


def sited(sentence: Sentence, head: Token) -> Mention | None:
    """The site that a noun phrase of a sentence describes; None where its noun names no site."""
    return _described(sentence, head) if noun(head) in words("circumstances", "site") else None


def _described(sentence: Sentence, head: Token) -> Mention:
    own = described(head).referent(sentence.index)
    return Mention(sentence.select(_phrase(head)), MentionType.PLACE, own, extractor="sites", score=0.8)


def _phrase(head: Token) -> Span:
    """The site's noun phrase with an "of" behind it, and nothing else that follows: "the gates of the harbour"."""
    span = described(head).span
    whose = next((child for child in head.children if child.i >= span.end and preposition(child) == "of"), None)
    return head.doc[span.start : phrase(whose).end] if whose is not None and whose.dep_ == "nmod" else span


def _of_somebody(head: Token) -> bool:
    """Whether a site tells who the subject is, not where it happens: "a professor at the university was shot"."""
    step = head
    while step.dep_ in {"nmod", "compound", "appos", "conj"}:
        step = step.head
    return step != head and step.dep_ in SUBJECTS and human(step)


def _marked(event: Event, head: Token) -> bool:
    """Whether a phrase is a site where something happens, or where a march goes; "in court" tells a state."""
    outer = _outermost(head)
    marches = event.match.cue.signals == "march" and preposition(outer) in {"through", "to", "towards", "toward"}
    here = marches or _taken_from(event, outer) or preposition(outer) in words("circumstances", "at_site")
    return _told(head) and here


def _told(head: Token) -> bool:
    """Whether anything is said of a site: "in court" alone is a state."""
    return head.pos_ == "PROPN" or any(child.dep_ in MERE and child.i < head.i for child in head.children)
