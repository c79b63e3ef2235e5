"""A person's name as written in, its parts out: words in order, initials, particles, patronymic, titles, other names.

Law of this file: it knows how names are made in many traditions, and who nobody is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache, lru_cache

from kg.gazetteer import place, state_of_demonym
from kg.identity.offices import office
from kg.identity.spelling import ABJADS, LONGEST, SYLLABLES, romanised, script, sound
from kg.lexicon import words as listed

BRACKETS = re.compile(r"[(\[\u201c\u201e\"«]([^()\[\]\u201c\u201d\"«»]{2,40})[)\]\u201d\"»]")
MOST = 40
"""Words of a name, titles and other names among them, that are looked at."""
ALIAS = re.compile(r",?\s+(?:better known as|known as|also called|alias|a\.k\.a\.|aka|nom de guerre)\s+")
DOTTED = re.compile(r"(?:[^\W\d_]\.-?){1,4}[^\W\d_]?\.?")
SLAVIC = re.compile(r"(.{2,}?)(?:[ieaoy]*[oea]?vi[Cc]|[oeai]*vi[Cc]|i[Cc]|[oei]*vna|i[Cc]na|inic?na)")
WOMAN = re.compile(r".*(?:vna|i[Cc]na)")
SERVANT = re.compile(r"ab[dt][aeiou]?(?:l|([rsnzdt])(?=\1))?(?=.{3})")
GLUED = re.compile(r"(?:El|Al|Ash|As|Ad|An|Ar|Es)(?=[A-Z][a-z]{2})")
ALONE = re.compile(r"abd|ab[dt][aeiou][lrsnzd]?")
"""Words before a name of God: with it they are one name."""
FAITH = re.compile(r"(?<=.{3})(?:[aeiou]*[ld]?)d+i+ne?$|(?<=.{3})[aeu](?:l|d)d[iye]+ne?$")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a name, in plain Latin letters: ``bare`` without the particle or article before it.

    ``father`` after "bin" or "ibn"; ``kunya`` after "abu" or "umm"; ``abjad`` where vowels were not written.
    """

    text: str
    bare: str
    particle: str = ""
    father: bool = False
    kunya: bool = False
    abjad: bool = False

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
    ``others`` are further names in brackets or quotation marks.
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

    @property
    def joined(self) -> str:
        """All words as one."""
        return "".join(word.whole for word in self.words)


@lru_cache(maxsize=1 << 17)  # the same names come again and again
def name(text: str) -> Name:
    """Parse a person's name."""
    text, *called = ALIAS.split(" ".join(text.split()[:MOST]))
    others = tuple(found.strip() for found in (*BRACKETS.findall(text), *called) if found.strip())
    titles, plain, turned = _untitled(" ".join(BRACKETS.sub(" ", text).split()) or text)
    tokens, suffix = _unsuffixed(plain)
    words, eastern = _words(tokens)
    if len(words) > 1 and not words[0].initial and all(word.initial for word in words[1:]):
        words = (*words[1:], words[0])
    words, patronymic, gender = _without_patronymic(words)
    told = office(titles)
    family = len(words) - 1 if turned or _shouted(tokens) else None
    if _shouted(tokens) and not turned and tokens[0].isupper():
        words = (*words[1:], words[0])
    named = _gender(titles) or gender
    return Name(text, words, family, patronymic, suffix, named, told.titles, told.states, others, eastern)


def _untitled(text: str) -> tuple[str, str, bool]:
    """Title, name and whether the surname stood first with a comma: "NAVALNY, Alexei"."""
    family, comma, given = text.partition(",")
    turned = (
        bool(comma)
        and bool(given.strip())
        and romanised(given.strip().rstrip("."))
        not in listed("identity", "suffixes") | listed("identity", "letters_after")
    )
    words = (f"{given} {family}" if turned else text.replace(",", " ")).split()
    at = 0
    while at < len(words) - 1 and _is_title(words[at]):
        at += 1
    return " ".join(words[:at]), " ".join(words[at:]), turned


def _is_title(word: str) -> bool:
    low = word.lower().rstrip(".")
    if low in listed("titles", "honorifics") and word[:1].isupper():
        return True
    known = listed("titles", "titles") | listed("titles", "unstopped") | listed("titles", "modifiers")
    told = state_of_demonym(word) or (place(word) if "." in word else None)
    return bool(told) or not {low, romanised(word)}.isdisjoint(known | listed("identity", "address"))


