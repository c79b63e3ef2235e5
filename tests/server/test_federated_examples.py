"""The queries of examples/federated: asked of this graph and of a small one in the shape of Wikidata, both on loopback.

What that small graph says is made up. Items are real only where ontology and examples name them; the others are not
Wikidata's (Q9000000001 and up).
"""

import json
import re
import shutil
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs

import pyoxigraph as ox
import pytest
from rdflib.plugins.sparql import prepareQuery
from test_serving import started
from world import built, write

import server
from kg import __version__
from kg.stores import open_view
from server.assembly import close

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "examples" / "federated").glob("*.rq"))
WIKIDATA, OURS = "https://query.wikidata.org/sparql", "http://localhost:8000/sparql"
EXTENSIONS = re.compile(r"\b(wikibase|bd|hint|gas|mwapi):")
TEXTS = {
    "a.txt": "Police detained Ann Lee in Moscow.\nGuards detained Ann Lee in Velm.\n",
    "b.txt": "Ann Lee said that all is well.\nBo Nilsen said that it is not.\nPolice detained Bo Nilsen in Moscow.\n",
}
TOLD = {"title": "Two speak", "published": "2021-03-15"}
LINKS = """PREFIX wd: <http://www.wikidata.org/entity/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
<http://localhost:8000/person/ann-lee> skos:exactMatch wd:Q9000000001 .
<http://localhost:8000/person/bo-nilsen> skos:exactMatch wd:Q9000000002 .
<http://localhost:8000/place/moscow> skos:exactMatch wd:Q649 ."""
ITEMS = """
PREFIX wd: <http://www.wikidata.org/entity/> PREFIX wdt: <http://www.wikidata.org/prop/direct/>
PREFIX p: <http://www.wikidata.org/prop/> PREFIX ps: <http://www.wikidata.org/prop/statement/>
PREFIX pq: <http://www.wikidata.org/prop/qualifier/> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX s: <http://www.wikidata.org/entity/statement/>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
wd:Q9000000001 wdt:P31 wd:Q5 ; wdt:P39 wd:Q218295 ; wdt:P106 wd:Q9000000010 ; rdfs:label "Ann Lee"@mul , "Анна Ли"@ru ;
  skos:altLabel "А. Ли"@ru ; p:P39 s:a , s:b .
s:a ps:P39 wd:Q9000000011 ; pq:P580 "2015-01-01T00:00:00Z"^^xsd:dateTime ;
  pq:P582 "2020-01-01T00:00:00Z"^^xsd:dateTime .
s:b ps:P39 wd:Q218295 ; pq:P580 "2020-01-01T00:00:00Z"^^xsd:dateTime .
wd:Q9000000002 wdt:P31 wd:Q9000000012 ; wdt:P106 wd:Q9000000010 ; rdfs:label "Bo Nilsen"@en .
wd:Q9000000010 rdfs:label "baker"@en , "пекарь"@ru .
wd:Q9000000011 rdfs:label "mayor"@en .
wd:Q218295 rdfs:label "President of Russia"@en .
wd:Q649 wdt:P17 wd:Q159 .
wd:Q159 rdfs:label "Russia"@en , "Россия"@ru .
"""
STAND_INS = {"wd:Q7747": "wd:Q9000000001", "wd:Q23530": "wd:Q9000000002"}
"""Made-up items in place of the persons that an example names."""


class Sparql(BaseHTTPRequestHandler):
    """As much of the SPARQL Protocol as a SERVICE needs, over a store in memory."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = self.headers["Content-Type"].startswith("application/x-www-form-urlencoded")
        query = parse_qs(body)["query"][0] if form else body
        self.server.asked.append(query)
        self.server.agents.add(self.headers["User-Agent"])
        told = self.server.store.query(query).serialize(format=ox.QueryResultsFormat.JSON)
        self.send_response(200)
        self.send_header("Content-Type", "application/sparql-results+json")
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_):
        """Say nothing."""


@pytest.fixture(scope="module")
def wikidata():
    """A server in Wikidata's place."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Sparql) as listening:
        listening.store, listening.asked, listening.agents = ox.Store(), [], set()
        listening.store.load(ITEMS.encode(), format=ox.RdfFormat.TURTLE)
        listening.address = f"http://127.0.0.1:{listening.server_port}/sparql"
        threading.Thread(target=listening.serve_forever, args=(0.01,), daemon=True).start()
        yield listening
        listening.shutdown()


