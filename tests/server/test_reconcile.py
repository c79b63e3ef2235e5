"""The Reconciliation Service API 0.2 over a small graph: what it answers is as the report says, and right."""

import json
import re
import shutil
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reconciliation import (
    ENTITIES,
    EXTENSION,
    FLYOUT,
    MANIFEST,
    PROPOSAL,
    RESULTS,
    SCHEMAS,
    TERMS,
    conforms,
    official,
)
from world import built, write

import server
from kg.identity.scoring import REMEMBERED
from kg.stores import open_view
from server.assembly import close
from server.endpoint.parameters import FORM
from server.publishing import making
from server.reconciling.properties import properties
from server.reconciling.requests import BATCH, HIGHEST, IDS, PROPERTIES

TEXTS = {
    "a.txt": "Police detained Ann Lee in Velm.\nAnn Lee said that all is well.\nRussia said that it will.\n",
    "b.txt": "Guards detained Bo Nilsen in Velm.\nBO NILSEN said that no.\nVelm said that he is a man.\n",
    "c.txt": "Union of Bakers said that Ann Lee is free.\nАнна Ли said that no.\n",
    "d.txt": "Guards detained Bo Nilsen in Russia.\n"
    "Ann <script>alert(1)</script> & Sons said that yes.\nGuards detained Bo Nilsen in Moscow.\n",
}
BASE = "http://localhost:8000/"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reconcile")
    built(write(folder / "source", TEXTS), folder / "store", publish_invalid=True)
    with open_view(folder / "store") as view:
        made = server.create_app(view)
        assert made.extensions["habeas"].press.made(view, making.NAMES, wait=120)
        yield made
        close(made)


@pytest.fixture(scope="module")
def client(app):
    return app.test_client()


@pytest.fixture(scope="module")
def sent(client):
    """Send queries as a form, and give the answer."""
    return lambda queries: client.post("/reconcile", data={"queries": json.dumps(queries)})


@pytest.fixture(scope="module")
def match(sent):
    """Ask one query, and give its candidates."""

    def matched(name=None, **fields):
        query = {**({"query": name} if name else {}), **fields}
        return conforms(sent({"q": query}).json, RESULTS)["q"]["result"]

    return matched


def extend(client, ids, *properties):
    asked = {"ids": ids, "properties": [{"id": each} for each in properties]}
    answer = client.post("/reconcile", data={"extend": json.dumps(asked)})
    return conforms(answer.json, EXTENSION)["rows"] if answer.status_code == 200 else answer


def ids(found):
    return [each["id"] for each in found]


def test_without_a_question_the_service_describes_itself(client):
    told = conforms(client.get("/reconcile").json, MANIFEST)
    assert told["identifierSpace"] == BASE
    assert told["schemaSpace"] == "https://w3id.org/habeas/ns#"
    assert told == client.post("/reconcile", data="", content_type=FORM).json


def test_every_address_of_the_manifest_answers(client):
    told = client.get("/reconcile").json
    for kind, each in told["suggest"].items():
        found = client.get(each["service_path"], query_string={"prefix": ""}).json["result"]
        about = client.get(each["flyout_service_path"].replace("${id}", quote(found[0]["id"], safe=""))).json
        assert conforms(about, FLYOUT)["id"] == found[0]["id"], kind
    for place in (told["view"]["url"], told["preview"]["url"]):
        address = place.removeprefix("http://localhost").replace("{{id}}", quote("person/ann-lee", safe=""))
        assert client.get(address, headers={"Accept": "text/html"}).status_code == 200
    assert client.get(told["extend"]["propose_properties"]["service_path"]).status_code == 200


NAMES = [
    ("Ann Lee", "person/ann-lee"),
    ("ann  LÉE", "person/ann-lee"),
    ("Bo Nilsen", "person/bo-nilsen"),
    ("Union of Bakers", "organization/union-of-bakers"),
    ("Moscow", "place/moscow"),
    ("Анна Ли", "person/анна-ли"),
]


