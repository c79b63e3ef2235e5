import json
import re
import threading
import time
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import escape
from rdflib import Graph

from server.endpoint.negotiation import GRAPHS, RESULTS

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
ONE = "SELECT ?s WHERE { ?s a <https://w3id.org/habeas/ns#Detention> }"
GRAPH = "CONSTRUCT WHERE { ?s a ?class }"
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
DIRECT = "application/sparql-query"
FORM = "application/x-www-form-urlencoded"
ENTITIES = "http://data.example/kg/graph/entities"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"


def number(response):
    return int(json.loads(response.data)["results"]["bindings"][0]["n"]["value"])


@pytest.mark.parametrize("form", RESULTS, ids=lambda form: form.name)
def test_rows_come_in_every_form(ask, form):
    response = ask(ONE, form.media_type)
    assert response.status_code == 200
    assert response.mimetype == form.media_type
    assert "claim/detention-1" in response.text


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
def test_graphs_come_in_every_form(ask, form):
    response = ask(f"{GRAPH} LIMIT 9", form.media_type)
    assert response.mimetype == form.media_type
    assert len(list(ox.parse(response.data, format=ox.RdfFormat.from_media_type(form.media_type)))) > 3


def test_a_format_that_names_nothing_and_unknown_parameters_are_ignored(ask):
    assert ask(ONE, "text/csv", format="", other="x").mimetype == "text/csv"


def test_an_empty_form_of_a_browser_is_answered_with_the_form(ask):
    assert "<textarea" in ask("", BROWSER).text
    assert "<textarea" in ask("", BROWSER, format="csv").text


def test_ask_gives_a_truth_value(ask):
    assert ask("ASK { ?s ?p ?o }", "application/json").json["boolean"] is True
    assert ET.fromstring(ask("ASK { ?s ?s ?s }", "application/sparql-results+xml").data)[1].text == "false"


def test_a_format_parameter_wins_over_the_header(ask):
    assert ask(ONE, BROWSER, format="csv").mimetype == "text/csv"


def test_the_default_graph_is_the_union_of_all(ask, client):
    assert number(ask(COUNT)) == client.get("/health").json["triples"]


def test_a_query_may_be_posted_as_a_form_or_directly(client):
    sent = [(FORM, {"query": COUNT}), (f"{FORM}; charset=utf-8", {"query": COUNT}), (DIRECT, COUNT)]
    assert [client.post("/sparql", data=data, content_type=kind).status_code for kind, data in sent] == [200] * 3


def test_a_form_is_decoded_once(client):
    response = client.post("/sparql", data={"query": 'SELECT ("caf%C3%A9+a" AS ?n) {}'}, content_type=FORM)
    assert response.json["results"]["bindings"][0]["n"]["value"] == "caf%C3%A9+a"


@pytest.mark.parametrize("where", ["query", "body", "FROM"])
def test_a_dataset_may_be_named(client, where):
    if where == "FROM":
        response = client.get("/sparql", query_string={"query": COUNT.replace("{", f"FROM <{ENTITIES}> {{", 1)})
    elif where == "query":
        response = client.get("/sparql", query_string={"query": COUNT, "default-graph-uri": ENTITIES})
    else:
        response = client.post(f"/sparql?default-graph-uri={ENTITIES}", data=COUNT, content_type=DIRECT)
    whole = number(client.get("/sparql", query_string={"query": COUNT}))
    assert 0 < number(response) < whole


def test_named_graphs_alone_leave_the_default_graph_empty(ask):
    assert number(ask(COUNT, **{"named-graph-uri": ENTITIES})) == 0
    assert number(ask("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }", **{"named-graph-uri": ENTITIES})) > 0


