"""A body's name as written in, its parts out: words in English, the states and towns it tells, numbers, abbreviations.

Law of this file: it knows general words and geography, and no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.gazetteer import place, state_of_city
from kg.identity.abbreviations import expanded
from kg.identity.abjads import abjad, legible
from kg.identity.atlas import cities_called
from kg.identity.spelling import romanised, script, skeleton
from kg.identity.wording import Piece, bare, pieces
from kg.lexicon import table
from kg.lexicon import words as listed

BRACKETED = re.compile(r"\s*[(\[]([^()\[\]]{2,80})[)\]]\s*")
LETTERS = re.compile(r"[^\W\d_]{2,7}")
ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th|go|y|i|er|e|o|a)\Z")
NUMERAL = frozenset({"no", "nr", "num", "number", "numero", "nomer", "n", "rqm"})
"""What stands before a number."""
LONGEST = 300
"""Characters of a name that are looked at."""
LEAST_LETTERS = 3
"""Letters from which an abbreviation tells something."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name in parts: ``words`` in English, ``states`` and ``cities`` it tells, ``numbers``, ``initials``.

    ``letters`` is the abbreviation that it is, or that stands in brackets beside it; ``bare`` where it is no more, and
    ``meanings`` what the lexicon knows that to stand for. ``foreign`` where general words were translated, ``abjad``
    where the others come from a script that leaves vowels out.
    """

    text: str
    words: tuple[str, ...]
    states: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    letters: str = ""
    meanings: tuple[tuple[str, ...], ...] = ()
    foreign: bool = False
    abjad: str = ""
    plain: str = ""

    @property
    def bare(self) -> bool:
        """Whether the name is an abbreviation and no more."""
        return bool(self.letters) and not self.words

    @property
    def generic(self) -> bool:
        """Whether each state may have a body of this name."""
        if not usual().issuperset(self.words) or not listed("identity", "supranational").isdisjoint(self.words):
            return False
        chosen = not listed("identity", "chosen").isdisjoint(self.words)
        return not chosen or not listed("identity", "whole_state").isdisjoint(self.words)


@lru_cache(maxsize=1 << 17)  # the same names come again and again
def body(text: str) -> Body:
    """Parse a body's name."""
    text = " ".join(text[:LONGEST].split())
    inside = BRACKETED.search(text)
    plain = " ".join(BRACKETED.sub(" ", text).replace("\u2019", "'").split()) or text
    if _is_letters(plain):
        letters = _letters(plain)
        known = expanded(plain)
        meanings = tuple(tuple(_levelled(words)) for words in known)
        return Body(text, (), letters=letters, meanings=meanings)
    found = pieces(plain)
    levelled = list(_levelled(" ".join(filter(None, map(_english, found)))))
    numbers = frozenset(word for word in levelled if word.isdigit())
    words = tuple(word for at, word in enumerate(levelled) if not word.isdigit() and not _counts(levelled, at))
    states = frozenset(piece.state for piece in found if piece.state)
    cities = frozenset(piece.city for piece in found if piece.city)
    organ = not listed("identity", "national").isdisjoint(words) and listed("identity", "of_towns").isdisjoint(words)
    if cities and organ:
        states, cities = states | {state for city in cities if (state := _state(city))}, frozenset()
    short = _letters(inside[1]) if inside and _is_letters(inside[1]) else ""
    foreign, unvowelled = any(map(_translated, found)), abjad(script(plain))
    return Body(
        text, words, states, cities, numbers, _initials(found), short, (), foreign, unvowelled, _whole_name(found)
    )


def _whole_name(found: tuple[Piece, ...]) -> str:
    words = (romanised(bare(word)) for piece in found for word in re.split(r"[\s-]+", piece.text))
    return "".join(word for word in words if word not in listed("identity", "joiners"))


def _english(piece: Piece) -> str:
    """A part of a name in Latin letters: its English words; nothing for a place."""
    return "" if piece.place else piece.words or romanised(bare(piece.text))


def _translated(piece: Piece) -> bool:
    known = romanised(piece.text)
    return bool(piece.words) and piece.words.replace(" ", "") not in {known, _singular(known)}


def _counts(words: list[str], at: int) -> bool:
    """Whether a word only says that a number follows."""
    return words[at] in NUMERAL and at + 1 < len(words) and words[at + 1].isdigit()


