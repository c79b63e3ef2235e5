"""A Chinese name in characters or Latin letters in, the ways to read it out: syllables of Mandarin and of Cantonese.

Law of this file: characters and their sounds come from pypinyin, ToJyutping and OpenCC; only the spellings of Hong Kong
are ours. Sounds bring characters and spellings together; two names in characters are one if the characters are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Any

from kg.collecting import uncollected
from kg.identity.syllables import Options, Reading, index, parted, spelt
from kg.lexicon import table

MANDARIN, CANTONESE = "mandarin", "cantonese"
UNASPIRATED = 0.1
"""Doubt of Wade-Giles without its apostrophes."""
UNMARKED = 0.3
"""Doubt that a name is in Wade-Giles where nothing tells it."""
OTHER_READING = 0.2
"""Doubt of a character's further readings."""
ACROSS = 0.3
"""Doubt of a Mandarin and a Cantonese syllable that are one character's."""
Orders = Sequence[tuple[Sequence[str], Sequence[str]]]


def mandarin(orders: Orders, *, marked: bool) -> Iterator[Reading]:
    """Readings of Latin letters in pinyin and in Wade-Giles; ``marked`` where the writing is like the latter's."""
    aspirated = any("'" in piece for order in orders for side in order for piece in side)
    for family, given in orders:
        yield from _read(family, given, _pinyin(), 0.0)
        yield from _read(family, given, _wade_giles(aspirated=aspirated), 0.0 if marked else UNMARKED)


def _read(
    family: Sequence[str], given: Sequence[str], known: dict[str, dict[str, float]], cost: float
) -> Iterator[Reading]:
    surnames = _families(MANDARIN)
    for name in parted(family, known):
        spoken = {key: doubt + cost for key, doubt in _joined(name).items() if key in surnames}
        if spoken and given:
            yield from (Reading(spoken, rest) for rest in parted(given, known))


def cantonese(orders: Orders) -> Iterator[Reading]:
    """Readings of Latin letters as they are usual in Hong Kong."""
    surnames = _families(CANTONESE)
    for family, given in orders:
        for name in parted(family, _hong_kong()):
            spoken = {key: doubt for key, doubt in _joined(name).items() if key in surnames}
            if spoken and given:  # such names are written syllable by syllable
                whole = (rest for rest in parted(given, _hong_kong()) if len(rest) == len(given))
                yield from (Reading(spoken, rest) for rest in whole)


def _joined(name: tuple[Options, ...]) -> dict[str, float]:
    """Syllables of a surname as one word."""
    return {"".join(keys): sum(o[k] for o, k in zip(name, keys, strict=True)) for keys in product(*name)}


def characters(text: str, language: str) -> Iterator[Reading]:
    """Readings of a name in characters."""
    plain = simplified(text)
    length = 2 if plain[:2] in _compounds() and len(plain) > 2 else 1
    if len(plain) > length:
        family = dict.fromkeys(_sounds_of(plain[:length], language), 0.0)
        yield Reading(family, tuple(_spoken(letter, language) for letter in plain[length:]))


def _sounds_of(name: str, language: str) -> Iterator[str]:
    return ("".join(sounds) for sounds in product(*(_spoken(letter, language) for letter in name)))


def across(readings: Iterable[Reading]) -> Iterator[Reading]:
    """Cantonese readings as the Mandarin ones that characters usual in names have."""
    families, given = _bridge(surnames=True), _bridge(surnames=False)
    for reading in readings:
        family = _bridged(reading.family, families)
        yield Reading(family, tuple(_bridged(syllable, given) for syllable in reading.given))


def _bridged(options: Options, bridge: dict[str, set[str]]) -> Options:
    found: dict[str, float] = {}
    for key, cost in options.items():
        for other in bridge.get(key, ()):
            found[other] = min(cost + ACROSS, found.get(other, cost + ACROSS))
    return found


@lru_cache(maxsize=1 << 12)
def simplified(text: str) -> str:
    """Characters as one print has them: traditional, simplified and Japanese ones are one."""
    return "".join(_printed().get(letter, letter) for letter in _opencc("t2s").convert(text))


@cache
def _opencc(config: str) -> Any:
    from opencc import OpenCC  # noqa: PLC0415 (seldom needed, and slow to load)

    return OpenCC(config)


@cache
def _printed() -> dict[str, str]:
    rows = table("syllables")["chinese"]["variants"].split()
    return {letter: row[0] for row in rows for letter in row}


