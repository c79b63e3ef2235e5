import json
import signal
import threading
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from world import dumped

import server
from kg.errors import QueryError, UsageError
from kg.stores import open_store, open_view
from server.engine.scope import written
from server.engine.updates import prepared

FORM, DIRECT = "application/x-www-form-urlencoded", "application/sparql-update"
OWNED = "http://data.example/kg/graph/entities"
ADD = "INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 'new' } }"
WRONG = "INSERT DATA { GRAPH <urn:wrong> { <urn:e> a <https://w3id.org/habeas/ns#Detention> } }"
PATTERN = "GRAPH ?g { ?a ?b ?c . ?d ?e ?f . ?h ?i ?j . ?k ?l ?m FILTER(?a != ?m) }"
ENDLESS = f"INSERT {{ <urn:x> <urn:x> ?n }} WHERE {{ SELECT (COUNT(*) AS ?n) {{ {PATTERN} }} }}"
REFUSED = [
    ("INSERT DATA {", 400, "line 1, column 14"),
    ("LOAD <http://127.0.0.1:9/x>", 400, "LOAD is refused"),
    ("INSERT { ?s ?p ?o } WHERE { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", 400, "SERVICE is refused"),
    ("CREATE GRAPH <urn:there> ; CREATE GRAPH <urn:there>", 409, "already exists"),
    (f"DROP GRAPH <{OWNED}>", 409, "habeas build"),
    ("INSERT DATA { GRAPH <http://data.example/kg/graph/doc/new> { <urn:s> <urn:p> 1 } }", 409, "graph of your own"),
    ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", 409, "habeas build"),
    (WRONG, 422, "violations"),
]


def test_an_update_is_seen_when_it_is_answered_and_noted_in_the_audit(update, lines, path):
    response = update(ADD)
    assert (response.status_code, response.data) == (204, b"")
    assert lines("?graph=urn:g") == ['<urn:s> <urn:p> "new" .']
    entry = json.loads((path / "writes.jsonl").read_text().splitlines()[-1])
    assert (entry["what"], entry["status"], entry["changed"]) == ("UPDATE", 204, ["urn:g"])
    assert len(entry["who"]) == 12
    with open_view(path) as view:
        assert entry["generation"] == view.generation


def test_an_update_may_come_in_a_form(write, lines):
    response = write(
        "POST", "/update", data={"update": "INSERT DATA { GRAPH <urn:form> { <urn:s> <urn:p> 'a+b%20' } }"}
    )
    assert response.status_code == 204
    assert lines("?graph=urn:form") == ['<urn:s> <urn:p> "a+b%20" .']


def test_what_changes_nothing_makes_no_generation(update, path):
    update(ADD)
    with open_view(path) as view:
        update(f"{ADD} ; DELETE DATA {{ <urn:s> <urn:p> 'nothing' }} ; CLEAR DEFAULT")
        assert not view.refresh()


@pytest.mark.parametrize(("text", "status", "words"), REFUSED)
def test_an_update_that_is_refused_leaves_every_byte_as_it_was(update, path, text, status, words):
    before = dumped(path)
    response = update(f"INSERT DATA {{ <urn:s> <urn:p> 'first' }} ; {text}" if status != 400 else text)
    assert (response.status_code, response.text.count("\n")) == (status, 1)
    assert words in response.text
    assert dumped(path) == before


VALID = st.sampled_from(
    [ADD, "CLEAR DEFAULT", "INSERT DATA { <urn:s> <urn:p> [] }", "LOAD SILENT <http://127.0.0.1:9/>"]
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(VALID, max_size=2), wrong=st.sampled_from(REFUSED), after=st.lists(VALID, max_size=2))
def test_no_part_of_a_refused_update_stays(update, path, before, wrong, after):
    was = dumped(path)
    response = update(" ; ".join([*before, wrong[0], *after]))
    assert 400 <= response.status_code < 500
    assert dumped(path) == was


