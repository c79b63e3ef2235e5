"""An item in, what it tells in the words that documents use out: its sort, states, offices, places, ties, years.

Law of this file: what an item does not tell stays empty and speaks neither for nor against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from kg.gazetteer import place
from kg.identity.offices import office
from kg.iris import folded
from kg.lexicon import table
from kg.wikidata.items import Item
from kg.wikidata.lookup import Authority

COUNTRY = ("P27", "P17")
OFFICE = ("P39", "P106")
WHERE = ("P19", "P131", "P159")
TIES = ("P39", "P102", "P108", "P463", "P361", "P749")
HEAD = re.compile(r"[^,;:()]*?(?=\s+(?:in|of|on|for|that|which|who|from|at|by|to|with|between|under)\b|[,;:()]|$)")


@dataclass(frozen=True, slots=True)
class Portrait:
    """What an item tells. ``sort`` is Person, Place or Body, empty where it does not tell; names are folded."""

    sort: str
    states: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    ties: frozenset[str] = frozenset()
    born: tuple[int, ...] = ()
    died: tuple[int, ...] = ()
    begun: tuple[int, ...] = ()
    ended: tuple[int, ...] = ()


def portrait(item: Item, authority: Authority) -> Portrait:
    """Tell what an item says of itself and of the items it names, as far as the file has them."""
    named = {name: authority.called(item.values(*group)) for name, group in GROUPS.items()}
    words = office(item.description())
    offices = map(titles, named["offices"])
    return Portrait(
        sort(item, authority),
        frozenset(map(state, named["states"])) or words.states,
        frozenset(chain(words.titles, *offices)),
        frozenset(map(folded, named["places"])),
        frozenset(map(folded, named["ties"])),
        *(tuple(item.years(name)) for name in ("P569", "P570", "P571", "P576")),
    )


GROUPS = {"states": COUNTRY, "offices": OFFICE, "places": WHERE, "ties": TIES}


def titles(words: str) -> frozenset[str]:
    """The offices that some words name, or the words themselves, where a trade is not known to be one."""
    return office(words).titles or frozenset({words.lower()})


def state(name: str) -> str:
    """A state as documents' states are written, where the gazetteer knows it."""
    known = place(name)
    return (known.within or known.name) if known else name


def sort(item: Item, authority: Authority) -> str:
    """Whether an item is a person, a place or a body: by its class and what that is called, its description, claims."""
    classes = item.values("P31")
    if not _persons().isdisjoint(classes):
        return "Person"
    heads = chain(_called(classes, authority), [item.description()])
    told = next(filter(None, map(_sort, heads)), "")
    if told or not classes:
        return told or ("Person" if item.values("P569", "P106", "P27") else "")
    return "Place" if item.values("P625") and not item.values("P571", "P159", "P749") else ""


def _called(classes: tuple[str, ...], authority: Authority) -> Iterator[str]:
    """What some classes are called, then the classes they belong to, as far up as the file has them."""
    seen = set[str]()
    while classes := tuple(each for each in classes if each not in seen):
        yield from authority.called(classes)
        seen.update(classes)
        items = (item for each in classes if (item := authority.item(each)))
        classes = tuple(dict.fromkeys(above for item in items for above in item.values("P279")))


@cache
def _persons() -> frozenset[str]:
    return frozenset(table("wikidata")["classes"]["Person"])


@cache
def _heads() -> dict[str, str]:
    heads = table("wikidata")["heads"]
    return dict.fromkeys(heads["places"].split(), "Place") | dict.fromkeys(heads["bodies"].split(), "Body")


def _sort(words: str) -> str:
    """What a label or description is of, by the last word of its first noun phrase: "largest city of Kenya"."""
    found = HEAD.match(words.lower())
    head = found[0].split()[-1] if found and found[0].split() else ""
    return _heads().get(head) or _heads().get(head.removesuffix("s"), "")


def folds(names: Iterable[str]) -> frozenset[str]:
    """Names for comparison."""
    return frozenset(folded(name) for name in names)
