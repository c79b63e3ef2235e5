"""What was found for a request to /sparql in, its page out; and what is to be read there without a query.

:mod:`server.endpoint.answering` asks the query, and sends the answers that are no pages.
"""

from __future__ import annotations

import json
from typing import Any

import pyoxigraph as ox
from flask import Blueprint, Response, render_template, request

from server.endpoint.answering import ASKED, FOUND, SHOWN, Found
from server.endpoint.negotiation import GRAPHS, HTML
from server.endpoint.parameters import values
from server.endpoint.questions import Question
from server.endpoint.wanted import representation
from server.operations.freshness import policy
from server.pages import examples
from server.publishing.description import service_description
from server.site import site

blueprint = Blueprint("sparql", __name__)


@blueprint.route("/sparql", methods=["GET", "POST"])
def endpoint() -> Response:
    """Show what a query gave, or what went wrong with it; where there is none, say what this is."""
    found = request.environ.pop(FOUND)
    if isinstance(found, Exception):
        raise found
    return introduction() if found is None else page(found)


def introduction() -> Response:
    """Give the page with the form, or to a machine the description of the service."""
    form = HTML if "query" in request.args else representation((*GRAPHS, HTML))  # an empty form was sent, or none
    return Response(shown()) if form is HTML else service_description(form)


def page(found: Found) -> Response:
    """Show an answer as a table, or as a word."""
    query, answer = found.question.query, found.answer
    columns, rows, value = table(answer.kind, answer.whole())
    table_of = {"columns": columns, "rows": rows[:SHOWN], "count": len(rows), "value": value, "shown": SHOWN}
    response = Response(shown(answer=answer, **table_of))
    response.headers.extend([*found.headers, *policy(request.environ, site().state.edition, query, answer)])
    return response


def shown(**more: Any) -> str:
    """Write the page: the form, as it was filled in where a query was read, and what else there is to show."""
    asked: Question | None = request.environ.get(ASKED)
    query = asked.query if asked else request.args.get("query", "")
    chosen = "".join(values(asked.parameters, "format")[:1]) if asked else ""
    return render_template("sparql.html", examples=examples.queries(), query=query, chosen=chosen, **more)


def trouble(sentence: str) -> str:
    """Write the page where a query got no answer: what is wrong, and the query itself to be mended."""
    return shown(trouble=sentence)


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
