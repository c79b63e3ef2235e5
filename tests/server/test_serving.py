import os
import re
import select
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path

import pytest

import server
from kg.errors import UsageError
from kg.stores import open_store, open_view
from server.assembly import close
from server.engine.processors import BEGUN

RUN = """
import sys
from pathlib import Path
from server import configured, run
flags = dict(each.split("=") for each in sys.argv[2:])
run(configured(Path(sys.argv[1]), flags, {}, None))
"""
SERVERS = ["waitress", pytest.param("granian", marks=pytest.mark.skipif(not find_spec("granian"), reason="an extra"))]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n1 ?o . ?p ?q ?r . ?s ?t ?u }"


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@contextmanager
def started(store, **flags):
    """A server in a process of its own; ends with the block, whatever happened in it."""
    port = free_port()
    told = [f"{name}={value}" for name, value in {"port": port, "seconds": 3, "log": "none", **flags}.items()]
    process = subprocess.Popen([sys.executable, "-c", RUN, str(store), *told], stderr=subprocess.PIPE)
    try:
        for _ in range(300):
            with suppress(OSError):
                urllib.request.urlopen(f"http://127.0.0.1:{port}/ready", timeout=30).close()
                break
            time.sleep(0.1)
        yield process, f"http://127.0.0.1:{port}", port
    finally:
        process.kill()
        with suppress(ValueError):  # closed by the test
            process.communicate(timeout=60)


@pytest.fixture(scope="module", params=SERVERS)
def running(store, request):
    with started(store, server=request.param) as found:
        yield found


def fetched(address):
    with urllib.request.urlopen(address, timeout=20) as response:
        return response.status, dict(response.headers), response.read()


def test_a_real_server_answers_and_hides_its_version(running):
    _, address, _ = running
    status, headers, body = fetched(f"{address}/sparql?query=ASK%20%7B%7D")
    assert (status, b"true" in body) == (200, True)
    assert re.fullmatch("habeas|granian", {k.lower(): v for k, v in headers.items()}["server"])
    assert not re.search(
        r"(waitress|granian|werkzeug|flask|python|oxigraph)[/ ]?\d", f"{headers} {body}", re.IGNORECASE
    )


def test_a_real_server_streams_its_dump(running):
    assert fetched(f"{running[1]}/dump.ttl")[2].startswith(b"@prefix")


def test_a_busy_port_is_one_sentence(running, store):
    with open_view(store) as view:
        app = server.create_app(view)
        with pytest.raises(UsageError, match=r"cannot serve at 127.0.0.1 port \d+: another program is using it"):
            server.serve(app, port=running[2])


def children(pid):
    """The processes that a process has started."""
    return [int(found) for told in Path(f"/proc/{pid}/task").glob("*/children") for found in told.read_text().split()]


def descendants(pid):
    """The processes that a process has started, and those that they have."""
    found = children(pid)
    return found + [each for child in found for each in descendants(child)]


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="children are found in /proc")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("kind", SERVERS)
def test_a_signal_ends_the_server_and_its_query_processes(store, kind, number):
    with started(store, server=kind) as (process, address, _):
        fetched(f"{address}/sparql?query=ASK%20%7B%7D")
        started_by_it = descendants(process.pid)
        process.send_signal(number)
        _, said = process.communicate(timeout=30)
        assert (process.returncode, b"Traceback" in said) == (0, False), said
        assert started_by_it
        assert gone(started_by_it)


def gone(pids):
    """Whether all processes end within a while: a query process notices that its server has gone."""
    for _ in range(100):
        if not any(map(alive, pids)):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not find_spec("granian"), reason="an extra")
def test_several_processes_are_one_server(store):
    with started(store, server="granian", processes=3) as (process, address, _):
        for number in range(30):
            assert fetched(f"{address}/sparql?query=ASK%7B%7D%23{number}")[0] == 200
        told = {fetched(f"{address}/metrics")[2].decode() for _ in range(10)}
        started_by_it = descendants(process.pid)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
        assert (process.returncode, gone(started_by_it)) == (0, True)
    assert all('habeas_requests_total{address="sparql",method="GET",status="200"} 30.0' in each for each in told)
    assert all("habeas_generation 1.0" in each for each in told)


