"""The engine over a real store: its processes are killed, replaced, shared out, and never keep anybody waiting."""

import json
import os
import select
import signal
import threading
import time
from pathlib import Path

import pytest

from kg.stores import open_store, open_view
from server import create_app
from server.assembly import close
from server.engine.answers import BrokenError, BusyError, RefusedError, Request, ShareError, TimeLimitError
from server.engine.lanes import Lane, Rules
from server.engine.limits import Limits
from server.engine.nursery import Nursery
from server.engine.worker import Task
from server.engine.workers import Workers

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l FILTER(?a != ?l) }"
DIGITS = " ".join(map(str, range(100)))
MILLION = f"SELECT * {{ VALUES ?a {{ {DIGITS} }} VALUES ?b {{ {DIGITS} }} VALUES ?c {{ {DIGITS} }} }}"


@pytest.fixture
def engine(store):
    made = []

    def start(**limits):
        made.append(Workers(store, Limits(**limits)))
        return made[-1]

    yield start
    for each in made:
        each.close()


@pytest.fixture(scope="module")
def shared(store):
    """One engine for all tests that leave nothing behind."""
    made = Workers(store, Limits(seconds=60, rows=10**6, quick=0.2))
    yield made
    made.close()


def ask(query, rows="json", graph="nt", **others):
    return Request(query, rows, graph, **others)


def test_a_small_answer_is_whole(shared):
    answer = shared.answer(ask("SELECT (1 AS ?x) {}"), 0)
    assert (answer.kind, answer.form, answer.truncated) == ("rows", "json", False)
    assert json.loads(answer.body)["results"]["bindings"][0]["x"]["value"] == "1"
    assert answer.whole() == answer.body


def test_a_large_answer_comes_in_pieces_and_frees_its_worker_at_the_end(shared):
    answer = shared.answer(ask(f"{MILLION} LIMIT 30000"), 0)
    assert (answer.body, answer.count, answer.truncated) == (None, None, None)
    assert len(json.loads(b"".join(answer.pieces))["results"]["bindings"]) == 30_000
    assert (answer.count, answer.truncated) == (30_000, False)
    assert shared.statistics()["slow_at_work"] == 0


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_the_first_piece_leaves_before_the_last_row_is_found(shared, form):
    answer = shared.answer(ask(MILLION, form), 0)
    pieces = answer.pieces
    assert next(pieces)
    assert shared.statistics()["slow_at_work"] == 1
    answer.close()
    assert shared.statistics()["slow_at_work"] == 0


def test_a_stream_that_runs_out_of_time_breaks_off(engine):
    slow = engine(seconds=1.5, quick=0.1, rows=10**9, size=10**9)
    few = "FILTER(STRSTARTS(SHA512(STR(?a * ?b + ?c * ?d + ?e)), '0'))"
    further = f"}} VALUES ?d {{ {DIGITS} }} VALUES ?e {{ {DIGITS} }} {few}"
    answer = slow.answer(ask(MILLION.replace("}", further, 1)), 0)
    with pytest.raises(TimeLimitError):
        answer.whole()
    assert slow.statistics()["cut_off"] == 1
    assert slow.statistics()["slow_at_work"] == 0


def test_an_answer_that_nobody_reads_gives_its_worker_back(engine):
    limited = engine(seconds=1, quick=0.1, delivery=0.2, rows=10**9, size=10**9)
    answer = limited.answer(ask(MILLION), 0)
    until = time.monotonic() + 20
    while limited.statistics()["slow_at_work"] and time.monotonic() < until:
        time.sleep(0.05)
    assert limited.statistics()["slow_at_work"] == 0
    with pytest.raises(BrokenError):
        answer.whole()


@pytest.mark.parametrize(
    ("query", "status", "words"),
    [
        ("SELECT * { ?s ?p }", 400, "line 1"),
        ("CLEAR ALL", 403, "read-only"),
        ("SELECT * { SERVICE <http://127.0.0.1/> {} }", 400, "SERVICE is refused"),
    ],
)
def test_what_a_query_is_at_fault_for_is_refused_with_its_status(shared, query, status, words):
    with pytest.raises(RefusedError, match=words) as caught:
        shared.answer(ask(query), 0)
    assert caught.value.status == status


