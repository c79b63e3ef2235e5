"""Words of a sentence in, whether a small word, "and" or a comma joins two parts of one name out.

Law of this file: shapes and word lists only; no model is asked.
"""

from __future__ import annotations

from itertools import takewhile

from kg.gazetteer import is_demonym, place
from kg.language.loading import is_ordinary
from kg.language.shapes import Word, counts, is_capital
from kg.lexicon import table
from kg.lexicon import words as listed


def joins(found: list[Word], first: int, last: int, at: int) -> bool:
    """Whether the small word at ``at`` may stand inside a name that runs from ``first``."""
    small = found[at].text
    both = small == "and" and at + 1 < len(found) and place(f"{found[at - 1].text} and {found[at + 1].text}")
    if both or small in listed("names", "joiners") or small == "&":
        return True
    if small in {"and", ","}:
        return (
            (_before_and(found, first, at) and _and_body(found, at))
            or serial(found, first, at)
            or _paired(found, first, at)
        )
    return title_tail(found, last) > 0 or (at > last if small == "the" else _for(found, first, last, at))


def _for(found: list[Word], first: int, last: int, at: int) -> bool:
    """Whether a small word tells what the body before it is for, against, on or in aid of."""
    small, before = found[at].text, found[last - 1].lower
    work = listed("names", "at_work") if last - first > 1 else frozenset[str]()
    if small == "in":
        return before in work or _aids(found, last, at)
    if small == "against":
        return before in listed("names", "opposing")
    if small == "on" and _is_way(found, at):
        return False
    if small == "for" and before == "parliament":
        return False  # "Member of Parliament for Velm North"
    if small == "for" and before in listed("names", "offices_of") and is_body(found[first : last - 1]):
        return True  # "Office of the High Commissioner for Refugees"
    purposed = small in {"of", "to"} and _purposed(found, first, last)
    aiding = purposed or (small == "of" and before in listed("names", "in_aid"))
    return aiding or (small in listed("names", "body_joiners") and is_body(_uncounted(found, first, last)[-1:]))


def _uncounted(found: list[Word], first: int, last: int) -> list[Word]:
    """Words of a name without the number at its end: "Branch 4"."""
    if last - first > 1 and counts(found, last - 1):
        last -= 1 + (found[last - 2].lower == "no")
    return found[first:last]


def _purposed(found: list[Word], first: int, last: int) -> bool:
    """Whether a common noun tells what a body is for: "Front for the Liberation | of", "Union of Journalists | of"."""
    purposes = (i for i in range(first + 1, last - 1) if found[i].text in {"for", "of"})
    for_whom = next((i for i in purposes if is_body(found[i - 1 : i])), last)
    own = [word for word in found[for_whom + 1 : last] if not word.text.islower()]
    return bool(own) and all(map(_common, own))


def _is_way(found: list[Word], at: int) -> bool:
    """Whether a street stands behind: a court "on Harbour Road"."""
    behind = [word.lower for word in takewhile(is_capital, found[at + 1 : at + 5])]
    return not listed("names", "places").isdisjoint(behind[-1:])


def _aids(found: list[Word], last: int, at: int) -> bool:
    """Whether a body is there for somebody: "Velm Alliance in Support of"."""
    behind = {word.lower for word in found[at + 1 : at + 2]}
    return not behind.isdisjoint(listed("names", "in_aid")) and is_body(found[last - 1 : last])


def is_body(part: list[Word]) -> bool:
    """Whether a word is the head of a body's name."""
    return any(is_head(word.lower) for word in part)


def is_head(word: str) -> bool:
    """Whether a word, in lower case, says what kind of body a name is of: "ministry", "union"."""
    return any(word in listed("names", key) for key in ("organisation", "public_body", "state_body"))


def _before_and(found: list[Word], first: int, at: int) -> bool:
    """Whether what stands from ``first`` to ``at`` may share its head with what follows: "Velmish Civil and".

    It is one word, a people's adjective aside, or several that are all common words and no body by themselves.
    """
    first += int(found[first].text == "The")
    if at - first == 1 or (at - first == 2 and is_demonym(found[first].text)):
        return True
    own = found[first + int(is_demonym(found[first].text)) : at]
    return all(is_capital(word) and is_ordinary(word.text) for word in own) and not is_body(own)


def _and_body(found: list[Word], at: int) -> bool:
    """Whether "and" at ``at`` joins two words before one head: "Truth and Reconciliation Commission"."""
    if found[at].text != "and" or is_body(found[at - 1 : at]) or place(found[at - 1].text):
        return False
    tail = list(takewhile(is_capital, found[at + 1 : at + 5]))
    apart = {word.lower for word in tail[-1:]} & listed("names", "apart")
    return len(tail) >= 2 and not apart and is_body(tail[1:])


def title_tail(found: list[Word], at: int) -> int:
    """How many words from ``at`` on go on with the title just before: "of State" after "Secretary"."""
    if at == 0 or found[at - 1].lower not in listed("titles", "titles"):
        return 0
    for tail in table("titles")["title_tails"]:
        parts = tail.split()
        if [word.text for word in found[at : at + len(parts)]] == parts:
            return len(parts)
    return 0


def _paired(found: list[Word], first: int, at: int) -> bool:
    """Whether "and" at ``at`` joins what a body is for: "Ministry of Labour and Social Affairs"."""
    if found[at].text != "and":
        return False
    for_whom = next((i for i in range(at - 1, first, -1) if found[i].text in {"for", "of", "on"}), first)
    one, other = found[for_whom + 1 : at], list(takewhile(is_capital, found[at + 1 : at + 5]))
    opened = for_whom > first and is_body(found[for_whom - 1 : for_whom])
    held = len(other) > 1 and other[0].lower in listed("titles", "titles")
    apart = is_body(other) if len(other) > 1 else any(word.lower in STANDING for word in other)
    return opened and bool(other) and not held and not apart and all(map(_common, [*one, *other]))


STANDING = listed("names", "public_body", "state_body")
"""Heads of bodies that need no other word: "the ministry of health and parliament"."""


def _common(word: Word) -> bool:
    """Whether a word of a name is one of the language and of no place."""
    known = is_ordinary(word.text) or word.lower in listed("titles", "modifiers")
    return (known or is_demonym(word.text)) and place(word.text) is None


def serial(found: list[Word], first: int, at: int) -> bool:
    """Whether the comma or "and" at ``at`` belongs to a name: "Institute for Peace, Law and Development Studies"."""
    purposes = (i for i in range(first + 1, at) if found[i].text in {"for", "of"})
    opened = any(is_body(found[i - 1 : i]) for i in purposes)
    comma = at if found[at].text == "," else at - 2 if found[at].text == "and" else at - 1
    shape = [word.text for word in found[comma : comma + 4]]
    return (
        opened
        and len(shape) == 4
        and shape[0] == ","
        and shape[2] == "and"
        and shape[1][0].isupper()
        and shape[3][0].isupper()
    )
