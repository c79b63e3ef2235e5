"""A trigger of a parsed sentence in, its frame out: who does it, who undergoes it, what hangs on which preposition.

Reads Universal Dependencies as :mod:`kg.language` yields them. Participants are head tokens of noun phrases; who
they mean is the business of :mod:`kg.mentions`. Law of this file: it knows grammar only, no word of any domain.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extractors.displaced import (
    NOMINAL,
    RELATIVE,
    displaced,
    misread,
    named_by,
    personal,
    restarted,
    rounded,
    timely,
)
from kg.extractors.nominals import phrase
from kg.extractors.prepositions import preposition, prepositions
from kg.extractors.wordlists import words
from kg.language.memory import per_token
from kg.language.relations import FINITE, causer
from kg.language.tokens import Token

__all__ = [
    "RELATIVE",
    "SUBJECTS",
    "Frame",
    "clause",
    "frame",
    "governs",
    "passive",
    "phrase",
    "preposition",
    "prepositions",
    "subjects",
    "verbal",
]

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
CLAUSES = frozenset({"ROOT", "ccomp", "xcomp", "parataxis", "acl", "acl:relcl"}) | frozenset(
    {"advcl", "advcl:relcl", "csubj", "csubj:pass", "csubj:outer"}
)
NOMINAL_PLACES = frozenset({"nmod", "nsubj", "nsubj:pass", "obj", "obl"})
CHARGED = frozenset({"of", "from", "into", "for"})
DEPTH = 8  # links of control followed before giving up: a parse may hold a longer chain only by error


@dataclass(frozen=True, slots=True)
class Frame:
    """What a trigger governs. ``subject`` and ``object`` are the deep ones: "he was held by X" has subject X.

    ``prepositions`` maps a preposition, as lower-case words ("on", "because of"), to the heads of its objects, in
    text order; a gerund counts as one ("for breaking a window"). ``support`` is the light verb that carries a noun
    trigger ("made" in "arrests were made"), or None.
    """

    trigger: Token
    subject: tuple[Token, ...]
    object: tuple[Token, ...]
    prepositions: Mapping[str, tuple[Token, ...]]
    passive: bool = False
    support: Token | None = None

    def slot(self, where: str) -> tuple[Token, ...]:
        """Heads at places of the frame ("subject", "object", "prep:for|over"), the first filled of a list."""
        return next((heads for place in _places(where) if (heads := self._at(place))), ())

    def _at(self, place: tuple[str, ...]) -> tuple[Token, ...]:
        if place in {("subject",), ("object",)}:
            return self.subject if place == ("subject",) else self.object
        return tuple(head for name in place for head in self.prepositions.get(name, ()))


@cache
def _places(where: str) -> tuple[tuple[str, ...], ...]:
    """The places of a list: subject, object, or prepositions of which any will do."""
    return tuple(tuple(place.removeprefix("prep:").split("|")) for place in where.split(", "))


@per_token
def frame(trigger: Token) -> Frame:
    """The frame of a verb, participle or event noun, read once for all extractors."""
    return _verbal(trigger) if verbal(trigger) else _nominal(trigger)


def verbal(token: Token) -> bool:
    """Whether a token is a verb form or a participle used as an adjective, by its tag; no verb has an article."""
    adjective = token.pos_ == "ADJ" and (passive(token) or bool(misread(token)))
    return adjective or ((token.tag_.startswith("VB") or token.pos_ == "VERB") and not _articled(token))


def _articled(token: Token) -> bool:
    """Whether a plain verb form has an article, by which it is a noun that the tagger missed: "a mini-protest"."""
    plain = token.tag_ in {"VB", "VBP"} and token.dep_ in NOMINAL_PLACES
    return plain and any(child.dep_ == "det" and child.i < token.i for child in token.children)


@per_token
def passive(verb: Token) -> bool:
    """Whether a verb form is read as passive, reduced relatives and participles before nouns included."""
    kinds = {child.dep_ for child in verb.children}
    if kinds & {"aux:pass", "nsubj:pass"} or causer(verb) or _reduced(verb):
        return True
    if verb.tag_ not in {"VBN", "VBD", "JJ"}:
        return False
    if "cop" in kinds or _attribute(verb):
        return verb.text.lower().endswith(("ed", "en", "ld", "ght", "wn", "un"))
    if kinds & {"nsubj", "aux"} or verb.tag_ == "JJ":
        return _set_off(verb) and not kinds & {"aux", "ccomp", "obj"}
    ordered = verb.dep_ == "xcomp" and verb.tag_ == "VBN"  # "was ordered held"
    if verb.dep_ == "conj" or ordered:
        return "obj" not in kinds and passive(verb.head)
    return verb.dep_ in {"acl", "advcl"} and "obj" not in kinds


def _set_off(verb: Token) -> bool:
    """Whether a participle stands behind a comma, in an aside taken for the verb: "Ann, held since May"."""
    if verb.tag_ != "VBN" or verb.i <= 1 or verb.nbor(-1).text != ",":
        return False
    later = next((token for token in verb.doc[verb.i + 1 :] if token.text == "," or token.tag_ in FINITE), verb)
    return later.text == "," and named_by(verb.nbor(-2)).dep_ in SUBJECTS


def _reduced(verb: Token) -> tuple[Token, ...]:
    """The noun right before a participle that the parser took for its subject: "were among ten people arrested"."""
    if verb.tag_ not in {"VBN", "VBD"} or any(child.dep_ == "obj" for child in verb.children):
        return ()
    own = (child for child in verb.children if child.dep_ == "nsubj")
    return tuple(noun for noun in own if noun.i == verb.i - 1 and preposition(noun))


@per_token
def subjects(verb: Token) -> tuple[Token, ...]:
    """The understood grammatical subject: the verb's own, the antecedent of its relative, or its controller's."""
    return _subjects(verb, 0)


def _subjects(verb: Token, depth: int) -> tuple[Token, ...]:
    carriers = (verb, *(child for child in verb.children if child.dep_.startswith("aux")))
    told = [child for carrier in carriers for child in carrier.children if child.dep_ in SUBJECTS or _both(child)]
    own = tuple(child for child in told if (not preposition(child) or rounded(child)) and not timely(child))
    if not own and any(map(timely, told)):  # "hours after a court ..."
        own = tuple(child for child in told if preposition(child) in {"after", "before"})
    if own and _relative(own[0]):
        return tuple(personal(noun, own[0]) for noun in antecedent(verb, depth) or _before_comma(own[0]))
    if own:
        return own[-2:] if _side_by_side(own[-2:]) else own[-1:]
    if depth > DEPTH or verb.dep_ not in CONTROL:
        return ()
    return CONTROL[verb.dep_](verb, depth)


def _side_by_side(nouns: Sequence[Token]) -> bool:
    """Whether the parser gave a verb two subjects with "and" between them: "ten men and a woman"."""
    if len(nouns) < 2:
        return False
    joint = nouns[0].right_edge.nbor()
    return joint.dep_ == "cc" and nouns[1].left_edge.i in {joint.i, joint.i + 1}


def _both(word: Token) -> bool:
    """Whether "both" stands alone before an auxiliary, where parsers see half of "both ... and": "both have been"."""
    return word.lower_ == "both" and word.dep_ == "cc:preconj" and word.head.dep_.startswith("aux")


def antecedent(verb: Token, depth: int = 0) -> tuple[Token, ...]:
    """The noun that a relative clause modifies, also for verbs coordinated or embedded inside it."""
    for step in (verb, *verb.ancestors):
        if step.dep_ == "acl:relcl" and not _relative(step.head):
            return (step.head,)
        if step.dep_ not in {"acl:relcl", "conj", "xcomp", "ccomp"} or depth > DEPTH:
            return ()
    return ()


def _before_comma(relative: Token) -> tuple[Token, ...]:
    """The person's name or noun right before a relative pronoun whose clause the parser hung elsewhere."""
    at = relative.i - 1
    at -= at > 0 and relative.doc[at].text == ","
    if relative.lower_ not in {"who", "whom"} or at < 0 or relative.doc[at].pos_ not in NOMINAL:
        return ()
    return (named_by(relative.doc[at]),)


