"""One generation of the graph in, the marks of its answers out: entity tags and the time of the last change.

Law of this file: a tag is made from the request and the edition alone, so it can be compared before any work is done.
It is strong (RFC 9110 §8.8.3): what it marks must be the same bytes whenever the same request is answered again;
where rows may come in another order, whoever sends it says that it is weak.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, Self

from kg import __version__
from kg.stores import View
from server.settings import Running, Settings

KEY = ("wsgi.url_scheme", "HTTP_HOST", "SCRIPT_NAME", "PATH_INFO", "QUERY_STRING", "HTTP_ACCEPT")
"""All of a request that its answer may depend on."""

UNSETTLED = timedelta(seconds=3)
"""After a change, the time for which another may bear the same second as its own."""

Key = tuple[Any, ...]


def key(environ: Mapping[str, Any]) -> Key:
    """Give what tells one request for a representation from another."""
    return tuple(map(environ.get, KEY))


@dataclass(frozen=True, slots=True)
class Edition:
    """What a server shows of one generation: ``digest`` of all that determines it, and when it was ``built``."""

    generation: int
    digest: str
    built: datetime | None

    @classmethod
    def of(cls, view: View, settings: Settings) -> Self:
        """Give the edition of a view; other settings or another version of Habeas may show it otherwise."""
        info = view.info
        shown = replace(settings, store=Path(), running=Running())  # where and how it runs changes no answer
        told = repr((__version__, info, shown))
        built = datetime.fromisoformat(info.built) if info.built else None
        return cls(info.generation, hashlib.blake2b(told.encode(), digest_size=16).hexdigest(), built)

    def tag(self, asked: Key) -> str:
        """Give the entity tag of the answer to a request, without its quotes."""
        return hashlib.blake2b(repr((self.digest, asked)).encode(), digest_size=16).hexdigest()

    def modified(self, now: datetime | None = None) -> str | None:
        """Give Last-Modified; None while a later change might bear the same second (RFC 9110 §8.8.2.1)."""
        if self.built is None or (now or datetime.now(UTC)) - self.built < UNSETTLED:
            return None
        return told(self.built)


@lru_cache(8)
def told(moment: datetime) -> str:
    """Write a moment as HTTP does."""
    return format_datetime(moment.astimezone(UTC), usegmt=True)
