"""Settings and the newest generation in, the one record out that every description of the data is written from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from flask import request

from kg.dump import SUFFIXES
from kg.errors import HabeasError, QueryError
from kg.packing import MEDIA_TYPES as PACKED
from kg.packing import offered
from kg.stores import View
from server.pages.nodes import LEGAL
from server.publishing.making import STATISTICS
from server.publishing.press import Press, Seal
from server.publishing.statistics import Statistics
from server.settings import Settings
from server.site import site

WAIT = 2.0
"""Seconds for which a description waits for the counts; without them it says less."""

MEDIA_TYPES = {
    "ttl": "text/turtle",
    "nq": "application/n-quads",
    "trig": "application/trig",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
}
LABELS = {"ttl": "Turtle", "nq": "N-Quads", "trig": "TriG", "jsonld": "JSON-LD", "nt": "N-Triples"}
PACKINGS = {".gz": "gzip", ".zst": "Zstandard"}
CONTENTS = {
    "dump": "Everything: claims, the words they rest on, how each was found, what follows from them",
    "claims": "Claims only: what is claimed, of whom and by whom",
}


@dataclass(frozen=True, slots=True)
class Dump:
    """One file that holds all of the data; ``seal`` is known once it has been made."""

    name: str
    seal: Seal | None = None

    @property
    def suffix(self) -> str:
        """What tells its format, such as "ttl"."""
        return self.name.split(".")[1]

    @property
    def packed(self) -> str | None:
        """The media type of its compression, where it is compressed."""
        return next((PACKED[end] for end in PACKED if self.name.endswith(end)), None)

    @property
    def content(self) -> str:
        """What it holds, in words."""
        return CONTENTS[self.name.split(".")[0]]


@dataclass(frozen=True)
class Record:
    """What is told of the data, in whatever vocabulary.

    ``root`` is the address at which this server was asked, ``base`` what the data's own IRIs begin with; the dataset's
    IRI is made of ``base``, so that it stays what it is wherever the data is served.
    """

    settings: Settings
    view: View
    press: Press
    root: str

    @property
    def base(self) -> str:
        """What the data's IRIs begin with."""
        return self.view.base

    @property
    def dataset(self) -> str:
        """The dataset's IRI."""
        return f"{self.base}#dataset"

    @property
    def endpoint(self) -> str:
        """The address of the SPARQL endpoint."""
        return f"{self.root}sparql"

    @property
    def licence(self) -> str | None:
        """The address of the licence, where one is set."""
        licence = self.settings.licence
        return licence if licence.startswith(("http://", "https://")) and LEGAL.fullmatch(licence) else None

    @property
    def contact(self) -> str | None:
        """Where questions go, as an address that can be followed."""
        contact = self.settings.contact
        address = f"mailto:{contact}" if "@" in contact and ":" not in contact else contact
        return address if LEGAL.fullmatch(address) else None

    @cached_property
    def statistics(self) -> Statistics | None:
        """The counts of this generation; None while they are being made, or where that failed: the log tells why."""
        try:
            path = self.press.made(self.view, STATISTICS, WAIT)
        except HabeasError:
            return None
        return Statistics.read(path) if path else None

    @cached_property
    def dumps(self) -> tuple[Dump, ...]:
        """All files that hold the data whole."""
        seals = self.press.seals(self.press.folder(self.view))
        return tuple(Dump(name, seals.get(name)) for name in names())


def names() -> Iterator[str]:
    """List the names of the dumps."""
    for content in CONTENTS:
        for suffix in SUFFIXES:
            yield f"{content}.{suffix}"
            yield from (f"{content}.{suffix}{end}" for end in offered())


def record() -> Record:
    """Give the record of the data as it now is, for who asks now; raises QueryError for a Host that is none."""
    here = site()
    if not request.host:
        raise QueryError("The Host header of the request is no host.")
    return Record(here.settings, here.view, here.press, request.host_url)
