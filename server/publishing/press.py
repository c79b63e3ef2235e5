"""A view and a name in, a file made from that generation out: dumps, counts, what takes longer than a request may.

Law of this file: a file is made once a generation, when first asked for, by a process of its own, never in the
server's. It is kept in ``made/`` beside the view that it was made from, so that it goes when the view does; where that
folder may not be written, in a temporary one.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Generator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from kg.crate import Release
from kg.errors import HabeasError
from kg.stores import View
from kg.stores.folder import Folder
from server.publishing.making import STALE, released, seal

CHUNK = 2**16
MOST = 2
"""Dumps being made at one time."""
PATIENT = 4
"""Requests that may wait for a file at one time: each holds a thread of the server."""


class NotReadyError(HabeasError):
    """A file that cannot be had just now; ask again shortly."""

    status = 503


@dataclass(frozen=True, slots=True)
class Seal:
    """What is known of a file that has been made: bytes, SHA-256 in hexadecimal, when."""

    size: int
    sha256: str
    time: float


@dataclass(frozen=True, slots=True)
class Making:
    """A file being made: its process, where it grows, where it will stand."""

    process: subprocess.Popen[bytes]
    part: Path
    path: Path

    @property
    def running(self) -> bool:
        """Whether it is still being made."""
        return self.process.poll() is None

    def wait(self, seconds: float) -> None:
        """Wait until it is made; raises NotReadyError where it cannot be, returns when the time is up."""
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        if self.process.returncode == STALE:
            raise NotReadyError("The graph has just changed; ask again.")
        if self.process.returncode:
            raise HabeasError(f"{self.path.name} could not be made; the server's log tells why.")

    def follow(self) -> Generator[bytes]:
        """Give its bytes while it grows; an error breaks the stream, so that no part looks whole."""
        with self._opened() as source:
            while True:
                running = self.running  # asked before reading: what ended before has written all
                if piece := source.read(CHUNK):
                    yield piece
                elif not running:
                    break
                else:
                    time.sleep(0.05)
        self.wait(0)

    def _opened(self) -> IO[bytes]:
        """Open it where it grows, or where it stands by now."""
        while True:
            running = self.running
            with contextlib.suppress(FileNotFoundError):
                return self.part.open("rb")
            if not running:
                self.wait(0)
                return self.path.open("rb")
            time.sleep(0.02)


class Following:
    """The bytes of a file while it grows; lets the next wait when it is closed, whether it was read or not."""

    def __init__(self, pieces: Generator[bytes], done: Callable[[], None]) -> None:
        self._pieces = pieces
        self._done = [done]

    def __iter__(self) -> Following:
        return self

    def __next__(self) -> bytes:
        return next(self._pieces)

    def close(self) -> None:
        """Read no further."""
        self._pieces.close()
        while self._done:
            self._done.pop()()


class Press:
    """The files made from the generation that is asked for; ``room`` are the bytes that its dumps may take.

    ``release`` is what the publisher says of the data.
    """

    def __init__(self, room: int, release: Release | None = None) -> None:
        self._room = room
        self._release = release or Release()
        self._lock = threading.Lock()
        self._patient = threading.Semaphore(PATIENT)
        self._makings: dict[Path, Making] = {}
        self._aside: tempfile.TemporaryDirectory[str] | None = None

    def made(self, view: View, name: str, wait: float = 0.0) -> Path | None:
        """Give a file that is made, after ``wait`` seconds at most; None where it takes longer, or too many wait."""
        path = self.folder(view) / name
        if not path.exists():
            making, waits = self.making(view, name), self._patient.acquire(blocking=False)
            try:
                making.wait(wait if waits else 0)
            finally:
                if waits:
                    self._patient.release()
        return path if path.exists() else None

    def following(self, view: View, name: str) -> Following:
        """Give the bytes of a file that is being made; raises NotReadyError where too many wait already."""
        making = self.making(view, name)
        if not self._patient.acquire(blocking=False):
            raise NotReadyError(f"{name} is being made; ask again shortly.")
        return Following(making.follow(), self._patient.release)

    def making(self, view: View, name: str) -> Making:
        """Begin to make a file, or join in; raises NotReadyError where too much is being made."""
        path = self.folder(view) / name
        with self._lock:
            found = self._makings.get(path)
            if found is None or not (found.running or path.exists()):
                self._makings = {place: each for place, each in self._makings.items() if each.running}
                if released(name):
                    self._admit(path.parent)
                found = self._makings[path] = begun(view, path, self._release)
            return found

    def _admit(self, folder: Path) -> None:
        """Make room for one more dump."""
        if sum(released(place.name) for place in self._makings) >= MOST:
            raise NotReadyError("Other dumps are being made; ask again shortly.")
        kept = sorted(self.seals(folder).items(), key=lambda item: item[1].time, reverse=True)
        used = 0
        for name, each in kept:
            used += each.size
            if used > self._room:
                seal(folder / name).unlink(missing_ok=True)
                (folder / name).unlink(missing_ok=True)

    def seals(self, folder: Path) -> dict[str, Seal]:
        """Size and digest of each dump that has been made."""
        found = {}
        for path in folder.glob("*.seal"):
            with contextlib.suppress(FileNotFoundError):  # it has just been swept
                made = path.with_suffix("")
                found[made.name] = Seal(**json.loads(path.read_text(encoding="utf-8")), time=made.stat().st_mtime)
        return dict(sorted(found.items()))

    def folder(self, view: View) -> Path:
        """Where the files of a view are kept."""
        beside = Folder(view.path).view(view.generation) / "made"
        with contextlib.suppress(OSError):
            beside.mkdir(exist_ok=True)
            if os.access(beside, os.W_OK):
                return beside
        with self._lock:
            self._aside = self._aside or tempfile.TemporaryDirectory(prefix="habeas-", ignore_cleanup_errors=True)
            folder = Path(self._aside.name) / str(view.generation)
            for old in set(folder.parent.iterdir()) - {folder}:
                shutil.rmtree(old, ignore_errors=True)  # what is being made there fails, and was not asked for lately
            folder.mkdir(exist_ok=True)
            return folder

    def close(self) -> None:
        """End what is being made."""
        for making in self._makings.values():
            making.process.kill()
            making.process.wait()
        if self._aside:
            self._aside.cleanup()


def begun(view: View, path: Path, release: Release) -> Making:
    """Start the process that makes a file."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    arguments = [str(view.path), str(view.generation), str(part), str(path), json.dumps(asdict(release))]
    package = str(Path(__file__).parents[2])
    paths = os.pathsep.join(filter(None, [package, os.environ.get("PYTHONPATH")]))
    process = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "server.publishing.making", *arguments],
        env={**os.environ, "PYTHONPATH": paths},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    return Making(process, part, path)
