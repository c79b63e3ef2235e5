"""The search property in a query's text: put in place where it stands as it should, refused where it does not."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from server.publishing.magic import LONGEST, MOST, PATTERNS, SEARCH, rewritten

P = "PREFIX kgf: <https://w3id.org/habeas/function/> "
FOUND = {"storm": [("http://x/1", 2.5), ("http://x/2", 0.25)], "two words": [("http://x/3", 1.0)], "": []}


def look(words, most):
    return FOUND.get(words, [])[:most]


TWO = "{ SELECT ?p { VALUES ?p { <http://x/1> <http://x/2> } } }"
SHAPES = [
    ('SELECT * { ?p kgf:search "storm" }', f"SELECT * {{ {TWO} }}"),
    ('SELECT * { ?a ?b ?c . ?p kgf:search "storm" . }', f"?c . {TWO} . }}"),
    ("SELECT * { $p kgf:search '''two\nwords''' }", "{ SELECT $p { VALUES $p {  } } }"),
    (r'SELECT * { ?p kgf:search "two\u0020words" }', "VALUES ?p { <http://x/3> } } }"),
    ('SELECT * { ?p kgf:search "storm" ; ?x ?y }', f"{TWO} ?p ?x ?y }}"),
    ('SELECT * { (?p ?s) kgf:search "storm" }', "VALUES (?p ?s) { (<http://x/1> 2.5000) (<http://x/2> 0.2500) } } }"),
    ('SELECT * { GRAPH ?g { ?p kgf:search "nothing" } }', "GRAPH ?g { { SELECT ?p { VALUES ?p {  } } } }"),
    ("SELECT * { FILTER(1 < 2) ?p <" + SEARCH + '> "storm" # why\n }', f"{TWO} # why"),
    ('ASK { ?p kgf:search "storm" . ?q kgf:search "two words" }', "{ SELECT ?q { VALUES ?q { <http://x/3> } } }"),
]


@pytest.mark.parametrize(("query", "part"), SHAPES)
def test_a_pattern_of_its_own_becomes_the_passages(query, part):
    made = rewritten(P + query, look)
    assert part in made
    list(ox.Store().query(made)) if "ASK" not in query else ox.Store().query(made)  # it can be read


def test_the_prefix_may_have_any_name_or_none():
    for prologue, name in (
        ("PREFIX : <https://w3id.org/habeas/function/>", ":search"),
        (f"PREFIX s: <{SEARCH}>", "s:"),
    ):
        assert "<http://x/1>" in rewritten(f'{prologue} SELECT * {{ ?p {name} "storm" }}', look)


REFUSED = [
    'SELECT * { <http://x/1> kgf:search "storm" }',
    "SELECT * { ?p kgf:search ?words }",
    'SELECT * { ?p kgf:search "storm"@en }',
    'SELECT * { ?p kgf:search "storm"^^<http://x/t> }',
    'SELECT * { ?p kgf:search "storm", "rain" }',
    'SELECT * { ?p kgf:search/kgf:search "storm" }',
    'SELECT * { ?p ^kgf:search "storm" }',
    'SELECT * { ?p a ?c ; kgf:search "storm" }',
    'SELECT * { ?a ?b ?p kgf:search "storm" }',
    'SELECT * { (?p ?s ?t) kgf:search "storm" }',
    'SELECT (kgf:search("storm") AS ?x) {}',
    "SELECT * { ?p kgf:search 12 }",
    "SELECT * { VALUES ?x { kgf:search } }",
    "SELECT * { ?p kgf:search",
    'SELECT * { ?p kgf:search "storm }',
    r'SELECT * { ?p kgf:search "\uD800" }',
    r'SELECT * { ?p kgf:search "\UFFFFFFFF" }',
    'kgf:search "storm"',
]


@pytest.mark.parametrize("query", REFUSED)
def test_any_other_shape_is_refused(query):
    with pytest.raises(QueryError):
        rewritten(P + query, look)


UNTOUCHED = [
    "SELECT * { ?p ?search 'kgf:search' } # ?p kgf:search \"storm\"",
    'PREFIX kgf: <http://other.example/> SELECT * { ?p kgf:search "storm" }',
    'SELECT * { ?p undeclared:search "storm" }',
    f"SELECT * {{ ?p ?q '<{SEARCH}>' }}",
]


@pytest.mark.parametrize("query", UNTOUCHED)
def test_what_is_not_the_property_stays(query):
    assert rewritten(query, look) == query


def test_too_many_passages_or_patterns_are_refused():
    with pytest.raises(QueryError, match="50,000"):
        rewritten(P + 'ASK { ?p kgf:search "x" }', lambda _, most: [("http://x/1", 1.0)] * most)
    with pytest.raises(QueryError, match="10 times"):
        rewritten(P + "ASK { " + '?p kgf:search "storm" . ' * (PATTERNS + 1) + "}", look)
    assert MOST == 50_000


def test_a_search_in_an_endless_query_is_refused_and_no_other_is_read():
    endless = "{" * LONGEST
    with pytest.raises(QueryError, match="100,000"):
        rewritten(P + endless, look)
    assert rewritten(endless, look) == endless


SIGNS = "?p { } ( ) . ; , @en # PREFIX kgf: kgf:search a ? < > SELECT storm ^^".split()
SCRAPS = st.sampled_from(
    [*SIGNS, '"storm"', '"', '"""', "'", "\\", "\n", f"<{SEARCH}>", SEARCH[:-6], f"<{SEARCH[:-6]}>"]
)


@given(st.lists(SCRAPS, max_size=30))
def test_whatever_is_asked_the_answer_is_a_text_or_a_refusal(scraps):
    query = P + " ".join(scraps)
    try:
        made = rewritten(query, look)
    except QueryError:
        return
    assert made == query or "VALUES" in made
