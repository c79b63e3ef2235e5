"""Names of one document in, who is who out: surname, first name, letters, spelling variants of one referent.

Law of this file: a shorter name joins a longer one only where one longer name fits; else it stays by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise, takewhile

from kg.gazetteer import metonym, place, state_of_demonym
from kg.iris import folded
from kg.language.joints import is_head
from kg.language.peoples import derives
from kg.language.polities import Name
from kg.lexicon import words as listed
from kg.model import MentionType

BODIES = {MentionType.ORGANISATION, MentionType.STATE_BODY, MentionType.MEDIA, MentionType.GROUP}
GOVERNMENT = listed("names", "governments")
OWNER = re.compile(r"(?<=\w)['\u2019]s(?= [a-z])")
"""What makes a state own a body: "Velmia's army" is the Velmia army."""
SPELLINGS = (
    ("x", "ks"),
    ("kh", "h"),
    ("ph", "f"),
    ("ck", "k"),
    ("ee", "i"),
    ("ou", "u"),
    ("oo", "u"),
    ("y", "i"),
    ("j", "i"),
    ("w", "v"),
    ("q", "k"),
)


@dataclass(slots=True)
class Referent:
    """Who or what some names mean, with the names as words; ``principal`` is the fullest."""

    family: str
    names: list[tuple[str, ...]] = field(default_factory=list)
    mentions: list[Name] = field(default_factory=list)

    @property
    def principal(self) -> str:
        """The name with most words, the first among equals; of abbreviation and full name the full one."""
        texts = [name.selector.exact for name in self.mentions]
        return " ".join(max(texts, key=lambda text: (len(folded(text).split("-")), len(text) > 6)).split())


def referents(names: Sequence[Name], text: str) -> list[Referent]:
    """Find the referents of a document's names, in order of first mention."""
    found: list[Referent] = []
    introduced = _introduced(names, text)
    keys = [(_family(name.type), _key(name)) for name in names]
    distinct = dict(zip(reversed(keys), reversed(names), strict=True))
    order = sorted(distinct.items(), key=lambda item: (-len(item[0][1]), item[1]))
    for (family, key), _ in order:
        host = _host(family, key, found, introduced)
        host.names.append(key)
    owners = {(referent.family, key): referent for referent in reversed(found) for key in referent.names}
    for name, family_and_key in zip(names, keys, strict=True):
        owners[family_and_key].mentions.append(name)
    return sorted(found, key=lambda referent: referent.mentions[0])


def _family(named: MentionType) -> str:
    if named in BODIES:
        return "body"
    return {MentionType.PERSON: "person", MentionType.PLACE_ACTOR: "polity"}.get(named, "place")


def _key(name: Name) -> tuple[str, ...]:
    """Words of a name for comparison; states by their principal name, a state's government by the state."""
    text = OWNER.sub(" ", name.selector.exact)
    known = place(text)
    if name.type in {MentionType.PLACE, MentionType.PLACE_ACTOR} and known and not metonym(text):
        return tuple(folded(known.name).split("-"))
    first, _, last = text.rpartition(" ")
    if name.type is MentionType.STATE_BODY and last in GOVERNMENT:
        seat = place(first)
        return ("government", *folded(state_of_demonym(first) or (seat.name if seat else first)).split("-"))
    if re.fullmatch(r"(?:[A-Z]\.)+[A-Z]?\.?", text):
        return (folded(text).replace("-", ""),)
    return tuple(folded(text).split("-"))


def _host(
    family: str, key: tuple[str, ...], found: list[Referent], introduced: dict[tuple[str, ...], tuple[str, ...]]
) -> Referent:
    """One referent that a name can belong to, else a new one."""
    fitting = [
        r for r in found if r.family == family and any(_fits(family, key, other, introduced) for other in r.names)
    ]
    if len(fitting) > 1:
        fitting = [r for r in fitting if any(same_word(key[-1], other[-1]) for other in r.names)] or fitting
    if len(fitting) == 1:
        return fitting[0]
    found.append(Referent(family))
    return found[-1]


def _fits(
    family: str, short: tuple[str, ...], long: tuple[str, ...], introduced: dict[tuple[str, ...], tuple[str, ...]]
) -> bool:
    if family == "person":
        called = len(short) == 1 and len(long) > 1 and introduced.get(short) == long  # "Ana Orlova (Tiger)"
        return called or is_person_variant(short, long)
    return family == "body" and (introduced.get(short) == long or is_body_variant(short, long))