@pytest.mark.parametrize(
    ("request_", "status", "words"),
    [
        ({"query_string": {"query": "SELECT * {\n ?s ?p }"}}, 400, "line 2, column 9"),
        ({"query_string": {"query": ""}, "method": "POST", "content_type": FORM}, 400, "no query"),
        ({"query_string": {"query": " "}, "headers": {"Accept": "application/json"}}, 400, "no query"),
        ({"query_string": [("query", "ASK {}"), ("query", "ASK {}")]}, 400, "more than once"),
        ({"query_string": {"query": "INSERT DATA { <a:b> <a:b> <a:b> }"}}, 403, "read-only"),
        ({"method": "POST", "data": {"update": "CLEAR ALL"}}, 403, "read-only"),
        ({"method": "POST", "data": "CLEAR ALL", "content_type": "application/sparql-update"}, 403, "read-only"),
        ({"query_string": {"query": "SELECT * { SERVICE <http://a.example/> {} }"}}, 400, "SERVICE is refused"),
        ({"query_string": "query=%FF"}, 400, "not UTF-8"),
        ({"method": "POST", "data": b"ASK {} # \xff", "content_type": DIRECT}, 400, "not UTF-8"),
        ({"query_string": {"query": "ASK {}", "default-graph-uri": "no iri"}}, 400, "absolute IRI"),
        ({"query_string": {"query": "ASK {}", "timeout": "-1"}}, 400, "timeout"),
        ({"query_string": {"query": "ASK {}"}, "headers": {"Accept": "image/png"}}, 406, "come as"),
        ({"query_string": {"query": GRAPH}, "headers": {"Accept": "text/csv"}}, 406, "a graph"),
        ({"query_string": {"query": "ASK {}", "format": "pdf"}}, 406, "come as"),
        ({"method": "PUT"}, 405, "method"),
        ({"method": "POST", "data": "ASK {}", "content_type": "text/plain"}, 415, "posted as"),
        ({"method": "POST", "data": "#" * (2**20 + 1), "content_type": DIRECT}, 413, "larger"),
    ],
)
def test_what_cannot_be_answered_is_one_plain_sentence(client, request_, status, words):
    response = client.open("/sparql", **request_)
    assert response.status_code == status
    assert words in response.text
    assert response.mimetype == "text/plain"
    assert response.text.count("\n") == 1
    assert response.headers["Access-Control-Allow-Origin"] == "*"


def test_rows_beyond_the_limit_are_cut_and_said_to_be(ask):
    response = ask("SELECT * { ?s ?p ?o }")
    assert len(response.json["results"]["bindings"]) == 50
    assert response.headers["X-Habeas-Truncated"] == "rows"
    assert "cut to the first 50" in ask("SELECT * { ?s ?p ?o }", "application/sparql-results+xml").text
    assert "# cut to the first 50" in ask("CONSTRUCT WHERE { ?s ?p ?o }", "text/turtle").text
    assert "X-Habeas-Truncated" not in ask("SELECT * { ?s ?p ?o } LIMIT 50").headers


@pytest.mark.parametrize(("form", "what"), [("csv", "rows"), ("tsv", "rows"), ("jsonld", "triples")])
def test_a_form_that_has_no_room_to_say_that_it_was_cut_is_refused_where_it_would_be(ask, form, what):
    query = "CONSTRUCT WHERE { ?s ?p ?o }" if what == "triples" else "SELECT * { ?s ?p ?o }"
    refused = ask(query, format=form)
    assert (refused.status_code, f"more than the 50 {what}" in refused.text) == (413, True)
    assert ask(f"{query} LIMIT 50", format=form).status_code == 200


def test_an_endless_query_is_stopped_and_others_are_answered_meanwhile(app, ask):
    statuses = []
    endless = threading.Thread(
        target=lambda: statuses.append(app.test_client().get("/sparql", query_string={"query": ENDLESS}))
    )
    began = time.monotonic()
    endless.start()
    assert ask(COUNT).status_code == 200
    assert time.monotonic() - began < 1.5
    endless.join(10)
    assert [(r.status_code, r.text) for r in statuses] == [(504, "The query was stopped: it took longer than 2 s.\n")]
    assert time.monotonic() - began < 5
    assert ask(COUNT).status_code == 200


