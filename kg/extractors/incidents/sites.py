"""An event in, the sites out at which it is told to happen: described, or named by what no gazetteer knows.

Law of this file: a site without a name ("his home") is told as it stands and has no name in the document.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extractors.frames import SUBJECTS, phrase, preposition
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.people import human, noun
from kg.extractors.incidents.reach import attached, outermost, taken_from
from kg.extractors.wordlists import words
from kg.language import Sentence
from kg.language.descriptions import described
from kg.language.memory import per_doc
from kg.language.tokens import Doc, Span, Token
from kg.model import Mention, MentionType

OVER = frozenset({"across", "all over", "around", "throughout"})
MERE = frozenset({"amod", "compound", "det", "flat", "nmod", "nmod:poss", "nummod"})


def site(event: Event, head: Token) -> Mention | None:
    """The site that a noun phrase describes, with whatever preposition; None where its noun names no site."""
    return sited(event.context.sentence, head)


def sited(sentence: Sentence, head: Token) -> Mention | None:
    """The site that a noun phrase of a sentence describes; None where its noun names no site."""
    return standing(sentence, head) if noun(head) in words("circumstances", "site") else None


def described_sites(event: Event, beside: tuple[Token, ...]) -> Iterator[Mention]:
    """Sites without a name of a place: "at his home", "outside the Velm court"."""
    for head in _spotted(event.match.head.doc):
        if (
            (noun(head) in words("circumstances", "site") or _called(event, head))
            and head.dep_ != "compound"
            and "appos" not in {head.dep_, head.head.dep_}
            and (head not in event.match.words or _lockup(head))
            and _marked(event, head)
            and not _of_somebody(head)
            and attached(event, head, beside)
        ):
            yield standing(event.context.sentence, head)


def unnamed(event: Event) -> Iterator[Mention]:
    """Where something happens that is told without a noun phrase: "arrested abroad", "seized at sea", "nationwide"."""
    sentence = event.context.sentence
    for child in (child for anchor in event.anchors for child in anchor.children):
        if child.lower_ in words("circumstances", "whereabouts") and child.dep_ in {"advmod", "amod", "compound"}:
            yield Mention(sentence.select(child), MentionType.PLACE, f"d-{child.lower_}", extractor="sites", score=0.8)
        elif noun(child) in words("circumstances", "bare_site") and [c.lower_ for c in child.children] == ["at"]:
            spot = sentence.select(child.doc[child.i - 1 : child.i + 1])
            yield Mention(spot, MentionType.PLACE, f"d-at-{child.lower_}", extractor="sites", score=0.8)
        elif noun(child) in words("circumstances", "earth") and preposition(child) in OVER:
            yield standing(sentence, child)


def taken_to(event: Event) -> Iterator[Mention]:
    """The prison or station by name to which those held are then taken: "held her and took her to Orla jail"."""
    verb = event.match.head
    for child in verb.children:
        if child.dep_ in {"conj", "advcl", "xcomp"} and child.lemma_ in words("circumstances", "committing"):
            heads = (head for head in child.children if preposition(head) in {"at", "into", "to"})
            yield from (standing(event.context.sentence, head) for head in heads if _named_lockup(head))


def _named_lockup(head: Token) -> bool:
    """Whether a noun is that of a place of custody with a name: "Orla jail", not "the jail"."""
    name = any(word.pos_ == "PROPN" for word in described(head).span)
    return name and noun(head) in words("circumstances", "lockup")


def _lockup(head: Token) -> bool:
    """Whether the words of custody themselves tell of a certain prison: "held in Velmish jails", not "held in jail"."""
    said = any(child.dep_ in MERE - {"det"} and child.i < head.i for child in head.children)
    return said and noun(head) in words("circumstances", "lockup")


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


def standing(sentence: Sentence, head: Token) -> Mention:
    """The site that a noun phrase describes, as it stands."""
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
    outer = outermost(head)
    marches = event.match.cue.signals == "march" and preposition(outer) in {"through", "to", "towards", "toward"}
    here = marches or taken_from(event, outer) or preposition(outer) in words("circumstances", "at_site")
    return marked_off(head) and here


def marked_off(head: Token) -> bool:
    """Whether anything is said of a site: "in court" alone is a state."""
    return head.pos_ == "PROPN" or any(child.dep_ in MERE and child.i < head.i for child in head.children)
