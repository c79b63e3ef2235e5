"""A query is answered in front of the framework, which shows pages and tells errors, and never asks a second time."""

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from server.endpoint.answering import FOUND, Answering

ROWS = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o LIMIT 5"
GRAPH = "CONSTRUCT WHERE { ?s a <https://w3id.org/habeas/ns#Detention> }"
DIRECT = "application/sparql-query"
WHOLE = [
    ({"query": ROWS}, "application/sparql-results+json"),
    ({"query": ROWS}, ""),
    ({"query": ROWS, "format": "tsv", "timeout": "1.5"}, "text/html"),
    ({"query": GRAPH}, "text/turtle, text/html;q=0.5"),
    ({"query": ROWS}, "text/html;q=0.1, text/csv"),
]
HANDED_ON = [
    ({}, "text/turtle", "NoneType"),
    ({"query": " "}, "text/html", "NoneType"),
    ({"query": " "}, "*/*", "QueryError"),
    ({"query": "SELECT"}, "text/csv", "RefusedError"),
    ({"query": ["ASK {}", "ASK {}"]}, "*/*", "QueryError"),
    ({"query": "ASK {}", "update": "CLEAR ALL"}, "*/*", "ForbiddenError"),
    ({"query": "ASK {}"}, "image/png", "NotAcceptableError"),
    ({"query": "ASK {}"}, "text/csv;q=0.5, text/html", "Found"),
    ({"query": "ASK {}"}, "image/png, " * 100 + "text/html", "Found"),
]


def refuse(_environ, _start):
    raise AssertionError("the framework was asked")


@pytest.fixture
def answering(app):
    """What answers, and what it handed on."""
    handed = []

    def framework(environ, start):
        handed.append(environ.get(FOUND))
        start("500", [])
        return []

    return Answering(framework, app.extensions["habeas"]), handed


def asked(parameters, accept, method="GET", **more):
    headers = {"Accept": accept} if accept else {}
    return EnvironBuilder("/sparql", query_string=parameters, method=method, headers=headers, **more).get_environ()


@pytest.mark.parametrize(("parameters", "accept"), WHOLE)
def test_an_answer_that_is_no_page_never_reaches_the_framework(app, parameters, accept):
    body, status, headers = run_wsgi_app(Answering(refuse, app.extensions["habeas"]), asked(parameters, accept))
    text = b"".join(body)
    assert status == "200 OK"
    assert headers["Content-Length"] == str(len(text)) != "0"


@pytest.mark.parametrize(
    "body", [{"data": {"query": ROWS}}, {"data": ROWS, "content_type": "application/sparql-query"}]
)
def test_a_posted_query_is_answered_alike_but_not_marked_as_one_to_keep(app, body):
    posted = run_wsgi_app(Answering(refuse, app.extensions["habeas"]), asked({}, "text/csv", "POST", **body))
    got = run_wsgi_app(Answering(refuse, app.extensions["habeas"]), asked({"query": ROWS}, "text/csv"))
    assert list(posted[0]) == list(got[0])
    assert ("ETag" in got[2], "ETag" in posted[2]) == (True, False)


def test_head_tells_the_length_and_sends_nothing(app):
    answering = Answering(refuse, app.extensions["habeas"])
    got, head = (run_wsgi_app(answering, asked({"query": ROWS}, "text/csv", method)) for method in ("GET", "HEAD"))
    assert (list(head[0]), head[2]["Content-Length"]) == ([], got[2]["Content-Length"])


@pytest.mark.parametrize(("parameters", "accept", "kind"), HANDED_ON)
def test_pages_and_errors_are_handed_on(answering, parameters, accept, kind):
    front, handed = answering
    run_wsgi_app(front, asked(parameters, accept))
    assert [type(each).__name__ for each in handed] == [kind]


def test_an_error_is_told_without_asking_again(app, client):
    engine = app.extensions["habeas"].engine
    before = engine.statistics().get("refused", 0)
    assert client.get("/sparql", query_string={"query": "SELECT"}).status_code == 400
    assert engine.statistics()["refused"] == before + 1


def test_what_nobody_foresaw_is_told_as_a_fault_of_ours(answering):
    front, handed = answering
    run_wsgi_app(front, asked({"query": "ASK {}"}, "text/csv") | {"SERVER_PORT": "no number"})
    assert isinstance(handed[0], ValueError)