def test_an_endless_query_is_stopped_and_remembered(engine):
    small = engine(seconds=0.6, quick=0.2)
    for _ in range(2):
        with pytest.raises(TimeLimitError, match=r"longer than 0\.6 s"):
            small.answer(ask(ENDLESS), 0)
    counts = small.statistics()
    assert (counts["quick_overran"], counts["stopped"]) == (1, 2)


@pytest.mark.parametrize("query", ["SELECT (1 AS ?x) {}", f"{MILLION} LIMIT 3000"], ids=["whole", "streamed"])
def test_a_query_that_overran_by_chance_begins_in_the_quick_lane_again(engine, query):
    busy = engine(quick=30.0, seconds=60)
    wire = {"query": query, "generation": 0, "union": True, "base": None, "default_graph": None, "named_graphs": None}
    busy._long.add(wire)
    for _ in range(2):
        busy.answer(ask(query), 0).whole()
    counts = busy.statistics()
    assert (counts["slow_answered"], counts["quick_answered"]) == (1, 1)


def test_a_query_that_eats_memory_breaks_its_process_and_harms_nobody(engine):
    doubled = " ".join(f"BIND(CONCAT(?a{i}, ?a{i}) AS ?a{i + 1})" for i in range(30))
    small = engine(memory=2**31, seconds=20)
    with pytest.raises((BrokenError, RefusedError)) as caught:
        small.answer(ask(f"SELECT (STRLEN(?a30) AS ?n) {{ BIND('aaaaaaaa' AS ?a0) {doubled} }}"), 0)
    assert caught.value.status == 503
    assert small.answer(ask("ASK {}"), 0).body == b'{"head":{},"boolean":true}'


@pytest.fixture
def lane(store):
    nursery = Nursery(Task(str(store), 2**32))
    lanes = []

    def start(**rules):
        lanes.append(Lane(nursery, Rules(**{"workers": 2, "share": 1, "queue": 9, "patience": 0.0, **rules})))
        return lanes[-1]

    yield start
    for each in lanes:
        each.close()
    nursery.close()


def test_one_client_has_its_share_and_no_more(lane):
    shared = lane()
    held = shared.lend("greedy")
    with pytest.raises(ShareError):
        shared.lend("greedy")
    shared.take_back("modest", shared.lend("modest"))
    shared.take_back("greedy", held)
    assert shared.lend("greedy").alive


def test_we_ourselves_have_no_share_and_a_full_lane_is_busy(lane):
    ours = lane()
    assert [ours.lend("").alive, ours.lend("").alive] == [True, True]
    with pytest.raises(BusyError):
        ours.lend("")


def test_no_more_wait_than_the_queue_holds(lane):
    full = lane(workers=1, queue=0, patience=60.0)
    full.lend("a")
    with pytest.raises(BusyError):
        full.lend("b")


def test_who_waits_gets_the_worker_that_is_given_back(lane):
    one = lane(workers=1, patience=60.0)
    held, got = one.lend("a"), []
    waiting = threading.Thread(target=lambda: got.append(one.lend("b")))
    waiting.start()
    one.take_back("a", held)
    waiting.join()
    assert got == [held]
    assert one.gauges() == {"at_work": 1, "waiting": 0}


ASKED = {
    "query": "ASK {}",
    "rows": "json",
    "graph": "nt",
    "default_graph": None,
    "named_graphs": None,
    "union": True,
    "base": None,
    "most": 9,
    "size": 99,
    "generation": 0,
    "lane": "quick",
    "seconds": 60,
}


