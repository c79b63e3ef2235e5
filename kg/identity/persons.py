"""Two persons' names in, what speaks for and against one bearer out.

Law of this file: a part that differs forbids, a part that is missing only weakens; names alone decide, no context.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.identity.comparison import Comparison, Feature, forbidden, unlike
from kg.identity.names import Name, Word, name, stem
from kg.identity.spelling import ORDER, SURE_LENGTH, Likeness, korean, likeness, romanised, script, sound
from kg.lexicon import table
from kg.lexicon import words as listed

BRIEF = 4
"""Letters of a given name of one syllable."""
MOST = 8
"""Words of a name that are looked at."""
Pair = tuple[int, int, Likeness]


@dataclass(frozen=True, slots=True)
class _Aligned:
    """Which words of two names are one, and those left over on each side, by place."""

    pairs: tuple[Pair, ...]
    left: tuple[int, ...]
    right: tuple[int, ...]
    turned: bool = False


@lru_cache(maxsize=1 << 18)
def persons(left: str, right: str) -> Comparison:
    """Compare two persons' names as written."""
    one, other = name(left), name(right)
    if not one.words or not other.words:
        return unlike("a name without letters")
    if conflict := _conflict(one, other):
        return forbidden(conflict)
    one, other = _parted_alike(one, other), _parted_alike(other, one)
    short, long = sorted((one, other), key=lambda n: (len(n.words), n.text))
    aligned = _best(short, long)
    return _judged(short, long, aligned)


def _parted_alike(one: Name, other: Name) -> Name:
    """The name with two words as one where the other has them as one: "Salah Eddine", "Salaheddine"."""
    spelt = {sound(word.whole) for word in other.words}
    for at, (first, second) in enumerate(itertools.pairwise(one.words)):
        glued = f"{first.whole}{second.whole}"
        if min(len(first.bare), len(second.bare)) > 1 and sound(glued) in spelt:
            word = replace(first, text=f"{first.text} {second.text}", bare=glued, particle="")
            return replace(one, words=(*one.words[:at], word, *one.words[at + 2 :]))
    return one


@cache
def points(key: str) -> Mapping[str, float]:
    """Points of the table ``key`` of ``identity.toml``."""
    return {name: float(value) for name, value in table("identity")[key].items()}


def _conflict(one: Name, other: Name) -> str:
    if one.suffix and other.suffix and one.suffix != other.suffix:
        return f"one is {one.suffix}, the other {other.suffix}"
    if one.gender and other.gender and one.gender != other.gender:
        return "one is a man, the other a woman"
    if one.patronymic and other.patronymic and not _one_father(one.patronymic, other.patronymic):
        return f"different patronymics, {one.patronymic} and {other.patronymic}"
    return _other_initial(one, other) or _other_initial(other, one)


def _other_initial(one: Name, other: Name) -> str:
    """A second initial that is not that of the other's patronymic."""
    if not (other.patronymic and len(one.words) > len(other.words) and one.words[1].initial):
        return ""
    alike = likeness(one.words[1].bare, other.patronymic) is Likeness.INITIAL
    return "" if alike else f"{one.words[1].text} is not {other.patronymic}"


def _one_father(one: str, other: str) -> bool:
    return likeness(stem(one), stem(other)) not in {Likeness.NONE, Likeness.GENDERED}


def _best(short: Name, long: Name) -> _Aligned:
    """The alignment that leaves least over, in the order written if that does as well as another."""
    straight = _aligned(short.words, long.words)
    if not straight.left or len(short.words) < 2 or not _may_turn(short, long):
        return straight
    turns = (short.words[1:] + short.words[:1], short.words[-1:] + short.words[:-1])
    turned = min((_aligned(words, long.words) for words in turns), key=_loss)
    if turned.left:
        return straight
    return _Aligned(turned.pairs, turned.left, turned.right, turned=True)


def _loss(aligned: _Aligned) -> tuple[int, int]:
    return len(aligned.left), sum(ORDER.index(alike) for _, _, alike in aligned.pairs)