def clause(token: Token) -> Token:
    """The head of the clause a token stands in: the nearest verb or clausal predicate above it, itself included."""
    for step in (token, *token.ancestors):
        if step.dep_ in CLAUSES or (step.dep_ == "conj" and step.pos_ in {"VERB", "AUX"}):
            return step
    return token


def governs(head: Token, token: Token) -> bool:
    """Whether a token hangs on a head within the head's own clause: no other clause lies between."""
    step = token
    while step != head:
        told = step.pos_ in {"VERB", "AUX"} or any(child.dep_ == "cop" for child in step.children)
        if step.head == step or (told and (step.dep_ == "conj" or step.dep_ in CLAUSES)):
            return False
        step = step.head
    return True


def _verbal(verb: Token) -> Frame:
    is_passive = passive(verb)
    slots = prepositions(verb)
    surface = (verb.head,) if _attribute(verb) else tuple(t for s in subjects(verb) for t in _told_of(s, verb))
    surface = surface or _reduced(verb)
    if is_passive:
        heads = (
            verb,
            *(child for child in verb.children if child.dep_ == "xcomp"),
        )  # "shot dead by": the phrase hangs on "dead"
        told = (c for head in heads for c in head.children if c.dep_ == "obl:agent" and preposition(c))
        agents = tuple(told) or slots.get("by", ()) or _nested(verb)
        if (found := causer(verb)) is not None:
            own = any(child.dep_ == "nmod:poss" and child.pos_ == "PRON" for child in found[1].children)
            doing = found[0].lemma_ in words("frames", "causative") and not own  # not "had her charges dropped"
            doer = subjects(found[0]) if doing else ()
            return Frame(verb, agents or doer, found[1:], slots, passive=True)
        return Frame(verb, agents, _undergoing(verb, surface), slots, passive=True)
    near = (child for child in verb.children if child.dep_ in {"obj", "iobj"} and not _cut_off(verb, child))
    objects = tuple(near) or _unmarked(verb)
    objects = objects or tuple(child for child in verb.children if child.dep_ == "obl" and rounded(child))[:1]
    if not objects or _relative(objects[0]):
        objects = _gap(verb) or _shared_object(verb) or misread(verb)
    for head in objects:
        slots = {**prepositions(head), **slots}
    return Frame(verb, surface, objects, slots)


