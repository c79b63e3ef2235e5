"""Clients of an HTTP server on this machine: requests in, latencies out, with as little work of their own as may be.

A process of its own, one thread, one socket a client, kept open; each client asks again when it has its answer.

    python -m benchmarks.server.load < task.json > measured.json
"""

import json
import re
import select
import socket
import sys
import time
from collections import Counter
from collections.abc import Iterator
from itertools import count, cycle

LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
END = b"\r\n\r\n"


def requests(templates: list[str], first: int) -> Iterator[bytes]:
    """Give raw requests for ever; ``{n}`` in a template becomes another number each time, so that no cache knows it."""
    numbers = count(first)
    for head, sign, tail in cycle([template.partition("{n}") for template in templates]):
        yield f"{head}{next(numbers) if sign else ''}{tail}".encode()


class Client:
    """One connection: at most one request on its way."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.connect()

    def connect(self) -> None:
        self.socket = socket.create_connection(("127.0.0.1", self._port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> None:
        self._got, self._last = 0, b""
        self._whole: int | None = None
        self.began = time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> int | None:
        """Take what has come; gives the status when the answer is whole, 0 where the connection broke, else None."""
        try:
            data = self.socket.recv(2**18)
        except ConnectionError:
            data = b""
        if not data:
            return 0
        if not self._got:
            self.status = int(data[9:12])
            head = data.find(END)
            length = LENGTH.search(data, 0, head)
            self._whole = head + len(END) + int(length[1]) if length else None
        self._got += len(data)
        self._last = (self._last + data)[-8:]
        done = self._got >= self._whole if self._whole is not None else self._last.endswith(b"\r\n0\r\n\r\n")
        return self.status if done else None


class Load:
    """Clients that ask for ``seconds``, and wait for their last answers for at most ``patience`` more."""

    def __init__(self, port: int, clients: int, seconds: float, patience: float) -> None:
        self._poll = select.epoll()
        self._waiting: dict[int, Client] = {}
        self._until, self._end = seconds, seconds + patience
        self.statuses: Counter[int] = Counter()
        self.times: list[float] = []
        for client in (Client(port) for _ in range(clients)):
            self._await(client)

    def _await(self, client: Client) -> None:
        self._poll.register(client.socket, select.EPOLLIN)
        self._waiting[client.socket.fileno()] = client

    def run(self, stream: Iterator[bytes]) -> float:
        """Ask; gives the seconds until the last answer."""
        began = last = time.perf_counter()
        for client in self._waiting.values():
            client.ask(next(stream))
        while self._waiting and (left := began + self._end - time.perf_counter()) > 0:
            for number, _ in self._poll.poll(left):
                client = self._waiting[number]
                if (status := client.read()) is not None:
                    last = time.perf_counter()
                    self._answered(client, status, last)
                    if last < began + self._until:
                        client.ask(next(stream))
                    else:
                        del self._waiting[client.socket.fileno()]
        return last - began

    def _answered(self, client: Client, status: int, now: float) -> None:
        self.statuses[status] += 1
        self.times.append(now - client.began)
        if not status:
            del self._waiting[client.socket.fileno()]
            client.connect()
            self._await(client)

    @property
    def given_up(self) -> int:
        """Requests that nobody answered in time."""
        return len(self._waiting)


def main() -> None:
    """Carry out one task."""
    task = json.load(sys.stdin)
    stream = requests(task.pop("templates"), task.pop("first"))
    load = Load(**task)
    seconds = load.run(stream)
    found = {"times": load.times, "statuses": load.statuses, "given_up": load.given_up, "seconds": seconds}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
