"""habeas link --online: Wikidata is asked about those whom the authority file does not settle."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from kg.cli.progress import progress
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.identity.judgements import Opinion
    from kg.identity.nodes import Node
    from kg.identity.proposals import Proposal
    from kg.stores import View


@dataclass(frozen=True, slots=True)
class Online:
    """Whom to ask, about whom."""

    service: str | None
    ask: tuple[str, ...]
    everybody: bool
    api: str | None
    cache: Path | None
    quiet: bool

    @classmethod
    def of(
        cls, *, online: bool, service: str | None, ask: tuple[str, ...], everybody: bool, api: str | None,
        cache: Path | None, quiet: bool,
    ) -> Online | None:  # fmt: skip
        """What the options say; None where nobody shall be asked.

        Raises UsageError where the operator did not say who they are, or the options do not fit.
        """
        from kg.wikidata.client import contact

        if not online:
            if service or ask or everybody or api or cache:
                raise UsageError("--service, --ask, --everybody, --api and --cache go with --online; nobody was asked")
            return None
        contact()
        return cls(service, ask, everybody, api, cache, quiet)

    def proposed(self, nodes: list[Node], view: View, held: Iterable[Opinion]) -> list[Proposal]:
        """Items for some nodes, as Wikidata knows them today."""
        from kg.stores.folder import ANSWERS
        from kg.wikidata.answers import Answers
        from kg.wikidata.asking import answered, askable, languages
        from kg.wikidata.client import API, RECONCILIATION, Client, contact
        from kg.wikidata.linking import proposed

        free, kept = askable(nodes, view, named=self._named(nodes), everybody=self.everybody)
        cache = Answers(self.cache or view.path / ANSWERS)
        client = Client(contact(), cache, self.api or API, self.service or RECONCILIATION)
        host = urlsplit(self.service or client.api).netloc
        stay = f"; {kept:,} names stay here, of persons who may be private" if kept else ""
        click.echo(f"asking {host} about {len(free):,} actors and places{stay}", err=True)
        with (
            progress(lambda: 0, quiet=self.quiet) as told,
            answered(free, client, languages(view), service=self.service is not None, progress=told) as items,
        ):
            return list(proposed(free, items, held, f"{host}, answers since {cache.since}"))

    def _named(self, nodes: Iterable[Node]) -> frozenset[str]:
        known = {node.iri for node in nodes}
        if unknown := sorted(set(self.ask) - known):
            raise UsageError(f"--ask {unknown[0]}: that is no actor or place that is still without an item")
        return frozenset(self.ask)
