"""Words of a sentence in, where a body's name ends there out that goes on in small letters: "Kenyan police".

Law of this file: what stands before is a state's, a people's or a place's name, or one that the sentence's beginning
does not explain.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.gazetteer import is_demonym, place
from kg.language.loading import is_ordinary
from kg.language.shapes import Word
from kg.lexicon import words as listed
from kg.towns import KNOWN_ABROAD, town

BODIES = listed("names", "small_bodies", "small_bodies_of_towns")
DASHES = frozenset({"-", "–", "—", "--"})


def small_body(
    text: str, found: Sequence[Word], segment: tuple[int, int, bool], is_people: Callable[[str], bool]
) -> int | None:
    """End of "Kenyan foreign ministry", "UN human rights office" or "Harbour City police" that begins with a segment.

    A segment is words ``first:last`` and whether a title stands before; ``is_people`` tells a people's adjective.
    """
    first, last, titled = segment
    at = last
    while at < len(found) and at - last < 2 and found[at].text in listed("names", "small_modifiers"):
        at += 1
    if at > last and found[at - 1].text in BODIES and not any(word.text in BODIES for word in found[at : at + 1]):
        at -= 1  # "Velmish military", no modifier there
    if at >= len(found) or not text[found[at - 1].end : found[at].start].isspace():
        return None
    body, behind = found[at].text, {word.text for word in found[at + 1 : at + 2]}
    office = body in listed("names", "small_offices") and found[at - 1].text in listed("names", "small_fields")
    if not (office or body in BODIES) or behind & listed("names", "buildings"):
        return None
    name = text[found[first].start : found[last - 1].end]
    known = is_people(found[first].text) or is_demonym(name) or place(name) is not None or _between_states(name)
    if office:
        return at + 1 if known else None
    short = last - first == 1 or (last - first == 2 and at > last)  # "Dunmore police", "East Dunmore district police"
    local = (
        not titled and short and name[-1].isalpha() and not name.isupper() and not _opens(found, first, name)
    ) or town(name) is not None
    led = body in listed("names", "led_bodies") and first > 0 and found[first - 1].lower == "the" and short
    of_state = led or ((known or _is_large(name)) and body in listed("names", "small_bodies"))
    if not of_state and not (local and not known and body in listed("names", "small_bodies_of_towns")):
        return None
    tail = body in {"intelligence", "police"} and not behind.isdisjoint(listed("names", "small_tails"))
    return at + 1 + tail


def _is_large(name: str) -> bool:
    """Whether a name is a province's or a large town's, which has a government of its own."""
    found = town(name)
    return found is not None and (found.people == 0 or found.people >= KNOWN_ABROAD)


def _between_states(name: str) -> bool:
    return name in listed("names", "between_states")


def _opens(found: Sequence[Word], first: int, name: str) -> bool:
    """Whether a word has its capital letter only because it opens a sentence, or what stands behind a dash."""
    opened = all(not word.text[0].isalnum() for word in found[:first]) or found[first - 1].text in DASHES
    return opened and all(is_ordinary(part.lower()) for part in name.split("-"))
