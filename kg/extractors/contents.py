"""A cue in its sentence in, what it puts forward out: the stretches of tokens at each place a lexicon may name.

A place ("clause", "object", "prep:of") is a function in :data:`PLACES`; where its stretch ends is the business of
:mod:`kg.extractors.stretches`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from spacy.tokens import Token

from kg.extractors import frames
from kg.extractors.cues import NEVER, Found, forms, words
from kg.extractors.speakers import FINITE, is_passive, run_behind
from kg.extractors.stretches import Stretch, alone, cut, linked, onward, span, trim

STRAYING = frozenset({"as", "of", "for"})
SAYING = frozenset({"saying", "telling", "stating", "adding"})
PLEADING = frozenset({"after", "by", "for", "upon"})  # "freed after admitting taking part": a plea, told in passing
COMPLETE = frozenset({"obj", "aux:pass", "cop", "obl", "xcomp", "ccomp", "advmod"})
PLACING = frozenset({"on", "in", "at", "during", "after", "before"})
OPENERS = frozenset({"DET", "PRON", "NOUN", "PROPN", "NUM"})
NEAR = 3  # tokens between a verb and its gerund
COMPLEMENTS = frozenset({"xcomp", "advcl", "ccomp", "acl", "csubj"})
PARTING = frozenset(',–—-”"')
POINTING = frozenset({"it", "that", "this"})
ENDING = frozenset({".", ":", ";", "!", "?"})
PREDICATES = frozenset({"xcomp", "obl:unmarked", "nmod:unmarked", "obj", "acl", "amod", "appos", "ccomp", "advcl"})


def stretches(found: Found, place: str) -> tuple[Stretch, ...]:
    """Where the content of a cue stands at a place; empty where there is nothing there."""
    name, _, argument = place.partition(":")
    trimmed = (trim(found.verb.doc, *stretch) for stretch in PLACES[name](found, argument))
    return tuple((start, end) for start, end in trimmed if start < end)


def _clause(found: Found, _: str) -> list[Stretch]:
    heads = [t for t in _hosts(found) if t.dep_ in {"ccomp", "csubj:pass"} or (t.dep_ == "acl" and _mark(t, "that"))]
    heads = [head for head in heads if _finite(head) and (not found.others or head.left_edge.i <= found.last + NEAR)]
    heads += [t for t in found.verb.children if t.dep_ == "conj" and _mark(t, "that") and not _coordinated_cue(t)]
    if pronoun(found, ""):
        return []
    if (run_behind(found.verb) or _between(found)) and (aside := parenthetical(found)):
        return aside
    later = [_outside(found, head) for head in heads if head.i > found.verb.i]
    if later or (later := _marked(found)):
        start, end = min(start for start, _ in later), max(end for _, end in later)
        return [cut(found, *onward(found, start, end))]
    return parenthetical(found) or [_outside(found, head) for head in heads] or _misread(found)


def pronoun(found: Found, _: str) -> list[Stretch]:
    """A demonstrative or "it" that alone is the object of the cue: "denied this", "rejected that: ..."."""
    doc, at = found.verb.doc, found.last + 1
    if at >= len(doc) or doc[at].lower_ not in POINTING:
        return []
    after = doc[at + 1].lower_ if at + 1 < len(doc) else "."
    return [(at, at + 1)] if after in ENDING or (after in {",", "as"} and doc[at].lower_ != "that") else []


def _between(found: Found) -> bool:
    """Whether cue and subject stand between commas: "The fire, she said, killed nobody", and no "that" follows."""
    doc, last = found.verb.doc, _phrase_end(found)
    closed = last + 2 < len(doc) and doc[last + 1].text == "," and found.verb.tag_ in FINITE
    return closed and doc[last + 2].lower_ not in {"that", "and", "but", "who", "which"}


def _misread(found: Found) -> list[Stretch]:
    """A clause without "that" whose subject the parse took for the cue's object: "said all five, aged 14, had left"."""
    verb = found.verb
    subject = next((c for c in verb.children if c.dep_ == "obj" and c.left_edge.i == found.last + 1), None)
    if subject is None or verb.tag_ not in FINITE:
        return []
    told = [c for c in verb.children if c.i > subject.i and c.dep_ in {"conj", "ccomp", "parataxis"} and _bare(c)]
    told = [c for c in told if not any(t.tag_ in {"WP", "WDT", ":"} for t in verb.doc[subject.i : c.i])]
    return [cut(found, *onward(found, subject.left_edge.i, told[0].right_edge.i + 1))] if told else []


