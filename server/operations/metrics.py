"""Requests in, numbers out, in the text form that Prometheus reads.

Law of this file: labels come from short lists of our own, never from what a client sends.
https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from server.operations.wsgi import CACHED, NOTED, Environ

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"})
SPARQL = "sparql"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
OUTCOMES = {"400": "malformed", "403": "forbidden", "413": "too large", "429": "over share", "503": "busy or broken"}
OUTCOMES |= {"200": "answered", "304": "unchanged", "504": "too long"}
"""What became of a query, by the status of its answer; others are "refused"."""
PLAIN = re.compile(r"[^a-z0-9_]+")

Numbers = Callable[[], Mapping[str, float]]


class Metrics:
    """Counts requests; ``addresses`` are the first segments of paths that are told apart, the others are resources.

    ``gauges`` and ``engine`` are asked when the metrics are: numbers by name, those that end in ``_total`` only grow.
    """

    def __init__(self, addresses: Iterable[str], gauges: Numbers, engine: Numbers) -> None:
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
        self._rows = Counter("habeas_rows", "Rows or triples answered, where counted.", registry=registry)
        self._cache = Counter("habeas_cache", "What the cache did: hit, miss, match.", ("result",), registry=registry)
        registry.register(Asked("habeas_", gauges))
        registry.register(Asked("habeas_engine_", engine))

    def count(self, environ: Environ, status: str, size: int, seconds: float) -> None:
        """Count one request that has ended."""
        segment = environ.get("PATH_INFO", "").split("/", 2)[1:2]
        address = segment[0] if segment and segment[0] in self._addresses else "resource"
        method = environ["REQUEST_METHOD"]
        self._requests.labels(address or "home", method if method in METHODS else "other", status).inc()
        self._seconds.labels(address or "home").observe(seconds)
        self._bytes.inc(size)
        if CACHED in environ:
            self._cache.labels(environ[CACHED]).inc()
        if noted := environ.get(NOTED):
            self._rows.inc(noted.get("rows") or 0)
        if address == SPARQL and noted:
            self._queries.labels(OUTCOMES.get(status, "refused")).inc()

    def text(self) -> bytes:
        """Write all numbers."""
        return generate_latest(self._registry)


class Asked:
    """Numbers that are asked for when the metrics are."""

    def __init__(self, prefix: str, numbers: Numbers) -> None:
        self._prefix, self._numbers = prefix, numbers

    def collect(self) -> Iterator[Metric]:
        """Give each number under its name."""
        for name, value in self._numbers().items():
            kind = CounterMetricFamily if name.endswith("_total") else GaugeMetricFamily
            plain = PLAIN.sub("_", name.lower())
            yield kind(f"{self._prefix}{plain}", name.removesuffix("_total").replace("_", " "), value=value)