def test_a_client_may_lower_the_time_limit(ask):
    began = time.monotonic()
    assert ask(ENDLESS, timeout="0.4").status_code == 504
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(("left", "right"), [("{", "}"), ("FILTER(" + "(" * 9, ")" * 9 + ")")])
def test_a_deeply_nested_query_harms_nobody(ask, left, right):
    response = ask(f"SELECT * {{ {left * 3000}{right * 3000} }}")
    assert response.status_code < 505
    assert ask(COUNT).status_code == 200


def test_an_unknown_function_is_an_error_of_its_expression_only(ask):
    response = ask("SELECT (1 AS ?a) (<http://f.example/x>(1) AS ?b) {}")
    assert response.json["results"]["bindings"][0].keys() == {"a"}


def test_control_characters_leave_the_xml_well_formed(ask):
    query = 'SELECT ("a\\u0001b" AS ?x) {}'
    assert "a\ufffdb" in "".join(ET.fromstring(ask(query, "application/sparql-results+xml").data).itertext())
    assert ask(query).json["results"]["bindings"][0]["x"]["value"] == "a\x01b"


def test_a_browser_gets_a_form_with_examples_and_a_table_with_links(client, ask):
    assert "<textarea" in client.get("/sparql", headers={"Accept": BROWSER}).text
    page = ask(ONE, BROWSER)
    assert page.mimetype == "text/html"
    assert 'href="/claim/detention-1"' in page.text


WRONG = 'SELECT ?s {\n ?s ?p "</textarea><script>alert(1)</script>\u202e'


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_query_that_is_wrong_comes_back_in_its_form_below_what_is_wrong_with_it(client, method):
    sent = {"query_string" if method == "GET" else "data": {"query": WRONG, "format": "csv"}}
    page = client.open("/sparql", method=method, headers={"Accept": BROWSER}, **sent)
    said, _, form = page.text.partition("<form")
    assert (page.status_code, page.mimetype) == (400, "text/html")
    assert re.search(r'id="trouble" role="alert"[^>]*>The query cannot be read at line 2', said)
    assert 'aria-invalid="true" aria-describedby="trouble">' in form
    assert f"\n{escape(WRONG)}</textarea>" in form
    assert "<script" not in page.text
    assert '<option value="csv" selected>' in form
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_query_that_took_too_long_comes_back_in_its_form(client):
    page = client.get("/sparql", query_string={"query": ENDLESS, "timeout": "0.2"}, headers={"Accept": BROWSER})
    assert page.status_code == 504
    assert f"\n{escape(ENDLESS)}</textarea>" in page.text


def test_the_form_keeps_a_query_that_begins_with_an_empty_line(ask):
    assert f"\n\n{escape(COUNT)}</textarea>" in ask(f"\n{COUNT}", BROWSER).text


def test_a_machine_without_a_query_gets_the_service_description(client):
    response = client.get("/sparql", headers={"Accept": "text/turtle"})
    described = Graph().parse(data=response.data, format="turtle")
    assert "UnionDefaultGraph" in described.serialize()


def test_head_and_options_are_answered(client):
    head = client.head("/sparql", query_string={"query": COUNT})
    assert (head.status_code, head.data) == (200, b"")
    options = client.options("/sparql")
    assert "POST" in options.headers["Access-Control-Allow-Methods"]


def test_an_answer_that_did_not_change_is_not_sent_again(ask, client):
    tag = ask(COUNT).headers["ETag"]
    again = client.get("/sparql", query_string={"query": COUNT}, headers={"If-None-Match": tag})
    assert again.status_code == 304


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    query=st.text(alphabet="SELECT*ASK{}?sp<>\"'\\#\x00é😀\n;%&+ ", max_size=40),
    accept=st.text(alphabet='abc/*;q=0.1, +-"text/html', max_size=30),
    extra=st.binary(max_size=12),
)
def test_no_request_makes_the_server_fail(client, query, accept, extra):
    asked = client.get("/sparql", query_string={"query": query}, headers={"Accept": accept})
    raw = client.post("/sparql", data=extra, content_type=FORM, headers={"Accept": accept})
    assert asked.status_code in (200, 400, 403, 406)
    assert raw.status_code in (400, 403, 406)
