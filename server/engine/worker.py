"""The process that a query runs in: requests in over a pipe, whole answers out, killed when its time is up.

pyoxigraph cannot stop a query, and a query of 4 KB can overflow the stack of the process it is parsed in. So nothing of
a user's query is parsed or run in the server's own process. Run as ``python -m server.engine.worker FD STORE MEMORY``,
FD being one end of a :func:`multiprocessing.Pipe`.

Law of this file: the main thread only listens, so that the process ends when its server does, whatever a query is at.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import resource
import sys
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg.errors import HabeasError
from kg.stores.folder import Folder
from kg.stores.oxigraph import published
from kg.stores.syntax import has_dataset
from server.engine import limits, results

STACK = 512 * 2**20
"""Bytes of stack for a query: 50,000 nested groups are parsed in it (measured)."""

PREFIXES = {
    "kg": "https://w3id.org/habeas/ns#",
    "kgc": "https://w3id.org/habeas/code/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "schema": "https://schema.org/",
    "prov": "http://www.w3.org/ns/prov#",
}
"""Prefixes of the graphs that are sent out."""


def answer(store: ox.Store, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Give the head (what it is, or what went wrong) and the bytes of one answer."""
    try:
        return serialised(evaluated(store, request), request)
    except SyntaxError as error:
        if limits.is_update(request["query"]):
            return {"status": 403, "message": "This endpoint is read-only: SPARQL Update is refused."}, b""
        return {"status": 400, "message": limits.located(str(error), request["query"])}, b""
    except (HabeasError, ValueError, RuntimeError, OSError) as error:
        return {"status": getattr(error, "status", 400), "message": str(error)}, b""
    except MemoryError:
        return {"status": 503, "message": "The query needs more memory than a query may have."}, b""


def evaluated(store: ox.Store, request: Mapping[str, Any]) -> Any:
    """Parse and begin to answer a query; without a dataset of its own, over the union of all graphs."""
    query = limits.without_service(request["query"])
    default, named = request["default_graph"], request["named_graphs"]
    if default is None and named is not None:
        default = []
    options: dict[str, Any] = {
        "base_iri": request["base"],
        "use_default_graph_as_union": request["union"] and default is None and not has_dataset(query),
        "default_graph": nodes(default),
        "named_graphs": nodes(named),
    }
    try:
        return store.query(query, **options)
    except RuntimeError as error:
        unknown = UNKNOWN_FUNCTION.search(str(error))
        if not unknown:
            raise
        return store.query(query, custom_functions={ox.NamedNode(unknown[1]): lambda *_: None}, **options)


UNKNOWN_FUNCTION = re.compile("custom function <([^>]+)> is not supported")
"""SPARQL 1.1 §17.6 makes a call of an unknown function an error of its expression; pyoxigraph refuses the query."""


def nodes(iris: list[str] | None) -> list[ox.NamedNode] | None:
    """Turn IRIs into nodes; ValueError for what is none."""
    return None if iris is None else [ox.NamedNode(iri) for iri in iris]


def serialised(found: Any, request: Mapping[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Write an answer in the form that was negotiated for its kind."""
    kind = "graph" if isinstance(found, ox.QueryTriples) else "rows"
    form = request[kind]
    if form is None:
        return {"status": 406, "message": f"The answer is {KINDS[kind]}, which has no form among those accepted."}, b""
    if isinstance(found, ox.QueryBoolean):
        return {"status": 200, "kind": "boolean", "form": form}, results.boolean(bool(found), form)
    most = request["most"]
    items = list(itertools.islice(found, most + 1))
    remark = results.REMARK.format(rows=most) if len(items) > most else ""
    head = {"status": 200, "kind": kind, "form": form, "count": len(items[:most]), "truncated": bool(remark)}
    if kind == "graph":
        return head, results.graph(items[:most], form, PREFIXES, remark)
    variables = [variable.value for variable in found.variables]
    return head, results.ROWS[form](variables, [tuple(row) for row in items[:most]], remark)


KINDS = {"rows": "a table or a truth value", "graph": "a graph"}


def reply(connection: Connection, store: ox.Store, request: Mapping[str, Any]) -> None:
    """Answer one request; an answer larger than it may be becomes an error."""
    head, body = answer(store, request)
    if len(body) > request["size"]:
        head, body = {"status": 413, "message": f"The answer is larger than {request['size'] // 2**20} MiB."}, b""
    connection.send(head)
    connection.send_bytes(body)


def serve(connection: Connection, path: Path, memory: int) -> None:
    """Answer requests, one at a time, until the server hangs up."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # where the system has no such limit, the time limit remains
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    threading.stack_size(STACK)
    _, store = published(Folder(path))
    connection.send("ready")
    while True:
        try:
            request = connection.recv()
        except EOFError:
            os._exit(0)
        threading.Thread(target=reply, args=(connection, store, request), daemon=True).start()


if __name__ == "__main__":
    serve(Connection(int(sys.argv[1])), Path(sys.argv[2]), int(sys.argv[3]))
