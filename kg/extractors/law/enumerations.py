"""A verb in, the persons named in the list before it out: "A, editor of B, and reporters C and D will be tried".

Parsers lose members of such lists. Law of this file: it reads the words between a clause's beginning and its verb, and
only while they are nouns, their modifiers, commas and conjunctions; whoever only owns or describes is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.language import Sentence
from kg.language.relations import resumed
from kg.language.tokens import Span, Token
from kg.mentions import Mentions
from kg.model import Mention, MentionType

TAGS = frozenset({"CC", "CD", "DT", "HYPH", "JJ", "NN", "NNP", "NNPS", "NNS", "POS", "PRP$", ","})
BEFORE_VERB = frozenset({"MD", "RB", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})
PARTS = frozenset({",", "and", "or"})
NAMING = frozenset({"are", "include", "included", "includes", "were"})


def enumerated(sentence: Sentence, mentions: Mentions, verb: Token) -> tuple[Mention, ...]:
    """Persons named as subjects before a verb, in order; none where no list of nouns stands before it."""
    region = subject_region(verb)
    found: list[Mention] = []
    left_out = False
    for mention in mentions.within(sentence) if region else ():
        span = sentence.span(mention.selector)
        if span is None or span.start < region[0].i or span.end > region[-1].i + 1:
            continue
        joined = span.start > 0 and span.doc[span.start - 1].lower_ in {"and", "or"}
        left_out = (left_out and joined) or _inside_another(span, region)
        if mention.type is MentionType.PERSON and not left_out:
            found.append(mention)
    return tuple(found)


def identified(sentence: Sentence, mentions: Mentions, verb: Token) -> tuple[Mention, ...]:
    """Who is told of by name as those of a participle: "those charged are Ann Roy, 32, and Bo Lind"."""
    before = verb.i > 0 and verb.nbor(-1).lower_ == "those"
    behind = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 2]]
    if not before or not behind or behind[0] not in NAMING:
        return ()
    people = (m for m in mentions.within(sentence) if m.type is MentionType.PERSON)
    return tuple(mention for mention in people if mention.selector.start > sentence.select(verb).end)


def subject_region(verb: Token) -> Sequence[Token]:
    """Tokens of the noun phrases before a verb and its auxiliaries, less an opening phrase ("In May, …")."""
    doc, end = verb.doc, _first(verb).i
    while end > 0 and doc[end - 1].tag_ in BEFORE_VERB and doc[end - 1].dep_ not in {"amod", "compound", "nsubj"}:
        end -= 1
    start = end
    while start > 0 and _nominal(doc[start - 1]):
        start -= 1
    region = doc[start:end]
    if (start > 0 and doc[start - 1].dep_ == "case") or (start == 0 and region and region[0].dep_ == "case"):
        comma = next((token.i for token in region if token.text == ","), end)
        region = doc[comma + 1 : end]
    return list(region)


def apposed(head: Token, named: Sequence[Span]) -> bool:
    """Whether a description of one is told by the name behind a comma: "a trader, Bala Musa"."""
    behind = next((span for span in named if span.start > head.i), None)
    if behind is None or head.tag_ not in {"NN", "VBN", "JJ"}:
        return False
    between = [token.lower_ for token in head.doc[head.i + 1 : behind.start]]
    return between.count(",") == 1 and not {"and", "or"} & set(between)


def _first(verb: Token) -> Token:
    """The first of coordinated verbs with one subject: "was tried" in "was tried and acquitted"."""
    own = any(child.dep_.startswith("nsubj") for child in verb.children)
    over = resumed(verb) or verb.head
    return over if verb.dep_ == "conj" and not own and over.i < verb.i else verb


def _nominal(token: Token) -> bool:
    own = token.tag_ in TAGS or token.lower_ == "of" or token.dep_ == "amod"
    return own or any(near.tag_ == "HYPH" for near in _beside(token))


def _beside(token: Token) -> Iterator[Token]:
    yield from token.doc[max(token.i - 1, 0) : token.i]
    yield from token.doc[token.i + 1 : token.i + 2]


def _inside_another(span: Span, region: Sequence[Token]) -> bool:
    """Whether a name owns something, or stands behind "of" in its part of the list."""
    doc = span.doc
    if span.end < len(doc) and doc[span.end].tag_ == "POS":
        return True
    for token in reversed(doc[region[0].i : span.start]):
        if token.lower_ in PARTS:
            return False
        if token.lower_ == "of":
            return True
    return False