def _cut_off(verb: Token, noun: Token) -> bool:
    """Whether one comma parts a verb from what the parser took for its object: "clerk held near market, two hurt"."""
    between = verb.doc[verb.i + 1 : max(noun.left_edge.i, verb.i + 1)]
    own = any(child.dep_ == "nsubj" for child in verb.children)
    shared = any(child.dep_ == "conj" and child.i < noun.i for child in verb.children)
    return own and not shared and sum(token.text == "," for token in between) == 1


def _nested(verb: Token) -> tuple[Token, ...]:
    """Who a passive is done by where the parser hung that on a place behind the verb: "taken from their homes by"."""
    behind = (child for child in verb.children if child.dep_ == "obl" and child.i > verb.i and not timely(child))
    return next((found for child in behind if (found := prepositions(child).get("by"))), ())


def _undergoing(verb: Token, surface: tuple[Token, ...]) -> tuple[Token, ...]:
    """Who undergoes what a passive tells: no time before it, and no name behind it ("have been held, KBN said")."""
    finite = any(child.dep_ == "aux:pass" and child.i < verb.i for child in verb.children)
    if restarted(verb) and (noun := displaced(verb)):
        return noun
    told = tuple(
        head for head in surface if not timely(head) and not (finite and head.head == verb and head.i > verb.i)
    )
    return told or tuple(head for head in _inherited(verb) if not timely(head)) or displaced(verb)


def _unmarked(verb: Token) -> tuple[Token, ...]:
    """A plain noun right behind a verb and its particle that the parser hung on it as if it had a preposition."""
    particle = next((child.i for child in verb.children if child.dep_ == "compound:prt"), verb.i)
    behind = (child for child in verb.children if child.dep_ in {"obl", "xcomp"} and child.left_edge.i == particle + 1)
    return tuple(child for child in behind if not preposition(child) and child.pos_ == "NOUN")


def _nominal(noun: Token) -> Frame:
    slots = prepositions(noun)
    for head in (*slots.get("of", ()), *slots.get("by", ())):
        slots = {**prepositions(head), **slots}
    support = _support(noun)
    owners = tuple(child for child in noun.children if child.dep_ == "nmod:poss")
    patients = slots.get("of", ())
    agents = slots.get("by", ()) or _stray(noun)
    if support is not None:
        carried = _verbal(support)
        slots = {**carried.prepositions, **slots}
        agents = agents or tuple(head for head in carried.subject if head != noun)
    if patients:
        return Frame(noun, agents or owners, patients, slots, support=support)
    return Frame(noun, agents, owners, slots, support=support)


def _stray(noun: Token) -> tuple[Token, ...]:
    """A by-phrase hung on the verb above although that verb is active: "described the beating of X by Y"."""
    top = noun.head if noun.dep_ == "nmod" else noun
    verb = top.head
    if top.dep_ != "obj" or not verb.tag_.startswith("VB") or passive(verb):
        return ()
    return tuple(
        head for head in prepositions(verb).get("by", ()) if head.i > noun.i and not head.tag_.startswith("VB")
    )


def _support(noun: Token) -> Token | None:
    """The verb that says no more than that the event was held or happened: "staged a …", "there was a …"."""
    verb = noun.head
    lemma = verb.lemma_.lower()
    if noun.dep_ in {"obj", "nsubj:pass"} or (noun.dep_ == "nsubj" and verb.tag_ == "VBN"):
        return verb if lemma in words("frames", "light") else None
    return verb if noun.dep_ == "nsubj" and lemma in words("frames", "happen") and verb.tag_.startswith("VB") else None


