"""A lexicon and a parsed sentence in, the cues that stand in it out, each with its words and its frame.

Frames known here: ``verb`` (a verb or participle), ``noun`` (an event noun), ``particle`` (verb and particle: "round
up"), ``after`` (verb and preposition: "come for"), ``light`` (verb and its object noun: "use force"), ``state``
(preposition and noun said of someone: "in custody"; a star between them stands for any nouns that go before, or none).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from kg.extractors.displaced import named_by, timely
from kg.extractors.frames import Frame, frame, preposition, prepositions, subjects, verbal
from kg.extractors.incidents.people import human, security
from kg.language import Sentence, lemmas_of, words_of
from kg.language.relations import FINITE
from kg.language.tokens import Doc, Span, Token
from kg.lexicon import Beginnings, Cue, Index, cues, table
from kg.lexicon import words as listed

ANY = "*"
WHEN = 8
"""Words from the beginning of a sentence within which stands "was" behind a participle and its day."""

PARTICLES = frozenset({"advmod", "compound:prt", "xcomp"})
"""How parsers hang the second half of "led her away"."""


@dataclass(frozen=True, slots=True)
class Match:
    """One cue in a sentence: ``words`` is the expression, ``head`` the token whose factuality is the event's."""

    cue: Cue
    head: Token
    words: Span
    frame: Frame


def stems(name: str) -> frozenset[str]:
    """Beginnings of words, lower case, without one of which a sentence holds no cue of ``lexicons/<name>.toml``."""
    return frozenset(table(name)["stems"])


@cache
def _beginnings(name: str) -> Beginnings:
    return Beginnings(stems(name))


def hints(name: str, sentence: Sentence) -> bool:
    """Whether a sentence may hold a cue of ``lexicons/<name>.toml``, told without parsing it."""
    return _beginnings(name)(sentence.text.lower(), words_of(sentence))


def matches(name: str, doc: Doc) -> Iterator[Match]:
    """Cues of ``lexicons/<name>.toml`` in text order; of overlapping ones the longest."""
    index = _index(name)
    found = [
        match
        for token, lemma in zip(doc, lemmas_of(doc), strict=True)
        if lemma in index.words
        for cue in index(lemma)
        if (match := FRAMES[cue.frame](cue, token))
    ]
    taken: set[int] = set()
    kept = []
    for match in sorted(found, key=lambda m: (-len(m.words), m.words.start)):
        if not taken & {token.i for token in match.words}:
            taken |= {token.i for token in match.words}
            kept.append(match)
    yield from sorted(kept, key=lambda m: m.words.start)


@cache
def _index(name: str) -> Index:
    return Index(cues(name), _lemmas)


def _lemmas(cue: Cue) -> Iterator[str]:
    """Lemmas of the token at which a cue is found: the noun that ends a phrase, or the verb that opens it."""
    place = -1 if cue.frame in {"noun", "state"} else 0
    return (words.split()[place] for words in cue.words)


def _verb(cue: Cue, token: Token) -> Match | None:
    if not verbal(token):
        return _headline(cue, token)
    if token.lemma_.lower() not in cue.words or token.dep_.startswith("aux"):
        return None
    return Match(cue, token, _span(token, token), _voiced(cue, token))


def _headline(cue: Cue, token: Token) -> Match | None:
    """A verb that the parser took for a noun between two others: "Police arrest ten workers", a headline."""
    bare = cue.slots.get("voice") == "transitive" and token.lower_ in cue.words and token.dep_ in {"compound", "amod"}
    if not bare or token.i == 0 or token.head.i < token.i:
        return None
    doer = token.nbor(-1)
    plural = (doer.tag_ == "NNS" or doer.lower_ == "police") and security(doer) and doer.head in {token, token.head}
    if not plural or not human(token.head) or any(t.tag_ in {*FINITE, "DT"} for t in token.doc[: token.head.i]):
        return None
    return Match(cue, token, _span(token, token), Frame(token, (doer,), (token.head,), prepositions(token.head)))