def _bare(head: Token) -> bool:
    """Whether a finite verb has neither subject nor conjunction of its own."""
    own = {child.dep_ for child in head.children}
    finite = head.tag_ in FINITE or any(c.dep_.startswith("aux") and c.tag_ in FINITE for c in head.children)
    return finite and not own & {"nsubj", "nsubj:pass", "cc", "mark"}


def _outside(found: Found, head: Token) -> Stretch:
    """The clause of ``head`` on its own side of the cue."""
    start, end = span(head)
    if head.i > found.verb.i:
        return max(start, found.last + 1), end
    left = min([found.verb.i, *(c.left_edge.i for c in found.verb.children if c.dep_.startswith("nsubj"))])
    return start, min(end, left) if head.i < left else end


def _marked(found: Found) -> list[Stretch]:
    """A clause that begins with "that" close after the cue, whatever the parse hangs it on."""
    doc = found.verb.doc
    for token in doc[found.last + 1 : found.last + 12]:
        if token.tag_.startswith("VB") or token.text in {".", ";"}:
            return []
        if token.lower_ == "that" and token.dep_ == "mark" and token.head.i > token.i:
            return [(token.i, max(token.head.right_edge.i + 1, token.i + 1))]
    return []


def parenthetical(found: Found) -> list[Stretch]:
    """The sentence round "..., police said" and "..., police said, ...", without it."""
    verb, doc = found.verb, found.verb.doc
    who = [child for child in verb.children if child.dep_.startswith("nsubj")]
    who = who or ([verb.head] if verb.dep_ == "acl" and verb.tag_ == "VBD" else list(run_behind(verb)))
    if not who:
        return []
    left = next((t.i for t in who[-1].subtree if not t.is_punct), 0) if who[-1].i < verb.i else verb.i
    rest = max(_phrase_end(found), found.last, who[-1].i if who[-1].i > verb.i else 0) + 1
    if not 0 < left <= verb.i or doc[left - 1].text not in PARTING or (rest < len(doc) and not doc[rest].is_punct):
        return []
    if doc[left].tag_ == "CC":
        return []
    before = (max((t.i + 1 for t in doc[: left - 1] if t.text in {":", ";"}), default=0), left - 1)
    after = cut(found, rest, len(doc)) if rest < len(doc) else (rest, rest)
    if not any(token.tag_ in FINITE or (token.head == verb and token.dep_ == "ccomp") for token in doc[slice(*after)]):
        return [before]
    adjunct = doc[before[0]].pos_ in {"ADP", "ADV", "PUNCT"} and not any(t.tag_ in FINITE for t in doc[slice(*before)])
    return [after] if adjunct else [before, after]


def _phrase_end(found: Found) -> int:
    """Last token of what goes with a verb of saying: its subject behind it, adverbs, "on Friday", "in a statement"."""
    kept = {"advmod", "obl", "obl:unmarked", "compound:prt", "iobj", "nsubj", "obj"}
    behind = [child for child in found.verb.children if child.i > found.verb.i and child.dep_ in kept]
    end = found.last
    for child in behind:
        if child.left_edge.i == end + 1:
            end = child.right_edge.i
    return end


def rest(found: Found, start: int, end: int) -> tuple[Stretch, ...]:
    """The sentence without a phrase that names its source."""
    doc = found.verb.doc
    first = (0, start)
    second = (end, len(doc))
    if not any(token.pos_ in {"VERB", "AUX"} for token in doc[:start]):
        first = (0, 0)
    placed = (trim(doc, *first), trim(doc, *cut(found, *second)))
    return tuple((a, b) for a, b in placed if b > a)


def _subjunctive(found: Found, _: str) -> list[Stretch]:
    heads = [t for t in _hosts(found) if t.dep_ in {"ccomp", "acl"} and t.i > found.verb.i and _wished(t)]
    return [cut(found, *_outside(found, head)) for head in heads]


def _wished(head: Token) -> bool:
    """Whether a clause is in the form of wishes: "that he be freed", "the leader resign", "they should"."""
    if any(child.tag_ == "TO" for child in head.children):
        return False
    bare = any(c.dep_.startswith("nsubj") for c in head.children) and head.tag_ in {"VB", "VBP"}
    return bare or any(c.dep_.startswith(("aux", "cop")) and c.tag_ in {"VB", "MD"} for c in head.children)


