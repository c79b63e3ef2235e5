"""habeas review: a person judges the pairs that the machine leaves open."""

from __future__ import annotations

import getpass
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING

import click

from kg.cli import options
from kg.cli.tables import pairs, table

if TYPE_CHECKING:
    from kg.desk import Desk
    from kg.identity.judgements import Opinion
    from kg.reviewing import Pair, Side

ASKED = "same? [a]ccept [r]eject [s]kip [u]ndo [q]uit"
NARROWEST = 60  # columns of a terminal


@click.command(epilog=options.example("habeas review --store graph", "habeas review --store graph --list"))
@options.store
@options.ledger
@click.option("--who", default=getpass.getuser, metavar="NAME", help="Who judges [default: your user name].")
@click.option("--list", "listed", is_flag=True, help="Print the open pairs and judge nothing.")
def review(store: Path, ledger: Path | None, who: str, listed: bool) -> None:
    """Judge who is who: the pairs that were left open, the likeliest first, with the words on both sides.

    What you hold is appended to judgements.tsv among your documents, and wins over every rule from the next build on.
    """
    from kg.desk import Desk
    from kg.reviewing import uncertain
    from kg.stores import open_view

    desk = Desk.of(store, ledger)
    with open_view(store) as view:
        found = uncertain(view, desk.records.opinions)
        if listed:
            _list(found)
        else:
            _judge(list(found), desk, who)


def _list(found: Iterator[Pair]) -> None:
    rows = [(pair.tie.confidence, pair.left.iri, pair.right.iri, pair.tie.sentence) for pair in found]
    for line in table(("confidence", "left", "right", "why"), rows):
        click.echo(line)


def _judge(found: list[Pair], desk: Desk, who: str) -> None:
    from kg.identity.judgements import add

    at, folder = 0, desk.folder
    taken: list[tuple[int, Opinion]] = []
    while at < len(found):
        _show(found[at], at, len(found))
        answer = click.prompt(ASKED, type=click.Choice(tuple("arsuq")), show_choices=False)
        if answer == "q":
            break
        if answer == "u":
            at = _undo(taken, at, desk)
            continue
        if answer != "s":
            opinion = _opinion(found[at], answer, who)
            add(folder, opinion)
            taken.append((at, opinion))
        at += 1
    _end(len(taken), len(found), desk)


def _opinion(pair: Pair, answer: str, who: str) -> Opinion:
    from kg.identity.judgements import Opinion
    from kg.model import Judgement

    held = Judgement.SAME if answer == "a" else Judgement.DIFFERENT
    return Opinion(pair.left.iri, pair.right.iri, held, who, datetime.now(UTC).date().isoformat(), "reviewed")


def _undo(taken: list[tuple[int, Opinion]], at: int, desk: Desk) -> int:
    """Take the last judgement back; gives the pair to ask about again."""
    from kg.identity.judgements import take_back

    if not taken:
        click.echo("there is nothing to undo", err=True)
        return at
    before, opinion = taken.pop()
    take_back(desk.folder, opinion)
    return before


def _show(pair: Pair, at: int, total: int) -> None:
    click.echo(f"\n{at + 1} of {total}")
    for line in pairs([("confidence", pair.tie.confidence), ("why", pair.tie.sentence)]):
        click.echo(line)
    half = (max(NARROWEST, shutil.get_terminal_size().columns) - 3) // 2
    for left, right in zip_longest(_column(pair.left, half), _column(pair.right, half), fillvalue=""):
        click.echo(f"{left:<{half}} | {right}".rstrip())


def _column(side: Side, width: int) -> Iterator[str]:
    """One side of a pair, as lines."""
    told = [side.name, side.iri, *(f"{file}: {words}" for file, words in side.passages)]
    for each in told:
        yield from wrap("".join(c if c.isprintable() else " " for c in each), width) or [""]


def _end(judged: int, total: int, desk: Desk) -> None:
    if not total:
        click.echo("nothing is open: every pair is judged or clear")
    elif judged:
        click.echo(f"{judged} judged, kept in {desk.folder / 'judgements.tsv'}; they show after the next {desk.build}")
