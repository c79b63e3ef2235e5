"""Two persons' names in, what speaks for and against one bearer out.

Law of this file: a part that differs forbids, a part that is missing only weakens; names alone decide, no context.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from kg.identity.alignment import Aligned, Pair, aligned, is_given, may_turn, parted_alike
from kg.identity.comparison import Comparison, Feature, forbidden, unlike
from kg.identity.eastern import HAN, LIKELY, POSSIBLE, SURE, between
from kg.identity.japanese import romaji
from kg.identity.names import Name, Word, name, stem
from kg.identity.spelling import SURE_LENGTH, Likeness, likeness, sound
from kg.lexicon import table
from kg.lexicon import words as listed

DIFFERENT = "different"
"""How the conflict of two given names begins."""
MANY = 3
"""Words of a name from which on some are often left out."""
BRIEF = 4
"""Letters of a given name of one syllable."""


@lru_cache(maxsize=1 << 18)
def persons(left: str, right: str) -> Comparison:
    """Compare two persons' names as written."""
    one, other = name(left), name(right)
    if not one.words or not other.words:
        return unlike("a name without letters")
    spoken = romaji(one.tokens), romaji(other.tokens)
    if any(spoken) and not (HAN.fullmatch("".join(one.tokens)) and HAN.fullmatch("".join(other.tokens))):
        return _spoken(left, right, *spoken)
    return _written(left, right, one, other)


def _spoken(left: str, right: str, one: str, other: str) -> Comparison:
    """Compare names in Japanese script as they are read, or as characters of China where that does better."""
    heard = _written(one or left, other or right, name(one or left), name(other or right))
    told = heard.with_features([Feature("spelling", points("likeness")["spelling"], f"{left} is read {one or other}")])
    if heard.plausible and not heard.conflict:
        return told
    return _written(left, right, name(left), name(right))


def _written(left: str, right: str, one: Name, other: Name) -> Comparison:
    if conflict := _conflict(one, other):
        return forbidden(conflict)
    one, other = parted_alike(one, other), parted_alike(other, one)
    short, long = sorted((one, other), key=lambda n: (len(n.words), n.text))
    if (doubtful := between(left, right)) is not None:
        return _by_syllables(short, long, doubtful)
    return _judged(short, long, aligned(short, long))


def _by_syllables(short: Name, long: Name, doubtful: float) -> Comparison:
    """Compare two names of China or Korea."""
    if doubtful > POSSIBLE:
        return unlike("syllables differ")
    told = [Feature("name", points("names")["full"], _said(short, long))]
    if doubtful > 0:
        alike = Likeness.SPELLING if doubtful <= SURE else Likeness.SHORT if doubtful <= LIKELY else Likeness.FRAME
        said = table("identity")["told"][alike]
        told.append(Feature(alike, points("likeness")[alike], f"{short.text}, {long.text}: {said}"))
    everywhere = {word.bare for word in (*short.words, *long.words)} & listed("person_names", "common")
    if everywhere:
        told.append(Feature("common", points("names")["common"], "many bear such a name"))
    return Comparison((*told, *_beside(short, long)))


def _beside(short: Name, long: Name) -> Iterator[Feature]:
    """What stands beside both names."""
    worth = points("names")
    if short.patronymic and long.patronymic:
        yield Feature("patronymic", worth["patronymic"], f"both have the patronymic {long.patronymic}")
    if short.suffix != long.suffix:
        yield Feature("suffix", worth["suffix"], f"only one is {short.suffix or long.suffix}")
    if short.address and long.address and short.address != long.address:
        yield Feature("address", worth["address"], f"addressed as {short.address} and as {long.address}")


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
    if one.tones and other.tones and one.joined == other.joined and one.tones != other.tones:
        return "the tones differ"
    return _other_initial(one, other) or _other_initial(other, one)


def _other_initial(one: Name, other: Name) -> str:
    """A second initial that is not that of the other's patronymic."""
    if not (other.patronymic and len(one.words) > len(other.words) and one.words[1].initial):
        return ""
    alike = likeness(one.words[1].bare, other.patronymic) is Likeness.INITIAL
    return "" if alike else f"{one.words[1].text} is not {other.patronymic}"


def _one_father(one: str, other: str) -> bool:
    return likeness(stem(one), stem(other)) not in {Likeness.NONE, Likeness.GENDERED}


def _judged(short: Name, long: Name, aligned: Aligned) -> Comparison:
    pairs = aligned.pairs
    if (gendered := next((p for p in pairs if p[2] is Likeness.GENDERED), None)) is not None:
        return forbidden(
            f"{aligned.words[gendered[0]].text} and {long.words[gendered[1]].text} are of a man and a woman"
        )
    if aligned.left:
        return _joined(short, long) or _differing(short, long, aligned)
    if between_initials := _other_middle(short, long, pairs):
        return forbidden(between_initials)
    if _other_syllables(short, long, aligned):
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


