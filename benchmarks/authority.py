"""How fast an authority file is made and asked, of items made up for it.

python -m benchmarks.authority [--items N] [--queries N]
"""

import argparse
import gzip
import json
import random
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

from kg.wikidata.building import build, types
from kg.wikidata.lookup import Authority

FIRST = 9_000_000_000
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]
LANGUAGES = ("mul", "en", "de", "fr", "es", "ru")


def word(dice: random.Random) -> str:
    return "".join(dice.choices(SYLLABLES, k=dice.randint(2, 4))).title()


def entity(number: int, dice: random.Random) -> dict[str, Any]:
    name, other = f"{word(dice)} {word(dice)}", f"{word(dice)} {word(dice)}"
    labels = {tag: {"language": tag, "value": name} for tag in LANGUAGES}
    claims = {"P31": ["Q5"], "P27": [f"Q{FIRST + dice.randint(0, 200)}"], "P106": [f"Q{FIRST + dice.randint(0, 500)}"]}
    return {
        "id": f"Q{FIRST + number}",
        "type": "item",
        "lastrevid": number,
        "labels": labels,
        "aliases": {"en": [{"language": "en", "value": other}]},
        "descriptions": {"en": {"language": "en", "value": "somebody who was made up"}},
        "claims": {
            name: [
                {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": value}}}, "rank": "normal"}
                for value in ids
            ]
            for name, ids in claims.items()
        },
    }


def write(path: Path, items: int) -> None:
    dice = random.Random(5)
    with gzip.open(path, "wt", compresslevel=1, encoding="utf-8") as file:
        file.write("[\n")
        file.writelines(json.dumps(entity(number, dice)) + ",\n" for number in range(items))
        file.write("]\n")


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks.authority")
    options.add_argument("--items", type=int, default=200_000)
    options.add_argument("--queries", type=int, default=500)
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as name:
        source, target = Path(name) / "items.json.gz", Path(name) / "authority.sqlite"
        write(source, chosen.items)
        started, cpu = time.monotonic(), time.process_time()
        built = build([source], target, types(["Q5"]))
        print(
            f"{built.kept:,} items in {time.monotonic() - started:.1f} s by the clock,"
            f" {time.process_time() - cpu:.1f} s CPU"
        )
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"file {target.stat().st_size / 1e6:.0f} MB, peak memory {peak:.0f} MB")
        asked(target, chosen.queries)


def asked(target: Path, queries: int) -> None:
    """Names that are there, with a letter changed, and not there."""
    dice = random.Random(6)
    with Authority(target) as authority:
        items = [authority.item(f"Q{FIRST + dice.randrange(1000)}") for _ in range(queries)]
        labels = [item.label() for item in items if item]
        for kind, names in {
            "as they are": labels,
            "misspelt": [name.replace("a", "e", 1) for name in labels],
            "unknown": [f"{word(dice)} {word(dice)}" for _ in range(queries)],
        }.items():
            started = time.process_time()
            found = [len(authority.items(name)) for name in names]
            each = (time.process_time() - started) / queries * 1000
            print(f"names {kind}: {each:.1f} ms each, {sum(found) / queries:.1f} items")


if __name__ == "__main__":
    main()
