import base64
import gzip
import hashlib
import json

import pyoxigraph as ox
import pytest
import world

from kg.identity.judgements import Opinion, add
from kg.model import Judgement
from kg.stores import open_view
from server import create_app
from server.endpoint.negotiation import GRAPHS
from server.pages.cards import around

MARCH = "/doc/march%20on%20friday.txt"
BASE = "http://data.example/kg"
PATHS = [MARCH, "/doc/hostile.txt", "/claim/detention-1", "/claim/statement-1", "/person/ana-duarte", "/place/lisbon"]


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("form", GRAPHS, ids=lambda form: form.name)
def test_a_resource_speaks_of_itself_in_every_form(client, path, form):
    response = client.get(path, headers={"Accept": form.media_type})
    assert response.mimetype == form.media_type
    if form.name == "rdf" and "hostile" in path:
        assert "\ufffd" in response.text  # what XML cannot hold
    found = ox.parse(response.data, format=ox.RdfFormat.from_media_type(form.media_type))
    assert ox.NamedNode(BASE + path) in {quad.subject for quad in found}


@pytest.mark.parametrize("path", [*PATHS, "/graph/entities", "/organization/harbour-watch"])
def test_a_resource_has_a_page_whatever_address_the_base_names(client, path):
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 200
    assert BASE + path in page.text


@pytest.mark.parametrize(
    ("suffix", "kind"), [(".ttl", "text/turtle"), (".html", "text/html"), ("?format=nt", "application/n-triples")]
)
def test_a_suffix_or_parameter_names_the_form(client, suffix, kind):
    assert client.get(f"/claim/detention-1{suffix}").mimetype == kind


def test_a_claim_shows_words_context_roles_source_factuality_and_origin(client):
    page = client.get("/claim/detention-1").text
    for part in (
        "“Harbour Watch said the police detained more than 40 dockers in Lisbon on Friday.”",
        "Ana Duarte, a lawyer, called it",
        "according to <a",
        "told as</span> actual",
        "characters 0 to 80",
        "SHA-256",
        "test/1",
        "/run/",
        "more than 40",
        '<h3 id="as-1"><a',
    ):
        assert part in page


def test_a_link_to_a_claim_tells_its_kind(client):
    assert "detention, mass arrest: “Harbour Watch said" in client.get("/claim/statement-1").text


def test_an_actor_shows_the_claims_about_it(client):
    page = client.get("/organization/harbour-watch").text
    assert "/claim/statement-1" in page
    assert "/claim/detention-1" in page


def test_a_document_marks_its_evidence_and_numbers_its_claims(client):
    page = client.get(MARCH).text
    assert '<mark class="claim" id="char=0,80">' in page
    assert '<mark class="claim" id="char=70,122">' in page
    assert '<a href="/person/ana-duarte">Ana Duarte</a>' in page
    assert 'id="note-3"' in page
    assert 'id="actor=the-police"' in page


def test_a_hostile_document_is_shown_and_does_nothing(client):
    page = client.get("/doc/hostile.txt").text
    assert "<script" not in page
    assert "&lt;script&gt;alert(&#34;1&#34;)&lt;/script&gt; &amp; ␁ ␦esrever" in page
    assert "שלום 😀 end." in page


def test_a_document_is_also_its_own_text(client):
    text = client.get("/doc/hostile.txt", headers={"Accept": "text/plain"})
    assert text.data.decode().startswith('Ana Duarte wrote <script>alert("1")</script> & \x01 \u202e')
    assert text.mimetype == "text/plain"


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld", "txt"])
def test_a_document_comes_as_a_file_with_a_checksum_and_in_parts(client, suffix):
    address = f"/doc/hostile.txt.{suffix}"
    whole, part = client.get(address), client.get(address, headers={"Range": "bytes=2-9"})
    assert whole.headers["Repr-Digest"] == f"sha-256=:{base64.b64encode(hashlib.sha256(whole.data).digest()).decode()}:"
    assert (part.status_code, part.data, part.headers["ETag"]) == (206, whole.data[2:10], whole.headers["ETag"])
    assert part.headers["Content-Range"] == f"bytes 2-9/{len(whole.data)}"
    assert client.get(address, headers={"Range": "bytes=99999999-"}).status_code == 416
    assert client.get(address, headers={"Range": "bytes=2-9", "If-Range": '"other"'}).data == whole.data
    packed = client.get(address, headers={"Accept-Encoding": "gzip"})
    if "Content-Encoding" in packed.headers:
        assert packed.headers["Repr-Digest"] != whole.headers["Repr-Digest"]
        assert gzip.decompress(packed.data) == whole.data


def test_json_ld_holds_the_selectors_of_the_web_annotation_model(client):
    found = json.loads(client.get("/claim/statement-2.jsonld").data)["@graph"]
    passage = next(node for node in found if "oa:SpecificResource" in node["@type"])
    quote, position = passage["oa:hasSelector"]
    assert quote["oa:exact"] == "on Friday. Ana Duarte, a lawyer, called it unlawful."
    assert quote["oa:prefix"].endswith("dockers in Lisbon ")
    assert quote["oa:suffix"] == "\n\nThe ministry is silent.\n"
    assert (position["oa:start"], position["oa:end"]) == (70, 122)
    assert passage["oa:hasSource"] == {"@id": BASE + MARCH}


@pytest.mark.parametrize(
    "path",
    [
        "/person/nobody",
        "/doc/../etc/passwd",
        "/claim/%00",
        "/claim/%3E%20%7D",
        "/doc/%FF",
        "/x" * 500,
        "/a%0Aforged",
        "/.ttl",
    ],
)
def test_an_unknown_iri_is_one_sentence(client, path):
    response = client.get(path)
    assert response.status_code == 404
    assert response.text.count("\n") == 1
    assert '<h1>Not found <span class="count">404</span></h1>' in client.get(path, headers={"Accept": "text/html"}).text


def test_what_no_form_fits_is_told_which_there_are(client):
    response = client.get("/claim/detention-1", headers={"Accept": "image/png"})
    assert response.status_code == 406
    assert "text/turtle" in response.text


def test_a_part_of_a_long_text_may_be_asked_for(client):
    assert "From the beginning" in client.get(f"{MARCH}?from=81").text
    assert client.get(f"{MARCH}?from=999999").status_code == 200


@pytest.fixture
def moved(tmp_path):
    """A server of a graph in which two names were judged to be one actor's."""
    source = world.write(
        tmp_path / "in", {"a.txt": "Police detained Ann Lee in Velm.\nMia Kimani said that it rains.\n"}
    )
    ends = [f"http://localhost:8000/person/{name}" for name in ("ann-lee", "mia-kimani")]
    add(source, Opinion(*ends, Judgement.SAME, "Ira", "2026-01-02"))
    world.built(source, tmp_path / "g")
    with open_view(tmp_path / "g") as view:
        yield create_app(view).test_client()


@pytest.mark.parametrize("tail", ["", ".ttl", "?format=nt", ".jsonld?content=all"])
def test_an_iri_that_was_given_up_sends_on_to_what_took_its_place(moved, tail):
    answer = moved.get(f"/person/mia-kimani{tail}")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/person/ann-lee{tail}")
    assert moved.get(answer.headers["Location"]).status_code == 200


def test_front_matter_is_no_context_of_what_stands_below_it():
    text = "---\nlanguage: en\n---\nPolice detained Ann."
    assert around(text, 21, 28, 36) == ("Police ", " Ann.")
    assert around(text, 21, 4, 12)[0] == "---\n"
