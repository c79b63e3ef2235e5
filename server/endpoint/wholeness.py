"""An answer in, the same out so that nobody takes a part of it for the whole.

Law of this file: what ends cleanly is complete, or says in its text that it was cut. CSV, TSV and JSON-LD have no room
to say so, and programs that read tables look at no headers. So one of these that was cut is refused where that is known
before its first byte; else its connection breaks after the last row that it may have, and its reader sees an error.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import QueryError
from server.engine.answers import Answer
from server.engine.results import MUTE


class CutError(QueryError):
    """An answer that is larger than it may be, and cannot say so."""

    status = 413

    def __init__(self, answer: Answer) -> None:
        what = "triples" if answer.kind == "graph" else "rows"
        super().__init__(
            f"The answer has more than the {answer.count:,} {what} that may be sent, "
            "and this form has no room to say so: ask for less with LIMIT, for another form, or take the dump."
        )


def honest(answer: Answer) -> Answer:
    """Give an answer that breaks off where it was cut, if its form cannot tell; raises CutError if that is known."""
    if answer.form not in MUTE or answer.truncated is False:
        return answer
    if answer.truncated:
        answer.close()
        raise CutError(answer)
    generation, close = answer.generation, answer.close
    return Answer(answer.kind, answer.form, stream=pieces(answer), generation=generation, close=close)


def pieces(answer: Answer) -> Iterator[bytes]:
    """Give an answer's pieces; raises CutError behind the last of one that turns out to be cut."""
    yield from answer.pieces
    if answer.truncated:
        raise CutError(answer)
