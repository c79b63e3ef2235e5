"""Two names in, how doubtful it is that they are one Chinese or Korean name out, in characters or in Latin letters.

Law of this file: what parts is the syllable. A name is of China or Korea if it can be read as one of its surnames and
one to three of its syllables, and nothing is left over.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice, product
from math import inf

from kg.identity import chinese, korean
from kg.identity.chinese import CANTONESE, MANDARIN
from kg.identity.names import name
from kg.identity.spelling import is_name, romanised
from kg.identity.syllables import Reading, doubt
from kg.lexicon import table

HAN = re.compile(r"[\u3400-\u9fff]{2,5}")
HANGUL = re.compile(r"[\uac00-\ud7a3]{2,5}")
LATIN = re.compile(r"[a-zü]+(?:'[a-zü]+)*'?")
APOSTROPHES = str.maketrans("\u2019\u2018\u02bc\u02bb`\u00b4", "''''''")
TEN_THOUSAND_NAMES = 1 << 15
MOST_WORDS = 4
MOST_OUTLINES = 64
"""Ways to begin the syllables of one reading that are looked at."""
SURE, LIKELY, POSSIBLE = 0.35, 0.7, 1.2
"""Doubts of a whole name up to which it is surely, likely, possibly one with another."""


@dataclass(frozen=True, slots=True)
class Eastern:
    """The readings of one name, by language; and its characters, as one print has them."""

    mandarin: tuple[Reading, ...] = ()
    cantonese: tuple[Reading, ...] = ()
    korean: tuple[Reading, ...] = ()
    characters: str = ""
    western: str = ""


def between(one: str, other: str) -> float | None:
    """The doubt that two names are one, infinite where they are not; None where they are not of one language."""
    left, right = eastern(one), eastern(other)
    if left.western and right.western and left.western != right.western:
        return None
    if left.characters and right.characters:
        return 0.0 if left.characters == right.characters else inf
    found = [
        told for compare in (_mandarin, _cantonese, _korean, _across) if (told := compare(left, right)) is not None
    ]
    return min(found) if found else None


def _mandarin(left: Eastern, right: Eastern) -> float | None:
    return doubt(left.mandarin, right.mandarin) if left.mandarin and right.mandarin else None


def _cantonese(left: Eastern, right: Eastern) -> float | None:
    return doubt(left.cantonese, right.cantonese) if left.cantonese and right.cantonese else None


def _korean(left: Eastern, right: Eastern) -> float | None:
    return doubt(left.korean, right.korean) if left.korean and right.korean else None


def _across(left: Eastern, right: Eastern) -> float | None:
    """Pinyin against the spelling of Hong Kong, without characters."""
    found = [
        doubt(one.mandarin, chinese.across(other.cantonese))
        for one, other in ((left, right), (right, left))
        if one.mandarin and other.cantonese and not one.characters and not other.characters
    ]
    return min(found, default=None)


@lru_cache(maxsize=TEN_THOUSAND_NAMES)  # the same names come again and again
def eastern(text: str) -> Eastern:
    """Read a name as one of China or Korea."""
    tokens = name(text).tokens
    joined = "".join(tokens)
    if HAN.fullmatch(joined):
        sounds = {language: tuple(chinese.characters(joined, language)) for language in (MANDARIN, CANTONESE)}
        return Eastern(sounds[MANDARIN], sounds[CANTONESE], characters=chinese.simplified(joined))
    if HANGUL.fullmatch(joined):
        return Eastern(korean=tuple(korean.hangul(joined)))
    return _latin(tokens)


@lru_cache(maxsize=TEN_THOUSAND_NAMES)
def outlines(text: str) -> frozenset[str]:
    """What all spellings of a name of China or Korea have in common: the surname, and how its syllables begin.

    By language; a name in the spelling of Hong Kong has that of Mandarin as well.
    """
    told = eastern(text)
    across = () if told.characters else chinese.across(told.cantonese)
    read = (("zh", (*told.mandarin, *across)), ("yue", told.cantonese), ("ko", told.korean))
    return frozenset(
        f"{language} {family} {begun}"
        for language, readings in read
        for reading in readings
        for begun in _begun(reading)
        for family in reading.family
    )


def _begun(reading: Reading) -> Iterator[str]:
    """How the syllables of a given name may begin."""
    choices = [sorted({_beginning(syllable) for syllable in options}) for options in reading.given]
    yield from map(" ".join, islice(product(*choices), MOST_OUTLINES))


def _beginning(syllable: str) -> str:
    first = unicodedata.normalize("NFD", syllable)[:1]
    return _beginnings().get(first, first)


@cache
def _beginnings() -> dict[str, str]:
    """First letter of a syllable, or of hangul → the one that stands for all that are mixed up with it."""
    rows = ([unicodedata.normalize("NFD", each)[0] for each in row] for row in table("syllables")["beginnings"].split())
    return {letter: row[0] for row in rows for letter in row}


def _latin(tokens: tuple[str, ...]) -> Eastern:
    western = [token for token in tokens if len(token) >= MOST_WORDS and is_name(romanised(token))]
    if len(western) == 1 and len(tokens) > len(western) + 1:
        tokens = tuple(token for token in tokens if token != western[0])
    written = [_pieces(token) for token in tokens]
    if not 2 <= len(tokens) <= MOST_WORDS or not all(LATIN.fullmatch(piece) for pieces in written for piece in pieces):
        return Eastern()
    orders = tuple(_orders(written))
    marked = any("'" in token.strip("'") or re.search(r"\w-[a-z]", token) for token in tokens)
    return Eastern(
        tuple(chinese.mandarin(orders, marked=marked)),
        tuple(chinese.cantonese(orders)),
        tuple(korean.readings(orders)),
        western=romanised(western[0]) if western else "",
    )


def _orders(written: list[list[str]]) -> Iterator[tuple[list[str], list[str]]]:
    """A name as surname and given name: the surname one word, or two, before or after."""
    for count in (1, 2):
        if len(written) > count:
            yield _flat(written[:count]), _flat(written[count:])
            yield _flat(written[-count:]), _flat(written[:-count])


def _flat(words: list[list[str]]) -> list[str]:
    return [piece for pieces in words for piece in pieces]


def _pieces(token: str) -> list[str]:
    """Parts of a word between hyphens, in lower case; of marks only those that tell one sound from another are kept."""
    plain = unicodedata.normalize("NFC", token).translate(APOSTROPHES).lower()
    for marked, letters in (("ŏ", "eo"), ("ŭ", "eu"), ("ǒ", "eo")):
        plain = plain.replace(marked, letters)
    return ["".join(map(_unmarked, piece)) for piece in plain.split("-")]


def _unmarked(letter: str) -> str:
    if letter in "üǖǘǚǜ":
        return "ü"
    return unicodedata.normalize("NFD", letter)[0]
