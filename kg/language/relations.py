"""A token of a parse in, how it depends on its head out, in the few words that lexicons use.

Reads Universal Dependencies; knows the mistakes that a small parser makes with "to".
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.language.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "nsubj:outer"})
OBJECTS = frozenset({"obj", "iobj", "nsubj:pass"})
CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj", "csubj:pass", "obl", "nmod", "obl:agent"})
CAUSED = frozenset({"xcomp", "ccomp", "acl", "advcl"})
CAUSING = frozenset({"have", "get", "order", "want", "need", "wish"})
FINDING = frozenset({"find", "leave", "see", "watch"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def relation(token: Token) -> str:
    """How a token depends on its head: to, ing, that, object, subject, prep:<words>, or bare."""
    if token.dep_ == "acl:relcl":
        return "that"
    if infinitive(token):
        return "to"
    clausal = token.tag_.startswith("VB")
    prepositions = [mark for mark in marks(token) if mark != "that" and not (clausal and mark == "to")]
    if prepositions and not (clausal and token.dep_ == "ccomp"):
        return f"prep:{prepositions[0]}"
    predicate = any(child.dep_ == "cop" for child in token.children)
    if (clausal or predicate) and token.dep_ in CLAUSAL:
        return "that" if finite(token) else "ing"
    if token.dep_ in OBJECTS or misplaced(token) or (token.dep_ == "nsubj" and token.head.tag_ == "VBN"):
        return "object"
    return "subject" if token.dep_ in SUBJECTS else "bare"


def misplaced(noun: Token) -> bool:
    """Whether a noun is taken for the conjunct of a verb whose object it is: "demand swift, thorough, open trials"."""
    verb = noun.head
    conjunct = noun.dep_ == "conj" and noun.pos_ == "NOUN" and verb.tag_.startswith("VB") and noun.i > verb.i
    own = conjunct and any(child.dep_ == "cop" for child in noun.children)
    return conjunct and not own and not any(child.dep_ in OBJECTS for child in verb.children)


def infinitive(token: Token) -> bool:
    """Whether "to" belongs to a verb, by the parse or by the word before a base form."""
    marked = any(child.tag_ == "TO" and child.i < token.i for child in token.children)
    first = min((child.i for child in token.children if child.dep_.startswith("aux")), default=token.i)
    bare = token.doc[first].tag_ == "VB" and first > 0 and token.doc[first - 1].lower_ == "to"
    return token.tag_.startswith("VB") and (marked or bare)


def finite(token: Token) -> bool:
    """Whether a verb is finite: by its first auxiliary or itself, or because it has a subject."""
    first = min((c for c in token.children if c.dep_.startswith("aux")), key=lambda c: c.i, default=token)
    return first.tag_ in FINITE or has_subject(token)


def present(token: Token) -> bool:
    """Whether a verb is in the present, by its first auxiliary or itself."""
    first = min((c for c in token.children if c.dep_.startswith("aux")), key=lambda c: c.i, default=token)
    return first.tag_ in {"VBP", "VBZ"}


def resumed(verb: Token) -> Token | None:
    """The finite verb that one with an auxiliary of its own goes on from, where the parser took a gerund for that.

    "was convicted of robbing a shop and has been sentenced" goes on from "was convicted".
    """
    own = any(child.dep_.startswith("aux") and child.tag_ in FINITE for child in verb.children)
    if verb.dep_ != "conj" or not own or has_subject(verb) or finite(verb.head):
        return None
    return next((step for step in verb.ancestors if finite(step) and step.i < verb.i), None)


def has_subject(token: Token) -> bool:
    """Whether a verb has a subject of its own."""
    return any(child.dep_ in SUBJECTS for child in token.children)


def marks(token: Token) -> Iterator[str]:
    """Prepositions and conjunctions that introduce a token, as lower-case words ("because of")."""
    for child in token.children:
        if child.dep_ in {"mark", "case"} and child.i < token.i:
            fixed = [word.lower_ for word in child.children if word.dep_ == "fixed"]
            yield " ".join([child.lower_, *fixed])


def causer(token: Token) -> tuple[Token, Token] | None:
    """The verb of having or wanting something done, and the noun it is done to, however a parser joined the three.

    "had the sailors held", "ordered him killed", "wants the clerk freed": the past form belongs to the noun between.
    """
    verb = token.head.head if token.dep_ == "acl" else token.head
    if token.tag_ not in {"VBN", "VBD"} or token.dep_ not in CAUSED or verb.lemma_ not in CAUSING:
        return None
    if any(child.dep_ in {"aux", "aux:pass", "obj", "mark"} for child in token.children):
        return None
    own = next((child for child in token.children if child.dep_ in SUBJECTS), None)
    noun = token.head if token.dep_ == "acl" else own or next((c for c in verb.children if c.dep_ == "obj"), None)
    if noun is None or not verb.i < noun.i < token.i or (token.dep_ == "advcl" and noun.i + 1 != token.i):
        return None
    return verb, noun


def found(token: Token) -> tuple[Token, ...]:
    """The noun that is seen or found to have undergone what a past form behind it tells: "saw ten clerks held"."""
    verb = token.head
    if token.tag_ not in {"VBN", "VBD"} or token.dep_ not in CAUSED or verb.lemma_ not in FINDING:
        return ()
    nouns = (child for child in verb.children if child.dep_ == "obj" and child.right_edge.i + 1 == token.i)
    return tuple(nouns) if token.left_edge == token else ()