def _infinitive(found: Found, _: str) -> list[Stretch]:
    for head in _hosts(found):
        to = next((child for child in head.children if child.tag_ == "TO" and child.i < head.i), None)
        asked = to is not None and to.i > 0 and to.nbor(-1).tag_ in {"WRB", "WP"}
        if to is not None and not asked and head.i > found.verb.i and head.dep_ in COMPLEMENTS:
            negated = any(child.lower_ in NEVER and child.i < head.i for child in head.children)
            start = min((c.i for c in head.children if c.lower_ in NEVER), default=to.i) if negated else to.i + 1
            return [cut(found, *onward(found, min(start, to.i) if negated else start, span(head)[1]))]
    return _quoted_deed(found)


def _quoted_deed(found: Found) -> list[Stretch]:
    """A verb in quotation marks, which parsers take for a noun: threatened to "deal with" them."""
    doc, at = found.verb.doc, found.last + 1
    if at + 2 < len(doc) and doc[at].lower_ == "to" and doc[at + 1].is_quote and doc[at + 2].is_lower:
        return [cut(found, *onward(found, at + 1, max(doc[at + 2].right_edge.i, at + 2) + 1))]
    return []


def _named(found: Found, _: str) -> list[Stretch]:
    """The clause that a noun of saying announces, behind whoever says it: "the accusation by the union that"."""
    doc = found.verb.doc
    for token in doc[found.verb.i + 1 : -1]:
        if token.tag_ in FINITE or token.text in ENDING:
            return []
        if token.lower_ == "that" and token.tag_ in {"IN", "WDT"} and token.nbor(1).tag_ not in FINITE:
            head = next((step for step in (token.head, *token.ancestors) if step.i > token.i), None)
            filled = head is not None and (token.dep_ == "mark" or len({c.dep_ for c in head.children} & COMPLETE) > 0)
            return [cut(found, token.i, head.right_edge.i + 1)] if head is not None and filled else []
    return []


def _saying(found: Found, _: str) -> list[Stretch]:
    """What a quoted person is quoted as saying."""
    for verb in found.verb.doc[found.verb.i + 1 : found.verb.right_edge.i + 1]:
        if verb.lower_ in SAYING and found.verb in {verb.head, verb.head.head}:
            return _clause(Found(found.cue, verb), "")
    return []


def _gerund(found: Found, _: str) -> list[Stretch]:
    for head in found.verb.children:
        if found.verb.tag_ == "VBG" and any(c.dep_ == "mark" and c.lower_ in PLEADING for c in found.verb.children):
            return []
        bare = head.tag_ == "VBG" and not any(child.dep_ == "mark" for child in head.children)
        if bare and head.dep_ in {"xcomp", "ccomp", "advcl"} and 0 < head.i - found.verb.i <= NEAR:
            return [cut(found, *_outside(found, head))]
    return []


def objects(found: Found) -> tuple[Token, ...]:
    """Heads of the cue's object, active or passive, but for the noun that is part of the cue."""
    if frames.passive(found.verb) and not is_passive(found.verb):
        heads = tuple(child for child in found.verb.children if child.dep_ in {"obj", "iobj"})
    else:
        heads = frames.frame(found.verb).object
    return tuple(head for head in heads if head not in found.others)


def _object(found: Found, _: str) -> list[Stretch]:
    heads = [head for head in objects(found) if head.pos_ != "PRON" or head.lower_ == "what"]
    if not heads:
        return []
    start, end = _noun(heads[-1])
    role = found.cue.slots.get("target", "")
    end = min([end, *(h.left_edge.i for h in after(found, role[5:]) if role.startswith("prep:") and h.i > start)])
    return [
        cut(found, start, min(end, found.verb.i))
        if start < found.verb.i
        else cut(found, *_unless(role, found, start, end))
    ]


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


def after(found: Found, names: str) -> tuple[Token, ...]:
    """Heads after a preposition ("of|for") that hangs on the cue, on its noun or on its object."""
    wanted = names.split("|")
    for host in (*reversed(found.others), found.verb, *objects(found)):
        placed = {child: frames.preposition(child) for child in host.children if child.dep_ != "conj"}
        heads = (h for name in wanted for h in placed if placed[h] == name and (h.i > found.verb.i or _relative(h)))
        if fitting := tuple(head for head in heads if not _unsaid(head)):
            return fitting
    return tuple(head for head in _stray(found, wanted) if not _unsaid(head))


