"""Pages and endpoint over a graph on somebody else's server: as over one in a folder, and nothing of it undone."""

import json
import re
import time

import engines
import pytest
import world

import server
from kg.errors import UsageError
from kg.stores import open_view
from server.assembly import close
from server.engine.answers import Request, TimeLimitError
from server.engine.limits import Limits
from server.engine.remote import Askers
from server.engine.workers import Workers

DIGITS = " ".join(map(str, range(100)))
MILLION = f"SELECT * {{ VALUES ?a {{ {DIGITS} }} VALUES ?b {{ {DIGITS} }} VALUES ?c {{ {DIGITS} }} }}"
ENDLESS = f"{MILLION[:-1]} VALUES ?d {{ {DIGITS} }} VALUES ?e {{ {DIGITS} }} FILTER(?a + ?b + ?c + ?d + ?e < 0) }}"


@pytest.fixture(scope="module", params=engines.ENGINES)
def engine(request, tmp_path_factory):
    """A server with the small world in it, and the folders of documents and of the build."""
    folder = tmp_path_factory.mktemp(request.param)
    with engines.ENGINES[request.param](folder) as started, pytest.MonkeyPatch.context() as patch:
        for variable in ("USER", "PASSWORD"):
            patch.setenv(f"HABEAS_STORE_{variable}", started.user)
        started.sources, started.folder = world.write(folder / "sources"), folder / "state"
        world.built(started.sources, started.settled(started.folder))
        yield started


@pytest.fixture(scope="module")
def app(engine):
    with open_view(engine.folder) as view:
        made = server.create_app(view, seconds=5, rows=50)
        yield made
        close(made)


@pytest.fixture(scope="module")
def beside(tmp_path_factory):
    """The application over the same world in a folder."""
    folder = tmp_path_factory.mktemp("beside")
    world.built(world.write(folder / "sources"), folder / "store")
    with open_view(folder / "store") as view:
        made = server.create_app(view, seconds=5, rows=50)
        yield made
        close(made)


@pytest.fixture
def client(app):
    return app.test_client()


def ask(client, query, accept="application/sparql-results+json", **parameters):
    return client.get("/sparql", query_string={"query": query, **parameters}, headers={"Accept": accept})


def when_ready(client, address):
    """The page, asked for again while what it needs is being made: "ask again shortly"."""
    for _ in range(200):
        answer = client.get(address)
        if answer.status_code != 503:
            break
        time.sleep(0.1)
    return answer


@pytest.mark.parametrize(
    "address",
    [
        *("/documents", "/actors", "/claims", "/search?q=detained", "/doc/a.txt", "/person/ann-lee", "/place/velm"),
        *("/doc/a.txt?format=txt", "/doc/a.txt?format=jsonld", "/doc/a.txt?format=nq", "/person/ann-lee?format=nt"),
    ],
)
def test_a_page_is_the_same_as_over_a_graph_in_a_folder(client, beside, address):
    both = [when_ready(each, address) for each in (client, beside.test_client())]
    assert [each.status_code for each in both] == [200, 200]
    assert len({tuple(sorted(re.split(r"[\n\[\]{},]", each.text))) for each in both}) == 1  # triples have no order


@pytest.mark.parametrize("accept", ["application/sparql-results+json", "application/sparql-results+xml", "text/csv"])
@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s ?n { ?s <http://www.w3.org/2004/02/skos/core#prefLabel> ?n } ORDER BY ?n ?s",
        "ASK { ?s a <https://w3id.org/habeas/ns#Detention> }",
        "SELECT (COUNT(DISTINCT ?d) AS ?n) { GRAPH ?g { ?d a <https://w3id.org/habeas/ns#Document> } }",
    ],
)
def test_an_answer_has_the_form_that_was_asked_for(client, beside, query, accept):
    assert ask(client, query, accept).data == ask(beside.test_client(), query, accept).data


@pytest.mark.parametrize("form", ["text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"])
def test_a_graph_comes_in_every_form(client, form):
    found = ask(client, "CONSTRUCT WHERE { ?s a <https://w3id.org/habeas/ns#Detention> }", form)
    assert (found.status_code, found.mimetype) == (200, form)
    assert "habeas" in found.text


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("SELECT * { ?s ?p }", 400),
        ("nonsense", 403),
        ("INSERT DATA { <a:a> <a:b> <a:c> }", 403),
        ("PREFIX a: <a:> CLEAR ALL", 403),
        ("SELECT * { ?s ?p ?o } ; DROP ALL", 403),
        ('DEFINE get:soft "soft" SELECT * FROM <http://127.0.0.1/> { ?s ?p ?o }', 403),
        ("SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }", 400),
        ("SELECT * " + "{" * 5000 + "}" * 5000, 400),
    ],
)
def test_what_is_no_query_or_asks_others_is_refused(client, query, status):
    assert ask(client, query).status_code == status


