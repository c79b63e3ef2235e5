"""The SPARQL 1.1 endpoint: one query in by the Protocol, its answer out in the form that is liked best.

https://www.w3.org/TR/sparql11-protocol/ §2.1. Parameters are decoded once, strictly as UTF-8.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qsl

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, request

from kg.errors import HabeasError, QueryError
from server.endpoint.negotiation import GRAPHS, HTML, RESULTS, Representation, named, negotiate
from server.endpoint.wanted import NotAcceptableError
from server.engine.answers import Answer, Request
from server.operations.freshness import marked, noted
from server.pages import examples
from server.publishing.description import service_description
from server.site import site

blueprint = Blueprint("sparql", __name__)

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
SHOWN = 1000
"""Rows of a result that its page shows; the other forms hold all."""

IRI = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|^`\\]*')
Parameters = Sequence[tuple[str, str]]


class ForbiddenError(QueryError):
    """What a read-only endpoint does not do."""

    status = 403


class MediaTypeError(HabeasError):
    """A body in a form that the Protocol does not know."""

    status = 415


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response:
    """Answer a query, or say what this is where there is none."""
    parameters, query = asked()
    if query is None:
        return introduction()
    rows, graph = forms(parameters)
    wanted = Request(
        query,
        form_name(rows, "json"),
        form_name(graph, "nt"),
        iris(parameters, "default-graph-uri"),
        iris(parameters, "named-graph-uri"),
    )
    noted(query)
    answer = site().engine.answer(wanted, site().view.generation, seconds(parameters), request.remote_addr or "")
    shown = (graph if answer.kind == "graph" else rows) is HTML
    return marked(page(query, answer) if shown else sent(answer), query, answer)


def asked() -> tuple[Parameters, str | None]:
    """Give the parameters and the query of a request, however it was sent."""
    parameters = pairs(request.query_string)
    if request.method == "POST" and request.mimetype == FORM:
        parameters = [*parameters, *pairs(request.get_data(cache=False))]
    elif request.method == "POST" and request.mimetype == DIRECT:
        parameters = [*parameters, ("query", text(request.get_data(cache=False)))]
    elif request.mimetype == UPDATE:
        raise ForbiddenError("This endpoint is read-only: SPARQL Update is refused.")
    elif request.method == "POST":
        raise MediaTypeError(f"A query is posted as {FORM} or {DIRECT}.")
    if values(parameters, "update"):
        raise ForbiddenError("This endpoint is read-only: SPARQL Update is refused.")
    queries = values(parameters, "query")
    if len(queries) > 1:
        raise QueryError("The parameter 'query' stands more than once; send one query.")
    if request.method == "POST" and not "".join(queries).strip():
        raise QueryError("There is no query: send it as the parameter 'query' or as the body.")
    return parameters, queries[0] if "".join(queries).strip() else None


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
        raise QueryError(f"The query is not UTF-8: byte {error.start + 1} cannot be read.") from None


def values(parameters: Parameters, name: str) -> list[str]:
    """List the values of one parameter."""
    return [value for key, value in parameters if key == name]


def iris(parameters: Parameters, name: str) -> list[str] | None:
    """List the graphs that a dataset parameter names, None where it is absent; QueryError for what is no IRI."""
    found = values(parameters, name)
    for value in found:
        if not IRI.fullmatch(value):
            raise QueryError(f"The parameter {name!r} needs an absolute IRI.")
    return found or None


def seconds(parameters: Parameters) -> float | None:
    """Read the time that a client grants its query."""
    found = values(parameters, "timeout")
    if not found:
        return None
    if not re.fullmatch(r"\d{1,6}(\.\d{1,3})?", found[0], re.ASCII) or float(found[0]) == 0:
        raise QueryError("The parameter 'timeout' needs a number of seconds above 0.")
    return float(found[0])


def forms(parameters: Parameters) -> tuple[Representation | None, Representation | None]:
    """Choose the form for rows and the form for a graph; NotAcceptableError where both are none."""
    accept, asked_for = request.headers.get("Accept"), values(parameters, "format")
    offers = ((*RESULTS, HTML), (*GRAPHS, HTML))
    if asked_for:
        rows, graph = (named(asked_for[0], offer) for offer in offers)
    else:
        rows, graph = (negotiate(accept, offer) for offer in offers)
    if not rows and not graph:
        names = ", ".join(form.media_type for offer in offers for form in offer[:-1])
        raise NotAcceptableError(f"Answers come as {names} or text/html.")
    return rows, graph


def form_name(form: Representation | None, behind_page: str) -> str | None:
    """Name the form that a worker writes; a page is made from one of the others."""
    return behind_page if form is HTML else form.name if form else None


FORMS = {form.name: form for form in (*RESULTS, *GRAPHS)}


def sent(answer: Answer) -> Response:
    """Send the answer's own bytes."""
    media_type = FORMS[answer.form].media_type
    charset = "; charset=utf-8" if media_type.startswith("text/") else ""
    response = Response(answer.body or answer.pieces, content_type=f"{media_type}{charset}")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["X-Habeas-Row-Limit"] = str(site().settings.limits.rows)
    if answer.truncated:
        response.headers["X-Habeas-Truncated"] = "triples" if answer.kind == "graph" else "rows"
    response.call_on_close(answer.close)
    return response


def introduction() -> Response:
    """Give the page with the form, or to a machine the description of the service."""
    form = negotiate(request.headers.get("Accept"), (*GRAPHS, HTML))
    if form is HTML:
        return Response(render_template("sparql.html", examples=examples.queries(), query="", answer=None))
    if form is None:
        raise NotAcceptableError(
            "Without a query this address gives a page or, in RDF, the description of the service."
        )
    return service_description(form)


def page(query: str, answer: Answer) -> Response:
    """Show an answer as a table, or as a word."""
    columns, rows, value = table(answer.kind, answer.whole())
    response = Response(
        render_template(
            "sparql.html",
            examples=examples.queries(),
            query=query,
            answer=answer,
            columns=columns,
            rows=rows[:SHOWN],
            count=len(rows),
            value=value,
            shown=SHOWN,
        )
    )
    if answer.truncated:
        response.headers["X-Habeas-Truncated"] = "triples" if answer.kind == "graph" else "rows"
    return response


def table(kind: str, body: bytes) -> tuple[list[str], list[list[dict[str, Any] | None]], bool | None]:
    """Give the columns and rows of an answer, or its truth value."""
    if kind == "graph":
        triples = ox.parse(body, format=ox.RdfFormat.N_TRIPLES)
        return ["subject", "predicate", "object"], [[cell(t) for t in triple.triple] for triple in triples], None
    found = json.loads(body)
    if kind == "boolean":
        return [], [], bool(found["boolean"])
    columns = found["head"]["vars"]
    return columns, [[row.get(column) for column in columns] for row in found["results"]["bindings"]], None


def cell(term: Any) -> dict[str, Any]:
    """Give a term as SPARQL's JSON has it."""
    if isinstance(term, ox.Literal):
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    return {"type": "uri" if isinstance(term, ox.NamedNode) else "bnode", "value": getattr(term, "value", str(term))}
