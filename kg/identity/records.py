"""The folders of one build in, what people and earlier builds decided out.

The ledger lies in the folder that the user named, else in the only source folder where that holds a ledger or
judgements, else beside the graph. Judgements hold wherever they lie: in that folder or in any source's.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import UsageError
from kg.identity import judgements, ledger
from kg.identity.judgements import Opinion, holding, opinions
from kg.identity.ledger import Ledger
from kg.identity.proposals import Proposal, proposals


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
        open_ = sorted({each for root in {*roots, folder} for each in proposals(root)})
        given = Ledger.read(folder) if (folder / ledger.NAME).exists() else Ledger.read(store)
        return cls(folder, holding(told), given, tuple(open_))

    def without(self, names: Iterable[str]) -> Records:
        """The same without the IRIs of people whose folded names are withheld."""
        return replace(self, ledger=self.ledger.without(names))


def _own(roots: list[Path]) -> Path | None:
    """The only source folder, where it keeps records."""
    kept = any((root / name).exists() for root in roots for name in (judgements.NAME, ledger.NAME))
    return roots[0] if len(roots) == 1 and kept else None
