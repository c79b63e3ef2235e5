"""Documents a second of one core, and peak memory, of a process that does nothing but read the development articles.

python -m benchmarks.extraction.speed FOLDER
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.extraction.measures import Measure
from benchmarks.extraction.shared import ROOT, Shared, texts
from kg.model import Document
from kg.reading import read

FAST, SMALL = 20.0, 600.0
ROUNDS = 5


def score(shared: Shared) -> list[Measure]:
    """CPU time of a process of its own, so that other tasks count for nothing."""
    command = [sys.executable, "-m", "benchmarks.extraction.speed", str(shared.path("gold", "dev").resolve())]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    found = json.loads(done.stdout)
    return [
        Measure("documents a second of one core", found["speed"], asked=FAST, unit="/s"),
        Measure("peak memory", found["memory"], asked=SMALL, unit="MB", less=True),
    ]


def main(folder: Path) -> None:
    """Read the articles several times and print the best round: other processes can only slow one down."""
    articles = texts(folder)
    read(articles[0])  # the model is loaded once, whatever the corpus
    best = max(_round(articles) for _ in range(ROUNDS))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"speed": best, "memory": memory}))


def _round(articles: Sequence[Document]) -> float:
    started = time.process_time()
    for article in articles:
        read(article)
    return len(articles) / (time.process_time() - started)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
