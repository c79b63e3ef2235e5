"""Requests in, numbers out, in the text form that Prometheus reads.

Law of this file: labels come from short lists of our own, never from what a client sends.
https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import threading
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import accumulate

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric

from server.operations.wsgi import CACHED, NOTED, Environ

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
SPARQL = "sparql"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
OUTCOMES = {"400": "malformed", "403": "forbidden", "413": "too large", "429": "over share", "503": "busy or broken"}
OUTCOMES |= {"200": "answered", "304": "unchanged", "504": "too long"}
"""What became of a query, by the status of its answer; others are "refused"."""
LANES = ("quick_", "slow_")
NOW = frozenset({"at_work", "waiting"})
TOTALS = {
    "rows": "Rows or triples of answers.",
    "bytes": "Bytes of answers.",
    "workers_started": "Query processes started.",
    "workers_ended": "Query processes killed, ended by their query, or replaced.",
}
"""What of an engine's statistics is neither a lane's state of now nor an outcome of queries."""

Kind = tuple[str, str, str, str | None, bool]
"""What an answer is counted as: address, method, status, what the cache did, whether it answers a query."""

Numbers = Callable[[], Mapping[str, float]]


class Metrics:
    """Counts requests; ``addresses`` are the first segments of paths that are told apart, the others are resources.

    ``gauges`` and ``engine`` are asked when the metrics are.
    """

    def __init__(self, addresses: Iterable[str], gauges: Numbers, engine: Numbers) -> None:
        self._addresses = {*addresses, "", SPARQL}
        self._lock = threading.Lock()
        self._kinds: Counter[Kind] = Counter()
        self._times: dict[str, Times] = defaultdict(Times)
        self._bytes = 0
        self._registry = CollectorRegistry()
        self._registry.register(Asked(self._requests))
        self._registry.register(Asked(lambda: now(gauges())))
        self._registry.register(Asked(lambda: engine_families(engine())))

    def count(self, environ: Environ, status: str, size: int, seconds: float) -> None:
        """Count one request that has ended."""
        segment = environ.get("PATH_INFO", "").split("/", 2)[1:2]
        address = segment[0] if segment and segment[0] in self._addresses else "resource"
        method = environ["REQUEST_METHOD"]
        method = method if method in METHODS else "other"
        noted = address == SPARQL and NOTED in environ
        with self._lock:
            self._kinds[address or "home", method, status, environ.get(CACHED), noted] += 1
            self._times[address or "home"].add(seconds)
            self._bytes += size

    def _requests(self) -> Iterator[Metric]:
        """Write what was counted."""
        with self._lock:
            kinds, sent = self._kinds.copy(), self._bytes
            times = {address: each.told() for address, each in self._times.items()}
        labels = {"requests": Counter[Labels](), "cache": Counter[Labels](), "queries": Counter[Labels]()}
        for (address, method, status, cached, noted), number in kinds.items():
            labels["requests"][address, method, status] += number
            labels["cache"] += Counter({(cached,): number} if cached else {})
            labels["queries"] += Counter({(OUTCOMES.get(status, "refused"),): number} if noted else {})
        for name, (help_, names) in COUNTED.items():
            family = CounterMetricFamily(f"habeas_{name}", help_, labels=names)
            for values, number in sorted(labels[name].items()):
                family.add_metric(values, number)
            yield family
        yield CounterMetricFamily("habeas_response_bytes", "Bytes of answers.", value=sent)
        seconds = HistogramMetricFamily("habeas_request_seconds", "Time to an answer's end.", labels=("address",))
        for address, (buckets, total) in times.items():
            seconds.add_metric((address,), buckets, total)
        yield seconds

    def text(self) -> bytes:
        """Write all numbers."""
        return generate_latest(self._registry)


Labels = tuple[str, ...]
COUNTED = {
    "requests": ("Requests answered.", ("address", "method", "status")),
    "cache": ("What the cache did: hit, miss, match.", ("result",)),
    "queries": ("Queries by what became of them.", ("outcome",)),
}
"""What is counted of requests: its help, and the names of its labels."""


class Times:
    """How long requests took."""

    def __init__(self) -> None:
        self._within = [0] * (len(SECONDS) + 1)
        self._total = 0.0

    def add(self, seconds: float) -> None:
        """Count one."""
        self._within[bisect_left(SECONDS, seconds)] += 1
        self._total += seconds

    def told(self) -> tuple[list[tuple[str, float]], float]:
        """Give, for each limit, how many took no longer; and the sum of all."""
        limits = [*map(str, SECONDS), "+Inf"]
        return list(zip(limits, map(float, accumulate(self._within)), strict=True)), self._total


class Asked:
    """Numbers that are asked for when the metrics are."""

    def __init__(self, families: Callable[[], Iterable[Metric]]) -> None:
        self._families = families

    def collect(self) -> Iterable[Metric]:
        """Give the numbers of now."""
        return self._families()


def now(numbers: Mapping[str, float]) -> Iterator[Metric]:
    """Write numbers that go up and down."""
    for name, value in numbers.items():
        yield GaugeMetricFamily(f"habeas_{name}", name.replace("_", " "), value=value)


def engine_families(numbers: Mapping[str, float]) -> Iterator[Metric]:
    """Sort what an engine counts into totals, what its lanes are at, and queries by lane and outcome."""
    at_work = GaugeMetricFamily("habeas_engine_queries_now", "Queries of now.", labels=("lane", "what"))
    queries = CounterMetricFamily("habeas_engine_queries", "Queries by lane and outcome.", labels=("lane", "outcome"))
    for name, value in numbers.items():
        lane, _, rest = name.partition("_") if name.startswith(LANES) else ("", "", name)
        if name in TOTALS:
            yield CounterMetricFamily(f"habeas_engine_{name}", TOTALS[name], value=value)
        else:
            (at_work if rest in NOW else queries).add_metric((lane, rest), value)
    yield from (at_work, queries)
