"""Two words of names in, how alike they are out: letters of all scripts, and the ways they are spelt in Latin ones.

Law of this file: a likeness is between two words, whoever bears them. The skeleton finds candidates; it is no evidence.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import cache, lru_cache
from math import inf

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from kg.identity.abjads import readable, rewritten
from kg.identity.respelling import doubt, limits
from kg.lexicon import table
from kg.lexicon import words as listed

SCHWA = str.maketrans("Əə", "Aa")
"""Azerbaijani letters for a sound that most spell with a."""
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
    *((r"(?<=[oe])ff$", "v"), (r"(?<=[aeo])h$", ""), (r"(.)\1+", r"\1")),
)
"""Spellings of one sound, in the order in which they are levelled: romanisations of Slavic, Greek and Arabic names."""
HERS = {"ski": ("ska", "skaia", "skaja"), "skii": ("ska", "skaia"), "cki": ("cka", "ckaia")}
"""How surnames that a man bears so end for a woman, as they sound; others put "a" or "ova" behind."""
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
    SHORT = "short"  # one sound, by a doubtful spelling
    PET = "pet"  # a short form of a given name
    INITIAL = "initial"
    FRAME = "frame"  # perhaps one sound: several doubtful spellings
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
    word, written_in = word[:LONGEST], script(word)
    if (own := rewritten(word, written_in)) is not None:
        return re.sub(r"[^A-Za-z0-9']|^'", "", anyascii(own))
    plain = re.sub(r"[^a-z0-9]", "", anyascii(word.translate(SCHWA)).lower())
    if written_in != "GREEK":
        return plain
    plain = re.sub(r"([ae])y(?=th|[kxpstf]|ch)", r"\1f", plain.replace("oy", "ou"))
    plain = re.sub(r"([ae])y(?=[aeioubgdzlmnr])", r"\1v", plain)
    return re.sub(r"^nt", "d", plain.replace("mp", "b").replace("gg", "ng").replace("gk", "g"))


@lru_cache(maxsize=1 << 16)
def sounded(word: str) -> str:
    """A Latin word with letters spelt out whose marks plain Latin would strip: "Şükrü" → "shukru"; or empty."""
    if word.isascii() or script(word) != "LATIN":
        return ""
    spelt = unicodedata.normalize("NFC", word[:LONGEST]).lower()
    for marked, letters in table("respellings")["marked"].items():
        spelt = spelt.replace(marked, letters)
    return romanised(spelt)


@lru_cache(maxsize=1 << 16)
def sound(word: str) -> str:
    """A romanised word with its spellings levelled: "alexei" and "aleksey" are both "aleksei"."""
    for written, plain in _sounds():
        word = written.sub(plain, word)
    return word


@cache
def _sounds() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(written), plain) for written, plain in SOUNDS)


@lru_cache(maxsize=1 << 16)
def skeleton(word: str) -> str:
    """Consonants of a romanised word, roughly: finds candidates across scripts and languages, proves nothing."""
    bare = re.sub(r"[aeiouyhjw'`]", "", re.sub(r"ph|w|f", "v", word.replace("x", "ks")))
    bare = re.sub(r"(.)\1+", r"\1", bare.translate(str.maketrans("cqgdz", "kkkts")))
    return bare or word[:1]


@lru_cache(maxsize=1 << 18)
def likeness(one: str, other: str, *, unvowelled: str = "") -> Likeness:
    """How alike two romanised words are.

    ``unvowelled`` is the table of the script that ``one`` comes from, where that leaves vowels out.
    """
    if one == other:
        return Likeness.IDENTICAL
    if min(len(one), len(other)) == 1:
        return Likeness.INITIAL if _letter(one) == _letter(other) else Likeness.NONE
    if any(_rows(key, one) & _rows(key, other) for key in ("variants", "families")):
        return Likeness.VARIANT
    if unvowelled:
        alike = any(readable(one, form, unvowelled) for form in (other, *_kin(other)))
        return Likeness.CONSONANTS if alike else Likeness.NONE
    return Likeness.PET if _rows("pets", one) & _rows("pets", other) else _by_sound(one, other)


def _by_sound(one: str, other: str) -> Likeness:
    heard, told = sound(one), sound(other)
    if heard == told and max(len(one), len(other)) >= SURE_LENGTH:
        return Likeness.SPELLING
    if gendered(heard, told) or gendered(told, heard):
        return Likeness.GENDERED
    doubtful, most = inf if _far(heard, told) else doubt(one, other), limits()
    if doubtful > most["plain"] and is_name(one) and is_name(other):
        return Likeness.NONE
    tiers = ((Likeness.SPELLING, "sure"), (Likeness.SHORT, "likely"), (Likeness.FRAME, "possible"))
    return next((alike for alike, limit in tiers if doubtful <= most[limit]), None) or _misprinted(heard, told)


def _far(heard: str, told: str) -> bool:
    """Whether two sounds are so far apart that no respelling brings them together."""
    most = 3 + max(len(heard), len(told)) // 3
    return Levenshtein.distance(heard, told, score_cutoff=most) > most


def _misprinted(heard: str, told: str) -> Likeness:
    """Whether two sounds are a letter apart, or two in long words."""
    least, apart = min(len(heard), len(told)), Levenshtein.distance(heard, told, score_cutoff=2)
    near = _letter(heard) == _letter(told) and heard[-1:] + told[-1:] not in {"ao", "oa"}
    return Likeness.NEAR if near and (apart == 1 <= least - 4 or apart == 2 <= least - LONG + 2) else Likeness.NONE


def is_name(word: str) -> bool:
    """Whether a romanised word is listed as a given name: another one than those that it is no variant of."""
    known = word in listed("given_names", "male") or word in listed("given_names", "female")
    return known or any(_rows(key, word) for key in ("variants", "given", "pets"))


def is_another(one: str, other: str, latin: str) -> bool:
    """Whether a word, one of two as written, is listed in its own script as another name than a Latin one."""
    told = table("person_names")["native"].get(one) or table("person_names")["native"].get(other)
    return told is not None and is_name(latin) and likeness(told, latin) in {Likeness.NONE, Likeness.NEAR}


def gendered(man: str, woman: str) -> bool:
    """Whether two words, as sounds, are a man's and a woman's form of one surname: "ivanov", "ivanova"."""
    if woman in {f"{man}a", f"{man}ova"} or (woman == f"{man[:-1]}aia" and man[-2:-1] in "nlrtkg" and man[-1:] == "i"):
        return True
    return any(
        woman == man.removesuffix(his) + hers for his, all_ in HERS.items() for hers in all_ if man.endswith(his)
    )


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
    for number, line in enumerate(table("person_names")[key].strip().splitlines()):
        for word in {form for name in line.split() for form in (name, sound(name)) if form == name or len(form) > 2}:
            found[word] = found.get(word, frozenset()) | {number}
    return found


@lru_cache(maxsize=1 << 14)
def _kin(word: str) -> tuple[str, ...]:
    """Names listed with one that have other consonants: spellings of the same ones can be read without the list."""
    rows = [(key, row) for key in ("variants", "families") for row in _rows(key, word)]
    lines = {key: table("person_names")[key].strip().splitlines() for key, _ in rows}
    forms = {form for key, row in rows for form in lines[key][row].split()}
    return tuple(sorted(form for form in forms if skeleton(form) != skeleton(word)))


@lru_cache(maxsize=1 << 16)
def names_of(word: str) -> frozenset[str]:
    """Marks of the names that a romanised word is a variant or a short form of."""
    marks = {"=": "variants", "~": "pets", "+": "families"}
    return frozenset(f"{mark}{row}" for mark, key in marks.items() for row in _rows(key, word))
