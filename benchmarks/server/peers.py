"""The servers that are compared: Habeas on granian and on waitress, ``oxigraph serve-read-only``, rdflib-endpoint.

All on loopback, over the same data: the first three over the very same files.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from benchmarks.server import machine
from server.engine.processors import BEGUN

START = 300
"""Seconds that a server may take to load its data."""
IDLE = 0.05
"""Seconds of processor in half a second that are as good as none."""
NUMBER = "{n}"
JSON = "application/sparql-results+json"


@dataclass
class Peer:
    """A server at work: where it is asked, and its process."""

    name: str
    port: int
    path: str
    process: subprocess.Popen[bytes] = field(repr=False)

    @property
    def processor(self) -> float:
        return machine.processor(self.process.pid)

    @property
    def memory(self) -> float:
        return machine.memory(self.process.pid)

    def request(self, query: str, accept: str = JSON, more: str = "") -> str:
        """A query as the bytes of a request; the place of a number in it stays."""
        target = f"{self.path}?query={quote(query)}{more}".replace(quote(NUMBER), NUMBER)
        return f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nAccept: {accept}\r\n\r\n"


PINNED = ["--pinned"] if BEGUN else []
"""As docs/production.md advises for a machine that does nothing else."""


def commands(store: Path, graph: Path, text: Path) -> dict[str, tuple[str, list[str]]]:
    """Name → where its endpoint is, and the command that starts it, but for the port."""
    scripts = Path(sys.executable).parent
    habeas = [sys.executable, "-c", "from kg.cli import main; main()", "serve", "--store", str(store), "--quiet"]
    granian = ["--server", "granian", "--processes", str(os.cpu_count()), *PINNED]
    oxigraph = [str(scripts / "oxigraph"), "serve-read-only", "--location", str(graph), "--union-default-graph"]
    rdflib = [str(scripts / "rdflib-endpoint"), "serve", "--host", "127.0.0.1", str(text)]
    return {
        "granian": ("/sparql", [*habeas, *granian, "--port"]),
        "waitress": ("/sparql", [*habeas, "--server", "waitress", "--port"]),
        "oxigraph": ("/query", [*oxigraph, "--bind"]),
        "rdflib-endpoint": ("/", [*rdflib, "--port"]),
    }


@contextmanager
def started(name: str, path: str, command: list[str], *more: str) -> Iterator[Peer]:
    """A server that answers, until the block ends."""
    port = free_port()
    where = f"127.0.0.1:{port}" if command[-1] == "--bind" else str(port)
    quiet = subprocess.DEVNULL
    peer = Peer(name, port, path, subprocess.Popen([*command, where, *more], stdout=quiet, stderr=quiet))
    try:
        ready(peer)
        settled(peer)
        yield peer
    finally:
        peer.process.terminate()
        try:
            peer.process.wait(20)
        except subprocess.TimeoutExpired:
            peer.process.kill()


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        port: int = held.getsockname()[1]
        return port


def ready(peer: Peer) -> None:
    """Wait until a server answers a query."""
    until = time.monotonic() + START
    while time.monotonic() < until and peer.process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", peer.port), 60) as asking:
            asking.sendall(peer.request("ASK {}").encode())
            if b" 200 " in asking.recv(1000):
                return
        time.sleep(0.2)
    raise SystemExit(f"{peer.name} does not answer; is it installed? pip install 'habeas[bench]'")


def settled(peer: Peer) -> None:
    """Wait until a server that nobody asks has nothing to do either: what it loads behind its first answer is there."""
    spent = -1.0
    while peer.processor - spent > IDLE:
        spent = peer.processor
        time.sleep(0.5)


def present(name: str) -> bool:
    """Tell whether a peer is installed."""
    return name in {"granian", "waitress"} or shutil.which(str(Path(sys.executable).parent / name)) is not None
