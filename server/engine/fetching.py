"""An allowed address and a query in, what that service answers out; never anything from a place that was not allowed.

Law of this file: a name is resolved once, each address it has is judged, and the connection goes to that very address,
so that a second answer of the name server (DNS rebinding) changes nothing. Redirects are judged anew.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from kg import __version__
from kg.errors import QueryError, UsageError

PORTS = {"http": 80, "https": 443}
REDIRECTS = 3
MOVED = frozenset({301, 302, 303, 307, 308})
NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the IPv4 address stands in the last 32 bits
Resolve = Callable[..., Sequence[tuple[Any, Any, Any, Any, Any]]]
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class ServiceError(QueryError):
    """A service that cannot be asked, or that does not answer as it should."""

    status = 502


@dataclass(frozen=True, slots=True)
class Asking:
    """What is sent to a service: the body, its type, and the forms accepted."""

    body: bytes
    content_type: str
    accept: str


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Asks allowed services; ``seconds`` and ``size`` bound one answer, ``resolve`` is how names become addresses.

    ``agent`` is what we are called there: some, such as Wikidata's, ask for a contact of whoever runs the program
    (https://www.mediawiki.org/wiki/Wikimedia_APIs/Access_policy).
    """

    allowed: Collection[str]
    seconds: float
    size: int = 16 * 2**20
    resolve: Resolve = socket.getaddrinfo
    agent: str = "habeas"

    def fetch(self, address: str, asking: Asking) -> tuple[str, bytes]:
        """Give media type and bytes of the answer; ServiceError for whatever else happens."""
        until = time.monotonic() + self.seconds
        for _ in range(REDIRECTS + 1):
            if address not in self.allowed:
                raise ServiceError(f"A service redirects to <{address}>, which is not allowed.")
            try:
                moved, media_type, body = self._once(address, asking, until)
            except (OSError, http.client.HTTPException) as error:
                raise ServiceError(f"The service <{address}> cannot be reached: {error}.") from error
            if not moved:
                return media_type, body
            address = urljoin(address, moved)
        raise ServiceError(f"The service <{address}> redirects more than {REDIRECTS} times.")

    def _once(self, address: str, asking: Asking, until: float) -> tuple[str, str, bytes]:
        """Give the place it has moved to, else type and bytes."""
        parts = urlsplit(address)
        connection = http.client.HTTPConnection(parts.netloc.rpartition("@")[2], parts.port or PORTS[parts.scheme])
        connection.sock = sock = self._connected(address, until)  # held: after HTTP/1.0 the connection lets go of it
        target = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
        headers = {"Content-Type": asking.content_type, "Accept": asking.accept, "User-Agent": self.agent}
        try:
            connection.request("POST", target, asking.body, headers)
            response = connection.getresponse()
            if response.status in MOVED:
                return response.getheader("Location") or "/", "", b""
            if response.status != 200:
                raise ServiceError(f"The service <{address}> answered with status {response.status}.")
            return "", response.getheader("Content-Type") or "", self._read(response, sock, address, until)
        finally:
            connection.close()

    def _read(self, response: http.client.HTTPResponse, sock: socket.socket, address: str, until: float) -> bytes:
        """Read all, within time and size."""
        found = bytearray()
        while not response.isclosed():
            sock.settimeout(left(until))
            if not (data := response.read1(2**16)):
                break
            found += data
            if len(found) > self.size:
                raise ServiceError(f"The service <{address}> answered with more than {self.size // 2**20} MiB.")
        return bytes(found)

    def _connected(self, address: str, until: float) -> socket.socket:
        """Connect to an address that was judged, and to no other."""
        parts = urlsplit(address)
        host = parts.hostname or ""
        found = self.resolve(host, parts.port or PORTS[parts.scheme], type=socket.SOCK_STREAM)
        fit = [each for each in found if named_itself(host) or public(ipaddress.ip_address(each[4][0]))]
        if not fit:
            raise ServiceError(f"The service <{address}> lies at a private address, and is not asked.")
        family, kind, protocol, _, place = fit[0]
        sock = socket.socket(family, kind, protocol)
        try:
            sock.settimeout(left(until))
            sock.connect(place)
            return secured(sock, host) if parts.scheme == "https" else sock
        except BaseException:
            sock.close()
            raise


def left(until: float) -> float:
    """Give the seconds that are left; TimeoutError where there are none."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("it takes too long")
    return seconds


def secured(sock: socket.socket, host: str) -> socket.socket:
    """Speak TLS, with the host's own certificate."""
    return ssl.create_default_context().wrap_socket(sock, server_hostname=host)


def named_itself(host: str) -> bool:
    """Tell whether whoever allowed a service wrote down the place itself: an IP address, or localhost."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return host == "localhost"
    return True


def public(address: Address) -> bool:
    """Tell whether an address is of the public internet, and the one that it wraps (mapped, 6to4, Teredo, NAT64)."""
    if isinstance(address, ipaddress.IPv4Address):
        return address.is_global and not address.is_multicast
    inner = [address.ipv4_mapped, address.sixtofour, (address.teredo or (None, None))[1]]
    inner += [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)] if address in NAT64 else []
    wrapped = [each for each in inner if each is not None]
    return all(public(each) for each in wrapped) and (bool(wrapped) or (address.is_global and not address.is_multicast))


def named(contact: str) -> str:
    """Give the name that we ask services by, with whom to turn to where that is known."""
    plain = " ".join(contact.encode("ascii", "ignore").decode().split())
    return f"habeas/{__version__} ({plain})" if plain else f"habeas/{__version__}"


def checked(services: Sequence[str]) -> tuple[str, ...]:
    """Hand on the addresses that SERVICE may name; UsageError for one that is no http(s) address."""
    for address in services:
        parts = urlsplit(address)
        if parts.scheme not in PORTS or not parts.hostname or parts.username or parts.fragment:
            raise UsageError(f"{address!r} cannot be a service: give an address such as https://host/sparql")
    return tuple(dict.fromkeys(services))
