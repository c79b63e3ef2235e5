"""A parsed sentence in, the legal acts told in it out: which words, by which cue of ``lexicons/proceedings.toml``.

Frames known here: ``verb``; ``act`` (a verb and the head of its deep object, "drop charge"); ``into`` (verb,
preposition, noun, "put on trial"); ``as`` (verb and predicate, "find guilty"); ``noun`` (an event noun with its
modifiers); ``phrase`` (words side by side, "on trial").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache

from kg.extractors.frames import SUBJECTS, Frame, frame, preposition, subjects, verbal
from kg.extractors.law.repairs import OBJECTS, candidates, noun_of, repaired
from kg.extractors.law.slots import Act
from kg.extractors.law.verbs import reading
from kg.extractors.wordlists import words
from kg.language import Sentence, lemmas_of, words_of
from kg.language.tokens import Doc, Span, Token
from kg.lexicon import Beginnings, Cue, Index, cues, table

FAR = 16  # words between a verb and its predicate: "found Ann Roy, a poet and critic of the king, guilty"
NEGATIONS = frozenset({"not", "n't", "never"})


def stems() -> frozenset[str]:
    """Beginnings of words, lower case, without one of which a sentence is not worth parsing."""
    return frozenset(table("proceedings")["stems"])


@cache
def _beginnings() -> Beginnings:
    return Beginnings(stems())


def hints(sentence: Sentence) -> bool:
    """Whether a sentence may hold a legal act, told without parsing it."""
    return _beginnings()(sentence.text.lower(), words_of(sentence))


def acts(doc: Doc) -> Iterator[Act]:
    """Legal acts in text order; of overlapping ones the longest."""
    index = _index()
    found = [
        act
        for token, lemma in zip(doc, lemmas_of(doc), strict=True)
        if lemma in index.words or token.lower_ in index.words
        for cue in index(lemma, token.lower_)
        if (act := FRAMES[cue.frame](cue, token))
    ]
    meant = [act for act in found if not _other_sense(act) and not _spelt_out(act, found)]
    taken: set[int] = set()
    kept = []
    for act in sorted(meant, key=lambda act: (-_size(act), act.words.start, act.cue.id)):
        own = _tokens(act)
        if not taken & own:
            taken |= own
            others = (other for other in meant if other is not act and _tokens(other) & own)
            kept.append(replace(act, others=tuple(sorted(others, key=lambda other: -_size(other)))))
    yield from sorted(kept, key=lambda act: act.words.start)


@cache
def _index() -> Index:
    return Index(cues("proceedings"), _openings)


def _openings(cue: Cue) -> Iterator[str]:
    """Forms of the token at which a cue is found: the noun that ends it, or the word or verb that opens it."""
    place = -1 if cue.frame == "noun" else 0
    found = (form for words in cue.words for form in words.split(" ")[place].split("|"))
    return found if cue.frame in {"noun", "phrase"} else (form for verb in found for form in (verb, *_pasts(verb)))


def _tokens(act: Act) -> set[int]:
    return {token.i for token in act.words} | ({act.noun.i} if act.noun is not None else set())


def _size(act: Act) -> int:
    return max(len(act.words), len(_tokens(act)))


def _spelt_out(act: Act, found: list[Act]) -> bool:
    """Whether an act only says what a like one comes to: "sentenced to serve a year"."""
    over = (other for other in found if other.cue.signals == act.cue.signals and other.cue.id != act.cue.id)
    if any(child.dep_ in SUBJECTS for child in act.head.children):
        return False
    like = list(over)
    bids = (other for other in like if other.cue.frame == "act")  # "a bid to extradite her was refused"
    within = act.head.dep_ in {"acl", "nmod"} and any(other.noun == act.head.head for other in bids)
    return within or (act.head.dep_ in {"advcl", "xcomp"} and any(other.head == act.head.head for other in like))


def _other_sense(act: Act) -> bool:
    """Whether a modifier or a set phrase shows that a noun is not meant legally: "a clinical trial", "in charge"."""
    noun = act.noun or act.head
    senses = table("courts")["senses"].get(noun.lemma_.lower(), ())
    modifiers = (child for child in noun.children if child.i < noun.i and child.dep_ not in SUBJECTS)
    if any(child.lower_ in senses or child.lemma_.lower() in senses for child in modifiers):
        return True
    near = " ".join(token.lower_ for token in noun.doc[max(noun.i - 2, 0) : noun.i + 3])
    if act.cue.frame == "act":
        return False
    if act.cue.signals == "charge" and act.cue.frame == "noun" and (_dropped(noun) or _retorted(noun)):
        return True
    phrases = (phrase for phrase in words("courts", "phrases") if noun.lower_ in phrase.split())
    return any(re.search(rf"\b{phrase}\b", near) for phrase in phrases)


def _dropped(charge: Token) -> bool:
    """Whether a charge is the object of dropping it, also where the parser took the verb for its modifier."""
    verbs = (charge.head, *charge.lefts) if charge.dep_ in OBJECTS else charge.lefts
    return any(verb.lemma_.lower() in words("courts", "dropping") for verb in verbs)


def _retorted(charge: Token) -> bool:
    """Whether a charge is what somebody was just accused of in words: "blamed the union, a charge it denies"."""
    beside = charge.dep_ in {"appos", "parataxis"} and any(child.lower_ in {"a", "an"} for child in charge.children)
    return beside and any(child.dep_ == "acl:relcl" for child in charge.children)


def _is(token: Token, verb: str) -> bool:
    """Whether a token is a form of a verb; it and regular past forms count whatever the lemmatiser made of them."""
    return token.lemma_.lower() == verb or token.lower_ in (verb, *_pasts(verb))


@cache
def _pasts(verb: str) -> tuple[str, ...]:
    """Regular past forms, with and without the last consonant doubled ("acquitted")."""
    return (f"{verb}d",) if verb.endswith("e") else (f"{verb}ed", f"{verb}{verb[-1]}ed")


def _verb(cue: Cue, token: Token) -> Act | None:
    if not verbal(token) or token.dep_.startswith("aux") or not any(_is(token, verb) for verb in cue.words):
        return None
    return Act(cue, token, token.doc[token.i : token.i + 1], reading(token))


def _act(cue: Cue, token: Token) -> Act | None:
    if not verbal(token):
        return None
    nouns = _nouns_of(cue, token)
    if nouns.isdisjoint(lemmas_of(token.doc)):
        return None
    if (said := repaired(token)) is not None:
        noun = noun_of(token, said)
        if noun.lemma_.lower() in nouns:
            return Act(cue, said.trigger, _span(token, noun), said, noun)
    found = next((noun for noun in candidates(token) if noun.lemma_.lower() in nouns), None)
    return Act(cue, token, _span(token, found), reading(token), found) if found is not None else None


def _nouns_of(cue: Cue, token: Token) -> frozenset[str]:
    """Nouns that make a phrase with a verb: words are written "drop|dismiss charge|case"."""
    pairs = map(_pair, cue.words)
    fitting = (nouns for verbs, nouns in pairs if any(_is(token, verb) for verb in verbs))
    return frozenset(noun for nouns in fitting for noun in nouns)


@cache
def _pair(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The verbs and the nouns of a phrase as it is written."""
    verbs, nouns = words.split(" ", 1)
    return tuple(verbs.split("|")), tuple(nouns.split("|"))


