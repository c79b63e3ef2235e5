"""What a query found in; its head and its bytes out, whole and fast in the quick lane, exact and in pieces in the slow.

Law of this file: an answer is cut at the limits of rows and bytes, and says so; memory does not grow with an answer.

The quick lane leaves the writing to pyoxigraph, which counts nothing: rows are counted afterwards by what stands
between them, never too few; where that may be above the limit, the query is evaluated again for the exact writer.
pyoxigraph's CSV (an IRI with a comma is not quoted) is not used.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import pyoxigraph as ox

from server.engine import results
from server.engine.answers import RefusedError
from server.engine.evaluation import Found
from server.engine.frames import Head

PIECE = 64 * 2**10
"""Bytes of one piece of an answer, and what is held back before its head is sent."""
WHOLE = 2**20
"""Bytes of an answer of the quick lane, at most."""
FEW = 1000
"""Rows that are written one by one also in the quick lane: where there may be no more, there is nothing to gain."""

NATIVE: dict[str, tuple[ox.QueryResultsFormat, bytes]] = {
    "json": (ox.QueryResultsFormat.JSON, b"},{"),
    "xml": (ox.QueryResultsFormat.XML, b"<result>"),
    "tsv": (ox.QueryResultsFormat.TSV, b"\n"),
}
"""Formats for rows that pyoxigraph writes as they should be → what stands once a row at least, the last but one."""


class LargerError(RefusedError):
    """An answer that the quick lane does not hold, or whose first row is larger than an answer may be."""

    def __init__(self, size: int) -> None:
        super().__init__(f"The answer is larger than {size // 2**20} MiB.", 413)


class Channel(Protocol):
    """The way to the server."""

    def send(self, head: Head | None, data: bytes | bytearray = b"") -> None:
        """Send a head, or none, and bytes."""
        ...


class Whole:
    """Gathers the bytes of one answer; LargerError beyond WHOLE."""

    def __init__(self) -> None:
        self.data = bytearray()

    @property
    def total(self) -> int:
        """Bytes so far."""
        return len(self.data)

    def write(self, data: bytes) -> int:
        """Take bytes."""
        if len(self.data) + len(data) > WHOLE:
            raise LargerError(WHOLE)
        self.data += data
        return len(data)

    def flush(self) -> None:
        """Nothing is held back from the one who reads ``data``."""


class Stream:
    """Sends bytes on as they come, the head before the first piece; one that fits a piece leaves whole."""

    def __init__(self, channel: Channel, head: Head) -> None:
        self._channel, self._head = channel, head
        self._held = bytearray()
        self.total, self.begun = 0, False

    def write(self, data: bytes) -> int:
        """Take bytes."""
        self.total += len(data)
        self._held += data
        if len(self._held) >= PIECE:
            self.send()
        return len(data)

    def flush(self) -> None:
        """Wait for a full piece all the same."""

    def send(self) -> None:
        """Send what is held."""
        for start in range(0, len(self._held), PIECE):
            head = None if self.begun else {**self._head, "whole": False}
            self._channel.send(head, self._held[start : start + PIECE])
            self.begun = True
        self._held.clear()

    def end(self, count: int, truncated: bool) -> None:
        """Send the rest, and what is known now."""
        known = {"count": count, "truncated": truncated, "rows": count}
        if not self.begun:
            self._channel.send({**self._head, "whole": True, **known}, self._held)
            return
        self.send()
        self._channel.send(known)


class XmlSafe:
    """Hands XML on, well-formed; a character that comes in two parts is waited for."""

    def __init__(self, outlet: Whole | Stream) -> None:
        self._outlet = outlet
        self._part = b""

    def write(self, data: bytes) -> int:
        """Take bytes."""
        text = self._part + data
        cut = len(text) - 2 if text.endswith(b"\xef\xbf") else len(text) - 1 if text.endswith(b"\xef") else len(text)
        self._part = text[cut:]
        self._outlet.write(results.xml_safe(text[:cut]))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back but part of a character."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many rows or triples, and how many bytes, an answer may have."""

    rows: int
    size: int


def kind_of(found: Found) -> str:
    """Name what was found."""
    if isinstance(found, ox.QuerySolutions):
        return "rows"
    return "boolean" if isinstance(found, ox.QueryBoolean) else "graph"


