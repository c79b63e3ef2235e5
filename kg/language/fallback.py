"""Tokens in, tags and shallow dependencies out, by word lists and word order: for where the language model cannot load.

Law of this file: fewer relations rather than wrong ones. Subject is the nearest noun phrase before a verb, object the
next one behind it; "by" after a passive is the agent; what follows "that" is its clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc, Token

from kg.assets import LEXICONS
from kg.language.numbers import number
from kg.lexicon import table

NAME = "habeas_fallback"
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
INNER = frozenset({"DET", "ADJ", "NUM", "NOUN", "PROPN"})
LINKS = frozenset({"ADV", "PART", "AUX"})


@dataclass(slots=True)
class Reading:
    """Tags, lemmas, heads and relations of one sentence, token by token."""

    pos: list[str]
    tags: list[str]
    lemmas: list[str]
    heads: list[int]
    deps: list[str]
    phrases: list[int] = field(default_factory=list)  # head token of each noun phrase


@Language.component(NAME)
def fallback(doc: Doc) -> Doc:
    """Doc of the same tokens with part of speech, lemma and dependency of each."""
    if not len(doc):
        return doc
    pairs = [_tag(token) for token in doc]
    size = len(doc)
    reading = Reading([p for p, _ in pairs], [t for _, t in pairs], [], list(range(size)), ["dep"] * size)
    _settle(doc, reading)
    reading.lemmas = [_lemma(t.lower_, tag) for t, tag in zip(doc, reading.tags, strict=True)]
    _phrases(doc, reading)
    _clauses(doc, reading)
    words, spaces = [t.text for t in doc], [bool(t.whitespace_) for t in doc]
    return Doc(doc.vocab, words=words, spaces=spaces, tags=reading.tags, pos=reading.pos, lemmas=reading.lemmas,
               heads=reading.heads, deps=reading.deps)  # fmt: skip


def _lemma(low: str, tag: str) -> str:
    if tag.startswith(("VB", "MD")):
        return lemma(low)
    if tag != "NNS" or low.endswith("ss"):
        return low
    return low.removesuffix("es") if low.endswith(("sses", "shes", "ches", "xes")) else low.removesuffix("s")


@cache
def _closed() -> dict[str, tuple[str, str]]:
    classes = table("fallback")["closed"]
    return {w: (pos, tag) for pos, tags in classes.items() for tag, words in tags.items() for w in words.split()}


@cache
def _verbs() -> frozenset[str]:
    """Lemmas of verbs: the common ones and those of every cue."""
    found = set(table("fallback")["verbs"]["common"].split()) | set(table("fallback")["irregular"].values())
    for path in sorted(LEXICONS.glob("*.toml")):
        blocks = table(path.stem).get("cue", ())
        found |= {
            word.split()[0] for block in blocks if block.get("pos") == "VERB" for word in block["words"] if word.strip()
        }
    return frozenset(found)


@cache
def lemma(word: str) -> str:
    """Verb that a form belongs to, by the irregular ones and the endings; the word itself where none is known."""
    irregular = table("fallback")["irregular"]
    auxiliary = {
        "is": "be",
        "was": "be",
        "were": "be",
        "are": "be",
        "been": "be",
        "being": "be",
        "has": "have",
        "had": "have",
    }
    if word in irregular or word in auxiliary:
        return str(irregular.get(word) or auxiliary[word])
    return next((stem for stem in _stems(word) if stem in _verbs()), next(iter(_stems(word)), word))


def _stems(word: str) -> Iterator[str]:
    """Tell what a verb's form may come from, the likeliest first."""
    if word in _verbs():
        yield word
    for ending in ("ies", "ied"):
        if word.endswith(ending):
            yield f"{word[:-3]}y"
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            doubled = stem[-1] == stem[-2] and stem[:-1] in _verbs()
            yield from ((stem[:-1],) if doubled else ())
            yield from (stem, f"{stem}e")


def _tag(token: Token) -> tuple[str, str]:
    """Part of speech and Penn tag of a word by itself."""
    word, low = token.text, token.lower_
    if not any(c.isalnum() for c in word) and low not in _closed():
        return "PUNCT", word if word in {",", "."} else ":"
    if low in _closed() and (token.i == 0 or word.islower() or not word.isalpha() or len(word) == 1):
        return _closed()[low]
    if low[0].isdigit() or number(low) is not None:
        return "NUM", "CD"
    if word[0].isupper() and token.i > 0:
        return "PROPN", "NNP"
    return _open_class(low, capital=word[0].isupper())


