"""A View of the graph in, a website and a SPARQL endpoint out.

The rooms: ``endpoint`` speaks the SPARQL protocols, ``engine`` answers queries in processes that can be killed,
``pages`` shows the graph to people, ``publishing`` describes it and hands it out whole, ``operations`` keeps the server
up. ``assembly`` puts them together, ``site`` is what they all ask for: the graph as it now is, settings, engine.

Law of this package: nothing that came from a document or a request is trusted; all of it is escaped, none of it runs.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.stores import View

if TYPE_CHECKING:
    from flask import Flask

    from server.settings import Settings


def create_app(view: View, **config: Any) -> Flask:
    """Give the WSGI application over a view; ``config`` are fields of :class:`server.settings.Settings` or its parts.

    Raises UsageError for a setting that does not exist, and for a value that it cannot have.
    """
    from server.assembly import assemble  # noqa: PLC0415 - the query processes import this package and need no Flask
    from server.operations.configuration import settled  # noqa: PLC0415 - as above

    return assemble(view, settled(view.path, config))


def serve(app: Flask, host: str | None = None, port: int | None = None) -> None:
    """Answer requests until interrupted; raises UsageError where the address cannot be had."""
    from server.operations.serving import serve as waitress  # noqa: PLC0415 - as above

    waitress(app, host, port)


def configured(store: Path, flags: Mapping[str, Any], environment: Mapping[str, str], file: Path | None) -> Settings:
    """Give the settings that flags, environment and a TOML file make; raises UsageError: which, whence, what may be."""
    from server.operations.configuration import gathered, settled  # noqa: PLC0415 - as above

    return settled(store, gathered(flags, environment, file))


def run(settings: Settings) -> None:
    """Open the graph and answer requests until interrupted, by the HTTP server that the settings name."""
    from server.operations.serving import run as running  # noqa: PLC0415 - as above

    running(settings)


def base_warning(base: str, host: str, port: int) -> str | None:
    """Give the sentence to print where the data's IRIs do not lead to this server; None where they do."""
    from server.operations.addresses import base_warning as warning  # noqa: PLC0415 - as above

    return warning(base, host, port)
