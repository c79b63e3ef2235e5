"""A body's name in any language in, its words in English and the places it names out.

Law of this file: words are general ones, of the lexicon ``bodies.toml``; what it does not have stays as it is written.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from kg.gazetteer import place, state_of_city, state_of_demonym
from kg.identity.abbreviations import ELIDED, WHOLE, expanded
from kg.identity.abjads import abjad
from kg.identity.atlas import cities_called, region_called, spelt, states_called
from kg.identity.spelling import romanised, script
from kg.lexicon import table
from kg.lexicon import words as listed

TOKEN = re.compile(r"[^\s,;:!?()\[\]{}«»\u201c\u201d\u201e\"/|\u3000、。・-]+")
OWNER = re.compile(r"(?:['\u2019](?:s|n?[iıuü]n|d[ae])?|\.)$")
NUMBERED = re.compile(r"(?<=[^\W\d_])(?=\d)")
COUNTED = re.compile(r"第([一二三四五六七八九十])(?![一二三四五六七八九十])|[제第](\d+)")
"""A number in names of China, Japan and Korea."""
CAPITALLESS = {"GEORGIAN"}
"""Scripts whose small letters begin names as well."""
LONGEST = 300
"""Characters of a name that are looked at."""
PLACE = 4
"""Words of a place's name."""
LARGE = 100_000
"""People: a smaller town's name is too often another word."""
LEAST = 4
"""Letters from which a word is looked for as a town, or in Latin letters for one of another script."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Part of a name: as written, its English words where it is a general one, or the state or city it names."""

    text: str
    words: str = ""
    state: str = ""
    city: str = ""

    @property
    def place(self) -> bool:
        """Whether it names a place."""
        return bool(self.state or self.city)


@lru_cache(maxsize=1 << 16)
def pieces(text: str) -> tuple[Piece, ...]:
    """Take a name apart, from left to right, the longest known part first."""
    written = [_loosened(token) for token in tokens(text)]
    keys = [bare(token) for token in written]
    found: list[Piece] = []
    at = 0
    while at < len(written):
        length, piece = _piece(written, keys, at)
        found.append(piece)
        at += length
    return tuple(piece for at, piece in enumerate(found) if not _part_of_place(found, at))


def _part_of_place(found: Sequence[Piece], at: int) -> bool:
    """Whether a word belongs to the name of a place beside it: "Republic of", "города"."""
    beside = [each for each in (*found[max(0, at - 2) : at], *found[at + 1 : at + 3]) if each.place]
    if found[at].words in listed("bodies", "state_nouns"):
        return any(each.state for each in beside)
    return found[at].text.lower() in table("bodies")["town_nouns"].split("; ") and any(each.city for each in beside)


def tokens(text: str) -> list[str]:
    """Words of a name, those of a script without spaces by what is known of them."""
    return list(_tokens(text[:LONGEST]))


def _loosened(token: str) -> str:
    """A word without a small word written as its first letter, where only the rest is known: "لحقوق"."""
    letters = table("bodies")["prefixes"].get(script(token), "").split()
    if token[:1] not in letters or len(token) < LEAST or general(bare(token)) or _place([token]):
        return token
    rest = token[1:]
    return rest if _phrases().get(bare(rest)) or _place([rest]) else token


def general(key: str) -> str:
    """English words for one general word in small letters; empty where it is none."""
    length, words = _general((key,), 0)
    return words if length else ""


def _tokens(text: str) -> Iterator[str]:
    for part in TOKEN.findall(NUMBERED.sub(" ", COUNTED.sub(_count, text))):
        token = part.strip(".'\u2019\u2018_*") if not _dotted(part) else part.replace(".", "")
        token = ELIDED.sub("", OWNER.sub("", token))
        if script(token) in WHOLE:
            yield from _segments(token)
        elif token:
            yield token