def _into(cue: Cue, token: Token) -> Act | None:
    if not verbal(token):
        return None
    for pattern in cue.words:
        verbs, prepositions, nouns = pattern.split(" ")
        if any(_is(token, verb) for verb in verbs.split("|")):
            own = reading(token)
            names = frozenset(prepositions.split("|"))
            for noun in (*own.slot(f"prep:{prepositions}"), *_behind(token, names), *_misread(token, names)):
                if noun.lemma_.lower() in nouns.split("|"):
                    return Act(cue, token, _span(token, noun), own, noun)
    return None


def _behind(verb: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """Nouns hung on a verb without the preposition before them, or on its object and other phrases."""
    phrases = [child for child in verb.children if child.dep_ in {"obj", "obl"} and child.i > verb.i]
    bare = (n for n in phrases if n.dep_ == "obl" and not preposition(n) and n.left_edge.i > 0)
    yield from (noun for noun in bare if noun.left_edge.nbor(-1).lower_ in prepositions)
    inner = (child for noun in phrases for child in noun.children if child.dep_ == "nmod")
    yield from (noun for noun in inner if preposition(noun) in prepositions)


def _misread(verb: Token, prepositions: frozenset[str]) -> Iterator[Token]:
    """Nouns that the parser took for an infinitive or a part of a date: "was taken to court", "go on trial May 3"."""
    over = (verb, *(child for child in verb.children if child.dep_ == "obj"))
    verbs = (child for head in over for child in head.children if child.dep_ in {"acl", "advcl", "xcomp"})
    if "to" in prepositions:
        yield from (noun for noun in verbs if noun.tag_ == "VB" and noun.i == noun.left_edge.i + 1)
    after = verb.doc[verb.i + 1 : verb.i + 3]
    if len(after) == 2 and after[0].lower_ in prepositions and after[1].pos_ == "NOUN":
        yield after[1]


def _as(cue: Cue, token: Token) -> Act | None:
    if not verbal(token):
        return None
    for pattern in cue.words:
        verb, *rest = pattern.split(" ")
        for child in token.subtree if _is(token, verb) else ():
            if child.lower_ == rest[-1] and _near(token, child) and _denied(child) == ("not" in rest):
                return Act(cue, token, _span(token, child), reading(token), child)
    return None


def _near(verb: Token, predicate: Token) -> bool:
    """Whether a predicate stands behind its verb, further off only where no other verb stands between."""
    between = verb.doc[verb.i + 1 : predicate.i]
    return verb.i < predicate.i and (len(between) < 7 or (len(between) < FAR and not any(map(verbal, between))))


def _denied(predicate: Token) -> bool:
    return predicate.i > 0 and predicate.nbor(-1).lower_ in NEGATIONS


def _noun(cue: Cue, token: Token) -> Act | None:
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "aux"} or _titled(token):
        return None
    lemma = token.lemma_.lower()
    for pattern in cue.words:
        *before, last = pattern.split(" ")
        start = token.i - len(before)
        if last == lemma and start >= 0 and [t.lower_ for t in token.doc[start : token.i]] == before:
            return Act(cue, token, token.doc[start : token.i + 1], frame(token), token)
    return None