@pytest.mark.parametrize(("name", "id"), NAMES)
def test_who_bears_the_name_is_the_match(match, name, id):
    first, *rest = match(name)
    assert (first["id"], first["match"]) == (id, True)
    assert not any(each["match"] for each in rest)
    assert 90 < first["score"] <= 100


@pytest.mark.parametrize("form", ["person/ann-lee", f"{BASE}person/ann-lee"])
def test_an_id_means_its_entity(match, form):
    (found,) = match(form)
    assert (found["id"], found["name"], found["score"], found["match"]) == ("person/ann-lee", "Ann Lee", 100, True)


def test_of_two_with_one_name_neither_is_the_match_until_a_type_tells(match):
    both = match("Velm")
    assert set(ids(both)) == {"person/velm", "place/velm"}
    assert not any(each["match"] for each in both)
    assert [(each["id"], each["match"]) for each in match("Velm", type="Place")] == [("place/velm", True)]


SPELLINGS = ["An Li", "Nielsen", "Bakers Union", "Bo Nilssen"]


@pytest.mark.parametrize("name", SPELLINGS)
def test_another_spelling_finds_candidates_with_their_reasons(match, name):
    found = match(name)
    assert found
    assert [each["score"] for each in found] == sorted((each["score"] for each in found), reverse=True)
    assert {"name", "spelling", "documents"} <= {each["id"] for each in found[0]["features"]}


TYPES = [
    ({"type": "Person"}, True),
    ({"type": "kg:Actor"}, True),
    ({"type": ["Place", "https://w3id.org/habeas/ns#Person"]}, True),
    ({"type": [{"id": "Person", "name": "person"}]}, True),
    ({"type": ["Person", "Actor"], "type_strict": "all"}, True),
    ({"type": ["Person", "Place"], "type_strict": "all"}, False),
    ({"type": "Place"}, False),
    ({"type": "Q5"}, False),
]


@pytest.mark.parametrize(("fields", "found"), TYPES)
def test_types_decide_who_is_a_candidate(match, fields, found):
    assert ids(match("Ann Lee", **fields)) == (["person/ann-lee"] if found else [])


def test_a_type_that_only_should_be_lowers_the_score_and_prevents_a_match(match):
    (found,) = match("Ann Lee", type="Place", type_strict="should")
    assert found["score"] < match("Ann Lee")[0]["score"]
    assert not found["match"]


def test_a_property_with_another_value_lowers_the_score_and_prevents_a_match(match):
    right, wrong = ({"pid": "within", "v": v} for v in ({"id": "place/russia", "name": "Russia"}, "Peru"))
    free, good, bad = match("Moscow")[0], match("Moscow", properties=[right])[0], match("Moscow", properties=[wrong])[0]
    assert free["score"] == good["score"] > bad["score"]
    assert (good["match"], bad["match"]) == (True, False)
    assert {"id": "property:within", "value": True} in good["features"]


@pytest.mark.parametrize("value", ["Russia", "place/russia", f"{BASE}place/russia", ["Peru", {"id": "place/russia"}]])
def test_a_value_is_known_by_name_and_by_id(match, value):
    (found,) = match("Moscow", type="Place", properties=[{"pid": "kg:within", "v": value}])
    assert {"id": "property:within", "value": True} in found["features"]


ALONE = [
    ({"pid": "within", "v": {"id": "place/russia"}}, ["place/moscow"]),
    ({"pid": "skos:altLabel", "v": "BO NILSEN"}, ["person/bo-nilsen"]),
    ({"pid": "nothing", "v": "x"}, []),
    ({"pid": "documents", "v": 3}, []),
    ({"pid": "within", "v": 'x> } DROP <y"'}, []),
]


@pytest.mark.parametrize(("condition", "found"), ALONE)
def test_properties_alone_find_who_has_them(match, condition, found):
    assert ids(match(properties=[condition])) == found


