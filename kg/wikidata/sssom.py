"""Judgements and proposals in, a table of mappings out, and back: SSSOM/TSV, which other tools share mappings in.

Format: A Simple Standard for Sharing Ontology Mappings 1.0: a header of metadata in YAML behind ``#``, then columns.
Confirmed is ``skos:exactMatch``, rejected the same with the modifier ``Not``, proposed ``skos:closeMatch``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from kg.errors import UsageError
from kg.identity.judgements import Opinion
from kg.identity.proposals import Proposal
from kg.identity.tables import line, table
from kg.model import Judgement
from kg.wikidata.items import CONCEPT

COLUMNS = (
    "subject_id", "predicate_modifier", "predicate_id", "object_id", "object_label", "mapping_justification",
    "confidence", "author_label", "mapping_date", "mapping_tool", "comment",
)  # fmt: skip
PREFIXES = {
    "wikidata": CONCEPT,
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "semapv": "https://w3id.org/semapv/vocab/",
}
CLOSE, EXACT, NOT = "skos:closeMatch", "skos:exactMatch", "Not"
PREFIX = re.compile(r"#\s+[\"']?([\w.-]+)[\"']?:\s+[\"']?([^\s\"']+)[\"']?\s*")
BY_HAND, BY_RULE = "semapv:ManualMappingCuration", "semapv:CompositeMatching"
ITEM = re.compile(re.escape(CONCEPT) + "Q[1-9][0-9]*")


def written(base: str, held: Iterable[Opinion], found: Iterable[Proposal]) -> str:
    """Write the judgements on items, and the proposals that nobody has judged, as a table."""
    judged = [each for each in map(_turned, held) if each is not None and each.judgement is not Judgement.UNSURE]
    known = {(each.left, each.right) for each in judged}
    prefixes = {**PREFIXES, "habeas": base}
    rows = [*map(_judged, judged), *(_proposed(each) for each in found if (each.left, each.right) not in known)]
    short = (tuple(_short(field, prefixes) if n in {0, 3} else field for n, field in enumerate(row)) for row in rows)
    head = ["#curie_map:", *(f"#  {name}: {iri}" for name, iri in sorted(prefixes.items()))]
    about = ["#license: https://creativecommons.org/publicdomain/zero/1.0/", f"#mapping_set_id: {base}mappings"]
    return "".join(f"{each}\n" for each in (*head, *about)) + table(COLUMNS, sorted(short))


def _turned(opinion: Opinion) -> Opinion | None:
    """A judgement on an item with the item on the right; None where it is on something else."""
    sides = sorted(opinion.pair, key=lambda side: ITEM.fullmatch(side) is not None)
    if [ITEM.fullmatch(side) is not None for side in sides] != [False, True]:
        return None
    return Opinion(sides[0], sides[1], opinion.judgement, opinion.who, opinion.when, opinion.why)


def confirmed_by_people(held: Iterable[Opinion]) -> list[tuple[str, str]]:
    """Actors and places with the ids of the items that people, and no threshold, said they are."""
    judged = [each for each in map(_turned, held) if each is not None and each.judgement is Judgement.SAME]
    return [(each.left, each.right.removeprefix(CONCEPT)) for each in judged if "--auto" not in each.who]


def _judged(each: Opinion) -> tuple[str, ...]:
    modifier = NOT if each.judgement is Judgement.DIFFERENT else ""
    by = BY_RULE if "--auto" in each.who else BY_HAND
    return each.left, modifier, EXACT, each.right, "", by, "", each.who, each.when, "", each.why


def _proposed(each: Proposal) -> tuple[str, ...]:
    return each.left, "", CLOSE, each.right, each.label, BY_RULE, str(each.confidence), "", "", each.judge, each.why


def _short(iri: str, prefixes: Mapping[str, str]) -> str:
    found = next((name for name, start in prefixes.items() if iri.startswith(start)), None)
    return f"{found}:{iri.removeprefix(prefixes[found])}" if found else iri


def read(text: str, who: str, today: str) -> list[Opinion]:
    """Read judgements from a table: exact matches with items, and denials of them; other mappings are passed over.

    Raises UsageError where it is no such table. ``who`` and ``today`` stand in where a row names no author or day.
    """
    lines = [each for each in text.splitlines() if each.strip()]
    prefixes = PREFIXES | {found[1]: found[2] for each in lines if (found := PREFIX.fullmatch(each))}
    plain = [each.split("\t") for each in lines if not each.startswith("#")]
    if not plain or not {"subject_id", "predicate_id", "object_id"} <= set(plain[0]):
        raise UsageError("no SSSOM table: a line must name the columns subject_id, predicate_id and object_id")
    rows = (dict(zip(plain[0], row, strict=False)) for row in plain[1:])
    return list(_opinions(rows, prefixes, (who, today)))


def _opinions(
    rows: Iterable[Mapping[str, str]], prefixes: Mapping[str, str], otherwise: tuple[str, str]
) -> Iterator[Opinion]:
    for row in rows:
        left, predicate, right = (
            _long(row.get(key, ""), prefixes) for key in ("subject_id", "predicate_id", "object_id")
        )
        if predicate == PREFIXES["skos"] + "exactMatch" and ITEM.fullmatch(right):
            held = Judgement.DIFFERENT if row.get("predicate_modifier") == NOT else Judgement.SAME
            who = row.get("author_label") or row.get("author_id") or otherwise[0]
            day = row.get("mapping_date") or otherwise[1]
            yield Opinion(left, right, held, line((who,)), day, line((row.get("comment") or "",)))


def _long(curie: str, prefixes: Mapping[str, str]) -> str:
    name, colon, rest = curie.partition(":")
    return prefixes[name] + rest if colon and name in prefixes else curie