def _is_letters(text: str) -> bool:
    plain = text.replace(".", "").replace("-", "")
    loud = sum(letter.isupper() for letter in plain)
    return bool(LETTERS.fullmatch(plain)) and loud > len(plain) / 2 and plain[0].isupper()


def _letters(text: str) -> str:
    return romanised(text)


def _initials(found: tuple[Piece, ...]) -> frozenset[str]:
    """Abbreviations the name may have: of all its words, without the small ones, without places or prefixes."""
    words = [(word, piece.place) for piece in found for word in re.split(r"[\s/-]+", piece.text) if romanised(word)]
    long = [(word, place) for word, place in words if romanised(word) not in listed("identity", "joiners")]
    own = [(word, place) for word, place in long if not place and not (word.isupper() and len(word) < LEAST_LETTERS)]
    return frozenset("".join(romanised(word)[0] for word, _ in some) for some in (words, long, own) if some)


def _state(city: str) -> str | None:
    if known := place(city):
        return known.within
    found = cities_called(city)
    return state_of_city(city) or (found[0].state if found else None)


def _levelled(text: str) -> Iterator[str]:
    """Words in one spelling, without those that say nothing, in their order."""
    text = f" {text} "
    for phrase, plain in _phrases():
        text = text.replace(f" {phrase} ", f" {plain} ")
    for word in text.split():
        if word in listed("identity", "joiners") or word in listed("identity", "legal"):
            continue
        counted = ORDINAL.sub("", word)
        single = _same_words().get(counted, counted)
        yield _tail().sub(r"\1", _same_words().get(_singular(single), _singular(single)))


@cache
def _tail() -> re.Pattern[str]:
    """Endings of Slavic adjectives, in Latin letters."""
    return re.compile(table("bodies")["adjective_tail"])


@cache
def usual() -> frozenset[str]:
    """Words that many bodies are called by."""
    general = (word for key in table("bodies")["concepts"] for word in _levelled(key))
    return listed("identity", "generic").union(general)


def _singular(word: str) -> str:
    if word.endswith("men"):
        return f"{word[:-2]}an"
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1] if re.search(r"[^si]s$", word[3:]) else word


@cache
def _same_words() -> dict[str, str]:
    return dict(table("identity")["same_words"])


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((phrase, plain) for phrase, plain in _same_words().items() if " " in phrase)


def keys(told: Body) -> Iterator[str]:
    """Keys by which two names that may be one body's meet."""
    if told.letters:
        yield f". {told.letters}"
    yield from (_usual_key(meaning) for meaning in told.meanings)
    if told.bare:
        return
    own = {skeleton(legible(word, told.abjad)) for word in told.words if not _general(word)}
    yield from sorted(own)
    yield f"= {skeleton(legible(told.plain, told.abjad))}"
    general = [word for word in told.words if _general(word)]
    if not own or len(general) > 1:
        yield _usual_key(general) if told.words else f"+ {' '.join(sorted(told.states | told.cities))}"


def part_keys(told: Body) -> Iterator[str]:
    """Keys by which an abbreviation and a name that it may stand for meet."""
    yield from (f". {letters}" for letters in {told.letters, *told.initials} if len(letters) > 1)
    yield from (_usual_key(words) for words in (told.meanings if told.bare else (told.words,)) if words)


def _general(word: str) -> bool:
    return word in usual() or word in _classes()


def _usual_key(words: Iterable[str]) -> str:
    """General words of a name, one for all that translate one another, without those that may be left out."""
    loose = frozenset().union(*(listed("identity", key) for key in ("whole_state", "dispensable", "police_tails")))
    plain = {_classes().get(word, word) for word in words}
    return f"+ {' '.join(sorted(plain - {_classes().get(word, word) for word in loose} or plain))}"


@cache
def _classes() -> dict[str, str]:
    """Word → one for all that are renderings of each other."""
    found: dict[str, set[str]] = {}
    for key, others in table("bodies")["renderings"].items():
        merged = {key, *others.split()}
        merged |= {word for each in tuple(merged) for word in found.get(each, ())}
        found |= dict.fromkeys(merged, merged)
    return {word: min(words) for word, words in found.items()}
