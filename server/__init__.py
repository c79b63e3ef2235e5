"""A View of the graph in, a website and a SPARQL endpoint out.

The rooms: ``endpoint`` speaks the SPARQL protocols, ``engine`` answers queries in processes that can be killed,
``pages`` shows the graph to people, ``publishing`` describes it and hands it out whole, ``operations`` keeps the server
up. ``assembly`` puts them together, ``site`` is what they all ask for: the graph as it now is, settings, engine.

Law of this package: nothing that came from a document or a request is trusted; all of it is escaped, none of it runs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kg.stores import View

if TYPE_CHECKING:
    from flask import Flask


def create_app(view: View, **config: Any) -> Flask:
    """Give the WSGI application over a view; ``config`` are the fields of :class:`server.site.Settings`.

    Raises UsageError for a setting that does not exist.
    """
    from server.assembly import assemble  # noqa: PLC0415 - the query processes import this package and need no Flask

    return assemble(view, config)


def serve(app: Flask, host: str = "127.0.0.1", port: int = 8000) -> None:
    """Answer requests until interrupted; raises UsageError where the address cannot be had."""
    from server.operations.serving import serve as run  # noqa: PLC0415 - as above

    run(app, host, port)


def base_warning(base: str, host: str, port: int) -> str | None:
    """Give the sentence to print where the data's IRIs do not lead to this server; None where they do."""
    from server.operations.serving import base_warning as warning  # noqa: PLC0415 - as above

    return warning(base, host, port)
