"""A parsed sentence in, the cues of statements in it out: which word or phrase, by which entry of the lexicons.

Law of this file: it finds words; whether they are told as done is read in :mod:`kg.extractors.speech.telling`, who
speaks and what is said in :mod:`kg.extractors.speech.contents` and :mod:`kg.extractors.speech.quotes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from kg.extractors.speech import flanks
from kg.language.tokens import Doc, Token
from kg.lexicon import Cue, cues, table

LEXICONS = tuple(f"statements_{part}" for part in ("blame", "noun", "praise", "report", "topic", "will"))
NO_VERB = frozenset({"preposition", "noun"})
LONG = 4  # letters of a word that a headline in capitals writes small only if it is a preposition
REACH = 6  # tokens within which the further words of a phrase follow its verb
QUOTING = frozenset({"quote", "cite", "report", "hear", "record"})


@dataclass(frozen=True, slots=True)
class Found:
    """An entry of a lexicon at its place: ``verb`` governs, ``others`` are the phrase's further words behind it."""

    cue: Cue
    verb: Token
    others: tuple[Token, ...] = ()

    @property
    def last(self) -> int:
        """Index of the phrase's last token."""
        return self.others[-1].i if self.others else self.verb.i


@cache
def lexicon() -> tuple[Cue, ...]:
    """Every cue of every statement lexicon."""
    return tuple(chain.from_iterable(cues(name) for name in LEXICONS))


@cache
def words(name: str) -> frozenset[str]:
    """A word list of ``lexicons/inflections.toml``."""
    return frozenset(table("inflections")[name]["words"])


@cache
def triggers() -> frozenset[str]:
    """Lower-case word forms without which a sentence holds no statement; quotation marks are looked for apart."""
    phrases = {phrase[-2] for entries in _by_first_word().values() for _, phrase in entries}
    nouns = {form for cue in lexicon() if cue.frame == "noun" for word in cue.words for form in inflected(word)}
    return frozenset(forms()) | phrases | nouns


@cache
def forms() -> dict[str, frozenset[str]]:
    """Form of a verb in the lexicons → the verbs it may be a form of."""
    found: dict[str, set[str]] = {}
    for cue in lexicon():
        for verb in chain.from_iterable(_heads(cue)):
            for form in inflected(verb):
                found.setdefault(form, set()).add(verb)
    return {form: frozenset(verbs) for form, verbs in found.items()}


