"""A WSGI application in, the same out with its answers kept for the next who asks; before it, not within it.

Law of this file: only what is marked by :func:`server.operations.freshness.fresh` is kept, and only while the edition
of the graph stays; a hit costs a few look-ups, and a client that holds the answer already gets 304 before any work,
whether it is kept here or not.
"""

from __future__ import annotations

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from werkzeug.datastructures import Accept
from werkzeug.http import is_resource_modified, parse_accept_header

from server.operations.edition import Edition, Key, key
from server.operations.freshness import KEPT, READS, repr_digest
from server.operations.wsgi import CACHED, EVERY, NOTED, Environ, Headers, Start, Wsgi
from server.site import STATE, Site

LEAST = 1024
"""Bytes below which an answer is not compressed."""
OVERHEAD = 3072
"""Bytes that an entry is reckoned at beside its body: key, headers, objects."""
LONGEST = 200
"""Characters of an Accept-Encoding header that are read."""
LATELY = 2**14
"""Requests whose answers were not kept that are remembered, by a number each."""
SHARE = 8
"""An answer that would take more than one part in so many of the room is not kept."""


BYTES = frozenset({"ETag", "Content-Length", "Repr-Digest"})
"""Headers that tell of an answer's bytes."""

Place = tuple[Key, bool]
"""A request for a representation, and whether its client takes gzip."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer as it is sent, and what was noted of it."""

    headers: Headers
    body: bytes
    noted: Mapping[str, object]

    @property
    def size(self) -> int:
        """Bytes that it takes."""
        return len(self.body) + OVERHEAD

    def packed(self) -> Entry:
        """Give the same compressed: other bytes, so another strong tag."""
        told = dict(self.headers)
        if len(self.body) < LEAST or "Content-Encoding" in told:
            return self
        body = gzip.compress(self.body, 6, mtime=0)
        marks = [("ETag", f'{told["ETag"][:-1]}-gz"'), ("Content-Length", str(len(body))), ("Content-Encoding", "gzip")]
        if "Repr-Digest" in told:
            marks.append(("Repr-Digest", repr_digest(hashlib.sha256(body).digest())))
        kept = [each for each in self.headers if each[0] not in BYTES]
        return Entry([*kept, *marks], body, self.noted)


@lru_cache(256)
def takes_gzip(encodings: str) -> bool:
    """Tell whether an Accept-Encoding header takes gzip."""
    return "gzip" in encodings and parse_accept_header(encodings, Accept).quality("gzip") > 0


