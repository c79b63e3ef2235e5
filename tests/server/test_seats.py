import os
from contextlib import ExitStack

import pytest

from server.engine.processors import BEGUN
from server.operations.seats import seated

pytestmark = pytest.mark.skipif(not BEGUN, reason="this system keeps no process to a processor")


@pytest.fixture
def sit(tmp_path):
    """Take a seat: gives it, and the processor that comes with it. Afterwards this process may run everywhere again."""
    with ExitStack() as held:
        held.callback(os.sched_setaffinity, 0, BEGUN)

        def taken():
            seat = held.enter_context(seated(tmp_path))
            return seat, next(iter(os.sched_getaffinity(0)))

        yield taken


def test_seats_go_round_the_processors(sit):
    assert [sit()[1] for _ in range(len(BEGUN) + 1)] == [*BEGUN, BEGUN[0]]


def test_who_comes_after_one_that_ended_takes_its_seat(sit):
    (first, at), *_ = [sit() for _ in BEGUN]
    first.close()
    assert sit()[1] == at
