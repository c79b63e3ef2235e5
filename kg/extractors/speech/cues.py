"""A parsed sentence in, the cues of statements in it out: which word or phrase, by which entry of the lexicons.

Law of this file: it finds words and says whether they are told as done; who speaks and what is said is read in
:mod:`kg.extractors.speech.contents` and :mod:`kg.extractors.speech.quotes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from kg.extractors.speech import flanks
from kg.language.memory import per_token
from kg.language.tokens import Doc, Token
from kg.lexicon import Cue, cues, table

LEXICONS = tuple(f"statements_{part}" for part in ("blame", "noun", "praise", "report", "topic", "will"))
NO_VERB = frozenset({"preposition", "noun"})
LONG = 4  # letters of a word that a headline in capitals writes small only if it is a preposition
REACH = 6  # tokens within which the further words of a phrase follow its verb
NEVER = frozenset({"not", "n't", "n’t", "never", "hardly", "nor", "neither"})
NOBODY = frozenset({"nobody", "none", "no"})
ANYBODY = frozenset({"anybody", "anyone", "whoever"})
CONDITION = frozenset(
    {"if", "unless", "whether", "without", "against", "instead", "until", "of", "for", "from", "into"}
)
QUOTING = frozenset({"quote", "cite", "report", "hear", "record"})
WHEN = frozenset({"when", "once", "if", "first"})


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
