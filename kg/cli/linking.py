"""habeas link, export and enrich: who of ours an item of Wikidata may be, and what others get of it."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import options
from kg.cli.authorities import authority_file
from kg.cli.online import Online

if TYPE_CHECKING:
    from kg.desk import Desk
    from kg.identity.judgements import Opinion
    from kg.identity.nodes import Node
    from kg.identity.proposals import Proposal
    from kg.wikidata.items import Item

api = click.option("--api", default=None, metavar="URL", help="Wikidata's API, or that of another Wikibase.")
cache = click.option(
    "--cache", type=options.FILE, default=None, help="File of answers [default: wikidata.sqlite in the store]."
)


@click.command(
    epilog=options.example(
        "habeas link --store graph --authority authority.sqlite",
        "HABEAS_CONTACT=ann@example.org habeas link --online",
        "habeas link --store graph --import mappings.sssom.tsv --as ann",
    )
)
@options.store
@authority_file
@options.ledger
@click.option("--auto", type=float, default=None, metavar="0.97", help="Confirm what is at least so sure, and say so.")
@click.option("--import", "table", type=options.FILE, default=None, help="Take judgements from an SSSOM table instead.")
@click.option("--as", "who", default="", metavar="NAME", help="Who judged, where the table does not say.")
@click.option("--online", is_flag=True, help="Ask Wikidata about those whom the file does not settle.")
@click.option("--service", default=None, metavar="URL", help="With --online: search by a reconciliation service (W3C).")
@click.option("--ask", multiple=True, metavar="IRI", help="With --online: ask about this person, too.")
@click.option("--everybody", is_flag=True, help="With --online: ask about private persons and the detained, too.")
@api
@cache
@options.quiet
def link(
    store: Path, authority: Path, ledger: Path | None, auto: float | None, table: Path | None, who: str, quiet: bool,
    **asking: Any,
) -> None:  # fmt: skip
    """Propose items of Wikidata for a graph's actors and places.

    They stand in proposals.tsv, for a person to judge.

    Without --online nothing leaves this machine. With it, names of bodies, of places and of persons in public office go
    to Wikidata; those of other persons, and of whoever was detained or harmed, only if --ask names them or --everybody
    is said. HABEAS_CONTACT must hold your e-mail or web address.
    """
    from kg.desk import Desk
    from kg.identity.judgements import add
    from kg.wikidata.sssom import read

    desk, today = Desk.of(store, ledger), datetime.now(UTC).date()
    if table is not None:
        found = read(table.read_text(encoding="utf-8-sig"), who or table.name, today.isoformat())
    else:
        found = _proposed(store, authority, desk, auto, Online.of(quiet=quiet, **asking))
    new = [each for each in found if each not in set(desk.records.opinions)]
    for opinion in new:
        add(desk.folder, opinion)
    if new and not quiet:
        where = f"{desk.folder / 'judgements.tsv'}; they show after the next {desk.build}"
        click.echo(f"{len(new):,} judgements added to {where}", err=True)


def _proposed(store: Path, authority: Path, desk: Desk, auto: float | None, online: Online | None) -> list[Opinion]:
    from kg.identity.proposals import write
    from kg.resolution import matches
    from kg.stores import open_store, open_view
    from kg.wikidata.linking import confirmed
    from kg.wikidata.subjects import subjects

    open_view(store).close()  # refuses what is no store, which opening it for writing would make
    with open_store(store) as graph:
        nodes = subjects(graph)
    found = _known(nodes, authority, desk) if online is None or authority.exists() else []
    if online is not None:
        settled = {each.left for each in found} | {each.left for each in matches(desk.records.opinions)}
        with open_view(store) as view:
            rest = [node for node in nodes if node.iri not in settled]
            found += online.proposed(rest, view, desk.records.opinions)
    sure = list(confirmed(found, auto, datetime.now(UTC).date())) if auto is not None else []
    write(desk.records.folder, found)
    for each in sorted(found, key=lambda proposal: -proposal.confidence):
        click.echo(f"{each.confidence:.3f}  {each.left}  {each.right}  {each.why}")
    where = desk.records.folder / "proposals.tsv"
    click.echo(f"{len(found):,} of {len(nodes):,} actors and places may have an item: {where}", err=True)
    return sure


def _known(nodes: list[Node], authority: Path, desk: Desk) -> list[Proposal]:
    from kg.wikidata.linking import proposed
    from kg.wikidata.lookup import Authority

    with Authority(authority) as items:
        return list(proposed(nodes, items, desk.records.opinions))


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
    """Write links with Wikidata for others. An SSSOM table, or QuickStatements of confirmed public figures."""
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
@api
@cache
def enrich(store: Path, authority: Path | None, api: str | None, cache: Path | None) -> None:
    """Add what Wikidata says of confirmed items.

    Names, descriptions, offices and places stand in a graph of their own.
    """
    from kg.stores import Revision, open_store, open_view
    from kg.stores.folder import ANSWERS
    from kg.wikidata import enrichment

    open_view(store).close()  # as above
    with open_store(store) as graph:
        ids = enrichment.matched(graph)
        answers = cache or graph.path / ANSWERS
        items = _items(ids, authority, api, answers)
        beside = _items(enrichment.named(items), authority, api, answers)
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
