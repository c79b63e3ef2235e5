"""Requests in; through go those whose client has not asked too much, and none once the server is ending.

Law of this file: who a client is, is told by the connection; by X-Forwarded-For only where a trusted proxy wrote it.
"""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from kg.errors import UsageError
from server.operations.wsgi import CLIENT, REFUSED, Environ, Start, Wsgi, sentence
from server.settings import Running

HOPS = 20
"""Proxies between a client and us that are looked through, at most."""
CLIENTS = 10_000
"""Clients whose rate is remembered; the one that was silent longest is forgotten first."""
LONGEST = 100
"""Characters of an address, at most: what is remembered stays small."""
UNKNOWN = "501 Not Implemented", "This server knows no such method; methods are written in capital letters."
ALWAYS = frozenset({"/health", "/metrics"})
"""Addresses that answer until the end."""


def address(text: str) -> IPv4Address | IPv6Address | None:
    """Read an IP address, an IPv4 one also as mapped into IPv6; None for what is none."""
    return read(text) if len(text) <= LONGEST else None


@lru_cache(4096)
def read(text: str) -> IPv4Address | IPv6Address | None:
    """Read an IP address, and remember it."""
    try:
        found = ip_address(text.strip().strip("[]").partition("%")[0])
    except ValueError:
        return None
    return getattr(found, "ipv4_mapped", None) or found


@lru_cache(4096)
def counted(client: str) -> str | None:
    """Give what a client is counted as: its address, in IPv6 its network (/64); None for this machine itself."""
    found = address(client)
    if found is None:
        return client
    if found.is_loopback:
        return None
    return str(found) if found.version == 4 else str(ip_network((int(found), 64), strict=False))


class Proxies:
    """The proxies that are believed."""

    def __init__(self, networks: Sequence[str]) -> None:
        try:
            self._networks = [ip_network(each, strict=False) for each in networks]
        except ValueError as error:
            raise UsageError(f"trusted_proxy must be addresses or networks such as 10.0.0.0/8: {error}") from error

    def believes(self, text: str) -> bool:
        """Tell whether an address is a proxy's."""
        found = address(text)
        return found is not None and any(found in each for each in self._networks)

    def client(self, environ: Environ) -> str:
        """Give the address that a request came from, and take over the scheme that its client used."""
        at = str(environ.get("REMOTE_ADDR") or "")
        if not self._networks or not self.believes(at):
            return at
        if environ.get("HTTP_X_FORWARDED_PROTO") in {"http", "https"}:
            environ["wsgi.url_scheme"] = environ["HTTP_X_FORWARDED_PROTO"]
        for hop in reversed(environ.get("HTTP_X_FORWARDED_FOR", "").split(",")[-HOPS:]):
            if address(hop) is None or not self.believes(at):
                break
            at = str(address(hop))
        return at


class Buckets:
    """Token buckets: each client has up to ``burst`` tokens, of which ``rate`` a second come back."""

    def __init__(self, rate: float, burst: int, now: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._burst, self._now = rate, burst, now
        self._clients: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, client: str) -> float:
        """Take a token; give the seconds until there is one where there is none, else 0."""
        with self._lock:
            now = self._now()
            tokens, since = self._clients.pop(client, (float(self._burst), now))
            tokens = min(self._burst, tokens + (now - since) * self._rate)
            self._clients[client] = (max(tokens - 1, 0) if tokens >= 1 else tokens, now)
            if len(self._clients) > CLIENTS:
                self._clients.popitem(last=False)
        return 0.0 if tokens >= 1 else (1 - tokens) / self._rate


class Gate:
    """Lets requests through to an application."""

    def __init__(self, app: Wsgi, running: Running) -> None:
        self._app, self._proxies = app, Proxies(running.trusted_proxy)
        self._buckets = Buckets(running.rate, running.burst) if running.rate else None
        self.closing = False

    def __call__(self, environ: Environ, start: Start) -> Iterable[bytes]:
        """Refuse a request (429, 501, 503, or as its HTTP server did) or pass it on."""
        client = environ[CLIENT] = environ["REMOTE_ADDR"] = self._proxies.client(environ)
        environ["PATH_INFO"] = f"/{environ.get('PATH_INFO', '').lstrip('/')}"  # as routes, and waitress, read it
        if not environ.get("HTTP_HOST"):
            environ.pop("HTTP_HOST", None)  # granian says so that there is none; then the server's own name holds
        if not environ["REQUEST_METHOD"].isupper():
            environ.setdefault(REFUSED, UNKNOWN)
        if REFUSED in environ:
            return sentence(environ, start, *environ[REFUSED])
        if self.closing and environ.get("PATH_INFO") not in ALWAYS:
            told = "The server is ending; try again shortly."
            return sentence(environ, start, "503 Service Unavailable", told, ("Retry-After", "5"))
        who = counted(client) if self._buckets else None
        wait = self._buckets.wait(who) if self._buckets and who is not None else 0
        if wait:
            told = f"This client asks more often than one may; try again in {math.ceil(wait)} s."
            return sentence(environ, start, "429 Too Many Requests", told, ("Retry-After", str(math.ceil(wait))))
        return self._app(environ, start)
