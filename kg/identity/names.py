"""A person's name as written in, its parts out: words in order, initials, particles, patronymic, titles, other names.

Law of this file: it knows how names are made in many traditions, and who nobody is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.identity.abjads import abjad
from kg.identity.offices import office
from kg.identity.spelling import LONGEST, SYLLABLES, romanised, script, sound
from kg.identity.titles import bare, is_burmese
from kg.lexicon import table
from kg.lexicon import words as listed

ROMAJI = re.compile(
    r"(?:(?:[kgsztdnhbpmyrwjf]|sh|ch|ts|[kgnhbpmr]y)?[aiueo]+h?|n(?![aiueo])|m(?=[bpm])|[kstp](?=[kstpc]))+"
)
"""A word of Japanese in Latin letters."""
JOINER = "\u200c"
"""What Persian puts between parts of one word."""

MOST = 40
"""Words of a name, titles and other names among them, that are looked at."""
DOTTED = re.compile(r"(?:[^\W\d_]\.-?){1,4}[^\W\d_]?\.?")
SLAVIC = re.compile(r"(.{2,}?)(?:[ieaoy]*[oea]?vi[Cc]|[oeai]*vi[Cc]|i[Cc]|[oei]*vna|i[Cc]na|inic?na)")
WOMAN = re.compile(r".*(?:vna|i[Cc]na)")
SERVANT = re.compile(r"ab[dt](?:ou|[aeiou])?(?:l|([rsnzdt])(?=\1))?(?=.{3})")
GLUED = re.compile(r"(?:El|Al|Ash|As|Ad|An|Ar|Es)(?=[A-Z][a-z]{2})|عبد(?=..)")
"""An article, or "servant of", written as one word with what follows it."""
ALONE = re.compile(r"abd|ab[dt](?:ou|[aeou])[lrsnzd]?|ab[dt]i[lrsnzd]")
"""Words before a name of God: with it they are one name."""
FAITH = re.compile(r"(?<=.{3})(?:[aeiou]*[ld]?)d+i+ne?$|(?<=.{3})[aeu](?:l|d)d[iye]+ne?$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name, in plain Latin letters: ``bare`` without the particle or article before it.

    ``father`` after "bin" or "ibn"; ``kunya`` after "abu" or "umm"; ``abjad`` is the table of
    a script whose vowels were not written.
    """

    text: str
    bare: str
    particle: str = ""
    father: bool = False
    kunya: bool = False
    abjad: str = ""

    @property
    def whole(self) -> str:
        """The word with what stands before it."""
        return self.particle + self.bare

    @property
    def initial(self) -> bool:
        """Whether it is a single letter."""
        return len(self.bare) == 1


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name in parts; ``family`` is the place of the surname among the words, None where it is not told.

    ``patronymic`` is the father's name inside it; ``suffix`` "jr", "sr" or a number; ``gender`` "m", "f" or empty;
    ``others`` are further names in brackets or quotation marks;
    ``tokens`` the words as written, in the order written; ``tones`` the marks of a
    Vietnamese name, word by word; ``address`` the Burmese form of address; ``nameless`` tells a Burmese name, which has
    no surname.
    """

    text: str
    words: tuple[Word, ...]
    family: int | None = None
    patronymic: str = ""
    suffix: str = ""
    gender: str = ""
    offices: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    others: tuple[str, ...] = field(default=())
    eastern: bool = False
    tokens: tuple[str, ...] = field(default=())
    tones: tuple[str, ...] = field(default=())
    address: str = ""
    nameless: bool = False

    @property
    def joined(self) -> str:
        """All words as one."""
        return "".join(word.whole for word in self.words)


@lru_cache(maxsize=1 << 17)  # the same names come again and again
def name(text: str) -> Name:
    """Parse a person's name."""
    told = bare(" ".join(text.replace(JOINER, "-").split()[:MOST]))
    tokens = [spelt for token in told.words for spelt in _spelt_out(token)]
    words, eastern = _words(tokens)
    if len(words) > 1 and not words[0].initial and all(word.initial for word in words[1:]):
        words = (*words[1:], words[0])
    words, patronymic, gender = _without_patronymic(words, " ".join(tokens))
    titles, nameless = office(" ".join(told.titles)), is_burmese([word.bare for word in words], least=2)
    family = len(words) - 1 if told.turned or _shouted(tokens) else None
    if _shouted(tokens) and not told.turned and tokens[0].isupper():
        words = (*words[1:], words[0])
    return Name(
        text,
        words,
        family,
        patronymic,
        told.suffix,
        _gender(told.titles) or gender,
        titles.titles,
        titles.states,
        told.others,
        (eastern and not nameless) or _is_japanese(words),
        told.words,
        _tones(tokens) if eastern else (),
        _burmese_address(told.titles),
        nameless,
    )


def _burmese_address(titles: tuple[str, ...]) -> str:
    found = (romanised(title) for title in titles)
    return next((title for title in found if title in listed("person_names", "burmese_address")), "")


def _is_japanese(words: tuple[Word, ...]) -> bool:
    """Whether two words are a surname and a given name of Japan, in either order."""
    if len(words) != 2 or not all(ROMAJI.fullmatch(word.whole) for word in words):
        return False
    known, ends = listed("person_names", "japanese"), tuple(listed("person_names", "japanese_ends"))
    return any(word.whole in known or (len(word.whole) > 4 and word.whole.endswith(ends)) for word in words)


