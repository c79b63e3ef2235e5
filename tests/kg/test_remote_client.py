"""What is said, tried again and kept secret when a server does not do as asked; folders that stand for servers."""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import QueryError, StoreError, UsageError
from kg.stores import located, open_store, open_view
from kg.stores.remote.client import Client
from kg.stores.remote.place import Place, found, settled

TRUE = (200, {"Content-Type": "application/sparql-results+json"}, '{"head":{},"boolean":true}')
SECRET = "a secret of these tests"


class Handler(BaseHTTPRequestHandler):
    """Gives the prepared answers one after another, the last for ever; notes the requests."""

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(dict(self.headers))
        answers = self.server.answers
        status, headers, body = answers.pop(0) if len(answers) > 1 else answers[0]
        self.send_response(status)
        for name, value in {**headers, "Content-Length": len(body)}.items():
            self.send_header(name, str(value))
        self.end_headers()
        self.wfile.write(body.encode())

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture
def answering():
    """A server on loopback that gives the answers it is told, and a client of it that does not wait."""
    opened = []

    def start(*answers):
        made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        made.answers, made.asked = list(answers), []
        threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        address = f"http://127.0.0.1:{made.server_port}/sparql"
        client = Client(Place(address, address), pause=lambda _: None)
        opened.append((made, client))
        return made, client

    yield start
    for made, client in opened:
        client.close()
        made.shutdown()
        made.server_close()


@pytest.mark.parametrize(
    ("status", "headers", "words"),
    [
        (401, {}, "HABEAS_STORE_PASSWORD"),
        (403, {}, "does not allow"),
        (404, {}, "--store"),
        (302, {"Location": "http://elsewhere.example/"}, "found elsewhere"),
        (500, {}, "500 .Internal Server Error. at /sparql; look at its log"),
        (299, {}, "neither rows nor triples"),
    ],
)
def test_what_a_server_answers_is_said_with_what_to_do(answering, tmp_path, status, headers, words):
    server, _ = answering((status, headers, ""))
    folder = settled(f"http://127.0.0.1:{server.server_port}/sparql", folder=tmp_path / "state")
    with pytest.raises(StoreError, match=words):
        open_view(folder)
    assert len(server.asked) == 1


@pytest.mark.parametrize("kind", ["TOKEN", "PASSWORD"])
def test_no_error_repeats_a_secret(answering, monkeypatch, kind):
    monkeypatch.setenv("HABEAS_STORE_USER", "ann")
    monkeypatch.setenv(f"HABEAS_STORE_{kind}", SECRET)
    _, client = answering((500, {"Content-Type": "text/plain"}, f"You sent {SECRET}."))
    with pytest.raises(StoreError, match="You sent …") as caught:
        client.query("ASK {}")
    assert SECRET not in f"{caught.value}{caught.value.__cause__}{client.__dict__}"


def test_a_read_is_tried_again_and_a_change_is_not(answering):
    server, client = answering((503, {}, ""), TRUE)
    assert client.query("ASK {}") == ("application/sparql-results+json", TRUE[2].encode())
    server, client = answering((503, {}, ""))
    with pytest.raises(StoreError, match="503"):
        client.query("ASK {}")
    with pytest.raises(StoreError, match="503"):
        client.update(["CLEAR ALL"])
    assert len(server.asked) == 3 + 1


def test_what_is_no_query_is_not_sent(answering):
    server, client = answering(TRUE)
    with pytest.raises(QueryError, match="SELECT, ASK"):
        client.query("DROP ALL")
    assert server.asked == []


@pytest.mark.parametrize(
    ("challenge", "sent"), [('Basic realm="x"', "Basic "), ('Digest realm="x", nonce="n", qop="auth"', "Digest ")]
)
def test_a_password_is_given_in_the_way_that_the_server_asks_for(answering, monkeypatch, challenge, sent):
    monkeypatch.setenv("HABEAS_STORE_USER", "ann")
    monkeypatch.setenv("HABEAS_STORE_PASSWORD", SECRET)
    server, client = answering((401, {"WWW-Authenticate": challenge}, ""), TRUE)
    client.query("ASK {}")
    client.query("ASK {}")
    given = [headers.get("Authorization", "")[: len(sent)] for headers in server.asked]
    assert given == ["", sent, sent]


def test_a_token_is_given_without_being_asked_for(answering, monkeypatch):
    monkeypatch.setenv("HABEAS_STORE_TOKEN", SECRET)
    server, client = answering(TRUE)
    client.query("ASK {}")
    assert server.asked[0]["Authorization"] == f"Bearer {SECRET}"


def test_a_server_that_is_not_there_is_named(tmp_path):
    folder = settled("http://127.0.0.1:1/sparql", folder=tmp_path / "state")
    with pytest.raises(StoreError, match=r"127\.0\.0\.1:1 cannot be reached") as caught:
        open_store(folder)
    assert "Traceback" not in str(caught.value)


@pytest.mark.parametrize("address", ["http://", "https:///x", "http://h:99999/", "http://[::1/"])
def test_what_is_no_address_is_refused(address):
    with pytest.raises(UsageError, match="no address"):
        located(address)


def test_an_address_with_a_password_is_refused_and_not_repeated():
    with pytest.raises(UsageError, match="HABEAS_STORE_PASSWORD") as caught:
        located(f"https://ann:{SECRET.replace(' ', '')}@h.example/sparql")
    assert SECRET.replace(" ", "") not in str(caught.value)


def test_an_address_has_one_folder_among_the_users_state_files(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    one, other = located("https://h.example/sparql"), located("https://h.example/other/query")
    assert (one, one.parent) == (located("https://h.example/sparql"), other.parent)
    assert one.name.startswith("h.example-")
    assert (found(other).update, found(other).graphs) == (
        "https://h.example/other/update",
        "https://h.example/other/store",
    )
    assert (found(one).update, found(one).graphs) == ("https://h.example/sparql", None)


def test_a_folder_stands_for_one_address_and_keeps_what_is_told_of_it(tmp_path):
    folder = settled("https://h.example/sparql", folder=tmp_path / "s", update="https://h.example/up")
    assert found(settled("https://h.example/sparql", folder=folder)).update == "https://h.example/up"
    with pytest.raises(UsageError, match="another folder"):
        settled("https://other.example/sparql", folder=folder)
    assert "state" in json.loads((folder / "remote.json").read_text())


def test_a_folder_with_other_files_stands_for_nothing(tmp_path):
    (tmp_path / "letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="other files"):
        settled("https://h.example/sparql", folder=tmp_path)


def test_without_the_extra_part_it_is_said_how_to_get_it(tmp_path, monkeypatch):
    folder = settled("https://h.example/sparql", folder=tmp_path / "state")
    monkeypatch.setitem(sys.modules, "httpx", None)
    with pytest.raises(UsageError, match=r"pip install 'habeas\[remote\]'"):
        open_view(folder)
