"""A candidate in, votes out: what speaks for a person, a body, a medium, a place or for no name at all.

Law of this file: each sign votes by itself; its weight is data (``weights`` of ``names.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from itertools import takewhile

from kg.gazetteer import metonym, place, state_of_demonym
from kg.language.candidates import Candidate, head_word
from kg.language.descriptions import class_of_kind, kind_of_word
from kg.language.heads import any_of, by_head, class_of_list, type_of_head
from kg.language.loading import is_ordinary
from kg.lexicon import table
from kg.lexicon import words as listed
from kg.model import MentionType
from kg.towns import town

PERSON, ORGANISATION, STATE_BODY = MentionType.PERSON, MentionType.ORGANISATION, MentionType.STATE_BODY
MEDIA, PLACE, PLACE_ACTOR = MentionType.MEDIA, MentionType.PLACE, MentionType.PLACE_ACTOR
LABELS = {"PER": PERSON, "ORG": ORGANISATION, "LOC": PLACE}
WEIGHTS: Mapping[str, float] = table("names")["weights"]
BESIDE = {kind: frozenset(table("names")["beside"][kind].split()) for kind in (MEDIA, ORGANISATION)}
OUTLETS = frozenset(table("names")["outlets"])
RETIRED = {("retd",), ("rtd",)}
"""Between brackets, behind a rank and before a name."""
POSSESSIVES = {("'s",), ("\u2019s",)}

Vote = tuple[MentionType | None, str]
"""A type (None for no name) and the sign that speaks for it, a key of WEIGHTS."""


def evidence(candidate: Candidate) -> Iterator[Vote]:
    """Votes on one candidate."""
    if candidate.small_body:
        named = " ".join(candidate.parts[:2])
        between = any_of(candidate.parts, "international") and state_of_demonym(named) is None
        yield ORGANISATION if between else STATE_BODY, "small_body"
        return
    yield from _known(candidate.text)
    heads = by_head([part.lower() for part in candidate.parts])
    yield from ((kind, sign) for kind, sign in heads if kind is not PLACE or not candidate.titled)
    yield from _by_kind(candidate)
    yield from _by_person(candidate)
    yield from _by_body(candidate)
    yield from _by_place(candidate)
    if candidate.label:
        yield LABELS[candidate.label], _trust(candidate)
    yield from _by_several(candidate) if len(candidate.parts) > 1 else _by_shape(candidate)


def _known(text: str) -> Iterator[Vote]:
    """What the world knows: seats of government, bodies between states, news agencies, states and capitals."""
    if metonym(text):
        yield PLACE_ACTOR, "metonym"
    if text in listed("names", "between_states"):
        yield ORGANISATION, "between_states"
    if text in OUTLETS:
        yield MEDIA, "outlet"
    if text in listed("names", "state_letters"):
        yield STATE_BODY, "alone"
    if known := place(text):
        yield PLACE, "capital" if known.kind == "capital" else "state"
    elif town(text) and not _all_ordinary(text):
        yield PLACE, "towns_words" if " " in text else "town"


def _by_kind(candidate: Candidate) -> Iterator[Vote]:
    """Words beside that say of what kind the name is."""
    before, after = candidate.before, candidate.after
    if candidate.initial and len(candidate.parts) == 1 and _all_ordinary(candidate.text):
        return  # "Game maker X": the first word is as likely an adjective of the second
    for kind, nouns in BESIDE.items():
        if _beside(nouns, before, after):
            yield kind, "beside"
    if (kind_of_list := class_of_list(candidate.before)) is not None:
        yield kind_of_list, "beside"
    if before[-2:-1] == ("news",) and before[-1] in listed("names", "news"):
        yield MEDIA, "beside"
    if before[-2:] == (",", "the") and any_of(before[-3:-2], "not_actors"):
        yield None, "never"


def _beside(kinds: Container[str], before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether a word of a kind stands beside: "the weekly Harbour Voice", "Harbour Voice, an online magazine"."""
    if before and before[-1] in kinds:
        return True
    nearest = next((word for word in after[:3] if word not in listed("names", "links")), "")
    if nearest in kinds and (after[0] != nearest or nearest not in {"group", "blog"}):
        return True
    apposed = after[:1] == (",",) and after[1:2] in {("a",), ("an",), ("the",)}
    described = tuple(takewhile(str.isalpha, after[2:7])) if apposed else ()
    kind = next((at for at, word in enumerate(described[:4]) if word in kinds), None)
    return kind is not None and not "".join(described[kind + 1 : kind + 2]).istitle()