def inflected(verb: str) -> frozenset[str]:
    """The forms of an English verb; spellings with a doubled and a single consonant both count ("labeled")."""
    irregular = table("inflections")["verbs"].get(verb, "").split()
    stem = verb.removesuffix("e")
    if re.search(r"[^aeiou]y$", verb):
        regular = {verb, f"{verb[:-1]}ies", f"{verb[:-1]}ied", f"{verb}ing"}
    else:
        plural = f"{verb}es" if re.search(r"(s|sh|ch|x|z)$", verb) else f"{verb}s"
        regular = {verb, plural, f"{stem}ed", f"{stem}ing", f"{verb}ing" if verb.endswith("ee") else f"{stem}ing"}
    if re.search(r"([^aeiou]|qu)[aeiou][bdgklmnprt]$", verb):
        regular |= {f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing"}
    return frozenset(regular | set(irregular))


def found(doc: Doc) -> Iterator[Found]:
    """Cues in reading order; a verb of several entries is yielded once for each."""
    verbs, nouns, prepositions = forms(), _by_noun(), _by_first_word()
    for token in doc:
        low = token.lower_
        for verb in sorted(verbs[low]) if low in verbs else ():
            if (_verbal(token) and (token.i == 0 or token.is_lower)) or token.text == "said" or _headlined(token):
                yield from (match for cue, rest in _by_verb()[verb] if (match := _match(cue, token, rest)))
        if token.lemma_ in nouns and token.pos_ == "NOUN":
            yield from (Found(cue, token) for cue in nouns[token.lemma_])
        if low in prepositions:
            yield from _prepositions(token)


def _verbal(token: Token) -> bool:
    """Whether a token is a verb; a plural noun at the root before "that" or "on" is one ("The rule states that").

    So is a plural that closes its sentence behind a comma and a name: "..., the Lantern reports."
    """
    if token.tag_ != "NNS":
        return bool(token.tag_.startswith("VB"))
    misread = token.dep_ == "ROOT" and token.doc[token.i + 1 : token.i + 2].text in {"that", "on"}
    return misread or flanks.reporting(token) is not None or calls(token)


def _headlined(token: Token) -> bool:
    """Whether a capitalised verb at the root is the verb of a headline whose words all begin so: "Mayor Says Mill"."""
    verbal = token.tag_ == "VBZ" or (token.tag_ == "NNPS" and any(c.dep_ == "nsubj" for c in token.children))
    if not verbal or token.dep_ != "ROOT" or not token.is_title or token.i == 0:
        return False
    long = [t for t in token.doc if t.is_alpha and len(t) >= LONG]
    return len(long) > 2 and not any(t.is_lower and t.pos_ != "ADP" for t in long)


def calls(token: Token) -> bool:
    """Whether a plural joined to an object or its verb is itself a verb: "denounces the arrest and calls for"."""
    plural = token.tag_ == "NNS" and token.dep_ == "conj" and 0 < token.i < len(token.doc) - 1
    if not plural or token.lower_ not in forms():
        return False
    joined = token.nbor(-1).tag_ == "CC" and token.nbor(1).lower_ in {"for", "on", "upon"}
    return joined and "VBZ" in {token.head.tag_, token.head.head.tag_ if token.head.dep_ == "obj" else ""}


def _match(cue: Cue, verb: Token, rest: tuple[tuple[str, ...], ...]) -> Found | None:
    if cue.frame == "as" and not _in_passing(verb):
        return None
    others: list[Token] = []
    for alternatives in rest:
        place = others[-1].i if others else verb.i
        near = verb.doc[place + 1 : place + REACH]
        token = next((t for t in near if t.lower_ in alternatives or t.lemma_ in alternatives), None)
        if token is None or not _belongs(token, verb):
            return None
        others.append(token)
    return Found(cue, verb, tuple(others))


def _in_passing(verb: Token) -> bool:
    """Whether "as" opens the clause of a verb: "as she put it", not "quoted as saying" or "as rich as he claims"."""
    first = verb.left_edge
    if verb.tag_ == "VBG" or (first.i > 1 and first.nbor(-2).lower_ == "as"):
        return False
    marked = any(c.dep_ == "mark" and c.lower_ == "as" and c.i < verb.i for c in verb.children)
    return marked or (first.lower_ == "as" and first.dep_ != "case")


def _belongs(token: Token, verb: Token) -> bool:
    """Whether a phrase's word hangs on its verb, itself or through one other word."""
    return verb in {token.head, token.head.head} or verb.head == token


def _prepositions(token: Token) -> Iterator[Found]:
    for cue, phrase in _by_first_word().get(token.lower_, ()):
        further = token.doc[token.i + 1 : token.i + len(phrase)]
        if [t.lower_ for t in further] == list(phrase[1:]):
            yield Found(cue, token, tuple(further))


@cache
def _by_first_word() -> dict[str, tuple[tuple[Cue, tuple[str, ...]], ...]]:
    phrases = [(cue, tuple(p.split())) for cue in lexicon() if cue.frame == "preposition" for p in cue.words]
    return {first: tuple((c, p) for c, p in phrases if p[0] == first) for first in {p[0] for _, p in phrases}}


@cache
def _by_noun() -> dict[str, tuple[Cue, ...]]:
    nouns = [cue for cue in lexicon() if cue.frame == "noun"]
    return {word: tuple(c for c in nouns if word in c.words) for cue in nouns for word in cue.words}


@cache
def _by_verb() -> dict[str, tuple[tuple[Cue, tuple[tuple[str, ...], ...]], ...]]:
    table: dict[str, list[tuple[Cue, tuple[tuple[str, ...], ...]]]] = {}
    for cue in lexicon():
        for verbs, rest in zip(_heads(cue), _tails(cue), strict=True):
            for verb in verbs:
                table.setdefault(verb, []).append((cue, rest))
    return {verb: tuple(entries) for verb, entries in table.items()}


def _heads(cue: Cue) -> list[tuple[str, ...]]:
    """For each entry of a cue's words, the verbs that may head it; none for prepositions and nouns."""
    if cue.frame in NO_VERB:
        return []
    position = 1 if cue.frame == "as" else 0
    return [tuple(entry.split()[position].split("|")) for entry in cue.words]


def _tails(cue: Cue) -> list[tuple[tuple[str, ...], ...]]:
    if cue.frame in NO_VERB:
        return []
    position = 2 if cue.frame == "as" else 1
    return [tuple(tuple(word.split("|")) for word in entry.split()[position:]) for entry in cue.words]
