"""A cue set off from what it reports in, the words round it out: "..., police said", "The fire, she said, ...".

Law of this file: commas and marks decide where the words of saying begin and end, whatever a parse hangs there.
"""

from __future__ import annotations

from kg.extractors.speech import flanks
from kg.extractors.speech.cues import Found, words
from kg.extractors.speech.openings import dateline
from kg.extractors.speech.speakers import run_behind
from kg.extractors.speech.stretches import Stretch, cut
from kg.language.relations import FINITE
from kg.language.tokens import Doc, Span, Token

CLOSE = 8  # tokens between a comma and the last noun of whoever speaks
NAMING = frozenset({"ADJ", "DET", "NOUN", "PROPN", "NUM", "PUNCT"})
PARTING = frozenset(',–—-”"')
PLACING = frozenset({"after", "at", "before", "during", "in", "on", "to", "with"})
TEMPORAL = frozenset({"as", "after", "before", "when", "while"})


def parenthetical(found: Found) -> list[Stretch]:
    """The sentence round "..., police said" and "..., police said, ...", without it."""
    verb, doc = found.verb, found.verb.doc
    who = _tellers(verb)
    if not who or any(subject.tag_ in {"WP", "WDT"} for subject in who):
        return []
    left = _opening(verb, who[-1])
    behind = _told_of(who[-1]) if who[-1].i > verb.i else 0
    rest = max(phrase_end(found), found.last, behind) + 1
    if not 0 < left <= verb.i or not _parting(doc[left - 1]) or (rest < len(doc) and not doc[rest].is_punct):
        return []
    if doc[left].tag_ == "CC":
        return []
    opened = dateline(doc) if dateline(doc) < left else 0
    before = (max((t.i + 1 for t in doc[: left - 1] if t.text in {":", ";"}), default=opened), left - 1)
    after = cut(found, rest, len(doc)) if rest < len(doc) and doc[rest].text != ";" else (rest, rest)
    if not any(token.tag_ in FINITE or (token.head == verb and token.dep_ == "ccomp") for token in doc[slice(*after)]):
        return [] if _adjunct(doc[slice(*before)]) else [before, *_added(doc, *after)]
    if _circumstance(doc[slice(*after)]):
        return [before]
    adjunct = doc[before[0]].pos_ in {"ADP", "ADV", "PUNCT"} and not any(t.tag_ in FINITE for t in doc[slice(*before)])
    return [after] if adjunct else [before, after]


def _told_of(who: Token) -> int:
    """Last token of whoever speaks, with what a participle tells of them: "said two people briefed on the matter"."""
    told = any(child.dep_ == "acl" and child.i == who.i + 1 for child in who.rights)
    return who.right_edge.i if told else who.i


def _tellers(verb: Token) -> list[Token]:
    """Whom a cue between commas or at the end names as speaking, before it or behind it."""
    if (apposed := flanks.apposed(verb)) is not None:
        return [flanks.head(apposed)]
    if (name := flanks.reporting(verb)) is not None:
        return [name]
    if (run := flanks.tail(verb)) is not None:
        return [flanks.head(run)]
    own = [c for c in verb.children if c.dep_.startswith("nsubj") and c.lemma_.lower() not in words("times")]
    if own and flanks.closing(verb) == verb.i - 1 and own[-1].i < verb.i:
        return [last] if (last := flanks.behind(verb)) is not None else own
    return own or ([verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBD" else list(run_behind(verb)))


def _opening(verb: Token, who: Token) -> int:
    """Where the phrase for whoever speaks begins: at a comma close before it, where a parse lets it begin earlier."""
    doc, apposed = verb.doc, flanks.apposed(verb)
    if apposed is not None:
        return apposed.start
    if who.i > verb.i:
        return verb.i
    who = flanks.bracket(who, verb) or who
    left = next((t.i for t in who.subtree if not t.is_punct), 0)
    if left > 0 and _parting(doc[left - 1]):
        return left
    comma = max((t.i for t in doc[max(0, who.i - CLOSE) : who.i] if t.text == ","), default=who.i)
    return (
        comma + 1
        if all(t.pos_ in NAMING or t.tag_ == "PRP$" for t in doc[comma + 1 : who.i]) and comma < who.i
        else left
    )


def _parting(mark: Token) -> bool:
    """Whether a mark parts clauses: a comma, a dash or a closing quotation mark, but no hyphen inside a word."""
    return mark.text in PARTING and (bool(mark.whitespace_) or mark.i == 0 or bool(mark.nbor(-1).whitespace_))


def _added(doc: Doc, start: int, end: int) -> list[Stretch]:
    """What goes on behind a cue between commas without a verb of its own: ", she says, without showing a warrant"."""
    start += int(start < end and doc[start].text == ",")
    added = end - start > 2 and doc[start].pos_ in {"ADP", "SCONJ"} and doc[start].lower_ not in PLACING
    return [(start, end)] if added else []


def _adjunct(stretch: Span) -> bool:
    """Whether words before a cue only tell when or where: "In May", "After the vote had ended"."""
    if len(stretch) == 0 or stretch[0].pos_ not in {"ADP", "ADV", "PUNCT", "SCONJ"}:
        return len(stretch) == 0
    opened = stretch[0].head if stretch[0].dep_ in {"mark", "advmod"} and stretch[0].tag_ in {"IN", "WRB"} else None
    own = (t for t in stretch if t.tag_ in FINITE | {"VBN"} and not (opened and (t == opened or opened.is_ancestor(t))))
    return not any(own)


def _circumstance(stretch: Span) -> bool:
    """Whether words behind a cue tell when it was said, or who said it: ", as they left the court", ", who left"."""
    opens = next((t for t in stretch if not t.is_punct), None)
    timed = opens is not None and opens.lower_ in TEMPORAL and opens.dep_ in {"mark", "advmod"}
    return timed or (opens is not None and opens.lower_ in {"who", "whose"})


def phrase_end(found: Found) -> int:
    """Last token of what goes with a verb of saying: its subject behind it, adverbs, "on Friday", "in a statement"."""
    kept = {"advmod", "obl", "obl:unmarked", "compound:prt", "iobj", "nsubj"}
    later = [child for child in found.verb.children if child.i > found.verb.i]
    spoken_to = addressed(found)
    times = [c for c in later if c.dep_ == "obj" and (spoken_to or c.lemma_.lower() in words("times"))]
    behind = [child for child in later if child.dep_ in kept or child in times]
    end = found.last
    for child in behind:
        if child.left_edge.i == end + 1:
            end = _bare_end(child)
    return end


def _bare_end(noun: Token) -> int:
    """Where a text to speak in ends, without a clause that the parse hung on it: "said in a statement it had left"."""
    if noun.lemma_.lower() not in words("speaking_for"):
        return noun.right_edge.i
    clauses = (child for child in noun.rights if child.dep_ == "acl:relcl")
    bare = (c for c in clauses if not any(t.tag_ in {"WP", "WDT"} for t in c.lefts))
    told = (c.left_edge.i - 1 for c in bare if not any(t.lower_ == "that" for t in c.subtree if t.i > c.i))
    return next(told, noun.right_edge.i)


def addressed(found: Found) -> bool:
    """Whether the object of a cue is whoever is spoken to."""
    return any(role.startswith("addressee") and "object" in place for role, place in found.cue.slots.items())
