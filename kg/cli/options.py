"""Options that several commands share, and the check that they mean something."""

from __future__ import annotations

from pathlib import Path

import click

from kg.iris import DEFAULT_BASE


def example(*lines: str) -> str:
    """Give the end of a command's help: how it is typed."""
    return "\b\nExample:\n" + "\n".join(f"  {line}" for line in lines)


FOLDER = click.Path(path_type=Path, file_okay=False)
FILE = click.Path(path_type=Path, dir_okay=False)

store = click.option(
    "--store", type=FOLDER, default=Path("graph"), envvar="HABEAS_STORE", show_default=True, show_envvar=True,
    help="Folder of the graph.",
)  # fmt: skip
base = click.option(
    "--base", default=None, metavar="IRI", help=f"What the data's IRIs begin with [default: {DEFAULT_BASE}]."
)
encoding = click.option(
    "--encoding", default=None, metavar="NAME", help="Encoding of files that are not UTF-8, such as windows-1251."
)
quiet = click.option("--quiet", "-q", is_flag=True, help="Print results and errors only.")
as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
workers = click.option(
    "--workers", type=click.IntRange(1), default=None, metavar="N", help="Processes that read [default: one a core]."
)
sources = click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path))
