"""``make bench-server``: how fast and how steady the endpoint is, beside other servers on the same data.

    python -m benchmarks.server [--size N] [--rounds N] [--seconds S] [--only PART …] [--peers NAME …] [--note TEXT]

Clients (:mod:`benchmarks.server.load`) share the machine with the servers, and so does whatever else it does: so runs
are short, the servers take turns, the table shows medians over the rounds, and milliseconds of processor stand beside
the rates. A dated line for each figure is appended to benchmarks/server.tsv, with the load of the machine.
"""

import argparse
import json
import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.server import data, peers
from benchmarks.server.parts import PARTS, Run

RESULTS = Path(__file__).parents[1] / "server.tsv"


class Report:
    """Figures as they come: printed, and kept with the day and the load of the machine."""

    def __init__(self, note: str) -> None:
        self._note = note

    def __call__(self, name: str, case: str, figures: dict[str, Any]) -> None:
        shown = "  ".join(
            f"{key} {value:,.2f}" if isinstance(value, float) else f"{key} {value}" for key, value in figures.items()
        )
        print(f"{case:<26} {name:<16} {shown}", flush=True)
        kept = {key: round(value, 3) if isinstance(value, float) else value for key, value in figures.items()}
        day, busy = datetime.now(UTC).isoformat(timespec="seconds"), f"{os.getloadavg()[0]:.1f}"
        with RESULTS.open("a", encoding="utf-8") as file:
            file.write("\t".join([day, busy, self._note, name, case, json.dumps(kept)]) + "\n")


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.server")
    parser.add_argument("--size", type=int, default=300, help="documents in the graph (some 850 triples each)")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each server at each load")
    parser.add_argument("--seconds", type=float, default=0.7, help="length of a turn")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS), metavar="PART", help=", ".join(PARTS))
    names = ["granian", "waitress", "oxigraph", "rdflib-endpoint"]
    parser.add_argument("--peers", nargs="+", choices=names, default=names, metavar="NAME", help=", ".join(names))
    parser.add_argument("--note", default="", metavar="TEXT", help="what is kept beside the figures")
    return parser.parse_args()


def main() -> None:
    chosen = options()
    report = Report(chosen.note)
    with tempfile.TemporaryDirectory() as name:
        made = data.made(Path(name), chosen.size)
        print(f"{made.triples:,} triples; load of the machine {os.getloadavg()[0]:.1f}, {os.cpu_count()} processors")
        commands = peers.commands(made.store, made.graph, made.text)
        present = {name: commands[name] for name in chosen.peers if peers.present(name)}
        for part in chosen.only:
            PARTS[part](Run(made.claims, present, chosen.rounds, chosen.seconds, report))


if __name__ == "__main__":
    main()
