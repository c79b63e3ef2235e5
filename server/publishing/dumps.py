"""All of the data as files: ``/dump.<suffix>[.gz]`` holds everything, ``/claims.<suffix>[.gz]`` only what is claimed.

A file is made once a generation. Who asks first reads it while it grows; from then on it is sent as a file, with its
length, its digest (RFC 9530), in parts where parts are wanted (RFC 9110 §14), and not at all to who has it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from flask import Blueprint, Response, abort, request, send_file

from server.operations.ending import streams
from server.operations.freshness import repr_digest
from server.publishing import signposts
from server.publishing.making import CRATE, released
from server.publishing.press import NotReadyError, Seal
from server.publishing.record import Dump, Record, record

blueprint = Blueprint("dumps", __name__)

WAIT = 2.0
"""Seconds for which an answer is held back for the file to be whole."""
WAIT_FOR_ALL = 30.0
"""The same where an answer cannot be sent before it is whole."""

CANONICAL = "dump.nq.gz"
"""The file that a list of checksums always holds."""


@blueprint.get("/dump.<name>")
def everything(name: str) -> Response:
    """Give all of the data, or the checksums of such files."""
    found = record()
    return checksums(found) if name == "sha256" else sent(found, f"dump.{name}")


@blueprint.get("/claims.<name>")
def claims(name: str) -> Response:
    """Give what is claimed, without how it was found and what follows from it."""
    return sent(record(), f"claims.{name}")


@blueprint.get("/crate.zip")
def crate() -> Response:
    """Give the whole release: dumps, ontology, shapes, queries, licence, and what each file is (RO-Crate)."""
    return sent(record(), CRATE)


def sent(found: Record, name: str) -> Response:
    """Send a dump: the file, or its bytes while it is being made."""
    if not released(name):
        abort(404)
    path = found.press.made(found.view, name, WAIT if streams(request.environ, media_type(name)) else WAIT_FOR_ALL)
    seal = found.press.seals(path.parent).get(name) if path else None
    response = whole(found, path, seal) if path and seal else growing(found, name)
    response.headers["Content-Disposition"] = f'inline; filename="habeas-{name}"'
    response.headers["Link"] = signposts.header(signposts.of_dump(found))
    return response


def whole(found: Record, path: Path, seal: Seal) -> Response:
    """Send a file that is made, or the part of it that is asked for."""
    built = found.view.info.built
    response = send_file(
        path.absolute(),  # Flask takes any other for one of its own files
        media_type(path.name),
        etag=seal.sha256[:32],
        last_modified=datetime.fromisoformat(built) if built else None,
        conditional=True,
    )
    response.headers["Repr-Digest"] = repr_digest(bytes.fromhex(seal.sha256))
    response.headers["Accept-Ranges"] = "bytes"
    response.headers["Cache-Control"] = "no-cache"
    return response


def growing(found: Record, name: str) -> Response:
    """Send a file while it is being made; nobody knows its length yet, and if it fails its connection must break."""
    if not streams(request.environ, media_type(name)):
        raise NotReadyError(f"{name} is being made; ask again shortly.")
    body: Iterable[bytes] = () if request.method == "HEAD" else found.press.following(found.view, name)
    response = Response(body, mimetype=media_type(name))
    response.headers["Cache-Control"] = "no-store"
    return response


def media_type(name: str) -> str:
    """Give the type of a file's bytes; compressed ones are files of their own, not an encoding of others."""
    return "application/zip" if name == CRATE else signposts.media_type(Dump(name))


def checksums(found: Record) -> Response:
    """List the digests of the files that have been made, as sha256sum does."""
    found.press.made(found.view, CANONICAL, WAIT)
    seals = found.press.seals(found.press.folder(found.view))
    lines = "".join(f"{seal.sha256}  {name}\n" for name, seal in seals.items())
    response = Response(lines, mimetype="text/plain")
    response.headers["Cache-Control"] = "no-cache"
    response.add_etag()
    return response.make_conditional(request)  # type: ignore[return-value]  # it returns this very response