def test_a_text_in_a_query_may_say_anything(client):
    found = ask(client, 'SELECT ("INSERT DATA; SERVICE <http://x/>" AS ?x) { } # CLEAR ALL')
    assert found.json["results"]["bindings"][0]["x"]["value"] == "INSERT DATA; SERVICE <http://x/>"


def test_an_answer_is_cut_at_our_limit_and_says_so(client):
    found = ask(client, "SELECT ?s { ?s ?p ?o }")
    assert len(found.json["results"]["bindings"]) == 50
    assert (found.headers["X-Habeas-Truncated"], "cut to the first 50" in found.json["truncated"]) == ("rows", True)


@pytest.fixture
def asking(engine):
    """An engine of our own over the server, with limits."""
    made = []

    def start(**limits):
        made.append(Workers(engine.folder, Limits(**limits), Askers(engine.folder)))
        return made[-1]

    yield start
    for each in made:
        each.close()


def idle(engine):
    until = time.monotonic() + 20
    while engine.statistics()["slow_at_work"] and time.monotonic() < until:
        time.sleep(0.02)
    return engine.statistics()["slow_at_work"] == 0


def test_a_large_answer_comes_in_pieces_and_may_be_left(engine, asking):
    if engine.name == "virtuoso":
        pytest.skip("Virtuoso 7.2 joins blocks of values in more time than a test has")
    patient = asking(seconds=60.0, rows=10**6)
    answer = patient.answer(Request(MILLION, "json", None), 0)
    first = next(answer.pieces)
    assert (answer.body, first[:8]) == (None, b'{"head":')
    answer.close()
    assert idle(patient)
    assert patient.answer(Request("ASK {}", "json", None), 0).whole() == b'{"head":{},"boolean":true}'


def test_a_query_over_its_time_is_stopped_and_its_place_is_free(asking):
    hurried = asking(seconds=1.0, quick=0.3, workers=1)
    with pytest.raises(TimeLimitError, match="longer than 1 s"):
        hurried.answer(Request(ENDLESS, "json", None), 0)
    assert idle(hurried)
    again = asking(seconds=60.0).answer(Request("ASK {}", "json", None), 0)  # a server may need time to notice
    assert json.loads(again.whole())["boolean"] is True


def test_where_the_server_cuts_a_table_the_answer_says_so(engine, asking):
    if engine.name != "virtuoso":
        pytest.skip("only Virtuoso cuts tables and says so")
    answer = asking(rows=10**6, seconds=60.0).answer(
        Request("SELECT ?s ?t { GRAPH ?g { ?s ?p ?o } GRAPH ?h { ?t ?q ?r } }", "csv", None), 0
    )
    assert answer.whole().count(b"\n") == 7000
    assert (answer.count, answer.truncated) == (6999, True)


def test_on_another_machine_a_document_has_its_claims_and_no_text(engine, tmp_path):
    with open_view(engine.settled(tmp_path / "elsewhere")) as view:
        made = server.create_app(view)
        client = made.test_client()
        page = client.get("/doc/a.txt", headers={"Accept": "text/html"}).text
        told = [client.get(f"/doc/a.txt?format={form}") for form in ("txt", "jsonld")]
        close(made)
    assert "text is not on this server" in page
    assert "Police detained Ann Lee in Velm" in page
    assert [each.status_code for each in told] == [404, 200]
    assert ("oa:exact" in told[1].text, "oa:prefix" in told[1].text) == (True, False)


def test_what_only_a_graph_of_ones_own_can_is_refused(engine):
    with open_view(engine.folder) as view:
        for wish in ({"writable": True, "token": "t" * 16}, {"allow_service": "https://a.example/sparql"}):
            with pytest.raises(UsageError, match="without --writable and --allow-service"):
                server.create_app(view, **wish)


def test_a_build_is_seen_by_a_server_that_runs(engine, client):
    texts = {**world.DOCUMENTS, "new.txt": "Police detained Ada Byron in Velm.\n"}
    world.built(world.write(engine.sources, texts), engine.folder)
    until = time.monotonic() + 20
    while client.get("/person/ada-byron").status_code != 200 and time.monotonic() < until:
        time.sleep(0.05)
    assert client.get("/health").json["generation"] == 2
    assert client.get("/doc/new.txt?format=txt").text == texts["new.txt"]


def test_strangers_are_not_told_where_the_graph_is_when_its_server_is_gone(tmp_path, capfd):
    (tmp_path / "server").mkdir()
    with engines.oxigraph(tmp_path / "server") as started:
        folder = started.settled(tmp_path / "state")
        world.built(world.write(tmp_path / "sources"), folder)
        made = server.create_app(open_view(folder))
    capfd.readouterr()
    told = []
    for address in ("/documents", "/sparql?query=ASK{}", "/ready"):
        with made.test_client().get(address) as found:
            told.append((found.status_code, "127.0.0.1" in found.text))
    close(made)
    assert told == [(503, False), (502, False), (502, False)]
    assert "cannot be reached" in capfd.readouterr().err
