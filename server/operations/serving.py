"""Settings in, a running server out, until it is interrupted; then requests at work end, and the query processes.

The server is waitress, or granian (:mod:`server.operations.granian_server`) where the settings say so.
"""

from __future__ import annotations

import logging
import resource
import signal
import time
from collections.abc import MutableMapping
from types import FrameType
from typing import Any, Self, cast

from flask import Flask
from waitress import wasyncore
from waitress.server import create_server

from kg.errors import UsageError
from kg.stores import open_view
from server.assembly import assemble, close
from server.operations.addresses import bound
from server.operations.channel import Channel
from server.operations.ending import BrokenOffError
from server.operations.front import Front
from server.settings import Settings
from server.site import Site

PULSE = 0.5
"""Seconds between two looks at connections that are slow, and at whether the end has come."""

SPARE = 512
"""Files and sockets that the server has open beside its connections, at most."""

Channels = MutableMapping[int, Any]


def run(settings: Settings) -> None:
    """Open the graph and serve it; raises UsageError where the address or the server cannot be had."""
    if settings.running.server == "granian":
        from server.operations import granian_server  # noqa: PLC0415 - an extra, which need not be installed

        granian_server.run(settings)
        return
    if settings.running.processes > 1:
        raise UsageError("waitress serves from one process: --processes needs --server granian")
    if settings.running.pinned:
        raise UsageError("waitress needs more than one processor: --pinned needs --server granian")
    with open_view(settings.store) as view:
        serve(assemble(view, settings))


def serve(app: Flask, host: str | None = None, port: int | None = None) -> None:
    """Run waitress until Ctrl-C or SIGTERM; raises UsageError where the address cannot be had."""
    settings = cast(Site, app.extensions["habeas"]).settings
    running = settings.running
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a queue is no fault; the metrics tell of it
    logging.getLogger("waitress").addFilter(untold)
    try:
        listening = bound(host or running.host, port or running.port)
    except UsageError:
        close(app)
        raise
    channels: Channels = {}
    server = create_server(
        app,
        map=channels,
        sockets=[listening],
        threads=running.threads,
        ident="habeas",  # without version
        connection_limit=connections(running.connections),
        asyncore_use_poll=True,  # select() knows no socket above 1023
        channel_timeout=running.idle,
        cleanup_interval=5,
        max_request_header_size=2**16,
        max_request_body_size=settings.body + 1,  # waitress refuses what is as large as this
        outbuf_high_watermark=2**30,  # a reader that stalls holds no thread: answers go to a file
        clear_untrusted_proxy_headers=False,  # the gate knows whom to believe
    )
    server.channel_class = Channel
    try:
        with Ending(app.extensions["habeas.front"], channels, running.grace) as ending:
            looped(channels, ending, Arrivals(running.idle))
    finally:
        server.task_dispatcher.shutdown(timeout=PULSE)
        server.close()
        close(app)


def untold(record: logging.LogRecord) -> bool:
    """Tell whether waitress reports what is not in the journal already."""
    return not (record.exc_info and isinstance(record.exc_info[1], BrokenOffError))


def connections(wanted: int) -> int:
    """Give as many connections as were wanted, or as this process may have files open for."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = wanted + SPARE if hard == resource.RLIM_INFINITY else min(hard, wanted + SPARE)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
    return max(16, min(wanted, most - SPARE))


def looped(channels: Channels, ending: Ending, arrivals: Arrivals) -> None:
    """Move bytes in and out until the end has come."""
    looked = 0.0
    while not ending.come():
        wasyncore.loop(timeout=PULSE, use_poll=True, map=channels, count=1)
        if time.monotonic() - looked > PULSE:
            looked = time.monotonic()
            arrivals.look(channels, looked)


class Arrivals:
    """Requests that are arriving; a connection whose request takes too long, byte by byte, is closed.

    waitress itself only closes those that are wholly silent.
    """

    def __init__(self, most: float) -> None:
        self._most = most
        self._since: dict[Any, float] = {}

    def look(self, channels: Channels, now: float) -> None:
        """Close the connections whose request began to arrive too long ago."""
        found = {c.request: c for c in channels.values() if getattr(c, "request", None) is not None}
        self._since = {request: self._since.get(request, now) for request in found}
        for lingering in [each for each in channels.values() if getattr(each, "until", now) < now]:
            lingering.close()
        for request, channel in found.items():
            if now - self._since[request] > self._most:
                channel.will_close = True


class Ending:
    """The end of a server: begins with a signal, comes when nothing is at work any more, or when time is up.

    A second signal ends it at once.
    """

    def __init__(self, front: Front, channels: Channels, grace: float) -> None:
        self._front, self._channels, self._grace = front, channels, grace
        self._until: float | None = None
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        self._before = {number: signal.signal(number, self._begin) for number in (signal.SIGTERM, signal.SIGINT)}
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _begin(self, _signal: int, _frame: FrameType | None) -> None:
        self._until = 0.0 if self._front.closing else time.monotonic() + self._grace
        self._front.drain()

    def come(self) -> bool:
        """Tell whether the server may go."""
        return self._until is not None and (time.monotonic() > self._until or not self._busy())

    def _busy(self) -> bool:
        """Tell whether a request is at work, or an answer on its way."""
        return bool(self._front.journal.at_work) or any(
            getattr(channel, "requests", None) or getattr(channel, "total_outbufs_len", 0)
            for channel in list(self._channels.values())
        )
