import gzip

import pyoxigraph as ox
import pytest

from server.publishing.dumps import piped


def test_the_dump_as_nquads_holds_every_triple_in_its_graph(client):
    response = client.get("/dump.nq.gz")
    assert response.mimetype == "application/gzip"
    quads = list(ox.parse(gzip.decompress(response.data), format=ox.RdfFormat.N_QUADS))
    assert len(quads) == client.get("/health").json["triples"]


def test_the_dump_as_turtle_holds_every_triple(client):
    triples = {q.triple for q in ox.parse(client.get("/dump.ttl").data, format=ox.RdfFormat.TURTLE)}
    assert len(triples) == client.get("/health").json["triples"]


def test_two_dumps_are_the_same_bytes(client):
    assert client.get("/dump.nq.gz").data == client.get("/dump.nq.gz").data


def test_a_head_request_for_a_dump_writes_nothing(client):
    response = client.head("/dump.ttl")
    assert (response.status_code, response.data) == (200, b"")


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
