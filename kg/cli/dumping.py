"""habeas dump: the whole graph as a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli import options

FORMATS = ("turtle", "nquads", "trig", "jsonld", "ntriples")


@click.command(
    epilog=options.example("habeas dump -o graph.trig.gz", "habeas dump --format turtle --claims-only | less")
)
@options.store
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default=None,
    help="Form of the triples [default: what the file's name ends in, else nquads].",
)
@click.option(
    "--output",
    "-o",
    type=options.FILE,
    default=None,
    help="File, compressed if its name ends in .gz [default: stdout].",
)
@click.option("--compress", is_flag=True, help="Compress what goes to stdout, too.")
@click.option("--no-inference", is_flag=True, help="Leave out what follows from what is said.")
@click.option(
    "--claims-only", is_flag=True, help="Leave out, besides, how claims were found, and the words of passages."
)
def dump(
    store: Path, form: str | None, output: Path | None, compress: bool, no_inference: bool, claims_only: bool
) -> None:
    """Write the whole graph, sorted: two builds of the same input give the same bytes.

    Turtle and N-Triples have no named graphs; they hold the union.
    """
    from kg.dump import Content, dump_file, packing
    from kg.dump import dump as write
    from kg.stores import open_view

    content: Content = "claims" if claims_only else "asserted" if no_inference else "all"
    with open_view(store) as view:
        if output is not None:
            dump_file(view, form or _named(output), output, content=content)
        else:
            with packing(sys.stdout.buffer, packed=compress) as out:
                write(view, form or "nquads", out, content=content)


def _named(path: Path) -> str:
    """Give the form that a file's name ends in."""
    from kg.dump import SUFFIXES

    return next((SUFFIXES[s[1:]] for s in reversed(path.suffixes) if s[1:] in SUFFIXES), "nquads")
