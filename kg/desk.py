"""A graph's folder in, what is known of who is who around it out, and the folder for what a person holds of it.

Law of this file: every command finds the records where a build finds them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import StoreError, UsageError
from kg.identity.records import Records
from kg.stores.catalogue import Catalogue

CATALOGUE = "catalogue.sqlite"


@dataclass(frozen=True, slots=True)
class Desk:
    """The records of a graph as its next build reads them; ``kept`` is the folder that the graph remembers."""

    records: Records
    named: Path | None
    kept: Path | None
    sources: tuple[Path, ...]

    @classmethod
    def of(cls, store: Path, named: Path | None = None) -> Desk:
        """The desk of a graph; ``named`` is the folder that the user names now.

        Raises UsageError for a folder that is not there, StoreError where ``store`` is no graph and none was named.
        """
        before, sources = None, tuple[Path, ...]()
        if (store / CATALOGUE).exists():
            with Catalogue.opened(store / CATALOGUE) as catalogue:
                sources, kept = tuple(map(Path, catalogue.sources())), catalogue.setting("ledger")
            before = Path(kept) if kept else None
        elif named is None:
            raise StoreError(f"{store} is no graph; build one first, or name a folder of judgements with --ledger")
        return cls(Records.read(named or before, sources, store), named, before, sources)

    @property
    def folder(self) -> Path:
        """Where judgements are written: the folder that was named, now or in a build, else the only source folder.

        Raises UsageError where there are several sources and no folder was named.
        """
        only = self.sources[0] if len(self.sources) == 1 else None
        folder = self.named or self.kept or only
        if folder is None or not folder.is_dir():
            raise UsageError("it is not clear where judgements shall be kept; name a folder with --ledger")
        return folder

    @property
    def build(self) -> str:
        """The command after which the graph shows what was written in ``folder``."""
        read = {each.resolve() for each in (*self.sources, *([self.kept] if self.kept else []))}
        known = self.named is None or self.named.resolve() in read
        return "habeas build" if known else f"habeas build --ledger {self.named}"
