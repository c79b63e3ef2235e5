"""The whole graph as a file, written while it is read."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Callable, Iterator
from typing import IO, cast

from flask import Blueprint, Response, request

from kg.dump import dump
from server.site import site

blueprint = Blueprint("dumps", __name__)

CHUNK = 2**16


@blueprint.get("/dump.ttl")
def turtle() -> Response:
    """Give all triples as Turtle."""
    view = site().view
    return streamed(lambda out: dump(view, "turtle", out), "text/turtle; charset=utf-8", "habeas.ttl")


@blueprint.get("/dump.nq.gz")
def nquads() -> Response:
    """Give all named graphs as compressed N-Quads."""
    view = site().view

    def write(out: IO[bytes]) -> None:
        with gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed:
            dump(view, "nquads", cast("IO[bytes]", packed))

    return streamed(write, "application/gzip", "habeas.nq.gz")


def streamed(write: Callable[[IO[bytes]], None], content_type: str, name: str) -> Response:
    """Send what ``write`` writes; a HEAD writes nothing."""
    body = b"" if request.method == "HEAD" else piped(write)
    response = Response(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def piped(write: Callable[[IO[bytes]], None]) -> Iterator[bytes]:
    """Run ``write`` on a thread and give its output in pieces; its error breaks the stream, so no part looks whole."""
    reading, writing = os.pipe()
    failures: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(writing, "wb") as out:
                write(out)
        except BrokenPipeError:
            return  # the reader has gone
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that answers, and raised there
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    with os.fdopen(reading, "rb") as source:
        while piece := source.read1(CHUNK):
            yield piece
    thread.join()
    if failures:
        raise failures[0]
