"""An item in, what it tells in the words that documents use out: its sort, states, offices, places, ties, years.

Law of this file: what an item does not tell stays empty and speaks neither for nor against it. Names are folded, and
of all languages that the file has, so that a document in any of them agrees with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from kg.identity.offices import office
from kg.iris import folded
from kg.lexicon import table
from kg.wikidata.items import Item
from kg.wikidata.lookup import Authority

COUNTRY = ("P27", "P17")
OFFICE = ("P39", "P106")
WHERE = ("P19", "P131", "P159")
ABOVE = ("P131", "P17")
TIES = ("P39", "P102", "P108", "P463", "P361", "P749")
LEVELS = 5  # of places within places that are followed
HEAD = re.compile(r"[^,;:()]*?(?=\s+(?:in|of|on|for|that|which|who|from|at|by|to|with|between|under)\b|[,;:()]|$)")


@dataclass(frozen=True, slots=True)
class Portrait:
    """What an item tells. ``sort`` is Person, Place, Body or Other, empty where it does not tell.

    ``label`` names its states, else itself; ``within`` is all that it lies in or comes from; ``kinds`` are words for
    what it is; ``about`` its description.
    """

    sort: str
    label: str = ""
    states: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    about: str = ""
    born: tuple[int, ...] = ()
    died: tuple[int, ...] = ()
    begun: tuple[int, ...] = ()
    ended: tuple[int, ...] = ()


def portrait(item: Item, authority: Authority) -> Portrait:
    """Tell what an item says of itself and of the items it names, as far as the file has them."""
    about = item.description()
    states = authority.spelled(item.values(*COUNTRY))
    classes = list(_called(item.values("P31"), authority))
    own = authority.spelled([item.id]) if "country" in {_head(each) for each in (*classes, about)} else frozenset[str]()
    return Portrait(
        sort(item, authority),
        ", ".join(authority.labels(item.values(*COUNTRY))) or item.label(),
        states | own | frozenset(map(folded, office(about).states if not states else ())),
        frozenset(
            chain(office(about).titles, *map(titles, authority.called(item.values(*OFFICE))), _spelled(item, authority))
        ),
        authority.spelled(_around(item, authority)) | own,
        authority.spelled(item.values(*TIES)),
        frozenset(_head(each) for each in (*classes, about)),
        f"-{folded(' '.join(item.descriptions.values()))}-",
        *(tuple(item.years(name)) for name in ("P569", "P570", "P571", "P576")),
    )


def _spelled(item: Item, authority: Authority) -> frozenset[str]:
    """Offices in all languages, folded."""
    return authority.spelled(item.values(*OFFICE))


def _around(item: Item, authority: Authority) -> list[str]:
    """All that an item lies in or comes from, place by place."""
    found: dict[str, None] = {}
    next_ = item.values(*WHERE, *COUNTRY)
    for _ in range(LEVELS):
        next_ = tuple(each for each in next_ if each not in found)
        found |= dict.fromkeys(next_)
        next_ = tuple(up for each in next_ if (above := authority.item(each)) for up in above.values(*ABOVE))
    return list(found)


def titles(words: str) -> frozenset[str]:
    """The offices that some words name, or the words themselves, folded, where a trade is not known to be one."""
    return office(words).titles or frozenset({folded(words)})


@cache
def field(title: str) -> str:
    """The field of an office, by its last word; empty where it is none of those listed."""
    last = title.replace("-", " ").split()[-1:]
    return next((name for name, trades in table("wikidata")["fields"].items() if set(last) & set(trades.split())), "")


def sort(item: Item, authority: Authority) -> str:
    """Whether an item is a person, a place or a body: by its class and what that is called, its description, claims."""
    classes = item.values("P31")
    if not _persons().isdisjoint(classes):
        return "Person"
    words = map(_head, chain(_called(classes, authority), [item.description()]))
    told = next((heads()[head] for head in words if head in heads()), "")
    if told or not classes:
        return told or ("Person" if item.values("P569", "P106", "P27") else "")
    return "Place" if item.values("P625") and not item.values("P571", "P159", "P749") else ""


def _called(classes: tuple[str, ...], authority: Authority) -> Iterator[str]:
    """What some classes are called, then the classes they belong to, as far up as the file has them."""
    seen = set[str]()
    while classes := tuple(each for each in classes if each not in seen):
        yield from authority.labels(classes)
        seen.update(classes)
        items = (item for each in classes if (item := authority.item(each)))
        classes = tuple(dict.fromkeys(above for item in items for above in item.values("P279")))


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("wikidata")["classes"]["Person"])


@cache
def heads() -> dict[str, str]:
    """Words for what things are, and which sort that is: Place, Body or Other."""
    listed, sorts = table("wikidata")["heads"], (("others", "Other"), ("places", "Place"), ("bodies", "Body"))
    return {word: sort for key, sort in sorts for word in listed[key].split()}


def _head(words: str) -> str:
    """What a label or description is of, by the last word of its first noun phrase: "largest city of Kenya"."""
    found = HEAD.match(words.lower())
    head = found[0].split()[-1] if found and found[0].split() else ""
    return head if head in heads() else head.removesuffix("s")
