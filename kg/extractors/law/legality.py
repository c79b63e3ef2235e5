"""An act with what was read of it in, what is legal about it out: its courts, its context, its offence.

The words that make a context legal are data (``lexicons/courts.toml``). Law of this file: in doubt an act is not legal.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extractors.frames import frame, preposition, verbal
from kg.extractors.incidents.people import human
from kg.extractors.law.sentences import PRISON, Penalty
from kg.extractors.law.slots import Act
from kg.extractors.wordlists import words
from kg.language import Sentence
from kg.language.memory import per_token
from kg.language.relations import infinitive
from kg.language.tokens import Token
from kg.model import Mention, Selector

NEAR = 1  # sentences before and after whose legal words speak for one
LENGTHY = re.compile(r"(?:month|year)")
JUSTICE = "justice"
OFFICES = frozenset({"department", "initiative", "league", "minister", "ministry", "secretary"})
LOOSE = frozenset({"level", "levy", "raise"})  # charges that need no court: "leveled at the umpire"
DECIDING = frozenset({"decide", "rule", "vote"})
SEATED = frozenset({"hearing", "release", "remand"})
"""Steps of which the court is the subject of any verb that has them as its object."""

RULED = frozenset({"acquittal", "commutation", "conviction", "dismissal", "sentencing"})
DECREES = frozenset({"release", "remand", "sentencing"})


@dataclass(frozen=True, slots=True)
class Step:
    """A legal act with what was read of it, before it becomes a claim; ``known`` where one was told before."""

    sentence: Sentence
    act: Act
    status: str
    people: tuple[Mention, ...]
    charge: Selector | None
    penalties: tuple[Penalty, ...]
    known: bool = False


@per_token
def is_court(head: Token) -> bool:
    """Whether a noun is what a court is called, or has the title of a judge before it."""
    lemma = head.lemma_.lower()
    if lemma in words("courts", "court"):
        return lemma != JUSTICE or _on_bench(head)
    before = head.doc[head.i - 1].lower_ if head.i else ""
    part = lemma in words("courts", "part") and any(map(is_court, (*_behind_of(head), *_numbered(head))))
    lettered = head.text in words("courts", "letters")
    return part or lettered or f"{before} {head.lower_}" in words("courts", "named") or _titled(head)


def before_court(act: Act, head: Token) -> bool:
    """Whether a noun can be somebody affected: no court, but a judge to whom it is told as done."""
    seated = head.lemma_.lower() in words("courts", "bench") or _titled(head)
    return not is_court(head) or (seated and act.frame.passive and head in act.frame.object)


def _on_bench(justice: Token) -> bool:
    """Whether "justice" is somebody who judges, and no virtue or ministry: "Justice Ann Lee", "the chief justice"."""
    doc, at = justice.doc, justice.i
    titled = at + 1 < len(doc) and doc[at + 1].tag_ == "NNP" and doc[at + 1].lower_ not in OFFICES
    return titled or justice.lower_ == "justices" or (at > 0 and doc[at - 1].lower_ == "chief")


def _behind_of(part: Token) -> Iterator[Token]:
    """The first nouns behind a part and its number: the court in "Branch 26 of the Orla court"."""
    of = next((token.i for token in part.doc[part.i + 1 : part.i + 3] if token.lower_ == "of"), None)
    yield from (token for token in part.subtree if of is not None and of < token.i)


def _numbered(part: Token) -> Iterator[Token]:
    """The court before a part and its number: "the Orla trial court, branch 26", "Trial Court Branch 26"."""
    behind = part.doc[part.i + 1 : part.i + 2]
    yield from (child for child in part.children if child.dep_ == "compound" and behind.text[:1].isdigit())


def _titled(head: Token) -> bool:
    """Whether a name has the title of a judge before it: "Magistrate Ivan Petrov"."""
    titles = (child for child in head.children if child.dep_ in {"compound", "nmod:desc"} and head.pos_ == "PROPN")
    return any(title.lemma_.lower() in words("courts", "bench") for title in titles)


def courts(act: Act) -> Iterator[Token]:
    """Heads of courts by closeness to an act: its own slots, its noun, what it governs, whose order it follows."""
    own = (head for role in ("court", "agent", "affected") for head in act.heads(role))
    yield from (head for head in own if is_court(head) and not before_court(act, head))
    yield from (court for head in act.frame.subject for court in _seated(head))
    if act.noun is not None and is_court(act.noun):
        yield act.noun
    if (decree := decreed(act)) is not None:
        yield from (head for head in _ordering(decree) if is_court(head))
    governed = [token for heads in act.frame.prepositions.values() for token in heads]
    yield from (head for head in governed if is_court(head))
    yield from (
        token
        for token in act.head.doc
        if is_court(token) and {preposition(token), _before_name(token)} & {"at", "before", "by", "in"}
    )
    yield from _left(act)
    yield from commanding(act)
    yield from _above(act)


def _above(act: Act) -> Iterator[Token]:
    """The court that does something to the noun of an act, or in whose clause it is told, or that tells it itself.

    "The court concluded the hearing", "commuted the sentence of one and acquitted another".
    """
    over = act.head.head
    if act.head.dep_ == "obj" and act.cue.signals in SEATED:
        yield from (head for head in frame(over).subject if is_court(head))
    if act.head.dep_ == "ccomp" and over.lemma_ == "say" and over.i > act.head.i and act.cue.signals in RULED:
        yield from (head for head in frame(over).subject if is_court(head))
    doing = act.cue.signals in RULED and verbal(act.head) and not act.frame.passive
    if doing and not any(map(human, act.frame.subject)):
        yield from ruling(act.head)


def ruling(verb: Token) -> tuple[Token, ...]:
    """The court that is the subject of the nearest clause above a verb with a subject that can act."""
    for step in verb.ancestors:
        own = [child for child in step.children if child.dep_ == "nsubj"]
        if courts_ := tuple(filter(is_court, own)):
            return courts_
        if any(map(human, own)) or any(child.ent_type_ in {"PER", "ORG"} for child in own):
            return ()
    return ()


def commanding(act: Act) -> Iterator[Token]:
    """Courts by whose ruling something is done: "freed on the orders of a court"."""
    governed = [token for heads in act.frame.prepositions.values() for token in heads]
    rulings = (order for order in governed if order.lemma_ in words("courts", "ruling"))
    ordered = (head for order in rulings for head in frame(order).slot("prep:of|by|from"))
    yield from (head for head in ordered if is_court(head))


def _before_name(court: Token) -> str:
    """The word before a court's name, wherever parsers hung the parts of the name: "at Orla Magistrates' Court"."""
    if court.dep_ in {"compound", "flat", "nmod:desc"}:
        return ""
    at = court.i - 1
    while at > 0 and (court.doc[at].tag_ in {"NNP", "NNPS", "POS", "HYPH"} or court.doc[at].is_title):
        at -= 1
    return court.doc[at].lower_ if at >= 0 else ""


