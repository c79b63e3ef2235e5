import pytest

from server.publishing.piping import piped


def test_what_fails_half_way_breaks_the_stream():
    def write(out):
        out.write(b"a part")
        raise OSError("disk gone")

    pieces = piped(write)
    assert next(pieces) == b"a part"
    with pytest.raises(OSError, match="disk gone"):
        next(pieces)


def test_a_reader_that_leaves_ends_the_writer():
    def write(out):
        for _ in range(10_000):
            out.write(b"x" * 2**16)

    pieces = piped(write)
    next(pieces)
    pieces.close()