def form_of(kind: str, request: Mapping[str, Any]) -> str:
    """Choose the form that was negotiated for this kind of answer; RefusedError where none was."""
    form = request["graph" if kind == "graph" else "rows"]
    if form is None:
        what = "a graph" if kind == "graph" else "a table or a truth value"
        raise RefusedError(f"The answer is {what}, which has no form among those accepted.", 406)
    return str(form)


def quick(evaluate: Callable[[], Found], request: Mapping[str, Any]) -> tuple[Head, bytes | bytearray]:
    """Give head and bytes of a small answer; LargerError where it is none."""
    found = evaluate()
    kind = kind_of(found)
    form = form_of(kind, request)
    head: Head = {"status": 200, "kind": kind, "form": form, "whole": True, "truncated": False}
    if isinstance(found, ox.QueryBoolean):
        return head, results.boolean(bool(found), form)
    if isinstance(found, ox.QuerySolutions) and form in NATIVE and request["most"] > FEW:
        body, about = native(found, form)
        if about <= request["most"] and len(body) <= request["size"]:
            return {**head, "rows": about}, body
        found = evaluate()
    outlet = Whole()
    count, cut = written(found, form, Bounds(request["most"], request["size"]), outlet)
    return {**head, "count": count, "rows": count, "truncated": cut}, outlet.data


def native(found: ox.QuerySolutions, form: str) -> tuple[bytes | bytearray, int]:
    """Let pyoxigraph write rows; gives their bytes and how many they are at most."""
    outlet = Whole()
    format_, sign = NATIVE[form]
    found.serialize(outlet, format=format_)  # type: ignore[arg-type]  # all that is written to is write and flush
    body = results.xml_safe(bytes(outlet.data)) if form == "xml" else outlet.data
    return body, body.count(sign) + (form == "json")


def slow(evaluate: Callable[[], Found], request: Mapping[str, Any], channel: Channel) -> None:
    """Send an answer of any size; where this raises, bytes of it may have left already."""
    found = evaluate()
    kind = kind_of(found)
    form = form_of(kind, request)
    head: Head = {"status": 200, "kind": kind, "form": form}
    if isinstance(found, ox.QueryBoolean):
        channel.send({**head, "whole": True, "truncated": False}, results.boolean(bool(found), form))
        return
    outlet = Stream(channel, head)
    outlet.end(*written(found, form, Bounds(request["most"], request["size"]), outlet))


def written(found: Any, form: str, bounds: Bounds, outlet: Whole | Stream) -> tuple[int, bool]:
    """Write rows or triples; gives how many, and whether there were more."""
    return (triples if form in results.GRAPHS else rows)(found, form, bounds, outlet)


def rows(found: ox.QuerySolutions, form: str, bounds: Bounds, outlet: Whole | Stream) -> tuple[int, bool]:
    """Write rows one by one; LargerError where the first does not fit."""
    table, variables = results.ROWS[form], [variable.value for variable in found.variables]
    outlet.write(table.opening(variables).encode())
    count, cut, joint = 0, False, ""
    for row in found:
        data = f"{joint}{table.row(variables, tuple(row))}".encode()
        cut = count == bounds.rows or outlet.total + len(data) > bounds.size
        if cut:
            break
        outlet.write(data)
        count, joint = count + 1, table.joint
    if cut and not count and bounds.rows:
        raise LargerError(bounds.size)
    outlet.write(table.closing(results.REMARK.format(rows=count) if cut else "").encode())
    return count, cut


def triples(found: Iterable[ox.Triple], form: str, bounds: Bounds, outlet: Whole | Stream) -> tuple[int, bool]:
    """Write a graph as it is found; the limit of bytes may be passed by as much as the serialiser holds back."""
    count, cut = 0, False

    def within() -> Iterator[ox.Triple]:
        nonlocal count, cut
        for triple in found:
            cut = count == bounds.rows or outlet.total > bounds.size
            if cut:
                return
            count += 1
            yield triple

    safe = XmlSafe(outlet) if form == "rdf" else outlet
    ox.serialize(within(), safe, format=results.GRAPHS[form], prefixes=results.PREFIXES)  # type: ignore[arg-type]  # as in native()
    if cut and form not in results.MUTE:
        outlet.write(results.graph_remark(results.REMARK.format(rows=count), form).encode())
    return count, cut
