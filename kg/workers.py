"""Documents in, readings out, several at a time and in the order they came.

Laws of this file: no more than a few documents a worker are on their way at once, however large the corpus; what goes
wrong with one document, even the death of its process, fails that document only.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import Self

from kg.documents import Unreadable
from kg.errors import HabeasError
from kg.model import Document, Reading
from kg.stores.catalogue import Row
from kg.withheld import withhold

AHEAD = 8  # documents handed to each worker before the first result is taken
Reader = Callable[[Document], Reading]
"""Reads one document; pure, and to be found by name in another process."""
Result = Reading | Unreadable | None
"""What became of a document; None: nothing of it may be published."""
Task = tuple[Row, Document]


def readings(
    tasks: Iterable[Task], reader: Reader, actors: frozenset[str], *, workers: int = 1
) -> Iterator[tuple[Row, Result]]:
    """Read documents and take out the withheld ``actors``; with one worker in this process, else in others."""
    work = partial(allowed, reader, actors)
    with _Pool(workers) as pool:
        window: deque[tuple[Task, Future[Reading | None]]] = deque()
        for task in tasks:
            window.append((task, pool.submit(work, task[1])))
            if len(window) >= workers * AHEAD:
                yield _settled(*window.popleft(), work)
        while window:
            yield _settled(*window.popleft(), work)


def allowed(reader: Reader, actors: frozenset[str], document: Document) -> Reading | None:
    """The reading of a document less what is withheld; None where all of it is."""
    reading = reader(document)
    return withhold(reading, actors) if actors else reading


def _settled(
    task: Task, future: Future[Reading | None], work: Callable[[Document], Reading | None]
) -> tuple[Row, Result]:
    row, document = task
    error = future.exception()
    if isinstance(error, BrokenProcessPool):
        error, future = _alone(work, document)
    return row, future.result() if error is None else Unreadable(document.name, _reason(error))


def _alone(
    work: Callable[[Document], Reading | None], document: Document
) -> tuple[BaseException | None, Future[Reading | None]]:
    """Read a document that was on its way when a process died, to learn whether it is the cause."""
    with _executor(1, apart=True) as pool:
        future = pool.submit(work, document)
        return future.exception(), future


def _reason(error: BaseException) -> str:
    if isinstance(error, HabeasError):
        return str(error)
    if isinstance(error, BrokenProcessPool):
        return (
            "the process that read it died (out of memory?); split the file, or read it with --workers 1 to learn more"
        )
    return f"reading it failed ({type(error).__name__}: {error}), which is a mistake in Habeas: please report it"


class _Pool:
    """An executor that is replaced when a process of it dies."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._executor = _executor(workers)

    def submit(self, work: Callable[[Document], Reading | None], document: Document) -> Future[Reading | None]:
        """Hand out a document."""
        try:
            return self._executor.submit(work, document)
        except BrokenProcessPool:
            self._executor.shutdown()
            self._executor = _executor(self._workers)
            return self._executor.submit(work, document)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._executor.shutdown(cancel_futures=True)


def _executor(workers: int, *, apart: bool = False) -> Executor:
    # spawn: a forked process would inherit the store's locks and threads
    if workers > 1 or apart:
        return ProcessPoolExecutor(workers, mp_context=get_context("spawn"))
    return ThreadPoolExecutor(1)