def court(act: Act) -> Token | None:
    """The head of the court of an act; the court itself rather than the judge or jury that sits in it."""
    told = list(courts(act))
    if not told or not _sits(told[0]):
        return next(iter(told), None)
    of = (token for token in told[0].subtree if is_court(token))
    return next((head for head in (*_left(act), *of, *told[1:]) if not _sits(head)), told[0])


def _sits(head: Token) -> bool:
    """Whether a court is told by who sits in it."""
    return head.lemma_.lower() in words("courts", "seat") or _titled(head)


def _left(act: Act) -> Iterator[Token]:
    """Courts out of which somebody walks: "walked free from the district court after a jury cleared her"."""
    for token in act.head.doc:
        over = (token.head.lemma_, token.head.head.lemma_)  # "walked free": the parser hangs the court on "free"
        if not words("courts", "leaving").isdisjoint(over) and preposition(token) == "from" and is_court(token):
            yield token


def _seated(head: Token) -> Iterator[Token]:
    """The court before a place that the parser took for the subject: "a court in Port-Royal has jailed …"."""
    place = head
    while place.i > 0 and (place.nbor(-1).tag_ in {"NNP", "HYPH"} or place.nbor(-1).text in {"-", ","}):
        place = place.nbor(-1)
    if place.i > 1 and place.nbor(-1).lower_ in {"at", "in", "of"} and is_court(place.nbor(-2)):
        yield place.nbor(-2)