def _may_turn(short: Name, long: Name) -> bool:
    """Whether two orders of the same words are one name: not of father and son, nor where all may be given names."""
    if any(word.father for word in (*short.words, *long.words)):
        return False
    if short.eastern or long.eastern or short.family is not None or long.family is not None:
        return True
    return not all(is_given(word.bare) for word in short.words)


def is_given(word: str) -> bool:
    """Whether a romanised word is a usual given name."""
    return word in _given()


@cache
def _given() -> frozenset[str]:
    listed_ = (table("identity")[key].split() for key in ("variants", "pets"))
    return listed("given_names", "male") | listed("given_names", "female") | {w for row in listed_ for w in row}


def _aligned(short: Sequence[Word], long: Sequence[Word]) -> _Aligned:
    """Order-keeping alignment with most and most alike words: dynamic programming over both."""
    short, long = short[:MOST], long[:MOST]
    best: dict[tuple[int, int], tuple[float, tuple[Pair, ...]]] = {}
    for i in range(len(short), -1, -1):
        for j in range(len(long), -1, -1):
            best[i, j] = max(_steps(short, long, i, j, best), key=lambda step: step[0], default=(0.0, ()))
    pairs = best[0, 0][1]
    left = tuple(i for i in range(len(short)) if i not in {i for i, _, _ in pairs})
    right = tuple(j for j in range(len(long)) if j not in {j for _, j, _ in pairs})
    return _Aligned(pairs, left, right)


def _steps(
    short: Sequence[Word],
    long: Sequence[Word],
    i: int,
    j: int,
    best: Mapping[tuple[int, int], tuple[float, tuple[Pair, ...]]],
) -> Iterator[tuple[float, tuple[Pair, ...]]]:
    if i < len(short) and j < len(long):
        alike = same_word(short[i], long[j])
        if alike is not Likeness.NONE:
            ahead, pairs = best[i + 1, j + 1]
            yield ahead + 20.0 - ORDER.index(alike), ((i, j, alike), *pairs)
    if i < len(short):
        yield best[i + 1, j]
    if j < len(long):
        yield best[i, j + 1]


def same_word(one: Word, other: Word) -> Likeness:
    """How alike two words are, with and without what stands before them; "Abu Omar" is never "Omar"."""
    if one.kunya != other.kunya:
        return Likeness.NONE
    if one.bare == other.bare and _otherwise(one, other):
        return Likeness.NEAR
    forms = {(one.bare, other.bare)}
    if one.particle or other.particle:
        forms |= {(one.whole, other.whole), (one.whole, other.bare), (one.bare, other.whole)}
    if other.abjad and not one.abjad:
        forms = {(b, a) for a, b in forms}
    unvowelled = one.abjad != other.abjad
    alike = min((likeness(a, b, unvowelled=unvowelled) for a, b in sorted(forms)), key=ORDER.index)
    hangul = "HANGUL" in {script(one.text), script(other.text)}
    if not hangul and not ("-" in one.text and "-" in other.text):
        return alike
    heard = _syllables(one, hangul=hangul) == _syllables(other, hangul=hangul)
    if alike is Likeness.SPELLING or (heard and ORDER.index(alike) > ORDER.index(Likeness.SPELLING)):
        return Likeness.SPELLING if heard else Likeness.NEAR
    return alike


def _syllables(word: Word, *, hangul: bool) -> tuple[str, ...]:
    parts = (word.bare,) if hangul else tuple(word.text.lower().split("-"))
    return tuple(korean(romanised(part), hangul=hangul) for part in parts)


def _otherwise(one: Word, other: Word) -> bool:
    """Whether letters differ that plain Latin does not tell apart: characters of one sound, tones, "van" and "von"."""
    if one.particle and other.particle and "al" not in {one.particle, other.particle}:
        return one.particle != other.particle
    letters = zip(*(unicodedata.normalize("NFC", word.text).casefold() for word in (one, other)), strict=False)
    same_script = script(one.text) == script(other.text)
    return same_script and any(a != b and not a.isascii() and not b.isascii() for a, b in letters)


