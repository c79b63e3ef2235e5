"""Queries, updates and whole graphs in, what a server answered out: the only place of this package with a network.

SPARQL 1.1 Protocol and Graph Store HTTP Protocol. Secrets come from ``HABEAS_STORE_USER`` and ``HABEAS_STORE_PASSWORD``
(Basic or Digest, whichever the server asks for) or ``HABEAS_STORE_TOKEN`` (Bearer).

Laws of this file: a secret is sent to the addresses of its place alone, and stands in no error; no redirect is
followed; times are bounded; only reads are tried again.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit
from weakref import finalize

from kg.errors import QueryError, StoreError, UsageError
from kg.stores.remote.place import Place
from kg.stores.syntax import verb

if TYPE_CHECKING:
    import httpx

TABLE, GRAPH = "application/sparql-results+json", "application/n-triples, text/turtle;q=0.5"
ACCEPTED: Mapping[str, str] = {"SELECT": TABLE, "ASK": TABLE, "CONSTRUCT": GRAPH, "DESCRIBE": GRAPH}
"""What a query does → the forms of its answer that are read here; whatever does anything else is no query."""

Parameters = Mapping[str, str | Sequence[str]]

CONNECT, READ, WRITE = 10.0, 60.0, 900.0
"""Seconds to connect, between two pieces of an answer, and until a change is made."""
PAUSES = (0.5, 2.0)
"""Seconds before each further attempt to read."""
PASSING = frozenset({429, 502, 503, 504})
SAID = 200
"""Characters of what a server says that an error repeats."""


class ServerError(StoreError):
    """A server that did not do as asked; ``passing``: it may at another attempt."""

    def __init__(self, message: str, *, passing: bool = False) -> None:
        super().__init__(message)
        self.passing = passing

    @property
    def shown(self) -> str:
        """The sentence for strangers."""
        return "The server that holds the graph does not answer as it should; try again in a while."


class RefusedError(ServerError):
    """A server that answered with another status than success, and what it said."""

    def __init__(self, message: str, answered: int, said: str) -> None:
        super().__init__(message, passing=answered in PASSING)
        self.answered, self.said = answered, said


class UnreadableError(QueryError):
    """A query that the server cannot read; carries what it said."""

    def __init__(self, said: str) -> None:
        super().__init__(f"the query cannot be read: {said}")
        self.said = said


class Client:
    """Asks and changes the graph at one place; may be shared by threads."""

    def __init__(self, place: Place, pause: Callable[[float], None] = time.sleep) -> None:
        self._place, self._pause = place, pause
        self._http = opened(place.host)
        self._closing = finalize(self, self._http.close)  # a view that requests still read is closed by nobody

    def query(self, query: str, parameters: Parameters | None = None, read: float = READ) -> tuple[str, bytes]:
        """Give the media type and the bytes of the answer to a query.

        Raises QueryError where the query is at fault, StoreError where the server is, or cut its answer short.
        """
        for pause in (*PAUSES, None):
            try:
                with self.asked(query, parameters, read) as response:
                    return media_type(response), response.read()
            except ServerError as error:
                if pause is None or not error.passing:
                    raise
                self._pause(pause)
        raise AssertionError  # pragma: no cover - the last attempt returns or raises

    @contextmanager
    def asked(self, query: str, parameters: Parameters | None, read: float) -> Iterator[httpx.Response]:
        """Ask once; gives the response, whose bytes are still to be read."""
        accepted = ACCEPTED.get(verb(query))
        if accepted is None:
            raise QueryError("the query cannot be read: it begins with none of SELECT, ASK, CONSTRUCT and DESCRIBE")
        with self._answering(read):
            data, headers = {"query": query, **(parameters or {})}, {"Accept": accepted}
            times = timeout(read)
            with self._http.stream("POST", self._place.query, data=data, headers=headers, timeout=times) as response:
                if response.status_code == HTTPStatus.BAD_REQUEST:
                    raise UnreadableError(self._said(response))
                self._judge(response, "--store")
                yield response

    def update(self, operations: Sequence[str]) -> None:
        """Carry out a SPARQL Update, as one request; RefusedError where the server does not."""
        update = " ;\n".join(operations)
        with self._answering(WRITE):
            sent = self._http.post(self._place.update, data={"update": update}, timeout=timeout(WRITE))
            self._judge(sent, "--update-url")

    def put(self, graph: str, triples: bytes) -> None:
        """Make N-Triples all that a graph holds, by the Graph Store Protocol; RefusedError where there is none."""
        if self._place.graphs is None:
            raise RefusedError("no address for whole graphs is known", 404, "")
        joint = "&" if urlsplit(self._place.graphs).query else "?"
        address = f"{self._place.graphs}{joint}graph={quote(graph, safe='')}"
        with self._answering(WRITE):
            headers = {"Content-Type": "application/n-triples"}
            sent = self._http.put(address, content=triples, headers=headers, timeout=timeout(WRITE))
            self._judge(sent, "--graph-store-url")

    @contextmanager
    def _answering(self, seconds: float) -> Iterator[None]:
        import httpx  # noqa: PLC0415 - an extra

        host = self._place.host
        try:
            yield
        except httpx.ReadTimeout:
            raise ServerError(f"{host} did not answer within {seconds:g} seconds; ask for less, or wait") from None
        except httpx.HTTPError as error:
            told = f"{host} cannot be reached ({type(error).__name__}): is the address right, and is it running?"
            raise ServerError(told, passing=True) from None

    def _judge(self, response: httpx.Response, option: str) -> None:
        """Raise RefusedError for any answer but success."""
        status = response.status_code
        if HTTPStatus(200) <= status < HTTPStatus(300):
            return
        said = self._said(response)
        told = f"{self._place.host} answered {status}{phrase(status)} at {response.url.path}"
        raise RefusedError(f"{told}; {advice(status, option)}{f' It says: {said}' if said else ''}", status, said)

    def _said(self, response: httpx.Response) -> str:
        """Repeat the beginning of what a server says of an error, on one line, without secrets and markup."""
        if "html" in media_type(response):
            return ""
        text = response.text if response.is_closed else next(response.iter_text(2**12), "")
        said = " ".join(text.partition("\n\n")[0].split())[:SAID]
        for secret in filter(None, map(os.environ.get, SECRETS)):
            said = said.replace(secret, "…")
        return said

    def close(self) -> None:
        """Let go of the connections."""
        self._closing()


SECRETS = ("HABEAS_STORE_PASSWORD", "HABEAS_STORE_TOKEN")
ADVICE: Mapping[int, str] = {
    401: "set HABEAS_STORE_USER and HABEAS_STORE_PASSWORD, or HABEAS_STORE_TOKEN.",
    403: "it does not allow this; name an account that may by HABEAS_STORE_USER and HABEAS_STORE_PASSWORD.",
    413: "raise its limit of what a request may hold.",
    429: "wait, then try again.",
}


def advice(status: int, option: str) -> str:
    """Say what to do about a status."""
    if 300 <= status < 400:
        return f"it is found elsewhere; name that address by {option}."
    if status in {404, 405, 501}:
        return f"if that is not its address for this, name it by {option}."
    return ADVICE.get(status, "look at its log, then try again." if status >= 500 else "it refused this.")


def phrase(status: int) -> str:
    """Give the words for a status, where it has any."""
    return f" ({HTTPStatus(status).phrase})" if status in set(HTTPStatus) else ""


def media_type(response: httpx.Response) -> str:
    """Give the media type of a response, without parameters."""
    return str(response.headers.get("Content-Type", "")).partition(";")[0].strip().lower()


def timeout(read: float) -> httpx.Timeout:
    """Give the times of a request."""
    import httpx  # noqa: PLC0415 - an extra

    return httpx.Timeout(read, connect=min(read, CONNECT))


def opened(host: str) -> httpx.Client:
    """Give the connections to a server; UsageError where httpx is not installed."""
    try:
        import httpx  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError("a graph on another server needs httpx: pip install 'habeas[remote]'") from None
    token = os.environ.get("HABEAS_STORE_TOKEN")
    user, password = os.environ.get("HABEAS_STORE_USER"), os.environ.get("HABEAS_STORE_PASSWORD", "")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    auth = challenged(user, password) if user and not token else None
    return httpx.Client(auth=auth, headers=headers, follow_redirects=False, trust_env=not near(host))


def near(host: str) -> bool:
    """Tell whether a server is this machine, which is never asked through a proxy."""
    name = urlsplit(f"//{host}").hostname or ""
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return name == "localhost"


def challenged(user: str, password: str) -> httpx.Auth:
    """Give a way to sign in that waits to be asked, and then does as the server asks: Digest or Basic."""
    import httpx  # noqa: PLC0415 - an extra

    class Challenged(httpx.DigestAuth):
        basic = False

        def auth_flow(self, request: httpx.Request) -> Any:
            if not self.basic:
                flow = super().auth_flow(request)
                response = yield next(flow)
                self.basic = response.status_code == HTTPStatus.UNAUTHORIZED and asks_basic(response)
                while not self.basic:
                    try:
                        response = yield flow.send(response)
                    except StopIteration:
                        return
            yield from httpx.BasicAuth(user, password).auth_flow(request)

    return Challenged(user, password)


def asks_basic(response: httpx.Response) -> bool:
    """Tell whether a server wants the password itself, and offers no way to prove it otherwise."""
    wanted = " ".join(response.headers.get_list("WWW-Authenticate")).lower()
    return "basic" in wanted and "digest" not in wanted
