"""Words in, passages out: the index, its page, its JSON, and the property in queries."""

import re
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from world import built, write

import server
from kg.errors import QueryError
from kg.stores import open_view
from server.assembly import close
from server.engine.answers import TimeLimitError
from server.publishing.index import BREAK, CLOSE, OPEN, Index, build, expression, pieces, spaced
from server.publishing.making import SEARCH

KGF = "PREFIX kgf: <https://w3id.org/habeas/function/> PREFIX kg: <https://w3id.org/habeas/ns#> "
TEXTS = {
    "a.txt": "Ann Lee said that the café déjà opened.\nGuards detained Bo Nilsen in Orra.\n",
    "b.txt": "Ann Lee said that 警察在北京逮捕了三名律师 today.\nAnn Lee said that ตำรวจจับกุมทนายความ again.\n",
    "c.txt": "Ann Lee said that полиция задержала адвоката.\nAnn Lee said that <b>bold</b> & more.\n",
}


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search")
    built(write(folder / "source", TEXTS), folder / "store", publish_invalid=True)
    with open_view(folder / "store") as view:
        app = server.create_app(view)
        assert app.extensions["habeas"].press.made(view, SEARCH, wait=120)
        client = app.test_client()

        def asked(words, **parameters):
            return client.get("/search", query_string={"q": words, "format": "json", **parameters})

        asked.client = client
        yield asked
        close(app)


WORDS = [
    ("cafe deja", "déjà"),
    ("CAFÉ", "café"),
    ("deta*", "detained"),
    ('"detained Bo Nilsen"', "detained Bo Nilsen"),
    ("北京", "北京"),
    ("律师 逮捕", "逮捕"),
    ("ทนาย", "ทนาย"),
    ("ПОЛИЦИЯ", "полиция"),
]


@pytest.mark.parametrize(("words", "marked"), WORDS)
def test_a_passage_is_found_in_any_script_and_its_words_are_marked(found, words, marked):
    answer = found(words).json
    assert answer["total"] > 0
    assert any(marked in each for hit in answer["hits"] for each in hit["found"])


@pytest.mark.parametrize("words", ["京北", '"Bo detained"', "cafe nothing", "etained", "NOT", "exact:cafe"])
def test_what_does_not_stand_there_is_not_found(found, words):
    assert found(words).json["total"] == 0


def test_each_hit_leads_to_its_words(found):
    (hit,) = [hit for hit in found('"opened"').json["hits"] if hit["claims"]]
    document = found.client.get("/doc/a.txt?format=txt").text
    assert hit["text"] == document[hit["start"] : hit["end"]]
    assert hit["passage"] == f"{hit['document']}#char={hit['start']},{hit['end']}"
    page = found.client.get("/search?q=opened").text
    assert f'href="/doc/a.txt#char={hit["start"]},{hit["end"]}"' in page
    assert '<mark class="claim">opened</mark>' in page


def test_evidence_of_claims_comes_before_mere_names(found):
    claims = [hit["claims"] > 0 for hit in found("Lee").json["hits"]]
    assert claims == sorted(claims, reverse=True)
    assert set(claims) == {True, False}


def test_markup_in_a_passage_is_shown_not_run(found):
    assert "&lt;b&gt;<mark" in found.client.get("/search?q=bold").text


def test_a_search_has_pages(found):
    first, beyond = found("said"), found("said", page=99).json
    assert (first.json["page"], first.json["pages"]) == (1, 1)
    assert beyond["hits"] == first.json["hits"]


BAD = [("", 400), ("!!!", 400), ("x" * 1001, 400), ("a " * 40, 400)]


@pytest.mark.parametrize(("words", "status"), BAD)
def test_a_search_that_cannot_be_made_is_one_sentence(found, words, status):
    response = found(words)
    assert (response.status_code, response.text.count("\n")) == (status, 1)


def test_words_that_cannot_be_looked_for_come_back_in_their_form(found):
    page = found.client.get("/search", query_string={"q": '"><b> ' * 40}, headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (400, "text/html")
    assert 'id="trouble" role="alert"' in page.text
    assert 'value="&#34;&gt;&lt;b&gt; ' in page.text
    assert 'autofocus aria-describedby="trouble"' in page.text


def test_without_words_there_is_a_form(found):
    assert '<input id="q" name="q" type="search"' in found.client.get("/search").text


def ask(client, query):
    answer = client.get("/sparql", query_string={"query": KGF + query, "format": "json"})
    assert answer.status_code == 200, answer.text
    return [{k: v["value"] for k, v in row.items()} for row in answer.json["results"]["bindings"]]


def test_a_query_finds_the_same_passages(found):
    listed = {hit["passage"] for hit in found("said").json["hits"]}
    rows = ask(found.client, 'SELECT ?p ?words { ?p kgf:search "said" . ?p kg:exact ?words }')
    assert {row["p"] for row in rows} == listed
    assert all("said" in row["words"] for row in rows)


def test_a_query_joins_passages_with_claims_and_orders_by_score(found):
    pattern = '(?p ?score) kgf:search "cafe" . ?claim kg:evidence ?p ; a kg:Statement'
    rows = ask(found.client, f"SELECT ?claim ?score {{ {pattern} }} ORDER BY ?score")
    assert len(rows) == 1
    assert float(rows[0]["score"]) > 0


def test_the_query_of_the_docs_has_an_answer(found):
    docs = (Path(__file__).parents[2] / "docs" / "server.md").read_text(encoding="utf-8")
    (query,) = [each for each in re.findall(r"```sparql\n(.*?)```", docs, re.DOTALL) if "kgf:search" in each]
    rows = ask(found.client, query.replace("police detain*", "guards detain*"))
    assert rows[0].keys() == {"claim", "words", "score"}


def test_an_error_after_a_search_is_told_where_its_author_sees_it(found):
    query = f'{KGF}SELECT ?p {{ ?p kgf:search "said" . ?p ?q "service" }} ORDRE BY ?p'
    said = found.client.post("/sparql", data=query, content_type="application/sparql-query").text
    assert f"line 1, column {query.index('BY') + 1}, at 'BY ?p'" in said


def test_a_query_in_another_shape_is_told_how(found):
    response = found.client.get("/sparql", query_string={"query": KGF + "ASK { ?p kgf:search ?words }"})
    assert response.status_code == 400
    assert '?passage kgf:search "words"' in response.text


@given(st.text(max_size=80))
def test_no_words_break_the_syntax_of_the_index(words):
    db = sqlite3.connect(":memory:")
    try:
        db.execute("CREATE VIRTUAL TABLE words USING fts5(exact)")
        db.execute("SELECT * FROM words WHERE words MATCH ?", (expression(words),)).fetchall()
    except QueryError:
        pass
    finally:
        db.close()


@given(st.text())
def test_what_is_shown_is_the_text(text):
    bare = spaced(text).replace(BREAK, "")
    assert [c for c in bare if c != " "] == [c for c in text if c not in map(chr, [*range(0x21), 0x7F])]
    assert "".join(part for part, _ in pieces(spaced(text))) == bare
    assert OPEN not in bare
    assert CLOSE not in bare


def test_a_hopeless_search_is_stopped(store, tmp_path, monkeypatch):
    with open_view(store) as view:
        build(view, tmp_path / "index")
    monkeypatch.setattr("server.publishing.index.SECONDS", -1.0)
    monkeypatch.setattr("server.publishing.bounded.STEPS", 1)
    with pytest.raises(TimeLimitError, match="too long"):
        Index(tmp_path / "index").count("the OR police")