def _judged(short: Name, long: Name, aligned: _Aligned) -> Comparison:
    pairs = aligned.pairs
    if (gendered := next((p for p in pairs if p[2] is Likeness.GENDERED), None)) is not None:
        return forbidden(
            f"{_told(short, gendered[0], aligned)} and {long.words[gendered[1]].text} are of a man and a woman"
        )
    if aligned.left:
        return _joined(short, long) or _differing(short, long, aligned)
    eastern = short.eastern or long.eastern
    if between := _other_middle(short, long, pairs):
        return forbidden(between)
    if eastern and any(alike in UNSYLLABIC for _, _, alike in pairs):
        return unlike("syllables differ")
    if all(alike in {Likeness.INITIAL, Likeness.FRAME, Likeness.NEAR} for _, _, alike in pairs):
        return unlike("no word in common")
    return Comparison(tuple(_features(short, long, aligned)))


def _other_middle(short: Name, long: Name, pairs: Sequence[Pair]) -> str:
    """A middle initial before which the other has a further name: "George W.", "George H. W."."""
    for (_, before, _), (i, j, _) in itertools.pairwise(pairs):
        if short.words[i].initial and j > before + 1:
            return f"different middle names, {short.words[i].text} and {long.words[before + 1].text}"
    return ""


UNSYLLABIC = frozenset({Likeness.NEAR, Likeness.PET, Likeness.SHORT, Likeness.FRAME})
"""Likenesses that are none between names of one or two syllables."""


def _told(short: Name, at: int, aligned: _Aligned) -> str:
    words = short.words
    return words[at].text if not aligned.turned else "/".join(word.text for word in words)


def _joined(short: Name, long: Name) -> Comparison | None:
    """Two names whose words are parted otherwise: "Jong Un", "Jong-un"; None where they are not."""
    turns = range(len(short.words)) if _may_turn(short, long) else (0,)
    spelt = {form for at in turns for form in _forms(short.words[at:] + short.words[:at])}
    if spelt.isdisjoint(_forms(long.words)) or len(short.joined) < SURE_LENGTH - 1:
        return None
    base, common = points("names")["full"], _commonness(short, long, range(len(long.words)))
    return Comparison((Feature("name", base - 0.3, f"{short.text} and {long.text} are the same letters"), *common))


def _forms(words: Sequence[Word]) -> set[str]:
    return {sound("".join(word.whole for word in words)), sound("".join(word.bare for word in words))}


def _differing(short: Name, long: Name, aligned: _Aligned) -> Comparison:
    """Both have words that the other lacks: forbidden where these stand in one place, else too little in common."""
    certain = [p for p in aligned.pairs if p[2] not in {Likeness.INITIAL, Likeness.NEAR}]
    if not certain:
        return unlike("no word in common")
    one, other = short.words[aligned.left[0]].text, long.words[aligned.right[0]].text if aligned.right else ""
    eastern = short.eastern and long.eastern and len(short.words) == len(long.words) == 2
    first = eastern or (aligned.left[0] == 0 and aligned.right[:1] == (0,))
    last = aligned.left[-1] == len(short.words) - 1 and aligned.right[-1:] == (len(long.words) - 1,)
    fathers = aligned.right and short.words[aligned.left[0]].father and long.words[aligned.right[0]].father
    if aligned.right and (
        first or fathers or len(certain) > 1 or (last and is_given(short.words[0].bare) and len(short.words) > 2)
    ):
        return forbidden(f"different {'given names' if first else 'names'}, {one} and {other}")
    return unlike(f"{one} is not in {long.text}")