NICKNAMED = re.compile(r"\s[\"'(\u201c\u2018]")
"""The mark that opens what stands between two parts of a person's name."""


def _by_person(candidate: Candidate) -> Iterator[Vote]:
    """Signs of a person and against one."""
    before, after = candidate.before, candidate.after
    if candidate.titled or before[-2:-1] in RETIRED:
        yield PERSON, "title"
    elif before[-1:] == ("the",):
        yield PERSON, "against_person"
        yield ORGANISATION, "the"
    elif before[-1:] in {("a",), ("an",)} and len(candidate.parts) == 1 and _modifies(after):
        yield PERSON, "against_person"  # "a Velmish poet"
    if len(after) > 2 and after[0] == "," and AGE.fullmatch(after[1]) and after[2] in {",", "."}:
        yield PERSON, "age"
    if len(after) > 2 and after[0] == "(" and AGE.fullmatch(after[1]) and after[2] == ")":
        yield PERSON, "age"
    if NICKNAMED.search(candidate.text):
        yield PERSON, "nickname"
    if (after[:1] == ("who",) and not any_of(before[-1:], "in_places")) or after[:2] == (",", "who"):
        yield PERSON, "who"
    if before[-1:] == (",",) and _is_person(before[-2:-1]):
        yield PERSON, "apposed"
    said = takewhile(str.isalpha, after[2:5])
    office = after[:1] == (",",) and _is_person(after[1:2]) and any_of(after[2:3], "links_of")
    if office or (after[:1] in {(",",), ("is",), ("was",)} and after[1:2] in DETERMINERS and _is_person(said)):
        yield PERSON, "described"
    yield from _by_fate(candidate)


def _modifies(after: tuple[str, ...]) -> bool:
    """Whether a noun follows that a person's name seldom tells more of: no work of art or crowd of theirs."""
    return after[:1] != () and after[0].isalpha() and not any_of(after[:1], "works")


AGE = re.compile(r"[1-9]\d?")
DETERMINERS = {("a",), ("an",), ("the",), ("his",), ("her",), ("its",)}


def _is_person(words: Iterable[str]) -> bool:
    """Whether a word says what one person is: "mayor", "woman"."""
    return any(
        word in listed("titles", "titles") or class_of_kind(kind_of_word(word) or "") == "Person" for word in words
    )


def _by_fate(candidate: Candidate) -> Iterator[Vote]:
    """What only a person has, suffers or does: "X's wife", "jailed X", "X was arrested", "X pleaded guilty"."""
    before, after = candidate.before, candidate.after
    owned = after[1:4] if after[:1] in POSSESSIVES else ()
    if any_of(owned[:2], "kin"):
        yield PERSON, "kin"
    elif any_of(owned[:1], "fates"):
        yield PERSON, "fate"
    did = after[1:2] if any_of(after[:1], "been") else after[:1]
    if any_of(did, "suffered" if did != after[:1] else "personal") or any_of(before[-1:], "suffered"):
        yield PERSON, "fate"
    if any_of(before[-1:], "seized") and len(candidate.parts) > 1 and not any_of(after[:1], "place_nouns"):
        yield PERSON, "seized"


def _by_body(candidate: Candidate) -> Iterator[Vote]:
    """Signs of a body: it has a spokesman, it is told things, it speaks though its name is an ordinary word."""
    before, after = candidate.before, candidate.after
    if any_of(after[:1], "of_bodies"):
        yield ORGANISATION, "of_body"
    if before[-1:] == ("told",) and candidate.label != "PER":
        yield MEDIA, "told"
    if any_of(after[:1], "says") and not candidate.initial and _all_ordinary(candidate.text):
        yield ORGANISATION, "speaks"
    if "&" in candidate.text:
        yield ORGANISATION, "ampersand"
    if (before[-1:] == ("at",) and any_of(before[-2:-1], "employed")) or (
        before[-1:] in {("in",), ("of",)} and any_of(before[-2:-1], "owned")
    ):
        yield ORGANISATION, "employs"
    if (before[-1:] == ("of",) and any_of(before[-2:-1], "chairing")) or (
        before[-1:] == ("on",) and any_of(before[-2:-1], "posted")
    ):
        yield ORGANISATION, "employs"
    if after[:2] == (",", "which") and before[-1:] != ("in",):
        yield ORGANISATION, "which"
        yield PERSON, "against_person"
    if after[:1] in POSSESSIVES and any_of(after[1:3], "of_firms"):
        yield ORGANISATION, "employs"


