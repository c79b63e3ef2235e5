import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, parse
from rdflib import Graph
from rdflib.compare import isomorphic
from world import dumped

from server.endpoint.negotiation import GRAPHS

TURTLE = "text/turtle; charset=utf-8"
TEXT = {
    "ttl": '<urn:s> <urn:p> "é" .',
    "nt": '<urn:s> <urn:p> "\\u00E9" .\n',
    "rdf": '<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="urn:">'
    '<r:Description r:about="urn:s"><p>é</p></r:Description></r:RDF>',
    "jsonld": '{"@id": "urn:s", "urn:p": "é"}',
}
ENTITIES = "?graph=http://data.example/kg/graph/entities"


@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
def test_a_graph_goes_in_and_comes_out_in_every_form(write, lines, form):
    address = f"/store?graph=urn:{form.name}"
    assert write("PUT", address, data=TEXT[form.name], content_type=form.media_type).status_code == 201
    assert lines(f"?graph=urn:{form.name}") == ['<urn:s> <urn:p> "é" .']
    response = write("GET", address, headers={"Accept": form.media_type})
    assert response.mimetype == form.media_type
    assert len(list(parse(response.data, format=RdfFormat.from_media_type(form.media_type)))) == 1


def test_put_replaces_post_adds_and_delete_removes(write, lines):
    def change(method, triple):
        return write(method, "/store?graph=urn:cycle", data=triple, content_type=TURTLE).status_code

    assert [change("POST", "<a:a> <a:a> 1 ."), change("POST", "<a:a> <a:a> 2 .")] == [201, 204]
    assert len(lines("?graph=urn:cycle")) == 2
    assert change("PUT", "<a:a> <a:a> 3 .") == 204
    assert len(lines("?graph=urn:cycle")) == 1
    assert [write(m, "/store?graph=urn:cycle").status_code for m in ("DELETE", "DELETE", "GET", "HEAD")] == [
        204,
        404,
        404,
        404,
    ]


def test_a_graph_may_be_named_by_its_own_address(write, lines):
    assert write("PUT", "/store/notes/one%20é.ttl", data="<> <#p> <x> .", content_type=TURTLE).status_code == 201
    iri = "http://data.example/kg/store/notes/one%20%C3%A9.ttl"
    assert lines("/notes/one%20é.ttl") == [f"<{iri}> <{iri}#p> <{iri.rpartition('/')[0]}/x> ."]
    assert len(lines(f"?graph={iri.replace('%', '%25')}")) == 1


def test_an_iri_is_decoded_once(write):
    for written in ("urn:%2531", "urn:%31"):
        assert write("PUT", f"/store?graph={written}", data="", content_type=TURTLE).status_code == 201
    assert write("GET", "/store?graph=urn:1").status_code == 200


def test_a_graph_posted_to_the_store_gets_an_iri_of_its_own(write, lines):
    made = [write("POST", "/store", data="<> <urn:p> 1 .", content_type=TURTLE) for _ in range(2)]
    places = [response.headers["Location"] for response in made]
    assert [response.status_code for response in made] == [201, 201]
    assert len(set(places)) == 2
    assert lines(f"?graph={places[0]}")[0].startswith(f"<{places[0]}>")


def test_the_default_graph_is_always_there(write, lines, path):
    assert write("PUT", "/store?default", data="<urn:s> <urn:p> [] .", content_type=TURTLE).status_code == 204
    assert len(lines("?default")) == 1
    assert dumped(path).splitlines()[0].startswith("<urn:s> <urn:p> _:")
    assert (write("DELETE", "/store?default").status_code, lines("?default")) == (204, [])


def test_blank_nodes_of_two_bodies_are_two_nodes(write, lines):
    for _ in range(2):
        write("POST", "/store?graph=urn:blank", data="_:a <urn:p> 1 .", content_type=TURTLE)
    assert len(lines("?graph=urn:blank")) == 2


def test_the_files_of_a_form_are_added_together(write, lines):
    files = {name: (io.BytesIO(f"<urn:{name}> <urn:p> 1 .".encode()), f"{name}.ttl", "text/turtle") for name in "ab"}
    assert write("POST", "/store?graph=urn:files", data=files, content_type="multipart/form-data").status_code == 201
    assert len(lines("?graph=urn:files")) == 2


TWO = '<urn:s> <urn:p> "1" .\n<urn:s> <urn:p> "2" <urn:one> .\n<urn:s> <urn:p> _:b <urn:two> .\n'
N_QUADS = "application/n-quads"


@pytest.fixture
def whole(write, path):
    """Send quads to the whole store, and give the status; what others wrote is put back afterwards."""
    before = dumped(path)
    yield lambda method, data, kind=N_QUADS: write(method, "/store", data=data, content_type=kind).status_code
    assert write("PUT", "/store", data=before, content_type=N_QUADS).status_code == 204


def test_quads_go_to_the_graphs_that_they_name(whole, lines):
    assert whole("POST", TWO) == 204
    assert whole("POST", "<urn:one> { <urn:t> <urn:p> 'é' }", "application/trig") == 204
    assert (len(lines("?graph=urn:one")), len(lines("?graph=urn:two"))) == (2, 1)
    assert any("<urn:s>" in line for line in lines("?default"))


