"""habeas dump: the whole graph as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import options

FORMATS = ("turtle", "nquads", "trig", "jsonld", "ntriples")


@click.command(
    epilog=options.example("habeas dump --format nquads -o graph.nq.gz", "habeas dump --format turtle | less")
)
@options.store
@click.option("--format", "form", type=click.Choice(FORMATS), default="nquads", show_default=True)
@click.option(
    "--output",
    "-o",
    type=options.FILE,
    default=None,
    help="File, compressed if its name ends in .gz [default: stdout].",
)
@click.option("--no-inference", is_flag=True, help="Leave out what follows from what is said.")
def dump(store: Path, form: str, output: Path | None, no_inference: bool) -> None:
    """Write the whole graph, sorted: two builds of the same input give the same bytes.

    Turtle and N-Triples have no named graphs; they hold the union.
    """
    from kg.dump import dump as write
    from kg.dump import dump_file
    from kg.stores import open_view

    with open_view(store) as view:
        if output is None:
            write(view, form, sys.stdout.buffer, inferred=not no_inference)
        else:
            dump_file(view, form, output, inferred=not no_inference)
