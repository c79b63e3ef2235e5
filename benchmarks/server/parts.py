"""The parts of the benchmark: throughput, poison, streaming."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from statistics import median

from benchmarks.server import peers, queries, trials

Found = dict[tuple[str, str, int], list[trials.Figures]]
"""Runs by server, kind of queries and number of clients."""

CLIENTS = (1, 8, 64)
OURS = ("granian", "waitress")
TOO_SLOW = {("rdflib-endpoint", "heavy"): 1}
"""Clients that a server can answer at all: what they asked it would work off long after they had gone."""
POISONED = 5.0
"""Seconds of small queries beside hopeless ones."""
ASKED = (
    ("granian", "medium, new", "oxigraph", 1.0),
    ("granian", "small, new", "oxigraph", 0.3),
    ("granian", "small, again", "oxigraph", 1.0),
    ("granian", "small, new", "rdflib-endpoint", 10.0),
    ("granian", "medium, new", "rdflib-endpoint", 10.0),
)
"""Who, of what, is to have how many times the requests a second of whom."""


@dataclass(frozen=True)
class Run:
    """What all parts are given: nodes to look up, the servers' commands, how often and how long, where figures go."""

    claims: list[str]
    commands: dict[str, tuple[str, list[str]]]
    rounds: int
    seconds: float
    report: Callable[[str, str, trials.Figures], None]

    @property
    def ours(self) -> list[str]:
        """Habeas, on the servers that are here."""
        return [name for name in OURS if name in self.commands]


def throughput(run: Run) -> None:
    """Requests of three kinds, each new or asked again, from one client to many, the servers in turn."""
    found: Found = defaultdict(list)
    with ExitStack() as stack:
        running = [stack.enter_context(peers.started(name, *command)) for name, command in run.commands.items()]
        for turn in turns(run):
            kind, texts, numbered, clients = turn
            for peer in running:
                if clients <= TOO_SLOW.get((peer.name, kind), clients):
                    measured = trials.load(peer, texts, clients=clients, seconds=run.seconds, numbered=numbered)
                    found[peer.name, f"{kind}, {'new' if numbered else 'again'}", clients].append(measured)
    for (name, kind, clients), runs in found.items():
        run.report(name, f"{kind}, {clients} clients", medians(runs))
    compare(found, run.report)


def turns(run: Run) -> Iterator[tuple[str, list[str], bool, int]]:
    """Every kind, new and again, with few clients and many, as often as there are rounds."""
    for _ in range(run.rounds):
        for kind, texts in queries.kinds(run.claims).items():
            for numbered in (True, False):
                for clients in CLIENTS:
                    yield kind, texts, numbered, clients


def medians(runs: list[trials.Figures]) -> trials.Figures:
    """The median of each figure."""
    return {key: median(each[key] for each in runs) for key in runs[0]}


def compare(found: Found, report: Callable[[str, str, trials.Figures], None]) -> None:
    """How many times the rate of another server in the turns next to each other, and how many were asked.

    ``processor``: the same for what a second of processor answers, which the machine's other work touches least.
    """
    measured = {name for name, _, _ in found}
    for ours, kind, theirs, asked in ASKED:
        if {ours, theirs} <= measured:
            for clients in CLIENTS:
                pairs = list(zip(found[ours, kind, clients], found[theirs, kind, clients], strict=True))
                times = median(one["rate"] / max(other["rate"], 1e-9) for one, other in pairs)
                processor = median(other["cpu"] / max(one["cpu"], 1e-9) for one, other in pairs)
                figures = {"times": times, "asked": asked, "processor": processor}
                report(f"{ours}/{theirs}", f"{kind}, {clients} clients", figures)


def poison(run: Run) -> None:
    """Small new queries alone, and beside ten hopeless ones; then what a hopeless one leaves behind."""
    for name in run.ours:
        with peers.started(name, *run.commands[name], "--seconds", "4") as peer:
            for clients in (1, 8):
                beside_poison(run, peer, clients)
            for _ in range(run.rounds):
                run.report(name, "a query stopped at 1 s", trials.freed(peer, 1))


def beside_poison(run: Run, peer: peers.Peer, clients: int) -> None:
    """The same clients on a quiet server and beside ten hopeless queries, in turn."""
    small = queries.kinds(run.claims)["small"]
    quiet, beside = [], []
    for _ in range(run.rounds):
        quiet.append(trials.load(peer, small, clients=clients, seconds=POISONED, numbered=True))
        with trials.poisoned(peer, 10) as statuses:
            beside.append(trials.load(peer, small, clients=clients, seconds=POISONED, numbered=True))
    for what, runs in (("quiet", quiet), ("10 poison", beside)):
        run.report(peer.name, f"small, {clients} clients, {what}", medians(runs))
    times = median(b["p99"] / q["p99"] for q, b in zip(quiet, beside, strict=True))
    run.report(peer.name, f"p99, {clients} clients, 10 poison", {"times": times, "asked": 3.0, **statuses})


def streaming(run: Run) -> None:
    """A million rows, read as fast as they come."""
    limits = ("--rows", "2000000", "--size", "2 GiB", "--seconds", "100")
    for name in (*run.ours, "oxigraph"):
        if name in run.commands:
            with peers.started(name, *run.commands[name], *(limits if name in OURS else ())) as peer:
                for accept in (peers.JSON, "text/csv"):
                    form = accept.rpartition("/")[2]
                    run.report(name, f"1,000,000 rows, {form}", trials.stream(peer, queries.ROWS, accept))


PARTS = {"throughput": throughput, "poison": poison, "streaming": streaming}
