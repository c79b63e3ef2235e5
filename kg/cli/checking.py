"""habeas validate and doctor: is what the graph holds, and what the machine holds, as it should be."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.tables import table

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.stores import View

FORMS = ("table", "turtle", "json")


@click.command(epilog=options.example("habeas validate --store graph --format json"))
@options.store
@click.option(
    "--shapes", type=click.Path(path_type=Path), default=None, help="Turtle file or folder, in place of our shapes."
)
@click.option("--format", "form", type=click.Choice(FORMS), default="table", show_default=True)
@options.quiet
@click.pass_context
def validate(ctx: click.Context, store: Path, shapes: Path | None, form: str, quiet: bool) -> None:
    """Judge the graph by SHACL with pySHACL; exit 1 on a violation.

    What was inferred is left out: a range axiom would turn an error into a type. A build validates each document it
    changes from the same shapes, in far less time; this is the second opinion.
    """
    from kg.stores import open_view
    from kg.validation import judge

    with open_view(store) as view:
        graph = _asserted(view)
    if not quiet:
        click.echo(f"Judging {len(graph):,} triples; this takes about a second for each document.", err=True)
    conforms, report, _ = judge(graph, shapes)
    for line in _report(report, graph, form):
        click.echo(line)
    ctx.exit(0 if conforms else 1)


def _asserted(view: View) -> Graph:
    from rdflib import Graph

    from kg.iris import Iris

    iris, graph = Iris(view.base), Graph()
    inferred = iris.inferred(iris.graph(""))
    for name in view.graphs():
        if not name.startswith(inferred):
            lines = (f"{s} {p} {o} .\n" for s, p, o in view.graph(name))
            graph.parse(data="".join(lines), format="nt")
    return graph


def _report(report: Graph, graph: Graph, form: str) -> list[str]:
    from kg.cli.reports import findings

    if form == "turtle":
        return [report.serialize(format="turtle")]
    found = findings(report, graph)
    if form == "json":
        return [json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1)]
    rows = [(str(each.severity), each.focus_node, each.message, each.words or "") for each in found]
    return [*(table(("severity", "node", "message", "words"), rows) if rows else ()), f"{len(rows)} findings"]


@click.command(epilog=options.example("habeas doctor --store graph"))
@click.option(
    "--store", type=options.Place(), metavar="FOLDER|URL", default=None, envvar="HABEAS_STORE",
    help="Folder or address of a graph to look at too.",
)  # fmt: skip
@options.as_json
@click.pass_context
def doctor(ctx: click.Context, store: Path | None, as_json: bool) -> None:
    """Look whether all is there: versions, data, model, store. Exit 1 where something is missing."""
    from kg.doctor import doctor as examine

    checks = list(examine(store))
    if as_json:
        click.echo(json.dumps([asdict(check) for check in checks], ensure_ascii=False, indent=1))
    else:
        rows = [("ok" if check.well else "no", check.name, check.found, check.advice) for check in checks]
        for line in table(("", "what", "found", "do this"), rows):
            click.echo(line)
    ctx.exit(0 if all(check.well for check in checks) else 1)