@pytest.mark.skipif(len(BEGUN) < 2 or not find_spec("granian"), reason="two processors, and an extra")
def test_pinned_processes_keep_to_a_processor_each_and_their_slow_lanes_go_where_there_is_room(store):
    with started(store, server="granian", processes=2, pinned=True, quick=0.2, seconds=1) as (process, address, _):
        assert asked(address, 20, "ASK {}") == [200] * 20
        assert asked(address, 1, ENDLESS) == [504]
        servers = [each for each in children(process.pid) if len(kept(each)) == 1]
        assert len(set(map(kept, servers))) == len(servers) == 2
        queries = {at: kept(each) for each in servers for at in descendants(each)}
        slow = {at for at in queries if os.getpriority(os.PRIO_PROCESS, at) > 0}
        assert slow
        assert {kept(at) for at in slow} == {BEGUN}
        assert any(kept(at) == home for at, home in queries.items())


def kept(pid):
    """The processors that a process keeps to."""
    return tuple(sorted(os.sched_getaffinity(pid)))


def asked(address, times, query):
    """The statuses of a query asked so many times, each time as another."""
    return [status(f"{address}/sparql?query={urllib.parse.quote(query)}%23{number}") for number in range(times)]


def status(address):
    try:
        return fetched(address)[0]
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ({"server": "waitress"}, "--processes needs --server granian"),
        ({"server": "waitress", "processes": 1, "pinned": True}, "--pinned needs --server granian"),
        ({"server": "granian", "writable": True}, "one process"),
    ],
)
def test_processes_that_cannot_be_as_wanted_are_one_sentence(store, setting, said):
    told = {"processes": 2, "token": "a-token-of-16-characters", **setting}
    with pytest.raises(UsageError, match=said):
        server.run(server.configured(store, told, {}, None))


@pytest.mark.parametrize("kind", SERVERS)
def test_a_request_at_work_is_answered_before_the_server_ends(store, kind):
    with started(store, server=kind, seconds=2) as (process, address, port):
        with socket.create_connection(("127.0.0.1", port)) as asking:
            query = urllib.parse.quote(ENDLESS)
            asking.sendall(f"GET /sparql?query={query} HTTP/1.1\r\nHost: a\r\n\r\n".encode())
            for _ in range(100):
                if b"habeas_in_flight 2.0" in fetched(f"{address}/metrics")[2]:
                    break
                time.sleep(0.01)
            process.send_signal(signal.SIGTERM)
            assert asking.recv(100).startswith(b"HTTP/1.1 504")
        _, said = process.communicate(timeout=30)
        assert (process.returncode, b"Traceback" in said) == (0, False), said


@pytest.mark.parametrize("size", [2**20 + 1, 30 * 2**20])
def test_a_client_that_sends_too_much_reads_why(running, size):
    asked = urllib.request.Request(f"{running[1]}/sparql", b"x" * size, {"Content-Type": "application/sparql-query"})
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(asked, timeout=30)
    assert refused.value.code == 413
    refused.value.close()