class Cache:
    """Keeps at most ``room`` bytes of an application's answers; what was not asked for longest goes first.

    Once the room is full, an answer is kept when it is asked for again: what is asked for once, by a crawler or in a
    query like no other, drives nothing out (admission as in TinyLFU, https://doi.org/10.1145/3149371).
    """

    def __init__(self, app: Wsgi, site: Site, room: int) -> None:
        self._app, self._site, self._room = app, site, room
        self._entries: OrderedDict[Place, Entry] = OrderedDict()
        self._lately: OrderedDict[int, None] = OrderedDict()
        self._edition: Edition | None = None
        self._lock = threading.Lock()
        self.size = 0

    def __len__(self) -> int:
        return len(self._entries)

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Answer from what is kept, else ask the application."""
        edition = self._edition_of(environ)
        if environ["REQUEST_METHOD"] not in READS:
            return self._app(environ, start)
        asked = key(environ)
        if "HTTP_IF_NONE_MATCH" in environ and (held := matched(environ["HTTP_IF_NONE_MATCH"], edition.tag(asked))):
            return unchanged(environ, start, edition, held)
        if "HTTP_RANGE" in environ:
            return self._app(environ, start)
        place = (asked, takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", "")[:LONGEST]))
        entry = self._entries.get(place)
        if entry is None:
            return self._fetched(environ, start, place, edition)
        if "HTTP_IF_MODIFIED_SINCE" in environ and not_since(environ, dict(entry.headers)):
            return unchanged(environ, start, edition, dict(entry.headers)["ETag"])
        with self._lock:
            if place in self._entries:
                self._entries.move_to_end(place)
        environ[CACHED] = "hit"
        return sent(environ, start, entry)

    def _edition_of(self, environ: Environ) -> Edition:
        """Give what the request sees, and let go of all that is kept of another edition."""
        state = environ[STATE] = self._site.newest()
        if state.edition is not self._edition:
            with self._lock:
                self._entries.clear()
                self._edition, self.size = state.edition, 0
        return state.edition

    def _fetched(self, environ: Environ, start: Start, place: Place, edition: Edition) -> Iterable[bytes]:
        """Ask the application, and keep its answer where that is whole, marked and not too large."""
        told: list[tuple[str, Headers]] = []
        body = self._app(environ, lambda status, headers, _=None: told.append((status, headers)))
        status, headers = told[-1]
        if status != "200 OK" or environ["REQUEST_METHOD"] != "GET" or not self._keeps(dict(headers)):
            start(status, headers)
            return body
        entry = Entry(headers, joined(body), environ.get(NOTED, {}))
        entry = entry.packed() if place[1] else entry
        self._keep(place, entry, edition)
        environ[CACHED] = "miss"
        return sent(environ, start, entry)

    def _keeps(self, told: Mapping[str, str]) -> bool:
        length = told.get("Content-Length", "")
        whole = length.isdigit() and int(length) * SHARE <= self._room
        return whole and "ETag" in told and told.get("Cache-Control") == KEPT

    def _keep(self, place: Place, entry: Entry, edition: Edition) -> None:
        with self._lock:
            if edition is not self._edition or place in self._entries:  # outdated meanwhile, or kept by another
                return
            if self.size + entry.size > self._room and not self._again(hash(place)):
                return
            self._entries[place] = entry
            self.size += entry.size
            while self.size > self._room:
                self.size -= self._entries.popitem(last=False)[1].size

    def _again(self, asked: int) -> bool:
        """Tell whether this was asked for lately, and its answer not kept."""
        if asked in self._lately:
            del self._lately[asked]
            return True
        self._lately[asked] = None
        if len(self._lately) > LATELY:
            self._lately.popitem(last=False)
        return False


def sent(environ: Environ, start: Start, entry: Entry) -> list[bytes]:
    """Send an entry; to HEAD, all but its bytes."""
    environ[NOTED] = entry.noted
    start("200 OK", entry.headers)
    return [entry.body] if environ["REQUEST_METHOD"] == "GET" else []


def joined(body: Iterable[bytes]) -> bytes:
    """Gather an answer's pieces, and close it as WSGI asks."""
    try:
        return b"".join(body)
    finally:
        close = getattr(body, "close", None)
        if close:
            close()


def matched(held: str, tag: str) -> str | None:
    """Find a tag, or that of its packed form, among those that a client holds (RFC 9110 §13.1.2, weak comparison)."""
    return next((each for each in (f'W/"{tag}"', f'W/"{tag}-gz"', f'"{tag}"', f'"{tag}-gz"') if each in held), None)


def not_since(environ: Environ, told: dict[str, str]) -> bool:
    """Tell whether what is kept is no newer than a client's copy (RFC 9110 §13.1.3)."""
    return not is_resource_modified(environ, told["ETag"], last_modified=told.get("Last-Modified"))


def unchanged(environ: Environ, start: Start, edition: Edition, tag: str) -> list[bytes]:
    """Say that what the client holds still holds."""
    environ[CACHED] = "match"
    modified = edition.modified()
    marks = [("ETag", tag), ("Cache-Control", KEPT), ("Vary", "Accept, Accept-Encoding")]
    start("304 Not Modified", [*marks, *([("Last-Modified", modified)] if modified else []), *EVERY])
    return []
