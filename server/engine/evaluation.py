"""A request and a store in, what pyoxigraph found out; or the status and sentence of what went wrong.

Law of this file: runs only in the process of a query.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import pyoxigraph as ox

from kg.errors import HabeasError, QueryError
from kg.stores.syntax import has_dataset
from server.engine import limits
from server.engine.frames import Head
from server.engine.services import without_service

Found = ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]
"""Rows, a truth value, or the triples of a graph."""

FAILURES = (HabeasError, SyntaxError, ValueError, RuntimeError, OSError, MemoryError)
"""All that evaluating and writing an answer may raise for a reason that lies in the query."""


def evaluated(store: ox.Store, request: Mapping[str, Any], services: Mapping[str, str]) -> Found:
    """Parse and begin to answer a query; ``services``: allowed address → the gateway's address for it."""
    query = without_service(request["query"], services)
    if said := limits.excess(query):
        raise QueryError(said)
    default, named = request["default_graph"], request["named_graphs"]
    if default is None and named is not None:
        default = []
    options: dict[str, Any] = {
        "base_iri": request["base"],
        "use_default_graph_as_union": request["union"] and default is None and not has_dataset(query),
        "default_graph": nodes(default),
        "named_graphs": nodes(named),
    }
    unknown: dict[ox.NamedNode, Any] = {}
    while True:
        try:
            return store.query(query, custom_functions=unknown, **options)
        except SyntaxError as error:
            error.text = query
            raise
        except RuntimeError as error:
            function = UNKNOWN_FUNCTION.search(str(error))
            if not function or ox.NamedNode(function[1]) in unknown:
                raise
            unknown[ox.NamedNode(function[1])] = lambda *_: None


UNKNOWN_FUNCTION = re.compile("custom function <([^>]+)> is not supported")
"""SPARQL 1.1 §17.6 makes a call of an unknown function an error of its expression; pyoxigraph refuses the query."""


def nodes(iris: list[str] | None) -> list[ox.NamedNode] | None:
    """Turn IRIs into nodes; ValueError for what is none."""
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]


def failure(error: BaseException, query: str, written: str | None = None) -> Head:
    """Give status and sentence for one of the FAILURES; ``written``: the query as its author wrote it, if otherwise."""
    if isinstance(error, MemoryError):
        return {"status": 503, "message": "The query needs more memory than a query may have."}
    if isinstance(error, SyntaxError) and limits.is_update(query):
        return {"status": 403, "message": "This endpoint is read-only: SPARQL Update is refused."}
    if isinstance(error, SyntaxError):
        return {"status": 400, "message": limits.located(str(error), error.text or query, written or query)}
    if isinstance(error, OSError) and (answered := FROM_SERVICE.search(str(error))):
        return {"status": 502, "message": answered[1].strip() or "A service that the query asks did not answer."}
    return {"status": getattr(error, "status", 400), "message": str(error)}


FROM_SERVICE = re.compile(r"\AError \d+ .*? returned by .*? with payload:\s*(.*)", re.DOTALL)
