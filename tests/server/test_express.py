"""In front of the framework, a query is answered as the framework would answer it."""

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from server.endpoint.express import Express
from server.site import STATE

ROWS = "SELECT ?s ?o { ?s a ?o } ORDER BY ?s ?o LIMIT 5"
MANY = "SELECT * { ?s ?p ?o } ORDER BY ?s ?p ?o"
GRAPH = "CONSTRUCT WHERE { ?s a <https://w3id.org/habeas/ns#Detention> }"
ITS_OWN = [
    ({"query": ROWS}, "application/sparql-results+json"),
    ({"query": ROWS}, "*/*"),
    ({"query": ROWS}, "text/csv;q=0.5, application/sparql-results+xml;q=0.4"),
    ({"query": ROWS, "format": "tsv", "timeout": "1.5"}, "text/html"),
    ({"query": "SELECT (NOW() AS ?n) (RAND() AS ?r) { FILTER(false) }"}, "text/csv"),
    ({"query": MANY, "format": "csv"}, ""),
    ({"query": GRAPH}, "text/turtle"),
    ({"query": "ASK { GRAPH ?g { <doc> ?p ?o } }", "named-graph-uri": "http://data.example/kg/graph/entities"}, "*/*"),
    ({"query": "SELECT (<relative> AS ?iri) {}"}, "text/csv"),
]
THE_FRAMEWORK_S = [
    ({}, "text/turtle"),
    ({"query": " "}, "*/*"),
    ({"query": ["ASK {}", "ASK {}"]}, "*/*"),
    ({"query": "ASK {}", "update": "CLEAR ALL"}, "*/*"),
    ({"query": "ASK {}", "timeout": "never"}, "*/*"),
    ({"query": "ASK {}", "default-graph-uri": "no iri"}, "*/*"),
    ({"query": "ASK {}"}, "text/html"),
    ({"query": "ASK {}", "format": "html"}, "*/*"),
    ({"query": "ASK {}"}, "image/png"),
    ({"query": "ASK {}"}, "text/csv," * 100),
    ({"query": "ASK { ?p <https://w3id.org/habeas/function/search> 'police' }"}, "text/csv"),
]


def environ(app, parameters, accept, **more):
    """A request as it comes to the application from what stands before it."""
    headers = {"Accept": accept} if accept else {}
    made = EnvironBuilder("/sparql", query_string=parameters, headers=headers, **more).get_environ()
    return {**made, STATE: app.extensions["habeas"].newest(), "REMOTE_ADDR": "127.0.0.1"}


def sent(application, request):
    """Status, headers in any order, and body."""
    body, status, headers = run_wsgi_app(application, request, buffered=True)
    return status, sorted((name, sorted(value.split(", "))) for name, value in headers), b"".join(body)


def refuse(_environ, _start):
    raise AssertionError("the framework was asked")


@pytest.fixture(scope="module")
def framework(app):
    """The application behind everything that stands before it."""
    return app.wsgi_app._cache._app._app


@pytest.mark.parametrize(("parameters", "accept"), ITS_OWN)
def test_a_whole_answer_has_the_bytes_and_headers_of_the_framework(app, framework, parameters, accept):
    express = Express(refuse, app.extensions["habeas"])
    ours = sent(express, environ(app, parameters, accept))
    assert ours[0] == "200 OK"
    assert ours == sent(framework, environ(app, parameters, accept))


@pytest.mark.parametrize(("parameters", "accept"), THE_FRAMEWORK_S)
def test_all_else_is_the_framework_s_business(app, parameters, accept):
    express = Express(refuse, app.extensions["habeas"])
    with pytest.raises(AssertionError, match="the framework"):
        sent(express, environ(app, parameters, accept))


@pytest.mark.parametrize("more", [{"method": "POST"}, {"method": "HEAD"}, {"headers": {"If-None-Match": '"x"'}}])
def test_other_methods_and_conditions_are_the_framework_s_business(app, more):
    request = environ(app, {"query": "ASK {}"}, "")
    request |= EnvironBuilder(**more).get_environ() | {"PATH_INFO": "/sparql", "QUERY_STRING": "query=ASK%7B%7D"}
    with pytest.raises(AssertionError, match="the framework"):
        sent(Express(refuse, app.extensions["habeas"]), request)


def test_an_error_is_told_by_the_framework_which_does_not_ask_again(app, framework):
    engine = app.extensions["habeas"].engine
    request = environ(app, {"query": "SELECT"}, "text/csv")
    asked = engine.statistics().get("refused", 0)
    assert sent(Express(framework, app.extensions["habeas"]), request)[0].startswith("400")
    assert engine.statistics()["refused"] == asked + 1