def _voiced(cue: Cue, verb: Token) -> Frame:
    """The frame of a verb, as a headline's where the cue's verb never goes without an object."""
    if cue.slots.get("voice") != "transitive":
        return frame(verb)
    return _inverted(verb) or _finite(verb) or _numbered(_shortened(frame(verb)))


def _inverted(verb: Token) -> Frame | None:
    """The frame of a participle that opens a sentence: "Arrested were X and Y", "Held on Monday night was X"."""
    if verb.i > 0 or verb.tag_ not in {"VBD", "VBN"}:
        return None
    be = next((token for token in verb.doc[1:WHEN] if token.tag_.startswith("VB") or token.text == ","), verb)
    behind = verb.doc[be.i + 1 : be.i + 2] if be.lower_ in {"was", "were"} else ()
    who = next((named_by(token) for token in behind if token.pos_ in {"NOUN", "PROPN"}), None)
    copula = (child for child in verb.head.children if child.dep_ == "cop" and child.i == verb.i + 1)
    who = verb.head if any(copula) else who
    return Frame(verb, (), (who,), prepositions(verb), passive=True) if who is not None else None


def _finite(verb: Token) -> Frame | None:
    """The frame of a past tense that the parser took for a participle: "soldiers detained at least 30 people"."""
    behind = (child for child in verb.children if child.left_edge.i == verb.i + 1 and not preposition(child))
    done = next((child for child in behind if child.pos_ in {"NOUN", "NUM", "PROPN"}), None)
    doer = verb.head if verb.dep_ == "acl" and verb.head.i == verb.i - 1 and security(verb.head) else None
    return Frame(verb, (doer,), (done,), prepositions(verb)) if doer is not None and done is not None else None


def _numbered(found: Frame) -> Frame:
    """A frame with a bare number for its object, which parsers take for an adjunct: "then arrested about 70 of them".

    Who does it is told before "then".
    """
    verb = found.trigger
    if found.object or found.passive or verb.tag_ not in {"VBD", "VBN"}:
        return found
    behind = (child for child in verb.children if child.i > verb.i and child.dep_ == "obl" and child.pos_ == "NUM")
    who = next((child for child in behind if not preposition(child)), None)
    after = verb.dep_ in {"conj", "parataxis"} and any(child.lower_ == "then" for child in verb.children)
    subject = found.subject or (subjects(verb.head) if after else ())
    return found if who is None or not subject else replace(found, subject=subject, object=(who,))


def _shortened(found: Frame) -> Frame:
    """A headline's passive without its auxiliary, which reads like an active without an object: "Six arrested"."""
    bare = not found.object and found.trigger.tag_ in {"VBD", "VBN"} and len(found.subject) == 1
    kinds = {child.dep_.partition(":")[0] for child in found.trigger.children}
    alone = bare and not found.passive and not kinds & {"aux", "ccomp", "xcomp"}
    return replace(found, subject=(), object=found.subject, passive=True) if alone else found


def _noun(cue: Cue, token: Token) -> Match | None:
    lemma = token.lemma_.lower()
    for words in cue.words:
        parts = words.split()
        misread = token.tag_.startswith("VB") and not verbal(token)
        is_noun = token.tag_ in {"NN", "NNS", "NNP", "NNPS"} or "-" in parts or misread
        if is_noun and parts[-1] == lemma and _before(token, parts[:-1]):
            span = _span(token.doc[token.i - len(parts) + 1], token)
            return Match(cue, span.root, span, frame(span.root))
    return None


def _particle(cue: Cue, token: Token) -> Match | None:
    if not verbal(token):
        return None
    for words in cue.words:
        verb, particle = words.split()
        if token.lemma_.lower() == verb:
            for child in token.children:
                if child.lower_ == particle and child.dep_ in PARTICLES:
                    last = child if child.i == token.i + 1 else token
                    return Match(cue, token, _span(token, last), _voiced(cue, token))
    return None


