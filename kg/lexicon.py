"""Lexicon files in, checked records out: every cue carries examples, counterexamples and a reason.

Law of this file: it is strict. An unknown key, an empty word list or a missing example raises LexiconError
with the file and the id.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from kg.assets import LEXICONS
from kg.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence a cue must find, and the words of each role in it (role name → words as written)."""

    text: str
    roles: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cue:
    """One rule: which words signal what, in which frame, and where the roles stand.

    ``signals`` is a code ("denial", "massArrest"); ``type`` an ontology class; ``words`` lemmas, or phrases of
    lemmas ("take into custody"); ``pos`` VERB, NOUN or PHRASE; ``frame`` the name of a pattern known to the extractor
    that reads the file; ``slots`` role → where it stands in the frame ("subject", "object", "prep:of").
    """

    id: str
    type: str
    signals: str
    words: tuple[str, ...]
    pos: str
    frame: str
    why: str
    examples: tuple[Example, ...]
    counterexamples: tuple[str, ...]
    slots: Mapping[str, str]
    factuality: str | None = None


REQUIRED = frozenset({"id", "type", "signals", "words", "pos", "frame", "why", "examples", "counterexamples"})
KNOWN = frozenset(field.name for field in fields(Cue))


@cache
def cues(name: str) -> tuple[Cue, ...]:
    """Cues of ``lexicons/<name>.toml``, sorted by id as they must stand in the file."""
    found = tuple(_cue(name, block) for block in table(name).get("cue", ()))
    ids = [cue.id for cue in found]
    if ids != sorted(set(ids)):
        raise LexiconError(f"{name}.toml: cues must be sorted by id, each id once")
    return found


class Index:
    """Cues by the words one of which a token must be for the cue to stand there: none is tried at every token."""

    def __init__(self, cues: Iterable[Cue], openings: Callable[[Cue], Iterable[str]]) -> None:
        self._found: dict[str, dict[int, Cue]] = {}
        for place, cue in enumerate(cues):
            for word in openings(cue):
                self._found.setdefault(word, {})[place] = cue
        self.words = self._found.keys()

    def __call__(self, *forms: str) -> Iterable[Cue]:
        """Cues that may stand at a token of these forms (its lemma, itself as written), in their order."""
        found = [cues for form in forms if (cues := self._found.get(form))]
        if len(found) < 2:
            return found[0].values() if found else ()
        places = {place: cue for cues in found for place, cue in cues.items()}
        return (places[place] for place in sorted(places))


class Beginnings:
    """Whether a text has one of some beginnings of words, all in small letters ("arrest", "led away")."""

    def __init__(self, listed: Iterable[str]) -> None:
        stems = sorted(set(listed))
        phrases = [stem for stem in stems if not WORD.fullmatch(stem)]
        self._words = tuple(stem for stem in stems if stem not in phrases)
        self._phrases = re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})")
        self._firsts = frozenset(match[0] for phrase in phrases if (match := WORD.match(phrase)))
        self._others: set[str] = set()

    def __call__(self, text: str, words: AbstractSet[str]) -> bool:
        """Look at a text by its distinct words: both in small letters."""
        if len(self._others) > KNOWN_WORDS:
            self._others.clear()
        for word in words - self._others:
            if word.startswith(self._words):
                return True
            self._others.add(word)
        return not words.isdisjoint(self._firsts) and self._phrases.search(text) is not None


WORD = re.compile(r"\w+")
KNOWN_WORDS = 1 << 15
"""How many words are remembered to begin otherwise."""


@cache
def table(name: str) -> Mapping[str, Any]:
    """Give the parsed TOML of ``lexicons/<name>.toml``; raises LexiconError where it is missing or malformed."""
    path = LEXICONS / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{path.name}: {error}") from error


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """Words of the lists ``keys`` of ``lexicons/<name>.toml``, which are written one after the other."""
    return frozenset(word for key in keys for word in table(name)[key].split())


def _cue(name: str, block: Mapping[str, Any]) -> Cue:
    where = f"{name}.toml, cue {block.get('id', '?')}"
    if unknown := block.keys() - KNOWN:
        raise LexiconError(f"{where}: unknown key {', '.join(sorted(unknown))}")
    if missing := REQUIRED - block.keys():
        raise LexiconError(f"{where}: missing {', '.join(sorted(missing))}")
    if len(block["examples"]) < 2 or not block["counterexamples"] or not block["words"]:
        raise LexiconError(f"{where}: needs words, two examples and a counterexample")
    examples = tuple(Example(example["text"], dict(example.get("roles", {}))) for example in block["examples"])
    values = {**block, "words": tuple(block["words"]), "examples": examples}
    values |= {"counterexamples": tuple(block["counterexamples"]), "slots": dict(block.get("slots", {}))}
    return Cue(**values)