def _stray(found: Found, wanted: list[str]) -> tuple[Token, ...]:
    """A preposition that the parse hung on something below the cue, before any other cue."""
    for token in found.verb.doc[found.last + 1 : found.verb.right_edge.i + 1]:
        if token.tag_.startswith("VB") or token.tag_ == "TO" or (token.dep_ == "mark" and token.lower_ == "that"):
            return ()
        if token.lower_ in wanted and token.lower_ in STRAYING and found.verb.is_ancestor(token):
            return (token.head,)
    return ()


def _unsaid(head: Token) -> bool:
    """Whether what follows a preposition is a length of time or a finite clause: "as the music stopped"."""
    if head.lemma_.lower() in words("times"):
        return True
    finite = head.tag_ in {"VBD", "VBZ", "VBP"} and any(child.dep_.startswith("nsubj") for child in head.children)
    return finite and frames.preposition(head) == "as"


def _relative(head: Token) -> bool:
    return head.lower_ in frames.RELATIVE


def _prep(found: Found, names: str) -> list[Stretch]:
    heads = after(found, names)
    if not heads:
        return []
    if _relative(heads[0]):
        before = next((c.nbor(-1) for c in heads[0].children if c.dep_ == "case" and c.i > 0), None)
        return [(before.i, before.i + 1)] if before is not None and before.pos_ in {"NOUN", "PROPN"} else []
    start, end = linked(found, *_noun(heads[0]))
    doc = found.verb.doc
    if "for" in names and end < len(doc) and doc[end].tag_ == "TO":
        end = doc[end].head.right_edge.i + 1
    return [cut(found, start, end)]


def _against(found: Found, _: str) -> list[Stretch]:
    return [cut(found, head.left_edge.i, span(head)[1]) for head in after(found, "against")[:1]]


def _predicate(found: Found, _: str) -> list[Stretch]:
    """What the object is called: complement, apposition or adjective after it."""
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
    return []


def _quoted_end(found: Found, start: int, end: int) -> int:
    """Where a predicate in quotation marks ends: at their close, if a place or time follows it (" on Radio Lumen")."""
    doc = found.verb.doc
    if not doc[start].is_quote:
        return end
    close = next((t.i + 1 for t in doc[start + 1 : end] if t.is_quote), end)
    return close if close < end and doc[close].lower_ in PLACING else end


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
        end = next(
            (t.i for t in doc[at + 2 :] if t.text in {".", ";"} or t.tag_ == "CC" and t.head.head == found.verb),
            len(doc),
        )
        return [cut(found, at + 2, end)]
    return []


def _bound(token: Token) -> bool:
    """Whether a complement is an infinitive, a clause or behind a preposition, so that it names nothing."""
    return any(c.tag_ == "TO" or (c.dep_ in {"mark", "case", "nsubj"} and c.i < token.i) for c in token.children)


def _aside(token: Token) -> bool:
    """Whether an apposition stands after a comma, so that it names and does not characterise."""
    start = token.left_edge.i
    return start > 0 and "," in {token.doc[start - 1].text, token.doc[start].text}


def _hosts(found: Found) -> list[Token]:
    """Tokens that hang on the cue, the words of its phrase, its object or the one it speaks to."""
    below = [child for child in found.verb.children if child.dep_ in {"obj", "iobj", "obl"}]
    return [child for host in (found.verb, *found.others, *below) for child in host.children]


def _mark(token: Token, word: str) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == word for child in token.children)


def _coordinated_cue(token: Token) -> bool:
    return token.lower_ in forms() and token.tag_.startswith("VB")


def _finite(head: Token) -> bool:
    """Whether a clause has a subject or a conjunction, and no "to" before its verb."""
    kinds = {child.dep_ for child in head.children}
    if any(child.tag_ in {"WRB", "WP", "WDT"} for child in head.children):
        return True
    to = any(child.tag_ == "TO" and child.dep_ == "mark" for child in head.children)
    return not to and bool(
        kinds & {"nsubj", "nsubj:pass", "mark", "expl", "csubj", "nsubj:outer"} or head.tag_ != "VBG"
    )


PLACES: Mapping[str, Callable[[Found, str], list[Stretch]]] = {
    "against": _against,
    "clause": _clause,
    "gerund": _gerund,
    "infinitive": _infinitive,
    "judged": _judged,
    "measure": _measure,
    "named": _named,
    "object": _object,
    "predicate": _predicate,
    "prep": _prep,
    "pronoun": pronoun,
    "saying": _saying,
    "subjunctive": _subjunctive,
}
"""The places of the lexicons but quote (kg.extractors.quotes), rest and subject (kg.extractors.statements)."""
