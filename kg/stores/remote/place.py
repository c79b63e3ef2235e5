"""An address in, the folder that stands for it out: where a graph is asked and changed, and what is kept beside it.

The folder is a store like any other (``--store FOLDER`` works), but that ``remote.json`` in it says where the graph is.
"""

from __future__ import annotations

import hashlib
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from kg.errors import StoreError, UsageError
from kg.stores.folder import REMOTE

BESIDE: Mapping[str, tuple[str, str | None]] = {
    "/query": ("/update", "/store"),  # Oxigraph; Fuseki has no /store, and is then written by updates
}
"""End of a query address → ends of those for updates and for whole graphs; any other takes updates where it is."""


@dataclass(frozen=True, slots=True)
class Place:
    """The addresses of one server: of queries, of updates, and of whole graphs (None: these are written by updates).

    ``state`` names the folder that the graph is built from, so that no two folders build into one graph.
    """

    query: str
    update: str
    graphs: str | None = None
    state: str = ""

    @property
    def host(self) -> str:
        """The server's name, and its port."""
        return urlsplit(self.query).netloc


def is_address(place: str | Path) -> bool:
    """Tell an address from a folder."""
    return isinstance(place, str) and place.startswith(("http://", "https://"))


def settled(query: str, *, folder: Path | None = None, update: str | None = None, graphs: str | None = None) -> Path:
    """Give the folder that stands for a graph on a server, made where there is none; addresses given are kept in it.

    Raises UsageError for what is no address, holds a password, or is not what the folder was made for; StoreError where
    the folder cannot be written.
    """
    for address in filter(None, (query, update, graphs)):
        _judged(address)
    folder = folder or _usual(query)
    old = found(folder)
    if old and old.query != query:
        raise UsageError(f"{folder} stands for the graph at {old.query}, not {query}; name another folder by --state")
    guessed = _guessed(query)
    known = old or Place(query, *guessed, state=secrets.token_hex(8))
    place = Place(query, update or known.update, graphs or known.graphs, known.state)
    if place != old:
        _write(folder, place)
    return folder


def found(folder: Path) -> Place | None:
    """Read where the graph of a folder is; None where it lies in the folder itself."""
    try:
        return Place(**json.loads((folder / REMOTE).read_text(encoding="utf-8")))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, TypeError, ValueError) as error:
        raise StoreError(f"{folder / REMOTE} cannot be read: {error}; remove it, and name the address again") from error


def _judged(address: str) -> None:
    try:
        parts = urlsplit(address)
        named = bool(parts.hostname) and parts.port != 0 and parts.scheme in {"http", "https"}
    except ValueError:
        named = False
    if not named:
        raise UsageError(
            f"{address.rpartition('@')[2]!r} is no address of a server; give one such as https://host/sparql"
        )
    if parts.username or parts.password:
        raise UsageError(
            f"the address of {parts.hostname} holds a password, which would stand in files and lists of processes; "
            "put it into HABEAS_STORE_USER and HABEAS_STORE_PASSWORD"
        )


def _usual(query: str) -> Path:
    """The folder of an address among the user's state files (XDG Base Directory Specification)."""
    states = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    name = (urlsplit(query).hostname or "").replace(":", "_")
    return states / "habeas" / f"{name}-{hashlib.sha256(query.encode()).hexdigest()[:12]}"


def _guessed(query: str) -> tuple[str, str | None]:
    for end, (update, graphs) in BESIDE.items():
        if query.endswith(end):
            stem = query.removesuffix(end)
            return stem + update, graphs and stem + graphs
    return query, None


def _write(folder: Path, place: Place) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if {entry.name for entry in folder.iterdir()} and not (folder / REMOTE).exists():
            raise UsageError(f"{folder} holds other files; name a new or empty folder by --state")
        beside = (folder / REMOTE).with_suffix(".new")
        beside.write_text(json.dumps(asdict(place), indent=1), encoding="utf-8")
        beside.replace(folder / REMOTE)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written: {error.strerror}; name a folder by --state") from error
