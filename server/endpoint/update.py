"""SPARQL 1.1 Update over HTTP: one update in by the Protocol, all of it carried out or nothing.

https://www.w3.org/TR/sparql11-protocol/ §2.2. Off unless the server was started with ``--writable``.
"""

from __future__ import annotations

from typing import NoReturn

from flask import Blueprint, Response, request
from werkzeug.exceptions import MethodNotAllowed

from kg.errors import QueryError
from server.endpoint.authority import authorised, written
from server.endpoint.parameters import iris, one, sent
from server.engine.changes import Update
from server.site import site

blueprint = Blueprint("update", __name__)


@blueprint.post("/update")
def endpoint() -> Response:
    """Carry out an update; the answer is empty."""
    authorised()
    request.max_content_length = site().settings.limits.write_body
    parameters = sent("update", request)
    text = one(parameters, "update")
    if text is None or one(parameters, "query"):
        raise QueryError("Send one update, as the parameter 'update' or as the body, and no query with it.")
    default, named = (iris(parameters, f"using-{kind}graph-uri") for kind in ("", "named-"))
    written(Update(text, request.base_url, tupled(default), tupled(named)))
    return Response(status=204)


@blueprint.get("/update")
def elsewhere() -> NoReturn:
    """Refuse to change anything by a request that must be safe."""
    raise MethodNotAllowed(["POST"])


def tupled(found: list[str] | None) -> tuple[str, ...] | None:
    """Freeze a list that may be absent."""
    return None if found is None else tuple(found)
