import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

import server
from kg.errors import UsageError
from kg.stores import open_store, open_view
from server.assembly import close

RUN = """
import sys
from pathlib import Path
from kg.stores import open_view
from server import create_app, serve
with open_view(Path(sys.argv[1])) as view:
    serve(create_app(view, seconds=3), port=int(sys.argv[2]))
"""


def free_port():
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


@pytest.fixture(scope="module")
def running(store):
    port = free_port()
    process = subprocess.Popen([sys.executable, "-c", RUN, str(store), str(port)], stderr=subprocess.PIPE)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{address}/health", timeout=5).close()
            break
        except OSError:
            time.sleep(0.1)
    yield process, address, port
    process.kill()
    process.communicate()


def fetched(address):
    with urllib.request.urlopen(address, timeout=20) as response:
        return response.status, dict(response.headers), response.read()


def test_a_real_server_answers_and_hides_its_version(running):
    _, address, _ = running
    status, headers, body = fetched(f"{address}/sparql?query=ASK%20%7B%7D")
    assert (status, headers["Server"]) == (200, "habeas")
    assert b"true" in body


def test_a_real_server_streams_its_dump(running):
    assert fetched(f"{running[1]}/dump.ttl")[2].startswith(b"@prefix")


def test_a_busy_port_is_one_sentence(running, store):
    with open_view(store) as view:
        app = server.create_app(view)
        with pytest.raises(UsageError, match=r"cannot serve at 127.0.0.1 port \d+: another program is using it"):
            server.serve(app, port=running[2])


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="children are found in /proc")
def test_interrupting_ends_the_server_and_its_query_processes(running):
    process, address, _ = running
    fetched(f"{address}/sparql?query=ASK%20%7B%7D")
    children = re.findall(r"\d+", Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text())
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=10)
    assert b"Traceback" not in said
    assert process.returncode == 0
    assert not [pid for pid in children if alive(int(pid))]


def alive(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().split()[2]


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