def _by_place(candidate: Candidate) -> Iterator[Vote]:
    """Signs of a place: "in X", "northern X", "X province", "X's foreign minister"."""
    before, after = candidate.before, candidate.after
    owns = after[:1] in POSSESSIVES
    if any_of(after[:1], "place_nouns") or (before[-1:] == ("of",) and any_of(before[-2:-1], "place_nouns")):
        yield PLACE, "place_noun"
    yield from _by_dwellers(before)
    if after[:1] == ("-",) and any_of(after[1:2], "based"):
        yield PLACE, "based"
    lone = len(candidate.parts) == 1  # "the mayor of the town, Ana Orlova": two words may well be a person
    if before[-1:] == ("capital",) or (lone and before[-1:] == (",",) and any_of(before[-2:-1], "place_nouns")):
        yield PLACE, "apposed_place"
    if any_of(after[:1], "of_states"):
        yield PLACE, "of_state"
    low = [part.lower() for part in candidate.parts]
    if candidate.titled or len(low) > 3 or (len(low) > 1 and type_of_head(low, head_word(low)) not in {None, PLACE}):
        return
    if any_of(before[-1:], "within") and not owns and not any_of(before[-2:-1], "owned"):
        yield PLACE, "inside"
    elif any_of(before[-1:], "in_places") and candidate.label != "PER":
        yield PLACE, "near"
    if any_of(before[-1:], "quarters"):
        yield PLACE, "quarter"
    if owns and any_of(after[1:4], "offices"):
        yield PLACE, "office"


def _by_dwellers(before: tuple[str, ...]) -> Iterator[Vote]:
    """Signs of a place by who is from there: "residents of X", "Ana Orlova, 41, of X"."""
    aged = len(before) > 2 and before[-2] == "," and AGE.fullmatch(before[-3]) is not None
    if before[-1:] == ("of",) and (aged or any_of(before[-2:-1], "populated")):
        yield PLACE, "populated"


def _trust(candidate: Candidate) -> str:
    """Sign of the model's label: weakest for an ordinary word whose capital the sentence explains."""
    if len(candidate.parts) > 1:
        return "label"
    lone = candidate.label == "PER"  # a person is seldom told by one word alone
    doubts = int(_all_ordinary(candidate.text) or lone) + int(candidate.initial)
    return ("label", "weak_label", "weakest_label")[doubts]


def _by_several(candidate: Candidate) -> Iterator[Vote]:
    """Several capitalised words that the model passed over: a person, where they are not all ordinary words."""
    if candidate.label is None:
        ordinary = list(map(_all_ordinary, candidate.parts))
        named = not any(ordinary) if candidate.initial else not all(ordinary)
        yield (PERSON, "unlabelled") if named else (None, "ordinaries")


def _by_shape(candidate: Candidate) -> Iterator[Vote]:
    """Tell what the letters of a single word say: little."""
    text = candidate.text
    described = candidate.initial and kind_of_word(text) is not None
    if described or any_of([text], "never") or any_of([text], "abbreviations"):
        yield None, "never"
    if text.isupper() and len(text) > 1:
        yield ORGANISATION, "letters"
    elif any(character.isdigit() for character in text):
        yield None, "figures"
    elif _all_ordinary(text):
        yield None, "ordinary"
    else:
        yield PERSON, "unusual_weak" if candidate.initial or candidate.label else "unusual"


def _all_ordinary(text: str) -> bool:
    """Whether all parts of a word are words of the language."""
    return all(is_ordinary(part) for part in text.split("-") if part)
