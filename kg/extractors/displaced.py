"""A passive whose subject the parser hung on another word in, the noun phrase that stands in its place out.

Law of this file: it goes by what stands right before the verb, asides and phrases of place stepped over.
"""

from __future__ import annotations

from kg.extractors.prepositions import preposition
from kg.language.relations import FINITE
from kg.language.tokens import Doc, Token
from kg.lexicon import words as listed

RELATIVE = frozenset({"who", "whom", "which", "that"})
CHAINED = frozenset({"nmod", "conj", "flat", "compound", "appos"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
PERSON, PLACE = "PER", "LOC"
ROUNDING = frozenset({"about", "around", "over", "under"})
ASIDE = frozenset({",", "-", "\u2013", "\u2014"})
TELLING = 6
"""Words of a clause that only tells of somebody, at the most."""

OPENING = frozenset({"after", "before", "since", "until"})
"""Prepositions that also open clauses, for which a parser may take the one that tells of the passive."""


def timely(noun: Token) -> bool:
    """Whether a noun is a measure of time, which does and suffers nothing: "months later", "hours after"."""
    return noun.lemma_.lower() in listed("grammar", "times")


def displaced(verb: Token) -> tuple[Token, ...]:
    """The noun phrase right before the auxiliaries of a passive, which the parser hung on another word.

    Asides between commas are stepped over: "said ten members of the guild, two of them ill, were held".
    """
    own = min((c.i for c in verb.children if c.dep_.startswith("aux")), default=None)
    if own is None or not any(child.dep_ == "aux:pass" for child in verb.children):
        return ()
    if (told := _told_of(verb.doc, own - 1)) is not None:
        return (told,)
    at = _before_aside(verb.doc, own)
    while at >= 0 and _within(noun := _topmost(verb.doc[at])):
        at = _before_aside(verb.doc, noun.left_edge.i)
    noun = _topmost(verb.doc[at]) if at >= 0 else verb
    return (noun,) if noun.pos_ in NOMINAL and noun.i < own and noun.lower_ not in RELATIVE else ()


def misread(verb: Token) -> tuple[Token, ...]:
    """The object of a verb that the parser took for the object's adjective, subject and all: "farmers burnt tyres"."""
    told = verb.dep_ == "amod" and verb.i < verb.head.i and any(child.dep_ == "nsubj" for child in verb.children)
    return (verb.head,) if told else ()


def restarted(verb: Token) -> bool:
    """Whether a semicolon parts a verb from the one it is taken to go on from: its subject is a new one."""
    return verb.dep_ == "conj" and any(token.text == ";" for token in verb.doc[verb.head.i : verb.i])


def personal(noun: Token, relative: Token) -> Token:
    """Whom "who" means where the parser hung its clause on an age, a time or a place: the person named last before it.

    Nothing but ages, places and phrases of place may stand between: "Ann Lee, 50, from Velm, who was held".
    """
    if relative.lower_ not in {"who", "whom"}:
        return noun
    if aged(noun):
        noun = named_by(noun.nbor(-2))
    timed = timely(noun) or noun.lemma_ == "time"  # "the first time for Ann Lee, who was held"
    if noun.ent_type_ != PLACE and not timed:
        return noun
    stop = next((token for token in reversed(noun.doc[: relative.i]) if _telling(token)), noun)
    if stop.ent_type_ != PERSON and not (timed and stop.pos_ == "PROPN"):
        return noun
    return named_by(stop)


def named_by(word: Token) -> Token:
    """The head of a name of several words: its first, where parsers hang the others."""
    while word.dep_ in {"flat", "compound"} and word.head.i < word.i:
        word = word.head
    return word


def _telling(word: Token) -> bool:
    """Whether a word is a person's name, a verb, or a noun that is no place and stands in no phrase of place."""
    if word.ent_type_ == PERSON or word.tag_.startswith("VB"):
        return True
    return word.pos_ in {"NOUN", "PROPN"} and word.ent_type_ != PLACE and not preposition(word)


def aged(number: Token) -> bool:
    """Whether a bare number stands between two marks, as ages do behind names: "Ann Lee, 50, who"."""
    inner = 1 < number.i < len(number.doc) - 1
    return inner and number.like_num and number.nbor(-1).text == "," and number.nbor().text in {",", ".", "who"}


def rounded(subject: Token) -> bool:
    """Whether the preposition before a subject belongs to its number: "around 300 members"."""
    before = (child for child in subject.children if child.dep_ == "case" and child.i < subject.i)
    return any((word.lower_ in ROUNDING and word.nbor().like_num) or _at_least(word) for word in before)


def _at_least(word: Token) -> bool:
    """Whether "at" opens a bound of a number: "at least 30 sailors"."""
    return word.lower_ == "at" and word.nbor().lower_ in {"least", "most"}


def _within(noun: Token) -> bool:
    """Whether a phrase tells where ("in the region"); "around 40 weavers" tells who."""
    counted = any(child.dep_ == "nummod" for child in noun.children)
    where = preposition(noun)
    return noun.pos_ in NOMINAL and not counted and bool(where) and where not in OPENING


def _topmost(noun: Token) -> Token:
    while (above := _above(noun)) is not None:
        noun = above
    return noun


def _above(noun: Token) -> Token | None:
    """The noun that one belongs to, also through a participle: "workers interviewed in a report"."""
    head = noun.head.head if noun.dep_ == "obl" and noun.head.dep_ == "acl" else noun.head
    chained = head != noun.head or noun.dep_ in CHAINED
    fits = head.i < noun.i and head.pos_ in NOMINAL and not timely(head)
    return head if chained and fits and not _parted(noun, head) else None


def _parted(noun: Token, head: Token) -> bool:
    """Whether a mark stands between a noun and the one it belongs to, other than the two of an aside."""
    between = [token.text for token in noun.doc[head.i : noun.i]]
    if ":" in between or (noun.dep_ == "appos" and "," in between):
        return True
    return noun.dep_ != "conj" and any(between.count(mark) % 2 for mark in ASIDE)


def _told_of(doc: Doc, at: int) -> Token | None:
    """The noun before "who", where a clause that only tells of it ends at an index: "40 | people | who lawyers say"."""
    if at < 2 or doc[at].tag_ not in FINITE:
        return None
    who = next((t for t in reversed(doc[max(at - TELLING, 1) : at]) if t.pos_ not in NOMINAL | {"ADJ", "DET"}), doc[at])
    told = who.lower_ in {"who", "whom"} and 0 < who.i < at - 1
    return who.nbor(-1) if told and who.nbor(-1).pos_ in NOMINAL else None


def _before_aside(doc: Doc, at: int) -> int:
    """The token before a place, adverbs and what stands between two commas or dashes left out; -1 where none is."""
    at -= 1
    while at >= 0 and doc[at].pos_ == "ADV":
        at -= 1
    while at >= 0 and doc[at].text in ASIDE:
        at = next((i - 1 for i in range(at - 1, -1, -1) if doc[i].text == doc[at].text), -1)
    return at