def test_a_batch_answers_each_query_by_its_key_however_it_is_sent(client, sent):
    queries = {"α": {"query": "Ann Lee"}, "q1": {"query": "Nobody Atall", "limit": 3}}
    posted = conforms(sent(queries).json, RESULTS)
    assert posted == client.get("/reconcile", query_string={"queries": json.dumps(queries)}).json
    assert (ids(posted["α"]["result"])[0], posted["q1"]["result"]) == ("person/ann-lee", [])


def test_the_limit_holds_and_hides_no_namesake_from_the_match(match):
    (found,) = match("Velm", limit=1)
    assert not found["match"]


BAD = [
    ("[1]", 400),
    ("{", 400),
    ("[" * 100_000, 400),
    ('{"q": 1}', 400),
    ('{"q": {}}', 400),
    ('{"q": {"query": " "}}', 400),
    ('{"q": {"query": 5}}', 400),
    ('{"q": {"query": "x", "limit": 0}}', 400),
    ('{"q": {"query": "x", "limit": NaN}}', 400),
    ('{"q": {"query": "x", "limit": true}}', 400),
    ('{"q": {"query": "x", "type": 5}}', 400),
    ('{"q": {"query": "x", "type_strict": "no"}}', 400),
    ('{"q": {"query": "x", "properties": [{"pid": "kind"}]}}', 400),
    ('{"q": {"query": "x", "properties": {"pid": "kind", "v": "x"}}}', 400),
    ('{"q": {"query": "x", "colour": "red"}}', 400),
    (json.dumps({str(n): {"query": "x"} for n in range(BATCH + 1)}), 413),
    (json.dumps({"q": {"query": "x", "properties": [{"pid": "kind", "v": "x"}] * (PROPERTIES + 1)}}), 413),
]


@pytest.mark.parametrize(("queries", "status"), BAD)
def test_what_is_no_batch_is_refused_with_one_sentence(client, queries, status):
    answer = client.post("/reconcile", data={"queries": queries})
    assert (answer.status_code, answer.text.count("\n")) == (status, 1)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_body_that_is_no_form_is_refused(client):
    assert client.post("/reconcile", json={"queries": {}}).status_code == 415


def test_a_limit_beyond_all_bounds_is_a_bound(match):
    assert len(match("Ann Lee", limit=1e300)) <= HIGHEST


@given(st.text(min_size=1, max_size=400).filter(str.strip))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_may_stand_in_a_table(match, words):
    for found in match(words):
        assert found["id"]


@pytest.mark.parametrize(
    "words", ["a " * 5000, "x" * 100_000, '"' * 200, "NEAR(a b) OR *", "a" * 299, "Ann \U00017000\U00017001"]
)
def test_hostile_words_find_nobody_and_break_nothing(match, words):
    assert not any(each["match"] for each in match(words))


def test_an_id_that_was_merged_away_means_whoever_it_went_into(app, tmp_path):
    store = app.extensions["habeas"].settings.store
    shutil.copytree(store, tmp_path / "store")
    retired = " ".join(
        f"<{BASE}person/{old}> <http://purl.org/dc/terms/isReplacedBy> <{BASE}person/{new}> ."
        for old, new in (("a-lee", "an-lee"), ("an-lee", "ann-lee"), ("x", "y"), ("y", "x"))
    )
    with open_view(tmp_path / "store") as view:
        written = server.create_app(view, writable=True, token="a token of these tests")
        client, headers = written.test_client(), {"Authorization": "Bearer a token of these tests"}
        put = {"data": retired, "content_type": "text/turtle", "headers": headers}
        assert client.put("/store?graph=http://retired.example/", **put).status_code == 201
        site = written.extensions["habeas"]
        assert site.press.made(site.newest().lists.view, making.NAMES, wait=120)
        asked = {name: {"query": f"person/{name}"} for name in ("a-lee", "x")}
        found = client.post("/reconcile", data={"queries": json.dumps(asked)}).json
        close(written)
    assert ids(found["a-lee"]["result"]) == ["person/ann-lee"]
    assert not any(each["match"] for each in found["x"]["result"])


