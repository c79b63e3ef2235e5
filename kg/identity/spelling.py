"""Two words of names in, how alike they are out: letters of all scripts, and the ways they are spelt in Latin ones.

Law of this file: a likeness is between two words, whoever bears them. The skeleton finds candidates; it is no evidence.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from kg.identity.abjads import readable
from kg.lexicon import table
from kg.lexicon import words as listed

ABJADS = """
ARABIC HEBREW SYRIAC DEVANAGARI BENGALI GUJARATI GURMUKHI TAMIL TELUGU KANNADA MALAYALAM SINHALA THAI MYANMAR KHMER
""".split()
"""Scripts that leave some vowels unwritten, or whose inherent ones a romanisation letter by letter drops."""
SYLLABLES = ("CJK", "HANGUL")
"""Scripts that write a name as syllables without a space."""
SOUNDS = (
    *(
        (r"(?<=[ae])u(?=[bdgklmnrstz])", "v"),
        (r"l[iyj]u", "lu"),
        (r"(?<!^)ousk", "ovsk"),
        (r"ts(?=i[^aeou])", "t"),
        (r"dz(?=[im])", "d"),
    ),
    *((r"t?sch|tsh", "S"), (r"tch|cz|tj", "C"), (r"sz|sh", "S"), (r"dzh|dj|zh", "J"), ("ch", "C")),
    *(("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("bh", "b"), ("ck", "k"), ("x", "ks")),
    *((r"tz|ts", "c"), (r"c(?=[eiy])", "c"), (r"(?<!^)c(?![eiy])", "k"), (r"^c(?![eiy])", "k"), ("q", "k"), ("w", "v")),
    *(("ou|oo", "u"), ("oe", "o"), ("ee", "i"), (r"(?<=[aeiou])[yj](?![aeiou])", "i"), (r"[yij]+$", "i")),
    *((r"^[yj](?=e)", ""), (r"(?<=[^aeiou])[yij]e", "e"), (r"[yij](?=[aeiou])", "i"), ("y", "i")),
    *((r"(?<=[oe])ff$", "v"), (r"h$", ""), (r"(.)\1+", r"\1")),
)
"""Spellings of one sound, in the order in which they are levelled: romanisations of Slavic, Greek and Arabic names."""
KINDS = str.maketrans("SzJcCgkhqwf", "ssssskkkkvv", "aeiouyj'")
"""Consonants by kind: sibilants, gutturals, lip sounds; vowels are left out."""
LEAST_FRAME = 3
MASCULINE = (
    (r"(ov|ev|in|iv)$", r"\1a"),
    (r"(sk|ck)i?i$", r"\1(?:a|aia|aja)"),
    (r"([nlrtkg])i$", r"\1aia"),
    (r"$", "ova"),
    (r"n?$", "ne"),
)
"""Endings of surnames that a woman bears otherwise."""
LOOSE = (str.maketrans("SJCo", "szcu"), str.maketrans("Co", "hu"))
"""What diacritics left out (š, ž, č), "ch" for "kh" and "o" for "u" level besides."""
KOREAN = (
    *(("young|yeong", "yong"), ("hyun|hyeon", "hyon"), ("eo", "o"), ("eu|oo|woo", "u"), ("ee|ui", "i"), ("ae", "e")),
    *(("ung", "ong"), ("g", "k"), ("d", "t"), ("b", "p"), ("j", "ch"), ("r", "l"), ("sh", "s")),
)
"""Romanisations of Korean, levelled."""
LONGEST = 60
"""Letters of a word that are looked at, so that no pattern is long at work on a hostile one."""
SURE_LENGTH = 6
"""Letters from which on two words of one sound are one name: shorter ones have too many neighbours."""
LONG = 9


class Likeness(StrEnum):
    """How alike two words are, the most alike first."""

    IDENTICAL = "identical"
    VARIANT = "variant"  # one name in two languages
    SPELLING = "spelling"  # one sound, two spellings
    CONSONANTS = "consonants"  # all that a script without vowels can tell
    SHORT = "short"  # one sound, but of few letters
    PET = "pet"  # a short form of a given name
    INITIAL = "initial"
    FRAME = "frame"  # the same consonants by kind
    NEAR = "near"  # a letter apart
    GENDERED = "gendered"  # a man's and a woman's form of one surname
    NONE = "none"


ORDER = tuple(Likeness)


def script(text: str) -> str:
    """Script of the first letter, by the name that Unicode gives it ("LATIN"); empty where there is none."""
    letter = next((letter for letter in text if letter.isalpha()), "")
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0] if letter else ""


@lru_cache(maxsize=1 << 16)
def romanised(word: str) -> str:
    """Letters and digits of a word in plain Latin, lower case: "Навальный" → "navalnyy"."""
    plain = re.sub(r"[^a-z0-9]", "", anyascii(word[:LONGEST]).lower())
    if script(word) != "GREEK":
        return plain
    return re.sub(r"^nt", "d", re.sub(r"mp", "b", plain.replace("gg", "ng").replace("gk", "g").replace("oy", "ou")))


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """A romanised word with its spellings levelled: "alexei" and "aleksey" are both "aleksei"."""
    for written, plain in _sounds():
        word = written.sub(plain, word)
    return word


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(written), plain) for written, plain in SOUNDS)


@lru_cache(maxsize=1 << 14)
def _readings(word: str) -> frozenset[str]:
    """How a word may sound, by each other way to read some of its letters."""
    return frozenset({sound(word), *(sound(letters.sub(other, word)) for letters, other in _ways())})


@cache
def _ways() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(row["letters"]), row["sound"]) for row in table("identity")["reading"])


def _one_frame(one: str, other: str) -> bool:
    """Whether two sounds have the same consonants by kind, and vowels to match."""
    if abs(len(one) - len(other)) >= LEAST_FRAME or one[-1:] + other[-1:] in {"ao", "oa"}:
        return False
    forms = ((frame(one), frame(other)), (frame(one.replace("C", "h")), frame(other.replace("C", "h"))))
    return any(a == b and len(a) >= LEAST_FRAME for a, b in forms)


@lru_cache(maxsize=1 << 16)
def frame(heard: str) -> str:
    """Consonants of a sound by kind."""
    return heard.translate(KINDS)


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Consonants of a romanised word, roughly: finds candidates across scripts and languages, proves nothing."""
    bare = re.sub(r"[aeiouyhjw'`]", "", re.sub(r"ph|w|f", "v", word.replace("x", "ks")))
    bare = re.sub(r"(.)\1+", r"\1", bare.translate(str.maketrans("cqgdz", "kkkts")))
    return bare or word[:1]


