"""What the exact writers write is what pyoxigraph writes, and is cut where it should be."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.engine import results, serialising

FORMATS = {
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
    "tsv": ox.QueryResultsFormat.TSV,
}
IRIS = st.sampled_from(["http://a.example/é?x=1&y=2", "urn:a,b", "http://a.example/'"]).map(ox.NamedNode)
XSD = results.XSD
TEXTS = st.text(alphabet="aé😀 \t\n\r,;\"'\\<>&{}[]\x01\x7f\ufffe?_:", max_size=12)
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    TEXTS.map(lambda text: ox.Literal(text, language="de-at")),
    st.sampled_from(["1", "+1", "1.", "01", "x", "-0.5", "true", "1e5"]).flatmap(
        lambda text: st.sampled_from(["integer", "decimal", "double", "boolean", "date"]).map(
            lambda kind: ox.Literal(text, datatype=ox.NamedNode(XSD + kind))
        )
    ),
)
BLANKS = st.sampled_from("abc").map(ox.BlankNode)
SIMPLE = st.one_of(IRIS, LITERALS, BLANKS)
TERMS = st.one_of(SIMPLE, st.builds(ox.Triple, st.one_of(IRIS, BLANKS), IRIS, SIMPLE))


class Sent:
    """A channel that keeps what it is given."""

    def __init__(self):
        self.heads, self.pieces = [], []

    def send(self, head, data=b""):
        if head:
            self.heads.append(head)
        if data:
            self.pieces.append(bytes(data))


def asked(terms):
    """Give a query that finds these terms, one in a row, and what it finds."""
    store = ox.Store()
    for number, term in enumerate(terms):
        store.add(ox.Quad(ox.NamedNode(f"urn:{number}"), ox.NamedNode("urn:p"), term))
    return lambda: store.query("SELECT ?s ?term ?none { ?s <urn:p> ?term } ORDER BY ?s")


def request(form, *, most=100, size=10**6):
    return {"rows": form, "graph": form, "most": most, "size": size}


def exact(found, form):
    outlet = serialising.Whole()
    serialising.rows(found, form, serialising.Bounds(1000, 10**6), outlet)
    return bytes(outlet.data)


def rows_of(data, form):
    return [tuple(row) for row in ox.parse_query_results(data, format=FORMATS[form])]


@given(terms=st.lists(TERMS, max_size=4), form=st.sampled_from(["json", "xml", "tsv"]))
def test_the_exact_writer_means_what_pyoxigraph_means(terms, form):
    evaluate = asked(terms)
    native, about = serialising.native(evaluate(), form)
    assert rows_of(exact(evaluate(), form), form) == rows_of(native, form)
    assert about >= len(terms)


@given(terms=st.lists(TERMS, max_size=4))
def test_json_is_the_same_to_the_byte(terms):
    evaluate = asked(terms)
    assert exact(evaluate(), "json") == serialising.native(evaluate(), "json")[0]


@given(terms=st.lists(st.one_of(IRIS, TEXTS.map(ox.Literal)), max_size=4))
def test_csv_keeps_every_value(terms):
    found = list(csv.reader(io.StringIO(exact(asked(terms)(), "csv").decode(), newline="")))
    assert [row[1] for row in found[1:]] == [term.value for term in terms]


@pytest.mark.parametrize("form", ["json", "xml"])
def test_a_base_direction_is_kept(form):
    found = ox.Store().query('SELECT ("שלום"@he--rtl AS ?x) {}')
    assert b"rtl" in exact(found, form)


def test_blank_nodes_and_triple_terms_are_told_from_texts():
    found = ox.Store().query("SELECT (<<( <a:b> <a:c> 1 )>> AS ?x) (BNODE() AS ?y) {}")
    header, row, end = exact(found, "tsv").decode().split("\n")
    assert (header, end) == ("?x\t?y", "")
    assert row.startswith('<<( <a:b> <a:c> "1"^^<http://www.w3.org/2001/XMLSchema#integer> )>>\t_:')


NUMBERS = "SELECT ?n { VALUES ?n { " + " ".join(map(str, range(1000, 1100))) + " } }"
SAY = {"json": '"truncated"', "xml": "<!-- cut to the first 7", "csv": "", "tsv": ""}


@pytest.mark.parametrize("form", SAY)
@pytest.mark.parametrize("lane", ["quick", "slow"])
def test_rows_are_cut_at_the_limit_and_said_to_be(form, lane):
    body, head = sent(NUMBERS, request(form, most=7), lane)
    assert (head["count"], head["truncated"]) == (7, True)
    assert "1006" in body
    assert "1007" not in body
    assert SAY[form] in body


@pytest.mark.parametrize("form", SAY)
def test_as_many_rows_as_the_limit_are_not_cut(form):
    body, head = sent(NUMBERS, request(form, most=100), "quick")
    assert head["truncated"] is False
    assert "1099" in body
    assert "cut" not in body


def sent(query, wanted, lane):
    def evaluate():
        return ox.Store().query(query)

    channel = Sent()
    if lane == "quick":
        head, body = serialising.quick(evaluate, wanted)
        return bytes(body).decode(), head
    serialising.slow(evaluate, wanted, channel)
    return b"".join(channel.pieces).decode(), channel.heads[-1]


def test_bytes_are_cut_at_the_limit_between_rows():
    body, head = sent(NUMBERS, request("json", size=2000), "slow")
    assert len(body) < 2100
    assert len(json.loads(body)["results"]["bindings"]) == head["count"] < 100
    assert head["truncated"]


def test_a_row_larger_than_an_answer_is_refused():
    with pytest.raises(serialising.LargerError, match="The answer is larger"):
        sent("SELECT * { BIND('more than nothing' AS ?x) }", request("csv", size=3), "slow")


MANY = "{ VALUES ?a { %s } VALUES ?b { %s } }" % ((" ".join(map(str, range(300))),) * 2)


@pytest.mark.parametrize("form", [*SAY, "ttl", "nt", "rdf", "jsonld"])
def test_a_large_answer_leaves_in_pieces_and_is_whole_when_put_together(form):
    graph = form in results.GRAPHS
    channel = Sent()
    text = f"CONSTRUCT {{ ?s <urn:b> ?b }} {MANY[:-1]} BIND(IRI(CONCAT('urn:', STR(?a), '-', STR(?b))) AS ?s) }}"
    serialising.slow(
        lambda: ox.Store().query(text if graph else f"SELECT * {MANY}"), request(form, most=10**6, size=10**9), channel
    )
    assert channel.heads[0]["whole"] is False
    assert channel.heads[-1]["count"] == 90_000
    assert all(len(piece) <= serialising.PIECE for piece in channel.pieces)
    assert len(readable(b"".join(channel.pieces), form)) == 90_000


def readable(data, form):
    if form in results.GRAPHS:
        return list(ox.parse(data, format=results.GRAPHS[form]))
    if form == "csv":
        return list(csv.reader(io.StringIO(data.decode(), newline="")))[1:]
    return rows_of(data, form)


@given(
    parts=st.lists(st.sampled_from([b"a", b"\xef\xbf\xbe", b"\x01", b"\xef\xbf\xbd", "é".encode(), b"\r"]), max_size=9),
    at=st.integers(1, 4),
)
def test_xml_is_well_formed_wherever_its_pieces_end(parts, at):
    data, outlet = b"".join(parts), serialising.Whole()
    safe = serialising.XmlSafe(outlet)
    for start in range(0, len(data), at):
        safe.write(data[start : start + at])
    safe.write(b".")
    assert ET.fromstring(b"<a>" + bytes(outlet.data) + b"</a>").text.startswith(
        data.decode().replace("\ufffe", "\ufffd").replace("\x01", "\ufffd")
    )