@pytest.mark.parametrize(
    ("request_", "status", "words"),
    [
        ({"data": ADD, "content_type": DIRECT, "headers": {"Authorization": ""}}, 401, "token"),
        ({"data": ADD, "content_type": DIRECT, "headers": {"Authorization": "Bearer wrong"}}, 401, "token"),
        ({"data": ADD, "content_type": DIRECT, "headers": {"Authorization": "Basic YTpi"}}, 401, "token"),
        ({"method": "GET", "query_string": {"update": ADD}}, 405, "method"),
        ({"data": {"update": ""}}, 400, "one update"),
        ({"data": {"update": [ADD, ADD]}}, 400, "more than once"),
        ({"data": {"update": ADD, "query": "ASK {}"}}, 400, "no query"),
        ({"data": {"query": "ASK {}"}}, 400, "one update"),
        ({"data": ADD, "content_type": "text/plain"}, 415, "posted as"),
        ({"data": ADD.encode("utf-16"), "content_type": f"{DIRECT}; charset=UTF-16"}, 415, "UTF-8"),
        ({"data": b"# \xff", "content_type": DIRECT}, 400, "not UTF-8"),
        ({"data": "#" * (2**20 + 1), "content_type": DIRECT}, 413, "larger"),
        ({"data": ADD, "content_type": DIRECT, "query_string": {"using-graph-uri": "no iri"}}, 400, "absolute IRI"),
        (
            {"data": f"WITH <urn:g> {ENDLESS}", "content_type": DIRECT, "query_string": {"using-graph-uri": "urn:g"}},
            400,
            "USING or WITH",
        ),
    ],
)
def test_what_is_no_update_of_one_who_may_is_refused(write, request_, status, words):
    response = write(**{"method": "POST", "address": "/update", **request_})
    assert response.status_code == status
    assert words in response.text
    assert "Access-Control-Allow-Origin" not in response.headers
    assert ("WWW-Authenticate" in response.headers) == (status == 401)


def test_a_server_that_is_not_told_to_be_writable_takes_no_change(client):
    for method, address in [("POST", "/update"), ("PUT", "/store?default"), ("DELETE", "/store/a"), ("POST", "/store")]:
        response = client.open(address, method=method, data=ADD, content_type=DIRECT)
        assert (response.status_code, response.text.count("\n")) == (403, 1)
        assert "read-only" in response.text


def test_the_dataset_of_a_request_is_where_the_update_looks(update, lines):
    update("INSERT DATA { GRAPH <urn:one> { <urn:s> <urn:p> 1 } GRAPH <urn:two> { <urn:s> <urn:p> 2 } }")
    update("INSERT { GRAPH <urn:to> { ?s ?p ?o } } WHERE { ?s ?p ?o }", **{"using-graph-uri": "urn:one"})
    named = {"using-named-graph-uri": "urn:two"}
    update("INSERT { GRAPH <urn:to> { ?s <urn:q> ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", **named)
    assert [line.partition("^")[0] for line in lines("?graph=urn:to")] == ['<urn:s> <urn:p> "1"', '<urn:s> <urn:q> "2"']


def test_a_change_that_takes_too_long_is_stopped_and_undone(update, path):
    before = dumped(path)
    response = update(ENDLESS)
    assert (response.status_code, dumped(path)) == (504, before)
    assert update(ADD.replace("urn:g", "urn:after")).status_code == 204


def test_a_writing_process_that_is_killed_loses_nothing(writable, update, path):
    before, statuses = dumped(path), []
    slow = threading.Thread(target=lambda: statuses.append(update(ENDLESS).status_code))
    slow.start()
    time.sleep(0.5)
    writable.extensions["habeas"].writer._process.send_signal(signal.SIGKILL)
    slow.join()
    assert (statuses, dumped(path)) == ([503], before)
    assert update(ADD.replace("urn:g", "urn:then")).status_code == 204


def test_while_a_build_is_at_work_a_change_must_wait(update, path):
    with open_store(path):
        response = update("INSERT DATA { <urn:s> <urn:p> 'busy' }")
    assert (response.status_code, "another process is writing" in response.text) == (503, True)
    assert int(response.headers["Retry-After"]) > 0


