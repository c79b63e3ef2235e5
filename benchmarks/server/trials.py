"""What is done to a server, and what is measured of it."""

import json
import socket
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from statistics import quantiles
from typing import Any

from benchmarks.server import queries
from benchmarks.server.peers import Peer

Figures = dict[str, Any]
"""What was measured, by name."""

PATIENCE = 30.0
NUMBERS = count(int(time.time()) * 1000)
"""First numbers of queries that are to be unknown: no run shares them with another."""


def load(peer: Peer, texts: list[str], *, clients: int, seconds: float, numbered: bool) -> Figures:
    """Let clients ask for some seconds; gives rate, latencies in ms, and the processor's ms for each answer."""
    sign = queries.NUMBERED if numbered else ""
    task = {
        "templates": [peer.request(text + sign) for text in texts],
        "first": next(NUMBERS) * 10**6,
        "port": peer.port,
        "clients": clients,
        "seconds": seconds,
        "patience": PATIENCE,
    }
    before = peer.processor
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.server.load"],
        input=json.dumps(task),
        capture_output=True,
        text=True,
        check=True,
    )
    return figures(json.loads(ran.stdout), peer.processor - before)


def figures(found: dict[str, Any], spent: float) -> Figures:
    """Rate, percentiles, failures of a run."""
    times = found["times"] or [found["seconds"]]
    at = quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    good = found["statuses"].get("200", 0)
    return {
        "rate": good / max(found["seconds"], 1e-9),
        "p50": at[49] * 1000,
        "p95": at[94] * 1000,
        "p99": at[98] * 1000,
        "cpu": spent * 1000 / max(good, 1),
        "failed": sum(found["statuses"].values()) - good + found["given_up"],
    }


def asked(
    peer: Peer, query: str, more: str = "", accept: str = "text/csv", timeout: float = PATIENCE
) -> Iterator[bytes]:
    """Ask once on a connection of its own; gives the pieces of the answer as they come."""
    with closing(socket.create_connection(("127.0.0.1", peer.port), timeout)) as asking:
        request = peer.request(query, accept, more).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")
        asking.sendall(request.encode())
        while piece := asking.recv(2**18):
            yield piece


@contextmanager
def poisoned(peer: Peer, number: int) -> Iterator[Counter[str]]:
    """As many hopeless queries at work, each asked again when it is refused or stopped, as long as the block lasts."""
    over = threading.Event()
    statuses: Counter[str] = Counter()

    def again() -> None:
        while not over.is_set():
            with suppress(OSError):
                statuses[b"".join(asked(peer, queries.POISON))[9:12].decode()] += 1

    threads = [threading.Thread(target=again, daemon=True) for _ in range(number)]
    for thread in threads:
        thread.start()
    try:
        yield statuses
    finally:
        over.set()
        for thread in threads:
            thread.join()


def freed(peer: Peer, limit: float) -> Figures:
    """Let a hopeless query pass a limit of seconds; gives when it was answered, and when the processor was free."""
    began = time.perf_counter()
    answer = b"".join(asked(peer, queries.POISON, f"&timeout={limit}"))
    answered = last = time.perf_counter()
    spent = peer.processor
    while time.perf_counter() - answered < 2:
        time.sleep(0.05)
        if peer.processor - spent > 0.01:
            spent, last = peer.processor, time.perf_counter()
    return {"status": answer[9:12].decode(), "answered": answered - began, "busy after": last - answered}


def stream(peer: Peer, query: str, accept: str) -> Figures:
    """Read a long answer as fast as it comes; gives first byte, rate, and how much memory grew while it did."""
    before, size, first, peak = peer.memory, 0, 0.0, 0.0
    began = looked = time.perf_counter()
    for piece in asked(peer, query, accept=accept, timeout=120):
        first = first or time.perf_counter() - began
        size += len(piece)
        if time.perf_counter() - looked > 0.2:
            peak, looked = max(peak, peer.memory), time.perf_counter()
    seconds = time.perf_counter() - began
    return {"first byte ms": first * 1000, "seconds": seconds, "MiB": size / 2**20, "grown MiB": peak - before}