def _features(short: Name, long: Name, aligned: _Aligned) -> Iterator[Feature]:
    """Reasons where each word of the shorter name is in the longer."""
    worth = points("names")
    if len(short.words) == 1:
        yield from _partial(short, long, aligned)
    else:
        yield Feature("name", worth["full"], _said(short, long))
        yield from _likenesses(short, long, aligned)
        yield from _left_over(long, aligned)
        yield from _commonness(short, long, [j for _, j, _ in aligned.pairs])
    known = short.eastern or long.eastern or short.family is not None or long.family is not None
    if aligned.turned and not known:
        told = "order_told" if sum(is_given(word.bare) for word in short.words) == 1 else "order"
        yield Feature("order", worth[told], "the words stand in another order")
    if short.patronymic and long.patronymic:
        yield Feature("patronymic", worth["patronymic"], f"both have the patronymic {long.patronymic}")
    if short.suffix != long.suffix:
        yield Feature("suffix", worth["suffix"], f"only one is {short.suffix or long.suffix}")


def _said(short: Name, long: Name) -> str:
    return f"both are called {long.text}" if short.text == long.text else f"{short.text} fits {long.text}"


def _likenesses(short: Name, long: Name, aligned: _Aligned) -> Iterator[Feature]:
    worth = points("likeness")
    for i, j, alike in aligned.pairs:
        letter = alike is Likeness.IDENTICAL and long.words[j].initial
        kind = ("letter" if j == 0 else "middle") if letter else "middle" if alike is Likeness.INITIAL and j else alike
        if worth[kind]:
            told = "" if aligned.turned else f"{short.words[i].text}, "
            yield Feature(kind, worth[kind], f"{told}{long.words[j].text}: {table('identity')['told'][kind]}")


def _left_over(long: Name, aligned: _Aligned) -> Iterator[Feature]:
    worth = points("extra")
    for j in aligned.right:
        word = long.words[j]
        kind = "initial" if word.initial else "given" if is_given(word.bare) else _place(j, long)
        if kind == "given" and j == 0:
            kind = "first_given"
        yield Feature("extra", worth[kind], f"only one has {word.text}")


def _place(j: int, long: Name) -> str:
    return "first" if j == 0 else "last" if j == len(long.words) - 1 else "middle"


def _commonness(short: Name, long: Name, matched: Sequence[int]) -> Iterator[Feature]:
    """What a name is worth less because many bear it."""
    words = [word for word in (*short.words, *(long.words[j] for j in matched)) if not word.initial]
    families = [word for word in words if _is_common(word.bare)]
    if len(matched) > 2 or not families or families == [short.words[0]]:
        return
    eastern, father = short.eastern or long.eastern, any(word.father for word in words)
    brief = eastern and any(len(word.bare) <= BRIEF for word in words if word not in families)
    sides = (short.words, [long.words[j] for j in matched])
    everywhere = any(all(_is_common(word.bare) or is_given(word.bare) for word in side) for side in sides)
    kind = "common" if (everywhere and not father) or brief else "common_family"
    yield Feature(kind, points("names")[kind], "many bear such a name")


def _is_common(word: str) -> bool:
    return word in listed("identity", "common")


def _partial(short: Name, long: Name, aligned: _Aligned) -> Iterator[Feature]:
    [(_, j, alike)] = aligned.pairs
    worth, word = points("names"), long.words[j]
    ordinary = (
        word.bare in listed("identity", "common") or is_given(word.bare) or word.bare in listed("identity", "eastern")
    )
    if len(long.words) == 1:
        kind = "alone_common" if ordinary else "alone"
        yield Feature(kind, worth[kind], _said(short, long))
    else:
        family = j == len(long.words) - 1 or j == long.family or (long.eastern and j == 0)
        kind = "part_common" if ordinary else "surname" if family else "part"
        yield Feature(kind, worth[kind], f"{short.text} is part of {long.text}")
    if short.words[0].father != word.father:
        yield Feature("father", worth["father"], f"{short.text} tells a father")
    if alike is not Likeness.IDENTICAL:
        yield Feature(
            alike, points("likeness")[alike], f"{short.text}, {word.text}: {table('identity')['told'][alike]}"
        )
