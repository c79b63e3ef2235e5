"""A gathering in its sentence in, what it is for, who called it and how many came out.

Word lists are data (``lexicons/gatherings.toml``). Law of this file: the parse is asked first; where it hung a phrase
elsewhere, the words that introduce a cause behind the gathering's own words decide.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache, partial

from kg.extractors.frames import SUBJECTS, frame, phrase, preposition
from kg.extractors.incidents.events import Event
from kg.extractors.incidents.grounds import ground, without_place
from kg.extractors.incidents.people import is_actor, noun
from kg.extractors.incidents.stagings import split
from kg.extractors.wordlists import pattern, words
from kg.language.relations import FINITE
from kg.language.tokens import Token
from kg.model import NAMED_ACTORS, Mention, MentionType, Quantity, Selector

listed = partial(words, "gatherings")
SLOGAN = re.compile(
    r"\b(?:chant(?:ed|ing)?|shout(?:ed|ing)|reading|that read|under the slogan(?: of)?),?"
    r" [\"“']([^\"”“'\n]{4,80})[\"”']",
    re.IGNORECASE,
)


def cause(event: Event, target: tuple[Mention, ...]) -> Selector | None:
    """What it is for or against; rather the demand than the bare name of those it is put to."""
    own = _spark(event) or ground(event) or _split(event)
    aim = _aim(event) if own is None or target else None
    return aim or own or _introduced(event) or _slogan(event)


def _split(event: Event) -> Selector | None:
    """What stands behind the preposition of a gathering, though the parser made one noun of both."""
    cause = split(event.match.head)
    return None if cause is None else event.context.sentence.select(cause.doc[event.match.head.i + 2 : cause.i + 1])


def _slogan(event: Event) -> Selector | None:
    """The words that are chanted or stand on a banner, in quotation marks, where they say what is wanted."""
    sentence = event.context.sentence
    found = SLOGAN.search(sentence.text)
    if found is None or not pattern("gatherings", "wanting").search(found[1]):
        return None
    start = sentence.selector.start + found.start(1)
    return sentence.analysis.document.select(start, start + len(found[1].rstrip(".,!")))


def target(event: Event) -> tuple[Mention, ...]:
    """Whom it is directed against: an actor or a government right after "against", and not their deeds."""
    heads = event.match.frame.slot("prep:against")
    return tuple(m for head in heads for m in event.context.who(head) if is_actor(m) and _polity(m))


def organizers(event: Event) -> tuple[Mention, ...]:
    """Named actors who called, organised or led it: behind "by", or as the subject of such a verb."""
    heads = [head for verb in _verbs(event.match.head) for who in frame(verb).subject for head in (who, *_bodies(who))]
    heads += [body for who in event.agent_heads for body in _bodies(who)]
    found = (mention for head in heads for mention in event.context.who(head))
    return tuple(dict.fromkeys(mention for mention in found if mention.type in NAMED_ACTORS or _it(mention)))


def _it(mention: Mention) -> bool:
    """Whether "it" means a body: "the union announced that it would hold a rally"."""
    return mention.type is MentionType.PRONOUN and mention.selector.exact == "it" and mention.referent is not None


def _bodies(head: Token) -> Iterator[Token]:
    """The body of which people are members: "members of the guild staged"."""
    return (child for child in head.children if noun(head) == "member" and preposition(child) == "of")


def turnout(event: Event, heads: tuple[Token, ...]) -> Quantity | None:
    """The number of participants, printed with them, or the only number beside a word for a crowd."""
    if (number := event.count((*heads, *event.match.frame.slot("prep:by"), *_drawn(event.match.head)))) is not None:
        return number
    numbers = event.context.quantities
    said = pattern("gatherings", "turnout").search(event.context.sentence.text)
    return numbers[0] if said and len(numbers) == 1 else None


def _drawn(noun: Token) -> Iterator[Token]:
    """Whom a protest drew: "the march drew 300 people", "protests that drew thousands"."""
    over = [noun.head] if noun.dep_ == "nsubj" else []
    verbs = (*over, *(child for child in noun.children if child.dep_ == "acl:relcl"))
    return (head for verb in verbs if verb.lemma_ in listed("drawing") for head in frame(verb).object if head != noun)


def _verbs(noun: Token) -> Iterator[Token]:
    """Verbs of organising around a noun: over it, or as a participle behind it."""
    over = [noun.head] if noun.dep_ in {"obj", "nsubj:pass", "obl"} else []
    behind = [child for child in noun.children if child.dep_ == "acl" and child.tag_ == "VBN"]
    yield from (verb for verb in (*over, *behind) if verb.lemma_ in listed("organising"))


def _spark(event: Event) -> Selector | None:
    """What set it off: the subject of "sparked protests"."""
    verb = event.match.head.head
    if event.match.head.dep_ not in {"obj", "nsubj:pass"} or verb.lemma_ not in listed("sparking"):
        return None
    head = next(iter(frame(verb).subject), None)
    return event.context.sentence.select(phrase(head, whole=True)) if head is not None and head.pos_ != "PRON" else None


def _polity(mention: Mention) -> bool:
    return mention.type in NAMED_ACTORS or (
        mention.type is MentionType.DESCRIPTION and mention.kind in listed("polities")
    )


def _aim(event: Event) -> Selector | None:
    """A cause told by a clause: "demanding an inquiry", "to demand an inquiry"; of "to protest against X" only X."""
    near = {event.match.head, event.match.frame.support, *event.agent_heads}
    for child in event.match.head.doc[event.match.head.i + 1 :]:
        hung = child.dep_ in {"advcl", "acl", "xcomp"} and child.head in near and child.lemma_ != "chant"
        if hung and _aiming(child) and child.right_edge.i > child.i:
            return _against(event, child) or event.context.sentence.select(phrase(child, whole=True))
    return None


def _aiming(verb: Token) -> bool:
    """Whether a verb says what people want or do not want."""
    return any(pattern("gatherings", name).match(verb.text) for name in ("purpose", "aiming"))


def _against(event: Event, verb: Token) -> Selector | None:
    if verb.lemma_ not in listed("plain"):
        return None
    own = frame(verb)
    heads = own.slot("prep:against|over|about|at, object")
    found = next((head for head in heads if head.i > verb.i), None)
    return without_place(event, event.context.sentence.select(phrase(found, whole=True))) if found else None


@cache
def _pattern() -> re.Pattern[str]:
    introducing, ends = ("|".join(sorted(listed(name))) for name in ("introducing", "ending"))
    return re.compile(rf"\b(?:{introducing}) ((?:(?! (?:{ends})\b)[^,;:.()\"”\n]){{4,120}})", re.IGNORECASE)


def _introduced(event: Event) -> Selector | None:
    """What stands behind "in support of", "to demand" and the like, after the gathering's words."""
    sentence = event.context.sentence
    found = _pattern().search(sentence.text, event.match.words.end_char - event.match.words.doc[0].idx)
    if found is None:
        return None
    start = sentence.selector.start + found.start(1)
    end = min(start + len(found[1].rstrip()), _predicate(event, start))
    return sentence.analysis.document.select(start, end) if end > start else None


