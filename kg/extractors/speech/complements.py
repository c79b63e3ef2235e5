"""A cue in its sentence in, the heads of its object and of what stands behind its prepositions out.

Law of this file: where the parse hung a phrase elsewhere, the words between it and the cue tell whose it is.
"""

from __future__ import annotations

from kg.extractors import frames
from kg.extractors.speech import flanks
from kg.extractors.speech.cues import Found, calls, words
from kg.extractors.speech.passives import is_passive
from kg.language.relations import FINITE
from kg.language.tokens import Span, Token

STRAYING = frozenset({"as", "of", "for"})
CLOSED_BY = frozenset({"of", "for"})


def after(found: Found, names: str) -> tuple[Token, ...]:
    """Heads after a preposition ("of|for") that hangs on the cue, on its noun or on its object."""
    wanted = names.split("|")
    if calls(found.verb):
        return (found.verb.nbor(1).head,) if found.verb.nbor(1).lower_ in wanted else ()
    for host in (*reversed(found.others), found.verb, *objects(found)):
        placed = {child: frames.preposition(child) for child in host.children if child.dep_ != "conj"}
        heads = (h for name in wanted for h in placed if placed[h] == name and (h.i > found.verb.i) != relative(h))
        if fitting := tuple(head for head in heads if not unsaid(head)):
            return fitting
    return tuple(head for head in _stray(found, wanted) or _entitled(found, wanted) if not unsaid(head))


def _stray(found: Found, wanted: list[str]) -> tuple[Token, ...]:
    """A preposition that the parse hung on something below the cue, before any other cue."""
    behind = found.verb.doc[found.last + 1 : found.verb.right_edge.i + 1]
    if "as" in wanted and (quoted := _quoted(behind)) is not None:
        return (quoted,)
    for token in behind:
        if describes(token):
            return _resumed(found, token, wanted)
        if (
            token.tag_.startswith("VB")
            or token.tag_ in {"TO", "WDT"}
            or (token.dep_ == "mark" and token.lower_ == "that")
        ):
            return ()
        if token.lower_ in wanted and token.lower_ in STRAYING and found.verb.is_ancestor(token):
            return (token.head,)
    return ()


def _quoted(behind: Span) -> Token | None:
    """What something is called in quotation marks behind "as", before any finite verb: "the plan to go as "mad"."""
    for token in behind[:-1]:
        if token.tag_ in FINITE or token.text in {",", ";"}:
            return None
        if token.lower_ == "as" and token.nbor(1).is_quote and token.head.i > token.i:
            return token.head
    return None


def _entitled(found: Found, wanted: list[str]) -> tuple[Token, ...]:
    """The name behind a preposition that the parse hung on its title: "called on President Ann Roy to"."""
    behind = found.verb.doc[found.last + 1 : found.last + 2]
    title = next((t.head for t in behind if t.lower_ in wanted and t.dep_ == "case" and t.head.i > t.i), None)
    named = title is not None and title.dep_ in {"nmod:desc", "compound"} and title.head.i > title.i
    return (title.head,) if title is not None and named else ()


def _resumed(found: Found, comma: Token, wanted: list[str]) -> tuple[Token, ...]:
    """The preposition right behind the comma that closes a relative clause: "accused Roy, who had left, of theft"."""
    later = found.verb.doc[comma.i + 2 : found.verb.right_edge.i + 1]
    closed = (t for t in later if t.lower_ in CLOSED_BY and t.lower_ in wanted and t.nbor(-1).text == ",")
    return tuple(token.head for token in closed)[:1]


def unsaid(head: Token) -> bool:
    """Whether what follows a preposition is a time, a finite clause ("as the music stopped") or another verb's."""
    if head.tag_ == "VBG" and head.lemma_ == "say":
        return True  # "cited her as saying"
    if head.left_edge.i > 0 and calls(head.left_edge.nbor(-1)):
        return True
    if head.lemma_.lower() in words("times") and frames.preposition(head) != "about":
        return True
    finite = head.tag_ in {"VBD", "VBZ", "VBP"} and any(child.dep_.startswith("nsubj") for child in head.children)
    return finite and frames.preposition(head) == "as"


def relative(head: Token) -> bool:
    """Whether a word is a relative pronoun: "of which"."""
    return head.lower_ in frames.RELATIVE


def objects(found: Found) -> tuple[Token, ...]:
    """Heads of the cue's object, active or passive, but for the noun that is part of the cue."""
    if frames.passive(found.verb) and not is_passive(found.verb):
        heads = tuple(child for child in found.verb.children if child.dep_ in {"obj", "iobj"})
        heads = heads or tuple(head for head in _unmarked(found) if head.dep_ == "xcomp")
    else:
        speaking = flanks.between(found.verb) or ()
        heads = tuple(h for h in frames.frame(found.verb).object if h not in speaking) or _unmarked(found)
    told = (head for head in heads if head not in found.others and not calls(head))
    return tuple(head for head in told if head.pos_ != "PROPN" or head.lower_ not in words("times"))


def _unmarked(found: Found) -> tuple[Token, ...]:
    """The object that a parse takes for a length of time: "denounces before the nation the arrest of"."""
    later = (c for c in found.verb.children if c.dep_ in {"obl:unmarked", "xcomp"} and c.i > found.verb.i)
    return tuple(c for c in later if c.tag_ == "NN" and c.lemma_.lower() not in words("times") and _determined(c))[:1]


def _determined(noun: Token) -> bool:
    return any(child.dep_ == "det" for child in noun.children)


def describes(comma: Token) -> bool:
    """Whether a comma opens a relative clause that only describes: ", which", ", in which"."""
    behind = [t.tag_ for t in comma.doc[comma.i + 1 : comma.i + 3]]
    return comma.text == "," and bool(behind) and (behind[0] in {"WDT", "WP"} or behind == ["IN", "WDT"])
