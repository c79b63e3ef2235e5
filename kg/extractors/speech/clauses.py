"""A cue in its sentence in, the clause it puts forward out: after it, round it, or behind the noun that announces it.

Law of this file: it corrects for what a parser gets wrong round words of saying, by grammar, never by names.
"""

from __future__ import annotations

from kg.extractors.frames import preposition
from kg.extractors.speech import flanks
from kg.extractors.speech.cues import Found, forms, words
from kg.extractors.speech.interruptions import addressed, parenthetical, phrase_end
from kg.extractors.speech.openings import dateline
from kg.extractors.speech.passives import is_passive
from kg.extractors.speech.speakers import run_behind
from kg.extractors.speech.stretches import Stretch, cut, new_clause, onward, span, trim
from kg.language.relations import FINITE
from kg.language.tokens import Doc, Token

CLAUSAL = frozenset({"argue", "claim", "insist", "say"})
OBJECTS = frozenset({"enough", "everything", "goodbye", "little", "more", "much", "nothing", "so", "something", "what"})
STARTING = frozenset({"ADJ", "ADV", "DET", "NOUN", "NUM", "PRON", "PROPN", "VERB"})
ADNOMINAL = frozenset({"acl", "acl:relcl"})
COMPLETE = frozenset({"obj", "aux:pass", "cop", "obl", "xcomp", "ccomp", "advmod"})
ENDING = frozenset({".", ":", ";", "!", "?"})
REACH = 12  # tokens from a clause to its verb
NEAR = 3  # tokens between the words of a phrase and the clause behind it
PLACING = frozenset({"after", "at", "before", "during", "in", "on", "to", "with"})
POINTING = frozenset({"it", "that", "this"})
SAYING = frozenset({"saying", "telling", "stating", "adding"})


def clause(found: Found, _: str) -> list[Stretch]:
    """The finite clause that a cue governs, or the sentence round a cue between commas."""
    heads = [t for t in hosts(found) if t.dep_ in {"ccomp", "csubj:pass"} or (t.dep_ in ADNOMINAL and _mark(t, "that"))]
    heads = [head for head in heads if _finite(head) and (not found.others or head.left_edge.i <= found.last + NEAR)]
    heads += [t for t in found.verb.children if t.dep_ == "conj" and _mark(t, "that") and not _coordinated_cue(t)]
    heads += [head for head in hosts(found) if addressed(found) and _unrelated(head)]
    if pronoun(found, ""):
        return []
    if (teller := flanks.interruption(found.verb)) is not None:
        return [(dateline(found.verb.doc), found.verb.i - 1), cut(found, teller.end + 1, len(found.verb.doc))]
    if (last := flanks.tail(found.verb)) is not None:
        return [cut(found, dateline(found.verb.doc), last.start - 1)]
    if (run_behind(found.verb) or _between(found) or flanks.apposed(found.verb) is not None) and (
        aside := parenthetical(found)
    ):
        return aside
    later = [outside(found, head) for head in heads if head.i > found.verb.i and not _parted(found, head)]
    if later or (later := _marked(found)):
        start, end = min(start for start, _ in later), max(end for _, end in later)
        told = cut(found, *onward(found, _subject_of(found, start), end))
        return [(told[0], _joined(found, told[1]))]
    return parenthetical(found) or [outside(found, head) for head in heads] or _misread(found) or _behind(found)


def _parted(found: Found, head: Token) -> bool:
    """Whether a semicolon parts a clause from a cue: "..., police said; others put it at ten"."""
    return any(token.text == ";" for token in found.verb.doc[found.last + 1 : head.i])


def _joined(found: Found, end: int) -> int:
    """Where a clause ends with another behind "and that", which a parse may hang on another verb than the first."""
    doc, at = found.verb.doc, end
    while at < len(doc) and (doc[at].is_quote or doc[at].text == ","):
        at += 1
    if at + 2 >= len(doc) or doc[at].tag_ != "CC" or doc[at + 1].lower_ != "that" or doc[at + 1].dep_ != "mark":
        return end
    head = doc[at + 1].head
    return cut(found, at, head.right_edge.i + 1)[1] if head.i > at else end


def _unrelated(head: Token) -> bool:
    """Whether a relative clause without pronoun lacks nothing, so that it is told: "told the court she won it"."""
    own = {child.dep_ for child in head.children}
    adjoined = head.dep_ == "acl:relcl" and head.left_edge.i == head.head.i + 1 and head.left_edge.tag_ == "PRP"
    return adjoined and bool(own & {"obj", "aux:pass", "cop"}) and head.head.tag_ != "WP"


