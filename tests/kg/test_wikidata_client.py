"""Wikidata's services on loopback: what is asked and how, what is kept, and how a busy or strict one is met."""

import threading
from datetime import date
from email.utils import formatdate

import pytest
from wikidata import ANN, BODY, HUMAN, authority, entity, item, statement
from wikidata_service import serving
from world import built, write

from kg.errors import UsageError
from kg.stores import Revision, open_store, open_view
from kg.wikidata.answers import Answers
from kg.wikidata.client import Client, contact
from kg.wikidata.items import CONCEPT, Deleted, Item, Redirect


class Clock:
    """A clock that goes on only by sleeping."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def sleep(self, seconds):
        self.now += seconds
        self.slept.append(seconds)


@pytest.fixture
def client(tmp_path):
    opened = []

    def make(service, name="cache.sqlite", **more):
        clock = more.pop("clock", Clock())
        opened.append(Answers(tmp_path / name, **more))
        parts = {"api": service.url, "reconciliation": service.url, "clock": lambda: clock.now, "sleep": clock.sleep}
        return Client("ann@example.org", opened[-1], timeout=5, **parts)

    yield make
    for answers in opened:
        answers.close()


@pytest.mark.parametrize("told", [None, "", "me", "änn@example.org"])
def test_nobody_is_asked_until_the_operator_says_who_they_are(monkeypatch, told):
    monkeypatch.delenv("HABEAS_CONTACT", raising=False)
    if told is not None:
        monkeypatch.setenv("HABEAS_CONTACT", told)
    with pytest.raises(UsageError, match="HABEAS_CONTACT"):
        contact()


def test_items_come_in_batches_of_fifty_by_a_caller_who_says_who_they_are(client):
    world = [entity(f"Q{9000000000 + number}") for number in range(1, 121)]
    with serving(world=world) as service:
        found = list(client(service).entities([each["id"] for each in world]))
    assert [item.id for item in found] == [each["id"] for each in world]
    assert [len(asked["ids"].split("|")) for asked in service.asked] == [50, 50, 20]
    assert {asked["maxlag"] for asked in service.asked} == {"5"}
    assert "(ann@example.org)" in service.headers[0]["User-Agent"]


def test_requests_are_a_second_apart(client):
    clock, ids = Clock(), [f"Q{9000000000 + number}" for number in range(1, 121)]
    with serving() as service:
        list(client(service, clock=clock).entities(ids))
    assert clock.now >= 2


def test_what_was_answered_is_not_asked_again_and_an_interrupted_call_goes_on(client):
    with serving(world=[entity()]) as service:
        list(client(service).entities([ANN]))
        list(client(service).entities([ANN, BODY]))
    assert [asked["ids"] for asked in service.asked] == [ANN, BODY]


def test_an_old_answer_is_asked_for_again(client):
    with serving(world=[entity()]) as service:
        list(client(service, today=date(2026, 1, 1)).entities([ANN]))
        list(client(service, today=date(2026, 3, 1)).entities([ANN]))
    assert len(service.asked) == 2


def test_merged_deleted_and_only_multilingual_items_are_told_as_they_are(client):
    merged = entity(ANN, {"mul": "Ann Lee"}, redirects={"from": BODY, "to": ANN})
    answer = {"entities": {ANN: merged, "Q9000000009": {"id": "Q9000000009", "missing": ""}}}
    with serving((200, {}, answer)) as service:
        found = list(client(service).entities([BODY, "Q9000000009"]))
    assert [type(each) for each in found] == [Redirect, Item, Deleted]
    assert found[1].label("fr") == "Ann Lee"


LAGGING = {"error": {"code": "maxlag", "info": "Waiting for a server: 7 seconds lagged"}}
BUSY = {
    "too many requests": ((429, {"Retry-After": "7"}, {}), 7),
    "unavailable": ((503, {"Retry-After": "9"}, {}), 9),
    "until a time": ((429, {"Retry-After": formatdate(0)}, {}), 1),
    "lagging": ((200, {"Retry-After": "6"}, LAGGING), 6),
    "lagging without saying for how long": ((200, {}, LAGGING), 5),
    "bad gateway, nothing said": ((502, {}, {}), 2),
}


@pytest.mark.parametrize("case", BUSY)
def test_a_busy_service_is_asked_again_when_it_says(client, case):
    response, pause = BUSY[case]
    clock = Clock()
    with serving(response, world=[entity()]) as service:
        assert len(list(client(service, clock=clock).entities([ANN]))) == 1
    assert (len(service.asked), max(clock.slept)) == (2, pause)


def test_a_service_that_stays_busy_is_left_alone(client):
    with serving(*[(503, {}, {})] * 9) as service, pytest.raises(UsageError, match="did not answer 5 times"):
        list(client(service).entities([ANN]))
    assert len(service.asked) == 5


def test_a_service_that_wants_a_long_pause_is_not_asked_again(client):
    with serving((429, {"Retry-After": "86400"}, {})) as service, pytest.raises(UsageError, match="86400 seconds"):
        list(client(service).entities([ANN]))
    assert len(service.asked) == 1


REFUSALS = {
    "forbidden": (403, {}, {}),
    "no API": (200, {}, ["a", "list"]),
    "an error of the API": (200, {}, {"error": {"code": "no", "info": "no such"}}),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_a_refusal_is_one_sentence_and_final(client, case):
    with serving(REFUSALS[case]) as service, pytest.raises(UsageError, match=r"refuses|something else"):
        list(client(service).entities([ANN]))
    assert len(service.asked) == 1


def test_a_service_that_does_not_answer_in_time_is_asked_again(client):
    def slow(service):
        fields = service.answer

        def answer(asked):
            stuck.wait(2) if not stuck.is_set() and len(service.asked) == 1 else None
            return fields(asked)

        return answer

    stuck = threading.Event()
    with serving(world=[entity()]) as service:
        service.answer = slow(service)
        asking = client(service)
        asking.timeout = 0.2
        assert len(list(asking.entities([ANN]))) == 1
        stuck.set()
    assert len(service.asked) == 2


def test_a_name_is_searched_for_in_a_language(client):
    with serving(world=[entity(labels={"fr": "Ann Lee"})]) as service:
        assert client(service).search("Ann Lee", "fr") == [ANN]
        assert client(service).search("Ann Lee", "fr") == [ANN]
    (asked,) = service.asked
    assert (asked["language"], asked["uselang"], asked["type"]) == ("fr", "fr", "item")


def test_a_reconciliation_service_is_asked_a_batch(client):
    with serving(world=[entity()]) as service:
        found = client(service).reconciled({"q0": {"query": "Ann Lee", "type": "Q5"}})
    assert found == {"q0": [{"id": ANN, "name": "Ann Lee", "score": 90}]}


def test_a_reconciliation_service_of_other_items_is_refused(client):
    with serving() as service:
        client(service).check()
        service.space = "https://names.example/"
        with pytest.raises(UsageError, match="not items of Wikidata"):
            client(service).check()


@pytest.fixture
def confirmed(tmp_path):
    """A graph of the small world in which Ann Lee is confirmed to be an item."""
    (tmp_path / "source").mkdir()
    built(write(tmp_path / "source", {"a.txt": "Police detained Ann Lee in Velm.\n"}), tmp_path / "graph")
    match = (
        "<http://localhost:8000/person/ann-lee>",
        "<http://www.w3.org/2004/02/skos/core#exactMatch>",
        f"<{CONCEPT}{ANN}>",
    )
    with open_store(tmp_path / "graph") as store:
        store.revise(Revision({f"{store.base}judged": frozenset({match})}))
        store.publish(store.info.digests)
    return tmp_path / "graph"


JUDGE = item(900, "judge", "who decides cases", {"P31": []})
PLACE = statement({"latitude": -3.25, "longitude": 10.5})
WORLD = (item(1, "Ann Lee", "a judge", {"P31": [HUMAN], "P106": ["Q9000000900"], "P625": [PLACE]}), JUDGE)
ASKED = """
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX wdt: <http://www.wikidata.org/prop/direct/>
    SELECT ?name ?office ?place WHERE { GRAPH <http://localhost:8000/wikidata> {
      ?item rdfs:label ?name ; wdt:P106/rdfs:label ?office ; wdt:P625 ?place } }
