"""What one query may cost, and the two things that must be known of its text before it runs.

Law of this file: text in, text or facts out; no network, no store. A keyword is looked for in the text less its
strings, IRIs and comments. Where a scanner without a grammar could mistake one for the other (``?a<?b && ?c>?d`` looks
like an IRI), the mistake must be harmless: see :func:`without_service`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.errors import QueryError
from kg.stores.syntax import TOKENS, words


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may cost."""

    seconds: float = 10.0
    """Seconds of a query, all told."""
    quick: float = 0.3
    """Seconds of a query in the quick lane."""
    rows: int = 100_000
    """Rows or triples of an answer."""
    size: int = 64 * 2**20
    """Bytes of an answer."""
    memory: int = 4 * 2**30
    """Bytes of address space of a query process."""
    workers: int = 2
    """Query processes in each lane."""
    patience: float = 2.0
    """Seconds that a query waits for a free process."""
    body: int = 2**20
    """Bytes of a request."""
    write_seconds: float = 60.0
    """Seconds of a change, all told."""
    write_body: int = 64 * 2**20
    """Bytes of a change."""


SERVICE = re.compile("service", re.IGNORECASE)
REFUSED = (
    "This endpoint does not ask other servers: SERVICE is refused. "
    "Run the federated query where you are and name this endpoint in its SERVICE clause."
)


def without_service(query: str) -> str:
    """Escape the letters "service" wherever they are only text; QueryError where they are a keyword.

    pyoxigraph would fetch from any address that SERVICE names, and has no switch. Inside strings and IRIs the escape
    means the same letter, inside comments it means nothing, and as a keyword it does not parse. So where this scanner
    takes code for text, the parser refuses the query; it can never fetch.
    """
    if not SERVICE.search(query):
        return query
    pieces, last = [], 0
    for match in TOKENS.finditer(query):
        refuse_keyword(query[last : match.start()])
        pieces += [query[last : match.start()], escaped(match)]
        last = match.end()
    refuse_keyword(query[last:])
    return "".join([*pieces, query[last:]])


def escaped(match: re.Match[str]) -> str:
    """Make one token harmless; QueryError where it holds the keyword outside a variable or the local part of a name."""
    token = match[0]
    if match["text"]:
        return SERVICE.sub(lambda found: f"\\u{ord(found[0][0]):04X}{found[0][1:]}", token)
    if match["word"] or (match["name"] and token[0] not in "?$"):
        refuse_keyword(token.partition(":")[0])
    return token


def refuse_keyword(code: str) -> None:
    """Raise QueryError where code holds the keyword, even run together with a neighbour (``SERVICESILENT`` parses)."""
    if SERVICE.search(code):
        raise QueryError(REFUSED)


UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})


def is_update(query: str) -> bool:
    """Tell whether a text that is no query begins, after its prologue, like a SPARQL Update."""
    body = [word for word in words(query) if word not in ("PREFIX", "BASE", "VERSION")]
    return bool(body) and body[0] in UPDATES


PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def located(message: str, query: str) -> str:
    """Make one sentence of the parser's message: line, column, what stands there, what might have stood there."""
    found = PLACE.search(message)
    if not found:
        return f"The query cannot be read: {message}."
    line, column, reason = int(found[1]), int(found[2]), found[3].removeprefix("expected ").removeprefix("one of ")
    there = query.split("\n")[line - 1][column - 1 :].strip()[:30]
    wanted = [each for each in re.sub(r"\[[^\]]*\]|\.$", "", reason).split(", ") if each.strip()]
    expected = f"; expected {', '.join(wanted)}" if 0 < len(wanted) <= FEW else ""
    return (
        f"The query cannot be read at line {line}, column {column}, at {repr(there) if there else 'its end'}{expected}."
    )


FEW = 8
"""Expected tokens that an error names, at most: a longer list helps nobody."""
