"""A cue and whoever would speak in, whether it can be a statement at all out.

Some verbs of saying are also verbs of showing, of deciding or of doing: who their subject is, or what their object,
tells which. Law of this file: it only rules readings out.
"""

from __future__ import annotations

from kg.extractors import frames
from kg.extractors.incidents.people import able
from kg.extractors.speech import complements
from kg.extractors.speech.cues import Found, forms, words
from kg.extractors.speech.drafts import FIRST_PERSON
from kg.extractors.wordlists import words as listed
from kg.language import Sentence
from kg.language.descriptions import kind_of_word
from kg.language.tokens import Token
from kg.model import NAMED_ACTORS, Mention, MentionType, Selector

WRITERS = {"document": ("speaking_for", "pleadings"), "finder": ("finders",)}
"""Places of speakers that only certain nouns fill → the word list that names them."""

BODIES = frozenset({MentionType.ORGANISATION, MentionType.STATE_BODY, MentionType.MEDIA})

DOERS = ("er", "or", "ee", "ian", "ant")
"""Endings of nouns that mostly mean people."""

ASIDES = frozenset({"report.bare", "report.refer"})
"""Cues whose participles beside a verb of saying only tell how or of what it is said: "she said, pointing to"."""


def may_speak(match: Found, heads: tuple[Token, ...], named: frozenset[MentionType] = frozenset()) -> bool:
    """Whether the heads are of the sort that the cue asks for: a written text, or whoever finds and rules.

    ``named`` are the sorts of names that they have: a named body finds what it tells with "that".
    """
    if any(_shows(head) for head in heads) or _worn(match.verb, heads) or _reader(heads, match.verb):
        return False
    if borrowed(match.verb) and not named and not all(_speaks(head) for head in heads):
        return False
    if _in_passing(match):
        return False
    if match.cue.slots["speaker"] == "finder" and named & BODIES and _finds_that(match):
        return True
    kinds = WRITERS.get(match.cue.slots["speaker"])
    if match.cue.slots["speaker"] == "finder" and any(_judge(head) for head in heads):
        return True
    return kinds is None or any(head.lemma_.lower() in words(kind) for head in heads for kind in kinds)


def _in_passing(match: Found) -> bool:
    """Whether a participle only tells of another cue how it is said, or stands in "as reported by the Lantern"."""
    verb = match.verb
    if verb.tag_ == "VBN" and verb.i and verb.nbor(-1).lower_ == "as":
        return True
    return match.cue.id in ASIDES and verb.tag_ == "VBG" and verb.head.lower_ in forms()


def borrowed(verb: Token) -> bool:
    """Whether an infinitive or a participle has no subject of its own: grammar lends it another's, or a parser does."""
    own = any(child.dep_.startswith(("nsubj", "aux:pass")) for child in verb.children)
    return verb.tag_ in {"VB", "VBG"} and not own and verb.dep_ in {"acl", "advcl", "xcomp"}


def _shows(head: Token) -> bool:
    """Whether what would speak is a deed or a thing: no name, nor one right behind it, nor "a number of" people."""
    if _singular(head) not in words("showing") or _counted(head):
        return False
    inside = head.i > 0 and head.is_title and not head.nbor(-1).is_punct
    return not inside and "PROPN" not in {head.pos_, *(t.pos_ for t in head.doc[head.i + 1 : head.i + 2])}


def _singular(noun: Token) -> str:
    """The dictionary form of a noun, of a plural that a tagger takes for a singular as well ("appeals")."""
    lemma = noun.lemma_.lower()
    told = lemma == noun.lower_ and noun.tag_ in {"NN", "NNS"} and not lemma.endswith(("is", "ss", "us"))
    return lemma.removesuffix("s") if told else lemma


def _worn(verb: Token, heads: tuple[Token, ...]) -> bool:
    """Whether words stand on a banner or a shirt: "carried a banner saying", "her shirt said"."""
    beside = (verb.nbor(-1),) if verb.tag_ == "VBG" and verb.i else ()
    return any(noun.lemma_.lower() in words("placards") for noun in (*beside, *heads))


def _reader(heads: tuple[Token, ...], verb: Token) -> bool:
    """Whether whoever reads is spoken to in the present tense: "by sending this form you agree"."""
    return verb.tag_ not in {"VBD", "VBN"} and any(head.lower_ == "you" for head in heads)


