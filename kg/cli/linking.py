"""habeas authority, link and export: what is known of Wikidata on this machine, and who of ours that may be."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.progress import progress

if TYPE_CHECKING:
    from kg.desk import Desk
    from kg.identity.judgements import Opinion
    from kg.wikidata.items import Item

authority_file = click.option(
    "--authority", type=options.FILE, default=Path("authority.sqlite"), envvar="HABEAS_AUTHORITY", show_default=True,
    show_envvar=True, help="File of items that habeas authority build made.",
)  # fmt: skip


@click.group(epilog=options.example("habeas authority build entities.jsonl.gz --types Q5,Q43229"))
def authority() -> None:
    """Keep items of Wikidata in a file of this machine, to link actors and places to."""


@authority.command(
    epilog=options.example(
        "habeas authority build latest-all.json.gz --types Q5,Q43229,Q618123",
        "habeas authority build items/ --types @classes.txt -o authority.sqlite",
    )
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True))
@click.option("--output", "-o", type=options.FILE, default=Path("authority.sqlite"), show_default=True)
@click.option(
    "--types", "words", multiple=True, metavar="Q…,Q…|@FILE",
    help="Classes of which items are kept, as items themselves tell their class (P31) [default: all].",
)  # fmt: skip
@options.quiet
@click.pass_context
def build(ctx: click.Context, /, files: tuple[Path, ...], output: Path, words: tuple[str, ...], quiet: bool) -> None:
    """Read Wikidata's files into an authority file: dumps, JSON lines, EntityData, truthy N-Triples; .gz .bz2 .zst.

    Interrupted, the same command goes on from where it was.
    """
    from kg.wikidata.building import build, types
    from kg.wikidata.lookup import Authority

    with progress(lambda: 0, quiet=quiet) as told:
        built = build(files, output, types(words), told)
    with Authority(output) as made:
        malformed = made.about().malformed
    for source, line, why in malformed[: 0 if quiet else 10]:
        click.echo(f"not read: {source}:{line}: {why}", err=True)
    parts = (f"{number:,} {name.replace('_', ' ')}" for name, number in asdict(built).items() if number)
    click.echo(f"{output}: {', '.join(parts) or 'nothing found'}")
    ctx.exit(1 if built.malformed or not built.kept else 0)


@authority.command(epilog=options.example("habeas authority info", "habeas authority info --json"))
@authority_file
@options.as_json
def info(authority: Path, as_json: bool) -> None:
    """Tell what an authority file is made of: sources and their digests, classes, languages, what was not read."""
    from kg.wikidata.lookup import Authority

    with Authority(authority) as opened:
        about = opened.about()
    if as_json:
        click.echo(json.dumps(asdict(about), ensure_ascii=False, indent=1))
        return
    click.echo(f"made {about.made}, {about.licence}")
    click.echo(f"classes: {', '.join(about.types) or 'all'}")
    for name, size, sha256 in about.sources:
        click.echo(f"source {name}: {size:,} bytes, sha256 {sha256}")
    for name, number in about.counts.items():
        click.echo(f"{name:10} {number:>12,}")
    click.echo("labels: " + ", ".join(f"{tag} {number:,}" for tag, number in list(about.languages.items())[:20]))


@click.command(
    epilog=options.example(
        "habeas link --store graph --authority authority.sqlite",
        "habeas link --store graph --import mappings.sssom.tsv --as ann",
    )
)
@options.store
@authority_file
@options.ledger
@click.option("--auto", type=float, default=None, metavar="0.97", help="Confirm what is at least so sure, and say so.")
@click.option("--import", "table", type=options.FILE, default=None, help="Take judgements from an SSSOM table instead.")
@click.option("--as", "who", default="", metavar="NAME", help="Who judged, where the table does not say.")
@options.quiet
def link(
    store: Path, authority: Path, ledger: Path | None, auto: float | None, table: Path | None, who: str, quiet: bool
) -> None:
    """Propose items of Wikidata for the actors and places of a graph: proposals.tsv, for a person to judge."""
    from kg.desk import Desk
    from kg.identity.judgements import add
    from kg.wikidata.sssom import read

    desk, today = Desk.of(store, ledger), datetime.now(UTC).date()
    if table is not None:
        found = read(table.read_text(encoding="utf-8-sig"), who or table.name, today.isoformat())
    else:
        found = _proposed(store, authority, desk, auto)
    new = [each for each in found if each not in set(desk.records.opinions)]
    for opinion in new:
        add(desk.folder, opinion)
    if new and not quiet:
        where = f"{desk.folder / 'judgements.tsv'}; they show after the next {desk.build}"
        click.echo(f"{len(new):,} judgements added to {where}", err=True)


def _proposed(store: Path, authority: Path, desk: Desk, auto: float | None) -> list[Opinion]:
    from kg.identity.proposals import write
    from kg.stores import open_store, open_view
    from kg.wikidata.linking import confirmed, proposed
    from kg.wikidata.lookup import Authority
    from kg.wikidata.subjects import subjects

    open_view(store).close()  # refuses what is no store, which opening it for writing would make
    with open_store(store) as graph:
        nodes = subjects(graph)
    with Authority(authority) as items:
        found = list(proposed(nodes, items, desk.records.opinions))
    sure = list(confirmed(found, auto, datetime.now(UTC).date())) if auto is not None else []
    write(desk.records.folder, found)
    for each in sorted(found, key=lambda proposal: -proposal.confidence):
        click.echo(f"{each.confidence:.3f}  {each.left}  {each.right}  {each.why}")
    where = desk.records.folder / "proposals.tsv"
    click.echo(f"{len(found):,} of {len(nodes):,} actors and places may have an item: {where}", err=True)
    return sure


@click.command(
    epilog=options.example(
        "habeas export sssom --store graph > mappings.sssom.tsv",
        "habeas export quickstatements --store graph --authority authority.sqlite",
    )
)
@click.argument("form", type=click.Choice(("sssom", "quickstatements")))
@options.store
@authority_file
@options.ledger
def export(form: str, store: Path, authority: Path, ledger: Path | None) -> None:
    """Write links with Wikidata for others: an SSSOM table, or QuickStatements of confirmed public figures."""
    from kg.desk import Desk
    from kg.stores import open_view
    from kg.wikidata.lookup import Authority
    from kg.wikidata.quickstatements import statements
    from kg.wikidata.sssom import confirmed_by_people, written

    known = Desk.of(store, ledger).records
    with open_view(store) as view:
        if form == "sssom":
            click.echo(written(view.base, known.opinions, known.proposals), nl=False)
            return
        with Authority(authority) as items:
            for line in statements(view, items, confirmed_by_people(known.opinions)):
                click.echo(line)


@click.command(
    epilog=options.example("HABEAS_CONTACT=ann@example.org habeas enrich", "habeas enrich --authority a.sqlite")
)
@options.store
@click.option("--authority", type=options.FILE, default=None, help="Take it from an authority file, without a network.")
@click.option("--api", default=None, metavar="URL", help="Wikidata's API, or that of another Wikibase.")
@click.option(
    "--cache", type=options.FILE, default=None, help="File of answers [default: wikidata.sqlite in the store]."
)
def enrich(store: Path, authority: Path | None, api: str | None, cache: Path | None) -> None:
    """Bring what Wikidata says of confirmed items into a graph of its own: names, descriptions, offices, places."""
    from kg.stores import Revision, open_store, open_view
    from kg.wikidata import enrichment

    open_view(store).close()  # as above
    with open_store(store) as graph:
        ids = enrichment.matched(graph)
        items = _items(ids, authority, api, cache or graph.path / "wikidata.sqlite")
        beside = _items(enrichment.named(items), authority, api, cache or graph.path / "wikidata.sqlite")
        named, day = enrichment.name(graph.base), datetime.now(UTC).date().isoformat()
        told = enrichment.triples(items, beside, named, day)
        graph.revise(Revision({named: told}))
        graph.publish({**graph.info.digests, "wikidata": enrichment.digest(told)})
    click.echo(f"{len(items):,} of {len(ids):,} confirmed items are told in {named}", err=True)


def _items(ids: list[str], authority: Path | None, api: str | None, cache: Path) -> list[Item]:
    from kg.wikidata.answers import Answers
    from kg.wikidata.client import API, Client, contact
    from kg.wikidata.items import Item
    from kg.wikidata.lookup import Authority

    if authority is not None:
        with Authority(authority) as opened:
            return [item for each in ids if (item := opened.item(each))]
    client = Client(contact(), Answers(cache), api or API)
    return [entry for entry in client.entities(ids) if isinstance(entry, Item)]
