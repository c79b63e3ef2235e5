"""A verb as parsers misread it in, the noun of its legal act and its frame out: "was given bail", "Dahl posted bail".

Law of this file: it knows how small parsers go wrong around a verb and its object, and no word of the law.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from kg.extractors.displaced import named_by, timely
from kg.extractors.frames import SUBJECTS, Frame, frame, passive, prepositions, subjects
from kg.extractors.incidents.people import human
from kg.extractors.law.slots import causing
from kg.extractors.law.verbs import reading
from kg.language.tokens import Token

OBJECTS = frozenset({"obj", "iobj", "nsubj:pass", "nsubj"})


def repaired(verb: Token) -> Frame | None:
    """The frame of a verb that the parser hung on its object as an adjective, or on its subject before that."""
    return next((found for repair in REPAIRS if (found := repair(verb)) is not None), None)


def noun_of(verb: Token, said: Frame) -> Token:
    """The noun of a verb that was read anew: the trigger of its frame, or what it stands before as an adjective."""
    return verb.head if verb.dep_ == "amod" else said.trigger


def candidates(verb: Token) -> Iterator[Token]:
    """Nouns that can be the object of a verb, as the parse has it first, then where parsers hang them instead."""
    own = reading(verb)
    yield from own.object
    yield from (noun for head in own.object for noun in head.conjuncts if noun.i > head.i)  # "theft and fraud charges"
    yield from (child for child in verb.children if child.dep_ in OBJECTS)
    if verb.dep_ == "xcomp" and verb.tag_ == "VBN" and verb.head.lemma_ in {"have", "get", "see"}:
        yield from (child for child in verb.head.children if child.dep_ == "obj")
    if verb.dep_ == "acl:relcl" and passive(verb) and verb.head.pos_ == "NOUN":
        yield verb.head  # "the sentence she was given"
    yield from _begun(verb)
    yield from (child for child in had.children if child.dep_ == "obj") if (had := causing(verb)) else ()
    yield from (child for head in own.object for child in head.children if child.dep_ == "appos" and human(head))
    yield from (noun for head in own.object if timely(head) for noun in frame(head).slot("prep:of"))
    yield from (noun for noun in verb.doc[verb.i + 1 : verb.i + 2] if noun.pos_ == "NOUN" and noun.dep_ == "compound")
    yield from (child for head in own.object for child in head.children if child.dep_ == "conj" and child.i > verb.i)
    given = any(human(head) or head.ent_type_ == "PER" for head in own.object)  # "handed Ann Roy four years"
    yield from (
        child for child in verb.children if child.dep_ == "xcomp" and child.pos_ == "NOUN"
    )  # "allowed him bail"
    bare = passive(verb) or given or not own.object  # "extended by a day the detention of"
    yield from (child for child in verb.children if bare and child.dep_ == "obl:unmarked" and child.i > verb.i)


def _begun(verb: Token) -> Iterator[Token]:
    """The object that the parser took for the subject of its participle: "was given a term suspended for a year"."""
    clauses = (child for child in verb.children if child.dep_ == "ccomp" and child.tag_ in {"VBD", "VBN"})
    subjects_ = (child for clause in clauses for child in clause.children if child.dep_ in SUBJECTS)
    return (noun for noun in subjects_ if noun.left_edge.i == verb.i + 1 and noun.i == noun.head.i - 1)


def _predicated(participle: Token) -> Frame | None:
    """A passive that the parser read as a predicate: "was given bail", as if like "was refused bail"."""
    noun = participle.head
    before = participle.doc[: participle.i]
    before = before[:-1] if len(before) and before[-1].lower_ == "each" else before
    attribute = participle.dep_ == "amod" and participle.tag_ == "VBN" and noun.left_edge.i < participle.i < noun.i
    carried = ("cop", noun), ("aux:pass", participle)
    if not attribute or (before[-1].dep_, before[-1].head) not in carried:
        return None
    over = (noun.head,) if noun.dep_ == "parataxis" and noun.head.i < participle.i else ()
    return Frame(noun, (), subjects(noun) or over, prepositions(noun), passive=True)


def _run_together(participle: Token) -> Frame | None:
    """A past tense that the parser took for an adjective of its object, behind a person: "Dahl posted bail"."""
    noun = participle.head
    between = participle.dep_ == "amod" and 0 < participle.i == noun.i - 1
    name = participle.nbor(-1) if between else None
    if name is None or name.pos_ != "PROPN" or participle.tag_ not in {"VBD", "VBN"}:
        return None
    return Frame(noun, (named_by(name),), (noun,), prepositions(noun))


def _second(participle: Token) -> Frame | None:
    """The second of two passives that the parser took for an adjective: "were tried and given life terms"."""
    noun = participle.head
    behind = participle.dep_ == "amod" and participle.tag_ == "VBN" and 0 < participle.i < noun.i
    if not behind or participle.nbor(-1).lower_ != "and":
        return None
    verb = next((step for step in noun.ancestors if step.i < participle.i and passive(step)), None)
    return Frame(verb, (), frame(verb).object, prepositions(noun), passive=True) if verb is not None else None


def _parted(participle: Token) -> Frame | None:
    """A past tense that the parser parted from its object by a measure: "extended by eight days the arrest of"."""
    if participle.dep_ != "acl" or participle.tag_ not in {"VBD", "VBN"}:
        return None
    measures = (child for child in participle.children if child.dep_ == "obl" and timely(child))
    by = next((child for child in measures if child.left_edge.lower_ == "by"), None)
    behind = list(participle.doc[by.right_edge.i + 1 : by.right_edge.i + 5]) if by is not None else []
    noun = next((token for token in behind if token.pos_ == "NOUN" and token.dep_ != "compound"), None)
    if noun is None or behind[0].tag_ not in {"DT", "NN", "PRP$"}:
        return None
    return Frame(noun, (participle.head,), (noun,), {**prepositions(noun), **prepositions(participle)})


REPAIRS: tuple[Callable[[Token], Frame | None], ...] = (_predicated, _run_together, _second, _parted)
"""Readings of a verb that the parser hung on its object, or on its subject before that."""
