"""habeas review: a person judges the pairs that the machine leaves open."""

from __future__ import annotations

import getpass
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

import click

from kg.cli import options
from kg.cli.tables import padded, table, width_of, wrapped

if TYPE_CHECKING:
    from kg.desk import Desk
    from kg.identity.judgements import Opinion
    from kg.reviewing import Pair, Side

KEYS = "arsuq"
ASKED = "the same? [a]ccept [r]eject [s]kip [u]ndo [q]uit"
NOTHING = "nothing is open: every pair is judged or clear"
NARROWEST = 60  # columns of a terminal
BETWEEN = " | "
MARKED = re.compile(r"\[[^\[\]]+\]?|^[^\[\]]+\]")  # a name may go on in the next line


class Style(TypedDict, total=False):
    """How words are shown on a terminal."""

    bold: bool
    dim: bool


@click.command(epilog=options.example("habeas review --store graph", "habeas review --store graph --list"))
@options.store
@options.ledger
@click.option("--who", default=getpass.getuser, metavar="NAME", help="Who judges [default: your user name].")
@click.option("--list", "listed", is_flag=True, help="Print the open pairs and judge nothing.")
def review(store: Path, ledger: Path | None, who: str, listed: bool) -> None:
    """Judge who is who: the pairs that were left open.

    The likeliest come first, with the words on both sides.

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
    for line in table(("confidence", "left", "right", "why"), rows) if rows else (NOTHING,):
        click.echo(line)


def _judge(found: list[Pair], desk: Desk, who: str) -> None:
    from kg.identity.judgements import add

    if not found:
        click.echo(NOTHING)
        return
    at, folder = 0, desk.folder
    taken: list[tuple[int, Opinion]] = []
    while at < len(found):
        _show(found[at], at, len(found))
        answer = _key()
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
    if taken:
        click.echo(f"{len(taken)} judged, kept in {folder / 'judgements.tsv'}; they show after the next {desk.build}")


def _key() -> str:
    """What a person answers: on a terminal a key, else a line; the end of the input is quitting."""
    if not sys.stdin.isatty():
        return str(click.prompt(ASKED, type=click.Choice(tuple(KEYS)), show_choices=False))
    click.echo(f"{ASKED} ", nl=False)
    try:
        while (key := click.getchar().lower()) not in KEYS:
            pass
    except EOFError:
        key = "q"
    click.echo(key)
    return key


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
    columns = max(NARROWEST, shutil.get_terminal_size().columns)
    click.echo()
    for line in wrapped(f"{at + 1} of {total} ({pair.tie.confidence}): {pair.tie.sentence}", columns):
        click.secho(line, fg="cyan")
    half = (columns - len(BETWEEN)) // 2
    nothing = "", Style()
    for left, right in zip_longest(_column(pair.left, half), _column(pair.right, half), fillvalue=nothing):
        click.echo(f"{_painted(left, half)}{BETWEEN}{_painted(right)}".rstrip())


def _column(side: Side, width: int) -> Iterator[tuple[str, Style]]:
    """One side of a pair: its lines, each with how it is shown."""
    for text, style in ((side.name, Style(bold=True)), (side.iri, Style(dim=True))):
        yield from ((line, style) for line in wrapped(text, width))
    for file, words in side.passages:
        yield from ((line, Style(dim=True)) for line in ("", *wrapped(file, width)))
        yield from ((line, Style()) for line in wrapped(words, width))


def _painted(told: tuple[str, Style], width: int = 0) -> str:
    """A line in its style, the name in brackets marked; filled up to ``width`` columns."""
    line, style = told
    filled = padded(line, max(width, width_of(line)))
    marked = MARKED.sub(lambda found: click.style(found[0], bold=True, fg="yellow"), filled)
    return click.style(marked, **style) if style else marked