@lru_cache(maxsize=1 << 14)
def _spoken(letter: str, language: str) -> dict[str, float]:
    """Sounds of a character, the usual one without doubt."""
    found = _in_mandarin(letter) if language == MANDARIN else _in_cantonese(letter)
    return {sound: OTHER_READING * bool(rank) for rank, sound in reversed(list(enumerate(found)))}


def _in_mandarin(letter: str) -> list[str]:
    from pypinyin import Style, pinyin  # noqa: PLC0415 (seldom needed, and slow to load)

    return list(pinyin(letter, style=Style.NORMAL, heteronym=True, v_to_u=True)[0])


def _in_cantonese(letter: str) -> list[str]:
    written = _opencc("s2t").convert(letter)
    return [sound.rstrip("0123456789") for _, sounds in _jyutping()(written) for sound in sounds or ()]


@cache
@uncollected()
def _jyutping() -> Any:
    from ToJyutping import get_jyutping_candidates  # noqa: PLC0415 (seldom needed, and slow to load)

    return get_jyutping_candidates


@cache
def _compounds() -> frozenset[str]:
    return frozenset(map(simplified, table("syllables")["chinese"]["compounds"].split()))


@cache
@uncollected()
def _families(language: str) -> frozenset[str]:
    """Sounds of all surnames."""
    chinese = table("syllables")["chinese"]
    names = ("".join(chinese["surnames"].split()), chinese["compounds"].split())
    return frozenset(sound for group in names for name in group for sound in _sounds_of(name, language))


@cache
@uncollected()
def _bridge(*, surnames: bool) -> dict[str, set[str]]:
    """Cantonese sound → Mandarin sounds of the characters that have it, of surnames or of usual characters."""
    chinese = table("syllables")["chinese"]
    found: dict[str, set[str]] = {}
    names = [*"".join(chinese["surnames"].split()), *chinese["compounds"].split()] if surnames else _usual()
    for name in names:
        for sound in _sounds_of(name, CANTONESE):
            found.setdefault(sound, set()).update(_sounds_of(name, MANDARIN))
    return found


def _usual() -> Iterator[str]:
    """The 3755 usual characters: the first level of GB 2312, rows 16 to 55."""
    for row, cell in product(range(0xB0, 0xD8), range(0xA1, 0xFF)):
        if letter := bytes((row, cell)).decode("gb2312", errors="ignore"):
            yield letter


@cache
def _pinyin() -> dict[str, dict[str, float]]:
    """Pinyin syllables; ü may be written u, v or yu."""
    return index((sound, spelling, cost) for sound in _syllables() for spelling, cost in _with_umlaut(sound))


def _with_umlaut(sound: str) -> Iterator[tuple[str, float]]:
    yield sound, 0.0
    if "ü" in sound:
        yield from ((sound.replace("ü", other), UNASPIRATED) for other in ("u", "v", "yu"))


@cache
@uncollected()
def _syllables() -> dict[str, str]:
    """Each syllable of Mandarin that has a usual character, in Wade-Giles."""
    from pypinyin import Style, pinyin  # noqa: PLC0415 (seldom needed, and slow to load)

    return {_in_mandarin(letter)[0]: pinyin(letter, style=Style.WADEGILES)[0][0] for letter in _usual()}


@cache
def _wade_giles(*, aspirated: bool) -> dict[str, dict[str, float]]:
    """Wade-Giles; without its apostrophes as well where the name has none, without ü in any case."""
    rows = []
    for sound, written in _syllables().items():
        spelling = written.replace("v", "ü")
        rows += [(sound, spelling, 0.0), (sound, spelling.replace("ü", "u"), UNASPIRATED)]
        if not aspirated and "'" in spelling:
            rows += [(sound, spelling.replace("'", "").replace("ü", u), UNASPIRATED) for u in "üu"]
    return index(rows)


@cache
def _hong_kong() -> dict[str, dict[str, float]]:
    cells = table("syllables")["cantonese"]
    rows = [
        (initial.replace("-", "") + final, a + b, x + y)
        for (initial, first), (final, last) in product(cells["initials"].items(), cells["finals"].items())
        for (a, x), (b, y) in product(spelt(first), spelt(last))
    ]
    return index(
        rows + [(sound, spelling, cost) for sound, cell in cells["whole"].items() for spelling, cost in spelt(cell)]
    )
