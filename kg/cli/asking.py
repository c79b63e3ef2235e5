"""habeas query, dump, explain and stats: what the graph says."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import click

from kg.cli import options
from kg.errors import UsageError

FORMS = ("table", "json", "csv", "tsv", "xml", "turtle")


@click.command(
    epilog=options.example(
        "habeas query examples/queries/04-who-detained-whom.rq",
        "habeas query 'SELECT * WHERE { ?s ?p ?o } LIMIT 9' --format csv",
    )
)
@click.argument("asked", metavar="(FILE | TEXT | -)")
@options.store
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
def query(asked: str, store: Path, form: str) -> None:
    """Answer a SPARQL query: a file's, the one written out, or (-) the one on standard input."""
    from kg.cli.answers import answers
    from kg.stores import open_view

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a query runs outside Python, where Ctrl-C would not be heard
    text = _query_text(asked)
    with open_view(store) as view:
        for line in answers(view.query(text), form):
            click.echo(line, nl=form == "table")


def _query_text(asked: str) -> str:
    if asked == "-":
        return sys.stdin.read()
    if "{" in asked or "<" in asked:  # every query has one of them, and hardly a file name
        return asked
    try:
        return Path(asked).read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:
        raise UsageError(f"{asked!r} is neither a query nor a file that can be read: {error}") from error
