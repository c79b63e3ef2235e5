"""The verb of a cue in, whether the saying is told as done out: not negated, supposed, wished for or asked about."""

from __future__ import annotations

from kg.extractors.speech import flanks
from kg.extractors.speech.cues import QUOTING, forms, words
from kg.language.memory import per_token
from kg.language.tokens import Token

NEVER = frozenset({"not", "n't", "n’t", "never", "hardly", "nor", "neither"})
NOBODY = frozenset({"nobody", "none", "no"})
ANYBODY = frozenset({"anybody", "anyone", "whoever"})
CONDITION = frozenset(
    {"if", "unless", "whether", "without", "against", "instead", "until", "of", "for", "from", "into"}
)
WHEN = frozenset({"when", "once", "if", "first"})


@per_token
def told(verb: Token) -> bool:
    """Whether the saying is told as done: not negated, hypothetical, wished for or asked about."""
    close = flanks.closing(verb)
    own = [
        child for child in verb.children if close is None or child.i > close
    ]  # not what is said: "Not yet," she said
    if any(_undoing(child) or (child.lower_ == "no" and child.dep_ == "det") for child in own):
        return False
    if _of_anybody(verb) or _wished(verb) or _fronted(verb):
        return False
    if _conditional(verb) or _adjectival(verb):
        return False
    if any(child.tag_ == "TO" for child in own):
        return _carried_out(verb)
    if verb.dep_ == "conj" and verb.head.tag_ == verb.tag_ and not any(c.dep_.startswith("nsubj") for c in own):
        return told(resumed(verb) or verb.head)
    above = _sharing(verb)
    return above is None or told(above)


def _sharing(verb: Token) -> Token | None:
    """The bare verb whose modal a bare cue shares, whatever stands between: "must free them and openly condemn"."""
    plain = verb.tag_ in {"VB", "VBP"} and verb.lower_ == verb.lemma_
    if not plain or any(child.dep_.startswith(("nsubj", "aux")) for child in verb.children):
        return None
    above = verb
    while above.dep_ == "conj" and above.head != above and (above == verb or above.tag_ != "VB"):
        above = above.head
    return above if above != verb and above.tag_ == "VB" else None


def _fronted(verb: Token) -> bool:
    """Whether a participle opens its sentence or stands behind "when", so that others do the saying: "Asked about"."""
    opens = all(t.is_punct or t.dep_ == "mark" for t in verb.doc[: verb.i])
    when = verb.i > 0 and verb.nbor(-1).lower_ in WHEN
    own = any(child.dep_ == "aux" or child.dep_.startswith("nsubj") for child in verb.children)
    return (opens or when) and verb.tag_ in {"VBN", "VBD"} and verb.dep_ == "advcl" and not own


def _adjectival(verb: Token) -> bool:
    """Whether a parse takes a verb for part of a noun phrase, and no subject or name between commas tells otherwise."""
    if verb.tag_ == "VBG" and verb.lemma_ in words("adjectives"):
        own = {child.dep_ if child.lemma_ != "be" else "be" for child in verb.children}
        return "be" in own and not own & {"obj", "iobj"}
    if verb.dep_ not in {"amod", "compound"} or verb.tag_ == "VBD" or flanks.apposed(verb) is not None:
        return False
    if flanks.closing(verb) == verb.i - 1:
        return False  # "...," alleged Ann Roy
    return not any(child.dep_.startswith(("nsubj", "compound")) for child in verb.children)


def resumed(verb: Token) -> Token | None:
    """The cue that a bare verb takes up whose parse joins it to what was asked: "We urge A to go and ask B to stay"."""
    above = next((step for step in verb.ancestors if step.tag_ != "VB"), None)
    if verb.tag_ != "VB" or verb.dep_ != "conj" or above is None or above.tag_ != "VBP" or above.lower_ not in forms():
        return None
    asked = any(child.dep_ in {"obj", "iobj"} for child in verb.children)
    to = any(child.tag_ == "TO" for step in verb.children for child in step.children)
    plain = not any(child.tag_ == "TO" or child.dep_.startswith("aux") for child in verb.children)
    return above if asked and to and plain and any(child.dep_ == "obj" for child in above.children) else None


def _undoing(child: Token) -> bool:
    """Whether what hangs on a verb of saying takes it back: a negation, a modal, "nobody"."""
    modal = child.dep_ == "aux" and child.tag_ == "MD"
    nobody = child.dep_.startswith("nsubj") and _nobody(child)
    return (child.lower_ in NEVER and child.dep_ != "ccomp") or modal or nobody


def _conditional(verb: Token) -> bool:
    """Whether a verb, or a participle that governs it, hangs on "if", "without", "of" or the like."""
    if verb.tag_ == "VBG" and _seen_as(verb):
        return True
    steps = [verb, *(step for step in verb.ancestors if verb.tag_ == step.tag_ == "VBG")]
    return any(child.dep_ == "mark" and child.lower_ in CONDITION for step in steps for child in step.children)


def _seen_as(verb: Token) -> bool:
    """Whether a participle tells what somebody is taken for: "seen as threatening", but "quoted as saying"."""
    seen = any(child.dep_ == "mark" and child.lower_ == "as" for child in verb.children)
    return seen and verb.head.lemma_ not in QUOTING


def _of_anybody(verb: Token) -> bool:
    """Whether a relative clause tells of nobody in particular: "nobody who complains", "anyone who says"."""
    return verb.dep_ == "acl:relcl" and verb.head.lower_ in NOBODY | ANYBODY


def _wished(verb: Token) -> bool:
    """Whether a verb is in the form of wishes: "on condition that she report"."""
    one = any(child.lower_ in {"he", "she", "it"} and child.dep_.startswith("nsubj") for child in verb.children)
    that = any(child.dep_ == "mark" and child.lower_ == "that" for child in verb.children)
    return one and that and verb.tag_ in {"VB", "VBP"} and not any(c.dep_.startswith("aux") for c in verb.children)


def _nobody(subject: Token) -> bool:
    return subject.lower_ in NOBODY or any(child.lower_ in NOBODY | NEVER for child in subject.children)


def _carried_out(verb: Token) -> bool:
    head = carrying(verb)
    return head is not None and head.tag_ != "VB" and told(head) and not _unreal(head)


def carrying(verb: Token) -> Token | None:
    """The verb of meeting that an infinitive tells the end of, hung on it or on a place: "met in the hall to ask"."""
    head = verb.head
    while verb.dep_ == "acl" and head.pos_ in {"NOUN", "PROPN"} and head.dep_ in {"nmod", "obl"}:
        head = head.head
    placed = verb.dep_ in {"advcl", "xcomp"} or (verb.dep_ == "acl" and head != verb.head)
    return head if placed and head.lemma_ in words("carried_out") else None


def _unreal(verb: Token) -> bool:
    """Whether a participle hangs on what is not told as done: "would not dent the resolve of those joining"."""
    above = verb.head
    return verb.tag_ == "VBG" and above.tag_.startswith("VB") and any(_undoing(child) for child in above.children)
