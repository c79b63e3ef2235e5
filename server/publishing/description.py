"""What is told of the data and its service: VoID, DCAT, the service description, links.

All of it is written from one record; see :mod:`server.publishing.record`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain

from flask import Blueprint, Response, render_template, request

from kg.model import Triple
from kg.packing import offered
from server.endpoint.negotiation import GRAPHS, HTML, RESOURCE, Representation
from server.endpoint.wanted import representation
from server.operations.freshness import fresh
from server.publishing import signposts
from server.publishing.catalog import catalog
from server.publishing.record import LABELS, PACKINGS, Record, record
from server.publishing.service import service
from server.publishing.triples import written
from server.publishing.void import void

blueprint = Blueprint("description", __name__)


@blueprint.get("/.well-known/void")
def dataset() -> Response:
    """Describe the dataset by its counts."""
    found = record()
    return counted(found, void(found), representation(GRAPHS))


@blueprint.get("/catalog")
def distributions() -> Response:
    """Describe what can be downloaded."""
    found, form = record(), representation(RESOURCE)
    if form is not HTML:
        return catalogue(found, form)
    packings = [PACKINGS[end] for end in offered()]
    page = render_template("catalog.html", record=found, labels=LABELS, packings=packings)
    return tagged(signed(found, Response(page)))


@blueprint.get("/.well-known/linkset")
def links() -> Response:
    """Give the typed links of the dataset and of its files."""
    found = record()
    text = json.dumps(signposts.linkset(found), indent=1)
    return fresh(Response(text, content_type=signposts.LINKSET), found.view)


def catalogue(found: Record, form: Representation) -> Response:
    """Give all that is known of dataset, files and counts."""
    return tagged(signed(found, graph(chain(catalog(found), void(found)), form)))


def service_description(form: Representation) -> Response:
    """Describe the endpoint and the dataset behind it."""
    found = record()
    return counted(found, chain(service(found), void(found)), form)


def counted(found: Record, triples: Iterable[Triple], form: Representation) -> Response:
    """Answer with what the graph determines; what lacks its counts may not be kept."""
    response = graph(triples, form)
    if found.statistics is not None:
        return fresh(response, found.view)
    response.headers["Cache-Control"] = "no-store"
    return response


def graph(triples: Iterable[Triple], form: Representation) -> Response:
    """Write triples in the form that is wanted."""
    charset = "; charset=utf-8" if form.media_type.startswith("text/") else ""
    return Response(written(triples, form.name), content_type=f"{form.media_type}{charset}")


def signed(found: Record, response: Response) -> Response:
    """Add the links of the dataset."""
    response.headers["Link"] = signposts.header(signposts.of_dataset(found))
    return response


def tagged(response: Response) -> Response:
    """Mark what also hangs on the files that have been made, by its bytes."""
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns this very response