@pytest.mark.parametrize("alive", [True, False])
def test_who_waits_finds_the_worker_at_the_query_unless_it_has_died(lane, alive):
    one, got = lane(workers=1, patience=60.0), []
    held = one.lend("a")
    assert held.handed(dict(ASKED))
    held.answer(60)
    waiting = threading.Thread(target=lambda: got.append(one.lend("b", ASKED)))
    waiting.start()
    while not one.gauges()["waiting"]:
        time.sleep(0.001)
    if not alive:
        os.kill(held._pid, signal.SIGKILL)
        assert select.select([held._frames._socket], [], [], 60)[0]  # it is gone
    one.take_back("a", held)
    waiting.join()
    assert (got[0] is held, got[0].asked is ASKED) == (alive, alive)
    assert got[0].asked is ASKED or got[0].handed(ASKED)
    assert got[0].answer(60)[1] == b'{"head":{},"boolean":true}'


def test_a_newer_generation_is_read_by_the_same_process(tmp_path):
    with open_store(tmp_path / "store") as opened, open_view(tmp_path / "store") as view:
        engine = Workers(tmp_path / "store", Limits())
        before = engine.answer(ask("ASK { ?s ?p ?o }"), view.generation)
        opened.rebuild([{"http://localhost:8000/graph/g": frozenset([("<a:s>", "<a:p>", "<a:o>")])}])
        opened.publish({"code": "new"})
        view.refresh()
        after = engine.answer(ask("ASK { ?s ?p ?o }"), view.generation)
        assert engine.statistics()["workers_started"] == 1
        engine.close()
    assert (b"false" in before.body, b"true" in after.body) == (True, True)
    assert (before.generation, after.generation) == (0, view.generation)


@pytest.mark.skipif(not Path("/proc/self/ns/net").exists(), reason="networks of processes are found in /proc")
def test_a_worker_has_a_network_of_its_own_where_the_system_lets_it(shared):
    shared.answer(ask("ASK {}"), 0)
    worker = shared._quick._idle[-1]
    apart = Path(f"/proc/{worker._pid}/ns/net").readlink() != Path("/proc/self/ns/net").readlink()
    assert apart is ("network" in worker.walls)


def test_a_zygote_that_died_is_replaced(engine):
    made = engine()
    made.answer(ask("ASK {}"), 0)
    made._nursery._zygote._process.kill()
    made._nursery._zygote._process.wait()
    for worker in made._quick._idle:
        worker.stop()
    assert made.answer(ask("ASK {}"), 0).body


def test_a_worker_that_died_while_it_was_idle_costs_nobody_an_answer(engine):
    made = engine(workers=1)
    made.answer(ask("ASK {}"), 0)
    worker = made._quick._idle[0]
    os.kill(worker._pid, signal.SIGKILL)
    assert select.select([worker._frames._socket], [], [], 60)[0]  # it is gone
    assert made.answer(ask("ASK {}"), 0).body
    assert made.statistics()["workers_started"] == 2


@pytest.mark.parametrize(("union", "expected"), [(True, b"true"), (False, b"false")])
def test_the_default_graph_is_the_union_or_the_unnamed_one(shared, union, expected):
    assert expected in shared.answer(ask("ASK { ?s ?p ?o }", union=union), 0).body


def test_relative_iris_are_resolved_against_the_base(shared):
    body = shared.answer(ask("SELECT (<x> AS ?x) {}", base="http://a.example/b/"), 0).body
    assert b"http://a.example/b/x" in body


def test_a_page_fetches_no_more_rows_than_it_shows(store):
    with open_view(store) as view:
        app = create_app(view, rows=50_000)
        page = app.test_client().get("/sparql", query_string={"query": MILLION, "format": "html"})
        close(app)
    assert page.text.count("<tr>") == 1 + 1000
    assert "Cut: there are more than the 1,000" in page.text


def test_who_came_first_goes_first_but_for_those_whose_share_is_used_up(lane):
    two, went = lane(patience=60.0), []
    first, second = two.lend("a"), two.lend("b")

    def wait(client):
        worker = two.lend(client)
        went.append(client)
        two.take_back(client, worker)

    waiting = [threading.Thread(target=wait, args=(client,)) for client in "acd"]
    for number, thread in enumerate(waiting, 1):
        thread.start()
        while two.gauges()["waiting"] < number:
            time.sleep(0.001)
    two.take_back("b", second)  # "a" has one already
    for thread in waiting[1:]:
        thread.join()
    two.take_back("a", first)
    waiting[0].join()
    assert went == ["c", "d", "a"]
