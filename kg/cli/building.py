"""habeas build and extract: from documents to a graph, to JSON or to pages."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli import choosing, options
from kg.cli.choosing import Choice
from kg.cli.progress import progress
from kg.cli.tables import listed
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.documents import Unreadable


@click.command(epilog=options.example("habeas build reports/ --store graph", "habeas build a.txt b.txt --strict"))
@options.sources
@options.written
@options.base
@options.encoding
@options.ledger
@options.workers
@click.option("--strict", is_flag=True, help="Change nothing unless every document is read and understood.")
@click.option("--keep-missing", is_flag=True, help="Keep documents whose files are gone from their folder.")
@click.option("--rebuild", is_flag=True, help="Remake the graph from the readings that are kept.")
@click.option("--publish-invalid", is_flag=True, help="Publish claims with violations too.")
@click.option("--no-inference", is_flag=True, help="Leave out what follows from what is said.")
@choosing.extractors
@options.quiet
@options.as_json
@click.pass_context
def build(
    ctx: click.Context, /, sources: tuple[Path, ...], store: Path, base: str | None, workers: int | None, quiet: bool,
    as_json: bool, no_inference: bool, choice: Choice, **chosen: Any,
) -> None:  # fmt: skip
    """Read files and folders into a graph. What is new or changed is published, what is gone withdrawn."""
    from kg.cli.summary import as_plain, summary
    from kg.documents import count, lack
    from kg.pipeline import Options, build, pending
    from kg.stores import open_store

    chosen |= {"workers": choice.workers(workers), "extractors": choice.extractors}
    wanted = Options(inference=not no_inference, **chosen)
    with open_store(store, base=base) as graph:
        choice.agree(partial(pending, sources, graph, wanted))
        with progress(partial(count, sources), quiet=quiet) as told:
            report = build(sources, graph, wanted, progress=told)
    if as_json:
        click.echo(json.dumps(as_plain(report), ensure_ascii=False, indent=1))
    else:
        for line in summary(report, brief=quiet):
            click.echo(line)
    if report.idle and (lacking := lack(sources)):
        click.echo(f"habeas: {lacking}", err=True)
    ctx.exit(1 if report.failed or report.unanswered else 0)


@click.command(
    epilog=options.example(
        "habeas extract reports/ -o out --format html", "habeas extract reports/ -o out --format gold"
    )
)
@options.sources
@click.option("--output", "-o", type=options.FOLDER, required=True, help="Folder for one file a document.")
@click.option(
    "--format",
    "form",
    type=click.Choice(("reading", "gold", "attributions", "violations", "html")),
    default="reading",
    show_default=True,
)
@options.encoding
@options.workers
@choosing.extractors
@options.quiet
@click.pass_context
def extract(
    ctx: click.Context, /, sources: tuple[Path, ...], output: Path, form: str, encoding: str | None,
    workers: int | None, choice: Choice, quiet: bool,
) -> None:  # fmt: skip
    """Write what each document says as JSON or as a page. No graph is built."""
    from kg.documents import Unreadable, count, lack
    from kg.extraction import FORMATS, extraction, pending

    if lacking := lack(sources):
        raise UsageError(lacking)
    failed, written, heard = [], dict[str, str](), choosing.Heard()
    asked: dict[str, Any] = {"encoding": encoding, "extractors": choice.extractors}
    choice.agree(partial(pending, sources, **asked))
    with progress(partial(count, sources), quiet=quiet) as told:
        for result in extraction(sources, workers=choice.workers(workers), **asked):
            if isinstance(result, Unreadable):
                failed.append(result)
            else:
                heard.hear(result.issues)
                _write(output, result.document.name, FORMATS[form].suffix, FORMATS[form].text(result), written)
                told("read", len(written), None)
    if not quiet:
        click.echo(f"documents written to {output}: {len(written):,}", err=True)
    _tell(failed, brief=quiet)
    for line in heard.lines(brief=quiet):
        click.echo(line, err=True)
    ctx.exit(1 if heard.unanswered or any(not each.skipped for each in failed) else 0)


def _write(folder: Path, name: str, suffix: str, text: str, written: dict[str, str]) -> None:
    stem = str(Path(name).with_suffix(""))
    target = name if stem in written else stem  # a.txt and a.md: the second keeps its whole name
    if target in written:
        raise UsageError(f"{name} and {written[target]} would both be written to {target}{suffix}; extract them apart")
    written[target] = name
    path = folder / f"{target}{suffix}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _tell(unread: list[Unreadable], *, brief: bool) -> None:
    skipped = [] if brief else [f"{each.name}: {each.reason}" for each in unread if each.skipped]
    failed = [f"not read: {each.name}: {each.reason}" for each in unread if not each.skipped]
    for line in (*failed, *listed("skipped", skipped)):
        click.echo(line, err=True)