def _open_class(low: str, *, capital: bool) -> tuple[str, str]:
    known = lemma(low) in _verbs()
    for ending, tag in (("ing", "VBG"), ("ed", "VBD")):
        if low.endswith(ending) and len(low) > len(ending) + 2:
            return "VERB", tag
    if low in table("fallback")["irregular"]:
        return "VERB", "VBD"
    if known and not capital:
        return "VERB", "VBZ" if low.endswith("s") and low not in _verbs() else "VBP"
    if low.endswith("ly"):
        return "ADV", "RB"
    if low.endswith(("ful", "ous", "ive", "able", "ible", "ical", "less", "ish", "ary")):
        return "ADJ", "JJ"
    return ("PROPN", "NNP") if capital and not low.endswith("s") else ("NOUN", "NNS" if low.endswith("s") else "NN")


def _settle(doc: Doc, reading: Reading) -> None:
    """Second thoughts from the neighbours: nouns after articles, infinitives after "to", participles after "be"."""
    for i in range(len(doc)):
        before = reading.pos[i - 1] if i else ""
        if reading.pos[i] == "VERB" and before in {"DET", "ADJ", "NUM"} | (
            {"PRON"} if i and reading.tags[i - 1] == "PRP$" else set()
        ):
            follows = i + 1 < len(doc) and reading.pos[i + 1] in {"NOUN", "PROPN"}
            reading.pos[i], reading.tags[i] = (
                ("ADJ", "JJ") if follows and reading.tags[i] in {"VBD", "VBG"} else ("NOUN", "NN")
            )
        elif (
            reading.pos[i] == "VERB"
            and reading.tags[i] == "VBP"
            and before in {"ADP", "NOUN"}
            and reading.tags[i - 1] != "NNS"
        ):
            reading.pos[i], reading.tags[i] = "NOUN", "NN"
        elif reading.pos[i] == "VERB" and i and reading.tags[i - 1] in {"TO", "MD"}:
            reading.tags[i] = "VB"
        elif reading.tags[i] == "VBZ" and reading.tags[i + 1 : i + 2] == ["VBD"]:
            reading.pos[i], reading.tags[i] = "NOUN", "NNS"
        elif reading.tags[i] == "TO" and i + 1 < len(doc) and reading.pos[i + 1] not in {"VERB", "AUX", "ADV"}:
            reading.pos[i], reading.tags[i] = "ADP", "IN"
        elif reading.pos[i] == "VERB" and reading.tags[i] == "VBD" and _helper(reading, i) is not None:
            reading.tags[i] = "VBN"


def _helper(reading: Reading, at: int) -> int | None:
    """Nearest form of be or have before a participle, adverbs skipped."""
    for i in range(at - 1, max(-1, at - 5), -1):
        if reading.pos[i] == "AUX" and reading.tags[i] != "MD":
            return i
        if reading.pos[i] not in LINKS:
            return None
    return None


def _phrases(doc: Doc, reading: Reading) -> None:
    """Noun phrases: the last noun of a run is its head, the others hang on it."""
    i = 0
    while i < len(doc):
        end = i
        while end < len(doc) and (reading.pos[end] in INNER or reading.tags[end] in {"PRP$", "POS"}):
            end += 1
        nouns = [k for k in range(i, end) if reading.pos[k] in NOMINAL - {"PRON"}]
        if nouns:
            _phrase(reading, i, end, nouns[-1])
            reading.phrases.append(nouns[-1])
        elif reading.pos[i] == "PRON" and reading.tags[i] != "PRP$":
            reading.phrases.append(i)
        i = max(end, i + 1)


def _phrase(reading: Reading, start: int, end: int, head: int) -> None:
    """Hang the words of one phrase on its head; a row of proper nouns hangs on its first, which is the head's place."""
    first = head
    while reading.pos[head] == "PROPN" and first > start and reading.pos[first - 1] == "PROPN":
        first -= 1
    for k in range(start, end):
        if k == head:
            continue
        reading.heads[k] = head
        relation = {"DET": "det", "ADJ": "amod", "NUM": "nummod"}.get(reading.pos[k], "compound")
        relation = (
            "nmod:poss" if reading.tags[k] == "PRP$" or (k + 1 < end and reading.tags[k + 1] == "POS") else relation
        )
        reading.deps[k] = "case" if reading.tags[k] == "POS" else relation


def _clauses(doc: Doc, reading: Reading) -> None:
    """Verbs with their subjects, objects and clauses; whatever is left hangs on the root."""
    verbs = [i for i in range(len(doc)) if reading.pos[i] == "VERB"]
    root = next(
        (v for v in verbs if reading.tags[v] not in {"VB", "VBG"}),
        verbs[0] if verbs else reading.phrases[0] if reading.phrases else 0,
    )
    for order, verb in enumerate(verbs):
        limit = verbs[order + 1] if order + 1 < len(verbs) else len(doc)
        floor = verbs[order - 1] if order else -1
        passive = _auxiliaries(doc, reading, verb)
        _subject(reading, verb, floor, passive=passive)
        _behind(doc, reading, verb, limit, passive=passive)
        if verb != root:
            _attach(doc, reading, verb, floor, root)
    _loose(doc, reading, root)
    reading.heads[root], reading.deps[root] = root, "ROOT"
    for i in range(len(doc)):
        if reading.heads[i] == i and i != root:
            reading.heads[i] = root
            reading.deps[i] = (
                "punct"
                if reading.pos[i] == "PUNCT"
                else "obl:unmarked"
                if i in reading.phrases
                else "advmod"
                if reading.pos[i] == "ADV"
                else "dep"
            )


