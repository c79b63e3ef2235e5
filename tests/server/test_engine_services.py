"""SERVICE reaches what was allowed, by the gateway, and nothing else by any way round."""

import ipaddress
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import QueryError, UsageError
from server.engine.answers import RefusedError, Request
from server.engine.fetching import Asking, Fetcher, ServiceError, checked, public
from server.engine.limits import Limits
from server.engine.services import without_service
from server.engine.workers import Workers

FOUND = {"head": {"vars": ["x"]}, "results": {"bindings": [{"x": {"type": "literal", "value": "from afar"}}]}}
QUESTION = Asking(b"SELECT * {}", "application/sparql-query", "application/sparql-results+json")


class Service(BaseHTTPRequestHandler):
    """Answers at /sparql, leads from /moved to /secret, fails at /broken, sends much at /much."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(self.path)
        status = {"/moved": 302, "/broken": 500}.get(self.path, 200)
        body = b"x" * 10**6 if self.path == "/much" else json.dumps(FOUND).encode()
        self.send_response(status)
        self.send_header("Location", "/secret")
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def service():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
    server.asked = []
    running = threading.Thread(target=server.serve_forever, args=(0.05,))
    running.start()
    yield server
    server.shutdown()
    running.join()
    server.server_close()


@pytest.fixture(scope="module")
def root(service):
    return f"http://127.0.0.1:{service.server_port}"


@pytest.fixture(scope="module")
def ask(store, root):
    allowed = tuple(f"{root}/{path}" for path in ("sparql", "moved", "broken"))
    engine = Workers(store, Limits(allow_service=allowed, seconds=20))
    yield lambda query: json.loads(engine.answer(Request(query, "json", "nt"), 0).whole())["results"]["bindings"]
    engine.close()


def test_an_allowed_service_is_asked(ask, root):
    assert [row["x"]["value"] for row in ask(f"SELECT ?x {{ SERVICE <{root}/sparql> {{ ?s ?p ?x }} }}")] == [
        "from afar"
    ]


def test_another_address_is_refused_by_naming_those_allowed(ask, root, service):
    with pytest.raises(RefusedError, match="asks no other servers than") as caught:
        ask(f"SELECT ?x {{ SERVICE <{root}/secret> {{ ?s ?p ?x }} }}")
    assert caught.value.status == 400
    assert "/secret" not in service.asked


def test_a_redirect_to_what_was_not_allowed_is_not_followed(ask, root, service):
    with pytest.raises(RefusedError, match=r"redirects to .*secret.*not allowed") as caught:
        ask(f"SELECT ?x {{ SERVICE <{root}/moved> {{ ?s ?p ?x }} }}")
    assert caught.value.status == 502
    assert "/secret" not in service.asked


def test_a_service_that_fails_fails_the_query_unless_it_is_silent(ask, root):
    with pytest.raises(RefusedError, match="answered with status 500"):
        ask(f"SELECT ?x {{ SERVICE <{root}/broken> {{ ?s ?p ?x }} }}")
    assert ask(f"SELECT ?x {{ SERVICE SILENT <{root}/broken> {{ ?s ?p ?x }} }}") == [{}]


def resolver(*answers):
    """Give a name server that gives another answer each time, and the list of what it was asked."""
    asked = []

    def resolve(host, port, type):
        asked.append(host)
        return [(2, type, 6, "", (answers[min(len(asked), len(answers)) - 1], port))]

    return resolve, asked


def test_a_name_that_leads_to_a_private_address_is_not_asked(service):
    resolve, _ = resolver("127.0.0.1")
    address = f"http://rebound.example:{service.server_port}/sparql"
    before = len(service.asked)
    with pytest.raises(ServiceError, match="private address"):
        Fetcher([address], 5, resolve=resolve).fetch(address, QUESTION)
    assert len(service.asked) == before


@pytest.mark.reaches("203.0.114.1")
def test_a_name_is_resolved_once_so_that_a_second_answer_changes_nothing(service):
    resolve, asked = resolver("203.0.114.1", "127.0.0.1")
    address = f"http://rebound.example:{service.server_port}/sparql"
    before = len(service.asked)
    with pytest.raises(ServiceError, match="cannot be reached"):
        Fetcher([address], 0.3, resolve=resolve).fetch(address, QUESTION)
    assert (len(asked), len(service.asked)) == (1, before)


def test_an_answer_beyond_its_bounds_is_refused(root):
    fetcher = Fetcher([f"{root}/much"], 5, size=2**16)
    with pytest.raises(ServiceError, match="more than"):
        fetcher.fetch(f"{root}/much", QUESTION)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("64:ff9b::5db8:d70e", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("100.64.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_a_public_address_is_told_from_all_others(address, expected):
    assert public(ipaddress.ip_address(address)) is expected


@pytest.mark.parametrize("address", ["ftp://a.example/", "/sparql", "http://", "http://me:secret@a.example/"])
def test_what_is_no_service_cannot_be_allowed(address):
    with pytest.raises(UsageError, match="cannot be a service"):
        checked([address])


HERE = {"http://a.example/sparql": "http://127.0.0.1:1/key/0"}


@pytest.mark.parametrize(
    ("query", "safe"),
    [
        ("SERVICE <http://a.example/sparql> {}", "SERVICE <http://127.0.0.1:1/key/0> {}"),
        ("service\nsilent<http://a.example/sparql>{}", "service\nsilent<http://127.0.0.1:1/key/0>{}"),
        ("<http://a.example/service>", r"<http://a.example/\u0073ervice>"),
    ],
)
def test_an_allowed_address_becomes_the_gateways(query, safe):
    assert without_service(query, HERE) == safe


@pytest.mark.parametrize(
    "query",
    [
        "SERVICE <http://a.example/sparql?x> {}",
        "SERVICE <http://b.example/> {}",
        "SERVICE ?where {}",
        "SERVICE a:b {}",
        "SERVICE SERVICE <http://a.example/sparql> {}",
        "SERVICE # <http://a.example/sparql>\n<http://b.example/> {}",
    ],
)
def test_whatever_else_service_names_is_refused(query):
    with pytest.raises(QueryError, match="asks no other servers"):
        without_service(query, HERE)
