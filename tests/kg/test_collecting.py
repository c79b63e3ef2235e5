"""The collector of garbage that rests: how it is left behind."""

import gc

import pytest

from kg.collecting import uncollected


@pytest.mark.parametrize("runs", [True, False])
def test_the_collector_is_left_as_it_was_found_even_where_something_fails(runs):
    @uncollected()
    def made():
        assert not gc.isenabled()
        raise LookupError

    before = gc.isenabled()
    (gc.enable if runs else gc.disable)()
    try:
        for _ in range(2):
            with pytest.raises(LookupError):
                made()
            assert gc.isenabled() is runs
    finally:
        (gc.enable if before else gc.disable)()