def _loose(doc: Doc, reading: Reading, root: int) -> None:
    """Prepositional phrases that no verb took: on the noun phrase just before, else on the root."""
    for before, phrase in zip([None, *reading.phrases], reading.phrases, strict=False):
        marker = _marker(reading, phrase) if reading.heads[phrase] == phrase != root else None
        if marker is None:
            continue
        reading.heads[marker], reading.deps[marker] = phrase, "case"
        noun = before if before == marker - 1 and doc[marker].lower_ == "of" else None
        reading.heads[phrase], reading.deps[phrase] = (noun, "nmod") if noun is not None else (root, "obl")


def _auxiliaries(doc: Doc, reading: Reading, verb: int) -> bool:
    """Hang auxiliaries, "to" and "not" on their verb; True where it is passive."""
    passive = False
    for i in range(verb - 1, -1, -1):
        if reading.pos[i] not in LINKS or reading.tags[i] == "POS":
            break
        reading.heads[i] = verb
        be = reading.pos[i] == "AUX" and lemma(doc[i].lower_) == "be"
        passive = passive or (be and reading.tags[verb] == "VBN")
        reading.deps[i] = (
            ("aux:pass" if be and reading.tags[verb] == "VBN" else "aux")
            if reading.pos[i] == "AUX"
            else "mark"
            if reading.tags[i] == "TO"
            else "advmod"
        )
    return passive


def _marker(reading: Reading, phrase: int) -> int | None:
    """Preposition before a noun phrase, or None."""
    inside = [k for k in range(phrase) if reading.heads[k] == phrase]
    before = min(inside, default=phrase) - 1
    return before if before >= 0 and reading.pos[before] == "ADP" else None


def _subject(reading: Reading, verb: int, floor: int, *, passive: bool) -> None:
    free = [p for p in reading.phrases if floor < p < verb and reading.heads[p] == p and _marker(reading, p) is None]
    if free and reading.tags[verb] not in {"VB", "VBG"}:
        reading.heads[free[-1]], reading.deps[free[-1]] = verb, "nsubj:pass" if passive else "nsubj"


def _behind(doc: Doc, reading: Reading, verb: int, limit: int, *, passive: bool) -> None:
    """Object and prepositional phrases between a verb and the next one."""
    last = verb
    limit = next((k for k in range(verb + 1, limit) if reading.pos[k] == "SCONJ"), limit)
    for phrase in (p for p in reading.phrases if verb < p < limit and reading.heads[p] == p):
        marker = _marker(reading, phrase)
        first = min((k for k in range(verb, phrase) if reading.heads[k] == phrase), default=phrase)
        if marker is not None:
            of = doc[marker].lower_ == "of" and last != verb
            relation = "obl:agent" if passive and doc[marker].lower_ == "by" else "nmod" if of else "obl"
            reading.heads[marker], reading.deps[marker] = phrase, "case"
            reading.heads[phrase], reading.deps[phrase] = (last if of else verb), relation
        elif last == verb and not passive and not any(reading.pos[k] == "PUNCT" for k in range(verb + 1, first)):
            reading.heads[phrase], reading.deps[phrase] = verb, "obj"
        else:
            break
        last = phrase


def _attach(doc: Doc, reading: Reading, verb: int, floor: int, root: int) -> None:
    """How a further verb hangs on the sentence: clause after "that", infinitive, relative, or coordinate."""
    between = range(max(floor, 0), verb)
    that = next((k for k in between if doc[k].lower_ == "that" and k > floor), None)
    head = floor if floor >= 0 else root
    if that is not None and head != verb:
        reading.pos[that], reading.tags[that] = "SCONJ", "IN"
        reading.heads[that], reading.deps[that] = verb, "mark"
        reading.heads[verb], reading.deps[verb] = head, "ccomp"
    elif any(reading.tags[k] == "TO" and reading.heads[k] == verb for k in between) and head != verb:
        reading.heads[verb], reading.deps[verb] = head, "xcomp"
    elif verb < root and reading.tags[verb] != "VBG":
        reading.heads[verb], reading.deps[verb] = root, "ccomp"
    else:
        reading.heads[verb] = root if head == verb else head
        reading.deps[verb] = "advcl" if reading.tags[verb] == "VBG" else "conj"
