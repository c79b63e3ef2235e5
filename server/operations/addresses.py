"""A host and a port in; out a socket that listens there, and whether the data's IRIs lead to it."""

from __future__ import annotations

import errno
import socket
from urllib.parse import urlsplit

from kg.errors import UsageError

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
EVERYWHERE = frozenset({"", "0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to
LAST = 65_535
REASONS = {
    errno.EADDRINUSE: "another program is using it; choose another with --port",
    errno.EACCES: "this user may not; choose a port of 1024 or above",
    errno.EADDRNOTAVAIL: "this machine has no such address",
}


def bound(host: str, port: int) -> socket.socket:
    """Take the address; raises UsageError, with the reason, where it cannot be had."""
    if port > LAST:  # getaddrinfo() would take it for another
        raise UsageError(f"cannot serve at {host} port {port}: ports end at {LAST:,}")
    try:
        found = socket.getaddrinfo(host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, *_, address = min(found, key=lambda each: each[0] != socket.AF_INET)
        return socket.create_server(address[:2], family=family, backlog=1024)
    except (OSError, ValueError, OverflowError) as error:
        reason = REASONS.get(getattr(error, "errno", None) or 0, str(error))
        raise UsageError(f"cannot serve at {host} port {port}: {reason}") from error


def base_warning(base: str, host: str, port: int) -> str | None:
    """Compare where the data's IRIs lead with where the server answers."""
    parts = urlsplit(base)
    there = parts.port or {"http": 80, "https": 443}.get(parts.scheme)
    if parts.scheme == "http" and there == port and same_host(parts.hostname or "", host):
        return None
    here = f"http://{f'[{host}]' if ':' in host else host or 'localhost'}:{port}/"
    return (
        f"the data's IRIs begin with {base}, but this server answers at {here}: "
        f"pages work here, but the IRIs lead elsewhere (build with --base {here} to change that)"
    )


def same_host(named: str, bound: str) -> bool:
    """Tell whether a host name leads to the address bound to, as far as that can be told without asking the network."""
    if bound in EVERYWHERE:
        return named in LOOPBACK or named == socket.gethostname()
    return named == bound or (named in LOOPBACK and bound in LOOPBACK)
