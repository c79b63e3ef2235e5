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
    help="File, compressed if its name ends in .gz or .zst [default: stdout].",
)
@click.option("--compress", is_flag=True, help="Compress what goes to stdout, too.")
@click.option("--crate", type=click.Path(path_type=Path), default=None, help="New folder or .zip for a whole RO-Crate.")
@click.option("--title", default=None, help="Name of the data, for the crate.")
@click.option("--licence", default=None, metavar="TERMS", help="Licence of the data, for the crate.")
@click.option("--publisher", default=None, help="Who publishes the data, for the crate.")
@click.option("--no-inference", is_flag=True, help="Leave out what follows from what is said.")
@click.option(
    "--claims-only", is_flag=True, help="Leave out, besides, how claims were found, and the words of passages."
)
def dump(
    store: Path,
    form: str | None,
    output: Path | None,
    compress: bool,
    no_inference: bool,
    claims_only: bool,
    crate: Path | None,
    **said: str | None,
) -> None:
    """Write the whole graph, sorted. Two builds of the same input give the same bytes.

    Turtle and N-Triples have no named graphs; they hold the union.
    """
    from kg.crate import Release
    from kg.crate import crate as release
    from kg.dump import Content, dump_file
    from kg.dump import dump as write
    from kg.packing import packing
    from kg.stores import open_view

    content: Content = "claims" if claims_only else "asserted" if no_inference else "all"
    _together(crate, bool(form or output or compress or no_inference or claims_only), any(said.values()))
    with open_view(store) as view:
        if crate is not None:
            release(view, Release(**{name: value for name, value in said.items() if value}), crate)
        elif output is not None:
            dump_file(view, form or _named(output), output, content=content)
        else:
            with packing(sys.stdout.buffer, ".gz" if compress else "") as out:
                write(view, form or "nquads", out, content=content)


def _together(crate: Path | None, of_dump: bool, of_crate: bool) -> None:
    """Refuse options of a dump for a crate, and the other way round."""
    if crate is not None and of_dump:
        raise click.UsageError("--crate holds all dumps; it goes with --title, --licence and --publisher only")
    if crate is None and of_crate:
        raise click.UsageError("--title, --licence and --publisher go into a crate; name it with --crate")


def _named(path: Path) -> str:
    """Give the form that a file's name ends in."""
    from kg.dump import SUFFIXES

    return next((SUFFIXES[s[1:]] for s in reversed(path.suffixes) if s[1:] in SUFFIXES), "nquads")