def _other_syllables(short: Name, long: Name, aligned: Aligned) -> bool:
    """Whether two names of one or two syllables a word have a syllable that differs."""
    if short.eastern or long.eastern:
        words = ((aligned.words[i].bare, long.words[j].bare, alike) for i, j, alike in aligned.pairs)
        return any(_other_syllable(*told) for told in words)
    return long.nameless and any(alike in UNSYLLABIC for _, _, alike in aligned.pairs)


def _other_syllable(one: str, other: str, alike: Likeness) -> bool:
    """Whether a likeness of two words is none between names of one or two syllables."""
    brief = alike is Likeness.SPELLING and min(len(one), len(other)) <= BRIEF
    return (brief and not {one, other} <= listed("person_names", "japanese")) or alike in UNSYLLABIC


UNSYLLABIC = frozenset({Likeness.NEAR, Likeness.PET, Likeness.SHORT, Likeness.FRAME})
"""Likenesses that are none between names of one or two syllables."""


def _joined(short: Name, long: Name) -> Comparison | None:
    """Two names whose words are parted otherwise: "Jong Un", "Jong-un"; None where they are not."""
    if len(short.words) == 1 and short.words[0].abjad and _written_as_one(short.words[0], long.words):
        told = f"{short.text} and {long.text} are the same consonants"
        return Comparison((Feature("name", points("names")["full"] + points("likeness")["consonants"], told),))
    turns = range(len(short.words)) if may_turn(short, long) else (0,)
    spelt = {form for at in turns for form in _forms(short.words[at:] + short.words[:at])}
    if (
        len(short.words) == len(long.words)
        or spelt.isdisjoint(_forms(long.words))
        or len(short.joined) < SURE_LENGTH - 1
    ):
        return None
    base, common = points("names")["full"], _commonness(short, long, range(len(long.words)))
    return Comparison((Feature("name", base - 0.3, f"{short.text} and {long.text} are the same letters"), *common))


def _written_as_one(one: Word, words: Sequence[Word]) -> bool:
    """Whether a word of a script that parts none is several words of another."""
    latin = "".join(word.bare for word in words)
    return not words[0].abjad and likeness(one.bare, latin, unvowelled=one.abjad) is Likeness.CONSONANTS


def _forms(words: Sequence[Word]) -> set[str]:
    return {sound("".join(word.whole for word in words)), sound("".join(word.bare for word in words))}


def _differing(short: Name, long: Name, aligned: Aligned) -> Comparison:
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
        return forbidden(f"{DIFFERENT} {'given names' if first else 'names'}, {one} and {other}")
    return unlike(f"{one} is not in {long.text}")


def _features(short: Name, long: Name, aligned: Aligned) -> Iterator[Feature]:
    """Reasons where each word of the shorter name is in the longer."""
    worth = points("names")
    if len(short.words) == 1:
        yield from _partial(short, long, aligned)
    else:
        yield Feature("name", worth["full"], _said(short, long))
        yield from _likenesses(long, aligned)
        yield from _left_over(long, aligned)
        yield from _commonness(short, long, [j for _, j, _ in aligned.pairs])
    known = short.eastern or long.eastern or short.family is not None or long.family is not None
    if aligned.turned and not known:
        given = sum(is_given(word.bare) for word in short.words)
        told = "order_told" if given == 1 else "order" if given else "order_open"
        yield Feature("order", worth[told], "the words stand in another order")
    yield from _beside(short, long)


def _said(short: Name, long: Name) -> str:
    return f"both are called {long.text}" if short.text == long.text else f"{short.text} fits {long.text}"


def _likenesses(long: Name, aligned: Aligned) -> Iterator[Feature]:
    worth = points("likeness")
    for i, j, alike in aligned.pairs:
        letter = alike is Likeness.IDENTICAL and long.words[j].initial
        kind = ("letter" if j == 0 else "middle") if letter else "middle" if alike is Likeness.INITIAL and j else alike
        if alike is Likeness.SPELLING and any(map(_is_common, (aligned.words[i].bare, long.words[j].bare))):
            kind = Likeness.SHORT
        if worth[kind]:
            told = f"{aligned.words[i].text}, {long.words[j].text}: {table('identity')['told'][kind]}"
            yield Feature(kind, worth[kind], told)


def _left_over(long: Name, aligned: Aligned) -> Iterator[Feature]:
    worth = points("extra")
    for j in aligned.right:
        word = long.words[j]
        kind = "initial" if word.initial else "given" if is_given(word.bare) else _place(j, long)
        if kind == "given" and j == 0:
            kind = "devout" if word.bare in listed("person_names", "devout") else "first_given"
        if long.nameless:
            kind = "first"
        elif word.bare in listed("person_names", "titular"):
            kind = "titular"
        elif kind == "middle" and len(long.words) > MANY:
            kind = "of_many"
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
    return word in listed("person_names", "common")


def _partial(short: Name, long: Name, aligned: Aligned) -> Iterator[Feature]:
    [(_, j, alike)] = aligned.pairs
    worth, word = points("names"), long.words[j]
    ordinary = (
        word.bare in listed("person_names", "common")
        or is_given(word.bare)
        or word.bare in listed("person_names", "eastern")
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