def _light(cue: Cue, token: Token) -> Match | None:
    """Verb and object ("use force", "set free"): the rest of the words follows within the verb's own phrase."""
    if not verbal(token):
        return None
    for words in cue.words:
        verb, *rest = words.split()
        if token.lemma_.lower() == verb and (last := _later(token, rest)):
            near = last.i - token.i <= len(rest) + 1
            return Match(cue, token, _span(token, last if near else token), _carried(token, last))
    return None


def _carried(verb: Token, noun: Token) -> Frame:
    """The frame of verb and noun together."""
    own = frame(verb)
    return replace(own, prepositions={**prepositions(noun), **own.prepositions})


def _state(cue: Cue, token: Token) -> Match | None:
    if token.pos_ not in {"NOUN", "PROPN"}:
        return None
    for words in cue.words:
        opening, *inner, noun = words.split()
        within = [child.lower_ for child in token.children if child.dep_ == "compound"]
        named = token.pos_ == "PROPN" and inner and inner == within[-len(inner) :]
        fits = named or (token.pos_ == "NOUN" and inner in ([ANY], within))
        if token.lemma_.lower() == noun and preposition(token) == opening and fits:
            return _said(cue, token)
    return None


def _said(cue: Cue, noun: Token) -> Match:
    """Of whom a state is said: the noun it modifies, the object or else the subject of the verb it goes with."""
    opening = preposition(noun).split()[0]
    first = next((child for child in noun.children if child.lower_ == opening), noun.left_edge)
    over = noun.head.dep_ in {"obj", "nsubj:pass"} or (timely(noun.head) and noun.head.head.lemma_ == "spend")
    governor = noun.head.head if over else noun.head
    copular = any(child.dep_ == "cop" for child in noun.children) or not verbal(governor)
    if copular:
        behind = noun.dep_ == "obl" and any(child.dep_ == "cop" and child.i > noun.i for child in noun.head.children)
        who = subjects(noun) or ((_titled(noun.head),) if noun.dep_ == "nmod" or behind else ())
        return Match(cue, noun, _span(first, noun), Frame(noun, (), who, {}))
    carried = frame(governor)
    told = _span(governor if governor.i == first.i - 1 else first, noun)
    staying = governor.lemma_ in listed("grammar", "staying")
    if carried.passive or (carried.object and not staying):
        return Match(cue, governor, told, carried)
    return Match(cue, governor, told, Frame(governor, (), carried.subject, carried.prepositions))


def _titled(noun: Token) -> Token:
    """The name behind a title that the parser took for the noun: "still in jail are | unionist Ann Roy |"."""
    return noun.head if noun.dep_ == "nmod:desc" and noun.head.i > noun.i else noun


def _before(token: Token, words: list[str]) -> bool:
    start = token.i - len(words)
    return start >= 0 and [t.lower_ for t in token.doc[start : token.i]] == words


def _later(verb: Token, words: list[str]) -> Token | None:
    """The last of ``words``, consecutive lemmas at most five tokens after a verb."""
    doc, lemmas = verb.doc, lemmas_of(verb.doc)
    for start in range(verb.i + 1, min(verb.i + 6, len(doc) - len(words) + 1)):
        if all(word in {lemmas[at], doc[at].lower_} for at, word in enumerate(words, start)):
            return doc[start + len(words) - 1]
        if doc[start].tag_ in {"VBD", "VBZ", "VBP"}:
            return None
    return None


def _span(first: Token, last: Token) -> Span:
    return first.doc[first.i : last.i + 1]


def _after(cue: Cue, token: Token) -> Match | None:
    """A verb with a preposition ("come for"): whoever it is about stands behind that."""
    for words in cue.words if verbal(token) else ():
        verb, behind = words.split()
        found = frame(token)
        if token.lemma_.lower() == verb and (heads := found.prepositions.get(behind)):
            first = next((child for child in heads[0].children if child.lower_ == behind), token)
            return Match(cue, token, _span(token, first if first.i == token.i + 1 else token), found)
    return None


FRAMES: Mapping[str, Callable[[Cue, Token], Match | None]] = {
    "after": _after,
    "light": _light,
    "noun": _noun,
    "particle": _particle,
    "state": _state,
    "verb": _verb,
}
"""How a cue of each frame is found at a token."""
