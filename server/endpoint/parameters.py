"""A request by the SPARQL Protocol in, its parameters out: decoded once, strictly as UTF-8.

https://www.w3.org/TR/sparql11-protocol/ §2.1 and §2.2: an operation comes in the query string, in a form, or as the
body itself, with its parameters beside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl

import pyoxigraph as ox
from werkzeug.wrappers import Request

from kg.errors import HabeasError, QueryError

FORM = "application/x-www-form-urlencoded"
UTF_8 = frozenset({"utf-8", "utf8", "us-ascii"})
IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*')
Parameters = Sequence[tuple[str, str]]


class MediaTypeError(HabeasError):
    """A body in a form that this address does not take."""

    status = 415


def sent(operation: str, request: Request) -> Parameters:
    """Give the parameters of a request, among them the operation ("query", "update"), however it was sent.

    Raises QueryError for what cannot be decoded, MediaTypeError for a body that is neither a form nor an operation.
    """
    parameters, direct = pairs(request.query_string), f"application/sparql-{operation}"
    if request.method in {"GET", "HEAD"}:
        return parameters
    if request.mimetype not in {FORM, direct}:
        raise MediaTypeError(f"{'An' if operation[0] in 'aeiou' else 'A'} {operation} is posted as {FORM} or {direct}.")
    in_utf_8(request)
    body = request.get_data(cache=False)
    return [*parameters, *pairs(body)] if request.mimetype == FORM else [*parameters, (operation, text(body))]


def in_utf_8(request: Request) -> None:
    """Raise MediaTypeError where a body says that it has another encoding."""
    charset = request.mimetype_params.get("charset", "utf-8")
    if charset.lower() not in UTF_8:
        raise MediaTypeError(f"Bodies are read as UTF-8 only, not as {charset[:40]!r}.")


def pairs(raw: bytes) -> Parameters:
    """Decode a query string or form body, once."""
    try:
        return parse_qsl(raw.decode(), keep_blank_values=True, errors="strict", max_num_fields=100)
    except UnicodeDecodeError:
        raise QueryError("The request is not UTF-8.") from None
    except ValueError:
        raise QueryError("The request has more than 100 parameters.") from None


def text(raw: bytes) -> str:
    """Decode a body strictly."""
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise QueryError(f"The body is not UTF-8: byte {error.start + 1} cannot be read.") from None


def values(parameters: Parameters, name: str) -> list[str]:
    """List the values of one parameter."""
    return [value for key, value in parameters if key == name]


def one(parameters: Parameters, name: str) -> str | None:
    """Give the operation of a request, None where there is none; QueryError where there are several."""
    found = values(parameters, name)
    if len(found) > 1:
        raise QueryError(f"The parameter {name!r} stands more than once; send one {name}.")
    return found[0] if found and found[0].strip() else None


def iris(parameters: Parameters, name: str) -> list[str] | None:
    """List the graphs that a dataset parameter names, None where it is absent; QueryError for what is no IRI."""
    found = values(parameters, name)
    for value in found:
        if not absolute(value):
            raise QueryError(f"The parameter {name!r} needs an absolute IRI.")
    return found or None


def absolute(value: str) -> bool:
    """Tell whether a text is an absolute IRI, for us and for the engine."""
    try:
        return bool(IRI.fullmatch(value) and ox.NamedNode(value))
    except ValueError:
        return False


def seconds(parameters: Parameters) -> float | None:
    """Read the time that a client grants its query."""
    found = values(parameters, "timeout")
    if not found:
        return None
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", found[0], re.ASCII) or float(found[0]) == 0:
        raise QueryError("The parameter 'timeout' needs a number of seconds above 0.")
    return float(found[0])