def _unsuffixed(text: str) -> tuple[list[str], str]:
    tokens, suffix = text.split(), ""
    while len(tokens) > 1:
        last = romanised(tokens[-1])
        if last in listed("identity", "letters_after"):
            tokens.pop()
        elif last in listed("identity", "suffixes") and not suffix:
            suffix = {
                "junior": "jr",
                "senior": "sr",
                "younger": "jr",
                "elder": "sr",
                "filho": "jr",
                "hijo": "jr",
                "fo": "jr",
                "fils": "jr",
            }.get(last, last)
            tokens.pop()
            if len(tokens) > 1 and tokens[-1].lower() == "the":
                tokens.pop()
        else:
            break
    return tokens, suffix


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
        if at < len(split) - 1 and (ALONE.fullmatch(low) or (low == "bd" and script(token) in ABJADS)):
            before.append("abd")
            continue
        if at < len(split) - 1 and (low in _particles() and (found or before or low in listed("identity", "leading"))):
            before.append(low)
            continue
        found.append(_word(token, low, before))
        before = []
    ends = {found[0].bare, found[-1].bare} if len(found) > 1 else set()
    eastern = script("".join(tokens)) in SYLLABLES or not ends.isdisjoint(listed("identity", "eastern"))
    return tuple(found), eastern


def _split(token: str) -> list[str]:
    """A token as words: initials apart, an article from its noun, syllables of a name without spaces as two words."""
    if script(token) in SYLLABLES and len(token) > 1:
        return [token[:1], token[1:]]
    if glued := GLUED.match(token):
        return [glued[0], token[glued.end() :]]
    if DOTTED.fullmatch(token) and (len(token) > 2 or token.endswith(".")):
        return [letter for letter in token if letter.isalpha()]
    first, hyphen, rest = token.replace("\u2019", "'").partition("-")
    if (
        hyphen
        and len(first) > 2
        and rest[:1].isalpha()
        and not rest[:1].islower()
        and romanised(first) not in _particles()
    ):
        return [first, *_split(rest)]
    if hyphen and romanised(first) in _particles() and rest:
        return [first, *_split(rest)]
    return [token]


@cache
def _particles() -> frozenset[str]:
    lists = ("particles", "articles", "fathers", "kunyas")
    return frozenset().union(*(listed("identity", key) for key in lists))


def _word(token: str, low: str, before: list[str]) -> Word:
    father = bool(listed("identity", "fathers").intersection(before))
    kunya = bool(listed("identity", "kunyas").intersection(before))
    abjad = script(token) in ABJADS
    if abjad and low.startswith("l") and len(low) > 3:
        low, before = low[1:], [*before, "al"]
    if "abd" in before or low.startswith("abd"):
        low = f"abd{low}" if "abd" in before else SERVANT.sub("abd", low)
        return Word(token, low, "", father, kunya, abjad)
    low = FAITH.sub("din", low)
    articles = listed("identity", "articles")
    if kunya:
        return Word(token, f"{'um' if before[0].startswith(('u', 'o')) else 'abu'}{low}", "", father, kunya, abjad)
    return Word(token, low, "".join("al" if p in articles else p for p in before), father, kunya, abjad)


def _without_patronymic(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], str, str]:
    """Words without the father's name, that name, and the gender it tells; a surname first is put last."""
    if len(words) < 3:
        return words, "", ""
    for at in (1, 2) if len(words) == 3 else (1,):
        found = SLAVIC.fullmatch(sound(words[at].bare))
        if found and not words[at].particle:
            rest = (*words[:at], *words[at + 1 :])
            turned = (*rest[1:], rest[0]) if at == 2 else rest
            return turned, words[at].bare, "f" if WOMAN.fullmatch(sound(words[at].bare)) else "m"
    return words, "", ""


def _gender(titles: str) -> str:
    words = {word.lower().rstrip(".") for word in titles.split()}
    if words & listed("identity", "his_address"):
        return "m"
    return "f" if words & listed("identity", "her_address") else ""


def stem(patronymic: str) -> str:
    """Father's name inside a patronymic, as it sounds."""
    found = SLAVIC.fullmatch(sound(patronymic))
    return found[1] if found else sound(patronymic)
