"""The folders of one build in, what people and earlier builds decided out.

They lie in the folder that the user named, else in the only source folder where that holds one of their files, else
beside the graph. Judgements and proposals hold wherever they lie: in that folder or in any source's. What lay beside
the graph before is read from there until it is written elsewhere.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import UsageError
from kg.identity import judgements, ledger, proposals
from kg.identity.judgements import Opinion, holding, opinions
from kg.identity.ledger import Ledger
from kg.identity.proposals import Proposal


@dataclass(frozen=True, slots=True)
class Records:
    """What is known of who is who before a build: judgements that hold, IRIs given, and items proposed."""

    folder: Path
    opinions: tuple[Opinion, ...]
    ledger: Ledger
    proposals: tuple[Proposal, ...] = ()

    @classmethod
    def read(cls, named: Path | None, sources: Iterable[Path], store: Path) -> Records:
        """Read them; raises UsageError for a folder that is not there and for lines that cannot be understood."""
        if named is not None and not named.is_dir():
            raise UsageError(
                f"{named}, where the ledger is to be, is no folder; make it, or name another with --ledger"
            )
        roots = sorted(set(sources))
        folder = named or _own(roots) or store
        told = [opinion for root in sorted({*roots, folder}) for opinion in opinions(root)]
        having = _having(proposals.NAME, [*roots, folder], store)
        open_ = {each for root in having for each in proposals.proposals(root)}
        (given,) = _having(ledger.NAME, [folder], store)
        return cls(folder, holding(told), Ledger.read(given), tuple(sorted(open_)))

    def kept(self, given: Ledger, store: Path) -> Records:
        """The same with the ledger that a build gave, which is written; there is but one, wherever it lies."""
        given.write(self.folder)
        if self.folder.resolve() != store.resolve():
            (store / ledger.NAME).unlink(missing_ok=True)
        return replace(self, ledger=given)

    def only(self, iris: Container[str]) -> Records:
        """The same without proposals for anybody else, in the folder's file, too."""
        left = [each for each in self.proposals if each.left in iris]
        if len(left) < len(self.proposals) and (self.folder / proposals.NAME).exists():
            proposals.write(self.folder, left)
        return replace(self, proposals=tuple(left))

    def without(self, names: Iterable[str]) -> Records:
        """The same without the IRIs of people whose folded names are withheld."""
        return replace(self, ledger=self.ledger.without(names))


def _own(roots: list[Path]) -> Path | None:
    """The only source folder, where it keeps records."""
    names = (judgements.NAME, ledger.NAME, proposals.NAME)
    kept = any((root / name).exists() for root in roots for name in names)
    return roots[0] if len(roots) == 1 and kept else None


def _having(name: str, folders: Iterable[Path], otherwise: Path) -> list[Path]:
    """The folders that have a file of this name; where none has, another."""
    return [each for each in sorted(set(folders)) if (each / name).exists()] or [otherwise]