"""


def told(path):
    with open_view(path) as view:
        return [tuple(term.value for term in row) for row in view.query(ASKED)]


def test_what_wikidata_says_of_confirmed_items_comes_into_a_graph_of_its_own(run, confirmed, monkeypatch):
    monkeypatch.setenv("HABEAS_CONTACT", "ann@example.org")
    monkeypatch.setattr("kg.wikidata.client.APART", 0.0)
    with serving(world=WORLD) as service:
        done = run("enrich", "--store", confirmed, "--api", service.url)
    assert (done.exit_code, "1 of 1" in done.stderr, len(service.asked)) == (0, True, 2), done.output
    assert told(confirmed) == [("Ann Lee", "judge", "Point(10.5 -3.25)")]


def test_an_authority_file_tells_it_without_a_network_and_builds_leave_it(run, confirmed, tmp_path):
    with authority(tmp_path, *WORLD) as opened:
        done = run("enrich", "--store", confirmed, "--authority", opened.path)
    built(tmp_path / "source", confirmed, rebuild=True)
    assert done.exit_code == 0, done.output
    assert told(confirmed) == [("Ann Lee", "judge", "Point(10.5 -3.25)")]


def test_without_contact_or_file_nothing_is_brought(run, confirmed, monkeypatch):
    monkeypatch.delenv("HABEAS_CONTACT", raising=False)
    done = run("enrich", "--store", confirmed)
    assert (done.exit_code, "HABEAS_CONTACT" in done.stderr) == (2, True)
