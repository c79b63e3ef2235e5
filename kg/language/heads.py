"""Words of a name and a word before it in, the type they tell out: by the head of the name, or by the class it is of.

Law of this file: no name is known; only the words that bodies, media and places are named with.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from kg.gazetteer import is_demonym, place
from kg.language.candidates import head_word
from kg.lexicon import table
from kg.lexicon import words as listed
from kg.model import MentionType
from kg.towns import town

ORGANISATION, STATE_BODY = MentionType.ORGANISATION, MentionType.STATE_BODY
MEDIA, PLACE = MentionType.MEDIA, MentionType.PLACE
ORDINAL = re.compile(r"first|second|third|fourth|fifth|sixth|eighth|\d+(?:st|nd|rd|th)")
LIKE = {("like",), ("including",)}


def any_of(words: Iterable[str], key: str) -> bool:
    """Whether one of some words is in the list ``key`` of ``names.toml``."""
    return not listed("names", key).isdisjoint(map(str.lower, words))


def by_head(low: list[str]) -> Iterator[tuple[MentionType | None, str]]:
    """Type by the head word of a body's name, in lower case."""
    head = head_word(low)
    if len(low) == 1:
        if head in listed("names", "alone"):
            yield STATE_BODY, "alone"
        elif low[0].count("-") > 1 and low[0].partition("-")[0] in listed("names", "organisation_first"):
            yield ORGANISATION, "head"  # "Tehreek-e-Velm"
    elif _of_law(low, head):
        yield type_of_head(low, head), "head"
    elif low[0] == "operation" or low[-1] in listed("names", "not_actors") or head in listed("names", "not_actors"):
        yield None, "not_actor"  # "Treaty on Seas", "Harbour Treaty"
    elif (found := type_of_head(low, head)) is not None:
        yield found, "head"


def _of_law(low: list[str], head: str) -> bool:
    """Whether a body's name ends in what it is for: "Institute for Law", but no "Harbour Law"."""
    return low[-1] in listed("names", "for_law") and head != low[-1] and head in BODIES


BODIES = listed("names", "organisation", "public_body", "state_body")


def type_of_head(low: list[str], head: str) -> MentionType | None:
    """Type that the words of a name tell, in lower case, its head among them; None where they tell none."""
    agency = head == "agency" and any_of(low[-2:-1], "agencies")
    if low[0] in listed("names", "media_first") or agency or (_of_media(head) and not _of_all_media(low)):
        return MEDIA
    if (head == "congress" and _of_a_party(low)) or (head == "army" and _of_rebels(low)):
        return ORGANISATION
    first = low[0].split("-")[0] if low[0].count("-") > 1 else low[0]  # "Tehreek-e-Velm"
    abroad = first in listed("names", "councils_abroad") and any_of(low, "foreign_public")
    of_place = low[0] == "police" and len(low) == 2 and head not in listed("names", "organisation")
    named = head in listed("names", "state_body") or low[0] in listed("names", "state_first")
    if of_place or abroad or named:  # "Police Northland", no "Police Union"
        own = low[: low.index(head)] if head in low else low[:1]
        between = any_of(own, "international") and head not in {"court", "tribunal"}
        return ORGANISATION if between else STATE_BODY
    if head in listed("names", "public_body"):
        return _public(low)
    creed = head == "state" and low[0] in listed("names", "creeds")
    if creed or head in listed("names", "organisation") or first in listed("names", "organisation_first"):
        return ORGANISATION
    return PLACE if head in listed("names", "places") or low[0] in listed("names", "place_first") else None


def _of_all_media(low: list[str]) -> bool:
    """Whether no medium is named: "Social Media"."""
    return low[-1] == "media" and low[0] in listed("names", "all_media")


def _of_media(head: str) -> bool:
    return head in listed("names", "media") and head not in listed("names", "doubtful_media")


def _of_a_party(low: list[str]) -> bool:
    """Whether a congress is of workers or a party: "Velm Trades Congress", but no "National" or "Velmish Congress"."""
    if low[-1] != "congress":
        return any_of(low, "organisation")
    named = place(low[0].capitalize()) or place(low[0].upper())
    alone = is_demonym(low[0].capitalize()) or low[0] in listed("names", "public_before") or named
    return "people's" not in low and (len(low) > 2 or (len(low) == 2 and not alone))


def _of_rebels(low: list[str]) -> bool:
    """Whether an army is of no state: "Velmish Liberation Army", "Orlova's Army"; but "People's Liberation Army"."""
    if low[-1] != "army" or low[:-1] == ["people's", "liberation"]:
        return False
    named = [word.capitalize() for word in low[:-1]]
    of_state = any_of(low[:-1], "public_before") or any(is_demonym(word) or place(word) for word in named)
    return any_of(low[:-1], "insurgent") or not (of_state or place(" ".join(named)) or ORDINAL.fullmatch(low[0]))


def _public(low: list[str]) -> MentionType:
    """Commission, council or agency: of a state where the words before say so, else an organisation."""
    if any_of(low[:-1], "uniformed") or ("house" in low and any_of(low[-1:], "chambers")):
        return STATE_BODY
    if "of" in low and any_of(low[low.index("of") :], "state_body"):
        return STATE_BODY  # "Branch 4 of the Harbour Court"
    if "of" in low and any_of(low[-1:], "organisation"):
        return ORGANISATION  # "Standing Council of Velmish Growers' Unions"
    of_people = any_of(low, "grassroots") or (any_of(low, "civic") and not any_of(low[:-1], "public_before"))
    civic = any_of(low[-1:], "councils") and of_people
    high = "high commissioner" in " ".join(low)  # of the United Nations
    to_do = ["committee", "to"] in (low[1:3], low[2:4])  # "National Committee to Free Ana Orlova"
    if civic or high or to_do or any_of(low, "international"):
        return ORGANISATION
    named = " ".join(word.capitalize() for word in low[:-1])
    local = len(low) < 4 and low[-1] in {"council", "assembly"} and town(named) is not None
    national = local or any_of(low[:-1], "public_before") or any(is_demonym(word.capitalize()) for word in low[:-1])
    return STATE_BODY if national else ORGANISATION


def class_of_list(before: tuple[str, ...]) -> MentionType | None:
    """Type that the noun before a list gives to all that are named in it: "brands such as X, Y and Z"."""
    kinds = table("names")["classes"]
    nouns = _class_nouns(before)
    return next((kind for kind in (MEDIA, ORGANISATION) if nouns and nouns & set(kinds[kind].split())), None)


def _class_nouns(before: tuple[str, ...]) -> set[str]:
    """The noun of "companies such as" or "papers like", where that stands before."""
    return set(before[-3:-2] if before[-2:] == ("such", "as") else before[-2:-1] if before[-1:] in LIKE else ())
