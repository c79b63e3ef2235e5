"""What ends cleanly is complete, whichever HTTP server sends it."""

import contextlib
import http.client
import json
import urllib.error
import urllib.parse

import pandas as pd
import pytest
from test_serving import SERVERS, started

from server.engine.answers import TimeLimitError
from server.operations.ending import Complete
from server.operations.journal import broken
from server.operations.wsgi import NOTED

DIGITS = " ".join(map(str, range(100)))
TABLE = f"SELECT ?a ?b {{ VALUES ?a {{ {DIGITS} }} VALUES ?b {{ {DIGITS} }} BIND('{'x' * 200}' AS ?c) }}"
WIDE = TABLE.replace("?a ?b {", "?a ?b ?c {", 1)
SLOW = "FILTER(STRSTARTS(SHA512(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j), STR(?m), STR(?p))), '00'))"
ENDLESS = f"SELECT * {{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o . ?p ?q ?r {SLOW} }}"
GRAPH = f"CONSTRUCT {{ ?s <urn:b> ?b }} {{ {TABLE[14:-2]} BIND(IRI(CONCAT('urn:', STR(?a), '-', STR(?b))) AS ?s) }}"


@pytest.fixture(scope="module", params=SERVERS)
def running(store, request):
    with started(store, server=request.param, log="json", rows=9000, seconds=30) as found:
        yield found


def fetched(port, query, form, **headers):
    """Status, headers and bytes of an answer, and whether it ended as it should."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    path = f"/sparql?{urllib.parse.urlencode({'query': query, 'format': form})}"
    connection.request("GET", path, headers=headers)
    response = connection.getresponse()
    try:
        return response, response.read(), True
    except http.client.IncompleteRead as part:
        return response, part.partial, False
    finally:
        connection.close()


@pytest.mark.parametrize("form", ["csv", "tsv"])
@pytest.mark.parametrize("query", [TABLE, WIDE], ids=["small", "large"])
def test_a_table_that_would_be_cut_never_ends_cleanly(running, query, form):
    response, cut, clean = fetched(running[2], query, form)
    assert response.status == 413 or not clean
    response, whole, clean = fetched(running[2], f"{query} LIMIT 9000", form)
    assert (response.status, whole.count(b"\n"), clean) == (200, 9001, True)
    assert whole.startswith(cut) or b"more than the 9,000 rows" in cut


@pytest.mark.parametrize("form", ["jsonld", "nt"])
def test_a_graph_that_was_cut_says_so_in_its_text_or_is_refused(running, form):
    response, body, _ = fetched(running[2], GRAPH, form)
    assert (response.status == 413) is (form == "jsonld")
    assert (b"# cut to the first 9000" in body) is (form == "nt")


@pytest.mark.parametrize("query", [TABLE, WIDE], ids=["small", "large"])
def test_a_cut_table_is_an_error_to_pandas(running, query):
    address = f"{running[1]}/sparql?{urllib.parse.urlencode({'query': query, 'format': 'csv'})}"
    with pytest.raises((http.client.IncompleteRead, urllib.error.HTTPError)) as seen:
        pd.read_csv(address)
    if isinstance(seen.value, urllib.error.HTTPError):
        seen.value.close()


@pytest.mark.parametrize("kind", SERVERS)
def test_rows_in_a_form_that_has_an_end_leave_at_once_and_lack_it_where_they_break_off(store, kind):
    with started(store, server=kind, rows=10**9, size=10**9, seconds=2) as (_, _, port):
        response, body, _ = fetched(port, ENDLESS, "json")
    assert (response.status, len(body) > 2**16) == (200, True)
    with pytest.raises(json.JSONDecodeError):
        json.loads(body)


@pytest.mark.parametrize("kind", SERVERS)
def test_the_log_says_in_one_sentence_why_an_answer_broke_off(store, kind):
    with started(store, server=kind, log="json", rows=9000, seconds=30) as (process, _, port):
        fetched(port, WIDE, "csv", **{"X-Request-Id": "seven"})
        process.terminate()
        said = process.communicate(timeout=30)[1].decode()
    assert "Traceback" not in said
    (line,) = [told for told in map(json.loads, said.splitlines()) if told["id"] == "seven"]
    assert line["error"].startswith("The answer has more than the 9,000 rows")


def gathered(body, status="200 OK", method="GET", software="Granian", form="text/csv; charset=utf-8"):
    """Status, length and bytes that a server which breaks no connections is given, and what the log is told."""
    begun, environ = [], {"SERVER_SOFTWARE": software, "REQUEST_METHOD": method}

    def app(_environ, start):
        start(status, [("Content-Type", form)])
        return body

    pieces = Complete(app, broken)(environ, lambda status, headers: begun.append((status[:3], dict(headers))))
    with contextlib.closing(pieces) if hasattr(pieces, "close") else contextlib.nullcontext():
        told = environ.get(NOTED, {}).get("error")
        return begun[0][0], begun[0][1].get("Content-Length"), b"".join(pieces), told


def failing(error):
    yield b"abc"
    raise error


def test_an_answer_of_unknown_length_is_finished_before_it_is_sent():
    assert gathered(iter([b"ab", b"c"])) == ("200", "3", b"abc", None)


def test_an_answer_that_failed_is_a_sentence_with_its_status():
    late = "It took too long."
    assert gathered(failing(TimeLimitError(late))) == ("504", "18", f"{late}\n".encode(), late)
    status, _, said, _ = gathered(failing(KeyError("secret")))
    assert (status, b"secret" in said) == ("500", False)


@pytest.mark.parametrize(
    "others",
    [
        {"status": "304 Not Modified"},
        {"method": "HEAD"},
        {"software": "waitress"},
        {"software": None},
        {"form": "application/sparql-results+json"},
    ],
)
def test_all_others_are_passed_on_as_they_are(others):
    assert gathered(iter([]), **others)[1:] == (None, b"", None)
