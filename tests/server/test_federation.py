"""SERVICE, where an address is allowed: asked by the server's gateway, of a real server on loopback."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

import server
from kg.stores import open_view
from server.assembly import close

FOUND = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "from there"}}]}}


class Service(BaseHTTPRequestHandler):
    """Speaks HTTP/1.0, as small servers do: the connection ends with the answer."""

    def do_POST(self):
        self.server.asked.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
        body = json.dumps(FOUND).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def service():
    with HTTPServer(("127.0.0.1", 0), Service) as listening:
        listening.asked, listening.address = [], f"http://127.0.0.1:{listening.server_port}/sparql"
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        yield listening
        listening.shutdown()


@pytest.fixture(scope="module")
def federated(store, service):
    with open_view(store) as view:
        app = server.create_app(view, allow_service=[service.address, f"{service.address}2"], seconds=10)
        yield app.test_client()
        close(app)


def values(client, pattern):
    response = client.get("/sparql", query_string={"query": f"SELECT ?x {{ {pattern} }}", "format": "csv"})
    return response.status_code, response.text.split("\r\n")[1:-1]


def test_an_allowed_service_is_asked_for_its_part(federated, service):
    assert values(federated, f"SERVICE <{service.address}> {{ ?s ?p ?x }}") == (200, ["from there"])
    assert "?x" in service.asked[-1]


def test_a_service_within_a_service_is_told_by_its_own_name(federated, service):
    other = f"{service.address}2"
    values(federated, f"SERVICE <{service.address}> {{ ?s ?p ?x OPTIONAL {{ SERVICE <{other}> {{ ?a ?b ?c }} }} }}")
    assert f"<{other}>" in service.asked[-1]


def test_another_address_is_refused_and_where_that_may_be_silent_gives_nothing(federated, service):
    before, other = len(service.asked), service.address.replace("/sparql", "/other")
    assert values(federated, f"SERVICE <{other}> {{ ?s ?p ?x }}")[0] == 400
    assert values(federated, f"VALUES ?x {{ 1 }} SERVICE SILENT <{other}> {{ ?s ?p ?x }}") == (200, ["1"])
    assert len(service.asked) == before
