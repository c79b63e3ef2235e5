"""A sentence in which officers move in, or do what they came for, in; who did so, where and when out.

"Police raided the office in Orla on Friday. Two clerks were led away": what happens next happens there, then and by
them. Law of this file: a scene is told in the simple past by who acts for a state, with one place and one time; a time
at which somebody only spoke of it is none.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.extractors.frames import clause, frame, passive, preposition
from kg.extractors.incidents.people import noun, security
from kg.extractors.incidents.sites import sited
from kg.extractors.wordlists import pattern, words
from kg.language import Sentence
from kg.language.relations import FINITE
from kg.language.times import moments
from kg.language.tokens import Span, Token
from kg.mentions import Mentions
from kg.model import Mention, MentionType, Moment, Role

NESTED = 4
"""Characters at most between a site and its town: " in ", ", "; " and " is longer."""

SCENE = 2
"""Sentences before an event, at most, that are looked at for what led to it."""

PAST = frozenset({"VBD", "VBN"})


def operation(sentence: Sentence, mentions: Mentions, *, crowd: bool = True) -> tuple[Role, ...]:
    """Who moved in, where and when: roles agent, place and date; none where nothing of the sort is told.

    With ``crowd`` also what officers do to many, and unrest that broke out: who is held of a crowd is held in it.
    """
    if not pattern("circumstances", "operating_stems").search(sentence.text):
        return ()
    sentence.analysis.parse([sentence])
    for verb in sentence.doc:
        heads = _officers(verb, crowd=crowd)
        if heads or (crowd and _unrest(verb)):
            who = (Role("agent", mention) for head in heads[:1] for mention in _body(sentence, mentions, head))
            if found := (*who, *_where(sentence, mentions, verb), *when(sentence, verb)):
                return found
    return ()


def _unrest(verb: Token) -> bool:
    """Whether clashes or the like are told to break out."""
    if verb.tag_ in PAST and verb.lemma_ in words("circumstances", "hurting"):
        inside = (child for child in verb.children if preposition(child) in {"during", "in"})
        return any(noun(child) in words("circumstances", "occasion") for child in inside)
    if verb.tag_ not in PAST or verb.lemma_ not in words("circumstances", "erupting"):
        return False
    return any(noun(head) in words("circumstances", "occasion") for head in frame(verb).subject)


def _officers(verb: Token, *, crowd: bool) -> tuple[Token, ...]:
    """Who acts for a state and does, in the simple past, what officers do where they come."""
    told = words("circumstances", "operating") | (words("circumstances", "policing") if crowd else frozenset())
    if verb.tag_ not in PAST or verb.lemma_ not in told or not (narrated(verb) or _only(verb)):
        return ()
    return tuple(head for head in frame(verb).subject or _before(verb) if _official(head))


def _only(verb: Token) -> bool:
    """Whether a past tense is the only finite verb of its sentence, which is then told by it, wherever it was hung."""
    return verb.tag_ == "VBD" and all(token.tag_ not in FINITE or token == verb for token in verb.doc)


def _body(sentence: Sentence, mentions: Mentions, head: Token) -> tuple[Mention, ...]:
    """Who officers are, or the body whose they are where that is named: "officers of the Orla Police"."""
    of = (child for child in head.children if child.dep_ == "nmod" and preposition(child) in {"of", "from"})
    named = (mention for child in of for mention in mentions.of(sentence, child))
    body = next((mention for mention in named if mention.type is MentionType.STATE_BODY), None)
    return (body,) if body is not None else mentions.of(sentence, head)[:1]


def _before(verb: Token) -> tuple[Token, ...]:
    """The first noun for officers before a verb whose subject the parser lost, no verb of another clause between."""
    first = next((token for token in verb.doc[: verb.i] if _official(token)), None)
    between = verb.doc[first.i : verb.i] if first is not None else ()
    return () if first is None or any(token.tag_ in FINITE for token in between) else (first,)


def _official(head: Token) -> bool:
    """Whether a noun means officers, by itself or by whose men they are: "agents of the police"; no ruler."""
    of = (child for child in head.children if child.dep_ == "nmod" and preposition(child) in {"of", "from"})
    return noun(head) not in words("people", "rulers") and any(map(security, (head, *of)))


def narrated(verb: Token) -> bool:
    """Whether a verb tells the next event of a story: in the simple past, and in no clause that looks back."""
    if verb.dep_ in {"acl", "acl:relcl"}:
        return False
    if verb.i == 0 and verb.tag_ == "VBN" and len(verb.doc) > 1:  # "Arrested were X and Y"
        return verb.nbor().lower_ in {"was", "were"}
    helpers = {child.lower_ for child in verb.children if child.dep_.startswith("aux")}
    if verb.tag_ == "VBG" and verb.dep_ == "advcl" and not helpers:
        return narrated(verb.head)
    reported = "had" in helpers and _reported(verb)
    if reported or verb.tag_ == "VBD":
        return reported or helpers <= {"did"}
    if verb.dep_ == "conj" and not helpers and verb.head.tag_.startswith("VB"):
        return narrated(verb.head)
    return passive(verb) and bool(helpers & {"was", "were"}) and not helpers & {"had", "been", "being"}


def _reported(verb: Token) -> bool:
    """Whether a clause is what somebody said in the past: then "had been held" is the past of "was held"."""
    return verb.dep_ == "ccomp" and verb.head.lemma_ in words("gatherings", "telling") and verb.head.tag_ == "VBD"


def _where(sentence: Sentence, mentions: Mentions, verb: Token) -> Iterator[Role]:
    """The place behind the verb, named or described, or the only one that is named."""
    spans = ((place, sentence.span(place.selector)) for place in mentions.places(sentence))
    known = [(place, span) for place, span in spans if span is not None and clause(span.root) in _chain(verb)]
    behind = [place for place, span in known if span.start > verb.i]
    named = behind or [place for place, _ in known]
    text = sentence.analysis.document.text
    between = [text[left.selector.end : right.selector.start] for left, right in pairwise(named)]
    found = tuple(named) if all(map(_within, between)) else ()
    sites = [site for head in _entered(verb) if (site := sited(sentence, head)) is not None]
    own = (site for site in sites[:1] if not any(site.selector.overlaps(place.selector) for place in found))
    yield from (Role("place", place) for place in sorted({*own, *found}))


def _within(between: str) -> bool:
    """Whether the words between two places say that the one lies in the other: " district of "."""
    told = between.lower().split()
    return len(between) <= NESTED or set(told) <= {"in", "of", "the", *words("circumstances", "part")}


def _entered(verb: Token) -> Iterator[Token]:
    """The nouns of sites that officers enter: the object of the verb, or what stands behind "into"."""
    for child in verb.children:
        going = child.dep_ == "obl" and preposition(child) in words("circumstances", "locative")
        if (child.dep_ in {"obj", "nsubj:pass"} or going) and noun(child) in words("circumstances", "site"):
            yield child


def when(sentence: Sentence, verb: Token) -> Iterator[Role]:
    """The one time of the verb's own clause."""
    spans = ((moment, sentence.span(moment.selector)) for moment in moments(sentence, sentence.analysis.document))
    own = [moment for moment, span in spans if span is not None and _of_clause(span, verb)]
    yield from (Role("date", moment) for moment in own[:1] if len(own) == 1 or _fits(own))


def _fits(own: list[Moment]) -> bool:
    """Whether times told side by side are one: "before dawn on Sunday"."""
    return all(right.selector.start - left.selector.end <= NESTED for left, right in pairwise(own))


def _of_clause(span: Span, verb: Token) -> bool:
    return _only(verb) or bool(_chain(verb) & {clause(span.root), clause(span.root.head)})


def _chain(verb: Token) -> frozenset[Token]:
    """A verb with those that it goes on from."""
    found = {verb}
    while verb.dep_ == "conj" and verb.head.tag_.startswith("VB"):
        verb = verb.head
        found.add(verb)
    return frozenset(found)