def told(port, request):
    """Status line, headers and body of the answer to a request as it is written here."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as asking:
        asking.sendall(request.encode())
        answer = b"".join(iter(lambda: asking.recv(2**16), b""))
    head, _, body = answer.decode().partition("\r\n\r\n")
    return head.split("\r\n")[0], head.lower(), body


@pytest.mark.parametrize(
    ("request_line", "body", "statuses"),
    [
        ("get /sparql?query=ASK{} HTTP/1.1", "", {"400", "501"}),
        ("POST /sparql HTTP/1.1", "x" * (2**20 + 1), {"413"}),
    ],
)
def test_what_is_not_even_taken_in_is_told_as_all_other_errors_are(running, request_line, body, statuses):
    size = f"Content-Length: {len(body)}\r\n" if body else ""
    line, headers, said = told(running[2], f"{request_line}\r\nHost: a\r\nConnection: close\r\n{size}\r\n{body}")
    assert line.split()[1] in statuses
    assert all(f"\r\n{name}: " in headers for name in ("access-control-allow-origin", "x-request-id"))
    assert said.endswith(".\n")
    assert said.count("\n") == 1


def test_a_path_that_begins_with_two_slashes_is_the_same_to_every_server(running):
    line, _, body = told(running[2], "GET //sparql?query=ASK{} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert (line.split()[1], "true" in body) == ("200", True)


@pytest.mark.parametrize("head", ["HTTP/1.0", "HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nConnection: close"])
def test_a_request_without_a_host_or_with_a_body_that_never_comes_is_answered(running, head):
    line, _, body = told(running[2], f"GET /documents {head}\r\n\r\n")
    assert (line.split()[1], "<h1" in body) == ("200", True)


@pytest.mark.parametrize("kind", SERVERS)
def test_clients_that_send_a_byte_at_a_time_or_nothing_keep_nobody_out(store, kind):
    begun = [b"", b"GET / HT", b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nq"]
    with started(store, server=kind, threads=4) as (_, address, port), ExitStack() as held:
        for number in range(90):
            slow = held.enter_context(socket.create_connection(("127.0.0.1", port)))
            slow.sendall(begun[number % 3])
        assert fetched(f"{address}/sparql?query=ASK%20%7B%7D")[0] == 200


@pytest.mark.parametrize("kind", SERVERS)
def test_a_request_that_takes_too_long_to_arrive_is_let_go(store, kind):
    with started(store, server=kind, idle=1) as (_, _, port), socket.create_connection(("127.0.0.1", port)) as slow:
        slow.settimeout(30)
        slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: a\r\nContent-Length: 99999\r\n\r\n")
        with suppress(ConnectionError):
            for _ in range(2000):
                slow.sendall(b"x" * 8)
                time.sleep(0.01)
                if select.select([slow], [], [], 0)[0]:
                    break
            assert slow.recv(100)[:12] in (b"", b"HTTP/1.1 408")


def alive(pid):
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def test_a_build_is_seen_by_a_server_at_work(tmp_path):
    with open_store(tmp_path / "store") as opened, open_view(tmp_path / "store") as view:
        app = server.create_app(view)
        before = app.test_client().get("/health").json["generation"]
        opened.rebuild([{"http://localhost:8000/graph/g": frozenset([("<a:s>", "<a:p>", "<a:o>")])}])
        opened.publish({"code": "new"})
        time.sleep(1.1)
        after = app.test_client().get("/health").json
        asked = app.test_client().get("/sparql", query_string={"query": "ASK { <a:s> ?p ?o }"})
        close(app)
    assert after["generation"] > before
    assert after["triples"] == 1
    assert asked.json["boolean"] is True


def test_an_empty_store_has_pages_too(tmp_path):
    with open_store(tmp_path / "store"):
        pass
    with open_view(tmp_path / "store") as view:
        app = server.create_app(view)
        assert "Nothing has been built yet" in app.test_client().get("/").text
        assert app.test_client().get("/claims").status_code == 200
        close(app)


def test_an_unknown_setting_is_one_sentence(store):
    with open_view(store) as view, pytest.raises(UsageError, match="no setting 'colour'"):
        server.create_app(view, colour="red")


@pytest.mark.parametrize(
    ("base", "host", "port", "warned"),
    [
        ("http://localhost:8000/", "127.0.0.1", 8000, False),
        ("http://127.0.0.1:8000/", "localhost", 8000, False),
        ("http://localhost:8000/", "0.0.0.0", 8000, False),
        ("http://localhost:8000/", "127.0.0.1", 8080, True),
        ("https://data.example/kg/", "127.0.0.1", 8000, True),
        ("http://localhost/", "127.0.0.1", 80, False),
        ("http://other.example:8000/", "127.0.0.1", 8000, True),
    ],
)
def test_a_base_that_leads_elsewhere_is_warned_about(base, host, port, warned):
    sentence = server.base_warning(base, host, port)
    assert bool(sentence) is warned
    assert not warned or base in sentence


@pytest.mark.parametrize("host", ["no such host", "203.0.113.1"])
def test_an_address_that_cannot_be_had_is_one_sentence(store, host):
    with open_view(store) as view:
        app = server.create_app(view)
        with pytest.raises(UsageError, match="cannot serve at"):
            server.serve(app, host=host, port=free_port())
