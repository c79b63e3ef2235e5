"""What whoever runs the server may set.

Law of this file: plain fields, each with a default and the sentence that follows it; the flags of ``habeas serve``, the
variables ``HABEAS_…``, the keys of the file and the table in docs/server.md are made from them
(:mod:`server.operations.configuration`). A number may be 0 where its sentence says what 0 means; a field without repr
is a secret, and has no flag.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from kg.crate import DESCRIPTION, LICENCE, TITLE, Release
from server.engine.limits import Limits


@dataclass(frozen=True, slots=True)
class Running:
    """How the server listens, and what it grants its clients."""

    host: str = "127.0.0.1"
    """Address to listen at; 0.0.0.0 is everywhere."""
    port: int = 8000
    """Port to listen at."""
    server: Literal["waitress", "granian"] = "waitress"
    """The HTTP server; granian is faster, and comes with `habeas[fast]`."""
    processes: int = 1
    """Server processes, each with the query processes, threads, cache and rates that are set here; more than one needs
    granian, and a graph that is only read."""
    pinned: bool = False
    """Whether each server process keeps to one processor, with its query processes of the quick lane: less work a
    request, where the machine does little else. Linux and granian only."""
    threads: int = 16
    """Requests at work at one time."""
    connections: int = 1000
    """Connections open at one time."""
    idle: float = 30.0
    """Seconds for which a connection may be silent, and a request may take to arrive."""
    grace: float = 10.0
    """Seconds that requests at work are given to end when the server is stopped."""
    cache: int = 64 * 2**20
    """Bytes of answers that are kept for the next who asks; 0 keeps none."""
    rate: float = 50.0
    """Requests a second of one client, on average; loopback is not counted; 0 is no limit."""
    burst: int = 500
    """Requests that a client may make at once before the rate holds."""
    trusted_proxy: tuple[str, ...] = ()
    """Address or network of a proxy whose X-Forwarded-For and X-Forwarded-Proto are believed."""
    log: Literal["json", "none"] = "json"
    """One JSON line a request on standard error, or none."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the site is, what a query may cost, how the server runs; ``store`` is the view's own folder."""

    store: Path
    title: str = TITLE
    """Name of the site."""
    licence: str = LICENCE
    """Terms under which the data is published: a sentence or an address."""
    description: str = DESCRIPTION
    """What the data is, for those who find it in a catalogue."""
    publisher: str = ""
    """Who publishes the data."""
    contact: str = ""
    """Where questions go: an e-mail address, or the address of a page."""
    room: int = 8 * 2**30
    """Bytes on disk that the dumps of one generation may take."""
    default_graph: Literal["union", "unnamed"] = "union"
    """What a query without a dataset is asked of: the union of all graphs, or the unnamed default graph alone."""
    writable: bool = False
    """Whether those who have the token may change graphs that the build does not own, at /update and /store."""
    token: str = field(default="", repr=False)
    """The token that writers send (`Authorization: Bearer …`), of 16 characters or more."""
    token_file: Path | None = None
    """File that holds the token."""
    limits: Limits = field(default_factory=Limits)
    running: Running = field(default_factory=Running)

    @property
    def body(self) -> int:
        """Bytes that a request may have, whatever it is for; the endpoints are stricter."""
        return max(self.limits.body, self.limits.write_body) if self.writable else self.limits.body

    @property
    def release(self) -> Release:
        """What the publisher says of the data."""
        return Release(self.title, self.description, self.licence, self.publisher, self.contact)
