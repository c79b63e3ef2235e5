import re
from html import unescape

import pytest

from kg.model import Claim, Duration, Mention, MentionType, Reading, Role
from kg.pipeline import Options, build
from kg.stores import open_store, open_view
from server import create_app
from server.assembly import close

PAGES = ["/", "/documents", "/actors", "/actors?type=Person", "/claims", "/claims?type=Detention", "/sparql", "/ns"]
PAGES += ["/catalog"]
DATA = '<script type="application/ld+json">'
"""The one script element that no browser runs."""


@pytest.mark.parametrize("path", PAGES)
def test_a_page_has_landmarks_a_heading_a_title_and_no_script(client, path):
    page = client.get(path, headers={"Accept": "text/html"})
    assert page.status_code == 200
    for part in ('<html lang="en">', "<main", "<nav", "<h1", "<title>", 'class="skip"'):
        assert part in page.text
    assert "<script" not in page.text.replace(DATA, "")
    assert " style=" not in page.text
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert page.headers["Content-Security-Policy"].startswith("default-src 'none'")


LINK = re.compile(r'<a [^>]*?href="(/(?!dump\.|claims\.|crate\.)[^"]*)"')
"""Links to this server; not those to its dumps, each of which takes seconds to make."""


def test_every_link_to_this_server_leads_somewhere_and_its_fragment_too(client):
    texts, todo = {}, [(PAGES[0], "/")]
    while todo:
        begin, link = todo.pop()
        path, _, fragment = unescape(link).partition("#")
        if path not in texts:
            with client.get(path, headers={"Accept": "text/html, */*;q=0.1"}) as page:
                assert page.status_code == 200, f"{link} on {begin}"
                texts[path] = page.text if page.mimetype == "text/html" else ""
            todo += [(path, each) for each in LINK.findall(texts[path])]
        assert not (fragment and texts[path]) or f'id="{fragment}"' in texts[path], f"{link} on {begin}"
    assert set(PAGES) < set(texts)


def test_the_first_page_counts_and_gives_licence_dumps_and_queries(client):
    page = client.get("/").text
    for part in (
        "<strong>2</strong> documents",
        "<strong>1</strong> detention",
        "/dump.nq.gz",
        "https://licence.example/",
    ):
        assert part in page


def test_claims_are_listed_by_class_with_words_and_source(client):
    page = client.get("/claims?type=Detention").text
    assert "Harbour Watch said the police detained more than 40 dockers" in page
    assert "told as</span> actual" in page
    assert "statement-1" not in page


@pytest.mark.parametrize("query", ["page=0", "page=99999999999", "page=-1", "page=x", "page=", "page=²"])
def test_a_page_number_beyond_the_list_gives_the_nearest_page(client, query):
    assert client.get(f"/actors?{query}").status_code == 200


def test_an_unknown_class_is_one_sentence(client):
    response = client.get("/claims?type=Unicorn")
    assert (response.status_code, response.text) == (404, "There is no list of type 'Unicorn' here.\n")


def test_health_tells_triples_and_generation(client):
    assert client.get("/health").json.keys() == {"ok", "triples", "generation"}


def test_robots_leave_queries_and_dumps_alone(client):
    assert "Disallow: /sparql" in client.get("/robots.txt").text


def test_every_answer_says_how_it_may_be_used(client):
    for path in ("/", "/health", "/nothing", "/static/habeas.css"):
        with client.get(path) as response:
            headers = response.headers
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        assert headers["Access-Control-Allow-Origin"] == "*"


def test_the_ontology_is_a_page_and_turtle(client):
    assert 'id="Detention"' in client.get("/ns", headers={"Accept": "text/html"}).text
    assert "owl:Ontology" in client.get("/ns", headers={"Accept": "text/turtle"}).text
    assert client.get("/code/actual").headers["Location"].endswith("/ns#code-actual")
    assert 'id="code-actual"' in client.get("/ns").text


def sentenced(document):
    who = Mention(document.select(0, 10), MentionType.PERSON, "a1", "Ines Prado")
    length = Duration(document.select(14, 33), "P42M")
    roles = (Role("affected", who), Role("duration", length), Role("suspended", filler=True))
    words = document.select(0, 44)
    claim = Claim("sentence-1", "Sentence", document.select(11, 13), (words,), ("prisonTerm",), roles)
    return Reading(document, mentions=(who,), claims=(claim,))


@pytest.mark.parametrize("path", ["/claims", "/claim/sentence-1"])
def test_lengths_and_yes_and_no_are_said_in_words_beside_what_the_graph_writes(tmp_path, path):
    (tmp_path / "a.txt").write_text("Ines Prado got three and a half years, suspended.")
    with open_store(tmp_path / "graph") as opened:
        build([tmp_path / "a.txt"], opened, Options(workers=1, publish_invalid=True), reader=sentenced)
    with open_view(tmp_path / "graph") as view:
        app = create_app(view)
        page = app.test_client().get(path, headers={"Accept": "text/html"}).text
        close(app)
    assert '<data value="P3Y6M">3 years and 6 months</data>' in page
    assert '<data value="true">yes</data>' in page