def _predicate(event: Event, start: int) -> int:
    """Where the verb begins whose subject the gathering is, with what stands between: "rallies for peace shook Velm".

    A verb in a clause of its own ("that", "who") belongs to the cause. An offset far behind where there is none.
    """
    doc, base = event.match.head.doc, event.context.sentence.selector.start - event.match.head.doc[0].idx
    if event.match.head.dep_ not in SUBJECTS:
        return sys.maxsize
    for token in doc[event.match.head.i + 1 :]:
        if token.idx + base > start and token.tag_.startswith("W"):
            break
        if token.idx + base > start and token.tag_ in FINITE:
            return token.nbor(-1).idx + len(token.nbor(-1)) + base
    return sys.maxsize


def passing(trigger: Token) -> bool:
    """Whether a noun names the kind of event only: an indefinite adjunct, "in the form of pickets"."""
    if split(trigger) is not None:
        return False
    first = trigger.head if trigger.dep_ == "conj" else trigger
    definite = any(
        child.lower_ in {"the", "this", "these", "those"} or child.dep_ == "nmod:poss" for child in trigger.children
    )
    lasting = first.head.lemma_ in listed("series")
    attended = first.head.lemma_ in listed("attending") or preposition(first) in {"at", "during"}
    return first.dep_ in {"obl", "nmod", "compound"} and not (definite or lasting or attended)