def _tones(tokens: Iterable[str]) -> tuple[str, ...]:
    """Marks of each word, sorted, for Vietnamese sets them on one letter or another; () where hardly any is written."""
    plain = [unicodedata.normalize("NFD", token).casefold() for token in tokens]
    marks = tuple("".join(sorted(c for c in token if unicodedata.combining(c) or c == "\u0111")) for token in plain)
    return marks if sum(map(bool, marks)) > 1 else ()


def _spelt_out(token: str) -> tuple[str, ...]:
    """A token with its abbreviation spelt out: "Md.", "G/Mariam"."""
    if whole := table("person_names")["abbreviated"].get(token.lower()):
        return (whole.capitalize(),)
    letter, stroke, rest = token.partition("/")
    if stroke and rest and (first := table("person_names")["stroked"].get(letter.lower())):
        return (f"{first.capitalize()}-{rest}",)
    return (token,)


def _shouted(tokens: list[str]) -> bool:
    """Whether just the first or the last word is in capitals, as surnames are in lists."""
    loud = [token.isupper() and len(romanised(token)) > 2 for token in tokens]
    return len(tokens) > 1 and sum(loud) == 1 and (loud[0] or loud[-1]) and script(tokens[0]) not in SYLLABLES


def _words(tokens: list[str]) -> tuple[tuple[Word, ...], bool]:
    """Words with their particles, and whether the surname stands first by the script or by what it is."""
    split = [part for token in tokens for part in _split(token[:LONGEST])]
    found: list[Word] = []
    before: list[str] = []
    for at, token in enumerate(split):
        low = romanised(token)
        if not low:
            continue
        if at < len(split) - 1 and token in listed("person_names", "native_kunyas"):
            before.append("um" if token.endswith("\u0645") else "abu")
            continue
        if at < len(split) - 1 and (ALONE.fullmatch(low) or (low == "bd" and abjad(script(token)) == "semitic")):
            before.append("abd")
            continue
        initial = len(low) == 1 and token.isupper()
        begun = found or before or low in listed("person_names", "leading")
        if at < len(split) - 1 and not initial and low in _particles() and begun:
            before.append(low)
            continue
        found.append(_word(token, low, before))
        before = []
    ends = {found[0].bare, found[-1].bare} if len(found) > 1 else set()
    eastern = script("".join(tokens)) in SYLLABLES or not ends.isdisjoint(listed("person_names", "eastern"))
    return tuple(found), eastern


def _split(token: str) -> list[str]:
    """A token as words: initials apart, an article from its noun, syllables of a name without spaces as two words."""
    if script(token) in SYLLABLES and len(token) > 1:
        return [token[:1], token[1:]]
    if glued := GLUED.match(token):
        return [glued[0], token[glued.end() :].strip("-")]
    if DOTTED.fullmatch(token) and (len(token) > 2 or token.endswith(".")):
        return [letter for letter in token if letter.isalpha()]
    first, hyphen, rest = token.replace("\u2019", "'").partition("-")
    double = len(first) > 2 and rest[:1].isalpha() and not rest[:1].islower()
    parted = hyphen and rest and (double or romanised(first) in _particles())
    return [first, *_split(rest)] if parted else [token]


@cache
def _particles() -> frozenset[str]:
    lists = ("particles", "articles", "fathers", "kunyas")
    return frozenset().union(*(listed("person_names", key) for key in lists))


def _word(token: str, low: str, before: list[str]) -> Word:
    father = bool(listed("person_names", "fathers").intersection(before))
    kunya = bool(listed("person_names", "kunyas").intersection(before))
    written = abjad(script(token))
    if written == "semitic" and low.startswith("Al") and len(low) > (3 if "abd" in before else 4):
        low, before = low[2:], [*before, "al"]
    if "abd" in before or low.startswith("abd"):
        low = f"abd{low}" if "abd" in before else SERVANT.sub("abd", low)
        return Word(token, low, "", father, kunya, written)
    low = FAITH.sub("din", low)
    articles = listed("person_names", "articles")
    if kunya:
        return Word(token, f"{'um' if before[0].startswith(('u', 'o')) else 'abu'}{low}", "", father, kunya, written)
    return Word(token, low, "".join("al" if p in articles else p for p in before), father, kunya, written)


def _without_patronymic(words: tuple[Word, ...], written: str) -> tuple[tuple[Word, ...], str, str]:
    """Words without the father's name, that name, and the gender it tells; a surname first is put last."""
    if len(words) < 3:
        return words, "", ""
    for at in (1, 2) if len(words) == 3 else (1,):
        found = SLAVIC.fullmatch(sound(words[at].bare))
        if found and not words[at].particle and not _hyphenated(words[at].text, written):
            rest = (*words[:at], *words[at + 1 :])
            turned = (*rest[1:], rest[0]) if at == 2 else rest
            return turned, words[at].bare, "f" if WOMAN.fullmatch(sound(words[at].bare)) else "m"
    return words, "", ""


def _hyphenated(word: str, written: str) -> bool:
    return f"{word}-" in written or f"-{word}" in written


def _gender(titles: Iterable[str]) -> str:
    words = {word.lower().rstrip(".") for word in titles}
    if words & listed("person_names", "his_address"):
        return "m"
    return "f" if words & listed("person_names", "her_address") else ""


def stem(patronymic: str) -> str:
    """Father's name inside a patronymic, as it sounds."""
    found = SLAVIC.fullmatch(sound(patronymic))
    return found[1] if found else sound(patronymic)
