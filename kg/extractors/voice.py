"""A verb form of a parsed sentence in, whether it is one and whether it is passive out.

Law of this file: it knows grammar only, and the slips that a small parser makes.
"""

from __future__ import annotations

from kg.extractors.displaced import misread, named_by
from kg.extractors.prepositions import preposition
from kg.extractors.wordlists import words
from kg.language.memory import per_token
from kg.language.relations import FINITE, causer, found
from kg.language.tokens import Doc, Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})

STOPS = frozenset('.!?:;"\u201d\u2019)')
BEHIND_PASSIVE = frozenset({"IN", "TO", "RP", ","})

NOMINAL_PLACES = frozenset({"nmod", "nsubj", "nsubj:pass", "obj", "obl"})


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
    active = "aux:pass" not in kinds and {"aux", "obj"} <= kinds  # "said they had not held him"
    if (kinds & {"aux:pass", "nsubj:pass"} and not active) or causer(verb) or found(verb) or reduced(verb):
        return True
    if verb.tag_ not in {"VBN", "VBD", "JJ"}:
        return False
    if "cop" in kinds or attributive(verb):
        return verb.text.lower().endswith(("ed", "en", "ld", "ght", "wn", "un"))
    if kinds & {"nsubj", "aux"} or verb.tag_ == "JJ":
        return (_set_off(verb) or _headed(verb)) and not kinds & {"aux", "ccomp", "obj"}
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


def _headed(verb: Token) -> bool:
    """Whether a heading leaves out the auxiliary: "Two clerks held over strike"."""
    told = verb.lower_ in words("frames", "undergone") and heading(verb.doc)
    return told and verb.i + 1 < len(verb.doc) and verb.nbor().tag_ in BEHIND_PASSIVE


def heading(doc: Doc) -> bool:
    """Whether a text ends as headings do, without a full stop."""
    return doc[len(doc) - 1].text[-1] not in STOPS


def reduced(verb: Token) -> tuple[Token, ...]:
    """The noun right before a participle that the parser took for its subject: "were among ten people arrested"."""
    if verb.tag_ not in {"VBN", "VBD"} or any(child.dep_ == "obj" for child in verb.children):
        return ()
    own = (child for child in verb.children if child.dep_ == "nsubj")
    return tuple(noun for noun in own if noun.i == verb.i - 1 and preposition(noun))


def attributive(verb: Token) -> bool:
    """Whether a participle stands before its noun ("the arrested men"), and not by misreading with a subject."""
    parted = verb.i + 1 < len(verb.doc) and verb.nbor().text == "," and verb.i < verb.head.i
    alone = parted and verb.i > 0 and verb.nbor(-1).lower_ in {"all", "those"}  # "free all arrested, an apology"
    return verb.dep_ == "amod" and not alone and not any(child.dep_ in SUBJECTS for child in verb.children)
