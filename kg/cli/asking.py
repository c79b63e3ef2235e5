"""habeas query, explain and stats: what the graph says."""

from __future__ import annotations

import json
import signal
import sys
from dataclasses import asdict
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
    """Answer a SPARQL query: a file's, written out, or (-) piped in."""
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
        reason = error.strerror if isinstance(error, OSError) else "it is no text in UTF-8"
        raise UsageError(f"{asked!r} is neither a query nor a file that can be read: {reason}") from error


@click.command(
    epilog=options.example(
        "habeas explain http://localhost:8000/person/mara-okonjo", "habeas explain claim/detention-1f0c"
    )
)
@click.argument("iri")
@options.store
@options.as_json
def explain(iri: str, store: Path, as_json: bool) -> None:
    """Show the words, file and characters behind a claim or an actor.

    With them: the SHA-256 of the file, who says so, which rule found it, in which run.

    IRI may leave out what all IRIs of the graph begin with.
    """
    from kg.cli.explanations import lines
    from kg.explain import explain as explanation
    from kg.stores import open_view

    with open_view(store) as view:
        found = explanation(view, iri if ":" in iri else view.base + iri)
    for line in [json.dumps(asdict(found), ensure_ascii=False, indent=1)] if as_json else lines(found):
        click.echo(line)


@click.command(epilog=options.example("habeas stats --store graph --json"))
@options.store
@options.as_json
def stats(store: Path, as_json: bool) -> None:
    """Count triples, what follows from them, and nodes by class."""
    from kg.cli.tables import pairs
    from kg.stats import stats as counted
    from kg.stores import open_view

    with open_view(store) as view:
        found = counted(view)
    if as_json:
        click.echo(json.dumps(asdict(found), indent=1))
        return
    total = {"triples": found.triples, "  inferred": found.inferred}
    for line in pairs([(name, f"{count:,}") for name, count in {**total, **found.classes}.items()]):
        click.echo(line)
