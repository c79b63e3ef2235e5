"""The text of a SPARQL Update in, the text that the engine may carry out out: nothing fetched, its dataset written in.

Law of this file: a keyword is looked for in the text less its strings, IRIs and comments. Where this scanner takes code
for text, the engine refuses the update; it can never fetch.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.errors import QueryError
from kg.stores.syntax import TOKENS
from server.engine.services import without_service

SCAN = re.compile(f"{TOKENS.pattern} | (?P<mark> [{{}};] )", TOKENS.flags)
LOAD = re.compile("load", re.IGNORECASE)
REFUSED = "This server does not ask others: LOAD is refused. Send the data itself, with PUT or POST, to /store."
PREFIX = (
    "In an update no prefix may begin with 'load': the keyword LOAD could hide in it. Choose another prefix, or write "
    "the IRI out."
)
NOTHING = "INSERT DATA {}"
CONFLICT = (
    "An update that says USING or WITH cannot be sent with using-graph-uri or using-named-graph-uri; "
    "https://www.w3.org/TR/sparql11-protocol/#update-dataset"
)
Token = re.Match[str]


def prepared(update: str, default: Sequence[str] | None = None, named: Sequence[str] | None = None) -> str:
    """Give the text to carry out.

    ``default`` and ``named`` are the dataset of the request (using-graph-uri, using-named-graph-uri). Raises QueryError
    for what fetches (SERVICE, LOAD), and where the update has a dataset of its own beside the request's.
    """
    text = without_load(without_service(update, {}))
    if default is None and named is None:
        return text
    using = [f"USING <{iri}>" for iri in default or ()] + [f"USING NAMED <{iri}>" for iri in named or ()]
    return over(text, " ".join(using))


def without_load(update: str) -> str:
    """Make ``LOAD SILENT``, which is allowed to fail, do nothing; QueryError for any other LOAD.

    Where the word is only text, it is escaped, so that what was mistaken for text does not parse.
    """
    if not LOAD.search(update):
        return update
    pieces, last, skipped = list[str](), 0, 0
    tokens = list(SCAN.finditer(update))
    for number, token in enumerate(tokens):
        if number < skipped:
            continue
        pieces.append(update[last : token.start()])
        if (token["word"] or "").upper().startswith("LOAD"):
            skipped = after_load(tokens, number)
            pieces.append(NOTHING)
            last = tokens[skipped - 1].end()
        else:
            pieces.append(harmless(token, tokens[number - 1] if number else None))
            last = token.end()
    return "".join([*pieces, update[last:]])


def after_load(tokens: Sequence[Token], start: int) -> int:
    """Give the number of the token after a silent LOAD operation; QueryError where it is not silent."""
    words = [(token["word"] or "").upper() for token in tokens[start : start + 2]]
    if words != ["LOAD", "SILENT"]:
        raise QueryError(REFUSED)
    into = [(token["word"] or "").upper() for token in tokens[start + 3 : start + 5]] == ["INTO", "GRAPH"]
    return min(start + (6 if into else 3), len(tokens))


def harmless(token: Token, before: Token | None) -> str:
    """Escape the keyword in text; QueryError for a prefix in which it could hide (``LOADer:x`` parses as LOAD er:x)."""
    if token["text"]:
        return LOAD.sub(lambda found: f"\\u{ord(found[0][0]):04X}{found[0][1:]}", token[0])
    declared = before is not None and (before["word"] or "").upper() == "PREFIX"
    if token["name"] and LOAD.match(token[0].partition(":")[0]) and not declared:
        raise QueryError(PREFIX)
    return token[0]


def over(update: str, using: str) -> str:
    """Write a dataset into every operation that has a WHERE; QueryError where one has a dataset of its own."""
    pieces, last = list[str](), 0
    for before, token in pairwise([None, *outermost(update)]):
        word = (token["word"] or "").upper() if token else ""
        if token is None or word not in {"USING", "WITH", "WHERE"}:
            continue
        if word != "WHERE":
            raise QueryError(CONFLICT)
        template = group(update, token.end()) if before and (before["word"] or "").upper() == "DELETE" else ""
        pieces.append(f"{update[last : token.start()]} {template} {using} WHERE")
        last = token.end()
    return "".join([*pieces, update[last:]])


def outermost(update: str) -> Iterator[Token]:
    """Give the tokens that stand in no braces."""
    depth = 0
    for token in SCAN.finditer(update):
        depth -= token["mark"] == "}"
        if not depth and not token["text"]:
            yield token
        depth += token["mark"] == "{"


def group(update: str, start: int) -> str:
    """Give the group that begins after ``start``, braces included: the template of a DELETE WHERE."""
    depth = 0
    for token in SCAN.finditer(update, start):
        depth += {"{": 1, "}": -1}.get(token["mark"] or "", 0)
        if not depth and token["mark"] == "}":
            return update[start : token.end()]
    return update[start:]
