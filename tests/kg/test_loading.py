"""Large tables: what making them leaves behind."""

import gc

import pytest

from kg.identity.loading import uncollected


@pytest.mark.parametrize("runs", [True, False])
def test_the_collector_is_left_as_it_was_found_even_where_a_table_cannot_be_made(runs):
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
