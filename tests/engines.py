"""SPARQL servers of other people, started on loopback where they are installed, each in a folder of its own."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from kg.stores.remote.place import settled

PATIENCE = 60.0  # seconds for a server to start
BASES = ("http://x/", "http://localhost:8000/", "http://data.example/kg/")
INI = """
[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
DisableUnixSocket = 1
NumberOfBuffers = 2000
MaxDirtyBuffers = 1500
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
[SPARQL]
ResultSetMaxRows = 7000
"""


@dataclass
class Engine:
    """A server at work: where it is asked and changed, and who may."""

    name: str
    query: str
    update: str
    graphs: str
    user: str = ""

    def settled(self, folder):
        """The folder that stands for the graph there."""
        return settled(self.query, folder=folder, update=self.update, graphs=self.graphs)

    def empty(self):
        """Drop all that tests write."""
        auth = httpx.DigestAuth(self.user, self.user) if self.user else None
        form = {"query": "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"}
        rows = httpx.post(
            self.query, data=form, headers={"Accept": "application/sparql-results+json"}, timeout=60
        ).json()
        for graph in (row["g"]["value"] for row in rows["results"]["bindings"]):
            if graph.startswith(BASES):
                httpx.post(
                    self.update, data={"update": f"DROP SILENT GRAPH <{graph}>"}, auth=auth, timeout=60
                ).raise_for_status()


def port():
    with socket.create_server(("127.0.0.1", 0)) as free:
        return free.getsockname()[1]


@contextmanager
def running(command, folder, address):
    """Run a server until it is not needed any more."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
    try:
        await_(process, address)
        yield
    finally:
        process.kill()
        process.wait()


def await_(process, address):
    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5).close()
        except urllib.error.HTTPError as answered:
            answered.close()
            return
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"the server at {address} did not start")


@contextmanager
def oxigraph(folder, *options):
    """``oxigraph serve`` (PyPI package oxigraph), in memory."""
    program = shutil.which("oxigraph", path=f"{Path(sys.executable).parent}") or shutil.which("oxigraph")
    if program is None:
        pytest.skip("oxigraph is not installed: pip install oxigraph")
    at = f"127.0.0.1:{port()}"
    with running([program, "serve", "--bind", at, *options], folder, f"http://{at}/query"):
        yield Engine("oxigraph", f"http://{at}/query", f"http://{at}/update", f"http://{at}/store")


@contextmanager
def virtuoso(folder):
    """``virtuoso-t`` (Debian package virtuoso-opensource-7-bin), with a new database."""
    program = shutil.which("virtuoso-t")
    if program is None:
        pytest.skip("Virtuoso is not installed: apt-get install virtuoso-opensource-7")
    http = port()
    (folder / "virtuoso.ini").write_text(INI.format(sql=port(), http=http))
    at = f"http://127.0.0.1:{http}"
    with running([program, "+foreground", "+configfile", "virtuoso.ini"], folder, f"{at}/sparql"):
        yield Engine("virtuoso", f"{at}/sparql", f"{at}/sparql-auth", f"{at}/sparql-graph-crud-auth", "dba")


ENGINES = {"oxigraph": oxigraph, "virtuoso": virtuoso}
