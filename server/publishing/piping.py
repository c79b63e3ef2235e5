"""What writes to a file in, its bytes in pieces out, while it writes."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from typing import IO

CHUNK = 2**16


def piped(write: Callable[[IO[bytes]], None]) -> Iterator[bytes]:
    """Run ``write`` on a thread and give its output in pieces; its error breaks the stream, so no part looks whole."""
    reading, writing = os.pipe()
    failures: list[BaseException] = []

    def run() -> None:
        try:
            with os.fdopen(writing, "wb") as out:
                write(out)
        except BrokenPipeError:
            return  # the reader has gone
        except BaseException as error:  # noqa: BLE001 - carried over to the thread that answers, and raised there
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    with os.fdopen(reading, "rb") as source:
        while piece := source.read1(CHUNK):
            yield piece
    thread.join()
    if failures:
        raise failures[0]
