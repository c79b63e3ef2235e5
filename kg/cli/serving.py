"""habeas serve."""

from __future__ import annotations

import os
import shlex
import shutil
import socket
import sys
from functools import cached_property
from pathlib import Path
from typing import Any

import click

from kg.cli import options

TRIED = ("01", "04", "15")  # of examples/queries: counts by source, who detained whom, prison sentences
EPILOG = """
\b
Example:
  habeas serve --store graph --port 8080
  HABEAS_SECONDS=20 habeas serve --store graph
  habeas serve --store graph --config habeas.toml

\b
A flag goes before the environment, the environment before the file
(TOML, such as: seconds = 20), the file before the default.
"""


class Configured(click.Command):
    """A command with an option for each setting of the server, which is imported when they are asked for."""

    @cached_property
    def settings(self) -> list[click.Parameter]:
        """The options that the table of settings makes."""
        from server.operations.configuration import settings

        return [_option(each) for each in settings().values() if each.flag]

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Give the command's own options, then those of the settings, then --help."""
        own, help_ = self.params, super().get_params(ctx)[len(self.params) :]
        return [*own, *self.settings, *help_]


def _option(setting: Any) -> click.Option:
    kind: dict[str, Any] = {"is_flag": True} if setting.type is bool else {"metavar": _metavar(setting)}
    meaning = setting.meaning.replace("`", "")
    default = setting.shown if len(setting.shown) < 30 else f"{setting.shown[:24]}…"
    told = f"{meaning}  [{setting.variable}; default: {default}]"
    return click.Option([setting.flag, setting.name], help=told, default=None, multiple=setting.many, **kind)


def _metavar(setting: Any) -> str:
    """Name what an option takes: its choices, its unit, or a number or text."""
    unit = setting.meaning.split()[0].upper()
    if setting.choices or setting.type not in {int, float}:
        return "|".join(setting.choices) or ("FILE" if setting.type is Path else "TEXT")
    return unit if unit in {"SECONDS", "BYTES"} else "NUMBER"


@click.command(cls=Configured, epilog=EPILOG)
@options.store
@click.option("--config", type=options.FILE, envvar="HABEAS_CONFIG", show_envvar=True, help="File of settings (TOML).")
@options.quiet
def serve(store: Path, config: Path | None, quiet: bool, **flags: Any) -> None:
    """Serve pages and SPARQL over a graph until Ctrl-C."""
    from kg.stores import open_view
    from server import base_warning, configured, run

    settings = configured(store, flags, os.environ, config)
    host, port = settings.running.host, settings.running.port
    if settings.writable and not any(store.glob("*")):
        _make(settings)
    with open_view(store) as view:
        warning = base_warning(view.base, host, port)
    if warning:
        click.echo(f"Note: {warning}.", err=True)
    if not quiet and _free(host, port):
        click.echo(_greeting(store, host, port), err=True)
    run(settings)


def _make(settings: Any) -> None:
    """Make an empty store, whose own IRIs lead to this server; not where its writers could not be told from others."""
    from kg.stores import open_store
    from server.operations.tokens import token

    token(settings)
    open_store(settings.store, base=_address(settings.running.host, settings.running.port)).close()


def _address(host: str, port: int) -> str:
    """Give the address at which somebody on this machine finds the server."""
    here = "localhost" if host in {"", "127.0.0.1", "0.0.0.0", "::", "::1"} else host  # noqa: S104 - compared with
    return f"http://{f'[{here}]' if ':' in here else here}:{port}/"


def _free(host: str, port: int) -> bool:
    """Whether the address can be had; where it cannot, what the server says is enough."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except (OSError, OverflowError):
            return False
    return True


def _greeting(store: Path, host: str, port: int) -> str:
    at = _address(host, port)
    tried = "\n".join(f"  {shlex.join([_command(), 'query', str(path), '--store', str(store)])}" for path in _to_try())
    return f"Pages at {at}\nSPARQL at {at}sparql\nQueries to try:\n{tried}\nCtrl-C ends it."


def _command() -> str:
    """Give what to type for this command: its name where the shell finds it, else its place from here."""
    return "habeas" if shutil.which("habeas") else os.path.relpath(sys.argv[0])


def _to_try() -> list[Path]:
    from kg.assets import folder

    found = [path for number in TRIED for path in (folder("examples") / "queries").glob(f"{number}-*.rq")]
    return [path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path for path in found]