def _titled(token: Token) -> bool:
    """Whether a capital inside a full sentence makes a noun part of a title: "The Trial" is slower."""
    return token.is_title and token.i > 1 and token.doc[-1].is_punct


def _phrase(cue: Cue, token: Token) -> Act | None:
    for pattern in cue.words:
        parts = pattern.split(" ")
        span = token.doc[token.i : token.i + len(parts)]
        if [t.lower_ for t in span] == parts:
            noun = span[-1] if span[-1].pos_ in {"NOUN", "PROPN"} else span[0]
            return Act(cue, noun, span, _said(noun), noun)
    return None


def _said(noun: Token) -> Frame:
    """Frame a state ("on trial"): its object is who is in it, the copula's or governing verb's subject."""
    own = frame(noun)
    told = any(child.dep_.startswith("nsubj") for child in noun.children)
    subject = subjects(noun) if told else ()
    if not subject and verbal(noun.head):
        carried = frame(noun.head)
        subject = carried.object if carried.passive or carried.object else carried.subject
    if not subject and noun.dep_ in {"nmod", "obl"} and not verbal(noun.head):
        subject = tuple(child for child in noun.head.children if child.dep_.startswith("nsubj")) or (noun.head,)
    return Frame(noun, (), subject, own.prepositions)


def _span(verb: Token, noun: Token) -> Span:
    """Verb and noun as one expression where they stand close, else the verb alone."""
    near = 0 < noun.i - verb.i <= 4
    return verb.doc[verb.i : noun.i + 1] if near else verb.doc[verb.i : verb.i + 1]


FRAMES: Mapping[str, Callable[[Cue, Token], Act | None]] = {
    "act": _act,
    "as": _as,
    "into": _into,
    "noun": _noun,
    "phrase": _phrase,
    "verb": _verb,
}
"""How a cue of each frame is found at a token."""