def _count(found: re.Match[str]) -> str:
    return f" {'〇一二三四五六七八九十'.index(found[1])} " if found[1] else f" {found[2]} "


def _dotted(part: str) -> bool:
    return re.fullmatch(r"(?:\w\.){2,6}", part) is not None


def _segments(text: str) -> Iterator[str]:
    """Parts of a name without spaces: general words and places, the longest first, and what is between them."""
    at, start = 0, 0
    while at < len(text):
        end = next((e for e in range(min(len(text), at + 12), at, -1) if _known(text[at:e])), 0)
        if end:
            if start < at:
                yield text[start:at]
            yield text[at:end]
            start = at = end
        else:
            at += 1
    if start < len(text):
        yield text[start:]


def _known(part: str) -> bool:
    key = spelt(part)
    if (key,) in _phrases().get(key, {}):
        return True
    return len(part) > 1 and bool(states_called(part) or cities_called(part))


def bare(word: str) -> str:
    """A word in small letters without accents, nor the article of Arabic with what is written before it."""
    return _bare(spelt(word))


def _bare(key: str) -> str:
    for article in ("وال", "بال", "لل", "ال"):
        if key.startswith(article) and len(key) > len(article) + 2:
            return key.removeprefix(article)
    return key


def _piece(tokens: Sequence[str], keys: Sequence[str], at: int) -> tuple[int, Piece]:
    """The part of a name that begins here, and how many tokens it takes."""
    for length in range(min(PLACE, len(tokens) - at), 1, -1):
        if named := _place(tokens[at : at + length]):
            return length, named
    length, words = _general(keys, at)
    if length:
        return length, Piece(" ".join(tokens[at : at + length]), words)
    if (named := _place(tokens[at : at + 1])) and not (named.city and _of_district(tokens, keys, at)):
        return 1, named
    letters = _abbreviation(tokens[at]) if len(tokens) > 1 else ()
    return 1, Piece(tokens[at], letters[0] if len(letters) == 1 else _compound(keys[at]))


def _of_district(tokens: Sequence[str], keys: Sequence[str], at: int) -> bool:
    """Whether an adjective names a district and not the town that its word comes from: "Kirovsky district court"."""
    if not re.search(table("bodies")["adjective_tail"], romanised(tokens[at])):
        return False
    return "district" in "".join(_general(keys, next_)[1] for next_ in range(at + 1, min(at + 2, len(keys))))


def _place(tokens: Sequence[str]) -> Piece | None:
    """The state or the town that some words name."""
    text = " ".join("St." if each == "St" else each for each in tokens)
    if state := region_called(text) or _state(text):
        return Piece(text, state=state)
    known = next((known for form in (text, "-".join(tokens)) if (known := place(form))), None)
    if known and known.kind == "state":
        return Piece(text, state=known.name)
    if (known and known.kind != "region") or (text[:1].isupper() and state_of_city(text)):
        return Piece(text, city=_city(text) or _plain(known.name if known else text))
    small = text[:1].islower() and script(text) not in CAPITALLESS
    if small or (len(tokens) > 1 and any(general(bare(word)) in _institutions() for word in tokens)):
        return None
    return Piece(text, city=city) if (city := _city(text)) else None


def _state(text: str) -> str:
    """The state that a name or an adjective means, where it can mean but one; empty for none."""
    if state := state_of_demonym(text):
        return state
    states = states_called(text)
    told = text[:1].isupper() or len(text) > LEAST or not text.isascii()
    return min(states) if told and len(states) == 1 else ""


@cache
def _institutions() -> frozenset[str]:
    """Words that make a name one of something that stands in a town, and not of a town."""
    return (listed("identity", "of_towns") | listed("identity", "buildings")) - {"city", "port"}


def _city(text: str) -> str:
    """The large town that a name means, by one name for it; empty for none."""
    if len(text) < LEAST and script(text) not in WHOLE and not abjad(script(text)):
        return ""
    found = cities_called(text)
    return _plain(found[0].name) if found and found[0].people >= LARGE else ""


