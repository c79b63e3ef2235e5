"""habeas serve."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import sys
from pathlib import Path

import click

from kg.cli import options

TRIED = ("01", "04", "15")  # of examples/queries: counts by source, who detained whom, prison sentences


@click.command(epilog=options.example("habeas serve --store graph --port 8080"))
@options.store
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 is everywhere.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True)
@click.option(
    "--licence", default=None, metavar="TERMS", help="Terms under which you publish the data: a sentence or an address."
)
@options.quiet
def serve(store: Path, host: str, port: int, licence: str | None, quiet: bool) -> None:
    """Serve pages and SPARQL over a graph, read-only, until Ctrl-C."""
    from kg.stores import open_view
    from server import base_warning, create_app
    from server import serve as run

    with open_view(store) as view:
        app = create_app(view, **({"licence": licence} if licence else {}))
        if warning := base_warning(view.base, host, port):
            click.echo(f"Note: {warning}.", err=True)
        if not quiet and _free(host, port):
            click.echo(_greeting(store, host, port), err=True)
        run(app, host, port)


def _free(host: str, port: int) -> bool:
    """Whether the address can be had; where it cannot, what the server says is enough."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _greeting(store: Path, host: str, port: int) -> str:
    at = f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0', '::'} else host}:{port}/"  # noqa: S104 - compared with
    tried = "\n".join(f"  {shlex.join([_command(), 'query', str(path), '--store', str(store)])}" for path in _to_try())
    return f"Pages at {at}\nSPARQL at {at}sparql\nQueries to try:\n{tried}\nCtrl-C ends it."


def _command() -> str:
    """Give what to type for this command: its name where the shell finds it, else its place from here."""
    return "habeas" if shutil.which("habeas") else os.path.relpath(sys.argv[0])


def _to_try() -> list[Path]:
    from kg.assets import folder

    found = [path for number in TRIED for path in (folder("examples") / "queries").glob(f"{number}-*.rq")]
    return [path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path for path in found]
