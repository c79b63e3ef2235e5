"""Whole graphs over HTTP, by the SPARQL 1.1 Graph Store Protocol: read by everybody, changed by whoever may write.

https://www.w3.org/TR/sparql11-http-rdf-update/. A graph is named by ``?graph=IRI`` or ``?default``, or is the address
itself: ``/store/…`` is the graph whose IRI is the base of the store and this path. Beyond the Protocol, as Fuseki and
Oxigraph do: quads sent to ``/store`` without a name say themselves which graphs they belong to.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from typing import IO
from urllib.parse import quote

import pyoxigraph as ox
from flask import Blueprint, Response, request

from kg.errors import QueryError, UnknownIriError
from kg.iris import SAFE
from kg.stores import UNNAMED, View
from server.endpoint.authority import authorised, written
from server.endpoint.negotiation import DATASETS, GRAPHS, Representation, named
from server.endpoint.parameters import MediaTypeError, in_utf_8, iris, pairs, values
from server.endpoint.wanted import representation
from server.engine import results
from server.engine.changes import Body, DatasetChange, GraphChange
from server.operations.freshness import fresh
from server.publishing.piping import piped
from server.site import site

blueprint = Blueprint("graph_store", __name__)

MULTIPART = "multipart/form-data"


@blueprint.route("/store", methods=["GET", "PUT", "POST", "DELETE"])
@blueprint.route("/store/<path:name>", methods=["GET", "PUT", "POST", "DELETE"])
def endpoint(name: str | None = None) -> Response:
    """Give, replace, extend or remove one graph; POST to the store itself makes a new one."""
    if request.method in {"GET", "HEAD"}:
        return given(identified(name))
    authorised()
    request.max_content_length = site().settings.limits.write_body
    if request.method in {"PUT", "POST"} and not name and not request.query_string:
        if form := named(request.mimetype or "-", DATASETS):
            return spread(form)
        if request.method == "POST":
            return made(f"{site().view.base}store/{secrets.token_hex(12)}")
    return changed(identified(name))


def identified(name: str | None) -> str:
    """Give the IRI of the graph at hand, ``UNNAMED`` for the default graph; QueryError where none or two are named."""
    parameters = pairs(request.query_string)
    if name:
        return f"{site().view.base}store/{quote(name, safe=SAFE)}"
    graphs, default = iris(parameters, "graph") or [], values(parameters, "default")
    if len(graphs) + len(default) != 1 or any(default):
        raise QueryError("Name one graph: ?graph= with its absolute IRI, or ?default; /dump.nq holds them all.")
    return UNNAMED if default else graphs[0]


def given(graph: str) -> Response:
    """Send a graph; UnknownIriError where there is none."""
    view, form = site().view, representation(GRAPHS)
    known(view, graph)
    charset = "; charset=utf-8" if form.media_type.startswith("text/") else ""
    return fresh(Response(piped(writer(view, graph, form)), content_type=f"{form.media_type}{charset}"), view)


def writer(view: View, graph: str, form: Representation) -> Callable[[IO[bytes]], None]:
    """Give what writes the triples of a graph in one form."""

    def triples() -> Iterator[ox.Triple]:
        for lines in (f"{s} {p} {o} .\n" for s, p, o in view.graph(graph)):
            yield from (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))

    def write(out: IO[bytes]) -> None:
        ox.serialize(triples(), out, format=results.GRAPHS[form.name])

    return write


def changed(graph: str) -> Response:
    """Replace, extend or remove a graph: 201 where it is new, else 204."""
    if request.method == "DELETE":
        known(site().view, graph)
        written(GraphChange("DELETE", graph))
        return Response(status=204)
    outcome = written(GraphChange(request.method, graph, bodies()))
    return Response(status=201 if outcome.created else 204)


def made(graph: str) -> Response:
    """Make a new graph, and tell where it is."""
    written(GraphChange("POST", graph, bodies()))
    return Response(status=201, headers={"Location": graph})


def spread(form: Representation) -> Response:
    """Add quads to their graphs, or put them in place of all graphs that no build owns."""
    in_utf_8(request)
    written(DatasetChange(request.method, site().view.base, Body(request.get_data(cache=False), form.name)))
    return Response(status=204)


def known(view: View, graph: str) -> None:
    """Raise UnknownIriError where there is no such graph."""
    if not view.holds(graph):
        raise UnknownIriError(f"There is no graph <{graph}>.")


def bodies() -> tuple[Body, ...]:
    """Give the triples that were sent, with their forms: one body, or the files of a form."""
    if request.mimetype == MULTIPART:
        files = [*request.files.values()]
        if not files:
            raise QueryError(f"There is no file in this {MULTIPART}.")
        return tuple(Body(file.read(), form_of(file.mimetype)) for file in files)
    form = form_of(request.mimetype)
    in_utf_8(request)
    return (Body(request.get_data(cache=False), form),)


def form_of(media_type: str) -> str:
    """Name the form of a body; MediaTypeError for what holds no triples."""
    found = named(media_type, GRAPHS) if "/" in media_type else None
    if found is None:
        known_ = ", ".join(form.media_type for form in GRAPHS)
        raise MediaTypeError(
            f"A graph is sent as {known_}, or as files of these in {MULTIPART}; "
            "N-Quads and TriG, which name their graphs themselves, go to /store alone."
        )
    return found.name
