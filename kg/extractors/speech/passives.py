"""A cue in, whether it is passive out; and the subject that a parse hides in what it takes for a noun phrase.

Law of this file: marks and what stands beside a cue decide before a parse does.
"""

from __future__ import annotations

from kg.extractors import frames
from kg.extractors.speech import flanks
from kg.extractors.speech.cues import words
from kg.language.memory import per_token
from kg.language.tokens import Token


@per_token
def is_passive(verb: Token) -> bool:
    """Whether a cue is passive; one that the parser hung on its own subject is none ("the bishops called for")."""
    if flanks.apposed(verb) is not None or flanks.introduces(verb):
        return False
    if flanks.closing(verb) == verb.i - 1 and flanks.behind(verb) is not None:
        return False  # "...," alleged Ann Roy
    if verb.tag_ == "VBD" or any(child.dep_ in {"obj", "iobj"} for child in verb.children):
        return any(child.dep_ in {"aux:pass", "nsubj:pass"} for child in verb.children) or _shares_passive(verb)
    hung = verb.dep_ == "acl" and (verb.head.dep_ == "ROOT" or _unfinished(verb.head))
    if swallowed(verb):
        return False
    if hung and not any(child.dep_ == "obl:agent" for child in verb.children):
        return False
    return frames.passive(verb)


def _shares_passive(verb: Token) -> bool:
    """Whether a verb without a hearer shares the "was" of the passive it is joined to: "was held and told"."""
    above, own = verb.head, {child.dep_ for child in verb.children}
    joined = verb.dep_ == "conj" and verb.tag_ in {"VBD", "VBN"} and verb.lemma_ in words("spoken_to")
    shared = any(child.dep_ == "aux:pass" for child in above.children)
    return joined and shared and not own & {"obj", "iobj", "nsubj", "aux"}


def _unfinished(noun: Token) -> bool:
    """Whether a noun is the subject of an infinitive at the root: its participle is finite ("they urged A to")."""
    above = noun.head
    return noun.dep_ == "nsubj" and above.dep_ == "ROOT" and any(child.tag_ == "TO" for child in above.children)


def swallowed(verb: Token) -> tuple[Token, ...]:
    """The subject of a cue that the parser took for a word before its object: "the envoy voiced concern"."""
    bare = verb.tag_ in {"VBZ", "NNS"} and verb.dep_ == "ROOT" and not any(c.dep_ == "nsubj" for c in verb.children)
    if verb.dep_ != "amod" and not bare:
        return ()
    return tuple(child for child in verb.children if child.dep_ in {"compound", "nsubj"} and child.i == verb.i - 1)