def _subject_of(found: Found, start: int) -> int:
    """Where a clause without "that" begins: right behind what goes with its cue, whatever the parse hangs between."""
    doc, first = found.verb.doc, phrase_end(found) + 1
    between = doc[first:start]
    opened = doc[start].dep_ == "mark" or doc[start].tag_ in {"WRB", "WP", "WDT", "TO"}
    parted = any(t.text in {":", ";"} or t.lower_ == "that" or t.tag_ in {"CC", "TO"} for t in between[:1])
    return start if opened or parted or first > start or found.others else first


def pronoun(found: Found, _: str) -> list[Stretch]:
    """A demonstrative or "it" that alone is the object of the cue: "denied this", "rejected that: ..."."""
    doc, at = found.verb.doc, found.last + 1
    if at >= len(doc) or doc[at].lower_ not in POINTING:
        return []
    after = doc[at + 1].lower_ if at + 1 < len(doc) else "."
    return [(at, at + 1)] if after in ENDING or (after in {",", "as"} and doc[at].lower_ != "that") else []


def _between(found: Found) -> bool:
    """Whether cue and subject stand between commas: "The fire, she said, killed nobody", and no "that" follows."""
    doc, last = found.verb.doc, phrase_end(found)
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


def outside(found: Found, head: Token) -> Stretch:
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
        reduced = token.tag_ == "VBN" and token.dep_ == "acl"  # "said in a report published on Friday that"
        if (token.tag_.startswith("VB") and not reduced) or token.text in {".", ";"}:
            return []
        if token.lower_ == "that" and (token.dep_ == "mark" or _conjunction(found, token) or _adjoining(found, token)):
            end = token.head.right_edge.i if token.head.i > token.i else token.i
            return [(token.i, end + 1)]
    return []


def _adjoining(found: Found, that: Token) -> bool:
    """Whether a conjunction right behind a cue is parted from the next noun, so that a clause follows it."""
    doc = that.doc
    following = doc[that.i + 1].tag_ if that.i + 1 < len(doc) else ""
    return that.i == found.last + 1 and that.tag_ == "IN" and following in {"DT", "PRP", "PRP$", "NNP"}


def _conjunction(found: Found, that: Token) -> bool:
    """Whether a "that" read as a pronoun opens a clause: no thing told stands before it, and a subject behind it."""
    before = that.nbor(-1)
    above = (step for step in (before, *before.ancestors) if step.i > found.last and step.dep_ == "obl")
    placed = any(preposition(step) in PLACING for step in above)
    timed = before.lemma_.lower() in words("times")  # "said on Friday that"
    told = before.pos_ in {"NOUN", "PROPN", "PRON"} and before.i > found.last and not placed and not timed
    return (addressed(found) or not told) and new_clause(that.doc, that.i + 1)


def _behind(found: Found) -> list[Stretch]:
    """A subject and a finite verb right behind a cue that has its own subject, in which the parse sees no clause."""
    verb, doc = found.verb, found.verb.doc
    inverted = verb.tag_ in FINITE and not any(c.dep_.startswith("nsubj") and c.i < verb.i for c in verb.children)
    start = phrase_end(found) + 1
    opened = start < len(doc) and doc[start].pos_ in STARTING
    if inverted or is_passive(verb) or not opened or not (_told_in(found, start) or _plainly(doc, start)):
        return []
    return [cut(found, *onward(found, start, start + 1))]


def _plainly(doc: Doc, start: int) -> bool:
    """Whether a new clause begins here before any conjunction."""
    finite = next((t.i for t in doc[start:] if t.tag_ in FINITE), len(doc))
    parted = any(t.tag_ in {"CC", "IN"} and t.dep_ in {"cc", "mark"} for t in doc[start:finite])
    return new_clause(doc, start) and not parted


def _told_in(found: Found, start: int) -> bool:
    """Whether a verb that takes nothing but a clause ("say") has a finite verb behind it that is not its conjunct."""
    finite = next((t for t in found.verb.doc[start:] if t.tag_ in FINITE), None)
    if found.verb.lemma_ not in CLAUSAL or found.verb.doc[start].lower_ in OBJECTS:
        return False
    if any(_disguised(found, token) for token in found.verb.doc[start + 1 : start + REACH]):
        return True
    return finite is not None and not (finite.head == found.verb and finite.dep_ in {"conj", "advcl"})