def test_names_of_tables_are_not_remembered_for_ever(match, monkeypatch):
    monkeypatch.setattr("server.reconciling.candidates.REMEMBERED", 20)
    for number in range(60):
        match(f"Ann Lee{'abcdefghij'[number % 10] * (number // 10 + 1)}")
    assert max(each.cache_info().currsize for each in REMEMBERED) < 60


def test_suggestions_begin_as_asked_and_an_id_comes_first(client):
    def suggested(prefix, kind="entity", schema=ENTITIES, **more):
        answer = client.get(f"/reconcile/suggest/{kind}", query_string={"prefix": prefix, **more})
        return ids(conforms(answer.json, schema)["result"])

    assert "person/ann-lee" in suggested("an")
    assert suggested("nils") == suggested("Bo N") == ["person/bo-nilsen"]
    assert suggested("person/ann-lee")[0] == "person/ann-lee"
    assert suggested("") == [*suggested("", cursor=0)[:2], *suggested("", cursor=2)]
    assert suggested("per", "type", TERMS) == ["Person"]
    assert suggested("skos:", "property", TERMS)[0] == "skos:prefLabel"


NOWHERE = [
    ("/reconcile/suggest/event", 404),
    ("/reconcile/suggest/entity?cursor=-1", 400),
    ("/reconcile/flyout/entity?id=person/nobody", 404),
    ("/reconcile/flyout/event?id=x", 404),
    ("/reconcile/flyout/type?id=x", 404),
    ("/reconcile/preview", 400),
    ("/reconcile/preview?id=person/nobody", 404),
    ("/reconcile/properties?limit=many", 400),
]


@pytest.mark.parametrize(("address", "status"), NOWHERE)
def test_what_is_not_there_is_told_in_one_sentence(client, address, status):
    answer = client.get(address, headers={"Accept": "text/plain"})
    assert (answer.status_code, answer.text.count("\n")) == (status, 1)


def test_a_preview_may_stand_in_a_frame_and_nothing_else_may(client):
    framed = client.get("/reconcile/preview?id=person/ann-lee").headers
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    for address in ("/reconcile", "/person/ann-lee", "/", "/reconcile/preview?id=nobody"):
        told = client.get(address).headers
        framed_too = address.endswith("nobody")
        assert ("X-Frame-Options" not in told) == framed_too, address
        assert "default-src 'none'" in told["Content-Security-Policy"]


def test_markup_in_a_name_is_shown_not_run(client, match):
    (hostile,) = [each for each in match("Ann Script Alert Sons") if "script" in each["name"].lower()]
    page = client.get("/reconcile/preview", query_string={"id": hostile["id"]}).text
    flyout = client.get("/reconcile/flyout/entity", query_string={"id": hostile["id"]}).json["html"]
    for html in (page, flyout):
        assert "<script" not in html.lower()
        assert "&lt;script&gt;" in html.lower()


def test_a_preview_shows_the_words_that_name_it(client):
    page = client.get("/reconcile/preview?id=person/ann-lee").text
    assert "<mark>Ann Lee</mark>" in page
    assert 'href="/person/ann-lee"' in page


def test_values_of_entities_are_given_with_entities_as_entities(client):
    rows = extend(client, ["place/moscow", "person/bo-nilsen", "nobody"], "within", "skos:altLabel", "documents")
    assert rows["place/moscow"]["within"] == [{"id": "place/russia", "name": "Russia"}]
    bo = {"within": [], "skos:altLabel": [{"str": "BO NILSEN"}], "documents": [{"int": 2}]}
    assert rows["person/bo-nilsen"] == bo
    assert rows["nobody"] == {"within": [], "skos:altLabel": [], "documents": []}


def test_each_proposed_property_can_be_asked_for(client):
    told = conforms(client.get("/reconcile/properties?type=Place&limit=4").json, PROPOSAL)
    assert (told["type"], len(told["properties"])) == ("Place", 4)
    assert extend(client, ["place/moscow"], *ids(told["properties"])).keys() == {"place/moscow"}