@pytest.fixture(scope="module")
def linked(tmp_path_factory):
    """A graph with confirmed links, as a folder."""
    folder = tmp_path_factory.mktemp("linked")
    source = write(folder / "source", TEXTS)
    (source / "b.meta.json").write_text(json.dumps(TOLD), encoding="utf-8")
    built(source, folder / "built", publish_invalid=True)
    shutil.copytree(folder / "built", folder / "store")
    with open_view(folder / "store") as view:
        app = server.create_app(view, writable=True, token="a token of these tests")
        headers = {"Authorization": "Bearer a token of these tests"}
        put = {"data": LINKS.encode(), "content_type": "text/turtle", "headers": headers}
        assert app.test_client().put("/store?graph=http://links.example/", **put).status_code == 201
        close(app)
    return folder / "store"


@pytest.fixture(scope="module")
def here(linked, wikidata):
    """Ask this graph, which may ask Wikidata."""
    with open_view(linked) as view:
        app = server.create_app(view, allow_service=[wikidata.address], seconds=20, contact="desk@example.org\r\nX: é")
        client = app.test_client()

        def asked(query):
            answer = client.post("/sparql", data={"query": query.replace(WIKIDATA, wikidata.address), "format": "json"})
            assert answer.status_code == 200, answer.text
            return [{k: v["value"] for k, v in row.items()} for row in answer.json["results"]["bindings"]]

        yield asked
        close(app)


@pytest.fixture(scope="module")
def there(linked, wikidata):
    """Ask Wikidata, which may ask this graph."""
    with started(linked, seconds=20) as (_, address, _):

        def asked(query):
            found = wikidata.store.query(query.replace(OURS, f"{address}/sparql"))
            return [{v.value: row[v].value for v in found.variables if row[v] is not None} for row in found]

        yield asked


def text(name):
    (path,) = [path for path in FILES if path.stem.startswith(name)]
    query = path.read_text(encoding="utf-8")
    for real, ours in STAND_INS.items():
        query = query.replace(real, ours)
    return query


def test_statements_of_those_who_held_an_office(here):
    (found,) = here(text("01"))
    assert (found["name"], found["words"]) == ("Ann Lee", "Ann Lee said that all is well.")


def test_the_office_is_that_of_the_day_the_document_came_out(here):
    (found,) = here(text("02"))
    assert (found["office"], found["title"], found["issued"]) == ("President of Russia", "Two speak", "2021-03-15")


def test_detentions_are_counted_by_the_state_of_their_place(here):
    assert here(text("03")) == [{"state": "Russia", "detentions": "2"}]


def test_names_come_in_other_languages(there):
    assert [row["written"] for row in there(text("04"))] == ["А. Ли", "Анна Ли"]


def test_detentions_are_counted_by_occupation(there):
    assert there(text("05")) == [{"occupation": "baker", "persons": "2", "detentions": "3"}]


def test_links_of_persons_to_what_is_no_human_being_are_found(there):
    assert [row["item"] for row in there(text("06"))] == ["http://www.wikidata.org/entity/Q9000000002"]


def test_a_confirmed_item_is_what_search_engines_call_the_same(linked):
    with open_view(linked) as view:
        app = server.create_app(view)
        told = {name: app.test_client().get(f"/{name}.jsonld").json for name in ("person/ann-lee", "place/velm")}
        close(app)
    (ann,) = [each for each in told["person/ann-lee"]["@graph"] if each["@id"].endswith("/ann-lee")]
    item = {"@id": "http://www.wikidata.org/entity/Q9000000001"}
    assert ann["skos:exactMatch"] == ann["schema:sameAs"] == [item]
    assert not any("schema:sameAs" in each for each in told["place/velm"]["@graph"])


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_an_example_is_standard_sparql_that_asks_one_other_server(path):
    query = path.read_text(encoding="utf-8")
    prepareQuery(query)
    assert re.findall(r"SERVICE\s*<([^>]*)>", query) in ([WIKIDATA], [OURS])
    assert not EXTENSIONS.search(query)
    assert query.startswith("# Ask here. " if WIKIDATA in query else "# Ask Wikidata's side. ")


def test_what_is_asked_of_wikidata_names_an_item_or_a_value(here, wikidata):
    for name in ("01", "02", "03"):
        wikidata.asked.clear()
        here(text(name))
        assert wikidata.asked
        assert all("http://www.wikidata.org/entity/Q" in query for query in wikidata.asked)


def test_wikidata_is_told_whom_to_turn_to(here, wikidata):
    wikidata.agents.clear()
    here(text("01"))
    assert wikidata.agents == {f"habeas/{__version__} (desk@example.org X:)"}


def test_the_docs_tell_of_every_example():
    docs = (ROOT / "docs" / "federation.md").read_text(encoding="utf-8")
    assert re.findall(r"^\| `(\d\d-[\w-]+)\.rq`", docs, re.MULTILINE) == [path.stem for path in FILES]
