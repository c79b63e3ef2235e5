"""A candidate in, votes out: what speaks for a person, a body, a medium, a place or for no name at all.

Law of this file: each sign votes by itself; its weight is data (``weights`` of ``names.toml``).
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import takewhile

from kg.gazetteer import is_demonym, metonym, place, state_of_demonym
from kg.iris import folded
from kg.language.candidates import Candidate, head_word
from kg.language.descriptions import class_of_kind, kind_of_word
from kg.language.heads import any_of, by_head, class_of_list, type_of_head
from kg.language.loading import is_ordinary
from kg.language.renowned import renowned
from kg.language.whereabouts import AGE, POSSESSIVES, by_place
from kg.lexicon import table
from kg.lexicon import words as listed
from kg.model import MentionType
from kg.towns import town

PERSON, ORGANISATION, STATE_BODY = MentionType.PERSON, MentionType.ORGANISATION, MentionType.STATE_BODY
MEDIA, PLACE, PLACE_ACTOR = MentionType.MEDIA, MentionType.PLACE, MentionType.PLACE_ACTOR
LABELS = {"PER": PERSON, "ORG": ORGANISATION, "LOC": PLACE}
WEIGHTS: Mapping[str, float] = table("names")["weights"]
BESIDE = {kind: frozenset(table("names")["beside"][kind].split()) for kind in (MEDIA, ORGANISATION)}
RETIRED = {("retd",), ("rtd",)}
"""Between brackets, behind a rank and before a name."""

Vote = tuple[MentionType | None, str]
"""A type (None for no name) and the sign that speaks for it, a key of WEIGHTS."""


def evidence(candidate: Candidate) -> Iterator[Vote]:
    """Votes on one candidate."""
    if candidate.small_body:
        named = " ".join(candidate.parts[:2])
        of_state = state_of_demonym(named) or place(named)  # "United States government"
        between = any_of(candidate.parts, "international") and of_state is None
        yield ORGANISATION if between else STATE_BODY, "small_body"
        return
    yield from _known(candidate.text)
    heads = by_head([part.lower() for part in candidate.parts])
    person = candidate.titled or (len(candidate.parts) == 2 and _is_called(candidate.text))
    yield from ((kind, sign) for kind, sign in heads if kind is not PLACE or not person)
    yield from _by_kind(candidate)
    yield from _by_person(candidate)
    yield from _by_body(candidate)
    yield from by_place(candidate)
    if candidate.label:
        yield LABELS[candidate.label], _trust(candidate)
    yield from _by_several(candidate) if len(candidate.parts) > 1 else _by_shape(candidate)


def _known(text: str) -> Iterator[Vote]:
    """What the world knows: seats of government, bodies between states, news agencies, states and capitals."""
    if metonym(text):
        yield PLACE_ACTOR, "metonym"
    if text in listed("names", "between_states"):
        yield ORGANISATION, "between_states"
    if kind := renowned(text):
        yield kind, "renowned"
    if text in listed("names", "state_letters"):
        yield STATE_BODY, "state_letters"
    if known := place(text):
        yield PLACE, "capital" if known.kind == "capital" else "state"
    elif town(text) and not _all_ordinary(text):
        yield PLACE, "towns_words" if " " in text else "town"


def _by_kind(candidate: Candidate) -> Iterator[Vote]:
    """Words beside that say of what kind the name is."""
    before, after = candidate.before, candidate.after
    if candidate.initial and len(candidate.parts) == 1 and _all_ordinary(candidate.text):
        return  # "Game maker X": the first word is as likely an adjective of the second
    person = candidate.label == "PER" or (len(candidate.parts) > 1 and _is_called(candidate.text))
    for kind, kinds in BESIDE.items():
        if _beside(kinds, before, after) or (
            not person and before[-1:] == (",",) and before[-2:-1] in {(kind,) for kind in kinds}
        ):
            yield kind, "beside"
    if any_of(before[-1:], "force") and any_of(before[-2:-1], "uniformed"):
        yield STATE_BODY, "force"  # "the police unit X"
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
    described = tuple(takewhile(_has_letters, after[2:7])) if apposed else ()
    kind = next((at for at, word in enumerate(described[:4]) if word in kinds), None)
    return kind is not None and not "".join(described[kind + 1 : kind + 2]).istitle()


def _has_letters(word: str) -> bool:
    return word.replace("-", "").isalnum()


NICKNAMED = re.compile(r"\s[\"'(\u201c\u2018].*\s")
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
    if len(after) > 2 and AGE.fullmatch(after[1]) and (after[0], after[2]) in {(",", ","), (",", "."), ("(", ")")}:
        yield PERSON, "age"
    if NICKNAMED.search(candidate.text):
        yield PERSON, "nickname"
    if 1 < len(candidate.parts) < 5 and _is_called(candidate.text):
        yield PERSON, "given"
    if (after[:1] == ("who",) and not any_of(before[-1:], "in_places")) or after[:2] == (",", "who"):
        yield PERSON, "who"
    if before[-1:] == (",",) and _is_person(before[-2:-1]):
        yield PERSON, "apposed"
    if _is_described(after):
        yield PERSON, "described"
    yield from _by_fate(candidate)


def _is_described(after: tuple[str, ...]) -> bool:
    """Whether a person's office or trade follows: ", editor of", "is the daughter"."""
    said = takewhile(str.isalpha, after[2:5])
    office = after[:1] == (",",) and _is_person(after[1:2]) and any_of(after[2:3], "links_of")
    return office or (after[:1] in {(",",), ("is",), ("was",)} and after[1:2] in DETERMINERS and _is_person(said))


