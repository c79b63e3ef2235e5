"""The snippets of docs/clients.md, each run by its own program against a server at work over the example corpus."""

import http.client
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections import Counter
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
import pytest
from test_serving import started

from kg.stores import open_store

ROOT = Path(__file__).parents[2]
README, TEXT, SERVER = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/clients.md", "docs/server.md")
)
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)
PLACE = "http://localhost:8000"
QUERY = next(text for language, text in BLOCKS if language == "sparql")
MODULES = Path(os.environ.get("HABEAS_NODE_MODULES", "node_modules"))
"""Where npm has put its packages: tests install none."""


@pytest.fixture(scope="module")
def address(built):
    with started(built, seconds=20) as (_, found, _):
        yield found


@pytest.fixture
def folder(tmp_path):
    """Where a snippet runs: the query lies there, and the packages of npm where there are any."""
    (tmp_path / "detained.rq").write_text(QUERY, encoding="utf-8")
    if MODULES.is_dir():
        (tmp_path / "node_modules").symlink_to(MODULES.resolve())
    return tmp_path


def snippets(language, sign=""):
    """The snippets of a language that have a word in them, for the server at an address."""
    return [text for name, text in BLOCKS if name == language and sign in text]


def ran(folder, command, snippet, address):
    """What a snippet prints."""
    (folder / "snippet.mjs").write_text(snippet.replace(PLACE, address), encoding="utf-8")
    done = subprocess.run(
        [*command, "snippet.mjs"], cwd=folder, capture_output=True, encoding="utf-8", timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def names(view):
    """Persons and sources, as the graph itself gives them."""
    return {(row["person"].value, row["source"].value) for row in view.query(QUERY)}


def assert_told(output, view):
    """Each row stands in one line of what was printed."""
    lines = output.splitlines()
    assert len(names(view)) > 3
    for person, source in names(view):
        assert any(person in line and source in line for line in lines), output


def needs(*programs, module=None):
    """Skip where a program or a module of Python is not installed."""
    for program in programs:
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")
    if module and not find_spec(module):
        pytest.skip(f"{module} is not installed")


def loads(folder, *command):
    """Skip where a program does not load what a snippet needs: Comunica 5 needs Node 22."""
    if subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode:
        pytest.skip(f"fails here: {' '.join(command)}")


@pytest.mark.parametrize("number", range(3), ids=["form", "direct", "get"])
def test_curl_prints_the_rows(folder, address, view, number):
    needs("curl", "sh")
    (commands,) = snippets("sh")
    assert commands.count("\n") == 3
    told = ran(folder, ["sh"], commands.splitlines()[number], address)
    if number == 1:
        told = "\n".join(map(json.dumps, json.loads(told)["results"]["bindings"])).encode().decode("unicode-escape")
    assert_told(told, view)


@pytest.mark.parametrize("module", ["pandas", "SPARQLWrapper", "rdflib"])
def test_a_snippet_in_python_prints_the_rows(folder, address, view, module):
    needs(module=module)
    (snippet,) = snippets("python", f"from {module}" if module != "pandas" else "import pandas")
    assert_told(ran(folder, [sys.executable, "-W", "error"], snippet, address), view)


def test_the_snippet_in_r_prints_the_rows(folder, address, view):
    needs("Rscript")
    loads(folder, "Rscript", "-e", "library(httr)")
    (snippet,) = snippets("r")
    assert_told(ran(folder, ["Rscript"], snippet, address), view)


@pytest.mark.parametrize("package", ["", "fetch-sparql-endpoint", "@comunica/query-sparql"])
def test_a_snippet_in_javascript_prints_the_rows(folder, address, view, package):
    needs("node")
    if package:
        loads(folder, "node", "--input-type=module", "-e", f"import '{package}'")
    (snippet,) = snippets("js", package or "await fetch(")
    assert_told(ran(folder, ["node"], snippet, address), view)


def test_no_snippet_is_left_out():
    run = {"sparql": 2, "sh": 1, "python": 3, "r": 1, "js": 3, "html": 1}
    assert Counter(language for language, _ in BLOCKS) == run


def test_the_command_of_the_readme_prints_rows(address):
    needs("curl", "sh")
    (command,) = [line for line in README.splitlines() if line.startswith("curl ")]
    done = subprocess.run(
        ["sh", "-c", f"{command.replace(PLACE, address)} -sf"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert len(done.stdout.splitlines()) > 3


def test_the_query_of_the_readme_finds_something(view):
    (query,) = re.findall(r"^```sparql\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    assert len(list(view.query(query))) > 3


def test_the_commands_that_write_do_what_the_page_says(tmp_path):
    needs("curl", "sh")
    (commands,) = [text for text in re.findall(r"^```sh\n(.*?)^```", SERVER, re.DOTALL | re.MULTILINE) if "-T" in text]
    (tmp_path / "notes.ttl").write_text("<urn:a> <urn:p> 1 . <urn:b> <urn:p> 2 .", encoding="utf-8")
    (tmp_path / "token").write_text("0123456789abcdef", encoding="utf-8")
    with open_store(tmp_path / "store"):
        pass
    with started(tmp_path / "store", writable="true", token_file=tmp_path / "token") as (_, address, _):
        done = subprocess.run(
            ["sh", "-ec", commands.replace(PLACE, address)],
            cwd=tmp_path,
            env={**os.environ, "HABEAS_TOKEN": "0123456789abcdef"},
            check=False,
        )
        with urllib.request.urlopen(f"{address}/store?graph=urn:notes", timeout=20) as response:
            kept = response.read().decode()
    assert done.returncode == 0
    assert (kept.count("urn:p"), "urn:b" in kept) == (1, False)
    assert (tmp_path / "dump.nq").read_text(encoding="utf-8").count("<urn:notes>") == 1


YASQE = {"Origin": "https://editor.example", "Content-Type": "application/x-www-form-urlencoded"}
"""What a browser adds to the requests that @triply/yasqe 4.2 makes with superagent; POST is its default."""


def yasqe(address, method, query, accept):
    """A request as YASGUI's editor sends it: one argument, named for the kind of the query, encoded as a component."""
    body = "query=" + quote(query, safe="!'()*~")
    target, sent = ("/sparql", body) if method == "POST" else (f"/sparql?{body}", None)
    with closing(http.client.HTTPConnection(address.removeprefix("http://"), timeout=30)) as connection:
        connection.request(method, target, sent, {**YASQE, "Accept": accept})
        response = connection.getresponse()
        return response, response.read()


@pytest.mark.parametrize("method", ["POST", "GET"])
def test_a_table_comes_to_yasgui_as_it_asks_for_one(address, view, method):
    assert f"{PLACE}/sparql" in snippets("html")[0]
    response, body = yasqe(address, method, QUERY, "application/sparql-results+json,*/*;q=0.9")
    rows = json.loads(body)["results"]["bindings"]
    assert {(row["person"]["value"], row["source"]["value"]) for row in rows} == names(view)
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers.get_content_type() == "application/sparql-results+json"


def test_a_graph_comes_to_yasgui_as_it_asks_for_one(address):
    response, body = yasqe(address, "POST", "DESCRIBE ?x { ?x a [] } LIMIT 1", "application/n-triples,*/*;q=0.9")
    assert response.headers.get_content_type() == "application/n-triples"
    assert list(ox.parse(body, format=ox.RdfFormat.N_TRIPLES))


def test_another_server_asks_this_one_by_service(address):
    query = snippets("sparql", "SERVICE")[0].replace(PLACE, address)
    assert len(list(ox.Store().query(query))) > 3