def test_quads_put_in_place_of_all_leave_what_the_build_owns(whole, write, lines):
    built = lines(ENTITIES)
    write("PUT", "/store?graph=urn:before", data="<urn:s> <urn:p> 1 .", content_type=TURTLE)
    assert whole("PUT", "<urn:s> <urn:p> <urn:o> <urn:after> .\n") == 204
    assert (write("GET", "/store?graph=urn:before").status_code, lines(ENTITIES)) == (404, built)
    assert (len(lines("?graph=urn:after")), lines("?default")) == (1, [])


def test_a_dump_goes_back_in_as_it_came_out(whole, path):
    whole("PUT", TWO)
    before = dumped(path)
    assert "urn:one" in before
    assert whole("PUT", before.replace("_:", "_:x")) == 204
    assert len(dumped(path).splitlines()) == len(before.splitlines())


def test_whoever_asks_may_read_what_a_build_wrote(client, writable):
    for each in (client, writable.test_client()):
        response = each.get(f"/store{ENTITIES}", headers={"Accept": "text/turtle"})
        assert isomorphic(Graph().parse(data=response.data), Graph().parse(data=client.get(f"/store{ENTITIES}").data))
        assert response.headers["Access-Control-Allow-Origin"] == "*"
        head = each.head(f"/store{ENTITIES}")
        assert (head.status_code, head.data) == (200, b"")


@pytest.mark.parametrize(
    ("method", "address", "request_", "told"),
    [
        ("PUT", "/store?graph=urn:x", {"data": "", "content_type": "text/csv"}, (415, "text/turtle")),
        ("PUT", "/store?graph=urn:x", {"data": ""}, (415, "text/turtle")),
        ("PUT", "/store?graph=urn:x", {"data": TWO, "content_type": N_QUADS}, (415, "go to /store alone")),
        ("PUT", "/store", {"data": "<urn:s>", "content_type": N_QUADS}, (400, "cannot be read")),
        ("POST", "/store", {"data": TWO.replace("one", "x y"), "content_type": N_QUADS}, (400, "cannot be read")),
        (
            "POST",
            "/store",
            {"data": "<urn:s> <urn:p> <urn:o> <http://data.example/kg/graph/entities> .", "content_type": N_QUADS},
            (409, "habeas build"),
        ),
        (
            "POST",
            "/store",
            {"data": f"{TWO}<urn:e> a <https://w3id.org/habeas/ns#Detention> .", "content_type": "application/trig"},
            (400, "cannot be read"),
        ),
        (
            "POST",
            "/store",
            {
                "data": "<urn:g> { <urn:e> a <https://w3id.org/habeas/ns#Detention> }",
                "content_type": "application/trig",
            },
            (422, "violations"),
        ),
        ("PUT", "/store?graph=urn:x", {"data": "", "content_type": "text/turtle; charset=latin-1"}, (415, "UTF-8")),
        ("PUT", "/store?graph=urn:x", {"data": "<urn:s> <urn:p>", "content_type": TURTLE}, (400, "cannot be read")),
        ("PUT", "/store?graph=urn:x", {"data": b"<urn:s> <urn:p> '\xff' .", "content_type": TURTLE}, (400, "read")),
        ("PUT", "/store?graph=no+iri", {"data": "", "content_type": TURTLE}, (400, "absolute IRI")),
        (
            "POST",
            "/store?graph=urn:x",
            {"data": b"--a\r\n", "content_type": "multipart/form-data; boundary=a"},
            (400, "no file"),
        ),
        ("GET", "/store?graph=http://[x", {}, (400, "absolute IRI")),
        ("PUT", "/store", {"data": "", "content_type": TURTLE}, (400, "one graph")),
        ("PUT", "/store?default&graph=urn:x", {"data": "", "content_type": TURTLE}, (400, "one graph")),
        ("PUT", f"/store{ENTITIES}", {"data": "", "content_type": TURTLE}, (409, "habeas build")),
        ("DELETE", f"/store{ENTITIES}", {}, (409, "habeas build")),
        ("PATCH", "/store?default", {}, (405, "method")),
        ("GET", "/store?graph=urn:absent", {}, (404, "no graph")),
        ("GET", f"/store{ENTITIES}", {"headers": {"Accept": "text/csv"}}, (406, "text/turtle")),
        (
            "PUT",
            "/store?graph=urn:x",
            {"data": "<urn:e> a <https://w3id.org/habeas/ns#Detention> .", "content_type": TURTLE},
            (422, "violations"),
        ),
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_changes_nothing(write, path, method, address, request_, told):  # noqa: PLR0913, PLR0917 - a table
    before = dumped(path)
    response, (status, words) = write(method, address, **request_), told
    assert (response.status_code, response.text.count("\n")) == (status, 1)
    assert words in response.text
    assert dumped(path) == before


KINDS = [
    "text/turtle",
    "application/n-triples",
    "application/rdf+xml",
    "application/ld+json",
    "multipart/form-data",
    N_QUADS,
    "application/trig",
    "x",
]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    method=st.sampled_from(["GET", "HEAD", "PUT", "POST", "DELETE", "PATCH"]),
    query=st.text(alphabet="graphdefault=&?:/#%<>[]{} \x00é😀+", max_size=25),
    kind=st.sampled_from(KINDS),
    body=st.binary(max_size=20) | st.text(alphabet="<>{}[]\"'\\@:._^ab \n😀", max_size=30).map(str.encode),
)
def test_no_request_makes_the_graph_store_fail(write, method, query, kind, body):
    for address in ("/store", f"/store?{query}", f"/store?graph=urn:fuzz&{query}", f"/store/{query.replace('?', '')}"):
        assert write(method, address, data=body, content_type=kind).status_code < 500
