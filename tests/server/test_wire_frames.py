"""Messages between the server and its processes arrive as they were sent, however the socket cuts them."""

import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.engine.frames import READ, SIZES, Frames

HEADS = st.none() | st.dictionaries(st.text(max_size=5), st.text(max_size=5), min_size=1, max_size=3)
MESSAGES = st.lists(st.tuples(HEADS, st.binary(max_size=40)), max_size=5)


def pair():
    ours, theirs = socket.socketpair()
    return Frames(ours.detach()), theirs


class Kept:
    """A socket that keeps what is sent."""

    def __init__(self):
        self.frames, self._other = pair()

    def sent(self, messages):
        for message in messages:
            self.frames.send(*message)
        del self.frames
        with self._other, self._other.makefile("rb") as file:
            return file.read()


@given(messages=MESSAGES, size=st.integers(1, 30))
def test_messages_arrive_one_by_one_whatever_the_pieces_they_come_in(messages, size):
    data = Kept().sent(messages)
    frames, other = pair()
    with other:
        writing = threading.Thread(
            target=lambda: [other.send(data[at : at + size]) for at in range(0, len(data), size)]
        )
        writing.start()
        assert [frames.receive(60) for _ in messages] == messages
        writing.join()


@pytest.mark.parametrize("size", [0, READ - SIZES.size, READ, 3 * READ + 1, 2**21])
def test_a_message_of_any_size_arrives(size):
    frames, other = pair()
    sending = Frames(other.detach())
    writing = threading.Thread(target=sending.send, args=({"a": 1}, bytes(size)))
    writing.start()
    assert frames.receive() == ({"a": 1}, bytes(size))
    writing.join()


@pytest.mark.parametrize("begun", [b"", b"\0\0", SIZES.pack(2, 9) + b"{}"])
def test_a_message_that_does_not_come_whole_is_waited_for_no_longer_than_its_time(begun):
    frames, other = pair()
    with other:
        other.sendall(begun)
        with pytest.raises(TimeoutError):
            frames.receive(0.01)


def test_the_end_of_the_other_is_the_end():
    frames, other = pair()
    other.close()
    with pytest.raises(EOFError):
        frames.receive()


def test_who_sends_to_one_that_is_gone_is_told():
    frames, other = pair()
    other.close()
    with pytest.raises(OSError, match="Broken pipe"):
        frames.send({})
