"""Settings in, granian at work out: HTTP in Rust, the application in a process of its own. Extra ``habeas[fast]``."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import tempfile
import threading
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, cast

from kg.errors import HabeasError, UsageError
from kg.stores import open_view
from server.assembly import assemble, close
from server.engine import processors
from server.engine.answers import Request
from server.operations.addresses import bound
from server.operations.bodies import Bodies
from server.operations.front import Front
from server.operations.seats import seated
from server.operations.siblings import Siblings
from server.operations.wsgi import Wsgi
from server.settings import Settings
from server.site import Site

WAITING = 256
"""Threads that may wait for the rest of a body, beside those that work: each waits in a read that nothing can end."""

LONGEST = 60_000
"""Milliseconds: the longest time that granian waits for headers."""


def run(settings: Settings) -> None:
    """Serve until interrupted; raises UsageError where granian is not installed or the address cannot be had."""
    try:
        from granian import Granian  # noqa: PLC0415 - an extra
        from granian.constants import Interfaces  # noqa: PLC0415 - an extra
        from granian.http import HTTP1Settings  # noqa: PLC0415 - an extra
    except ImportError:
        raise UsageError("granian is not installed: pip install 'habeas[fast]', or serve with waitress") from None
    running = settings.running
    if running.processes > 1 and settings.writable:
        raise UsageError("a graph that may be changed is served by one process: serve it without --processes")
    if running.pinned and not processors.BEGUN:
        raise UsageError("this system cannot keep a process to one processor: serve without --pinned")
    bound(running.host, running.port).close()  # granian would fail with a traceback
    server = Granian(
        "server.operations.granian_server",
        address=running.host,
        port=running.port,
        interface=Interfaces.WSGI,
        workers=running.processes,
        blocking_threads=running.threads + WAITING,
        backpressure=running.connections,
        http1_settings=HTTP1Settings(header_read_timeout=min(LONGEST, int(running.idle * 1000))),
        workers_kill_timeout=max(1, int(running.grace)),
        log_enabled=False,
    )
    with tempfile.TemporaryDirectory(prefix="habeas-") as folder:
        server.serve(target_loader=lambda: application(settings, Path(folder)), wrap_loader=False)


def application(settings: Settings, meeting: Path) -> Any:
    """Give the application, in the process that is to run it, which ends with the one that started it.

    ``meeting`` is the folder where the processes of this server find each other.
    """
    threading.Thread(target=outlived, daemon=True).start()
    seat = seated(meeting) if settings.running.pinned else None
    app = assemble(open_view(settings.store), settings)
    threading.Thread(target=warmed, args=(app.extensions["habeas"],), daemon=True).start()
    Finalize(None, close, args=(app,), exitpriority=1)  # this process ends without what atexit would do
    app.extensions["habeas.seat"] = seat
    running, front = settings.running, cast(Front, app.extensions["habeas.front"])
    if running.processes > 1:
        front.numbers = Siblings(meeting, front.numbers).numbers
    app.wsgi_app = Bodies(  # type: ignore[assignment,method-assign]  # Flask's own way to put something before it
        cast(Wsgi, app.wsgi_app), WAITING, running.idle, settings.body
    )
    return app


def warmed(site: Site) -> None:
    """Ask something, so that the query processes and the graph in their memory are there before anybody else asks."""
    with contextlib.suppress(HabeasError, OSError):  # who asks next will be told
        site.engine.answer(Request("ASK {}", "json", None), site.view.generation).whole()


def outlived() -> None:
    """Wait for the end of the process that started this one; were that killed, this one would serve on, unwatched."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
