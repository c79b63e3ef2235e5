"""habeas authority: items of Wikidata, in a file of this machine."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from kg.cli import options
from kg.cli.progress import progress

authority_file = click.option(
    "--authority", type=options.FILE, default=Path("authority.sqlite"), envvar="HABEAS_AUTHORITY", show_default=True,
    show_envvar=True, help="File of items that habeas authority build made.",
)  # fmt: skip


@click.group(epilog=options.example("habeas authority build entities.jsonl.gz --types Q5,Q43229"))
def authority() -> None:
    """Keep items of Wikidata in a file, to link actors and places to."""


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
    """Read files of Wikidata into an authority file.

    Dumps, JSON lines, EntityData, truthy N-Triples; .gz .bz2 .zst.

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
    """Tell what an authority file is made of. Sources and their digests, classes, languages, what was not read."""
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