GIVEN = listed("given_names", "female", "male", "men", "others", "women")


SYLLABLES = re.compile(r"[A-Z][a-z]{1,5}-[a-z]{1,5}")


@lru_cache(maxsize=4096)
def _is_called(name: str) -> bool:
    """Whether a name of several words is like a person's: a given name, a Vietnamese family name, "Moon Jae-in"."""
    parts = name.split()
    first, low = folded(parts[0]), [part.lower() for part in parts]
    if len(parts) > 2 and first in listed("given_names", "family_first"):
        return type_of_head(low, low[-1]) is None
    known = first in GIVEN or SYLLABLES.fullmatch(parts[-1]) is not None
    return known and type_of_head(low, head_word(parts)) in {None, PLACE}


def _modifies(after: tuple[str, ...]) -> bool:
    """Whether a noun follows that a person's name seldom tells more of: no work of art or crowd of theirs."""
    return after[:1] != () and after[0].isalpha() and not any_of(after[:1], "works")


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
    if any_of(after[:1], "of_media") and not (candidate.initial and _all_ordinary(candidate.text)):
        yield MEDIA, "reports"
    elif candidate.text.isupper() and len(candidate.text) > 2 and _is_person(after[:1]):
        yield ORGANISATION, "of_body"
    yield from _by_letters(candidate)
    yield from (
        (ORGANISATION, "employs") for prep, key in HAVING if before[-1:] == (prep,) and any_of(before[-2:-1], key)
    )
    if after[:2] == (",", "which") and before[-1:] != ("in",):
        yield ORGANISATION, "which"
        yield PERSON, "against_person"
    if after[:1] in POSSESSIVES and any_of(after[1:3], "of_firms"):
        yield ORGANISATION, "employs"


def _by_letters(candidate: Candidate) -> Iterator[Vote]:
    """Signs of a body in how its name is written: "A & B", letters with something of their own, "example.org"."""
    text, after = candidate.text, candidate.after
    initials = "".join(part[0] for part in candidate.parts if part[0].isupper()).lower()
    kind = type_of_head([part.lower() for part in candidate.parts], head_word(candidate.parts))
    if "&" in text and kind is None:
        yield ORGANISATION, "ampersand"
    if after[:1] == ("(",) and after[1:2] == (initials,):
        yield kind or ORGANISATION, "spelt_out"
    if text.isupper() and len(text) > 2 and after[:1] in POSSESSIVES:
        yield ORGANISATION, "of_body"
    if SITE.search(text):
        yield MEDIA, "site"
    if candidate.before[-1:] == ("the",) and text in PAPERS:
        yield MEDIA, "head"


PAPERS = listed("names", "papers_alone")
SITE = re.compile(r"\w\.[a-z]{2,4}$")
HAVING = (("at", "employed"), ("in", "owned"), ("of", "owned"), ("of", "chairing"), ("on", "posted"))
"""What a body has, by the word between: "analysts at", "shares in", "members of"."""


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
    opening = candidate.initial and (text.endswith("ly") or text.partition("-")[2].islower())  # "Anti-smuggling police"
    if (
        described
        or (opening and _all_ordinary(text))
        or ROAD.fullmatch(text)
        or _of_peoples(text)
        or _of_money(candidate)
        or any_of([text], "never")
        or any_of([text], "abbreviations")
    ):
        yield None, "never"
    if text.isupper() and len(text) > 1:
        yield ORGANISATION, "letters"
        if _rules(candidate):
            yield None, "law"
    elif any(character.isdigit() for character in text):
        yield None, "figures"
    elif _all_ordinary(text):
        yield None, "ordinary"
    else:
        yield PERSON, "unusual_weak" if candidate.initial or candidate.label else "unusual"


ROAD = re.compile(r"[A-Z]{1,2}-?\d{1,3}|[A-Z]{2,5}s")
"""A road ("A90"), or several that go by letters ("NGOs")."""


def _of_peoples(text: str) -> bool:
    """Whether a word tells a tongue or two peoples and names nothing: "Velmish-language", "Velmish-Orlian"."""
    one, _, other = text.partition("-")
    return is_demonym(one) and (other in {"language", "speaking"} or is_demonym(other))


def _of_money(candidate: Candidate) -> bool:
    """Whether a word says in what a sum of money is told: "40,000 Taka", "Tk 40,000"."""
    known = candidate.text.lower() in table("currencies")["names"] or candidate.text in table("currencies")["signs"]
    return known and any(word[:1].isdigit() for word in (*candidate.before[-1:], *candidate.after[:1]))


def _rules(candidate: Candidate) -> bool:
    """Whether letters stand for a law: "held under the PSA.", but no "under UN sanctions"."""
    before, after = candidate.before, candidate.after
    under = before[-1:] == ("under",) or before[-2:] == ("under", "the")
    return under and (not after or not after[0].isalpha() or after[0] in BEHIND_LAWS)


BEHIND_LAWS = frozenset({"after", "and", "as", "at", "because", "by", "for", "in", "on", "or", "over", "to", "with"})


def _all_ordinary(text: str) -> bool:
    """Whether all parts of a word are words of the language."""
    return all(is_ordinary(part) for part in text.split("-") if part)
