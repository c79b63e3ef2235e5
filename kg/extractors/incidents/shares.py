"""A counted detention in, the shares told of it out: "including 945 in Orla", "of which 12 were journalists".

Law of this file: a share has its own number, and is never larger than the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extractors.incidents.contexts import Context
from kg.extractors.incidents.events import Event, bare, claim, roles
from kg.extractors.incidents.people import human, noun
from kg.extractors.incidents.retellings import plural
from kg.extractors.wordlists import words
from kg.iris import ClaimIds
from kg.language import Sentence
from kg.language.tokens import Token
from kg.mentions import Mentions
from kg.model import Claim, ClaimRef, Mention, Quantity, Role

PART = re.compile(
    r"\b(?:including|(?:they|arrested|detained|held) included?|(?:among|of) (?:them|whom|those|these|which)\b,?)",
    re.IGNORECASE,
)
OF_THEM = re.compile(r"\s+of (?:them|whom|those)\b", re.IGNORECASE)
OPENING = re.compile(
    r"(?:(?:of|among) (?:them|these|those(?: (?:arrested|detained|held))?|the (?:arrested|detained|detainees)),?"
    r"|(?:they|those (?:arrested|detained|held)) included?) ",
    re.IGNORECASE,
)
REST = re.compile(r"[^,;.()]*")


def parts(event: Event, whole: Claim, ids: ClaimIds) -> Iterator[Claim]:
    """Shares of a counted detention: "including 945 in Moscow", "among them 12 journalists", "seven of them women"."""
    count = whole.first("count")
    for quantity, reach in _listed(event.context) if count is not None else ():
        if quantity != count:
            yield claim(event, ids, whole.kinds, _filled(event.context, whole, quantity, reach))


def later(whole: Claim, sentence: Sentence, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Shares told in the sentence behind a counted detention: "Of them, 60 were from Orla"."""
    if OPENING.match(sentence.text) or OF_THEM.search(sentence.text):
        yield from within(whole, sentence, mentions, ids)


def within(whole: Claim, sentence: Sentence, mentions: Mentions, ids: ClaimIds) -> Iterator[Claim]:
    """Shares told in a sentence of a detention counted there or before it."""
    count = whole.first("count")
    if not isinstance(count, Quantity):
        return
    context, at = Context(sentence, mentions), (sentence.selector,)
    for quantity, reach in _listed(context):
        if _larger(count, quantity):
            filled = _filled(context, whole, quantity, reach)
            id_ = ids.mint(whole.type, sentence.selector, filled)
            yield replace(whole, id=id_, trigger=quantity.selector, evidence=at, roles=filled)


def _listed(context: Context) -> Iterator[tuple[Quantity, int]]:
    """Numbers said to be part of another, each with the offset up to which the words are about it."""
    text, offset = context.sentence.text, context.sentence.selector.start
    expected = [offset + found.end() + 3 for found in PART.finditer(text)]
    quantities = context.quantities
    for index, quantity in enumerate(quantities):
        start, end = quantity.selector.start, quantity.selector.end
        listed = any(at - 6 <= start <= at for at in expected)
        if listed or OF_THEM.match(text, end - offset):
            following = quantities[index + 1].selector.start if index + 1 < len(quantities) else offset + len(text)
            reach = min(following, offset + REST.match(text, end - offset).end())  # type: ignore[union-attr]  # matches always
            expected.append(reach + (0 if reach == following else 6))
            yield quantity, reach


def _filled(context: Context, whole: Claim, quantity: Quantity, reach: int) -> tuple[Role, ...]:
    """The roles of one share: its own number, place and people."""
    inside = tuple(m for m in context.places if quantity.selector.end <= m.selector.start < reach)
    head = _people(context, quantity, reach)
    people: tuple[Mention, ...] = context.mentions.of(context.sentence, head)[:1] if head is not None else ()
    return roles(affected=people, count=quantity, place=inside, partOf=ClaimRef(whole.id))


def _people(context: Context, quantity: Quantity, reach: int) -> Token | None:
    """The noun that says what those of a share are: "22 peasants", "nineteen of them women", "six were students"."""
    offset = context.sentence.selector.start
    for token in context.sentence.doc:
        at = offset + token.idx
        if at < quantity.selector.end:
            continue
        told = token.pos_ not in {"ADP", "PUNCT", "VERB"} or token.lower_ in words("people", "consisting")
        if at >= reach or not told:
            return None
        if token.pos_ == "NOUN" and human(token) and token.dep_ != "compound":
            return token if noun(token) in words("people", "sexes") or not bare(token) else None
    return None


def outside(event: Event, places: tuple[Mention, ...], own: Quantity | None) -> tuple[Mention, ...]:
    """Places of an event but for those of its shares; what follows its ``own`` number is its own."""
    stretches = [(share.selector.end, reach) for share, reach in _listed(event.context) if share != own]
    return tuple(p for p in places if not any(start <= p.selector.start < end for start, end in stretches))


def joined(event: Event, told: Claim, earlier: Sequence[Claim]) -> Claim:
    """A detention of "nine of them" as a share of the last one told that has a larger number; of "those held" too."""
    if event.members:
        return _one_of(told, earlier)
    count, sentence = told.first("count"), event.context.sentence
    if not isinstance(count, Quantity) or not _of_them(sentence.text, count.selector.end - sentence.selector.start):
        return told
    wholes = [whole for whole in earlier if _larger(whole.first("count"), count)]
    return replace(told, roles=(*told.roles, Role("partOf", ClaimRef(wholes[-1].id)))) if wholes else told


def _one_of(told: Claim, earlier: Sequence[Claim]) -> Claim:
    """Somebody who "was among those held" as a share of the last told of several, if the number is the same."""
    whole = next((each for each in reversed(earlier) if plural(each) and not each.all("partOf")), None)
    count = told.first("count")
    if whole is None or (count is not None and not _same_number(count, whole.first("count"))):
        return told
    own = tuple(role for role in told.roles if role.name != "count")
    return replace(told, roles=(*own, Role("partOf", ClaimRef(whole.id))))


def _same_number(left: object, right: object) -> bool:
    return isinstance(left, Quantity) and isinstance(right, Quantity) and left.value == right.value


def _of_them(text: str, end: int) -> bool:
    """Whether the number that ends at an offset is one of those told of: "nine of them", "Of them, nine"."""
    return OF_THEM.match(text, end) is not None or OPENING.match(text) is not None


def _larger(whole: object, share: Quantity) -> bool:
    number = whole.value if isinstance(whole, Quantity) else None
    return number is not None and share.value is not None and number > share.value
