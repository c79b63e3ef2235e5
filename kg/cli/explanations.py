"""An explanation in, lines for people out."""

from __future__ import annotations

from collections.abc import Iterator

from kg.cli.answers import shortened
from kg.cli.tables import pairs
from kg.explain import Explanation

LEAST = 5  # values of one property: an actor is mentioned in many passages, and --json has them all

HELD = {
    "same": "the same as",
    "different": "not the same as",
    "unsure": "perhaps the same as",
    "unjudged": "perhaps the same as",
}


def lines(found: Explanation) -> Iterator[str]:
    """Write what a node is, its words with their places, who says so, and what it came from."""
    yield from pairs([("iri", found.iri), ("name", found.name), ("class", ", ".join(found.types))])
    for words in found.words:
        yield ""
        yield from pairs([
            ("words", words.exact),
            ("file", words.file),
            ("characters", f"{words.start} to {words.end}"),
            ("sha256", words.sha256),
        ])  # fmt: skip
    for tie in found.ties:
        yield ""
        yield from pairs([
            (HELD[tie.judgement], tie.other if tie.name == tie.other else f"{tie.name} ({tie.other})"),
            ("judge", " ".join(filter(None, (tie.judge, tie.when, tie.confidence and f"({tie.confidence})")))),
            *((("why", tie.sentence),) if tie.sentence else ()),
            *(("reason", reason) for reason in tie.reasons),
        ])  # fmt: skip
    yield ""
    yield from pairs([
        *(("said by", name if name == iri else f"{name} ({iri})") for iri, name in found.sources.items()),
        *(("rule", rule) for rule in found.rules),
        *((("run", iri)) for iri in found.runs),
        *(("by", version) for versions in found.runs.values() for version in versions),
        *((shortened(name), _few([shortened(value) for value in values])) for name, values in found.said.items()),
    ])  # fmt: skip


def _few(values: list[str]) -> str:
    more = f" and {len(values) - LEAST:,} more" if len(values) > LEAST else ""
    return ", ".join(values[:LEAST]) + more
