"""Who a client is, how often it may ask, and what happens when the server ends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import server
from kg.errors import UsageError
from kg.stores import open_view
from server.assembly import close
from server.operations.gate import CLIENTS, Buckets, Gate, Proxies, counted
from server.settings import Running


@pytest.fixture
def limited(store):
    with open_view(store) as view:
        app = server.create_app(view, rate=0.01, burst=3, trusted_proxy=("10.0.0.0/8",))
        yield app
        close(app)


def asked(app, client, **headers):
    return app.test_client().get("/robots.txt", environ_base={"REMOTE_ADDR": client}, headers=headers)


def test_a_client_that_asks_too_often_is_told_when_to_come_back(limited):
    answers = [asked(limited, "192.0.2.7") for _ in range(5)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["Retry-After"]) <= 100
    assert answers[-1].headers["Access-Control-Allow-Origin"] == "*"
    assert answers[-1].headers["X-Content-Type-Options"] == "nosniff"
    assert asked(limited, "192.0.2.8").status_code == 200


def test_head_is_refused_without_a_body_which_would_be_read_as_the_next_answer():
    gate = Gate(lambda _environ, _start: [], Running(rate=0.001, burst=1))
    statuses = []
    for _ in range(2):
        environ = {"REQUEST_METHOD": "HEAD", "REMOTE_ADDR": "192.0.2.7", "PATH_INFO": "/"}
        assert gate(environ, lambda status, _headers: statuses.append(status)) == []
    assert statuses == ["429 Too Many Requests"]


def test_this_machine_itself_is_not_counted(limited):
    assert {asked(limited, "127.0.0.1").status_code for _ in range(9)} == {200}


def test_clients_behind_a_trusted_proxy_are_told_apart_and_others_not_believed(limited):
    behind = [asked(limited, "10.1.1.1", X_Forwarded_For=f"203.0.113.9, 192.0.2.{n}") for n in range(9)]
    forged = [asked(limited, "192.0.2.99", X_Forwarded_For=f"192.0.2.{n}") for n in range(9)]
    assert {answer.status_code for answer in behind} == {200}
    assert [answer.status_code for answer in forged].count(429) == 6


@pytest.mark.parametrize(
    ("remote", "forwarded", "client"),
    [
        ("10.0.0.1", "203.0.113.5", "203.0.113.5"),
        ("10.0.0.1", "1.1.1.1, 203.0.113.5, 10.0.0.2", "203.0.113.5"),
        ("10.0.0.1", "203.0.113.5, nonsense", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("203.0.113.5", "10.0.0.1", "203.0.113.5"),
        ("::ffff:10.0.0.1", "2001:db8::1", "2001:db8::1"),
    ],
)
def test_the_client_is_the_last_hop_that_no_trusted_proxy_made(remote, forwarded, client):
    environ = {"REMOTE_ADDR": remote, "HTTP_X_FORWARDED_FOR": forwarded}
    assert Proxies(["10.0.0.0/8"]).client(environ) == client


@given(st.text(max_size=200))
def test_any_forwarded_header_gives_some_client(text):
    assert Proxies(["10.0.0.0/8"]).client({"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": text})


@pytest.mark.parametrize(
    ("client", "expected"),
    [("::1", None), ("127.8.8.8", None), ("2001:db8::1:2:3:4", "2001:db8::/64"), ("192.0.2.1", "192.0.2.1")],
)
def test_clients_are_counted_by_address_and_in_ipv6_by_network(client, expected):
    assert counted(client) == expected


def test_tokens_come_back_with_time():
    clock = iter([0, 0, 0, 0.25, 0.5, 100, 100, 100])
    buckets = Buckets(2, 2, lambda: next(clock))
    assert [buckets.wait("a") for _ in range(8)] == [0, 0, 0.5, 0.25, 0, 0, 0, 0.5]


def test_the_buckets_of_many_clients_stay_few():
    buckets = Buckets(1, 1)
    for number in range(CLIENTS + 100):
        buckets.wait(str(number))
    assert len(buckets._clients) == CLIENTS


def test_a_proxy_that_is_no_network_is_one_sentence():
    with pytest.raises(UsageError, match="trusted_proxy must be"):
        Proxies(["the proxy"])


def test_a_server_that_ends_refuses_and_is_not_ready_but_alive(limited):
    client = limited.test_client()
    assert client.get("/ready").json == {"ready": True}
    limited.extensions["habeas.front"].drain()
    codes = {path: client.get(path).status_code for path in ("/ready", "/claims", "/health", "/metrics")}
    assert codes == {"/ready": 503, "/claims": 503, "/health": 200, "/metrics": 200}
    assert "Retry-After" in client.get("/claims").headers


def test_the_scheme_that_a_trusted_proxy_tells_is_that_of_our_addresses(limited):
    headers = {"Accept": "text/turtle", "X-Forwarded-Proto": "https"}
    told = limited.test_client().get("/sparql", headers=headers, environ_base={"REMOTE_ADDR": "10.0.0.1"})
    assert "https://localhost/sparql" in told.text


HEADERS = st.sampled_from(
    [
        *("X-Forwarded-For", "X-Forwarded-Proto", "X-Request-Id", "If-None-Match", "If-Modified-Since", "Range"),
        *("Accept", "Accept-Encoding", "Host", "Content-Type", "Content-Length", "Authorization", "Origin"),
    ]
)
TEXTS = st.text(st.characters(max_codepoint=255, exclude_characters="\r\n\0"), max_size=60) | st.sampled_from(
    ["*", "bytes=0-0", "bytes=9-1", "gzip;q=x", ";;;,,,", '"a", W/"b"', "Thu, 99 Foo 2026 99:99:99 GMT", "-1", "[::1"]
)


@settings(deadline=None)
@given(st.dictionaries(HEADERS, TEXTS, max_size=5), st.sampled_from(["/", "/claims", "/sparql?query=ASK+{}", "/ready"]))
def test_no_header_makes_the_server_fail(app, headers, address):
    base = {"REMOTE_ADDR": "127.0.0.1"}
    for method in ("GET", "HEAD", "OPTIONS", "POST"):
        answer = app.test_client().open(address, method=method, headers=headers, environ_base=base)
        assert answer.status_code < 500
        answer.close()
