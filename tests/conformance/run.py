"""The W3C's SPARQL test suite and further checks, over HTTP, against a server of our own: ``make conformance``.

The suite and the harness that runs it are looked for in ``../shared/sparql``. A test may fail only if ``known.toml``
says why; one that is listed there and passes is an error too. ``--write`` puts the figures into docs/conformance.md.
"""

from __future__ import annotations

import argparse
import json
import os
import secrets
import socket
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import urllib.request
from collections import Counter
from contextlib import contextmanager, suppress
from pathlib import Path

ROOT = Path(__file__).parents[2]
SHARED = ROOT.parent / "shared" / "sparql"
PAGE = ROOT / "docs" / "conformance.md"
KNOWN = Path(__file__).with_name("known.toml")
MARKS = ("<!-- {} -->\n", "\n<!-- end of {} -->")
HARNESS = """
import http.server, runpy, sys
port = int(sys.argv.pop(1))
class AtPort(http.server.ThreadingHTTPServer):  # the remote endpoints of the SERVICE tests, at an allowed address
    def __init__(self, address, handler): super().__init__((address[0], port), handler)
http.server.ThreadingHTTPServer = AtPort
runpy.run_module("sparql_conformance", run_name="__main__")
"""


def main():
    """Run the suite; gives the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="put the figures into docs/conformance.md")
    parser.add_argument("--only", action="append", default=[], help="groups or tests whose names hold this")
    asked = parser.parse_args()
    if not SHARED.exists():
        print(f"Skipped: the test suite is not at {os.path.relpath(SHARED)}.")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        outcomes = measured(Path(folder), asked.only)
    told, wrong = table(outcomes), unexpected(outcomes, complete=not asked.only)
    print(told)
    for line in wrong:
        print(line)
    if asked.write and not asked.only:
        page = between(PAGE.read_text(encoding="utf-8"), "figures", told)
        PAGE.write_text(between(page, "reasons", reasons()), encoding="utf-8")
    return 1 if wrong else 0


def measured(folder, only):
    """Run the harness against a fresh server: the outcome of each test."""
    with tarfile.open(SHARED / "w3c-sparql-tests.tar.xz") as packed:
        packed.extractall(folder / "suite", filter="data")
    remote, result = free_port(), folder / "outcomes.json"
    with server(folder / "store", remote) as (address, token):
        places = [f"--{name}={address}/{path}" for name, path in PLACES.items()]
        chosen = [f"--only={each}" for each in only]
        options = [f"--token={token}", "--entailment", f"--json={result}", "--quiet", *chosen]
        subprocess.run(
            [sys.executable, "-c", HARNESS, str(remote), str(folder / "suite"), *places, *options],
            env={**os.environ, "PYTHONPATH": str(SHARED), "PYTHONDONTWRITEBYTECODE": "1"},
            check=False,
        )
    return json.loads(result.read_text(encoding="utf-8"))["outcomes"]


PLACES = {"query": "sparql", "update": "update", "gsp": "store"}


@contextmanager
def server(store, remote):
    """A writable server over an empty store, with its address and its token."""
    token, port = secrets.token_hex(16), free_port()
    address = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--store", str(store), "--quiet"]
    allowed = [f"--allow-service=http://127.0.0.1:{remote}/e{number}" for number in range(4)]
    process = subprocess.Popen(
        [*command, "--writable", "--default-graph=unnamed", f"--port={port}", "--log=none", *allowed],
        env={**os.environ, "HABEAS_TOKEN": token, "PYTHONPATH": str(ROOT)},
    )
    try:
        for _ in range(200):
            with suppress(OSError), urllib.request.urlopen(f"{address}/health", timeout=5):
                break
            time.sleep(0.1)
        yield address, token
    finally:
        process.terminate()
        process.wait(20)


def free_port():
    """A port that nobody listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return held.getsockname()[1]


def table(outcomes):
    """The figures as a table in Markdown."""
    passed, total = Counter(), Counter()
    for each in outcomes:
        total[each["group"]] += 1
        passed[each["group"]] += each["passed"]
    rows = [f"| {group} | {passed[group]} | {total[group]} |" for group in sorted(total)]
    everything = f"| **all** | **{passed.total():,}** | **{total.total():,}** |"
    return "\n".join(["| Group | Passed | Tests |", "| --- | ---: | ---: |", *rows, everything])


def between(page, name, text):
    """Put a text between its two marks in a page."""
    begin, end = (mark.format(name) for mark in MARKS)
    before, _, rest = page.partition(begin)
    return f"{before}{begin}\n{text}\n{end}{rest.partition(end)[2]}"


def listed():
    """What fails, by reason."""
    return tomllib.loads(KNOWN.read_text(encoding="utf-8"))


def known():
    """Test → why it fails."""
    return {test: name for name, each in listed().items() for test in each["tests"]}


def reasons():
    """What fails and why, as a table in Markdown."""
    rows = [f"| {each['why']} [More]({each['link']}) | {len(each['tests'])} |" for each in listed().values()]
    return "\n".join(["| Reason | Tests |", "| --- | ---: |", *rows])


def unexpected(outcomes, *, complete):
    """One line for each test that fails though nothing says why, and for each that passes though something does."""
    failed = {each["test"]: each["detail"] for each in outcomes if not each["passed"]}
    expected, seen = known(), {each["test"] for each in outcomes}
    new = [f"FAILED {test}: {' '.join(failed[test].split())[:300]}" for test in sorted(failed.keys() - expected)]
    gone = sorted(expected.keys() & (seen if not complete else expected.keys()) - failed.keys())
    return [*new, *(f"PASSED though known.toml lists it: {test}" for test in gone)]


if __name__ == "__main__":
    sys.exit(main())
