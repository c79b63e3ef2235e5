"""Options that several commands share, and the check that they mean something."""

from __future__ import annotations

import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from kg.errors import UsageError
from kg.iris import DEFAULT_BASE


def example(*lines: str) -> str:
    """Give the end of a command's help: how it is typed."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)


class Place(click.ParamType[Path]):
    """A folder, or the address of a SPARQL server, which becomes the folder on this machine that stands for it."""

    name = "place"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Give the folder."""
        from kg.stores import located

        return FOLDER.convert(located(value), param, ctx)


HELP = "Folder of the graph, or address of a SPARQL 1.1 server that holds it."
store = click.option(
    "--store", type=Place(), metavar="FOLDER|URL", default="graph", envvar="HABEAS_STORE", show_default=True,
    show_envvar=True, help=HELP,
)  # fmt: skip

WRITTEN = (
    click.option(
        "--store", metavar="FOLDER|URL", default="graph", envvar="HABEAS_STORE", show_default=True, show_envvar=True,
        help=HELP,
    ),
    click.option("--state", type=FOLDER,
        help="Folder for what is kept beside a graph at an address [default: one among your state files]."),
    click.option("--update-url", metavar="URL", help="Where the server takes SPARQL Update, if elsewhere."),
    click.option("--graph-store-url", metavar="URL", help="Where the server takes whole graphs, if it does."),
)  # fmt: skip


def written(command: Callable[..., None]) -> Callable[..., None]:
    """Add the options of a command that writes the graph; give it one ``store``: the folder that is the graph's."""

    @functools.wraps(command)
    def placed(
        *arguments: Any,
        store: str,
        state: Path | None,
        update_url: str | None,
        graph_store_url: str | None,
        **more: Any,
    ) -> None:
        from kg.stores.remote.place import is_address, settled

        if is_address(store):
            folder = settled(store, folder=state, update=update_url, graphs=graph_store_url)
        elif state or update_url or graph_store_url:
            raise UsageError("--state, --update-url and --graph-store-url are for a --store at an address (https://…)")
        else:
            folder = Path(store)
        return command(*arguments, store=folder, **more)

    for option in reversed(WRITTEN):
        placed = option(placed)
    return placed


base = click.option(
    "--base", default=None, metavar="IRI", help=f"What the data's IRIs begin with [default: {DEFAULT_BASE}]."
)
encoding = click.option(
    "--encoding", default=None, metavar="NAME", help="Encoding of files that are not UTF-8, such as windows-1251."
)
ledger = click.option(
    "--ledger", type=FOLDER, default=None, envvar="HABEAS_LEDGER", show_envvar=True,
    help="Folder of judgements.tsv, identity.tsv and proposals.tsv [default: the one named before, else the only "
    "source folder if it has one of them, else the graph's].",
)  # fmt: skip
quiet = click.option("--quiet", "-q", is_flag=True, help="Print results and errors only.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
workers = click.option(
    "--workers", type=click.IntRange(1), default=None, metavar="N", help="Processes that read [default: one a core]."
)
sources = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
