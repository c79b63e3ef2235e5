"""SERVICE in a query's text: refused, or led to the gateway where its address is allowed.

Law of this file: text in, text out; no network. A keyword is looked for in the text less its strings, IRIs and
comments. Where a scanner without a grammar could mistake one for the other (``?a<?b && ?c>?d`` looks like an IRI), the
mistake must be harmless: see :func:`without_service`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kg.errors import QueryError
from kg.stores.syntax import TOKENS

SERVICE = re.compile("service", re.IGNORECASE)
REFUSED = (
    "This endpoint does not ask other servers: SERVICE is refused. "
    "Run the federated query where you are and name this endpoint in its SERVICE clause."
)
NOT_ALLOWED = "This endpoint asks no other servers than {names}; SERVICE must name one of them, as a whole IRI."
ALLOWED = re.compile(r"(SERVICE\s*+(?:SILENT\s*+)?)<([^<>\"{}|^`\\\x00-\x20]*+)>", re.IGNORECASE)

NOWHERE = "urn:habeas:no-service"
"""An address that the engine cannot ask, and knows so without asking the network."""


def without_service(query: str, allowed: Mapping[str, str]) -> str:
    """Make a query fetch nothing but by the gateway; QueryError where it asks for more.

    pyoxigraph would fetch from any address that SERVICE names, and has no switch. ``allowed``: address → the gateway's
    for it, which stands in its place afterwards; ``SERVICE SILENT`` of any other address, which may fail unseen, is led
    to none (SPARQL 1.1 Federated Query §2.2). Everywhere else the letters "service" are escaped: inside strings and
    IRIs that means the same letter, inside comments nothing, and as a keyword it does not parse. So where this scanner
    takes code for text, the parser refuses the query; it can never fetch.
    """
    if not SERVICE.search(query):
        return query
    pieces, last = [], 0
    while match := TOKENS.search(query, last):
        refuse_keyword(query[last : match.start()], allowed)
        asked = ALLOWED.match(query, match.start()) if match["word"] else None
        pieces.append(query[last : match.start()])
        if asked and (asked[2] in allowed or "SILENT" in asked[1].upper()):
            pieces.append(f"{asked[1]}<{allowed.get(asked[2], NOWHERE)}>")
            last = asked.end()
        else:
            pieces.append(escaped(match, allowed))
            last = match.end()
    refuse_keyword(query[last:], allowed)
    return "".join([*pieces, query[last:]])


def escaped(match: re.Match[str], allowed: Mapping[str, str]) -> str:
    """Make one token harmless; QueryError where it holds the keyword outside a variable or the local part of a name."""
    token = match[0]
    if match["text"]:
        return SERVICE.sub(lambda found: f"\\u{ord(found[0][0]):04X}{found[0][1:]}", token)
    if match["word"] or (match["name"] and token[0] not in "?$"):
        refuse_keyword(token.partition(":")[0], allowed)
    return token


def refuse_keyword(code: str, allowed: Mapping[str, str]) -> None:
    """Raise QueryError where code holds the keyword, even run together with a neighbour (``SERVICESILENT`` parses)."""
    if SERVICE.search(code):
        names = ", ".join(f"<{address}>" for address in allowed)
        raise QueryError(NOT_ALLOWED.format(names=names) if allowed else REFUSED)