@lru_cache(maxsize=1 << 18)
def likeness(one: str, other: str, *, unvowelled: bool = False) -> Likeness:
    """How alike two romanised words are; ``unvowelled`` where ``one`` comes from a script without vowels."""
    if one == other:
        return Likeness.IDENTICAL
    if min(len(one), len(other)) == 1:
        return Likeness.INITIAL if _letter(one) == _letter(other) else Likeness.NONE
    if _rows("variants", one) & _rows("variants", other):
        return Likeness.VARIANT
    if unvowelled:
        return Likeness.CONSONANTS if readable(one, other) else Likeness.NONE
    return Likeness.PET if _rows("pets", one) & _rows("pets", other) else _by_sound(one, other)


def _by_sound(one: str, other: str) -> Likeness:
    heard, told = sound(one), sound(other)
    if heard == told:
        return Likeness.SPELLING if max(len(one), len(other)) >= SURE_LENGTH else Likeness.SHORT
    if gendered(heard, told) or gendered(told, heard):
        return Likeness.GENDERED
    if min(len(one), len(other)) >= SURE_LENGTH - 1 and _read_alike(one, other):
        return Likeness.SHORT
    return Likeness.NONE if _is_name(one) and _is_name(other) else _roughly(heard, told)


def _read_alike(one: str, other: str) -> bool:
    """Whether two words are one sound where letters are read in another way."""
    levelled = any(sound(one).translate(loose) == sound(other).translate(loose) for loose in LOOSE)
    return levelled or not _readings(one).isdisjoint(_readings(other))


def _roughly(heard: str, told: str) -> Likeness:
    if _one_frame(heard, told):
        return Likeness.FRAME
    least, apart = min(len(heard), len(told)), Levenshtein.distance(heard, told, score_cutoff=2)
    near = _letter(heard) == _letter(told) and heard[-1:] + told[-1:] not in {"ao", "oa"}
    return Likeness.NEAR if near and (apart == 1 <= least - 4 or apart == 2 <= least - LONG + 2) else Likeness.NONE


@lru_cache(maxsize=1 << 14)
def korean(word: str, *, hangul: bool = False) -> str:
    """A romanised Korean given name with its spellings levelled: "jeongeun" and "jongun" are both "chonkun"."""
    for written, plain in KOREAN:
        word = re.sub(written, plain, word)
    return word.replace("u", "o") if hangul else word


def _is_name(word: str) -> bool:
    """Whether a romanised word is listed as a given name: another one than those that it is no variant of."""
    known = word in listed("given_names", "male") or word in listed("given_names", "female")
    return known or bool(_rows("variants", word) or _rows("pets", word))


def gendered(man: str, woman: str) -> bool:
    """Whether two words, as sounds, are a man's and a woman's form of one surname: "ivanov", "ivanova"."""
    if woman == f"{man}a":
        return True
    return any(re.search(his, man) and re.fullmatch(re.sub(his, hers, man, count=1), woman) for his, hers in MASCULINE)


def _letter(word: str) -> str:
    """First letter, where those that spell one sound are one: Y., J. and I."""
    first = word[0] if word[:2] not in {"ye", "yu", "ya"} else "y"
    return {"j": "i", "y": "i", "c": "k", "q": "k", "g": "k", "w": "v"}.get(first, first)


@lru_cache(maxsize=1 << 15)
def _rows(key: str, word: str) -> frozenset[int]:
    heard = sound(word) if len(word) >= SURE_LENGTH else word
    return _listed(key).get(word, frozenset()) | _listed(key).get(heard, frozenset())


@cache
def _listed(key: str) -> dict[str, frozenset[int]]:
    """Row numbers of each name, as written and as it sounds."""
    found: dict[str, frozenset[int]] = {}
    for number, line in enumerate(table("identity")[key].strip().splitlines()):
        for word in {form for name in line.split() for form in (name, sound(name)) if form == name or len(form) > 2}:
            found[word] = found.get(word, frozenset()) | {number}
    return found


@lru_cache(maxsize=1 << 16)
def names_of(word: str) -> frozenset[str]:
    """Marks of the given names that a romanised word is a variant or a short form of."""
    return frozenset({f"={row}" for row in _rows("variants", word)} | {f"~{row}" for row in _rows("pets", word)})
