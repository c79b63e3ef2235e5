"""The log's lines leave in order, and nobody who writes one waits for who reads it."""

import threading

from hypothesis import given
from hypothesis import strategies as st

from server.operations.scribe import MOST, Scribe


@given(st.lists(st.text(max_size=9), max_size=20), st.integers(1, 5))
def test_lines_leave_once_and_in_order_whenever_they_are_flushed(lines, every):
    left = []
    scribe = Scribe(left.append)
    for number, line in enumerate(lines):
        scribe(f"{line}\n")
        if number % every == 0:
            scribe.flush()
    scribe.flush()
    assert "".join(left) == "".join(f"{line}\n" for line in lines)


def test_a_line_leaves_by_itself():
    left = threading.Event()
    scribe = Scribe(lambda _: left.set())
    for _ in range(2):
        scribe("a\n")
        assert left.wait(60)
        left.clear()


def test_a_log_that_nobody_reads_stops_nobody_and_keeps_the_newest():
    left, begun, read = [], threading.Event(), threading.Event()

    def stalled(text):
        begun.set()
        assert read.wait(60)
        left.append(text)

    scribe = Scribe(stalled)
    scribe("first\n")
    assert begun.wait(60)
    for number in range(MOST + 5):
        scribe(f"{number}\n")
    read.set()
    scribe.flush()
    assert "".join(left).split() == ["first", *map(str, range(5, MOST + 5))]