def _speaks(head: Token) -> bool:
    """Whether a noun phrase can mean somebody who speaks, or a text: no deed and no thought."""
    return (
        hears(head) or head.lemma_.lower() in words("speaking_for") | words("finders") | words("texts") or _judge(head)
    )


def _finds_that(match: Found) -> bool:
    """Whether a cue is "found that"."""
    behind = match.verb.doc[match.last + 1 : match.last + 2]
    return match.verb.lemma_ == "find" and behind.text == "that"


def _judge(head: Token) -> bool:
    """Whether a name has a judge's title right before it: "Judge Ann Roy held"."""
    return head.pos_ == "PROPN" and head.left_edge.lower_ in listed("courts", "bench")


def addressed(sentence: Sentence, mention: Mention) -> bool:
    """Whether somebody can be spoken to, accused or praised: no thing and no deed ("asked court permission to")."""
    if mention.type in NAMED_ACTORS:
        return True
    if mention.selector.exact.lower() in words("times"):
        return False
    span = sentence.span(mention.selector)
    return span is None or hears(span.root)


def hears(head: Token) -> bool:
    """Whether a noun phrase can mean somebody who is spoken to or of: people, a body, a name, no relative pronoun."""
    if head.pos_ in {"PROPN", "PRON"} or head.lower_ in frames.RELATIVE:
        return head.tag_ not in {"WDT", "WP", "WRB"} and head.lower_ not in {"this", "that"}
    lemma = head.lemma_.lower()
    doers = lemma.endswith(DOERS) and lemma not in words("no_doers")
    known = lemma in words("hearers") or kind_of_word(lemma) is not None
    return doers or known or able(head) or (head.is_title and head.i > 0)


def own_performative(match: Found, home: Selector | None) -> bool:
    """Whether a cue inside a quotation only says what its speaker is doing: "We demand"."""
    return home is not None and any(head.lower_ in FIRST_PERSON for head in frames.subjects(match.verb))


def legal_act(match: Found, heads: tuple[Token, ...]) -> bool:
    """Whether a court or an office denies, rejects or dismisses what is its business to decide, or charges anybody."""
    if match.cue.id == "accusation.with":
        charged = {head.lemma_.lower() for head in complements.objects(match)}
        return not charged & words("ruling") or any(head.lemma_.lower() in words("charging") for head in heads)
    if match.verb.lemma_ == "condemn":
        placed = frames.prepositions(match.verb).get("to", ())
        return any(_singular(head) in words("condemned_to") | words("times") for head in placed)
    if not match.cue.id.startswith("denial.") or match.cue.id == "denial.clause":
        return False
    if any(child.dep_ == "iobj" for child in match.verb.children):
        return True  # "denied her a hearing"
    refused = (child for child in match.verb.children if child.dep_ == "obj")  # "was denied bail"
    things = {_singular(head) for head in (*complements.objects(match), *refused)}
    court = any(head.lemma_.lower() in words("legal_actors") for head in heads)
    return bool(things & words("legal_acts")) and (court or match.cue.id == "denial.object")


def sent_on(match: Found) -> bool:
    """Whether somebody is referred to somebody, or something is pointed at somebody."""
    return match.cue.id == "report.refer" and any(child.dep_ == "obj" for child in match.verb.children)


def wishes(match: Found) -> bool:
    """Whether to ask is to demand: "asked that the gates be opened"."""
    behind = match.verb.doc[match.last + 1 : match.last + 2]
    return match.cue.id == "question" and any(t.lower_ == "that" and t.tag_ == "IN" for t in behind)


def named(match: Found) -> bool:
    """Whether "call" gives a name or calls a meeting, so that nothing further on is what is called for."""
    if match.cue.id not in {"demand.for", "callToAction"} or match.verb.lemma_ != "call":
        return False
    if match.cue.id == "callToAction" and (called := complements.objects(match)):
        people = listed("people", "people")
        return not any(head.pos_ in {"PROPN", "PRON"} or head.lemma_.lower() in people for head in called)
    later = (t for t in match.verb.doc[match.verb.i + 1 :] if t.pos_ != "ADV" and t.lower_ not in words("times"))
    behind = next(later, None)
    return behind is not None and behind.pos_ in {"DET", "PROPN", "PRON", "NOUN", "ADJ"}


def _counted(head: Token) -> bool:
    """Whether "a number of" only counts those who speak."""
    return head.lower_ == "number" and any(child.lower_ == "a" for child in head.children)
