"""The log's entries leave in order, and nobody who writes one waits for who reads it."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from server.operations.scribe import MOST, Scribe


@given(st.lists(st.text(max_size=9), max_size=20), st.integers(1, 5))
def test_lines_leave_once_and_in_order_whenever_they_are_flushed(lines, every):
    left = []
    scribe = Scribe(left.extend)
    for number, line in enumerate(lines):
        scribe({"said": line})
        if number % every == 0:
            scribe.flush()
    scribe.flush()
    assert left == [{"said": line} for line in lines]


def test_a_line_leaves_by_itself():
    left = threading.Event()
    scribe = Scribe(lambda _: left.set())
    for _ in range(2):
        scribe({})
        assert left.wait(60)
        left.clear()


def test_a_log_that_nobody_reads_stops_nobody_and_keeps_the_newest():
    left, begun, read = [], threading.Event(), threading.Event()

    def stalled(entries):
        begun.set()
        assert read.wait(60)
        left.extend(entries)

    scribe = Scribe(stalled)
    scribe({"number": -1})
    assert begun.wait(60)
    for number in range(MOST + 5):
        scribe({"number": number})
    read.set()
    scribe.flush()
    assert [each["number"] for each in left] == [-1, *range(5, MOST + 5)]
