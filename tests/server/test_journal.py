"""Request ids, the log, the metrics."""

import json
import re
from select import PIPE_BUF

import pytest
from hypothesis import given
from hypothesis import strategies as st
from prometheus_client.parser import text_string_to_metric_families

import server
from kg.errors import QueryError
from kg.stores import open_view
from server.assembly import close
from server.operations.ending import BrokenOffError
from server.operations.journal import Counted, Journal, entry, line, pieces
from server.operations.metrics import Metrics
from server.operations.wsgi import NOTED, REQUEST_ID


@pytest.fixture
def logged(client, capfd):
    """What is in the log since the test began; a line leaves a moment after its answer, or when it is asked to."""

    def lines():
        client.application.extensions["habeas.front"].journal.flush()
        return [json.loads(each) for each in capfd.readouterr().err.splitlines() if each.startswith("{")]

    lines()
    return lines


def test_a_request_is_one_line_without_its_query(client, logged):
    client.get(
        "/sparql", query_string={"query": "ASK { <a:secret> ?p ?o }"}, headers={"Authorization": "Bearer s3cret"}
    )
    (told,) = logged()
    assert told.keys() == {"time", "id", "client", "method", "path", "status", "bytes", "ms", "cache", "query", "rows"}
    assert (told["method"], told["path"], told["status"], told["cache"]) == ("GET", "/sparql", 200, "miss")
    assert "secret" not in json.dumps(told)


def test_equal_queries_have_equal_digests_also_from_the_cache(client, logged):
    for query in ("ASK { <a:1> ?p ?o }", "ASK { <a:1> ?p ?o }", "ASK { <a:2> ?p ?o }"):
        client.get("/sparql", query_string={"query": query})
    first, again, other = logged()
    assert first["query"] == again["query"] != other["query"]
    assert again["cache"] == "hit"


@pytest.mark.parametrize("sent", ["abc-DEF_1.2", "a" * 64])
def test_a_clean_request_id_is_taken_over(client, sent):
    assert client.get("/health", headers={"X-Request-Id": sent}).headers["X-Request-Id"] == sent


@pytest.mark.parametrize("sent", ["", "a" * 65, "a b", "é", 'a"b', None])
def test_another_request_id_is_made_anew(client, sent):
    headers = {"X-Request-Id": sent} if sent is not None else {}
    ids = {client.get("/health", headers=headers).headers["X-Request-Id"] for _ in range(2)}
    assert len(ids) == 2
    assert all(re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]+", each) for each in ids)


@given(st.text(max_size=80), st.text(max_size=40), st.text(max_size=40))
def test_whatever_a_client_sends_is_one_line(path, method, client):
    environ = {REQUEST_ID: "1", "PATH_INFO": path, "REQUEST_METHOD": method, "habeas.client": client}
    written = line(entry(environ, "200", 1, 0.001))
    assert written.isascii()
    assert written.count("\n") == 1
    assert json.loads(written)["client"] == client


def test_a_fault_of_ours_is_one_line_with_the_id_of_its_request(store, logged):
    with open_view(store) as view:
        app = server.create_app(view, log="none")
        app.add_url_rule("/fault\nforged", "fault", lambda: {}["absent"])
        answer = app.test_client().get("/fault%0Aforged", headers={"X-Request-Id": "seven"})
        close(app)
    (told,) = logged()
    assert (answer.status_code, told["id"], told["path"]) == (500, "seven", "/fault\nforged")
    assert "KeyError: 'absent'" in told["error"]
    assert "KeyError" not in answer.text


@pytest.mark.parametrize(
    ("error", "noted", "said"),
    [(QueryError("The query was stopped."), "The query was stopped.", []), (KeyError("absent"), None, ["seven"])],
)
def test_a_broken_answer_is_told_of_once(error, noted, said, logged):
    def pieces():
        yield b"abc"
        raise error

    ended, environ = [], {REQUEST_ID: "seven", "REQUEST_METHOD": "GET"}
    counted = Counted(pieces(), environ, ended.append)
    with pytest.raises(BrokenOffError):
        list(counted)
    counted.close()
    counted.close()
    assert ended == [3]
    assert environ.get(NOTED, {}).get("error") == noted
    assert [each["id"] for each in logged()] == said


def test_an_answer_is_at_work_until_it_is_closed():
    def streaming(_environ, start):
        start("200 OK", [])
        return (piece for piece in (b"a", b"b"))

    journal = Journal(streaming, Metrics((), dict, dict), "none")
    answer = journal({"REQUEST_METHOD": "GET", "PATH_INFO": "/"}, lambda *_: None)
    assert list(answer) == [b"a", b"b"]
    assert journal.at_work == 1
    answer.close()
    assert journal.at_work == 0


def samples(client):
    families = text_string_to_metric_families(client.get("/metrics").text)
    return {(each.name, *sorted(each.labels.values())): each.value for one in families for each in one.samples}


def test_the_metrics_count_requests_queries_and_rows(client, ask):
    before = samples(client)
    ask("SELECT * { ?s ?p ?o } LIMIT 3", timeout="1").close()
    ask("SELECT broken").close()
    client.get("/no/such/thing").close()
    client.open("/claims", method="BREW").close()
    after = samples(client)

    def grown(*name):
        return after[name] - before.get(name, 0)

    assert grown("habeas_requests_total", "200", "GET", "sparql") == 1
    assert grown("habeas_queries_total", "malformed") == 1
    assert grown("habeas_queries_total", "answered") == 1
    assert grown("habeas_requests_total", "404", "GET", "resource") == 1
    assert grown("habeas_requests_total", "405", "claims", "other") == 1
    assert grown("habeas_request_seconds_count", "sparql") == 2
    assert grown("habeas_engine_queries_total", "answered", "quick") == 1
    assert grown("habeas_engine_rows_total") == 3
    assert after["habeas_engine_queries_now", "at_work", "quick"] == 0
    assert after["habeas_triples",] > 0
    assert not [name for name in after if "python" in name[0]]


@given(st.lists(st.text("ab", max_size=2 * PIPE_BUF), max_size=9), st.booleans())
def test_lines_of_several_processes_stay_apart_in_one_pipe(texts, ended):
    lines = "\n".join([*texts, "" if ended else "c"]).encode()
    found = list(pieces(lines))
    assert b"".join(found) == lines
    assert all(piece.endswith(b"\n") for piece in found[:-1])
    assert all(len(piece) <= PIPE_BUF or b"\n" not in piece[:-1] for piece in found)