def is_person_variant(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether each word of the shorter name is one of the longer's, in any order, spelling aside."""
    bare = [word for word in short if len(word) > 1] or list(short)
    return len(short) <= len(long) and all(any(same_word(word, other) for other in long) for word in bare)


def is_body_variant(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a body's shorter name is the letters, the beginning, or first-and-last words of the longer."""
    if len(short) >= len(long):
        return False
    if len(short) == 1 and (short[0] in letters_of(long) or abbreviates(short[0], long)):
        return True
    begins = long[: len(short)] == short
    ends = long[-len(short) :] == short and (len(short) > 1 or is_head(short[0]))
    inside = len(short) > 1 and (short[0], short[-1]) == (long[0], long[-1]) and set(short) <= set(long)
    return begins or ends or inside


def abbreviates(short: str, words: tuple[str, ...]) -> bool:
    """Whether a word of four letters or more is made of the beginnings of all words, in their order: "Cosatu"."""
    if len(short) < 4 or len(words) < 3 or short[0] != words[0][0]:
        return False
    own = tuple(word for word in words if word not in SMALL_WORDS and word != "s")
    return 1 < len(own) <= len(short) and _begun(short, own)


def _begun(short: str, words: tuple[str, ...]) -> bool:
    """Whether letters are the beginnings, of three letters at most, of words in their order."""
    if not words or not short:
        return not words and not short
    head, rest = words[0], words[1:]
    return any(short.startswith(head[:size]) and _begun(short[size:], rest) for size in (1, 2, 3) if len(head) >= size)


SMALL_WORDS = listed("names", "body_joiners") | listed("names", "foreign_small") | {"and", "the"}


def letters_of(words: tuple[str, ...]) -> set[str]:
    """Abbreviations a name may have: initials with and without its small words, or those before the first of these."""
    words = tuple(word for word in words if word != "s")  # of "People's"
    small = SMALL_WORDS
    head = "".join(w[0] for w in takewhile(lambda w: w not in small, words))
    return {
        "".join(w[0] for w in words),
        "".join(w[0] for w in words if w not in small),
        *([head] if len(head) > 2 else []),
    }


def _introduced(names: Sequence[Name], text: str) -> dict[tuple[str, ...], tuple[str, ...]]:
    """Short names given in brackets after the long one: "Harbour Workers' League (HWL)"."""
    return {
        _key(short): _key(long)
        for long, short in pairwise(names)
        if re.fullmatch(r"['\u2019]?s?\s*\(\s*(?:the\s+)?[\"“\u2018]?", text[long.selector.end : short.selector.start])
        and text[short.selector.end : short.selector.end + 2].lstrip('"”\u2019')[:1] in {")", ","}
    }


def same_word(one: str, other: str) -> bool:
    """Whether two words of names are one word: equal, spelt after another transliteration, or one letter apart.

    A letter apart counts from six letters on, after the same first letter, and never where it is a closing "a"
    (Ivanov and Ivanova are two).
    """
    if one == other:
        return True
    if min(len(one), len(other)) < 4 or one[0] != other[0] or one + "a" == other or other + "a" == one:
        return False
    return _skeleton(one) == _skeleton(other) or (min(len(one), len(other)) >= 6 and _one_apart(one, other))


def _skeleton(word: str) -> str:
    for written, plain in SPELLINGS:
        word = word.replace(written, plain)
    return re.sub(r"(.)\1+", r"\1", word)


def _one_apart(one: str, other: str) -> bool:
    """Whether one insertion, deletion or replacement leads from one word to the other."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :] or short[at + 1 :] == long[at + 1 :]


def _governs(adjective: tuple[str, ...], polity: tuple[str, ...]) -> bool:
    """Whether a government's first words are a polity's name or its adjective."""
    return adjective == polity or (len(adjective) == len(polity) == 1 and derives(adjective[0], polity[0]))


def merged(referents: Iterable[Referent]) -> list[Referent]:
    """Give referents with the polity folded into the government of the same state, where both are named."""
    listed = list(referents)
    governments = {key[1:]: r for r in listed if r.family == "body" for key in r.names if key[0] == "government"}
    kept = []
    for referent in listed:
        hosts = (host for key, host in governments.items() if any(_governs(key, name) for name in referent.names))
        host = next(hosts, None) if referent.family == "polity" else None
        if host:
            host.mentions = sorted([*host.mentions, *referent.mentions])
        else:
            kept.append(referent)
    return sorted(kept, key=lambda referent: referent.mentions[0])
