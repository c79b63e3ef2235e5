import threading
import tracemalloc
import urllib.request

import pytest
from waitress import wasyncore
from waitress.server import create_server

from server.operations.channel import Channel

PIECE, PIECES = 2**16, 400


def answered(_environ, start):
    start("200 OK", [])
    return (bytes(PIECE) for _ in range(PIECES))


@pytest.fixture
def address():
    sockets, over = {}, threading.Event()
    server = create_server(answered, port=0, map=sockets, outbuf_high_watermark=2**30)
    server.channel_class = Channel

    def run():
        while not over.is_set():
            wasyncore.loop(timeout=0.1, map=sockets, count=1)

    running = threading.Thread(target=run)
    running.start()
    yield f"http://127.0.0.1:{server.effective_port}/"
    over.set()
    running.join()
    server.close()
    wasyncore.close_all(sockets)


def test_a_long_answer_to_a_fast_reader_is_not_kept_in_memory(address):
    tracemalloc.start()
    with urllib.request.urlopen(address) as response:
        size = sum(len(data) for data in iter(lambda: response.read(PIECE), b""))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size == PIECE * PIECES
    assert peak < size / 2
