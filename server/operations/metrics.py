"""Requests in, numbers out, in the text form that Prometheus reads.

Law of this file: labels come from short lists of our own, never from what a client sends.
https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, disable_created_metrics, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from server.operations.wsgi import CACHED, NOTED, Environ

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
SPARQL = "sparql"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
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

Bound = tuple[tuple[Counter, ...], Histogram]
"""The counters of one kind of answer, and the histogram of its times."""

Numbers = Callable[[], Mapping[str, float]]


class Metrics:
    """Counts requests; ``addresses`` are the first segments of paths that are told apart, the others are resources.

    ``gauges`` and ``engine`` are asked when the metrics are.
    """

    def __init__(self, addresses: Iterable[str], gauges: Numbers, engine: Numbers) -> None:
        disable_created_metrics()  # type: ignore[no-untyped-call]  # the library gives no type here
        self._bound: dict[tuple[str, str, str, str | None, bool], Bound] = {}
        self._addresses = {*addresses, "", SPARQL}
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "habeas_requests", "Requests answered.", ("address", "method", "status"), registry=registry
        )
        self._seconds = Histogram(
            "habeas_request_seconds", "Time to an answer's end.", ("address",), buckets=SECONDS, registry=registry
        )
        self._bytes = Counter("habeas_response_bytes", "Bytes of answers.", registry=registry)
        self._queries = Counter("habeas_queries", "Queries by what became of them.", ("outcome",), registry=registry)
        self._cache = Counter("habeas_cache", "What the cache did: hit, miss, match.", ("result",), registry=registry)
        registry.register(Asked(lambda: now(gauges())))
        registry.register(Asked(lambda: engine_families(engine())))

    def count(self, environ: Environ, status: str, size: int, seconds: float) -> None:
        """Count one request that has ended."""
        segment = environ.get("PATH_INFO", "").split("/", 2)[1:2]
        address = segment[0] if segment and segment[0] in self._addresses else "resource"
        method = environ["REQUEST_METHOD"]
        noted = address == SPARQL and NOTED in environ
        answer = (address, method if method in METHODS else "other", status, environ.get(CACHED), noted)
        counters, histogram = self._bound.get(answer) or self._bind(*answer)
        for counter in counters:
            counter.inc()
        histogram.observe(seconds)
        self._bytes.inc(size)

    def _bind(self, address: str, method: str, status: str, cached: str | None, noted: bool) -> Bound:
        """Find what one kind of answer is counted by, and remember it: labels are looked up slowly."""
        counters = [self._requests.labels(address or "home", method, status)]
        counters += [self._cache.labels(cached)] if cached else []
        counters += [self._queries.labels(OUTCOMES.get(status, "refused"))] if noted else []
        bound = (tuple(counters), self._seconds.labels(address or "home"))
        self._bound[address, method, status, cached, noted] = bound
        return bound

    def text(self) -> bytes:
        """Write all numbers."""
        return generate_latest(self._registry)


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
