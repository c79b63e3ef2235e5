"""``make bench``: how fast Habeas is, and how much faster than the usual tools, on a corpus made for it.

    python -m benchmarks [--size N] [--peer N] [--read N]

Times are CPU milliseconds of this process where they say so, else seconds by the clock. The table is printed; a dated
line for each figure is appended to benchmarks/results.tsv.
"""

import argparse
import resource
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks import corpus
from benchmarks.peer import peer
from kg.documents import documents
from kg.dump import dump_file
from kg.identity.records import Records
from kg.inference import tables
from kg.iris import Iris
from kg.mapping import Terms
from kg.model import ClaimRef, Document, Reading, Role
from kg.publication import Publisher
from kg.reading import read
from kg.runs import versions
from kg.stores import Store, open_store, open_view
from kg.stores.catalogue import Row
from kg.validation import validate

RESULTS = Path(__file__).with_name("results.tsv")
TERMS = Terms(versions(inference=True, publish_invalid=False))


class Report:
    """Figures as they come: printed, and kept."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, float, str]] = []

    def __call__(self, name: str, value: float, unit: str) -> None:
        self.lines.append((name, value, unit))
        print(f"{name:<62} {value:>12,.2f} {unit}", flush=True)

    def keep(self) -> None:
        day = datetime.now(UTC).isoformat(timespec="seconds")
        with RESULTS.open("a", encoding="utf-8") as file:
            file.writelines(f"{day}\t{name}\t{value:.4f}\t{unit}\n" for name, value, unit in self.lines)


def main() -> None:
    options = argparse.ArgumentParser(prog="python -m benchmarks")
    options.add_argument("--size", type=int, default=1000, help="documents in the large store")
    options.add_argument("--small", type=int, default=200, help="documents in the small store")
    options.add_argument("--read", type=int, default=100, help="documents read; larger stores repeat their readings")
    options.add_argument("--peer", type=int, default=3, help="documents given to rdflib, owlrl and pySHACL")
    chosen = options.parse_args()
    report = Report()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = extraction(corpus.write(folder / "source", chosen.read), report)
        storing(found, folder / "small", chosen.small, report)
        ours = storing(found, folder / "large", chosen.size, report)
        dumping(folder / "large", report)
    report("peak memory of all this", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB")
    against(found[: chosen.peer], ours, report)
    report.keep()


def extraction(source: Path, report: Report) -> list[Reading]:
    """Read a corpus in this process."""
    docs = [document for document in documents([source]) if isinstance(document, Document)]
    read(docs[0])  # the model is loaded once, whatever the corpus
    started = time.process_time()
    found = [read(document) for document in docs]
    report("extraction, documents a second of one core", len(docs) / (time.process_time() - started), "/s")
    return found


def copies(readings: Sequence[Reading], size: int) -> Iterator[Reading]:
    """As many readings as wanted, each of a document of its own; claims keep their words and get ids of their own."""
    for number in range(size):
        reading = readings[number % len(readings)]
        turn = number // len(readings)
        if turn == 0:
            yield reading
            continue
        document = replace(reading.document, name=f"{number:06}.txt", sha256=f"{number:064x}")
        ids = {claim.id: f"{claim.id}-{turn}" for claim in reading.claims}
        claims = tuple(replace(claim, id=ids[claim.id], roles=_renamed(claim.roles, ids)) for claim in reading.claims)
        yield replace(reading, document=document, claims=claims)


def _renamed(roles: Iterable[Role], ids: Mapping[str, str]) -> tuple[Role, ...]:
    return tuple(
        Role(role.name, ClaimRef(ids[role.filler.id])) if isinstance(role.filler, ClaimRef) else role for role in roles
    )


def storing(readings: Sequence[Reading], path: Path, size: int, report: Report) -> float:
    """From readings to a durable store, all at once and then one by one; gives CPU ms a document."""
    tables()
    validate("urn:warm", frozenset())
    with open_store(path) as store:
        rows = [wanted(store, reading, "1") for reading in copies(readings, size)]
        publisher = Publisher(store, TERMS, Records.read(None, (), store.path))
        cpu, clock = time.process_time(), time.monotonic()
        publisher.publish(rebuild=True)
        cpu, clock = (time.process_time() - cpu) * 1000 / size, time.monotonic() - clock
        report(f"readings to durable store, {size} documents, CPU", cpu, "ms/document")
        report(f"readings to durable store, {size} documents", size / clock, "documents/s")
        report(f"triples of {size} documents", store.count() / size, "/document")
        revision(store, publisher, rows, readings)  # RocksDB tidies up after the load
        clock, processor = revision(
            store, publisher, [found for row in rows if (found := store.catalogue.row(row.iri))], readings
        )
        report(f"one document revised among {size}, median of 21", clock, "ms")
        report(f"one document revised among {size}, median of 21, CPU", processor, "ms")
    return cpu


def wanted(store: Store, reading: Reading, key: str) -> Row:
    """Remember a reading, and say that the graph shall show it."""
    row = Row(Iris(store.base).document(reading.document), reading.document.name, "bench", reading.document.sha256, key)
    store.readings.write(reading, row.iri, key)
    store.catalogue.want(row)
    return row


def revision(
    store: Store, publisher: Publisher, rows: Sequence[Row], readings: Sequence[Reading]
) -> tuple[float, float]:
    """From a reading that has lost its last claim to the durable store: ms by the clock, and of this thread's CPU."""
    clocks, processors = [], []
    for turn in range(21):
        row = rows[turn % len(readings)]
        assert row.wanted, "every row was wanted above"
        reading = store.readings.read(row.iri, row.wanted)
        changed = replace(reading, claims=reading.claims[:-1], mentions=reading.mentions[1:])
        clock, processor = time.monotonic(), time.thread_time()
        wanted(store, changed, f"r{turn}")
        publisher.revise(store.catalogue.stale())
        clocks.append((time.monotonic() - clock) * 1000)
        processors.append((time.thread_time() - processor) * 1000)
    return median(clocks), median(processors)


def dumping(path: Path, report: Report) -> None:
    """Write the whole store in each format."""
    with open_view(path) as view:
        for form in ("nquads", "turtle"):
            out = path.parent / f"dump.{form}"
            started = time.monotonic()
            dump_file(view, form, out)
            report(f"dump, {form}", out.stat().st_size / 1e6 / (time.monotonic() - started), "MB/s")


def against(readings: Sequence[Reading], ours: float, report: Report) -> None:
    """The same readings with rdflib, owlrl and pySHACL, in memory."""
    spent = peer(readings, TERMS)
    for name, milliseconds in spent.items():
        report(f"peer, {name}, CPU", milliseconds, "ms/document")
    report("peer, all of it, CPU", sum(spent.values()), "ms/document")
    report("Habeas is faster than the peer", sum(spent.values()) / ours, "times")
    without = sum(value for name, value in spent.items() if "pySHACL" not in name)
    report("Habeas, validation and all, against the peer without validation", without / ours, "times")


if __name__ == "__main__":
    main()
