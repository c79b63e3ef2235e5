"""A cue in its sentence in, what it puts forward out: the stretches of tokens at each place a lexicon may name.

A place ("clause", "object", "prep:of") is a function in :data:`PLACES`; where its stretch ends is the business of
:mod:`kg.extractors.speech.stretches`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from kg.extractors import frames
from kg.extractors.conjuncts import enumerated
from kg.extractors.displaced import timely
from kg.extractors.speech.clauses import clause, hosts, named, outside, pronoun, saying, subjunctive
from kg.extractors.speech.complements import after, describes, objects, relative, unsaid
from kg.extractors.speech.cues import Found
from kg.extractors.speech.stretches import Stretch, alone, cut, linked, onward, span, trim
from kg.extractors.speech.telling import NEVER
from kg.extractors.wordlists import words as listed
from kg.language.relations import FINITE
from kg.language.tokens import Token

ADDRESSING = frozenset({"for", "on", "to", "upon", "with"})  # "call on X to go", but "warn against calls to go"
PLEADING = frozenset({"after", "by", "for", "upon"})  # "freed after admitting taking part": a plea, told in passing
PLACING = frozenset({"on", "in", "at", "during", "after", "before"})
OPENERS = frozenset({"DET", "PRON", "NOUN", "PROPN", "NUM"})
NOMINAL = frozenset({"ADJ", "NOUN", "PROPN"})
AHEAD = 15  # tokens behind a cue within which its infinitive, or what somebody is called, begins
NEAR = 3  # tokens between a verb and its gerund
TEMPORAL = frozenset({"after", "as", "before", "since", "until", "when", "while"})
TOWARDS = frozenset({"at", "in", "into", "on"})  # "called into the studio": whom one visits has no name from it
COMPLEMENTS = frozenset({"xcomp", "advcl", "ccomp", "acl", "csubj"})
PREDICATES = frozenset({"xcomp", "obl:unmarked", "nmod:unmarked", "obj", "acl", "amod", "appos", "ccomp", "advcl"})


def stretches(found: Found, place: str) -> tuple[Stretch, ...]:
    """Where the content of a cue stands at a place; empty where there is nothing there."""
    name, _, argument = place.partition(":")
    trimmed = (trim(found.verb.doc, *stretch) for stretch in PLACES[name](found, argument))
    return tuple((start, end) for start, end in trimmed if start < end)


def _infinitive(found: Found, _: str) -> list[Stretch]:
    if found.verb.doc[found.last + 1 : found.last + 2].text.lower() == "against":
        return []
    for head in hosts(found):
        to = next((child for child in head.children if child.tag_ == "TO" and child.i < head.i), None)
        below = head.dep_ == "acl" and head.head.dep_ in {"obl", "nmod"} and not timely(head.head)
        if below and frames.preposition(head.head) not in ADDRESSING:
            continue
        asked = to is not None and to.i > 0 and to.nbor(-1).tag_ in {"WRB", "WP"}
        if to is not None and not asked and head.i > found.verb.i and head.dep_ in COMPLEMENTS:
            negated = any(child.lower_ in NEVER and child.i < head.i for child in head.children)
            start = min((c.i for c in head.children if c.lower_ in NEVER), default=to.i) if negated else to.i + 1
            asked_for = cut(found, *onward(found, min(start, to.i) if negated else start, span(head)[1]))
            return [_enumerated(found, *asked_for)]
    return _quoted_deed(found)


def _enumerated(found: Found, start: int, end: int) -> Stretch:
    """An infinitive with those that follow it behind commas: "to free them, to hear them, and to pay them"."""
    doc = found.verb.doc
    for token in doc[max(start, end - 2) :]:
        listed_ = token.tag_ == "TO" and (token.nbor(-1).text == "," or token.nbor(-1).tag_ == "CC")
        if listed_ and doc[start : token.i].text.count('"') % 2 == 0:
            return cut(found, start, len(doc))
        if token.i >= end and token.text not in {",", "and"}:
            return start, end
    return start, end


def _quoted_deed(found: Found) -> list[Stretch]:
    """A verb in quotation marks, which parsers take for a noun: threatened to "deal with" them."""
    doc = found.verb.doc
    for token in doc[found.last + 1 : min(found.last + AHEAD, len(doc) - 2)]:
        if token.tag_ in FINITE or token.text in {";", ":", ","}:
            return []
        verb = doc[token.i + 2]
        if token.lower_ == "to" and doc[token.i + 1].is_quote and verb.is_lower:
            return [cut(found, *onward(found, token.i + 1, max(verb.right_edge.i, verb.i) + 1))]
    return []


def _gerund(found: Found, _: str) -> list[Stretch]:
    for head in found.verb.children:
        if found.verb.tag_ == "VBG" and any(c.dep_ == "mark" and c.lower_ in PLEADING for c in found.verb.children):
            return []
        bare = head.tag_ == "VBG" and not any(child.dep_ == "mark" for child in head.children)
        if bare and head.dep_ in {"xcomp", "ccomp", "advcl"} and 0 < head.i - found.verb.i <= NEAR:
            return [cut(found, *onward(found, *outside(found, head)))]
    return []


def _object(found: Found, _: str) -> list[Stretch]:
    heads = [
        head for head in objects(found) if head.pos_ != "PRON" or (head.lower_ == "what" and head.i > found.verb.i)
    ]
    if not heads or _fronted(found):
        return []
    parted = any(t.text == "," for t in found.verb.doc[heads[0].i : heads[-1].i])
    head = heads[0] if parted else heads[-1]
    start, end = _noun(head)
    end = next((t.i for t in found.verb.doc[head.i + 1 : end - 1] if describes(t)), end)
    role = found.cue.slots.get("target", "")
    end = min([end, *(h.left_edge.i for h in after(found, role[5:]) if role.startswith("prep:") and h.i > start)])
    if start < found.verb.i:
        return [cut(found, start, min(end, _gap(found, head))), *_predicated(found)]
    return [cut(found, *_unless(role, found, start, end))]


def _fronted(found: Found) -> bool:
    """Whether "what" before a cue is its object, so that nothing behind is: "what the board proposes falls"."""
    before = (child for child in found.verb.children if child.i < found.verb.i)
    return any(child.lower_ == "what" and child.dep_ == "obj" for child in before)


def _gap(found: Found, head: Token) -> int:
    """Where the relative clause of a cue begins behind the noun that it tells of: "the force | that Roy mentioned"."""
    relative = next((step for step in (found.verb, *found.verb.ancestors) if step.head == head), found.verb)
    return relative.left_edge.i if head.i < relative.left_edge.i < found.verb.i else found.verb.i


def _predicated(found: Found) -> list[Stretch]:
    """What a thing is condemned or praised as, behind whoever does so: "a verdict denounced by all as a sham"."""
    placed = frames.prepositions(found.verb).get("as", ())
    return [cut(found, *_noun(head)) for head in placed if head.i > found.verb.i and head.pos_ in NOMINAL][:1]


def _topic(found: Found, _: str) -> list[Stretch]:
    """The object of a cue with all that follows it, whatever the parse hangs on the cue instead; no person."""
    placed = _object(found, "")
    heads = objects(found)
    if not placed or placed[0][0] < found.verb.i or heads[-1].lemma_.lower() in listed("people", "people"):
        return placed if heads and heads[-1].i < found.verb.i else []
    start, end = onward(found, *placed[0])
    rest = found.verb.doc[heads[-1].i + 1 : end]
    stops = (t.i for t in rest if describes(t) or (t.lower_ in TEMPORAL and t.dep_ in {"mark", "advmod"}))
    return [cut(found, start, next(stops, end))]


def _direct(found: Found, names: str) -> list[Stretch]:
    """What stands behind a preposition that hangs on the cue itself: "spoke of", not "spoke to friends of"."""
    hosts = (found.verb, *(objects(found) if "about" in names else ()))
    placed = (c for host in hosts for c in host.children if c.i > found.verb.i)
    heads = [c for c in placed if frames.preposition(c) in names.split("|") and not unsaid(c) and c.tag_ not in FINITE]
    return [cut(found, *onward(found, *_noun(heads[0])))] if heads else []


def _unless(role: str, found: Found, start: int, end: int) -> Stretch:
    return (start, end) if role.startswith("prep:") else linked(found, start, end)


def _noun(head: Token) -> Stretch:
    """A noun phrase with what hangs on it, without its preposition and without a clause after a comma."""
    start, end = span(head)
    case = [c for c in head.children if c.dep_ in {"case", "mark", "cc"} and c.i < head.i]
    start = max([start, *(c.right_edge.i + 1 for c in case if c.i - start <= 1)])
    for child in head.children:
        if child.i > head.i and child.dep_ in {"parataxis", "acl:relcl"} and child.left_edge.i > 0:
            comma = child.left_edge if child.left_edge.text == "," else child.left_edge.nbor(-1)
            end = comma.i if comma.text == "," and comma.i > head.i else end
    return start, end


def _prep(found: Found, names: str) -> list[Stretch]:
    heads = after(found, names)
    if not heads:
        return []
    if relative(heads[0]):
        before = next((c.nbor(-1) for c in heads[0].children if c.dep_ == "case" and c.i > 0), None)
        return [(before.i, before.i + 1)] if before is not None and before.pos_ in {"NOUN", "PROPN"} else []
    start, end = linked(found, *_noun(heads[0]))
    doc = found.verb.doc
    if "for" in names and end < len(doc):
        wished = doc[end].head if doc[end].tag_ == "TO" or _to_be(doc[end]) else None
        end = wished.right_edge.i + 1 if wished is not None else end
    if found.cue.signals == "accusation" and found.verb.i < start < end:
        end = enumerated(doc, start, end)
    deed = _gerundial(heads[0]) and heads[0].i > found.verb.i
    return [cut(found, *(alone(found, *onward(found, start, end)) if deed else (start, end)))]


def _to_be(name: Token) -> bool:
    """Whether a name that the parse parts from its title is the subject of an infinitive: "for baker Ann Roy to be"."""
    opening = any(child.tag_ == "TO" for child in name.head.children) and name.head.i > name.i
    return name.dep_.startswith("nsubj") and name.pos_ == "PROPN" and opening


def _gerundial(head: Token) -> bool:
    """Whether a word is a gerund, or what "being" says of somebody: "accused of being asleep when"."""
    return head.tag_ == "VBG" or any(child.dep_ == "cop" and child.tag_ == "VBG" for child in head.children)


def _against(found: Found, _: str) -> list[Stretch]:
    doc = found.verb.doc
    for head in after(found, "against")[:1]:
        end = span(head)[1]
        end = doc[end].head.right_edge.i + 1 if end < len(doc) and doc[end].lower_ == "to" else end
        return [cut(found, head.left_edge.i, end)]
    return []


def _predicate(found: Found, _: str) -> list[Stretch]:
    """What the object is called: complement, apposition or adjective after it."""
    if found.verb.doc[found.last + 1 : found.last + 2].text.lower() in TOWARDS:
        return []
    named = [child for child in found.verb.children if child.dep_ in {"iobj", "obj"}]
    for head in named[:1] or list(objects(found))[:1]:
        hosts = [*found.verb.children, *head.children]
        late = [
            t
            for t in hosts
            if t.i > max(head.i, found.verb.i) and t.dep_ in PREDICATES and not _bound(t) and not _aside(t)
        ]
        late = sorted(t for t in late if t.tag_ not in FINITE)
        if late and late[0].left_edge.i <= head.right_edge.i + 2:
            start, end = alone(found, late[0].left_edge.i, max(t.right_edge.i for t in late) + 1)
            return [cut(found, *linked(found, start, _quoted_end(found, start, end)))]
    return _merged(found)


def _merged(found: Found) -> list[Stretch]:
    """What something is called where the parse takes it for part of the same noun phrase: "the law a disgrace"."""
    doc, named = found.verb.doc, False
    for token in doc[found.last + 1 : min(found.last + AHEAD, len(doc) - 1)]:
        if token.tag_ in FINITE or token.text in {".", ";", ":", ","}:
            return []
        opens = token.lower_ in {"a", "an"} or (token.is_quote and token.nbor(1).is_lower) or _plural_pair(token)
        before = next((t for t in reversed(doc[found.last + 1 : token.i]) if t.text not in {"`", "``"}), token)
        if opens and named and before.pos_ in {"NOUN", "PROPN", "PRON"}:
            start, end = onward(found, token.i, max(token.head.right_edge.i, token.i + 1) + 1)
            return [cut(found, start, _quoted_end(found, start, end))]
        named = named or token.pos_ in {"NOUN", "PROPN", "PRON"}
    return []


def _plural_pair(token: Token) -> bool:
    """Whether a plural stands right behind a plural that the parse makes part of it: "called the rebels thieves"."""
    return token.tag_ == "NNS" and token.i > 0 and token.nbor(-1).tag_ == "NNS" and token.nbor(-1).dep_ == "compound"


def _quoted_end(found: Found, start: int, end: int) -> int:
    """Where a predicate in quotation marks ends: at their close, unless more belongs to it ("a threat" to us)."""
    doc = found.verb.doc
    if not doc[start].is_quote:
        return end
    close = next((t.i + 1 for t in doc[start + 1 : end] if t.is_quote), end)
    over = close < end and (doc[close].lower_ in PLACING or doc[close].pos_ not in {"ADP", "CCONJ", "PUNCT"})
    return close if over else end


def _measure(found: Found, _: str) -> list[Stretch]:
    """An amount and what it is put at: "the figure closer to forty"."""
    heads = objects(found) or found.others
    end = max([t.right_edge.i for t in found.verb.children if t.i > found.verb.i and not t.is_punct], default=0) + 1
    start = heads[0].left_edge.i
    stated = any(t.lower_ in {"at", "to"} for t in found.verb.doc[start:end])
    return [cut(found, *alone(found, start, end))] if stated and start > found.verb.i else []


def _judged(found: Found, _: str) -> list[Stretch]:
    """What is rejected "as baseless", where its noun phrase stands behind the judgement."""
    doc, at = found.verb.doc, found.last + 1
    if at + 2 < len(doc) and doc[at].lower_ == "as" and doc[at + 1].pos_ == "ADJ" and doc[at + 2].pos_ in OPENERS:
        joined = (t.i for t in doc[at + 2 :] if t.tag_ == "CC" and t.head.head == found.verb)
        end = next(joined, len(doc))
        return [cut(found, at + 2, end)]
    return []


def _bound(token: Token) -> bool:
    """Whether a complement is an infinitive, a clause or behind a preposition, so that it names nothing."""
    return any(c.tag_ == "TO" or (c.dep_ in {"mark", "case", "nsubj"} and c.i < token.i) for c in token.children)


def _aside(token: Token) -> bool:
    """Whether an apposition stands after a comma, so that it names and does not characterise."""
    start = token.left_edge.i
    return start > 0 and "," in {token.doc[start - 1].text, token.doc[start].text}


PLACES: Mapping[str, Callable[[Found, str], list[Stretch]]] = {
    "against": _against,
    "clause": clause,
    "direct": _direct,
    "gerund": _gerund,
    "infinitive": _infinitive,
    "judged": _judged,
    "measure": _measure,
    "named": named,
    "object": _object,
    "predicate": _predicate,
    "prep": _prep,
    "pronoun": pronoun,
    "saying": saying,
    "subjunctive": subjunctive,
    "topic": _topic,
}
"""The places of the lexicons but quote (kg.extractors.speech.quotes), rest and subject (kg.extractors.statements)."""
