"""Bodies that arrive late, cut off, too large, or not at all."""

import io

import pytest

from server.operations.bodies import Bodies
from server.operations.gate import Gate
from server.settings import Running

WHOLE = b"query=ASK+%7B%7D"
POST = {"REQUEST_METHOD": "POST", "CONTENT_LENGTH": "16"}


class Late:
    """A body of which a byte comes at a time, each of which takes a while."""

    def __init__(self, body, wait):
        self._body, self._wait = io.BytesIO(body), wait

    def read(self, _size):
        self._wait()
        return self._body.read(1)


def answered(source, length, seconds=10, size=1000, readers=1):
    """The status of an answer, and the body that the application was given."""
    given, statuses = [], []

    def app(environ, start):
        given.append(environ["wsgi.input"].read())
        start("200 OK", [])
        return []

    environ = {"REQUEST_METHOD": "POST", "wsgi.input": source, "CONTENT_LENGTH": length}
    bodies = Bodies(Gate(app, Running(rate=0)), readers, seconds, size)
    bodies(environ, lambda status, _headers: statuses.append(status))
    return statuses[0], given


@pytest.mark.parametrize("body", [WHOLE, b"x" * 512, b"x" * 513, b"x" * 1000])
def test_a_whole_body_is_passed_on(body):
    assert answered(io.BytesIO(body), str(len(body))) == ("200 OK", [body])


@pytest.mark.parametrize(
    ("body", "length", "status"),
    [
        (WHOLE[:5], str(len(WHOLE)), "400 Bad Request"),
        (b"", "3", "400 Bad Request"),
        (b"x" * 1001, "1001", "413 Content Too Large"),
        (b"", "99999999999", "413 Content Too Large"),
    ],
)
def test_a_body_that_was_cut_off_or_is_too_large_is_refused(body, length, status):
    assert answered(io.BytesIO(body), length) == (status, [])


def test_a_body_that_never_ends_is_let_go():
    assert answered(Late(WHOLE * 50, lambda: None), str(len(WHOLE) * 50), seconds=-1)[0] == "408 Request Timeout"


def test_while_all_turns_are_taken_others_are_told_to_come_back():
    inner = []

    def wait():
        if not inner:
            inner.append("begun")
            statuses = []
            bodies({**POST, "wsgi.input": io.BytesIO(WHOLE)}, lambda s, _h: statuses.append(s))
            inner.append(statuses[0])

    bodies = Bodies(Gate(lambda _environ, start: start("200 OK", []) or [], Running(rate=0)), 1, 10, 1000)
    bodies({**POST, "wsgi.input": Late(WHOLE, wait)}, lambda *_: None)
    assert inner == ["begun", "503 Service Unavailable"]
