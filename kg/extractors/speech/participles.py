"""A verb of saying in, how it stands in its sentence out: set off, between commas, in which tense."""

from __future__ import annotations

from kg.extractors.speech import flanks
from kg.language.relations import FINITE
from kg.language.tokens import Token

NOUNS = frozenset({"NOUN", "PROPN"})
INTRODUCED = frozenset({"after", "before", "while", "when", "since", "by"})


def interposed(verb: Token) -> bool:
    """Whether a participle right after a noun and a comma is closed by a comma that a finite verb follows."""
    doc = verb.doc
    if verb.tag_ != "VBG" or verb.i < 2 or doc[verb.i - 1].text != "," or doc[verb.i - 2].pos_ not in NOUNS:
        return False
    for token in doc[verb.i + 1 : -1]:
        if token.tag_ in FINITE:
            return False
        after = next((t for t in doc[token.i + 1 :] if not t.is_quote), token) if token.text == "," else token
        if after.tag_ in FINITE:
            return after.head.i >= after.i or after.dep_ != "acl"
    return False


def set_off(verb: Token) -> bool:
    """Whether a participle opens its sentence, or a comma or a conjunction parts it from what stands before it."""
    start = verb.i
    while start > 0 and (verb.doc[start - 1].pos_ in {"ADV", "CCONJ"} or verb.doc[start - 1].text in flanks.CLOSING):
        start -= 1
    if start == 0:
        return True
    before = verb.doc[start - 1]
    return before.text == "," or before.lower_ in INTRODUCED


def tense(verb: Token) -> str:
    """VBD for a past form without an auxiliary, VBZ for what is read as a plural, else the tag."""
    bare = verb.tag_ == "VBN" and not any(child.dep_.startswith("aux") for child in verb.children)
    return "VBD" if bare else {"NNS": "VBZ"}.get(verb.tag_, verb.tag_)
