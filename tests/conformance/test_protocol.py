"""The protocols over HTTP as clients of others speak them: a writable server of our own on loopback, empty at first."""

import http.client
from urllib.parse import urlsplit

import pytest
import run
from rdflib import Dataset, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLUpdateStore

S, P, G = (URIRef(f"http://example.org/{name}") for name in "spg")


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with run.server(tmp_path_factory.mktemp("served") / "store", run.free_port()) as (address, token):
        yield address, {"Authorization": f"Bearer {token}"}


@pytest.fixture
def send(served):
    """Send one request with the token, its body in the pieces given; gives status, headers and body."""
    address, token = served

    def sent(method, path, *pieces, **headers):
        connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=30)
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, iter(pieces) if pieces else None, token | told, encode_chunked=len(pieces) > 0)
        response = connection.getresponse()
        found = response.status, response.headers, response.read()
        connection.close()
        return found

    return sent


def test_the_store_of_rdflib_writes_and_reads(served):
    address, token = served
    graph = Dataset(SPARQLUpdateStore(f"{address}/sparql", f"{address}/update", headers=token)).graph(G)
    graph.add((S, P, Literal("é\n'\"\\", lang="fr")))
    assert set(graph) == {(S, P, Literal("é\n'\"\\", lang="fr"))}
    graph.remove((S, None, None))
    assert len(graph) == 0


def test_what_is_written_is_read_by_the_next_request(send):
    for number in range(5):
        text = f"DELETE WHERE {{ <urn:n> <urn:p> ?o }} ; INSERT DATA {{ <urn:n> <urn:p> {number} }}".encode()
        assert send("POST", "/update", text, Content_Type="application/sparql-update")[0] == 204
        answer = send("GET", "/sparql?query=SELECT%20?p%20?o%7B%3Curn:n%3E%20?p%20?o%7D", Accept="text/csv")
        assert answer[2].decode().split() == ["p,o", f"urn:p,{number}"]


def test_a_body_may_come_in_chunks(send):
    chunks = [b"<urn:s> <urn:p> '" + b"x" * 70_000, b"' .\n"] * 3
    assert send("PUT", "/store?graph=urn:chunks", *chunks, Content_Type="text/turtle")[0] == 201
    assert len(send("GET", "/store?graph=urn:chunks", Accept="application/n-triples")[2]) > 70_000


def test_a_graph_that_is_known_is_not_sent_again(send):
    send("PUT", "/store?graph=urn:kept", b"<urn:s> <urn:p> 1 .", Content_Type="text/turtle")
    _, headers, _ = send("GET", "/store?graph=urn:kept")
    assert send("GET", "/store?graph=urn:kept", If_None_Match=headers["ETag"])[0] == 304
    send("POST", "/store?graph=urn:kept", b"<urn:s> <urn:p> 2 .", Content_Type="text/turtle")
    assert send("GET", "/store?graph=urn:kept", If_None_Match=headers["ETag"])[0] == 200


def test_the_iris_of_an_empty_store_lead_to_the_server_that_made_it(send, served):
    place = send("POST", "/store", b"<> <urn:p> 1 .", Content_Type="text/turtle")[1]["Location"]
    assert urlsplit(place).port == urlsplit(served[0]).port
    assert send("GET", urlsplit(place).path, Accept="application/n-triples")[2].startswith(f"<{place}>".encode())


def test_no_page_of_another_site_may_write(send):
    for path in ("/update", "/store", "/store/a"):
        status, headers, _ = send("OPTIONS", path, Origin="https://other.example", Access_Control_Request_Method="POST")
        assert (status, headers["Access-Control-Allow-Origin"]) == (200, None)
