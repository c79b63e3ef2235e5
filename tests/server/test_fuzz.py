"""Whatever is sent, the server answers in time, never with 500, and goes on serving.

Quick and repeatable in the suite; ``HABEAS_FUZZ=5000`` tries as many examples of each kind, others each time.
"""

import os
import shutil
import socket
import time
import urllib.request
from contextlib import suppress
from importlib.util import find_spec
from urllib.parse import quote, quote_from_bytes

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_serving import SERVERS, started

EXAMPLES = int(os.environ.get("HABEAS_FUZZ", "0"))
FEW = 60
PATIENCE = 20
"""Seconds for an answer; a query may take one, and wait two."""
ANSWERS = {200, 204, 304, 400, 401, 403, 404, 405, 406, 408, 409, 412, 413, 414, 415, 416, 422, 429, 431, 503, 504}
ANSWERS |= {201, 303, 308, 100, 501, 505}
TOKEN = "a token of these tests"


def tried(times=1):
    """How many examples a test tries, and which."""
    return settings(
        max_examples=EXAMPLES or FEW * times,
        derandomize=not EXAMPLES,
        database=None,
        deadline=None,
        phases=(Phase.explicit, Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


@pytest.fixture(scope="module", params=SERVERS)
def port(store, tmp_path_factory, request):
    """A server that takes changes, over a copy of the graph; it is still well when all is done."""
    folder = tmp_path_factory.mktemp("fuzzed")
    shutil.copytree(store, folder / "store")
    (folder / "token").write_text(TOKEN)
    flags = {"writable": True, "token_file": folder / "token", "write_seconds": 2, "idle": 2}
    with started(folder / "store", server=request.param, seconds=1, **flags) as (process, address, found):
        yield found
        assert urllib.request.urlopen(f"{address}/sparql?query=ASK%7B%7D", timeout=PATIENCE).status == 200
        assert process.poll() is None


def told(port, request, *, whole=True):
    """Send bytes, read all that comes back; gives the status, None where the connection was closed without one.

    ``whole``: the request says that it is the connection's last, so the server is to close it.
    """
    began = time.monotonic()
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE if whole else 0.2) as asking:
        answer = b""
        with suppress(ConnectionError, *(() if whole else (TimeoutError,))):
            asking.sendall(request)
            while piece := asking.recv(2**16):
                answer += piece
    assert time.monotonic() - began < PATIENCE
    return int(answer[9:12]) if answer[:7] == b"HTTP/1." else None


PARTS = """SELECT ASK CONSTRUCT DESCRIBE * DISTINCT REDUCED WHERE FROM NAMED <urn:g> <> <a:b> { } ( ) [ ] . ; , ?s ?p ?o
a a:b _:b "text" 'text' "x"@en "1"^^<http://www.w3.org/2001/XMLSchema#integer> 1 -1.5 1e400 true OPTIONAL UNION MINUS
GRAPH SERVICE SILENT BIND AS VALUES UNDEF FILTER EXISTS NOT IN COUNT SUM GROUP BY HAVING ORDER DESC LIMIT OFFSET 3
99999999999999999999 / | ^ + ! = < > && || - REGEX SUBSTR STRLEN IRI BNODE RAND NOW LANG <<( )>> LOAD INSERT DELETE DATA
PREFIX BASE p: kgf:search "police" \\u0041 \\ud800 # \n \t \x00 \ufffe é 😀 """.split(" ")
QUERIES = st.one_of(
    st.lists(st.sampled_from(PARTS), max_size=25).map(" ".join),
    st.lists(st.sampled_from(PARTS), max_size=12).map(lambda parts: f"SELECT * {{ ?s ?p ?o {' '.join(parts)} }}"),
    st.text(max_size=60),
    st.integers(1, 3000).map(lambda depth: f"ASK {{ {'{' * depth}{'}' * depth} }}"),
)
FORMS = st.sampled_from(["", "json", "xml", "csv", "tsv", "ttl", "nt", "rdf", "jsonld", "html", "none"])
RANGES = "*/* text/html text/* application/* application/json;q=0.1 text/turtle;q=2 ;;, q=1 text/csv;q=x"
ACCEPTS = st.lists(st.sampled_from(RANGES.split()), max_size=4).map(",".join)


@tried()
@given(QUERIES, FORMS, ACCEPTS, st.sampled_from(["GET", "POST", "direct", "HEAD"]))
def test_any_query_in_any_form_is_answered(port, query, form, accept, method):
    body, kind = f"query={quote(query)}", "application/x-www-form-urlencoded"
    target = f"/sparql?format={form}" if form else "/sparql"
    if method == "direct":
        method, body, kind = "POST", query, "application/sparql-query"
    elif method != "POST":
        target, body = f"/sparql?{body}&format={form}", ""
    raw = body.encode()
    head = f"{method} {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAccept: {accept}\r\nContent-Type: {kind}\r\n"
    assert told(port, f"{head}Content-Length: {len(raw)}\r\n\r\n".encode() + raw) in ANSWERS - {501, 505, 100}


NAMES = st.sampled_from(
    """Accept Accept-Encoding Accept-Language Authorization Cookie Content-Type Expect Forwarded Host If-Match
    If-None-Match If-Modified-Since If-Range Origin Range Referer Upgrade User-Agent X-Forwarded-For
    X-Forwarded-Proto X-Request-Id
    X-HTTP-Method-Override""".split()
)
VALUES = st.one_of(
    st.binary(max_size=40).map(lambda value: value.replace(b"\r", b"").replace(b"\n", b"")),
    st.sampled_from(
        [
            b"*",
            b'"x"',
            b'W/"',
            b"bytes=5-",
            b"bytes=9-2,-0",
            b"gzip;q=",
            b"Bearer " + TOKEN.encode(),
            b"[::1",
            b"0" * 5000,
            b"Sat, 31 Feb 2024 99:00:00 GMT",
            b"multipart/form-data; boundary=",
            b"text/turtle; charset=utf-7",
            b"\xff\x80",
        ]
    ),
)
SEGMENTS = st.one_of(
    st.sampled_from(
        """/ /sparql /store /update /doc/march%20on%20friday.txt /claim/ /search /dump.ttl /dump.ttl.gz /claims /actors
        /ns /catalog /code/ /.well-known/void /.well-known/linkset /metrics /static/ /crate.zip /graph/entities //a /../
        /%00 /%ff /openapi.json /person/ana-duarte /claim/detention-1.jsonld""".split()
    ),
    st.binary(max_size=12).map(lambda raw: f"/{quote_from_bytes(raw)}"),
)
ARGUMENTS = st.lists(
    st.tuples(
        st.sampled_from(
            "q page type format content graph default query update using-graph-uri named-graph-uri timeout".split()
        ),
        st.one_of(
            st.binary(max_size=8).map(quote_from_bytes), st.sampled_from(["-1", "9" * 30, "ttl", "urn:x", "%", "%zz"])
        ),
    ),
    max_size=4,
).map(lambda pairs: "?" + "&".join("=".join(pair) for pair in pairs))
TARGETS = st.tuples(SEGMENTS, ARGUMENTS).map("".join)
HEADERS = st.tuples(NAMES.map(str.encode), VALUES).map(b": ".join)
METHODS = st.sampled_from("GET HEAD POST PUT DELETE OPTIONS PATCH TRACE CONNECT QUERY get".split())


@tried(2)
@given(METHODS, TARGETS, st.lists(HEADERS, max_size=5), st.binary(max_size=60))
def test_any_headers_at_any_address_are_answered(port, method, target, headers, body):
    lines = [f"{method} {target} HTTP/1.1", "Connection: close", f"Content-Length: {len(body)}"]
    request = b"\r\n".join([*(line.encode() for line in lines), *headers, b"", body])
    assert told(port, request) in {*ANSWERS, None}


LINE = st.one_of(
    st.binary(max_size=60),
    st.tuples(st.binary(max_size=8), st.binary(max_size=30), st.binary(max_size=10)).map(b" ".join),
    st.sampled_from(
        [b"GET / HTTP/9.9", b"GET /", b"GET  / HTTP/1.1", b"PRI * HTTP/2.0", b"GET http://a/ HTTP/1.1", b"\x16\x03\x01"]
    ),
)
FRAMES = st.sampled_from(
    [
        b"Content-Length: -1",
        b"Content-Length: 5, 6",
        b"Content-Length: 99999999999999999999",
        b"Content-Length: \xc2\xb2",
        b"Transfer-Encoding: chunked",
        b"Transfer-Encoding: gzip",
        b": x",
        b" folded",
        b"Host: a\r\nHost: b",
        b"no colon",
    ]
)
BODIES = st.one_of(
    st.binary(max_size=80),
    st.sampled_from([b"5\r\nquery\r\n0\r\n\r\n", b"ffffffffffffffffff\r\n", b"-1\r\n", b"0;\r\n\r\n"]),
)


@tried()
@given(LINE, st.lists(FRAMES, max_size=3), BODIES)
def test_any_bytes_at_all_harm_nobody(port, line, frames, body):
    request = b"\r\n".join([line, b"Connection: close", *frames, b"", body])
    assert told(port, request, whole=False) in {*ANSWERS, None}


@pytest.mark.skipif(not find_spec("schemathesis"), reason="schemathesis is not installed")
def test_every_operation_answers_as_it_is_described(port):
    import schemathesis
    from schemathesis.specs.openapi.checks import content_type_conformance, status_code_conformance

    schema = schemathesis.openapi.from_url(f"http://127.0.0.1:{port}/openapi.json")
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 30

    @tried(3)
    @given(st.one_of(operation.as_strategy() for operation in operations))
    def answers(case):
        headers = {"Authorization": f"Bearer {TOKEN}"}
        response = case.call(headers=headers, timeout=PATIENCE, allow_redirects=False)
        assert response.status_code < 500 or response.status_code in {503, 504}
        case.validate_response(response, checks=[content_type_conformance, status_code_conformance])

    answers()
