"""The numbers of several server processes, told as those of one."""

import itertools
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from server.operations.siblings import Siblings, summed


def numbers(asked, times, generation=3):
    """What one process tells: requests by status, how long they took, the graph's number."""
    registry = CollectorRegistry()
    requests = Counter("habeas_requests", "Requests.", ("status",), registry=registry)
    for status, number in asked.items():
        requests.labels(status).inc(number)
    seconds = Histogram("habeas_seconds", "Seconds.", buckets=(1, 2), registry=registry)
    for each in times:
        seconds.observe(each)
    Gauge("habeas_generation", "Of the graph.", registry=registry).set(generation)
    return generate_latest(registry)


def read(text):
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
        if not sample.name.endswith("_created")
    }


processes = st.lists(
    st.tuples(
        st.dictionaries(st.sampled_from(["200", "404"]), st.integers(0, 9)), st.lists(st.sampled_from([0.5, 1.5]))
    ),
    min_size=1,
    max_size=4,
)


@given(processes)
def test_what_several_count_is_what_one_would_have_counted(told):
    asked = {status: sum(each.get(status, 0) for each, _ in told) for status in {s for each, _ in told for s in each}}
    alone = numbers(asked, itertools.chain.from_iterable(times for _, times in told))
    assert read(summed(numbers(*each) for each in told)) == pytest.approx(read(alone))


def test_the_newest_graph_is_told_not_the_sum_of_all():
    assert read(summed([numbers({}, [], 3), numbers({}, [], 4)]))["habeas_generation",] == 4


def test_each_answers_for_all_and_one_that_has_ended_is_left_out():
    with tempfile.TemporaryDirectory() as name:
        for number in (1, 2):
            here = Siblings(Path(name), lambda number=number: numbers({"200": number}, []))
        (Path(name) / "9").touch()
        assert read(here.numbers())["habeas_requests_total", "200"] == 3
