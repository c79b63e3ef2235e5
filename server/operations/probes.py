"""Is it alive, may it be asked, how is it doing: ``/health``, ``/ready``, ``/metrics``."""

from __future__ import annotations

from flask import Blueprint, Response, jsonify
from prometheus_client import CONTENT_TYPE_LATEST

from kg.errors import HabeasError
from server.engine.answers import Request
from server.operations.front import front
from server.site import site

blueprint = Blueprint("probes", __name__)


class NotReadyError(HabeasError):
    """The server cannot answer queries now."""

    status = 503


@blueprint.get("/health")
def health() -> Response:
    """Say that the server is alive, and which graph it shows; nothing is asked of the store."""
    info = site().view.info
    return unkept(jsonify(ok=True, triples=info.triples, generation=info.generation))


@blueprint.get("/ready")
def ready() -> Response:
    """Say that a query would be answered: one has been, on its usual way; 503 otherwise, and while the server ends."""
    if front().closing:
        raise NotReadyError("The server is ending.")
    site().engine.answer(Request("ASK {}", "json", None), site().view.generation).whole()
    return unkept(jsonify(ready=True))


@blueprint.get("/metrics")
def metrics() -> Response:
    """Give the numbers that Prometheus collects."""
    return unkept(Response(front().numbers(), content_type=CONTENT_TYPE_LATEST))


def unkept(response: Response) -> Response:
    """Let nobody keep what holds for this moment only."""
    response.headers["Cache-Control"] = "no-store"
    return response
