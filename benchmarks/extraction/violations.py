"""HRDsAttack: the harm to people that an article tells of, by ``kg.violations``, as its own evaluation counts it.

Ran et al., "A New Task and Dataset on Detecting Attacks on Human Rights Defenders" (Findings of ACL 2023), and
``evaluate_all`` of its released code (github.com/dataminr-ai/HRDsAttack, src/models/utils.py):

- violation types: micro P, R and F1 over all types of all articles; "unknown" is a type, predicted where no other is,
  and struck from labels that hold another type beside it;
- victim name: labelled and predicted victims that have a name; "exact" is equality, "fuzzy" that the characters of one
  name are part of the other's. Of predicted names, one that is part of an earlier one does not count, and one that is
  part of a later one counts as predicted but is not matched;
- perpetrator type, country, year, month: accuracy over all articles, those without a label too. The day of publication
  is given (their T5 is given it for year and month). "right": nothing told equals nothing labelled. The released code
  compares "None", the string its T5 is taught to answer there, with no value, and so never counts such an article as
  right: "right and labelled", the share that its figures (T5: year 50, month 33) are to be set against.

Normalised here, and more than there: countries by the gazetteer on both sides ("USA" is "United States", which there
are two strings; a part of a state, "England" or "Texas", is its state); "None", "N/A", "unknown" and nothing are
nothing; months by their first three letters or as numbers; years as integers; a year that stands in the field of the
month or the day is taken from there (that code mends such lines by hand). Region, city and day are not predicted.
The labels are one crowd worker's for each article. "other state actors", "other actors with permissions" and "regional
orgs" are never predicted: the reading does not tell them from those in ``PERPETRATORS``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from benchmarks.extraction.measures import Errors, Measure, counted, share
from benchmarks.extraction.shared import Shared
from kg.gazetteer import place, state_of_city, state_of_demonym
from kg.language.calendar import month_number
from kg.violations import Violations, violations

TYPES = {
    "detention": "arbitrary detention",
    "disappearance": "enforced disappearance",
    "kidnapping": "kidnapping",
    "killing": "killing",
    "other": "other",
    "torture": "torture",
}
PERPETRATORS = {
    "armedGroup": "other actors without permissions",
    "private": "other non-state actors",
    "state": "state actor",
}
UNKNOWN = frozenset({"unknown"})
NOTHING = frozenset({"", "none", "n/a", "n//a", "unknown"})
LONGEST_MONTH, MONTHS = 31, 12  # days of a month, months of a year: a number above both is a year
ASKED = {"violation types": 76.0, "victim name fuzzy": 60.0} | {"perpetrator": 66.0, "country": 78.0, "year": 75.0}


@dataclass(frozen=True, slots=True)
class Labels:
    """What an article is labelled with, or would be by our reading of it."""

    types: frozenset[str]
    victims: tuple[str, ...]
    perpetrator: str | None
    country: str | None
    year: int | None
    month: int | None


@dataclass(frozen=True, slots=True)
class Pair:
    """An article by name, how it is labelled, and what we make of it."""

    name: str
    wanted: Labels
    found: Labels


def score(shared: Shared) -> list[Measure]:
    """The figures of the dev split, which are asked, and of the train split."""
    return [*measures(pairs(shared, "dev"), "dev", ASKED), *measures(pairs(shared, "train"), "train", {})]


def pairs(shared: Shared, split: str) -> list[Pair]:
    """The articles of a split, each read with its day of publication."""
    lines = shared.path("events", "hrd", f"gold_{split}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = {f"{row['doc']}.txt": row for row in map(json.loads, lines)}
    texts = [each for each in shared.documents("events", "hrd", "docs") if each.name in rows]
    dated = [replace(each, published=(rows[each.name]["published"] or "")[:10] or None) for each in texts]
    found = map(violations, shared.read(dated))
    return [
        Pair(each.name, labelled(rows[each.name]), predicted(ours)) for each, ours in zip(texts, found, strict=True)
    ]


def labelled(row: Mapping[str, Any]) -> Labels:
    """The labels of one line of the data."""
    types, country = frozenset(row["violation_types"]), _told(row["country"])
    names = tuple(victim["victim_name"].strip() for victim in row["victims"] if victim["victim_name"])
    return Labels(
        types=types - UNKNOWN or types,
        victims=tuple(filter(None, names)),
        perpetrator=row["perpetrator_type"],
        country=_state(country) if country else None,
        year=_year(row),
        month=next((month for field in ("month", "year") if (month := _month(row[field]))), None),
    )


def predicted(ours: Violations) -> Labels:
    """Our summary in the words of the labels."""
    types = frozenset(TYPES[kind] for kind in ours.kinds) or UNKNOWN
    perpetrator = ours.perpetrator and PERPETRATORS[ours.perpetrator]
    return Labels(types, ours.victims, perpetrator, ours.country, ours.year, ours.month)


def measures(found: list[Pair], split: str, asked: Mapping[str, float]) -> list[Measure]:
    """The table of one split."""
    main = bool(asked)
    counts = {
        "violation types": [
            (len(p.wanted.types & p.found.types), len(p.found.types), len(p.wanted.types)) for p in found
        ],
        "victim name fuzzy": [(len(fuzzy(p)), len(new(p.found.victims)), len(p.wanted.victims)) for p in found],
        "victim name exact": [(len(exact(p)), len(new(p.found.victims)), len(p.wanted.victims)) for p in found],
    }
    rows = [
        counted(f"{split} {name}", *map(sum, zip(*parts, strict=True)), asked=asked.get(name), main=main)
        for name, parts in counts.items()
    ]
    for name in ("perpetrator", "country", "year", "month"):
        right = [label for p in found if (label := getattr(p.wanted, name)) == getattr(p.found, name)]
        labelled_ = sum(label is not None for label in right)
        rows.append(share(f"{split} {name} right", len(right), len(found), asked=asked.get(name), unit="%", main=main))
        rows.append(share(f"{split} {name} right and labelled", labelled_, len(found), unit="%", main=main))
    return rows


def errors(shared: Shared) -> Errors:
    """What is missed and wrongly told in the dev split, by type and slot."""
    listed = Errors()
    for pair in pairs(shared, "dev"):
        wanted, found = pair.wanted, pair.found
        for kind in sorted(wanted.types ^ found.types):
            listed.add(f"{kind} {'missed' if kind in wanted.types else 'wrongly told'}", pair.name)
        for name in ("perpetrator", "country", "year"):
            if getattr(wanted, name) != getattr(found, name):
                listed.add(f"{name} wrong", f"{pair.name}: {getattr(wanted, name)}, not {getattr(found, name)}")
        if len(fuzzy(pair)) < max(len(wanted.victims), len(found.victims)):
            listed.add("victims wrong", f"{pair.name}: {', '.join(wanted.victims)}, not {', '.join(found.victims)}")
    return listed


def fuzzy(pair: Pair) -> list[str]:
    """Predicted names of which a labelled one is a part, or the other way round."""
    return [name for name in apart(pair.found.victims) if any(name in w or w in name for w in pair.wanted.victims)]


def exact(pair: Pair) -> list[str]:
    """Predicted names that are labelled."""
    return [name for name in apart(pair.found.victims) if name in pair.wanted.victims]


def new(names: tuple[str, ...]) -> list[str]:
    """Names that are no part of an earlier one."""
    return [name for at, name in enumerate(names) if not any(name in earlier for earlier in names[:at])]


def apart(names: tuple[str, ...]) -> Iterator[str]:
    """Names that are no part of another one of them."""
    return (name for name in dict.fromkeys(names) if not any(name in other for other in names if other != name))


def _told(label: str | None) -> str:
    return label if label and label.strip().lower() not in NOTHING else ""


def _state(name: str) -> str:
    name = name.strip()
    known = place(name)
    if known is not None and known.kind != "region":
        return known.within or known.name
    return state_of_demonym(name) or state_of_city(name) or name


def _number(label: str | None) -> int | None:
    try:
        return int(float(said)) if (said := _told(label)) else None
    except ValueError:
        return None


def _year(row: Mapping[str, Any]) -> int | None:
    numbers = (_number(row[field]) for field in ("year", "month", "date"))
    return next((number for number in numbers if number and number > LONGEST_MONTH), None)


def _month(label: str | None) -> int | None:
    month = (month_number(said.strip()[:3]) or _number(said)) if (said := _told(label)) else None
    return month if month and month <= MONTHS else None
