"""The way out of a query's process that may ask services: from a port of its own network to the server's gateway.

Law of this file: bytes are copied, nothing is read; what may be asked is decided at the other end.
"""

from __future__ import annotations

import select
import socket
import threading
from collections.abc import Mapping, Sequence


def opened(gateway: str, key: str, services: Sequence[str]) -> Mapping[str, str]:
    """Listen on a port of this process's loopback; gives for each allowed address the one that leads to the gateway."""
    listener = socket.create_server(("127.0.0.1", 0))
    threading.Thread(target=accept, args=(listener, gateway), daemon=True).start()
    root = f"http://127.0.0.1:{listener.getsockname()[1]}/{key}"
    return {address: f"{root}/{number}" for number, address in enumerate(services)}


def accept(listener: socket.socket, gateway: str) -> None:
    """Give each connection a thread."""
    while True:
        client, _ = listener.accept()
        threading.Thread(target=copied, args=(client, gateway), daemon=True).start()


def copied(client: socket.socket, gateway: str) -> None:
    """Copy both ways until one side is done."""
    with client, socket.socket(socket.AF_UNIX) as server:
        server.connect(gateway)
        other = {client: server, server: client}
        while True:
            for end in select.select(list(other), [], [])[0]:
                data = end.recv(2**16)
                if not data:
                    return
                other[end].sendall(data)
