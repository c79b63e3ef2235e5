"""What one query may cost, and what is said of a text that is no query.

Law of this file: text in, facts and sentences out; no network, no store.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.stores.syntax import TOKENS, verb


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may cost."""

    seconds: float = 10.0
    """Seconds of a query, all told."""
    quick: float = 0.3
    """Seconds of a query in the quick lane."""
    rows: int = 100_000
    """Rows or triples of an answer."""
    size: int = 64 * 2**20
    """Bytes of an answer."""
    memory: int = 4 * 2**30
    """Bytes of address space of a query process."""
    resident: int = 256 * 2**20
    """Bytes that the graph may take in the memory of each query process (some 400 a triple), where queries run several
    times faster than on disk; a larger one stays there; 0 is never."""
    workers: int = 2
    """Query processes in each lane."""
    patience: float = 2.0
    """Seconds that a query waits for a free process."""
    queue: int = 256
    """Queries that may wait in each lane."""
    quick_share: int = 4
    """Queries of one client at work at once in the quick lane; loopback is not counted; 0 is no limit."""
    slow_share: int = 1
    """Queries of one client at work at once in the slow lane; loopback is not counted; 0 is no limit."""
    delivery: float = 60.0
    """Seconds that a reader may take, beyond the query's own, for an answer that is written while it reads."""
    allow_service: tuple[str, ...] = ()
    """Addresses that SERVICE may name, such as https://query.wikidata.org/sparql."""
    body: int = 2**20
    """Bytes of a request."""
    write_seconds: float = 60.0
    """Seconds of a change, all told."""
    write_body: int = 64 * 2**20
    """Bytes of a change."""
    audit: int = 16 * 2**20
    """Bytes of `writes.jsonl` beyond which it is put aside under a number, and begun anew; 0 is no limit."""


UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"})


def is_update(query: str) -> bool:
    """Tell whether a text that is no query begins, after its prologue, like a SPARQL Update."""
    return verb(query) in UPDATES


NEW = "\n"
PLACE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def located(message: str, query: str, written: str | None = None) -> str:
    """Make one sentence of the parser's message: line, column, what stands there, what might have stood there.

    ``query`` is what was parsed, ``written`` what its author wrote, where that is another text.
    """
    found = PLACE.search(message)
    if not found:
        return f"The query cannot be read: {message}."
    line, column, reason = int(found[1]), int(found[2]), found[3].removeprefix("expected ").removeprefix("one of ")
    offset = sum(len(each) + 1 for each in query.split("\n")[: line - 1]) + column - 1
    text, at = (query, offset) if written is None else (written, meant(query, offset, written))
    there = (query[offset:] if at is None else text[at:]).partition("\n")[0].strip()[:30]
    place = "" if at is None else f"at line {text.count(NEW, 0, at) + 1}, column {at - text.rfind(NEW, 0, at)}, "
    wanted = [each for each in re.sub(r"\[[^\]]*\]|\.$", "", reason).split(", ") if each.strip()]
    expected = f"; expected {', '.join(wanted)}" if 0 < len(wanted) <= FEW else ""
    return f"The query cannot be read {place}at {repr(there) if there else 'its end'}{expected}."


def meant(query: str, offset: int, written: str) -> int | None:
    """Give the place in a text of one in the text that was made of it; None between two changes: it is not known."""
    if written.startswith(query[:offset]):
        return offset
    rest = query[offset:]
    return len(written) - len(rest) if written.endswith(rest) else None


FEW = 8
"""Expected tokens that an error names, at most: a longer list helps nobody."""

DEPTH = 1000
"""How deep brackets and signs may stand in each other: no query that people or programs write needs a tenth of it."""
STEPS = 1000
"""How many steps the paths of a query may have; pyoxigraph plans 800 in half a minute."""
OPERATORS = 10_000
"""How many values may be added, multiplied, or joined by or and and; pyoxigraph plans 30,000 in half a minute."""
PARTS = re.compile(r"(?P<down>[({\[])|(?P<up>[)}\]])|(?P<signs>(?:[!+-]\s*+){2,})|(?P<step>[/^])|(?P<operator>[+*|&])")


def excess(query: str) -> str | None:
    """Say what a query has too much of, unparsed; None where it has not. What stands in text is not counted."""
    if not might_exceed(query):
        return None
    depth = steps = operators = 0
    for match in PARTS.finditer(TOKENS.sub(blanked, query)):
        depth += bool(match["down"]) - bool(match["up"])
        steps += bool(match["step"])
        operators += bool(match["operator"])
        if depth > DEPTH or len(match["signs"] or "") > DEPTH:
            return f"The query is nested more than {DEPTH:,} levels deep."
        if steps > STEPS:
            return f"The paths of the query have more than {STEPS:,} steps."
        if operators > OPERATORS:
            return f"The query has more than {OPERATORS:,} operators."
    return None


def might_exceed(query: str) -> bool:
    """Tell whether a query holds enough signs, wherever they stand, for one of the limits: few do."""
    return len(query) > FEWEST and any(sum(map(query.count, signs)) > most for signs, most in SIGNS.items())


SIGNS = {"({[": DEPTH, "!+-": DEPTH, "/^": STEPS, "+*|&": OPERATORS}
FEWEST = min(SIGNS.values())


def blanked(token: re.Match[str]) -> str:
    """Leave out a string, an IRI or a comment; keep a name."""
    return " " if token["text"] else token[0]
