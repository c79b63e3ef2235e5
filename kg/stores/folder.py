"""A store's folder: its manifest, its lock, and where graph, readings and catalogue lie.

Layout: ``habeas.json`` (manifest, replaced whole), ``readings/`` (the record of truth), ``graph/<n>/`` (RocksDB, the
writer's) and ``catalogue.sqlite`` (the writer's), ``views/<n>/`` (what readers open: a copy of both, made of hard links
where it is large, that nobody changes), ``runs.jsonl`` (clock times), ``lock``; where a server writes, also ``draft/``
(RocksDB, its own) and ``writes.jsonl`` (who changed what; full ones are numbered). The manifest names the graph and the
view in use; where that graph is not there, it is made from the view.
"""

from __future__ import annotations

import fcntl
import json
import os
import re
import shutil
import sqlite3
from collections.abc import Container, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import IO

from kg.documents import MANIFEST
from kg.errors import StoreError, UsageError
from kg.iris import DEFAULT_BASE
from kg.stores import StoreInfo

FORMAT = 1
REMOTE = "remote.json"
"""The file that says where the graph is, when that is another server (:mod:`kg.stores.remote.place`)."""
ANSWERS = "wikidata.sqlite"
"""The file of what Wikidata answered (:mod:`kg.wikidata.answers`); it tells who was asked about."""
GONE = ".gone"
"""What a view is called while it is removed, so that a server that makes files beside it makes no more."""
BASE = re.compile(r"https?://[\w.~:@\[\]%-]+/(?:[\w.~:@!$&'()*+,;=%-]+/)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``habeas.json`` holds. ``graph`` and ``view`` number the folders in use; view 0 is none, an empty graph."""

    base: str = DEFAULT_BASE
    format: int = FORMAT
    graph: int = 1
    view: int = 0
    generation: int = 0
    triples: int = 0
    built: str | None = None
    digests: Mapping[str, str] = field(default_factory=dict)

    @property
    def info(self) -> StoreInfo:
        """The part that readers are shown."""
        return StoreInfo(self.base, self.format, self.generation, self.triples, self.built, self.digests)


class Folder:
    """One store's files, by purpose."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.readings = path / "readings"
        self.catalogue = path / "catalogue.sqlite"
        self.runs = path / "runs.jsonl"
        self.draft = path / "draft"
        self.writes = path / "writes.jsonl"
        self._manifest = path / MANIFEST
        self._lock: IO[bytes] | None = None

    def graph(self, number: int) -> Path:
        """Where the writer's numbered RocksDB lies."""
        return self.path / "graph" / str(number)

    def view(self, number: int) -> Path:
        """Where the numbered copy for readers lies: ``graph`` and ``catalogue.sqlite``."""
        return self.path / "views" / str(number)

    @property
    def manifest(self) -> Manifest:
        """Read the manifest; raises StoreError where this is no store, or one of another format."""
        try:
            data = json.loads(self._manifest.read_text(encoding="utf-8"))
            manifest = Manifest(**data)
        except FileNotFoundError:
            raise StoreError(f"{self.path} is not a Habeas store: it has no habeas.json; build one first") from None
        except (OSError, TypeError, ValueError) as error:
            raise StoreError(f"{self._manifest} cannot be read: {error}") from error
        if manifest.format != FORMAT:
            raise StoreError(
                f"{self.path} has store format {manifest.format}, this version of Habeas reads format {FORMAT}: "
                "build the store anew, or use the version that made it"
            )
        return manifest

    def write(self, manifest: Manifest) -> None:
        """Replace the manifest whole, and hold it on disk before returning."""
        beside = self._manifest.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as file:
            json.dump(asdict(manifest), file, indent=1, sort_keys=True)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._manifest)

    def create(self, base: str | None) -> Manifest:
        """Open the manifest, or make a new one in a folder that is empty or absent; raises StoreError otherwise."""
        slashed = f"{base.rstrip('/')}/" if base else None
        if slashed and not BASE.fullmatch(slashed):
            raise UsageError(f"{base!r} cannot be the base of IRIs; give an address such as {DEFAULT_BASE}")
        if self._manifest.exists():
            return self._based(slashed)
        self.path.mkdir(parents=True, exist_ok=True)
        if {entry.name for entry in self.path.iterdir()} - {"lock", "habeas.new", REMOTE}:
            raise StoreError(f"{self.path} holds other files and is not a Habeas store; name a new or empty folder")
        manifest = Manifest(base=slashed or DEFAULT_BASE)
        self.write(manifest)
        return manifest

    def _based(self, base: str | None) -> Manifest:
        manifest = self.manifest
        if base is not None and base != manifest.base:
            raise StoreError(
                f"{self.path} was made with the base {manifest.base}, not {base}; IRIs must not change, "
                "so name another folder for another base"
            )
        return manifest

    def lock(self) -> None:
        """Become the only writer; raises StoreError where there is one already. A killed writer's lock is free."""
        self.path.mkdir(parents=True, exist_ok=True)
        self._lock = (self.path / "lock").open("ab")
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self.unlock()
            raise StoreError(f"another process is writing to {self.path}; wait until it is done") from None

    def unlock(self) -> None:
        """Let the next writer in."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def sweep(self, *, graph: int, views: Container[int]) -> None:
        """Remove every other graph and view: what a swap or a killed build has left."""
        for entry in (self.path / "graph").glob("*"):
            if entry.name != str(graph):
                shutil.rmtree(entry)
        for entry in (self.path / "views").glob("*"):
            if entry.suffix == GONE or int(entry.name) not in views:
                shutil.rmtree(entry if entry.suffix == GONE else entry.rename(entry.with_suffix(GONE)))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says about disks and permissions into one sentence."""
    try:
        yield
    except (OSError, sqlite3.Error) as error:
        reason = getattr(error, "strerror", None) or error
        raise StoreError(
            f"{path} cannot be written: {reason}. Nothing that was stored is lost; make room or mend the permissions, "
            "then run the same command again"
        ) from error
