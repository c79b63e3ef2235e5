"""What is kept of a Wikidata item: its names in all languages, descriptions, and the claims that tell who it is.

Law of this file: records only, whatever file or service they come from. Times are years, items their ids.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

CONCEPT = "http://www.wikidata.org/entity/"
"""Before an item's id, its IRI; https and /wiki/ are pages about it, which never join."""

ID = re.compile(r"Q[1-9][0-9]{0,17}")
DISPLAYED = ("mul", "en")
"""Languages that stand in for one that has no label, as Wikidata itself falls back."""

Kind = Literal["label", "alias", "claim"]

NAMING = ("P1448", "P1449", "P742", "P1559")
"""Claims that are names: official name, nickname, pseudonym, name in native language."""

TIMES = ("P569", "P570", "P571", "P576")
"""Birth, death, inception, dissolution."""

KEPT = frozenset(
    {
        *(
            "P31",
            "P279",
            "P17",
            "P27",
            "P131",
            "P159",
            "P19",
        ),  # what it is, and where: country, citizenship, seat, birthplace
        *("P106", "P39", "P102", "P108", "P463", "P361", "P749", "P625"),  # what it does and belongs to; coordinates
        *TIMES,
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """What an item is called: in a language ("mul" where in all), as label, as alias or by one of its claims."""

    language: str
    kind: Kind
    value: str


@dataclass(frozen=True, slots=True)
class Item:
    """An item, as far as it helps to tell it from others. ``claims``: property → values that are not deprecated.

    Values of ``TIMES`` are years ("1952", "-43"), of P625 "latitude,longitude", of all others item ids. ``revision``
    is Wikidata's number of the version, None where the file does not tell it.
    """

    id: str
    names: tuple[Name, ...] = ()
    descriptions: Mapping[str, str] = field(default_factory=dict)
    claims: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sitelinks: int = 0
    revision: int | None = None

    @property
    def iri(self) -> str:
        """The concept IRI, which is what others link to."""
        return CONCEPT + self.id

    def values(self, *properties: str) -> tuple[str, ...]:
        """All values of some properties."""
        return tuple(value for name in properties for value in self.claims.get(name, ()))

    def years(self, name: str) -> list[int]:
        """The years that a property tells."""
        return [int(value) for value in self.claims.get(name, ())]

    def label(self, language: str = "en") -> str:
        """The name to show: in the language, else for all languages, else in English, else any, else the id."""
        labels = {name.language: name.value for name in reversed(self.names) if name.kind == "label"}
        found = (labels[tag] for tag in (language, *DISPLAYED, *sorted(labels)) if tag in labels)
        return next(found, self.id)

    def spellings(self, language: str) -> list[str]:
        """The label to show, then other names of a language and of all languages."""
        others = (name.value for name in self.names if name.language in {language, "mul"})
        return list(dict.fromkeys((self.label(language), *others)))

    def description(self, language: str = "en") -> str:
        """What tells it from others of its name, in the language or a language that stands in; may be empty."""
        return next((self.descriptions[tag] for tag in (language, *DISPLAYED) if tag in self.descriptions), "")


@dataclass(frozen=True, slots=True)
class Redirect:
    """An item that was merged into another."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """An item that is no more."""

    id: str


Entry = Item | Redirect | Deleted


def together(items: Iterable[Item]) -> Item:
    """One item of which several parts were found, in their order; ``items`` is not empty."""
    parts = list(items)
    claims = {name: tuple(dict.fromkeys(v for p in parts for v in p.values(name))) for p in parts for name in p.claims}
    return Item(
        parts[0].id,
        tuple(dict.fromkeys(name for part in parts for name in part.names)),
        {tag: words for part in parts for tag, words in part.descriptions.items()},
        claims,
        max(part.sitelinks for part in parts),
        max((part.revision for part in parts if part.revision is not None), default=None),
    )
