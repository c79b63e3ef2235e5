import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.stores.syntax import has_dataset
from server.engine.limits import DEPTH, excess, is_update, located
from server.engine.services import NOWHERE, without_service

FETCHES = [
    "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
    "select * { service silent a:b {} }",
    "SELECT * { SERVICE<http://a.example/>{} }",
    "PREFIX : <http://a.example/> SELECT * { SERVICE:x{} }",
    "PREFIX kg: <http://a.example/> SELECT * { SERVICEkg:x{} }",
    "PREFIX : <http://a.example/> SELECT * { :a :b :.SERVICE :x {} }",
    "SELECT * { ?s ?p 1SERVICE<http://a.example/>{} }",
    'SELECT * { ?s ?p "a"@enSERVICE<http://a.example/>{} }',
    "SELECT * { # a comment\nSERVICE ?where {} }",
]
MISTAKEN_FOR_TEXT = [
    "SELECT * { FILTER(?a<1)SERVICE#>\n<http://a.example/>{} }",
    "SELECT * { FILTER(?a<?b&&?c#>'''\n) SERVICE <http://a.example/> {} #'''\n }",
]
HARMLESS = [
    "SELECT ?service { ?service ?p ?o }",
    'SELECT * { ?s ?p "Prison Service" }',
    "SELECT * { ?s <http://a.example/service#Area> ?o } # no SERVICE here",
    "PREFIX kg: <http://a.example/> SELECT * { ?s kg:serviceArea ?o ; kg:in-service 1 }",
    "SELECT * { ?s ?p '''the \"service\"\nof notice''' }",
]


@pytest.mark.parametrize("query", FETCHES)
def test_service_as_a_keyword_is_refused(query):
    with pytest.raises(QueryError, match="SERVICE is refused"):
        without_service(query, {})


def test_a_service_that_may_fail_unseen_is_led_nowhere():
    query = "select * { service silent <http://a.example/> {} }"
    assert without_service(query, {}) == query.replace("http://a.example/", NOWHERE)


@pytest.mark.parametrize("query", MISTAKEN_FOR_TEXT)
def test_where_code_is_taken_for_text_the_keyword_is_made_unreadable(query):
    assert "SERVICE" not in without_service(query, {})


@pytest.mark.parametrize("query", HARMLESS)
def test_the_word_service_as_text_or_name_is_allowed(query):
    assert without_service(query, {}).replace(r"\u0053", "S").replace(r"\u0073", "s") == query


@given(st.text(alphabet="SERVICEservice<>\"'\\#:.?$ \n{}a1", max_size=60))
def test_what_is_let_through_holds_the_word_only_in_names(text):
    try:
        safe = without_service(text, {})
    except QueryError:
        return
    for found in re.finditer("service", safe, re.IGNORECASE):
        assert re.search(r"[?$:][\w:.]*$", safe[: found.start()])


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT * FROM <http://a.example/> {}", True),
        ("select * from named <http://a.example/> {}", True),
        ('SELECT ?from { ?from ?p "FROM" } # FROM', False),
        ("PREFIX from: <http://a.example/FROM> SELECT * { from:x ?p ?o }", False),
    ],
)
def test_a_dataset_of_its_own_is_seen(query, expected):
    assert has_dataset(query) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PREFIX a: <b:> INSERT DATA { a:b a:c a:d }", True),
        ("clear all", True),
        ("SELECT * { ?s ?p ?o }", False),
        ("# DROP\nASK {}", False),
        ("", False),
    ],
)
def test_an_update_is_told_from_a_malformed_query(text, expected):
    assert is_update(text) is expected


def test_a_parser_message_becomes_one_sentence_with_line_and_column():
    told = located('error at 2:4: expected one of "(", [_], GRAPH', "SELECT *\n{ ? }")
    assert told == "The query cannot be read at line 2, column 4, at '}'; expected \"(\", GRAPH."


@pytest.mark.parametrize(
    ("parsed", "written", "place"),
    [
        ("A <1 2 3> B!\nC", "A <1> B!\nC", "at line 1, column 8, at '!'"),
        ("A <1 2 3> B\nC!", "A <1> B\nC!", "at line 2, column 2, at '!'"),
        ("A! <1 2 3>\nC", "A! <1>\nC", "at line 1, column 2, at '! <1>'"),
        ("<1 2> !\n<1 2>", "<1>\n!\n<1>", "at '!'"),
    ],
)
def test_the_place_of_an_error_is_told_in_the_text_as_it_was_written(parsed, written, place):
    before = parsed[: parsed.index("!")]
    at = f"error at {before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}: expected X"
    assert located(at, parsed, written) == f"The query cannot be read {place}; expected X."


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("{" * 50_000 + "}" * 50_000, "nested"),
        ("ASK { FILTER(" + "! " * 5000 + "true) }", "nested"),
        ("(" * 2000 + "?p" + ")*" * 2000, "nested"),
        ("?s a:p" + "/a:p" * 2000 + " ?o", "steps"),
        ("?s ^" + "a:p|^" * 2000 + "a:p ?o", "steps"),
        ("FILTER(1" + "+1" * 30_000 + ")", "operators"),
    ],
)
def test_what_no_query_needs_is_refused_unparsed(query, said):
    assert said in excess(query)


@pytest.mark.parametrize(
    "query",
    [
        "ASK {" + " {}" * 50_000 + "}",
        "ASK { VALUES ?x {" + " -1 -2" * 50_000 + "} }",
        'ASK { ?s ?p """' + "(" * 50_000 + '""" } # ' + "{" * 50_000,
        "ASK {" + " ?s <http://a.example/b/c#d> ?o ." * 5000 + "}",
        "(" * DEPTH + ")" * DEPTH,
    ],
)
def test_long_is_not_deep(query):
    assert excess(query) is None