def test_no_store_is_made_for_a_server_that_nobody_could_write_to(run, tmp_path, monkeypatch):
    monkeypatch.delenv("HABEAS_TOKEN", raising=False)
    result = run("serve", "--store", tmp_path / "new", "--writable")
    assert (result.exit_code, (tmp_path / "new").exists()) == (2, False)
    assert "--token-file" in result.stderr


def test_a_token_must_be_there_and_long(tmp_path, store):
    (tmp_path / "token").write_text("short\n")
    with open_view(store) as view:
        for config in ({}, {"token": "fifteen letters"}, {"token_file": tmp_path / "token"}, {"token_file": tmp_path}):
            with pytest.raises(UsageError, match="token"):
                server.create_app(view, writable=True, **config)


@pytest.mark.parametrize(
    ("update_", "prepared_"),
    [
        ("LOAD SILENT <urn:a> INTO GRAPH <urn:b>; DROP ALL", "INSERT DATA {}; DROP ALL"),
        ("load silent <urn:a>", "INSERT DATA {}"),
        ("PREFIX loads: <urn:> INSERT DATA { loads:a ?load 'load' }", "PREFIX loads: <urn:> INSERT DATA"),
        ("INSERT DATA { <urn:a> <urn:b> 'load' }", "INSERT DATA { <urn:a> <urn:b> '\\u006Coad' }"),
        ("DELETE { ?a ?b '<' } WHERE { }#'", "DELETE { ?a ?b '<' } WHERE { }#'"),
    ],
)
def test_an_update_is_changed_only_where_it_would_fetch(update_, prepared_):
    if "loads:a" in update_:
        with pytest.raises(QueryError, match="prefix"):
            prepared(update_)
    else:
        assert prepared(update_) == prepared_


@pytest.mark.parametrize(
    "text", ["LOAD <urn:a>", "LOADSILENT <urn:a>", "PREFIX er: <urn:> LOADer:x", "{ LOAD <urn:x> }"]
)
def test_no_spelling_of_load_reaches_the_engine(text):
    with pytest.raises(QueryError, match=r"LOAD"):
        prepared(text)


@pytest.mark.parametrize(
    ("text", "graphs"),
    [
        ("INSERT DATA { <a:a> <a:b> 'GRAPH <urn:no>' GRAPH <urn:g> { } } # GRAPH <urn:no>", {"urn:g"}),
        (
            "PREFIX e: <urn:> WITH e:w INSERT { GRAPH e:i {} } WHERE { GRAPH ?g { ?s ?p ?o } }",
            {"urn:w", "urn:i"},
        ),
        (
            "BASE <http://q/> COPY <a> TO DEFAULT ; DELETE WHERE { GRAPH <b> { ?s ?p ?o } }",
            {"http://q/a", "http://q/b"},
        ),
        ("INSERT { GRAPH ?g { ?s a ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }", None),
        ("DELETE WHERE { GRAPH ?g { ?s ?p ?o } }", None),
        ("PREFIX a: <urn:> CLEAR GRAPH a:x ; PREFIX a: <urn:z> CLEAR GRAPH a:y", None),
        ("DROP SILENT NAMED", None),
        ("CLEAR GRAPH", set()),
        ("CLEAR GRAPH undeclared:x", None),
    ],
)
def test_the_graphs_that_an_update_may_write_are_known_before(text, graphs):
    assert written(text, "http://base/") == (None if graphs is None else {"", *graphs})


WORDS = st.sampled_from(
    "INSERT DELETE DATA WHERE GRAPH CLEAR DROP LOAD SILENT WITH USING NAMED DEFAULT PREFIX BASE SERVICE "
    '{ } ; . <urn:a> <b> ?s a: a:b \'x\' """ # \\ _:b << >> \x00 é'.split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.lists(WORDS, max_size=14).map(" ".join), using=st.text(alphabet="urn:a<>{}[] %", max_size=8))
def test_no_update_makes_the_server_fail(update, text, using):
    assert update(text).status_code in {204, 400, 409}
    assert update(text, **{"using-graph-uri": using}).status_code in {204, 400, 409}
