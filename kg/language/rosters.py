"""A name and its sentence in, those named in one list with it out: "editor Ann Roy, reporter Bo Lind and Ivo Tarn".

Parsers take a calling for one more of those listed, and the name behind it for an apposition. Law of this file: a list
of people ends with "and", has three of them or more, and nothing but ages, ranks and callings between them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from kg.language import Sentence
from kg.language.descriptions import class_of_kind, kind_of_word
from kg.language.tokens import Token
from kg.model import NAMED_ACTORS, Mention, MentionType

AGE = r"(?:,\s+\d{1,3}(?=,))?"
COMMA = re.compile(rf"{AGE},\s+(?:the\s+)?")
AND = re.compile(rf"{AGE},?\s+(?:and|or|as well as)\s")
CALLING = frozenset({"CD", "HYPH", "JJ", "NN", "NNP", "NNPS", "NNS", "VBG", "VBN"})
"""Tags of what tells a name's bearer: "49, chief reporter Dr"."""

JOINING = frozenset({",", "and", "the", "(", ")"})
FURTHER = 6
"""Tokens between two names of a list, at the most."""

LEAST = 3


def enumerated(first: Mention, here: Sequence[Mention], sentence: Sentence) -> tuple[Mention, ...]:
    """Those listed with a name: people before and behind it; of bodies those that follow, comma by comma."""
    if first.type is MentionType.PERSON and (people := _roster(first, here, sentence)):
        return people
    return _following(first, here, sentence) if first.type in NAMED_ACTORS else ()


def _following(first: Mention, here: Sequence[Mention], sentence: Sentence) -> tuple[Mention, ...]:
    """Names that follow a name, comma by comma, up to an "and": parsers often take them for appositions."""
    text, chain = sentence.analysis.document.text, [first]
    for mention in here:
        if mention.selector > chain[-1].selector and mention.type in NAMED_ACTORS:
            if not COMMA.fullmatch(text, chain[-1].selector.end, mention.selector.start):
                break
            chain.append(mention)
    return tuple(chain[1:]) if AND.match(text, chain[-1].selector.end) is not None else ()


def _roster(first: Mention, here: Sequence[Mention], sentence: Sentence) -> tuple[Mention, ...]:
    people = [mention for mention in here if mention.type is MentionType.PERSON]
    at = next((i for i, mention in enumerate(people) if mention.selector == first.selector), None)
    if at is None or len(people) < LEAST:
        return ()
    joints = [_joint(left, right, sentence) for left, right in pairwise(people)]
    last = at - 1 if at > 0 and joints[at - 1] == "and" else at
    while last < len(joints) and joints[last] == ",":
        last += 1
    start = min(last, at)
    while start > 0 and joints[start - 1] == "," and not _governed(people[start - 1], sentence):
        start -= 1
    whole = last < len(joints) and joints[last] == "and" and last + 2 - start >= LEAST
    return tuple(m for m in people[start : last + 2] if m != people[at]) if whole else ()


def _joint(left: Mention, right: Mention, sentence: Sentence) -> str | None:
    """What joins two names, "," or "and", where nothing else parts them but what tells who the second is."""
    spans = sentence.span(left.selector), sentence.span(right.selector)
    if spans[0] is None or spans[1] is None:
        return None
    between = list(sentence.doc[spans[0].end : spans[1].start])
    marks = [token.lower_ for token in between if token.lower_ in {",", "and"}]
    told = [token for token in between if token.lower_ not in JOINING]
    if not marks or len(between) > FURTHER or between[0].lower_ not in {",", "and", "("}:
        return None
    fits = all(token.tag_ in CALLING for token in told) and (not told or told[-1].like_num or _titling(told[-1]))
    return marks[-1] if fits else None


def _titling(word: Token) -> bool:
    """Whether a word may stand right before a person's name: a calling, or a rank with its capital."""
    return word.is_title or class_of_kind(kind_of_word(word.text) or "") == "Person"


def _governed(mention: Mention, sentence: Sentence) -> bool:
    """Whether a preposition stands before a name and its title: "according to Ann Roy, Bo Lind and Ivo Tarn were"."""
    span = sentence.span(mention.selector)
    before = reversed(list(sentence.doc[: span.start])) if span is not None else iter(())
    first = next((token for token in before if token.tag_ not in CALLING and token.lower_ != "the"), None)
    return first is not None and first.tag_ in {"IN", "TO"}
