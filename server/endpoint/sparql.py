"""The SPARQL 1.1 endpoint: one query in by the Protocol, its answer out in the form that is liked best.

https://www.w3.org/TR/sparql11-protocol/ §2.1. Parameters are decoded once, strictly as UTF-8.
"""

from __future__ import annotations

import json
from typing import Any, cast

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, request

from kg.errors import HabeasError, QueryError
from server.endpoint.authority import ForbiddenError
from server.endpoint.negotiation import GRAPHS, HTML, JSON, RESULTS, Representation, content_type, named, negotiate
from server.endpoint.parameters import Parameters, iris, one, seconds, sent, values
from server.endpoint.wanted import NotAcceptableError
from server.engine.answers import Answer, Request
from server.operations.freshness import marked, noted
from server.operations.gate import counted
from server.operations.wsgi import OUTCOME
from server.pages import examples
from server.pages.searching import searched
from server.publishing.description import service_description
from server.site import site

blueprint = Blueprint("sparql", __name__)

UPDATE = "application/sparql-update"
SHOWN = 1000
"""Rows of a result that its page shows; the other forms hold all."""

NO_UPDATE = "This address is read-only: SPARQL Update goes to /update, where the server takes changes at all."


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response:
    """Answer a query, or say what this is where there is none."""
    parameters, query = asked()
    if query is None:
        return introduction()
    rows, graph = forms(parameters)
    wanted = Request(
        searched(query),
        form_name(rows, "json"),
        form_name(graph, "nt"),
        iris(parameters, "default-graph-uri"),
        iris(parameters, "named-graph-uri"),
        union=site().settings.default_graph == "union",
        base=request.base_url,
        most=SHOWN if rows is graph is HTML else None,
    )
    noted(query)
    answer = answered(wanted, seconds(parameters))
    shown = (graph if answer.kind == "graph" else rows) is HTML
    return marked(page(query, answer) if shown else sent_out(answer), query, answer)


def answered(wanted: Request, limit: float | None) -> Answer:
    """Ask the engine, where that has not been done in front of the framework (:mod:`server.endpoint.express`)."""
    outcome = request.environ.get(OUTCOME)
    if isinstance(outcome, HabeasError):
        raise outcome
    if outcome is not None:
        return cast(Answer, outcome)
    client = counted(request.remote_addr or "") or ""
    return site().engine.answer(wanted, site().view.generation, limit, client)


def asked() -> tuple[Parameters, str | None]:
    """Give the parameters and the query of a request, however it was sent."""
    if request.mimetype == UPDATE:
        raise ForbiddenError(NO_UPDATE)
    parameters = sent("query")
    if values(parameters, "update"):
        raise ForbiddenError(NO_UPDATE)
    query = one(parameters, "query")
    if query is None and (request.method == "POST" or (values(parameters, "query") and not in_a_browser())):
        raise QueryError("There is no query: send it as the parameter 'query' or as the body.")
    return parameters, query


def in_a_browser() -> bool:
    """Tell whether a page is liked best, be it one with an empty form."""
    return negotiate(request.headers.get("Accept"), (JSON, HTML)) is HTML


def forms(parameters: Parameters) -> tuple[Representation | None, Representation | None]:
    """Choose the form for rows and the form for a graph; NotAcceptableError where both are none."""
    accept, asked_for = request.headers.get("Accept"), "".join(values(parameters, "format")[:1])
    offers = ((*RESULTS, HTML), (*GRAPHS, HTML))
    if asked_for:
        rows, graph = (named(asked_for, offer) for offer in offers)
    else:
        rows, graph = (negotiate(accept, offer) for offer in offers)
    if not rows and not graph:
        names = ", ".join(form.media_type for offer in offers for form in offer[:-1])
        raise NotAcceptableError(f"Answers come as {names} or text/html.")
    return rows, graph


def form_name(form: Representation | None, behind_page: str) -> str | None:
    """Name the form that a worker writes; a page is made from one of the others."""
    return behind_page if form is HTML else form.name if form else None


def sent_out(answer: Answer) -> Response:
    """Send the answer's own bytes."""
    response = Response(answer.body or answer.pieces, content_type=content_type(answer.form))
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
