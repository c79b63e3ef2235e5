"""How well accounts of one event are found among labelled pairs: tests/data/identity/blind_events.tsv.

    python -m benchmarks.event_pairs [--errors]

Each row is two descriptions of events as two sources would tell them. Its cells become two accounts, as a reading of
two documents would give them; who is who is decided by their names, years and places, as in a build. Prints precision
and recall of what is proposed as one event; parts of one another are counted apart, for a proposal of them is neither.
"""

import argparse
import calendar
import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.identity.clusters import clusters
from kg.identity.events.accounts import Account
from kg.identity.events.judged import Judged
from kg.identity.events.proposals import Events, Proposal
from kg.identity.events.tellings import Who
from kg.identity.nodes import Node
from kg.identity.places import states_of
from kg.iris import folded
from kg.language import analyse
from kg.language.quantities import quantities
from kg.model import Document

PAIRS = Path(__file__).parents[1] / "tests" / "data" / "identity" / "blind_events.tsv"
CLASSES = {"detention": "Detention", "gathering": "Gathering", "proceeding": "ProceedingStep"}
FACTUALITIES = {"asserted": "actual", "denied": "negated", "planned": "scheduled"}
STAGES = {
    "acquittal": "acquittal",
    "appeal": "appeal",
    "arraignment": "hearing",
    "bail": "release",
    "charges": "charge",
    "hearing": "hearing",
    "detention": "remand",
    "sentence": "sentencing",
    "trial": "trial",
    "verdict": "conviction",
}
"""Words of a stage → the code of a step in the ontology."""


@dataclass(frozen=True, slots=True)
class Case:
    """One row, and what was proposed of it."""

    row: dict[str, str]
    proposal: Proposal | None


class Side:
    """One half of a row: its nodes and its account."""

    def __init__(self, row: dict[str, str], side: str) -> None:
        self.document = f"doc/{side}"
        self._cell = {key.removeprefix(f"{side}_"): value for key, value in row.items() if key.startswith(f"{side}_")}
        people = [each for each in self._cell["participants"].split("; ") if named(each)]
        agents = [each for each in [self._cell["agent"]] if named(each) and " " in each]
        self._named = {
            "Person": people if self._cell["class"] != "gathering" else [],
            "Organization": [*agents, *filter(None, [self._cell["court"]])],
            "Place": list(filter(None, [self._cell["place"]])),
        }

    def nodes(self) -> Iterator[Node]:
        """Give a node for each name."""
        place, people = self._cell["place"], frozenset(map(folded, self._named["Person"]))
        states = states_of(place) if place else frozenset[str]()
        for type_, names in self._named.items():
            for name in names:
                yield Node(
                    self.document,
                    name,
                    type_,
                    (name,),
                    setting=states if len(states) == 1 else frozenset(),
                    places=frozenset({folded(place)} if place and name != place else ()),
                    companions=people - {folded(name)},
                    years=frozenset({int(self._cell["date"][:4])} if self._cell["date"] else ()),
                )

    def account(self) -> Account:
        """Give what this half tells."""
        cell, (first, last) = self._cell, days(self._cell["date"])
        crowd = [each.split()[-1] for each in cell["participants"].split("; ") if each and not named(each)]
        kinds = {code for word, code in STAGES.items() if word in cell["stage"].split()}
        return Account(
            self.document,
            f"claim/{self.document}",
            CLASSES[cell["class"]],
            frozenset(kinds),
            FACTUALITIES[cell["polarity"]],
            people=frozenset(self._named["Person"]),
            crowd=frozenset(crowd),
            agents=frozenset(self._named["Organization"]) - {cell["court"]},
            forces=frozenset({"police"} if "police" in cell["agent"] else ()),
            places=frozenset(self._named["Place"]),
            courts=frozenset(filter(None, [cell["court"]])),
            charges=frozenset(filter(None, [cell["charge"]])),
            edtf=cell["date"],
            earliest=first,
            latest=last,
            **counted(cell["count"]),
        )


def named(words: str) -> bool:
    """Tell whether words are a name: no small Latin letter begins it, and no number stands for whom it is."""
    return words[:1].isalpha() and not words[:1].islower()


def days(written: str) -> tuple[str, str]:
    """Give the first and the last day of a date of the set; both empty where there is none."""
    begin, _, end = written.partition("/")
    return first_day(begin), last_day(end or begin)


def first_day(written: str) -> str:
    """Give the first day of a day, month or year."""
    return f"{written}-01-01"[:10] if len(written) == len("2021") else f"{written}-01"[:10] if written else ""


def last_day(written: str) -> str:
    """Give the last day of a day, month or year."""
    if len(written) == len("2021"):
        return f"{written}-12-31"
    if len(written) == len("2021-03"):
        return f"{written}-{calendar.monthrange(*map(int, written.split('-')))[1]}"
    return written


def counted(words: str) -> dict[str, Any]:
    """Read a count phrase as a sentence with it would be read."""
    text = f"They held {words} people."
    document = Document(name="count", text=text, sha256="0" * 64, media_type="text/plain")
    found = [each for sentence in analyse(document).sentences for each in quantities(sentence)] if words else []
    if not found:
        return {}
    count = found[0]
    return {
        "count": count.value,
        "least": count.minimum,
        "most": count.maximum,
        "qualifier": count.qualifier,
        "number": words,
    }


def case(row: dict[str, str]) -> Case:
    """Propose the two halves of a row as one event, or not."""
    sides = [Side(row, side) for side in ("left", "right")]
    nodes = list({node.key: node for side in sides for node in side.nodes()}.values())
    found = clusters(nodes)
    of = {key: f"{cluster.type}/{cluster.members[0]}" for key, cluster in found.of.items()}
    names = {of[node.key]: node.names[0] for node in nodes}
    who = Who(of, names, frozenset(of[node.key] for node in nodes if node.type == "Person"))
    return Case(row, next(iter(Events([side.account() for side in sides], who).proposals(Judged(()))), None))


def cases() -> list[Case]:
    """Ask of each row."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [case(row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def figures(found: list[Case]) -> dict[str, float]:
    """Precision of proposals and recall of pairs that are one, and the share of parts that were proposed as one."""
    counts = Counter((each.row["label"], each.proposal is not None) for each in found)
    one, other = counts["same", True], counts["different", True]
    return {
        "precision": one / max(1, one + other),
        "recall": one / max(1, one + counts["same", False]),
        "parts": counts["part", True] / max(1, counts["part", True] + counts["part", False]),
    }


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.event_pairs")
    options.add_argument("--errors", action="store_true", help="show what was not right")
    chosen = options.parse_args()
    found = cases()
    for name, value in figures(found).items():
        print(f"{name:10} {value:.3f}")
    for each in found if chosen.errors else ():
        if (each.row["label"] == "same") is (each.proposal is None):
            print("\t".join((*each.row.values(), each.proposal.sentence if each.proposal else "not proposed")))


if __name__ == "__main__":
    main()
