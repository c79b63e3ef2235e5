"""The command ``habeas``: thin, without logic; each command says what it does and shows an example in its --help.

Law of this package: what a command needs is imported inside it, so that ``habeas --help`` is instant. Results go to
standard output, everything else to standard error.
"""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten
from typing import IO, Any

import click

from kg import __version__
from kg.cli.asking import explain, query, stats
from kg.cli.authorities import authority
from kg.cli.building import build, extract
from kg.cli.checking import doctor, validate
from kg.cli.dumping import dump
from kg.cli.linking import enrich, export, link
from kg.cli.reviewing import review
from kg.cli.serving import serve
from kg.errors import HabeasError

LONGEST = 400  # characters of a sentence: a query parser lists all it would have taken
EPILOG = """
\b
Example:
  habeas build reports/ --store graph
  habeas serve --store graph

\b
Exit codes:
  0    done, and all is well
  1    done, and something needs a look: a document that could not be
       read, a violation, a part that is missing
  2    not done: a wrong command, source, store, query or IRI
  130  interrupted with Ctrl-C; what was finished is kept
"""


class Failure(click.ClickException):
    """What went wrong, in one sentence on standard error."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the sentence after the command's name."""
        sentence = shorten(self.format_message(), LONGEST, placeholder=" …")
        click.secho(f"habeas: {sentence}", fg="red", file=file or sys.stderr, color=_colour())


class Commands(click.Group):
    """Runs a command and answers for what it raises."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run one command; errors become one sentence and an exit code."""
        ctx.color = _colour()
        with _answered(ctx):
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result


def _colour() -> bool | None:
    """Whether to print colours; None leaves it to click, which asks whether a terminal looks on."""
    return False if os.environ.get("NO_COLOR") else None


@contextmanager
def _answered(ctx: click.Context) -> Iterator[None]:
    try:
        yield
    except HabeasError as error:
        raise Failure(str(error)) from error
    except KeyboardInterrupt:
        click.echo("habeas: interrupted; what was finished is kept", err=True)
        ctx.exit(130)
    except OSError as error:
        _silence()
        if error.errno == errno.EPIPE:  # the reader has what it wanted, as in `habeas dump | head`
            ctx.exit(0)
        raise Failure(f"{error.filename or 'the output'}: {error.strerror}") from error


def _silence() -> None:
    """Let the interpreter's last flush of a broken standard output go nowhere."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # standard output is closed or, under test, no file
        return


@click.group(cls=Commands, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="habeas", message="%(prog)s %(version)s")
def habeas() -> None:
    """Read documents into a knowledge graph: who detained whom, who said what, what the courts did."""


COMMANDS = (
    *(build, extract, serve, query, dump, validate, explain, review),
    *(stats, authority, link, enrich, export, doctor),
)
for command in COMMANDS:
    habeas.add_command(command)


def main() -> None:
    """Run the command line."""
    habeas(prog_name="habeas")
