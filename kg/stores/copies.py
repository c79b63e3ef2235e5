"""A store's folder in, its newest copy for readers out: opened to read, or copied once more to write in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyoxigraph

from kg.errors import StoreError
from kg.stores.folder import Folder, Manifest


def published(folder: Folder) -> tuple[Manifest, pyoxigraph.Store]:
    """Open the newest copy for readers; a purge may take one away meanwhile, but then there is a newer one."""
    manifest = folder.manifest
    path = folder.view(manifest.view) / "graph"
    if not manifest.view:
        return manifest, pyoxigraph.Store()
    try:
        return manifest, pyoxigraph.Store.read_only(str(path))
    except (OSError, RuntimeError) as error:
        if folder.manifest.view != manifest.view:
            return published(folder)
        raise StoreError(f"the graph in {path} cannot be opened: {error}; build it again with --rebuild") from error


def copy(folder: Folder, manifest: Manifest, path: Path) -> None:
    """Make a graph to write in of the newest copy for readers, whole or not at all; an empty one where there is none.

    A change made beside the build leaves the writer's own graph behind, so that the next build begins with this.
    """
    beside = path.with_name(f"{path.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if manifest.view:
        pyoxigraph.Store.read_only(str(folder.view(manifest.view) / "graph")).backup(str(beside))
        beside.rename(path)
