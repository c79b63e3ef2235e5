"""Entity tags, 304, the cache before the application, and what a new generation does to them."""

import gzip

import pytest

import server
from kg.stores import open_store, open_view
from server.assembly import close
from server.operations.configuration import settled
from server.operations.edition import Edition
from server.operations.freshness import repeatable

ROWS = "SELECT ?s ?p ?o WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o LIMIT 40"
GRAPH = "http://localhost:8000/graph/g"


def results(client, text):
    """How often the cache did what."""
    lines = client.get("/metrics").text.splitlines()
    return sum(float(line.split()[1]) for line in lines if line.startswith(f'habeas_cache_total{{result="{text}"'))


@pytest.mark.parametrize("address", ["/", "/claims", "/ns?format=ttl", "/robots.txt", "/sparql?query=ASK+{}"])
def test_what_the_graph_alone_determines_is_marked_and_answered_304(client, address):
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first.headers["ETag"]})
    assert first.headers["Cache-Control"] == "public, no-cache"
    assert first.headers["ETag"].startswith("W/") is address.startswith("/sparql?")
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["/health", "/metrics", "/ready", "/sparql?query=SELECT+(NOW()+AS+?n){}", "/no"])
def test_what_holds_only_now_is_not_marked(client, address):
    first = client.get(address)
    assert "ETag" not in first.headers
    assert "public" not in first.headers.get("Cache-Control", "")


def test_a_tag_is_of_one_form_at_one_address(client):
    tags = {
        client.get(path, headers={"Accept": accept}).headers["ETag"]
        for path in ("/ns", "/ns?x=1")
        for accept in ("text/html", "text/turtle")
    }
    assert len(tags) == 4


def test_a_kept_answer_is_the_same_and_asks_no_engine(client, ask):
    first = ask(ROWS, "text/csv")
    before = results(client, "hit")
    again, head = (
        ask(ROWS, "text/csv"),
        client.head("/sparql", query_string={"query": ROWS}, headers={"Accept": "text/csv"}),
    )
    assert again.data == first.data
    assert results(client, "hit") == before + 2
    assert (head.data, head.headers["Content-Length"]) == (b"", str(len(first.data)))
    assert {k: v for k, v in again.headers if k != "X-Request-Id"} == {
        k: v for k, v in first.headers if k != "X-Request-Id"
    }


def test_a_kept_answer_is_packed_for_those_who_take_it(client):
    asked = {"query_string": {"query": ROWS, "format": "json"}}
    plain = client.get("/sparql", **asked, headers={"Accept-Encoding": "gzip;q=0"})
    for _ in range(2):
        packed = client.get("/sparql", **asked, headers={"Accept-Encoding": "br, gzip"})
        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert "Accept-Encoding" in plain.headers["Vary"]
    held = {"If-None-Match": packed.headers["ETag"]}
    assert client.get("/sparql", **asked, headers=held).status_code == 304


def test_the_weak_tag_of_rows_that_may_come_in_another_order_holds_however_it_is_sent_back(client):
    tag = client.get("/sparql", query_string={"query": ROWS}).headers["ETag"]
    for held in (tag, tag.removeprefix("W/"), f'"other", {tag}'):
        again = client.get("/sparql", query_string={"query": ROWS}, headers={"If-None-Match": held})
        assert (again.status_code, again.data) == (304, b"")


def test_a_post_is_asked_anew(client):
    answers = [client.post("/sparql", data={"query": ROWS}) for _ in range(2)]
    assert all("ETag" not in answer.headers and answer.status_code == 200 for answer in answers)


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * { ?s ?p ?o }", True),
        ("SELECT (rand() AS ?r) {}", False),
        ("SELECT * { FILTER(?a<NOW()&&?c>1) }", False),
        ("SELECT (StrUuid() AS ?known) {}", False),
        ("SELECT ?known { ?known ?p ?o }", True),
    ],
)
def test_a_query_that_gives_another_answer_each_time_is_told_apart(query, expected):
    assert repeatable(query) is expected


def published(store, words):
    store.rebuild([{GRAPH: frozenset([("<a:s>", "<a:p>", f'"{words}"')])}])
    store.publish({"code": words})


def test_a_new_generation_ends_what_was_kept(tmp_path):
    with open_store(tmp_path / "store") as opened:
        published(opened, "old")
        with open_view(tmp_path / "store") as view:
            app = server.create_app(view)
            client, query = app.test_client(), {"query": "SELECT * { ?s ?p ?o }"}
            first = client.get("/sparql", query_string=query)
            published(opened, "new")
            app.extensions["habeas"]._asked = 0.0
            again = client.get("/sparql", query_string=query, headers={"If-None-Match": first.headers["ETag"]})
            close(app)
    assert b"old" in first.data
    assert again.status_code == 200
    assert b"new" in again.data


@pytest.mark.parametrize(
    ("changed", "same"),
    [({"port": 9000, "rate": 1}, True), ({"rows": 7}, False), ({"default_graph": "unnamed"}, False)],
)
def test_a_setting_that_changes_answers_changes_their_tags(store, changed, same):
    with open_view(store) as view:
        plain, other = (Edition.of(view, settled(store, values)) for values in ({}, changed))
    assert (plain.tag(("/",)) == other.tag(("/",))) is same


def test_a_token_is_no_part_of_a_tag(store):
    with open_view(store) as view:
        tags = {Edition.of(view, settled(store, {"token": word * 20})).digest for word in "ab"}
    assert len(tags) == 1


def test_a_change_of_the_same_second_is_not_hidden_by_a_date(tmp_path):
    with open_store(tmp_path / "store") as opened:
        published(opened, "new")
        with open_view(tmp_path / "store") as view:
            app = server.create_app(view)
            assert "Last-Modified" not in app.test_client().get("/").headers
            close(app)


def test_a_date_after_the_last_change_gives_304(client, app):
    edition = app.extensions["habeas"].newest().edition
    told = edition.modified(edition.built.replace(year=edition.built.year + 1))
    assert told.endswith(" GMT")
    later = {"If-Modified-Since": "Fri, 31 Dec 9999 23:59:59 GMT"}
    first = client.get("/claims")
    expected = 304 if "Last-Modified" in first.headers else 200
    assert client.get("/claims", headers=later).status_code == expected


def test_what_is_asked_for_once_drives_nothing_out_of_a_full_cache(store):
    with open_view(store) as view:
        app = server.create_app(view, cache=60_000)
        client = app.test_client()

        def told(query):
            client.get("/sparql", query_string={"query": query}).close()
            return results(client, "hit")

        told("ASK { <a:wanted> ?p ?o }")
        for number in range(40):
            told(f"ASK {{ <a:{number}> ?p ?o }}")
        before = results(client, "hit")
        assert told("ASK { <a:wanted> ?p ?o }") == before + 1
        assert [told("ASK { <a:39> ?p ?o }") - before for _ in range(3)] == [1, 2, 3]
        close(app)


def test_the_cache_holds_no_more_than_it_may(store):
    with open_view(store) as view:
        app = server.create_app(view, cache=60_000)
        client = app.test_client()
        for page in range(100):
            client.get(f"/claims?page={page}")
        kept = app.extensions["habeas.front"]._cache
        assert 0 < kept.size <= 60_000
        assert kept.size == sum(entry.size for entry in kept._entries.values())
        close(app)
