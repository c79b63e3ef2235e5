"""Files come compressed as their names end, and back as they were."""

import gzip
import io
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import UsageError
from kg.packing import faults, offered, packing, unpacked


def packed(data, suffix):
    held = io.BytesIO()
    with packing(held, suffix) as out:
        out.write(data)
    return held.getvalue()


needed = pytest.mark.skipif(".zst" not in offered(), reason="Zstandard is not installed")


@given(st.binary(max_size=3000))
def test_what_is_not_to_be_compressed_goes_through_and_gzip_comes_back(data):
    assert packed(data, "") == packed(data, ".nq") == gzip.decompress(packed(data, ".gz")) == data
    assert packed(data, ".gz") == packed(data, ".gz")


@needed
@given(st.binary(max_size=3000))
def test_zstandard_comes_back_and_is_the_same_each_time(data):
    assert unpacked(io.BytesIO(packed(data, ".zst"))).read() == data
    assert packed(data, ".zst") == packed(data, ".zst")


@needed
@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data[:-5] + b"x" + data[-4:]])
def test_a_damaged_file_is_found_out(damage):
    with pytest.raises(faults()):
        unpacked(io.BytesIO(damage(packed(b"who said what" * 99, ".zst")))).read()


def test_where_zstandard_is_not_installed_it_is_not_offered_and_refused_in_one_sentence(monkeypatch):
    for name in ("compression.zstd", "backports.zstd"):
        monkeypatch.setitem(sys.modules, name, None)
    assert offered() == (".gz",)
    with pytest.raises(UsageError, match=r"install habeas\[zstd\]"):
        packed(b"", ".zst")