def decreed(act: Act) -> Token | None:
    """The verb with which a court orders or rules that somebody be held, freed or punished; it is done with that."""
    verb = act.head.head
    if act.head.dep_ in {"advcl", "xcomp"} and verb.lemma_ in DECIDING and any(map(is_court, _ordering(verb))):
        return verb  # what it decides to do itself
    aim = act.head.dep_ == "advcl" and infinitive(act.head) and any(map(is_court, _ordering(verb)))
    under = (aim or act.head.dep_ in {"xcomp", "ccomp"}) and act.cue.signals in DECREES
    if not under or verb.lemma_ not in words("courts", "ordering"):
        return None
    paying = act.cue.signals == "sentencing"
    return verb if paying or any(map(is_court, _ordering(verb))) else None


def _ordering(verb: Token) -> tuple[Token, ...]:
    """Who orders: the verb's subject, or that of the participle over it: "a court, sitting in Orla, ordered"."""
    over = verb.head if verb.dep_ == "parataxis" and verb.head.tag_ == "VBG" else None
    own = frame(verb).subject or (frame(over).subject if over is not None else ())
    return own if any(map(is_court, own)) or any(map(human, own)) else ruling(verb) or own


def postponed(act: Act) -> bool:
    """Whether a hearing is put off to another day, by its own verb or by the one above its noun."""
    if act.cue.signals not in {"hearing", "trial"}:
        return False
    verbs = [step for step in (act.head, act.head.head) if verbal(step)]
    return any(verb.lemma_ in words("courts", "postponing") or _put_off(verb) for verb in verbs)


def _put_off(verb: Token) -> bool:
    return verb.lemma_ in {"put", "push"} and any(child.lower_ in {"off", "back"} for child in verb.children)


def legal(step: Step) -> bool:
    """Whether a word of courts, custody or crime stands in the sentence, or near it where somebody is affected."""
    if offence(step) or _lengthy(step):
        return True
    sentence, own = step.sentence, step.sentence.select(step.act.noun or step.act.head)
    found = _pattern().finditer(sentence.text)
    if any(not own.start <= sentence.selector.start + match.start() < own.end for match in found):
        return True
    if step.known and (step.people or step.act.cue.frame == "act" or definite(step.act.noun)):
        return True
    if not step.people:
        return False
    around = sentence.analysis.sentences[max(sentence.index - NEAR, 0) : sentence.index + NEAR + 1]
    return any(_pattern().search(other.text) for other in around if other is not sentence)


def _lengthy(step: Step) -> bool:
    """Whether the noun is a sentence of months or years, or of another penalty than prison."""
    noun = step.act.noun
    terms = (p for p in step.penalties if p.kind != PRISON or (step.people and LENGTHY.search(p.words.exact)))
    return noun is not None and noun.lemma_.lower() == "sentence" and any(terms)


def definite(noun: Token | None) -> bool:
    """Whether a noun means a certain one: "the hearing", "her trial"."""
    return noun is not None and any(
        child.dep_ == "nmod:poss" or child.lower_ in {"the", "this", "that"} for child in noun.children
    )


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(sorted(words('courts', 'context')))})(?:s|es|ed|ing|d)?\b", re.IGNORECASE)


def offence(step: Step) -> bool:
    """Whether the charge of an act is surely an offence, by a word in it."""
    named = step.charge.exact.lower() if step.charge else ""
    found = re.findall(r"[a-z]+", named)
    return any({word, word.removesuffix("s")} & words("offences", "offence") for word in found)
