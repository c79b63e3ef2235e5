"""How well names are linked: the labelled names of tests/data/identity, each against all items of its world.

python -m benchmarks.linking [--errors] [--blind]
"""

import argparse
import csv
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from kg.wikidata.building import build, types
from kg.wikidata.candidates import asked_for, candidates, offered
from kg.wikidata.lookup import Authority

DATA = Path(__file__).parents[1] / "tests" / "data" / "identity"
NIL = "NIL"
CLASSES = {"person": "Person", "organization": "Organization", "group": "Group", "place": "Place"}
NOTES = {
    "office": "offices",
    "place": "places",
    "kind": "kinds",
    "within": "states",
    "year": "years",
    "born": "born",
    "with": "companions",
}


@dataclass(frozen=True)
class Case:
    """A name as a document has it, the item it means or NIL, and the item that was proposed or NIL."""

    row: dict[str, str]
    proposed: str
    why: str

    @property
    def right(self) -> bool:
        return self.row["expected"] == self.proposed


def context(text: str) -> dict[str, list[str]]:
    """The notes of a context; what has no key is prose, which reading would take apart."""
    told: dict[str, list[str]] = {}
    for note in text.split("; "):
        key, colon, value = note.partition(": ")
        if colon and key in NOTES:
            told.setdefault(NOTES[key], []).append(value)
    return told


def cases(first: str = "") -> list[Case]:
    """Ask what each name means; ``first`` begins the names of the set's files: "blind_" is the second set."""
    with tempfile.TemporaryDirectory() as folder, (DATA / f"{first}items.tsv").open(encoding="utf-8") as file:
        build([DATA / f"{first}authority.jsonl"], Path(folder) / "a.sqlite", types([]))
        with Authority(Path(folder) / "a.sqlite") as authority:
            return [_case(authority, row) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


def _case(authority: Authority, row: dict[str, str]) -> Case:
    found = candidates(authority, asked_for(row["name"], CLASSES[row["type"]], **context(row["context"])))
    best = offered(found)
    return Case(row, best.id if best else NIL, " | ".join(f"{c.id} {c.points:.2f} {c.sentence}" for c in found[:3]))


def figures(found: list[Case]) -> dict[str, float]:
    """Precision where an item was proposed, recall of items that are meant, share of NIL that stayed NIL."""
    counted = Counter((case.row["expected"] == NIL, case.proposed == NIL, case.right) for case in found)
    proposed = sum(number for (_, nil, _), number in counted.items() if not nil)
    meant = sum(number for (nil, _, _), number in counted.items() if not nil)
    return {
        "precision": counted[False, False, True] / max(proposed, 1),
        "recall": counted[False, False, True] / max(meant, 1),
        "nil": counted[True, True, True] / max(len(found) - meant, 1),
    }


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.linking")
    options.add_argument("--errors", action="store_true", help="show what was not right")
    options.add_argument("--blind", action="store_true", help="ask the second set, which rules were not made for")
    chosen = options.parse_args()
    found = cases("blind_" if chosen.blind else "")
    for name, value in figures(found).items():
        print(f"{name:10} {value:.3f}")
    for case in found if chosen.errors else ():
        if not case.right:
            print("\t".join((*case.row.values(), case.proposed, case.why)))


if __name__ == "__main__":
    main()