def _disguised(found: Found, token: Token) -> bool:
    """Whether a word behind "say" is a finite verb that the parse takes for a preposition or a bare participle."""
    if found.verb.lemma_ != "say":
        return False
    if token.tag_ == "IN":
        return token.lower_.endswith("s") and token.lower_ not in words("prepositions_in_s")
    participle = token.tag_ == "VBN" and token.dep_ == "acl" and token.head.head == found.verb
    follows = token.head.i == token.i - 1 and token.head.dep_ == "obj"
    return participle and follows and not any(child.dep_ == "obl:agent" for child in token.children)


def rest(found: Found, start: int, end: int) -> tuple[Stretch, ...]:
    """The sentence without a phrase that names its source."""
    doc = found.verb.doc
    first = (0, start)
    second = (end, len(doc))
    goes_on = end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].tag_ in FINITE
    if not goes_on and not any(token.pos_ in {"VERB", "AUX"} for token in doc[:start]):
        first = (0, 0)
    placed = (trim(doc, *first), trim(doc, *cut(found, *second)))
    return tuple((a, b) for a, b in placed if b > a)


def subjunctive(found: Found, _: str) -> list[Stretch]:
    """The clause of what is wished: "demanded that he be freed"."""
    heads = [t for t in hosts(found) if t.dep_ in {"ccomp", "acl"} and t.i > found.verb.i and _wished(t)]
    return [cut(found, *outside(found, head)) for head in heads] or _demanded(found)


def _demanded(found: Found) -> list[Stretch]:
    """A clause right behind a cue and its "that", whose verb the parse takes for a noun: "demanded that it stop"."""
    doc, at = found.verb.doc, found.last + 1
    if at + 2 >= len(doc) or doc[at].lower_ != "that" or doc[at].tag_ not in {"IN", "WDT"}:
        return []
    return [cut(found, *onward(found, at, at + 1))]


def _wished(head: Token) -> bool:
    """Whether a clause is in the form of wishes: "that he be freed", "the leader resign", "they should"."""
    if any(child.tag_ == "TO" for child in head.children):
        return False
    bare = any(c.dep_.startswith("nsubj") for c in head.children) and head.tag_ in {"VB", "VBP"}
    return bare or any(c.dep_.startswith(("aux", "cop")) and c.tag_ in {"VB", "MD"} for c in head.children)


def named(found: Found, _: str) -> list[Stretch]:
    """The clause that a noun of saying announces, behind whoever says it: "the accusation by the union that"."""
    doc = found.verb.doc
    for token in doc[found.verb.i + 1 : -1]:
        if token.tag_ in FINITE or token.text in ENDING:
            return []
        if token.lower_ == "that" and token.tag_ in {"IN", "WDT"} and token.nbor(1).tag_ not in FINITE:
            head = next((step for step in (token.head, *token.ancestors) if step.i > token.i), None)
            filled = head is not None and (token.dep_ == "mark" or len({c.dep_ for c in head.children} & COMPLETE) > 0)
            return [cut(found, token.i, _existing(head))] if head is not None and filled else []
    return []


def _existing(head: Token) -> int:
    """Where a clause ends; one of "there are" at the next mark where the parse hung what there is elsewhere."""
    end = head.right_edge.i + 1
    bare = any(c.tag_ == "EX" for c in head.children) and not any(c.dep_.startswith("nsubj") for c in head.children)
    return next((t.i for t in head.doc[end:] if t.text in ENDING | {","}), end) if bare else end


def saying(found: Found, _: str) -> list[Stretch]:
    """What a quoted person is quoted as saying."""
    for verb in found.verb.doc[found.verb.i + 1 : found.verb.right_edge.i + 1]:
        if verb.lower_ in SAYING and found.verb in {verb.head, verb.head.head}:
            return clause(Found(found.cue, verb), "") or _quoted_before(found, verb)
    return []


def _quoted_before(found: Found, saying: Token) -> list[Stretch]:
    """What stands before ", the paper quoted an official as saying." at the end of a sentence."""
    doc = saying.doc
    who = [child for child in found.verb.children if child.dep_.startswith("nsubj") and child.i < found.verb.i]
    start = who[0].left_edge.i if who else 0
    while start > 0 and doc[start].is_punct:
        start += 1
    closed = saying.i + 1 >= len(doc) or doc[saying.i + 1].is_punct
    return [(0, start - 1)] if closed and start > 1 and doc[start - 1].text == "," else []


def hosts(found: Found) -> list[Token]:
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