MUCH = [((["x"] * (IDS + 1), "kind"), 413), ((["x"], "colour"), 400), (([5], "kind"), 400)]


@pytest.mark.parametrize(("asked", "status"), MUCH)
def test_values_that_cannot_be_given_are_refused(client, asked, status):
    assert extend(client, *asked).status_code == status


QUERIES = {
    "by name": {"query": "Ann Lee"},
    "nobody": {"query": "Nobody Atall", "limit": 3},
    "by all": {"query": "Moscow", "type": ["Place"], "type_strict": "any", "limit": 5,
               "properties": [{"pid": "within", "v": [{"id": "place/russia", "name": "Russia"}, "Peru"]}]},
    "by property": {"properties": [{"pid": "skos:altLabel", "v": "BO NILSEN"}]},
    "markup": {"query": "Ann Script Alert Sons"},
}  # fmt: skip
FETCHED = {"ids": ["place/moscow", "person/bo-nilsen", "nobody"], "properties": [{"id": "within"}, {"id": "documents"}]}
ASKED = {
    "manifest": {},
    "reconciliation-result-batch": {"queries": QUERIES},
    "data-extension-response": {"extend": FETCHED},
}
SUGGESTED = [(f"suggest-{kinds}-response", kind) for kind, kinds in
             (("entity", "entities"), ("type", "types"), ("property", "properties"))]  # fmt: skip


@pytest.fixture
def group():
    """Skip where the group's own schemas are not there."""
    if not SCHEMAS:
        pytest.skip("RECONCILIATION_SCHEMAS names no folder of the group's own schemas")


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize("name", ASKED)
def test_answers_are_as_the_groups_own_schemas_say(client, name):
    asked = {key: json.dumps(value) for key, value in ASKED[name].items()}
    assert official(client.post("/reconcile", data=asked, content_type=FORM).json, name)


@pytest.mark.usefixtures("group")
@pytest.mark.parametrize(("name", "kind"), SUGGESTED)
@pytest.mark.parametrize("prefix", ["", "a", "nothing at all"])
def test_suggestions_are_as_the_groups_own_schemas_say(client, name, kind, prefix):
    official(client.get(f"/reconcile/suggest/{kind}", query_string={"prefix": prefix}).json, name)


@pytest.mark.usefixtures("group")
def test_what_is_asked_here_is_as_the_groups_own_schemas_say():
    assert official(QUERIES, "reconciliation-query-batch")
    assert official(FETCHED, "data-extension-query")


def test_queries_and_values_are_not_asked_for_at_once(client):
    assert client.post("/reconcile", data={"queries": "{}", "extend": "{}"}).status_code == 400


def test_any_page_may_ask(client):
    answer = client.options("/reconcile", headers={"Origin": "https://tables.example"})
    assert "POST" in answer.headers["Access-Control-Allow-Methods"]


def test_what_is_asked_again_need_not_be_sent_again(client):
    first = client.get("/reconcile/suggest/entity?prefix=ann")
    again = client.get("/reconcile/suggest/entity?prefix=ann", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304


DOCS = (Path(__file__).parents[2] / "docs" / "reconcile.md").read_text(encoding="utf-8")


def test_the_docs_tell_of_every_property_limit_and_address(app):
    assert re.findall(r"^\| `([\w:]+)` \|", DOCS, re.MULTILINE) == [each.id for each in properties()]
    for told in (f"{BATCH} queries", f"{IDS} entities", f"{PROPERTIES} properties", f"{HIGHEST} candidates"):
        assert told in DOCS
    rules = {rule.rule.split("<")[0] for rule in app.url_map.iter_rules() if rule.endpoint.startswith("reconcile.")}
    assert [rule for rule in rules if f"`{rule}" not in DOCS] == []


def test_the_batch_of_the_docs_is_read(client):
    (queries,) = re.findall(r"--data-urlencode 'queries=(.*)'", DOCS)
    conforms(client.post("/reconcile", data={"queries": queries}).json, RESULTS)