def _attribute(verb: Token) -> bool:
    """Whether a participle stands before its noun ("the arrested men"), and not by misreading with a subject."""
    return verb.dep_ == "amod" and not any(child.dep_ in SUBJECTS for child in verb.children)


def _relative(token: Token) -> bool:
    return token.lower_ in RELATIVE and (token.tag_ in {"WP", "WDT"} or "PronType=Rel" in str(token.morph))


def _gap(verb: Token) -> tuple[Token, ...]:
    """Antecedent of an object relative: "the man whom police held", "the man police held"."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    embedded = verb.dep_ == "acl:relcl" and own and not _relative(own[0])
    kept = embedded and own[0].left_edge.lower_ != "whose"  # "Ann, whose son vanished" has no gap
    return antecedent(verb) if kept else ()


def _shared_object(verb: Token) -> tuple[Token, ...]:
    """Object of a later conjunct: "caught and held three men"."""
    for later in verb.children:
        if later.dep_ == "conj" and not any(child.dep_ in SUBJECTS for child in later.children):
            return tuple(child for child in later.children if child.dep_ == "obj")
    return ()


def _inherited(verb: Token) -> tuple[Token, ...]:
    return (verb.head,) if verb.dep_ == "acl" else ()


def _told_of(subject: Token, verb: Token) -> tuple[Token, ...]:
    """A subject, or what stands in its place behind the colon that parts it from its verb: "Orla: police held ten"."""
    colon = next((token.i for token in verb.doc[subject.i : verb.i] if token.text == ":"), None)
    if colon is None:
        return (subject,)
    return tuple(child for child in subject.children if child.dep_ == "appos" and colon < child.i < verb.i)


def _of_head(verb: Token, depth: int) -> tuple[Token, ...]:
    """A finite verb goes on from no participle behind a noun: "freed one man accused of theft but kept two"."""
    over = verb.head
    if _behind_aside(verb):
        return displaced(verb)
    if verb.tag_ == "VBD" and over.dep_ == "acl" and over.tag_ in {"VBN", "VBG"}:
        over = next((step for step in over.ancestors if step.tag_ in FINITE), over)
    if verb.tag_ == "VBD" and over.dep_ == "xcomp" and over.pos_ != "VERB":
        over = over.head  # "found her guilty and jailed her"
    return _subjects(over, depth + 1)


def _behind_aside(verb: Token) -> bool:
    """Whether a passive goes on from no other verb but stands behind an aside: "sorry that Dahl, a baker, was held"."""
    own = [c for c in verb.children if c.dep_ == "aux:pass" and c.tag_ in FINITE and c.i > 0 and c.nbor(-1).text == ","]
    return bool(own) and not any(child.dep_ == "cc" for child in verb.children)


def _of_complement(verb: Token, depth: int) -> tuple[Token, ...]:
    """Object control before subject control: "asked him to go", "tried to go", "gave the order to go"."""
    objects = tuple(child for child in verb.head.children if child.dep_ in {"obj", "iobj"})
    if verb.head.lemma_ in {"give", "issue", "make", "take", "have"}:
        objects = ()
    return objects or _subjects(verb.head, depth + 1)


def _of_adnominal(verb: Token, depth: int) -> tuple[Token, ...]:
    if any(child.dep_ == "aux:pass" and child.tag_ in FINITE for child in verb.children):
        return displaced(verb)  # "the claim that X was held", whose subject the parser lost
    infinitive = any(child.tag_ == "TO" for child in verb.children)
    return () if infinitive or depth > DEPTH else (verb.head,)


def _of_predicate(verb: Token, depth: int) -> tuple[Token, ...]:
    """Who is due or likely to do something, where the parser took the infinitive for the subject of the adjective."""
    fits = verb.head.pos_ == "ADJ" and verb.head.i < verb.i
    return _subjects(verb.head, depth + 1) if fits else ()


def _of_adverbial(verb: Token, depth: int) -> tuple[Token, ...]:
    """Object control of gerunds that say what somebody is held to do: "accused him of", "fined him for"."""
    finite = verb.tag_ in {"VBZ", "VBP"} or any(c.dep_.startswith("aux") and c.tag_ in FINITE for c in verb.children)
    if finite:
        return ()
    objects = tuple(child for child in verb.head.children if child.dep_ == "obj" and child.i < verb.i)
    if objects and preposition(verb) in CHARGED and not passive(verb.head):
        return objects
    return _subjects(verb.head, depth + 1)


CONTROL: Mapping[str, Callable[[Token, int], tuple[Token, ...]]] = {
    "conj": _of_head,
    "xcomp": _of_complement,
    "advcl": _of_adverbial,
    "acl": _of_adnominal,
    "acl:relcl": antecedent,
    "csubj": _of_predicate,
}
"""How a verb without a subject of its own finds the one understood, by its relation to its head."""