def _plain(city: str) -> str:
    """A city's name without accents, article and point: "St. Petersburg"."""
    words = [romanised(word) for word in city.split()]
    return " ".join("saint" if word == "st" else word for word in words if word != "the").title()


def _general(keys: Sequence[str], at: int) -> tuple[int, str]:
    """General words that begin here: how many tokens, and in English; the longest phrase first."""
    best: tuple[int, str] = (0, "")
    for first in _beginnings(keys[at]):
        for phrase, words in _phrases().get(first, {}).items():
            if len(phrase) > best[0] and len(phrase) <= len(keys) - at and _fits(phrase, keys[at : at + len(phrase)]):
                best = len(phrase), words
    return best


def _beginnings(key: str) -> Iterator[str]:
    """A word as it may stand first in a phrase: itself, or what it begins with."""
    yield key
    if key.endswith("s"):
        yield key[:-1]
    yield from (f"{key[:length]}*" for length in range(len(key), 1, -1))


def _fits(phrase: Sequence[str], keys: Sequence[str]) -> bool:
    pairs = zip(phrase, keys, strict=True)
    return all(key.startswith(part[:-1]) if part.endswith("*") else key in (part, f"{part}s") for part, key in pairs)


@cache
def _phrases() -> dict[str, dict[tuple[str, ...], str]]:
    """First word → phrases that begin with it, each with its English words; a ``*`` stands for any ending."""
    found: dict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for key, phrase in _listed():
        for form in {_keys(phrase), _keys(_latin(phrase))}:
            if form and not _small(form):
                found[form[0]].setdefault(form, key)
    return dict(found)


def _small(form: tuple[str, ...]) -> bool:
    """Whether a word in Latin letters is too short, or one that stands in every name of some language."""
    word = form[0]
    few = word.isascii() and len(word) < 3 and word not in _listed_letters()
    return len(form) == 1 and (few or word in listed("identity", "joiners"))


@cache
def _listed_letters() -> frozenset[str]:
    """Abbreviations of two letters: "UN"."""
    sections = (table("bodies")[name].values() for name in ("called", "concepts"))
    phrases = (phrase for section in sections for listed_ in section for phrase in listed_.split("; "))
    return frozenset(spelt(phrase) for phrase in phrases if phrase.isupper())


def _listed() -> Iterator[tuple[str, str]]:
    for section in ("called", "concepts"):
        for key, phrases in table("bodies")[section].items():
            yield key, key
            yield from ((key, phrase) for phrase in phrases.split("; "))


def _keys(phrase: str) -> tuple[str, ...]:
    words = [word for word in re.split(r"[\s-]+", phrase) if word]
    bare = [_bare(spelt(ELIDED.sub("", word.rstrip("*")))) + "*" * word.endswith("*") for word in words]
    return tuple(bare) if all(word.strip("*") for word in bare) else ()


def _latin(phrase: str) -> str:
    """A phrase of another alphabet in Latin letters; empty where that leaves too little to know it by."""
    if script(phrase) not in {"CYRILLIC", "GREEK", "GEORGIAN", "ARMENIAN"}:
        return ""
    words = [romanised(word.rstrip("*")) + "*" * word.endswith("*") for word in re.split(r"[\s-]+", phrase)]
    return " ".join(words) if all(len(word) > LEAST for word in words) else ""


@lru_cache(maxsize=1 << 14)
def _compound(key: str) -> str:
    """English words of a compound like "Innenministerium"; empty where a part is not known."""
    for length in range(len(key) - LEAST, 2, -1):
        first = table("bodies")["compounds"].get(key[:length])
        if first and (rest := general(key[length:]) or _compound(key[length:])):
            return f"{first} {rest}"
    return ""


def _abbreviation(token: str) -> tuple[str, ...]:
    return expanded(token) if token.isupper() and len(token) > 1 else ()
